"""Kept texts are read, wrapped and looked through while keys go on; esc leaves what takes long."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from tui_driver import exploring

from proxytui.errors import StoreError
from proxytui.tui.reading import reader
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from meanwhile import Gate
    from tui_driver import Driver

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


class SlowDisk:
    """A disk that answers once `well` is set."""

    def __init__(self) -> None:
        self.well = threading.Event()
        self.error: Exception | None = None


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch, hurried: None) -> Iterator[SlowDisk]:
    """Kept texts that are not read before the test lets them be."""
    disk, text_of = SlowDisk(), Workspace.text_of

    def slow(workspace: Workspace, sha: str) -> str | None:
        if threading.current_thread().name != "read":
            return text_of(workspace, sha)  # The marks of quotes in the detail pane.
        assert disk.well.wait(20)
        if disk.error is not None:
            raise disk.error
        return text_of(workspace, sha)

    monkeypatch.setattr(Workspace, "text_of", slow)
    yield disk
    disk.well.set()


async def opening(it: Driver) -> None:
    """The reader, with its text still to come."""
    await it.go("ties", TO_CEDAR)
    await it.press("o")
    await until(it, lambda: it.top == "Reader")
    await it.settled()


async def test_a_text_that_takes_long_comes_while_keys_go_on(
    workspace: Workspace, slow_disk: SlowDisk
) -> None:
    async with exploring(workspace) as it:
        await opening(it)
        assert "Reading the text … esc leaves." in it.screen
        assert "Border towns count the cost" in it.header
        await it.press("j", "/", "esc", "y")
        assert it.said[-1] == "There is nothing here to copy."
        slow_disk.well.set()
        await until(it, lambda: "Ardania has supplied" in it.screen)
        await it.press("y", "w")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade")


async def test_esc_leaves_a_text_that_takes_long(workspace: Workspace, slow_disk: SlowDisk) -> None:
    async with exploring(workspace) as it:
        await opening(it)
        await it.press("esc")
        assert it.top == "Explorer"
        slow_disk.well.set()
        await it.press("j", "k")
        assert it.top == "Explorer"
        assert it.said == []


async def test_a_text_is_read_beside_a_write_that_waits(
    workspace: Workspace, hurried: None
) -> None:
    written = threading.Event()
    async with exploring(workspace) as it:
        it.app.writer.do(lambda: written.wait(20), lambda _: None)
        await it.go("ties", TO_CEDAR)
        await it.press("o")
        await until(it, lambda: "Ardania has supplied" in it.screen)
        written.set()
        await until(it, lambda: not it.app.writer.busy)


@pytest.mark.parametrize("under_help", [False, True])
async def test_a_text_that_cant_be_read_is_told_of(
    workspace: Workspace, slow_disk: SlowDisk, under_help: bool
) -> None:
    slow_disk.error = StoreError("the disk is broken", "mend it")
    async with exploring(workspace) as it:
        await opening(it)
        if under_help:
            await it.press("?")
        slow_disk.well.set()
        if under_help:
            await until(it, lambda: not it.app.screen_stack[-2].working)
            await it.press("esc")
            assert "the disk is broken" in it.screen
            await it.press("esc")
        else:
            await until(it, lambda: any("the disk is broken" in one for one in it.said))
        assert it.top == "Explorer"


async def test_an_error_nobody_foresaw_while_a_text_is_read_is_kept(
    workspace: Workspace, slow_disk: SlowDisk, failures: Callable[[], list[str]]
) -> None:
    slow_disk.error = KeyError("boom")
    slow_disk.well.set()
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("o")
        await until(it, failures)
        assert it.top == "Explorer"
        assert "boom" in failures()[0]


async def test_a_source_that_gets_another_text_meanwhile_is_read_anew(
    workspace: Workspace, slow_disk: SlowDisk
) -> None:
    async with exploring(workspace) as it:
        await opening(it)
        other = Workspace.open(workspace.place.folder, origin="window-other")
        record = dict(other.raw()["sources"]["s-herald"])
        from proxytui.model.changes import Change

        changed = {**record, "title": "Quite another title"}
        other.apply([Change("sources", "s-herald", record, changed)], "retitled")
        other.close()
        await until(it, lambda: workspace.index.sources["s-herald"].title == changed["title"])
        slow_disk.well.set()
        await until(it, lambda: "Ardania has supplied" in it.screen)
        assert "Quite another title" in it.screen


async def test_a_text_is_wrapped_and_looked_through_in_turn_with_the_keys(
    workspace: Workspace, sliced: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.views.document._PIECES", 1)
    monkeypatch.setattr("proxytui.views.document._LETTERS", 10)
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        sliced.shut = True
        await it.press("o")
        assert it.top == "Reader"
        assert "Wrapping the text … esc leaves." in it.screen
        await it.press("j", "esc")
        assert it.top == "Explorer"
        await it.press("o", "?", "esc")
        sliced.shut = False
        await until(it, lambda: not it.app.screen.working)
        assert "Ardania has supplied" in it.screen
        sliced.shut = True
        await it.press("/")
        await it.answer("trucks")
        assert "looking through the text" in it.screen
        await it.press("j", "esc")
        assert it.top == "Reader"
        assert "looking through" not in it.screen
        await it.press("/", "enter")
        sliced.shut = False
        await until(it, lambda: "1 of 2" in it.screen)
        await it.press("esc", "esc")
        assert it.top == "Explorer"


async def test_a_text_that_fails_to_be_wrapped_says_so(
    workspace: Workspace, failures: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(reader, "WrappedText", fails)
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("o")
        assert "could not be worked out" in " ".join(it.screen.split())
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"
