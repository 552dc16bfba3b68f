"""Long questions in slices: in turn with whoever waits for a key, stopped, and failing loudly."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from proxytui.jobs.slices import PausableTask, aside

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint


def test_a_short_question_is_answered_at_once() -> None:
    slices = PausableTask(lambda checkpoint: 42)
    assert slices.step(1.0)
    assert slices.answer == 42


def test_a_long_question_works_only_while_it_is_given_time() -> None:
    counted = [0]

    def ask(checkpoint: Checkpoint) -> int:
        while counted[0] < 2_000:
            counted[0] += 1
            time.sleep(0.0001)
            checkpoint()
        return counted[0]

    slices = PausableTask(ask)
    assert not slices.step(0.01)
    seen = counted[0]
    assert 0 < seen < 2_000
    time.sleep(0.05)
    assert counted[0] == seen, "nothing goes on between two slices"
    steps = 1
    while not slices.step(0.01):
        steps += 1
    assert steps > 3
    assert slices.answer == 2_000


def test_a_question_that_is_left_ends_its_thread() -> None:
    before = threading.active_count()

    def ask(checkpoint: Checkpoint) -> None:
        while True:
            time.sleep(0.0001)
            checkpoint()

    slices = PausableTask(ask)
    assert not slices.step(0.01)
    assert threading.active_count() == before + 1
    slices.stop()
    time.sleep(0.05)
    assert threading.active_count() == before


def test_what_goes_wrong_is_raised_where_the_answer_is_taken() -> None:
    def ask(checkpoint: Checkpoint) -> None:
        raise KeyError("gone")

    slices = PausableTask(ask)
    assert slices.step(1.0)
    with pytest.raises(KeyError, match="gone"):
        _ = slices.answer


def test_a_question_never_begun_is_left_without_a_thread() -> None:
    slices = PausableTask(lambda checkpoint: 1)
    slices.stop()
    assert slices.done


def test_what_waits_for_a_disk_is_done_aside_while_the_steps_go_on() -> None:
    may, order = threading.Event(), list[str]()

    def read() -> str:
        order.append("reading")
        assert may.wait(20)
        return "text"

    def ask(checkpoint: Checkpoint) -> str:
        text = aside(read)
        order.append("read")
        return text

    slices = PausableTask(ask)
    assert not slices.step(0.01), "the step ends while the disk is waited for"
    assert not slices.step(0.01)
    order.append("keys")
    may.set()
    while not slices.step(0.01):
        pass
    assert slices.answer == "text"
    assert order == ["reading", "keys", "read"]


def test_after_what_was_done_aside_the_question_waits_for_its_next_step() -> None:
    read, went_on = threading.Event(), threading.Event()

    def ask(checkpoint: Checkpoint) -> None:
        aside(read.wait)
        went_on.set()

    slices = PausableTask(ask)
    assert not slices.step(0.0)
    read.set()
    time.sleep(0.05)
    assert not went_on.is_set()
    while not slices.step(0.01):
        pass
    assert went_on.is_set()


def test_a_question_left_while_it_waits_for_a_disk_holds_nobody_up_and_ends_after_it() -> None:
    before, may = threading.active_count(), threading.Event()
    slices = PausableTask(lambda checkpoint: aside(lambda: may.wait(20)))
    assert not slices.step(0.01)
    slices.stop()
    assert slices.done
    may.set()
    time.sleep(0.05)
    assert threading.active_count() == before


def test_a_disk_that_fails_fails_the_question_and_outside_of_one_aside_is_a_plain_call() -> None:
    def fails() -> None:
        raise OSError("gone")

    slices = PausableTask(lambda checkpoint: aside(fails))
    while not slices.step(0.01):
        pass
    assert str(slices.error) == "gone"
    assert aside(lambda: 3) == 3
