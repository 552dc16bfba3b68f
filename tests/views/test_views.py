"""From values to lines: what each view says, and that none of its lines is too long."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
import small_store
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from proxytui.asof import counts as counts_module
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.model import dates
from proxytui.model.quote_check import QuoteCheck, Sentence
from proxytui.model.vocabulary import Check
from proxytui.questions import yearly
from proxytui.questions.history import history_items, tie_history_items
from proxytui.tui import frame, keymap
from proxytui.tui.actions import ACTIONS
from proxytui.tui.explorer.tie_tree import TieTree
from proxytui.views import (
    actor_list,
    actor_overview,
    document,
    event_source,
    history,
    notes,
    overview,
    quotes,
    tie_tree,
    years_bar,
)
from proxytui.views.actor_groups import ActorList
from proxytui.views.lines import Row, Span, width
from proxytui.views.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.records import Citation
    from proxytui.workspace import Workspace

WIDTHS = (24, 38, 46, 60, 100)


def scene_of(workspace: Workspace, at: str = small_store.AS_OF, *, show_all: bool = False) -> Scene:
    lens = Lens(dates.period(at), show_all=show_all)
    index = workspace.index
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def said(rows: Iterable[Row]) -> str:
    lines = ("".join(span.text for span in row.line) for row in rows)
    return " ".join(" ".join(lines).split())


def actor_rows(
    workspace: Workspace, folded: set[str], wanted: set[str] | None, centre: str = ""
) -> list[Row]:
    scene = scene_of(workspace)
    actors = ActorList(workspace.index, scene.name, scene.lens.as_of)
    counts = counts_module.counts(workspace.index, scene.lens)
    return list(actor_list.rows(scene, actors, counts, set(), folded, wanted, centre, 40))


def fits(rows: Iterable[Row], cells: int) -> None:
    for row in rows:
        assert cell_len("".join(span.text for span in row.line).rstrip()) <= cells, row


# Actors


def test_actors_stand_under_their_kinds_with_their_counts(workspace: Workspace) -> None:
    rows = actor_rows(workspace, set(), None, "cedar")
    fits(rows, 40)
    keys = [row.key for row in rows]
    assert keys.index("kind:armed-group") < keys.index("actor:cedar") < keys.index("kind:party")
    assert len([key for key in keys if key.startswith("actor:")]) == len(small_store.ACTORS)
    (cedar,) = (row for row in rows if row.key == "actor:cedar")
    assert said([cedar]).split() == ["•", "Cedar", "Brigade", "1", "2+1?"]
    assert "“gunmen in the hills”" in said(rows)


def test_a_folded_kind_hides_its_actors_but_not_its_number(workspace: Workspace) -> None:
    rows = actor_rows(workspace, {"kind:person"}, None)
    assert "actor:hermit" not in [row.key for row in rows]
    assert "▸ People" in said(rows)
    (people,) = (row for row in rows if row.key == "kind:person")
    assert said([people]).endswith("3")


def test_a_filter_opens_what_is_folded(workspace: Workspace) -> None:
    rows = actor_rows(workspace, {"kind:person"}, {"hermit"})
    assert [row.key for row in rows] == ["kind:person", "actor:hermit"]


# Ties and their tree


def test_the_branches_of_a_tree_unfold_level_by_level(workspace: Workspace) -> None:
    tree = TieTree()
    tree.load(scene_of(workspace), "ardania", roll_up=False, turned=False)
    first = "group:backs:out|backs:ardania:cedar@"
    second = f"{first}|backs:cedar:guard@"
    shut = {row.key for row in tree.rows(set(), set(), "", 60)}
    assert first in shut
    assert second not in shut
    opened = [row.key for row in tree.rows(set(), {first, second}, "", 60)]
    again = f"{second}|backs:guard:cedar@"
    assert opened.index(first) < opened.index(second) < opened.index(again)
    assert tree.branches[again].cycle
    deeper = {row.key for row in tree.rows(set(), {first, second, again}, "", 60)}
    assert deeper == set(opened), "nothing unfolds under a cycle"


def test_a_folded_group_hides_its_branches_unless_they_are_filtered(workspace: Workspace) -> None:
    tree = TieTree()
    tree.load(scene_of(workspace), "ardania", roll_up=False, turned=False)
    folded = {"group:backs:out"}
    assert not any("|backs" in r.key for r in tree.rows(folded, set(), "", 60))
    assert any("|backs" in r.key for r in tree.rows(folded, set(), "cedar", 60))


def test_a_tree_names_each_tie_once(workspace: Workspace) -> None:
    tree = TieTree()
    tree.load(scene_of(workspace), "cedar", roll_up=False, turned=False)
    tree.rows(set(), {"group:backs:out|backs:cedar:guard@"}, "", 60)
    assert len(tree.tie_ids) == len(set(tree.tie_ids))
    assert "backs:guard:gunmen" in tree.tie_ids


@pytest.mark.parametrize("cells", WIDTHS)
def test_no_line_of_a_tree_is_too_long(workspace: Workspace, cells: int) -> None:
    tree = TieTree()
    for centre in small_store.ACTORS:
        tree.load(scene_of(workspace, show_all=True), centre, roll_up=True, turned=True)
        rows = tree.rows(set(), set(), "", cells)
        rows = tree.rows(set(), {row.key for row in rows}, "", cells)
        nothing = tie_tree.nothing(str, filtered=False)
        fits((row for row in rows if row not in nothing), cells)


def test_every_type_of_tie_has_its_group(workspace: Workspace) -> None:
    seen = set()
    for centre in small_store.ACTORS:
        for group in tie_tree.groups(scene_of(workspace, show_all=True), centre, False, False):
            seen.add((group.type, group.inverse))
            assert group.branches
    types = {claim["type"] for claim in small_store.CLAIMS.values()}
    assert {type_ for type_, _ in seen} == types
    assert ("backs", True) in seen
    assert ("allied-with", True) not in seen, "a symmetric tie has one direction"


# Quotes, history, notes, overview, records


def test_a_quote_names_its_mark_its_speaker_and_its_stance(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    cited = quotes.of_claims([workspace.index.claims["c-07"]])
    rows = quotes.rows(scene, cited, 60, about=True)
    words = said(rows)
    assert words.startswith("According to")
    assert "✓ “Borland arms the Cedar Brigade”" in words
    assert "said by a customs officer" in words
    assert "denied by Borland" in words
    assert "? “Trucks cross at night.” " in words
    assert "at several places" in words
    keys = [row.key for row in rows if row.stop]
    assert keys == [f"quote:claims/c-07:{n}" for n in range(3)]


def test_the_sentence_around_a_quote_is_dim_beneath_it(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    (cited, *_) = quotes.of_claims([workspace.index.claims["c-07"]])
    around = Sentence("It is not so, whatever they say of it, that ", "x", " in the north.")

    def check(_: Citation) -> QuoteCheck:
        return QuoteCheck(Check.EXACT, 0, 1, around)

    for cells in (34, 60, 100):
        rows = quotes.quote_rows(replace(scene, check=check), cited, cells)
        dim = [span.text for row in rows for span in row.line if span.role == "dim"]
        assert any(line.startswith("in “") for line in dim)
        assert "not" in " ".join(dim)
        assert "that […] in the" in said(rows)
        assert all(width(row.line) <= cells for row in rows)


def test_the_row_of_a_quote_leads_back_to_it(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    (one,) = quotes.of_events([workspace.index.events["e-treaty"]])
    assert quotes.find(scene, one.key) == one
    for wrong in (
        "",
        "quote:",
        "quote:claims/c-99:0",
        "quote:claims/c-01:7",
        "quote:claims/c-01:x",
    ):
        assert quotes.find(scene, wrong) is None


def test_a_history_is_in_the_order_of_its_dates(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    entries = history_items(workspace.index, "ardania", scene.lens.as_of)
    rows = history.rows(scene, entries, 50)
    fits(rows, 50)
    words = said(rows)
    dated = [words.index(part) for part in ("1950", "1960", "1990", "1 May 2015", "14 Jun 2021")]
    assert dated == sorted(dated)
    assert "no date" in words
    assert len({row.key for row in rows if row.stop}) == len([r for r in rows if r.stop])


def test_an_empty_history_and_empty_notes_say_so(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    assert "Nothing dated" in said(history.rows(scene, (), 50))
    assert "note writes one" in said(notes.rows(scene, "hermit", 50))


@pytest.mark.parametrize(
    ("date", "shown"),
    [(None, "no date"), ("2021-06-14", "14 Jun 2021"), ("nonsense", "nonsense")],
)
def test_a_date_in_a_column_is_as_it_was_given(date: str | None, shown: str) -> None:
    assert history.short_date(date) == shown


def test_notes_of_others_that_link_here_stand_below(workspace: Workspace) -> None:
    rows = notes.rows(scene_of(workspace), "ardania", 60)
    assert [row.key for row in rows if row.stop] == ["note:n-1", "note:n-3"]
    assert "about Cedar Brigade" in said(rows)


def test_a_described_actor_is_said_to_be_one(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    words = said(actor_overview.actor(scene, workspace.index.actors["gunmen"], 60))
    assert "Known only by a source's description" in words


def test_a_person_is_born_and_a_state_is_founded(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    actor = workspace.index.actors
    assert "· founded 1921" in said(actor_overview.actor(scene, actor["ardania"], 60))
    assert "founded" not in said(actor_overview.actor(scene, actor["voss"], 60))


@pytest.mark.parametrize("tie_id", ["backs:ardania:assembly", "backs:borland:cedar"])
def test_a_contested_tie_says_so_before_anything_else(workspace: Workspace, tie_id: str) -> None:
    scene = scene_of(workspace, show_all=True)
    tie = ties.tie(workspace.index, tie_id, scene.lens)
    words = said(overview.tie(scene, tie, 60))
    assert words.index(tie.status.value) < words.index("almanac" if "assembly" in tie_id else "Her")


def test_an_event_says_what_is_reported_and_who_took_part(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    words = said(event_source.event(scene, workspace.index.events["e-raid"], 60))
    for part in (
        "strike (as reported)",
        "late in the autumn",
        "attacker",
        "role not given",
        "police",
    ):
        assert part in words


def test_a_source_says_what_is_not_stated_and_what_rests_on_it(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    words = said(event_source.source(scene, workspace.index.sources["s-almanac"], 60))
    assert "publisher: not stated" in words
    assert "text kept here: no" in words
    assert "Raid on the customs post" in words


@pytest.mark.parametrize("cells", WIDTHS[1:])
@pytest.mark.parametrize("at", ["2024-12-02", "2009"])
def test_no_line_of_the_detail_pane_is_too_long(workspace: Workspace, cells: int, at: str) -> None:
    scene = scene_of(workspace, at, show_all=True)
    index = workspace.index
    for actor in index.actors.values():
        fits(actor_overview.actor(scene, actor, cells), cells)
        fits(notes.rows(scene, actor.id, cells), cells)
    for tie_id in index.tie_claims:
        fits(overview.tie(scene, ties.tie(index, tie_id, scene.lens), cells), cells)
        fits(history.rows(scene, tie_history_items(index, tie_id), cells), cells)
    for event in index.events.values():
        fits(event_source.event(scene, event, cells), cells)
    for source in index.sources.values():
        fits(event_source.source(scene, source, cells), cells)


# The frame


@pytest.mark.parametrize("cells", [20, 40, 80, 99, 100, 200])
def test_the_header_keeps_the_date_whatever_gives_way(cells: int) -> None:
    way = ("Ardania", "reported to back", small_store.LONG)
    crumbs = frame.Crumbs("lakeside", way, "2 Dec 2024", "set by the store")
    line = frame.header(crumbs, cells)
    assert width(line) <= cells
    assert "as of 2 Dec 2024" in said([Row("", line)])


@pytest.mark.parametrize("cells", [20, 40, 80, 120])
def test_the_hints_always_name_the_way_to_all_keys(cells: int) -> None:
    line = frame.hint_line(frame.hints(ACTIONS, keymap.build({}).label, cells))
    assert width(line) <= cells
    assert "? keys" in said([Row("", line)])


@pytest.mark.parametrize("cells", [30, 40, 80, 120])
def test_a_header_without_a_connection_says_since_when_in_place_of_the_store(cells: int) -> None:
    crumbs = frame.Crumbs(
        "lakeside", ("Ardania",), "2 Dec 2024", "why", "no connection, as of 9:00"
    )
    line = frame.header(crumbs, cells)
    text = said([Row("", line)])
    assert text.lstrip().startswith("no connection, as of 9:00"[: cells - 22])
    assert "lakeside" not in text
    assert "as of 2 Dec 2024" in text
    assert width(line) <= cells


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=300),
    st.integers(1850, 2050),
    st.integers(1, 60),
    st.integers(40, 220),
)
def test_the_bar_of_years_keeps_within_its_cells(
    counts: list[tuple[int, int]], shown: int, span: int, cells: int
) -> None:
    bar = yearly.YearCounts(1900, tuple(h for h, _ in counts), tuple(p for _, p in counts))
    for tall in (True, False):
        hint = (Span(", . change"),)
        for line in years_bar.rows(bar, (shown, shown + span % 3), hint, cells, tall=tall):
            assert width(line) <= cells


def test_a_date_outside_the_bar_points_there() -> None:
    bar = yearly.YearCounts(2000, (1, 2, 3), (0, 0, 0))
    for year, sign in ((1990, "◂"), (2001, "▲"), (2010, "▸")):
        held, possible, axis = years_bar.rows(bar, (year, year), (), 80, tall=True)
        assert f"{sign}{year}" in said([Row("", axis)]) or f"{year}{sign}" in said([Row("", axis)])
        assert "3┤" in said([Row("", held)])
        assert "0┤" in said([Row("", possible)])


def test_what_is_possible_is_drawn_on_the_scale_of_what_is_held() -> None:
    bar = yearly.YearCounts(2000, (8, 1), (4, 1))
    held, possible, _ = years_bar.rows(bar, (2000, 2000), (), 60, tall=True)
    assert said([Row("", held)]).endswith("8┤███▁▁▁")
    assert said([Row("", possible)]).endswith("4┤▄▄▄▁▁▁")


def test_a_low_bar_of_years_has_a_dot_where_nothing_is_held() -> None:
    bar = yearly.YearCounts(2000, (0, 2, 1, 0), (3, 0, 9, 0))
    (line,) = years_bar.rows(bar, (2001, 2001), (), 30, tall=False)
    assert said([Row("", line)]) == "2000 ···[███]▄▄▄ 2003"


def test_no_dated_tie_is_said_to_be_none() -> None:
    (first,) = years_bar.rows(yearly.YearCounts(0, (), ()), (2024, 2024), (), 80, tall=True)
    assert said([Row("", first)]) == "No dated tie to draw."


# Documents


def marked(rows: Iterable[Row]) -> str:
    words = (s.text for row in rows for s in row.line if s.role == "found")
    return " ".join(" ".join(words).split())


def test_hard_wrapped_prose_is_wrapped_anew_and_the_words_are_marked() -> None:
    text = small_store.GAZETTE
    start = text.index("Funds")
    end = text.index("Ardania") + len("Ardania")
    rows = document.rows(text, ((start, end),), 70)
    assert marked(rows).rstrip(",") == "Funds for the Cedar Brigade come from Ardania"
    first = next(row for row in rows if "Funds" in said([row]))
    assert "come from Ardania, as bank records show." in said([first])


@given(st.integers(0, len(small_store.HERALD) - 2), st.integers(1, 200), st.integers(20, 100))
def test_whatever_is_marked_its_words_are_marked_and_no_line_is_too_long(
    start: int, length: int, cells: int
) -> None:
    text = small_store.HERALD
    end = min(len(text), start + length)
    rows = document.rows(text, ((start, end),), cells)
    fits(rows, cells)
    assert said(rows) == " ".join(text.split())
    wanted = text[start:end].split()
    for word in wanted:
        assert word in marked(rows)


@given(st.text(st.sampled_from([*"abc \n\n東é\u0301\t"]), max_size=200), st.integers(10, 60))
@example("e\u0301\u0301\u0301\u0301\u0301", 10)
@example("a \u0301\u0301\u0301\u0301\u0301\u0301 b", 10)
@example("東\u0301\u0301\u0301\u0301\u0301" * 9, 10)
@example("abc" * 9 + "\n\u0301\u0301\u0301\u0301\u0301", 10)
def test_a_document_loses_no_words(text: str, cells: int) -> None:
    rows = document.rows(text, (), cells)
    shown = "".join("".join(s.text for s in row.line) for row in rows)
    # Marks above the four that a letter may have smear a screen, and are shown nowhere.
    words = re.sub("(\u0301{4})\u0301+", r"\1", text)
    assert "".join(shown.split()) == "".join(words.split())
    assert all(cell_len("".join(s.text for s in row.line)) <= max(8, cells) for row in rows)


def test_finding_folds_case_and_white_space() -> None:
    found = document.find(small_store.HERALD, "rifles  AND mortars")
    (place,) = found
    assert small_store.HERALD[slice(*place)] == "rifles and\nmortars"
    assert document.find(small_store.HERALD, " ") == []
    assert document.find("a.b axb", "a.b") == [(0, 3)]


@pytest.mark.parametrize("years", [12, 46, 75, 130, 240])
@pytest.mark.parametrize("cells", [100, 120, 200])
def test_years_named_below_the_bar_never_touch(years: int, cells: int) -> None:
    bar = yearly.YearCounts(1950, (1,) * years, (0,) * years)
    axis = years_bar.rows(bar, (1950 + years - 1,) * 2, (), cells, tall=True)[-1]
    names = "".join(span.text for span in axis).split()
    assert len(names) > 1
    assert all(re.fullmatch(r"╵?\d{4}|▲+\d{4}", name) for name in names), names


def test_an_actors_tags_stand_in_its_overview(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    actor = workspace.index.actors["cedar"]
    assert "Tags:" not in said(actor_overview.actor(scene, actor, 60))
    tagged = msgspec.structs.replace(actor, tags=["money", "lake"])
    assert "Tags: money, lake" in said(actor_overview.actor(scene, tagged, 60))
