"""Five tasks over the bundled data set, each with no more keys than its shortest way has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from tui_driver import exploring

from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui_driver import Driver


class Task(NamedTuple):
    """What is asked, the keys from the first picture on, the most that they may be, and the words
    that tell that it is done, each of one line."""

    asked: str
    keys: tuple[str, ...]
    most: int
    words: tuple[str, ...]


TASKS = (
    Task(
        "who backs Hezbollah, and how do we know",
        ("s", *"hezb", "enter", "x", "j", '"'),
        9,
        ("The claim that Iran backs", "in source"),
    ),
    Task("what was in 2012", ("t", *"2012", "enter"), 6, ("as of 2012",)),
    Task("a path from Iran to Hamas", ("p", *"hamas", "enter"), 7, ("path › Iran › Hamas",)),
    Task(
        "a note with a link",
        ("i", *"ask ", "[", "[", *"hezb", "enter", "enter"),
        13,
        ("Noted",),
    ),
    Task("a footnote", ("2", "j", "y", "f"), 4, ("the footnote (",)),
)


@pytest.fixture
def demo() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


def _shown(it: Driver) -> str:
    return "\n".join((it.screen, *it.said))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.asked.replace(" ", "-"))
async def test_a_task_takes_no_more_keys_than_its_shortest_way(demo: Workspace, task: Task) -> None:
    async with exploring(demo, centre="", size=(120, 40)) as it:
        for key in task.keys:
            await it.press(key)
            await it.settled()
        for words in task.words:
            assert words in _shown(it)
    assert len(task.keys) <= task.most
