"""The timeline for people: drawn on a terminal, told as lines everywhere."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from manual_pages import CHAPTERS

from proxytui.cli import print_answer
from proxytui.cli.page import Page
from proxytui.commands import timeline
from proxytui.commands.call import Call
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.commands.call import ArgumentValue


@pytest.fixture(scope="module")
def demo() -> Iterator[Workspace]:
    workspace = Workspace.open(demo=True)
    yield workspace
    workspace.close()


@pytest.fixture
def drawn(demo: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The lines that the command prints on a terminal of some columns."""

    def run(name: str, cells: int = 80, rows: int = 40, **given: ArgumentValue) -> list[str]:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(Page, "size", property(lambda self: (cells, rows)))
        call = Call({"name": name, **given}, lambda *_: demo, demo.place, lambda words: words)
        print_answer.show(timeline.timeline(call), call)
        return out.getvalue().split("\n")

    return run


def test_the_manual_shows_what_is_drawn_on_a_terminal(drawn: Callable[..., list[str]]) -> None:
    shown = CHAPTERS["timeline"].split('proxytui --demo timeline "Ali Khamenei"\n')[1]
    example = shown.split("```")[0].rstrip("\n").split("\n")
    assert drawn("Ali Khamenei")[: len(example)] == example


def test_the_drawing_is_never_wider_than_the_terminal(drawn: Callable[..., list[str]]) -> None:
    for cells in (40, 57, 80, 200):
        lines = drawn("Iran", cells)
        drawing = lines[2 : lines.index("")]
        rows = [line for line in drawing if re.search("[│┃┇▼]", line) and "held" not in line]
        assert rows
        assert max(map(len, rows)) <= cells


def test_on_a_narrow_page_nothing_is_drawn(drawn: Callable[..., list[str]]) -> None:
    assert not any("▼" in line for line in drawn("Iran", 39))


def test_what_does_not_fit_is_counted(drawn: Callable[..., list[str]]) -> None:
    lines = drawn("Iran", rows=30)
    assert any(re.fullmatch(r"  … \d+ more", line) for line in lines[: lines.index("")])


def test_a_tie_is_drawn_claim_by_claim(drawn: Callable[..., list[str]]) -> None:
    lines = drawn("backs:iran:syria")
    assert lines[0].startswith("Iran › reported to back")
    assert any(re.fullmatch(r"claims \(\d+\)", line) for line in lines)
    assert any(line.startswith("  in all") for line in lines)


def test_who_is_only_denied_or_mentioned_says_so_in_its_row(
    drawn: Callable[..., list[str]],
) -> None:
    mentioned = drawn("Islamic Revolutionary Guard Corps", 120)
    assert any("mentioned" in line and "no date given" in line for line in mentioned)
    denied = drawn("Usama Bin Ladin", 120, 200)
    assert any("denied" in line and "░" in line for line in denied)


def test_the_line_stands_at_the_date_that_is_asked_for(drawn: Callable[..., list[str]]) -> None:
    early, late = (drawn("Iran", as_of=day)[3].index("▼") for day in ("1990-01-01", "2020-01-01"))
    assert early < late
    assert drawn("Iran", as_of="1990-01-01")[1] == "as of 1 Jan 1990"


def test_in_a_pipe_it_is_told_and_not_drawn(program) -> None:  # type: ignore[no-untyped-def]
    out = program("timeline", "militia").out
    assert "▆" not in out
    assert "as of " in out.split("\n")[1]


def test_actors_are_called_as_they_were_at_the_date(program) -> None:  # type: ignore[no-untyped-def]
    assert program("timeline", "militia", "--as-of", "2005").lines[0] == "Old Militia"
    assert program("timeline", "militia", "--as-of", "2015").lines[0] == "People's Militia"
    named = program("timeline", "militia", "--as-of", "2005", "--json").document["actor"]["name"]
    assert named == "Old Militia"


def test_a_tie_is_told_by_its_id(program) -> None:  # type: ignore[no-untyped-def]
    told = program("timeline", "backs:north:militia", "--json").document
    assert set(told) == {"tie", "entries"}
    assert told["tie"]["id"] == "backs:north:militia"
    assert {entry["kind"] for entry in told["entries"]} >= {"claim-start"}
