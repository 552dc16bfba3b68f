"""Rows that are put in order on the disk."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from proxytui.errors import ProxyTUIError
from proxytui.model import spilled_rows
from proxytui.model.spilled_rows import SpilledRows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True, params=["few", "many"])
def count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows stay in memory while they are few, and wait on the disk once they are many."""
    if request.param == "many":
        monkeypatch.setattr(spilled_rows, "_AT_ONCE", 2)


def spilled(*rows: tuple[str | int | bytes, ...]) -> SpilledRows:
    held = SpilledRows(len(rows[0]))
    for row in rows:
        held.add(*row)
    return held


def test_rows_come_in_the_order_of_their_first_cells_and_equal_ones_as_they_came() -> None:
    held = spilled((2, "a", "x"), (1, "b", "z"), (1, "a", "z"), (1, "a", "y"))
    assert list(held.in_order(2)) == [(1, "a", "z"), (1, "a", "y"), (1, "b", "z"), (2, "a", "x")]
    assert len(held) == 4


def test_texts_are_put_in_the_order_that_python_puts_them_in() -> None:
    letters = "aAzZ-_:.é\u0301λ\uffee\U0001f600 0"
    rng = random.Random(5)
    words = ["".join(rng.choices(letters, k=rng.randint(0, 6))) for _ in range(3000)]
    held = spilled(*((word,) for word in words))
    assert [row[0] for row in held.in_order(1)] == sorted(words)


def test_the_values_of_the_first_cell_are_counted() -> None:
    assert spilled((1, "a"), (3, "b"), (1, "c")).counts() == {1: 2, 3: 1}


def test_nothing_is_in_order_too() -> None:
    assert list(SpilledRows(2).in_order(1)) == []
    assert SpilledRows(2).counts() == {}


def test_what_is_not_asked_for_any_more_may_be_left_in_the_middle() -> None:
    held = spilled(*((number,) for number in range(1000)))
    rows = held.in_order(1)
    assert next(rows) == (0,)
    del rows
    assert next(held.in_order(1)) == (0,)


def test_a_full_disk_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        executemany = execute

    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: Full())
    monkeypatch.setattr(spilled_rows, "_AT_ONCE", 1)
    with pytest.raises(ProxyTUIError, match=r"temporary file .*disk is full"):
        SpilledRows(1).add("a")


def test_many_rows_take_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tracemalloc = pytest.importorskip("tracemalloc")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tracemalloc.start()
    try:
        held = SpilledRows(2)
        for number in range(100_000):
            held.add(-number, "words " * 20)
        assert sum(1 for _ in held.in_order(1)) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
