"""A folder of Markdown: written for Obsidian, and read with the traps of other people's folders."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import markdown, markdown_links
from proxytui.exchange.losses import DROPPED
from proxytui.exchange.selection import select
from proxytui.graph.index import Index
from proxytui.model import note_text
from proxytui.model.fields import FIELDS
from tests.exchange.field_samples import store_with
from tests.exchange.keyed_rows import Result, result
from tests.network_of import Tables, cite, claim, tables


def read(**files: str) -> Result:
    packed = [(f"{name}.md", text.encode()) for name, text in files.items()]
    return result(markdown.read, markdown.pack(packed), name="vault")


def folder(files: dict[str, str]) -> Result:
    packed = [(path, text.encode()) for path, text in files.items()]
    return result(markdown.read, markdown.pack(packed), name="vault")


def ties(found: Result) -> list[tuple[str, str, str, str]]:
    return [
        (c["subject"], c["type"], c["object"], c.get("role", ""))
        for c in found.tables["claims"].values()
    ]


def test_a_link_is_a_tie_quoted_by_its_line() -> None:
    found = read(Iran="# Iran\n\nSome say it never met [[Hamas]].\n", Hamas="")
    assert ties(found) == [("Iran", "linked-to", "Hamas", "")]
    (claim_,) = found.tables["claims"].values()
    assert claim_["citations"] == [
        {
            "source": "[vault]",
            "quote": {"exact": "Some say it never met [[Hamas]]."},
            "locator": {"page": "Iran.md", "paragraph": 3},
        }
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("backs:: [[B]]", ("A", "backs", "B", "")),
        ("- **opposed by**:: [[B]]", ("B", "opposes", "A", "")),
        ("funds:: [[B]]", ("A", "linked-to", "B", "funds")),
        ("known (backs:: [[B]]) since", ("A", "backs", "B", "")),
        ("it backs [[B]]", ("A", "linked-to", "B", "")),
        ("[[b#History|that]]", ("A", "linked-to", "B", "")),
        ("| x | [[B\\|that]] |", ("A", "linked-to", "B", "")),
        ("[that](B.md#x)", ("A", "linked-to", "B", "")),
        ("[[Bee]]", ("A", "linked-to", "B", "")),
        ("[[C]]", ("A", "linked-to", "C", "")),
    ],
)
def test_a_field_names_the_relation_and_a_sentence_does_not(
    line: str, expected: tuple[str, str, str, str]
) -> None:
    assert ties(read(A=line, B="---\naliases: Bee\n---\n")) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "`[[B]]`", "``a ` [[B]]``", "```\n[[B]]\n```", "~~~md\n[[B]]\n~~~", "\n    [[B]]",
        "%% [[B]] %%", "<!-- a\n[[B]] -->", "![[B]]", "[[#B]]", "[[map.png]]", "[[]]", "[[A]]",
        "[[B", "https://x.org/B.md", "````\n```\n[[B]]\n````",
    ],
)  # fmt: skip
def test_links_in_code_comments_and_embeds_are_none(text: str) -> None:
    assert ties(read(A=text, B="")) == []


def test_text_behind_code_and_comments_is_read_again() -> None:
    text = "```\nx\n```\n[[B]] `x` %% y %%\n- item\n    [[C]]\n<!-- -->[[D]]"
    assert [t[2] for t in ties(read(A=text))] == ["B", "C", "D"]


def test_front_matter_has_names_kind_and_links() -> None:
    found = read(
        A='---\ntitle: "The A"\nkind: state\naliases: [AA, The A]\nwikidata: Q1\nbacks: "[[B]]"\n'
        "---\n"
    )
    assert found.tables["actors"]["A"] == {
        "kind": "state",
        "names": [{"text": "The A"}, {"text": "AA", "type": "alias"}],
        "identifiers": {"wikidata": ["Q1"]},
    }
    assert ties(found) == [("A", "backs", "B", "")]


def test_two_notes_of_one_name_stay_two_and_a_link_to_either_is_refused() -> None:
    found = folder(
        {"a/X.md": "", "b/X.md": "", "b/Y.md": "[[X]]", "Z.md": "[[X]] [[a/X]]"},
    )
    assert ties(found) == [("b/Y", "linked-to", "b/X", ""), ("Z", "linked-to", "a/X", "")]
    assert [(row.row, row.reason) for row in found.aside] == [
        ("Z.md, line 1", "leads to “X”, as which several notes are known")
    ]
    same = [a["identifiers"]["note"] for k, a in found.tables["actors"].items() if "X" in k]
    assert same == [["a/X"], ["b/X"]]


def test_several_lines_are_one_claim_with_several_quotes() -> None:
    found = read(A="one [[B]]\ntwo [[B]]\ntwo [[b]]")
    (claim_,) = found.tables["claims"].values()
    assert [c["quote"]["exact"] for c in claim_["citations"]] == [
        "one [[B]]", "two [[B]]", "two [[b]]"
    ]  # fmt: skip


def test_front_matter_that_is_not_read_leaves_the_text() -> None:
    found = read(A="---\nx: {a: b\n---\n[[B]]")
    assert ties(found) == [("A", "linked-to", "B", "")]
    assert found.aside[0].row == "A.md"


def test_one_file_alone_is_read_too() -> None:
    found = result(markdown.read, b"backs:: [[B]]\n", name="A.md")
    assert ties(found) == [("A", "backs", "B", "")]


# Written


def a_folder() -> Tables:
    quote = cite("s1", quote={"exact": "100% [[sure]] *words* %% end"})
    return tables(
        claim("a backs b", terms=["W"], citations=[quote]),
        claim("b opposes c", citations=[cite("s1", stance="disputes")]),
        actors={"c": {"kind": "person", "names": [{"text": "../A|x#y"}, {"text": "C"}]}},
    )


def files(stored: Tables) -> dict[str, str]:
    selection = select(Index.build(stored), stored, notes=True)
    return {name: "".join(text) for name, text in markdown.write_folder(selection).items()}


def test_each_actor_and_source_has_a_file_and_every_link_leads_to_one() -> None:
    written = files(a_folder())
    assert set(written) == {"A.md", "B.md", "A xy.md", "s1.md"}
    for text in written.values():
        shown = text.partition("%% x_proxytui")[0]
        for link in markdown_links.links(shown.replace("%%", "")):
            assert f"{link.target}.md" in written
    assert "> 100% \\[\\[sure\\]\\] \\*words\\* %% end" in written["A.md"]
    assert "reports that A backs B: weapons" in written["A.md"]


def test_what_was_written_comes_in_again_as_the_same_records() -> None:
    stored = a_folder()
    back = folder(files(stored))
    assert not back.aside
    assert all(row.carried for row in back.rows)
    for table in ("actors", "claims", "sources"):
        assert json.dumps(back.tables[table], sort_keys=True) == json.dumps(
            stored[table], sort_keys=True
        )


def test_what_somebody_wrote_below_comes_in_beside_it() -> None:
    written = files(a_folder())
    written["A.md"] += "\nopposes:: [[A xy]] and [[New]]\n"
    back = folder(written)
    mine = {k: v for k, v in back.tables["claims"].items() if k not in ("c1", "c2")}
    assert [(c["subject"], c["type"], c["object"]) for c in mine.values()] == [
        ("a", "opposes", "c"), ("a", "opposes", "New")
    ]  # fmt: skip


# Events and notes


def with_events_and_notes() -> Tables:
    event = {
        "title": "Pact of A", "date": "1979~", "claims": ["c1"], "citations": [cite("s1")],
        "participants": [{"actor": "a", "role": "signatory"}, {"actor": "c"}],
    }  # fmt: skip
    times = {"created": "2024-01-02T00:00:00Z", "modified": "2024-01-03T00:00:00Z"}
    text = "# On [[a|the A]]\n\n%% end of what ProxyTUI wrote %%\n"
    text += "See [[Pact of A]], [[B]], [[none]].\n"
    text += '%% x_proxytui: {"actors": {"evil": {"kind": "state", "names": []}}} %%'
    notes = {
        "n1": {"about": ["a", "backs:a:b"], "text": text, "tags": ["x"], **times},
        "n2": {"about": ["opposes:b:c"], "text": "", **times},
    }
    return {**a_folder(), "events": {"e1": event}, "notes": notes}


def test_events_and_notes_have_files_that_link_to_those_of_what_they_name() -> None:
    written = files(with_events_and_notes())
    assert {"Pact of A.md", "On the A.md", "Note on B, .. A xy.md"} <= written.keys()
    event, note = written["Pact of A.md"], written["On the A.md"]
    assert "Pact of A. Date given: about 1979." in event
    assert "- [[A]]: signatory\n- [[A xy]]\n" in event
    assert "- [[A]] › reported to back › [[B]]\n" in event
    assert '\nabout: ["[[A]]", "[[A]] › reported to back › [[B]]"]\n' in note
    assert "# On [[A|the A]]" in note
    assert "See [[Pact of A]], [[B]], [[none]]." in note
    assert "## Events\n\n- [[Pact of A]]\n\n## Notes\n\n- [[On the A]]\n" in written["A.md"]
    assert "- [[On the A]]\n- [[Note on B, .. A xy]]\n" in written["B.md"]


def test_events_and_notes_come_in_again_as_they_were_and_their_words_are_no_ties() -> None:
    stored = with_events_and_notes()
    back = folder(files(stored))
    assert not back.aside
    assert all(row.carried for row in back.rows)
    for table in ("actors", "claims", "sources", "events", "notes"):
        assert json.dumps(back.tables[table], sort_keys=True) == json.dumps(
            stored[table], sort_keys=True
        )


@pytest.mark.parametrize(
    ("table", "field"), [(t, field.name) for t in ("events", "notes") for field in FIELDS[t]]
)
def test_every_field_of_an_event_or_a_note_can_be_read_by_others(table: str, field: str) -> None:
    def shown(*of: str) -> str:
        text = "\n".join(files(store_with(*of)).values())
        return re.sub(r"(?m)^%% x_proxytui: .*$", "", text)

    assert (shown() != shown(table, field)) == (markdown.LOSSES[f"{table}.{field}"] != DROPPED)


# Hostile


_PIECES = st.sampled_from(
    ["[[A]]", "[[", "]]", "`", "```", "\n", "    ", "%%", "<!--", "-->", "backs:: ", "(", "---\n",
     "[x](A.md)", "a: [", "\\|", "|", "\0", "\x1a", "\ud800",
     '%% x_proxytui: {"actors": {"a": 1}} %%']
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30))
@settings(max_examples=200, deadline=None)
def test_hostile_files_never_crash(pieces: list[str]) -> None:
    data = "".join(pieces).encode(errors="surrogatepass")
    result(markdown.read, markdown.pack([("B.md", data), ("A.md", b"")]), name="x")


@pytest.mark.parametrize(
    "piece", ["`", "``` ` ", "[", "[[a", "<!-- ", "%% %%", "> ", "(a:: ", "- "]
)
def test_long_lines_are_read_in_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    result(markdown.read, text.encode(), name="A.md")


def test_links_are_those_of_notes_too() -> None:
    text = "see [[A|b]] and [[C]]"
    targets = [link.target for link in markdown_links.links(text)]
    assert targets == [note_text.meanings(link)[-1] for link in note_text.links(text)]


def test_a_packed_folder_that_is_damaged_is_told_with_its_line() -> None:
    packed = markdown.pack([("A.md", b"[[B]]"), ("C.md", b"")])
    with pytest.raises(UsageError, match="line 3 of the packed folder is damaged"):
        result(markdown.read, packed[:-5], name="x")
