"""A line is read as a citation of a claim: all that the notation can write of one, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from generated import stores
from hypothesis import HealthCheck, given, settings

from proxytui.collation import identity
from proxytui.editing.citation_line import options, preview, read_citation
from proxytui.editing.new_sources import TypedRecords
from proxytui.model.records import Claim
from proxytui.notation.names import NamesOfRecords
from proxytui.notation.writer import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.editing.line import Preview

CLAIM = Claim("c-1", "backs", "north", "south", (), terms=("W",), since="2012")
NAMES = {"north": "North", "south": "South", "envoy": "Ada Envoy"}


class Names:
    """A directory with every id, three actors by their names, and two sources."""

    def actors_called(self, name: str) -> Sequence[str]:
        return [id_ for id_, label in NAMES.items() if label == name]

    def sources_called(self, title: str) -> Sequence[str]:
        return ()

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return id_ in NAMES if table == "actors" else id_.startswith("s-")

    def label(self, actor: str) -> str:
        return NAMES.get(actor, actor)

    def near(self, name: str) -> Sequence[str]:
        return ()

    def actors_like(self, text: str, most: int) -> Sequence[str]:
        return [name for name in NAMES.values() if name.startswith(text)][:most]

    def sources_like(self, text: str, most: int) -> Sequence[str]:
        return [id_ for id_ in ("s-gazette", "s-herald") if id_.startswith(text)][:most]


class Generated(Names):
    """A directory of generated actors, in which every id is that of a source, too."""

    def __init__(self, actors: dict[str, dict[str, Any]]) -> None:
        self._actors = actors

    def actors_called(self, name: str) -> Sequence[str]:
        called = identity(name)
        return [
            id_
            for id_, actor in self._actors.items()
            if any(identity(known["text"]) == called for known in actor["names"])
        ]

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return table != "actors" or id_ in self._actors


def new_id(table: str, record: dict[str, Any]) -> str:
    return "new"


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(stores())
def test_any_citation_is_added_as_the_notation_writes_it(
    tables: dict[str, dict[str, dict[str, Any]]],
) -> None:
    for id_, record in tables["claims"].items():
        ends = {field: record[field] for field in ("type", "subject", "object")}
        claim = Claim(id_, **ends, citations=())
        for citation in record["citations"]:
            text = write(
                [("claims", id_, {**ends, "citations": [citation]})],
                NamesOfRecords(tables["actors"]),
            )
            line = text.partition("\n")[2].strip()
            reading = read_citation(line, claim, Generated(tables["actors"]), new_id)
            assert [fault.message for fault in reading.faults] == [], line
            assert reading.records[-1].record == {**ends, "citations": [citation]}


def test_with_disputes_a_line_is_against_the_claim_unless_it_says_so_already() -> None:
    for line in ('"words" s-herald', 'disputes "words" s-herald'):
        reading = read_citation(line, CLAIM, Names(), new_id, disputes=True)
        (citation,) = reading.records[-1].record["citations"]
        assert citation["stance"] == "disputes"
    reading = read_citation('mentions "words" s-herald', CLAIM, Names(), new_id)
    assert reading.records[-1].record["citations"][0]["stance"] == "mentions"


def test_a_speaker_that_is_new_is_made_with_it() -> None:
    reading = read_citation('"words" s-herald, said by +A Clerk', CLAIM, Names(), new_id)
    actor, claim = reading.records
    assert actor.record["names"] == [{"text": "A Clerk"}]
    assert claim.record["citations"][0]["speaker"] == {"actor": "new"}


@pytest.mark.parametrize("disputes", [False, True])
@pytest.mark.parametrize(
    ("line", "column"),
    [('"words" nowhere', 9), ("x", 1), ('"words" s-herald, sayd by X', 19), ('"words', 1)],
)
def test_a_fault_has_its_place_in_the_line_as_typed(line: str, column: int, disputes: bool) -> None:
    reading = read_citation(line, CLAIM, Names(), new_id, disputes=disputes)
    assert [fault.place for fault in reading.faults] == [(1, column)]


def test_the_sentence_is_that_of_the_claim_with_this_citation_alone() -> None:
    def read_back(line: str, *, disputes: bool = False) -> Preview:
        typed = TypedRecords(line)
        name = NAMES.__getitem__
        return preview(typed, CLAIM, Names(), name, no_source, disputes=disputes)

    shown = read_back('from s-herald, said by "a clerk"')
    assert "citing a clerk" in shown.sentence
    assert "North backs South: weapons" in shown.sentence
    assert shown.missing == ("a quote",)
    against = read_back('"no" s-herald, said by South', disputes=True)
    assert "It is denied by South" in against.sentence
    assert against.missing == ()


def no_source(_: str) -> None:
    """No source is known."""


def test_only_what_a_citation_has_is_offered() -> None:
    def offered(line: str, *, disputes: bool = False) -> list[tuple[str, int]]:
        found = options(line, CLAIM, Names(), disputes=disputes)
        return [(option.text, option.start) for option in found]

    assert offered("") == [("from", 0), ("supports", 0), ("disputes", 0), ("mentions", 0)]
    assert offered('"words" s-h') == [("s-herald", 8)]
    assert offered('"words" s-h', disputes=True) == [("s-herald", 8)]
    assert ("said", 18) in offered('"words" s-herald, ')
    assert "since" not in [text for text, _ in offered('"words" s-herald ')]
    assert offered("from s-herald, said by No") == [("North", 23)]


@pytest.mark.parametrize("disputes", [False, True])
@pytest.mark.parametrize("before", ["", "supports ", "mentions ", '"words" s-gazette; '])
def test_every_word_that_is_offered_at_the_beginning_of_a_citation_is_read(
    before: str, disputes: bool
) -> None:
    if disputes and before in ("supports ", "mentions "):
        before = "disputes "
    offered = options(before, CLAIM, Names(), disputes=disputes)
    for option in offered:
        words = before[: option.start] + option.text
        source = "s-gazette" if option.text == "from" else "from s-gazette"
        made = read_citation(
            f"{words} {source}", CLAIM, Names(), lambda table, _: table, disputes=disputes
        )
        assert not made.faults, words
    assert "from" in [option.text for option in offered] or before == "disputes "


def test_a_fault_names_the_whole_word() -> None:
    reading = read_citation("supports s-gazette", CLAIM, Names(), lambda table, _: table)
    assert "“s-gazette”, expected a quote, or from and a source" in reading.faults[0].message
