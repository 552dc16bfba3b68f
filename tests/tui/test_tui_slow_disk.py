"""A disk that answers late, or not at all: every key that writes lets the others go on."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from form_driver import change, fields, form
from meanwhile import until
from tui_driver import exploring

from proxytui import paths
from proxytui.store.folder import disk, journal_file
from proxytui.store.folder.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui_driver import Driver

    from proxytui.workspace import Workspace

LINE = "Ardania backs Borland: weapons since 2015 from s-herald"
QUOTED = 'Ardania backs Borland: weapons since 2015 "rifles and" s-herald'
TRUCKS = '"Trucks cross at night. Trucks" s-herald p. 3'
BORLAND = "group:backs:out|backs:borland:cedar@"
_STORE_EVENTS = ("open", "os.listdir", "os.scandir", "os.rename", "os.remove", "sqlite3.connect")


class Watch:
    """What the explorer's thread opens of a store's folder, as lines of the program."""

    def __init__(self) -> None:
        self.folder = ""
        self.opened: list[str] = []

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self.folder or event not in _STORE_EVENTS:
            return
        if threading.current_thread() is not threading.main_thread():
            return
        path = args[0] if args else ""
        if not isinstance(path, str | bytes | os.PathLike):
            return
        if not os.fsdecode(path).startswith(self.folder):
            return
        stack = [f"{Path(f.filename).name}:{f.name}" for f in traceback.extract_stack()[:-1]
                 if "/proxytui/" in f.filename]  # fmt: skip
        self.opened.append(f"{event} {os.fsdecode(path)}: {' > '.join(stack)}")


_WATCH = Watch()
sys.addaudithook(_WATCH)


@pytest.fixture
def watched(workspace: Workspace) -> Iterator[Watch]:
    """The watch over the folder of the store, while an explorer has it open."""
    _WATCH.folder, _WATCH.opened = "", []
    yield _WATCH
    _WATCH.folder = ""


@dataclass
class SlowDisk:
    """A disk that doesn't answer while it is `shut`, and fails where it has an `error`."""

    well: threading.Event = field(default_factory=threading.Event)
    error: OSError | None = None

    def __post_init__(self) -> None:
        self.well.set()

    def wait(self) -> None:
        if self.error is not None:
            raise self.error
        if self.well.is_set():
            return
        assert threading.current_thread() is not threading.main_thread(), "the keys wait for a disk"
        assert self.well.wait(20)
        if self.error is not None:
            raise self.error


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, hurried: None) -> Iterator[SlowDisk]:
    """A disk with the store on it: what is synced, looked at, or read of kept texts waits."""
    gate, sync, look, read = SlowDisk(), disk.sync, journal_file.has_new_bytes, Documents._read

    def slow_sync(fd: int) -> None:
        gate.wait()
        sync(fd)

    def slow_look(*args: object) -> bool:
        if gate.error is None:
            gate.wait()
        return look(*args)

    def slow_read(documents: Documents, sha: str) -> bytes:
        if gate.error is None:
            gate.wait()
        return read(documents, sha)

    monkeypatch.setattr(disk, "sync", slow_sync)
    monkeypatch.setattr(journal_file, "has_new_bytes", slow_look)
    monkeypatch.setattr(Documents, "_read", slow_read)
    yield gate
    gate.error = None
    gate.well.set()


@dataclass(frozen=True)
class Act:
    """A writing act: what is pressed before the disk hangs, what then, and what it leaves."""

    before: Callable[[Driver], object]
    keys: tuple[str, ...]
    text: str = ""


async def _press(it: Driver, *keys: str) -> None:
    await it.press(*keys)


async def _quotes(it: Driver, *keys: str) -> None:
    await it.go("actors", "actor:borland")
    await it.press("enter")
    await it.go("ties", BORLAND)
    await it.press('"', *keys)


async def _on(it: Driver, actor: str, *keys: str) -> None:
    await it.go("actors", f"actor:{actor}")
    await it.press(*keys)


async def _form(it: Driver) -> None:
    await it.go("actors", "actor:cedar")
    await it.press("e")
    await until(it, lambda: it.top == "RecordForm")
    await change(it, "founded", "1950")


async def _sourced(it: Driver) -> None:
    report = Path(it.app.workspace.place.folder).parent / "report.txt"
    report.write_text("A report on the north.\n")
    await it.press("P", *str(report), "enter")
    await until(it, lambda: it.top == "SelectOne")


async def _imported(it: Driver) -> None:
    file = Path(it.app.workspace.place.folder).parent / "more.json"
    actor = {"id": "upper", "kind": "state", "names": [{"text": "Upper Land"}]}
    file.write_text(json.dumps({"proxytui": 1, "actors": [actor]}))
    await it.press("O", *str(file), "enter")
    await until(it, lambda: it.top == "ShowPlan")


ACTS = {
    "a note": Act(lambda it: _press(it, "i", *"not to be lost"), ("enter",), "not to be lost"),
    "a note that is edited": Act(
        lambda it: _press(it, "3", "7", "e", *"not to be lost"), ("ctrl+s",), "not to be lost"
    ),
    "a note that is removed": Act(lambda it: _press(it, "3", "7"), ("d",)),
    "a bookmark": Act(lambda it: _press(it), ("B",)),
    "a claim": Act(lambda it: _press(it, "a", *LINE), ("enter",), LINE),
    "a claim with a quote": Act(lambda it: _press(it, "a", *QUOTED), ("enter",), QUOTED),
    "a citation": Act(lambda it: _quotes(it, "c", *TRUCKS), ("enter",), TRUCKS),
    "a dispute": Act(lambda it: _quotes(it, "C", *"from s-statement"), ("enter",), "s-statement"),
    "a status": Act(lambda it: _quotes(it, "D", "s", *"why"), ("enter",)),
    "a judgement": Act(lambda it: _on(it, "cedar", "M", *"nur", "enter", "x", *"why"), ("enter",)),
    "tags on ticked actors": Act(
        lambda it: _press(it, "j", "space", "space", "H", *"north"), ("enter",)
    ),
    "a removal": Act(lambda it: _on(it, "hermit", "d"), ("enter",)),
    "a source": Act(_sourced, ("k",)),
    "an import": Act(_imported, ("enter",)),
    "a typed command": Act(
        lambda it: _press(it, ":", *"note add ardania typed"), ("enter",), "typed"
    ),
    "an undo": Act(lambda it: _press(it, "B"), ("u",)),
    "a redo": Act(lambda it: _press(it, "B", "u"), ("ctrl+r",)),
}


def steps(workspace: Workspace) -> int:
    return len(workspace.log())


@pytest.mark.parametrize("name", ACTS)
async def test_keys_go_on_while_the_disk_does_not_answer_and_what_was_written_is_there_then(
    workspace: Workspace, slow: SlowDisk, watched: Watch, name: str
) -> None:
    act = ACTS[name]
    async with exploring(workspace, size=(120, 45)) as it:
        await act.before(it)
        await until(it, lambda: not it.app.writer.busy)
        before = steps(workspace)
        watched.folder = str(workspace.place.folder)
        slow.well.clear()
        await it.press(*act.keys)
        await until(it, lambda: it.top == "Explorer")
        await it.press("1", "g", "g")
        at = it.at("actors")
        await it.press("j")
        assert it.at("actors") != at
        await until(it, lambda: "saving …" in it.hints or "working …" in it.hints)
        await it.press("V", "t")
        assert it.top == "TensionsView"
        await it.press("esc", "d")
        # A record is read from memory.
        await until(it, lambda: "Remove the actor" in it.screen)
        await it.press("esc")
        assert it.app.writer.busy
        slow.well.set()
        await until(it, lambda: not it.app.writer.busy)
        watched.folder = ""
        assert watched.opened == []
        assert steps(workspace) == before + 1


async def test_a_form_moves_on_while_it_is_kept_and_stays_with_its_words_where_it_is_not(
    workspace: Workspace, slow: SlowDisk, watched: Watch
) -> None:
    async with exploring(workspace, size=(120, 45)) as it:
        await _form(it)
        watched.folder = str(workspace.place.folder)
        slow.well.clear()
        await it.press("ctrl+s")
        await until(it, lambda: it.app.writer.busy)
        at = form(it).rows.key
        await it.press("j")
        assert form(it).rows.key != at
        await until(it, lambda: "saving …" in it.hints)
        slow.error = OSError(errno.ENOSPC, "No space left on device")
        slow.well.set()
        await until(it, lambda: any("No space left" in line for line in it.said))
        watched.folder, slow.error = "", None
        assert watched.opened == []
        assert "1950" in fields(it)
        assert "what you typed is still here" in it.said[-1]


@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.text])
async def test_what_a_disk_refuses_is_in_a_file(
    workspace: Workspace, slow: SlowDisk, name: str
) -> None:
    act = ACTS[name]
    async with exploring(workspace, size=(120, 45)) as it:
        await act.before(it)
        await until(it, lambda: not it.app.writer.busy)
        before = steps(workspace)
        slow.error = OSError(errno.ENOSPC, "No space left on device")
        await it.press(*act.keys)
        await until(it, lambda: any("No space left" in line for line in it.said))
        files = [file for file in paths.crash_dir().glob("text-*") if act.text in file.read_text()]
        assert len(files) == 1
        slow.error = None
        assert steps(workspace) == before


async def test_who_leaves_meanwhile_loses_no_line_that_is_still_held_against_its_text(
    workspace: Workspace, slow: SlowDisk
) -> None:
    async with exploring(workspace) as it:
        await it.press("a", *QUOTED)
        slow.well.clear()
        await it.press("enter")
        await it.press("ctrl+q")
        assert it.app.is_running
        assert any("Saving" in line for line in it.said)
        await it.press("ctrl+q")
        told = it.app.writer.finish(0)
    (file,) = paths.crash_dir().glob("text-*")
    assert QUOTED in file.read_text()
    assert any(file.name in line for line in told)


async def test_a_second_line_does_not_take_the_place_of_one_that_is_being_read(
    workspace: Workspace, slow: SlowDisk
) -> None:
    async with exploring(workspace) as it:
        await it.press("a", *QUOTED)
        slow.well.clear()
        await it.press("enter")
        await it.press("a")
        it.app.screen.field.value = LINE.replace("2015", "2016")
        await it.press("enter")
        slow.well.set()
        await until(it, lambda: not it.app.writer.busy)
        assert len(workspace.index.tie_claims["backs:ardania:borland"]) == 2
