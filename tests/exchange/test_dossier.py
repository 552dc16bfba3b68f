"""The dossier: what stands in it, for whom, in which order, and what it says it left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from network_of import cite, claim, index_of, tables
from small_store import made as made
from small_store import workspace as workspace

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.exchange import dossier_html, dossier_markdown
from proxytui.exchange.dossier import LOSSES, Dossier, dossier
from proxytui.exchange.dossier_figures import Map
from proxytui.exchange.losses import DROPPED
from proxytui.exchange.selection import Selection, select
from proxytui.graph.index import Index
from proxytui.model import dates, filters
from proxytui.model.dates import State
from proxytui.questions import timeline
from proxytui.questions.neighbourhood import Neighbourhood

if TYPE_CHECKING:
    from proxytui.exchange.selection import Write
    from proxytui.workspace import Workspace

AS_OF = "2024-12-02"
WRITERS = pytest.mark.parametrize(
    "write", [dossier_html.write, dossier_markdown.write], ids=["html", "md"]
)


def chosen(
    workspace: Workspace, *names: str, as_of: str = AS_OF, filter_: str = "", notes: bool = False
) -> Selection:
    """The records for a dossier of some actors, by their ids."""
    period = dates.period(as_of) if as_of else None
    selection = select(
        workspace.index, workspace.raw(), names, period, filters.read(filter_), notes=notes
    )
    return selection._replace(check=workspace.check_quote)


def fact(made: Dossier, label: str) -> str:
    return next(item.words for item in made.colophon if item.label == label)


def shown(made: Dossier) -> list[str]:
    """The ids of the ties in the order of the document."""
    return [
        entry.tie.id for section in made.sections for group in section.groups for entry in group[1]
    ]


# Which ties


def test_an_actors_ties_stand_by_type_held_ones_before_possible_ones(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "cedar"))
    (section,) = made.sections
    for group in section.groups:
        states = [entry.tie.state.rank for entry in group.entries]
        assert states == sorted(states, reverse=True), group.heading
    headings = [group.heading for group in section.groups]
    assert headings[:2] == ["Reported to back", "Reported to be backed by"]
    expected = ties.ties(workspace.index, "cedar", Lens(dates.period(AS_OF)))
    assert sorted(shown(made)) == sorted(tie.id for tie in expected)


def test_ties_not_spoken_of_then_stand_behind_all_that_is_reported() -> None:
    index = index_of(
        claim("a backs b", since="1980", until=None, attested=["1980", "1980"]),
        claim("a opposes c", since="2000", until="..", attested=["2024", "2024"]),
    )
    made = dossier(Selection(index, {}, dates.period("2024"), named=("a",)))
    headings = [group.heading for group in made.sections[0].groups]
    assert headings == ["Said to oppose", "Not spoken of then"]
    assert made.sections[0].groups[1].entries[0].title == "reported to back B"


def test_a_pair_has_the_ties_between_the_two_and_paths_over_others() -> None:
    index = index_of("a backs b", "b backs a", "a backs c", "c backs b", "a backs d", "d backs e")
    made = dossier(Selection(index, {}, dates.period("2010"), named=("a", "b")))
    direct, over = made.sections
    assert [entry.tie.id for group in direct.groups for entry in group.entries] == [
        "backs:a:b",
        "backs:b:a",
    ]
    assert [group.heading for group in over.groups] == ["Path 1: A – C – B"]
    assert [entry.tie.id for entry in over.groups[0].entries] == ["backs:a:c", "backs:c:b"]
    assert "backs:a:d" not in shown(made)
    assert isinstance(direct.map, tuple)
    assert [(chain.names, [link.forward for link in chain.links]) for chain in direct.map] == [
        (("A", "B"), [True]),
        (("A", "B"), [False]),
        (("A", "C", "B"), [True, True]),
    ]


def test_of_two_that_nothing_ties_the_dossier_says_so() -> None:
    index = index_of("a backs b", "c backs d")
    made = dossier(Selection(index, {}, dates.period("2010"), named=("a", "c")))
    assert shown(made) == []
    assert "No tie between the two is recorded here" in " ".join(made.sections[0].facts)


def test_of_several_a_tie_stands_in_full_once(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "ardania", "borland", "cedar"))
    assert [section.title for section in made.sections] == [
        "Ties among them",
        "Ardania",
        "Borland",
        "Cedar Brigade",
    ]
    entries = [e for s in made.sections for g in s.groups for e in g.entries]
    for tie in {entry.tie.id for entry in entries}:
        alike = [entry for entry in entries if entry.tie.id == tie]
        assert [entry.repeated for entry in alike] == [False, *[True] * (len(alike) - 1)]
        assert len({entry.anchor for entry in alike}) == 1


def test_without_a_name_all_ties_that_the_filter_leaves_stand_by_type(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, filter_="type:backs support:W"))
    index, lens = workspace.index, Lens(dates.period(AS_OF), filter=filters.read("support:W"))
    expected = {
        tie
        for tie in index.iter_ties()
        if (at := ties.shown(index, tie, lens)) is not None
        and at.type == "backs"
        and any(count.code.startswith("W") for count in at.terms)
        and at.state in (State.HELD, State.POSSIBLY)
    }
    assert set(shown(made)) == expected
    assert made.title == "Ties: only backing, weapons"


def test_of_all_dates_every_tie_of_an_actor_stands_there(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "ardania", as_of=""))
    assert made.date == "of all dates"
    assert sorted(shown(made)) == sorted(workspace.index.ties_of("ardania"))
    assert fact(made, "Left out") == "Nothing"


# Footnotes


@pytest.mark.parametrize("names", [("cedar",), ("borland", "cedar"), ()])
def test_every_citation_of_a_claim_has_a_footnote(
    workspace: Workspace, names: tuple[str, ...]
) -> None:
    made = dossier(chosen(workspace, *names))
    numbers = [note.number for note in made.footnotes]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = {note.cited.citation for note in made.footnotes}
    for section in made.sections:
        for group in section.groups:
            for entry in group.entries:
                for record in entry.tie.claims:
                    assert cited.issuperset(record.citations)
    referred = {
        number
        for section in made.sections
        for group in section.groups
        for entry in group.entries
        for statement in entry.statements
        for stance in statement.stances
        for number in stance.numbers
    }
    assert referred | {n for event in made.events for n in event.numbers} == set(numbers)


def test_a_citation_of_several_claims_has_one_footnote_unless_it_disputes_them() -> None:
    index = index_of(
        claim("a backs b", citations=[cite("s1"), cite("s2", stance="disputes")]),
        claim("a opposes b", citations=[cite("s1"), cite("s2", stance="disputes")]),
    )
    made = dossier(Selection(index, {}, dates.period("2010"), named=("a",)))
    assert [(n.cited.citation.source, n.cited.record.id) for n in made.footnotes] == [
        ("s1", "c1"),
        ("s2", "c1"),
        ("s2", "c2"),
    ]


@WRITERS
def test_who_disputes_a_claim_is_said_beside_it_and_in_the_footnote(
    workspace: Workspace, write: Write
) -> None:
    text = "".join(write(chosen(workspace, "cedar")))
    plain = re.sub(r"<[^>]+>", "", text)
    assert "Cited as disputing that Borland backs the Cedar Brigade: weapons." in plain
    assert re.search(r"1 publisher says so · 1 disputes it", plain)


@WRITERS
def test_the_check_of_the_words_is_said_in_words(workspace: Workspace, write: Write) -> None:
    text = "".join(write(chosen(workspace, "cedar")))
    for words in (
        "The words stand in the copy that is kept.",
        "The words are not in the copy that is kept.",
        "The words stand at several places in the copy that is kept.",
    ):
        assert words in text
    unchecked = chosen(workspace, "cedar")._replace(check=None)
    text = "".join(write(unchecked))
    assert "stand in the copy" not in text
    assert "The words were not looked up." in text


@WRITERS
def test_a_retracted_source_and_a_grade_are_said(workspace: Workspace, write: Write) -> None:
    text = "".join(write(chosen(workspace, "union", as_of="")))
    assert "A report that was withdrawn" in text
    assert "(retracted since)" in text
    text = "".join(write(chosen(workspace, "ardania")))
    assert "Graded C: the source fairly reliable." in text


# What else stands there, and what doesn't


@WRITERS
def test_notes_stand_there_only_where_the_selection_has_them(
    workspace: Workspace, write: Write
) -> None:
    words = "paymaster which bank it was"
    assert words not in "".join(write(chosen(workspace, "ardania")))
    text = "".join(write(chosen(workspace, "ardania", notes=True)))
    assert words in text
    assert "no source says them" in text


def test_events_stand_there_by_day_with_those_who_took_part(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "ardania"))
    assert [event.date for event in made.events] == ["2021-06-14", ""]
    assert "Treaty of the lake" in made.events[0].words
    assert dossier(chosen(workspace, "ardania", "borland")).events == ()


def test_what_is_left_out_is_counted_by_filter_and_by_date(workspace: Workspace) -> None:
    index, period = workspace.index, dates.period(AS_OF)
    recorded = index.ties_of("ardania")
    then = {tie.id for tie in ties.ties(index, "ardania", Lens(period))}
    backs = {tie for tie in then if tie.startswith("backs:")}
    made = dossier(chosen(workspace, "ardania", filter_="type:backs"))
    assert set(shown(made)) == backs
    words = fact(made, "Left out")
    assert words.startswith(f"{len(then) - len(backs)} ties (")
    assert "that the filter keeps out." in words
    assert f" {len(recorded) - len(then)} tie" in words
    assert "not held as of 2 Dec 2024." in words
    assert fact(made, "Filter") == "Only backing"


def test_the_fingerprint_is_that_of_the_records(workspace: Workspace) -> None:
    before = fact(dossier(chosen(workspace, "cedar")), "Fingerprint")
    assert re.match(r"sha256:[0-9a-f]{64}, of the records", before)
    assert fact(dossier(chosen(workspace, "cedar")), "Fingerprint") == before
    given = workspace.raw()
    record = {**given["claims"]["c-04"], "summary": "Changed"}
    changed = {**given, "claims": {**given["claims"], "c-04": record}}
    index = Index.build(changed)
    other = Selection(index, changed, dates.period(AS_OF), named=("cedar",))
    assert fact(dossier(other), "Fingerprint") != before


@WRITERS
def test_the_same_selection_gives_the_same_text(workspace: Workspace, write: Write) -> None:
    first, second = ("".join(write(chosen(workspace, "ardania", notes=True))) for _ in range(2))
    assert first == second


# Figures


def test_the_map_has_what_the_explorers_map_has(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "cedar"))
    map_ = made.sections[0].map
    assert isinstance(map_, Map)
    around = Neighbourhood(workspace.index, Lens(dates.period(AS_OF)), "cedar")
    name = workspace.index.namer(dates.period(AS_OF))
    for groups, inward in ((map_.left, True), (map_.right, False)):
        assert [(group.type, [(n.name, n.held) for n in group.neighbours]) for group in groups] == [
            (type_, [(name(node.other), node.state is State.HELD) for node in nodes])
            for type_, nodes in around.roots(inward).items()
        ]


def test_the_timeline_has_the_rows_of_the_explorers_timeline(workspace: Workspace) -> None:
    made = dossier(chosen(workspace, "cedar"))
    line = made.sections[0].timeline
    assert line is not None
    groups = timeline.actor_timeline(workspace.index, "cedar")
    assert [len(group.bars) for group in line.groups] == [len(group.bands) for group in groups]
    assert line.groups[0].heading == "own dates"
    index, name = workspace.index, workspace.index.namer(dates.period(AS_OF))
    for group, drawn in zip(groups, line.groups, strict=True):
        labels = [timeline.label(index, group, row, "cedar", name) for row in group.bands]
        assert [bar.label for bar in drawn.bars] == labels
        for row, bar in zip(group.bands, drawn.bars, strict=True):
            assert list(bar.intervals) == list(timeline.intervals(index, row))


def test_more_actors_of_a_type_than_a_map_has_room_for_are_counted() -> None:
    index = index_of(*(f"a backs b{n}" for n in range(25)))
    made = dossier(Selection(index, {}, dates.period("2010"), named=("a",)))
    map_ = made.sections[0].map
    assert isinstance(map_, Map)
    (group,) = map_.right
    assert (len(group.neighbours), group.more, group.total) == (10, 15, 25)
    assert "and 15 more" in map_.words


# What it keeps


_MARKS = {
    "actors.summary": "MARKsummary",
    "actors.tags": "MARKtag",
    "claims.role": "MARKrole",
    "claims.since_raw": "MARKsince",
    "claims.until_raw": "MARKuntil",
    "claims.reason": "MARKreason",
    "claims.summary": "MARKclaim",
    "events.title": "MARKevent",
    "events.date_raw": "MARKday",
    "events.place": "MARKplace",
    "events.summary": "MARKstory",
    "sources.title": "MARKsource",
    "sources.author": "MARKauthor",
    "sources.publisher": "MARKpublisher",
    "sources.publisher_parent": "MARKparent",
    "sources.published_raw": "MARKpublished",
    "sources.url": "https://example.org/MARKurl",
    "sources.archive_url": "https://example.org/MARKarchive",
    "sources.licence": "MARKlicence",
    "notes.text": "MARKnote",
    "notes.tags": "MARKnoted",
}


@WRITERS
def test_of_each_field_stands_there_what_the_table_of_losses_says(
    write: Write,
) -> None:
    given = tables(claim("a leads b"))
    given["actors"]["a"] |= {"kind": "person"}
    given["events"] = {"e": {"participants": [{"actor": "a"}], "citations": [cite("s1")]}}
    given["notes"] = {"n": {"about": ["a"], "created": "", "modified": ""}}
    rows = {"actors": "a", "claims": "c1", "events": "e", "sources": "s1", "notes": "n"}
    for path, words in _MARKS.items():
        table, _, field = path.partition(".")
        several = field == "tags"
        given[table][rows[table]][field] = [words] if several else words
    selection = Selection(Index.build(given), given, dates.period("2010"), named=("a",))
    text = "".join(write(selection))
    for path, words in _MARKS.items():
        assert (words in text) is (LOSSES.get(path) != DROPPED), path


def test_what_a_filter_over_all_ties_leaves_out_is_counted_in_one_sentence() -> None:
    index = index_of("a backs b", "c opposes d", claim("e backs f", since="1980", until="1981"))
    all_backing = filters.read("type:backs")
    chosen_claims = {"claims": {id_: {} for id_ in index.tie_claims["backs:a:b"]}}
    made = dossier(Selection(index, chosen_claims, dates.period("2010"), all_backing))
    assert "2 ties (2 claims) that the filter keeps out or that are not held as of 2010." in fact(
        made, "Left out"
    )


def test_of_several_a_figure_of_the_ties_among_them_comes_first() -> None:
    index = index_of("a backs b", "c opposes a", "b backs d", "a backs e", "c allied-with b")
    made = dossier(Selection(index, {}, dates.period("2010"), named=("a", "b", "c")))
    among = made.sections[0]
    assert isinstance(among.map, tuple)
    assert [(chain.names, chain.links[0].type) for chain in among.map] == [
        (("A", "B"), "backs"),
        (("B", "C"), "allied-with"),
        (("C", "A"), "opposes"),
    ]
    assert among.groups == ()


@WRITERS
def test_of_several_that_nothing_ties_the_first_part_says_so(write: Write) -> None:
    index = index_of("a backs x", "b backs y", "c backs z")
    text = "".join(write(Selection(index, {}, dates.period("2010"), named=("a", "b", "c"))))
    assert text.count("No tie among them is recorded here") == 1
