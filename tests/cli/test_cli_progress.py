"""The line on a terminal that tells how far a long file was read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from proxytui.cli import progress
from proxytui.cli.progress import Progress

if TYPE_CHECKING:
    import pytest


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_the_count_grow_and_then_an_empty_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_SECONDS", -1)
    monkeypatch.setattr("sys.stderr", screen := _Terminal())
    shown = Progress()

    assert list(shown.watched(iter(range(1000)))) == list(range(1000))
    shown.clear()

    lines = screen.getvalue().split("\r")
    assert [line.strip() for line in lines[1:4]] == [
        "256 rows read",
        "512 rows read",
        "768 rows read",
    ]
    assert lines[4] == "all rows read; checking them"
    assert lines[5].isspace()  # over the whole of what stood there
    assert len(lines[5]) >= len(lines[4])
    assert lines[6] == ""


def test_nothing_is_written_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SECONDS", -1)
    monkeypatch.setattr("sys.stderr", pipe := io.StringIO())
    shown = Progress()

    assert len(list(shown.watched(iter(range(1000))))) == 1000
    shown.clear()

    assert pipe.getvalue() == ""


def test_a_short_file_is_read_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", screen := _Terminal())
    shown = Progress()

    list(shown.watched(iter(range(10))))
    shown.clear()

    assert screen.getvalue() == ""


def test_a_terminal_sees_how_far_long_work_is_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_SECONDS", -1)
    for screen, seen in ((_Terminal(), "\rread: 40 %"), (io.StringIO(), "")):
        monkeypatch.setattr("sys.stderr", screen)
        Progress().tell("read: 40 %")
        assert screen.getvalue() == seen
