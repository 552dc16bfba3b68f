"""How far long work has come, told from far below."""

from __future__ import annotations

from proxytui.jobs import told_progress


def test_items_that_are_counted_pass_unchanged_and_every_thousandth_is_told() -> None:
    told: list[str] = []
    with told_progress.shown_by(told.append):
        assert list(told_progress.counted(range(2500), 2500, "claims read")) == list(range(2500))
    assert told == ["claims read: 1,024 of 2,500", "claims read: 2,048 of 2,500"]


def test_nothing_is_told_of_a_few_items() -> None:
    told: list[str] = []
    with told_progress.shown_by(told.append):
        assert list(told_progress.counted("abc", 3, "actors read")) == ["a", "b", "c"]
    assert told == []
