"""Work in threads: its end is heard of, it stops early, it fails loudly, and it keeps its order."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from proxytui.jobs.serial_thread import SerialThread
from proxytui.jobs.task import Task
from proxytui.jobs.thread_task import ThreadTask

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint


def test_the_end_of_the_work_is_heard_of_with_its_answer() -> None:
    ended = threading.Event()
    task = ThreadTask(lambda _: 42, "test")
    assert not task.done
    task.start(ended.set)
    assert ended.wait(20)
    assert task.done
    assert task.answer == 42


def test_what_goes_wrong_in_a_thread_is_raised_where_the_answer_is_taken() -> None:
    def work(_: Checkpoint) -> None:
        raise KeyError("gone")

    task = ThreadTask(work, "test")
    task.start()
    assert task.wait(20)
    with pytest.raises(KeyError, match="gone"):
        _ = task.answer


def test_work_that_nobody_wants_ends_at_its_next_checkpoint_unheard() -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(checkpoint: Checkpoint) -> None:
        begun.set()
        while True:
            checkpoint()

    task = ThreadTask(work, "test")
    task.start(ended.set)
    assert begun.wait(20)
    task.cancel()
    assert task.wait(20)
    assert task.cancelled
    assert task.error is None
    assert not ended.is_set()


def test_a_pause_ends_as_soon_as_nobody_wants_the_work() -> None:
    begun = threading.Event()

    def work(_: Checkpoint) -> None:
        begun.set()
        task.pause(3600)

    task: ThreadTask[None] = ThreadTask(work, "test")
    task.start()
    assert begun.wait(20)
    task.cancel()
    assert task.wait(20)


def test_one_thread_keeps_the_order_and_goes_on_after_an_error() -> None:
    thread, order = SerialThread("test"), list[str]()
    tasks = [Task[None]() for _ in range(4)]

    def work(number: int) -> None:
        order.append(f"{number} {threading.current_thread().name}")
        if number == 1:
            raise KeyError("gone")

    for number, task in enumerate(tasks):
        thread.do(lambda task=task, number=number: task.run(lambda: work(number)))  # type: ignore[misc]
    assert tasks[-1].wait(20)
    assert order == [f"{number} test" for number in range(4)]
    assert [task.error is not None for task in tasks] == [False, True, False, False]
