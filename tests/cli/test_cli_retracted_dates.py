"""No command tells a date that only a retracted source gives; those that another gives too stay."""

from __future__ import annotations

import re
from typing import Any

import pytest

from proxytui.model.changes import Change
from proxytui.store.store import Store

ACTORS = {
    "alba": {"kind": "state", "names": [{"text": "Alba"}]},
    "band": {"kind": "armed-group", "names": [{"text": "Band"}]},
    "corps": {"kind": "armed-group", "names": [{"text": "Corps"}]},
}
SOURCES = {
    "s-paper": {"title": "Paper", "publisher": "The Paper", "published": "2016-03-03"},
    "s-book": {"title": "Book", "publisher": "Book House", "published": "2009-09"},
}
PAPER = "in the years 1971–76 and to 1995–98"
"""Names 1976 and 1998 so that no quote of it has either as it is told."""


def claim(tie: str, paper: str, book: str, **fields: Any) -> dict[str, Any]:
    subject, type_, object_ = tie.split()
    citations = [
        {"source": "s-paper", "quote": {"exact": f"armed it {paper}"}},
        {"source": "s-book", "quote": {"exact": f"armed it {book}"}},
    ]
    ends = {"type": type_, "subject": subject, "object": object_}
    return {**ends, "citations": citations, **fields}


CLAIMS = {
    "c-1": claim("alba backs band", PAPER, "for long", terms=["W"], since="1976"),
    "c-2": claim("band backs corps", PAPER, "for long", terms=["F"], until="1998"),
    "c-3": claim("alba opposes corps", "now", "then", attested=["2016-03-03", "2016-03-03"]),
    "c-4": claim("corps opposes alba", "now", "then", attested=["2016-03-03"] * 2, until=".."),
}
BOTH = claim("alba backs band", PAPER, "from 1976 on", terms=["W"], since="1976")
TOLD = re.compile(r"1976|1998|(attested|last|first|until|since|spoken of before)\W* (3 Mar )?2016")
COMMANDS = (
    ("show", "backs:alba:band"),
    ("show", "backs:band:corps"),
    ("show", "opposes:alba:corps"),
    ("show", "opposes:corps:alba"),
    ("show", "alba", "--all"),
    ("tree", "alba", "--as-of", "1980"),
    ("path", "alba", "corps"),
    ("map", "alba"),
    ("map", "alba", "--as-of", "1980"),
    ("timeline", "alba"),
    ("timeline", "backs:band:corps"),
    ("diff", "1975", "1999"),
    ("diff", "2000", "2017"),
)


@pytest.fixture
def dated(program: Any) -> Any:
    """The program on a store of these records alone."""
    folder = program.home / "dated"
    Store.create(folder, None, "dated")
    store = Store.open(folder)
    tables = {"actors": ACTORS, "sources": SOURCES, "claims": CLAIMS}
    records = ((table, id_, row) for table, rows in tables.items() for id_, row in rows.items())
    store.apply([Change(table, id_, None, row) for table, id_, row in records], "the records")
    store.close()
    program.env["PROXYTUI_STORE"] = str(folder)
    return program


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_date_of_a_retracted_source_is_told_by_no_command_nor_in_json(dated, words):
    ways = [words, (*words, "--json")]
    assert any(TOLD.search(dated(*way).out) for way in ways)
    assert dated("edit", "s-paper", "status=retracted").code == 0
    for way in ways:
        told = TOLD.search(dated(*way).out)
        assert told is None, told
    assert dated("undo").code == 0
    assert any(TOLD.search(dated(*way).out) for way in ways)


def test_a_date_that_a_source_gives_that_stands_is_told_as_before(dated):
    store = Store.open(dated.home / "dated")
    store.apply([Change("claims", "c-1", CLAIMS["c-1"], BOTH)], "given by both")
    store.close()
    assert dated("edit", "s-paper", "status=retracted").code == 0
    assert "Start given: 1976" in dated("show", "backs:alba:band").out


def test_a_claim_is_searched_by_the_dates_that_are_told_of_it(dated):
    search = ("search", "since:1976 alba", "--json")
    assert dated(*search).document["hits"]
    assert dated("edit", "s-paper", "status=retracted").code == 0
    assert not dated(*search).document["hits"]
