"""What nobody reports stands apart on the command line, and a disputed tie shows words each way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from command_line import in_process

from proxytui.model.changes import Change
from proxytui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended


def _cited(source: str, words: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "quote": {"exact": words}, **more}


def _claim(subject: str, object_: str, *cited: Any, **more: Any) -> dict[str, Any]:
    made = {"type": "backs", "subject": subject, "object": object_, "since": "2010"}
    return {**made, "until": "2020", "citations": list(cited), **more}


RECORDS: dict[str, Any] = {
    "actors": {
        id_: {"kind": "state", "names": [{"text": id_.capitalize()}]}
        for id_ in ("north", "south", "east", "west", "far")
    },
    "sources": {
        "wire": {"title": "Wire", "publisher": "Gazette"},
        "book": {"title": "Book", "publisher": "Yearbook"},
    },
    "claims": {
        "c-1": _claim("north", "south", _cited("wire", "has troops there"), terms=["P"]),
        "c-2": _claim(
            "north",
            "south",
            _cited("wire", "flew strikes"),
            _cited("book", "flew none", stance="disputes", speaker={"actor": "north"}),
            terms=["O"],
        ),
        "c-3": _claim("north", "east", _cited("book", "no proof", stance="disputes")),
        "c-4": _claim("north", "west", _cited("book", "if it helps", stance="mentions")),
        "c-5": _claim("south", "far", _cited("wire", "sends money"), terms=["F"]),
        "c-6": _claim(
            "north", "far", _cited("wire", "did"), _cited("book", "did not", stance="disputes")
        ),
    },
}


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Ended]:
    env = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    Store.create(tmp_path / "store", None, "apart")
    store = Store.open(tmp_path / "store")
    rows = ((table, id_, row) for table, found in RECORDS.items() for id_, row in found.items())
    store.apply([Change(table, id_, None, row) for table, id_, row in rows], "the first records")
    store.close()

    def call(*words: str) -> Ended:
        here = ("--store", str(tmp_path / "store"), *words)
        return in_process(here, folder=tmp_path, env=env)

    return call


AT = ("--as-of", "2015")


def test_show_has_what_nobody_reports_in_groups_of_its_own_last(
    program: Callable[..., Ended],
) -> None:
    out = program("show", "north", *AT).out
    heads = [line for line in out.splitlines() if line.endswith(")") and line[-2].isdigit()]
    assert heads == ["reported to back (2)", "only mentioned (1)", "not borne out (1)"]
    assert "  ┅ backs West · possibly, until ≤ 2020 · only mentioned" in out
    assert "  ┅ backs East · possibly, until ≤ 2020 · not borne out" in out


def test_a_row_says_which_means_are_disputed_and_shows_words_each_way(
    program: Callable[..., Ended],
) -> None:
    lines = program("show", "north", *AT).lines
    row = next(place for place, line in enumerate(lines) if " South " in line)
    assert lines[row] == (
        "  ━ South · held as of 2015 · presence (1) · other (1) disputed · 1 publisher"
    )
    assert "“has troops there”" in lines[row + 1]
    assert "“flew none”" in lines[row + 2]
    assert "denied by North, according to “Book” (Yearbook)" in lines[row + 2]
    assert lines[row + 2].endswith(" · 1 more quote")
    whole = next(line for line in lines if " Far " in line)
    assert " · disputed · " in whole


def test_a_tree_and_a_map_say_how_many_they_leave_out(program: Callable[..., Ended]) -> None:
    left_out = "left out: 1 only mentioned, 1 denied or not borne out; --all shows them"
    tree = program("tree", "north", *AT)
    assert tree.lines[-1] == left_out
    assert "East" not in tree.out
    assert program("map", "north", *AT).lines[-1] == left_out
    assert program("tree", "north", *AT, "--json").document["left_out"] == {
        "mentioned": 1,
        "denied": 1,
    }
    every = program("tree", "north", *AT, "--all")
    assert "├─ only mentioned (1)" in every.out
    assert "└─ not borne out (1)" in every.out
    assert "left out" not in every.out


def test_in_json_the_disputed_means_and_the_order_of_quotes_are_told(
    program: Callable[..., Ended],
) -> None:
    ties = {tie["id"]: tie for tie in program("show", "north", *AT, "--json").document["ties"]}
    south, far = ties["backs:north:south"], ties["backs:north:far"]
    assert (south["status"], south["terms"], south["disputed_terms"]) == (
        "asserted",
        ["P", "O"],
        ["O"],
    )
    assert [quote["stance"] for quote in south["quotes"]] == ["supports", "supports", "disputes"]
    assert (far["status"], far["disputed_terms"]) == ("disputed", [])
    east = ties["backs:north:east"]
    assert (east["standing"], east["terms"], east["intervals"]) == ("denied", [], [])


@pytest.mark.parametrize(
    "words",
    [
        ("path", "north", "far", *AT, "-k", "1"),
        ("diff", "2005", "2015", "north"),
    ],
)
def test_wherever_a_disputed_tie_shows_a_quote_it_shows_one_each_way(
    program: Callable[..., Ended], words: tuple[str, ...]
) -> None:
    lines = program(*words).lines
    place = next(place for place, line in enumerate(lines) if "“did”" in line)
    assert "“did not”" in lines[place + 1]


def test_a_hop_that_nobody_reports_has_no_heading_that_says_so(
    program: Callable[..., Ended],
) -> None:
    out = program("path", "north", "west", *AT).out
    assert "North › only mentioned: backs › West" in out
    assert "reported" not in out


def test_a_timeline_tells_a_denial_as_a_claim_and_an_end_in_short(
    program: Callable[..., Ended],
) -> None:
    lines = program("timeline", "north").lines
    (denial,) = (line for line in lines if "it is not so that North backs East" in line)
    assert denial.split()[:2] == ["2010", "claim"]
    ends = [line for line in lines if "claim-end" in line]
    assert all(
        "End given: 2020. According to " in line and "Start given" not in line for line in ends
    )
    assert not any("claim-start" in line and "East" in line for line in lines)
