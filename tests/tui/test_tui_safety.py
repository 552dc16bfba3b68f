"""The store changes, is locked or fails while keys are pressed: the explorer goes on."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring

from proxytui import paths
from proxytui.model.values import Change
from proxytui.store import lock
from proxytui.tui import writer
from proxytui.tui.screens.view import View
from proxytui.tui.slices import Slices
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from proxytui.errors import ProxyTUIError
    from proxytui.network.pace import Breathe


class Gate:
    """While it is shut, a question that has begun stands still somewhere in the middle."""

    shut = False


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Every question goes on a little at a time, as one does that takes seconds."""
    step, gate = Slices.step, Gate()

    def little(slices: Slices[object], seconds: float) -> bool:
        if gate.shut and slices._thread is not None:
            return False
        return step(slices, 0.0)

    monkeypatch.setattr(Slices, "step", little)
    return gate


async def until(it: Driver, told: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not told():
            await it.pilot.pause(0.01)


@pytest.fixture
def many(workspace: Workspace) -> Workspace:
    """The store with so many records that a question stops for keys in the middle of them."""
    workspace.apply([step for number in range(100, 160) for step in arrived(number)], "many")
    return workspace


def arrived(number: int) -> tuple[Change, Change]:
    """An actor that is not there yet, and a claim about it."""
    actor = {"kind": "person", "names": [{"text": f"Person number {number}"}]}
    claim = {
        "type": "backs",
        "subject": "ardania",
        "object": f"person-{number}",
        "citations": [{"source": "s-herald"}],
    }
    return (
        Change("actors", f"person-{number}", None, actor),
        Change("claims", f"c-new-{number}", None, claim),
    )


def claimed(number: int) -> Change:
    """A claim that is not there yet."""
    claim = {
        "type": "backs",
        "subject": "okoye",
        "object": "hermit",
        "since": "2010",
        "until": "..",
        "citations": [{"source": "s-almanac"}],
    }
    return Change("claims", f"c-new-{number}", None, claim)


VIEWS = {
    "tensions": ("V", "t"),
    "gaps": ("V", "g"),
    "difference": ("=", "enter"),
    "path": ("p", *"cedar", "enter"),
    "without": ("V", "w", "enter"),
    "publishers": ("V", "u", "enter", "down", "enter"),
    "filter form": ("f",),
    "roll-up": ("r",),
}


@pytest.mark.parametrize("view", VIEWS)
async def test_a_question_begins_anew_where_records_change_meanwhile(
    many: Workspace, sliced: Gate, view: str
) -> None:
    workspace = many
    async with exploring(workspace) as it:
        sliced.shut = True
        await it.press(*VIEWS[view])
        for number in range(6):
            # No screen hears of it: the question itself notices.
            workspace.apply(arrived(number), "one more")
            sliced.shut = number % 2 == 0
            await it.pilot.pause(0.01)
        sliced.shut = False
        await until(it, lambda: not getattr(it.app.screen, "working", False))
        assert it.app.crash is None
        assert "c-new-5" in workspace.index.claims


async def test_what_is_shown_counts_the_change_that_came_meanwhile(
    workspace: Workspace, sliced: Gate
) -> None:
    async with exploring(workspace) as it:
        sliced.shut = True
        await it.press("V", "g")
        view = it.app.screen
        assert "working it out" in it.screen
        # As a change of this window's own, which no screen hears of, would come.
        workspace.apply([claimed(1)], "one more")
        sliced.shut = False
        await until(it, lambda: not view.working)
        assert any("c-new-1" in key for key in view.list.found)


async def test_a_view_under_another_one_shows_the_change_when_it_is_seen_again(
    workspace: Workspace, sliced: Gate
) -> None:
    other = Workspace.open(workspace.folder, origin="window-other")
    async with exploring(workspace) as it:
        sliced.shut = True
        await it.press("V", "g")
        sliced.shut = False
        below = it.app.screen
        await it.press("V", "t")
        other.apply([claimed(1)], "one more")
        await until(it, lambda: "c-new-1" in workspace.index.claims)
        await it.press("esc")
        assert it.app.screen is below
        await until(it, lambda: any("c-new-1" in key for key in below.list.found))
    other.close()


async def test_a_window_over_a_view_hides_no_change_from_it(workspace: Workspace) -> None:
    other = Workspace.open(workspace.folder, origin="window-other")
    async with exploring(workspace) as it:
        await it.press("V", "g")
        below = it.app.screen
        await until(it, lambda: not below.working)
        await it.press("V")
        other.apply([claimed(1)], "one more")
        await until(it, lambda: any("c-new-1" in key for key in below.list.found))
    other.close()


async def test_words_looked_for_while_notes_come_are_found(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.store.fulltext import FullText
    from proxytui.tui.controllers import finding

    # Without the file of words all records are read, one by one.
    monkeypatch.setattr(FullText, "sync", lambda self, tables, breathe: False)
    monkeypatch.setattr(finding, "_SLICE_SECONDS", 0.0)
    async with exploring(workspace) as it:
        await it.press("s")
        await it.pilot.press(*"paymaster")
        for number in range(5):
            workspace.add_note(("ardania",), f"note {number}")
            await it.pilot.pause(0.02)
        await it.words_looked_up()
        assert "paymaster" in it.text("hits")


WRITING = """\
import sys, time
from pathlib import Path
from proxytui.model.values import Change
from proxytui.workspace import Workspace

workspace = Workspace.open(Path(sys.argv[1]), origin="window-writer")
claim = {"type": "backs", "subject": "okoye", "object": "hermit"}
claim["citations"] = [{"source": "s-almanac"}]
number = 0
while True:
    number += 1
    workspace.apply([Change("claims", f"c-w{number}", None, claim)], "one more")
    if number > 3:
        gone = workspace.raw()["claims"][f"c-w{number - 3}"]
        workspace.apply([Change("claims", f"c-w{number - 3}", gone, None)], "one less")
    if number == 1:
        print("writing", flush=True)
"""


async def test_questions_come_to_an_end_while_another_process_writes_all_the_while(
    workspace: Workspace, sliced: Gate
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(workspace.folder)], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        await asyncio.to_thread(process.stdout.readline)
        async with exploring(workspace) as it:
            for keys in (("V", "g"), ("V", "t"), ("=", "enter")):
                await it.press(*keys)
                await until(it, lambda: not it.app.screen.working)
                assert process.poll() is None
                await it.press("esc")
            assert it.app.crash is None
            before = workspace.index.version
            await until(it, lambda: workspace.index.version > before)
    finally:
        process.kill()
        process.communicate()


# A lock that somebody else holds

HOLDING = """\
import fcntl, os, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(fd, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another process writes, and goes on doing so."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.communicate()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait no longer for a write than a user's do."""
    monkeypatch.setattr(writer, "_MOMENT_SECONDS", 0.1)


def notes(workspace: Workspace) -> list[str]:
    return [note.text for note in workspace.index.notes.values()]


async def test_keys_go_on_while_another_process_holds_the_lock(
    workspace: Workspace, hurried: None
) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.folder):
            await it.press("i")
            await it.answer("kept waiting")
            at = it.at("actors")
            await it.press("j")
            assert it.at("actors") != at
            await until(it, lambda: "saving …" in it.hints)
            await it.press("V", "t")
            assert it.top == "TensionsView"
            assert "saving …" in it.hints
            assert it.said == []
        await until(it, lambda: it.said and "Noted" in it.said[-1])
        assert "saving" not in it.hints
        assert "kept waiting" in notes(workspace)


async def test_what_is_written_behind_a_lock_is_done_in_order(
    workspace: Workspace, hurried: None
) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.folder):
            await it.press("i")
            await it.answer("first")
            await it.press("u", "i")
            await it.answer("second")
            await it.press("B")
        await until(it, lambda: not it.app.writer.busy)
        assert "second" in notes(workspace)
        assert "first" not in notes(workspace)
        assert len(workspace.index.views) == 1


async def test_a_note_that_the_lock_kept_out_is_in_a_file(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(type(workspace._store._upkeep).briefly, "__defaults__", (0.2,))
    async with exploring(workspace) as it:
        with locked(workspace.folder):
            await it.press("i")
            await it.answer("not to be lost")
            await until(it, lambda: not it.app.writer.busy)
        assert any("written by another program" in one for one in it.said), it.said
        file = next(paths.crash_dir().glob("text-*"))
        assert file.read_text() == "not to be lost"
        assert file.stat().st_mode & 0o077 == 0
        assert any(file.name in one for one in it.said)
        assert "not to be lost" not in notes(workspace)


async def test_leaving_waits_for_what_is_being_written(workspace: Workspace, hurried: None) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.folder):
            await it.press("i")
            await it.answer("the last word")
            await it.press("ctrl+q")
            assert it.app.is_running
            assert any("Saving" in one for one in it.said)
        await until(it, lambda: not it.app.writer.busy)
    other = Workspace.open(workspace.folder)
    assert "the last word" in notes(other)
    other.close()


async def test_a_program_that_ends_all_the_same_names_the_file_with_the_text(
    workspace: Workspace, hurried: None
) -> None:
    with locked(workspace.folder):
        async with exploring(workspace) as it:
            await it.press("i")
            await it.answer("the last word")
            await it.press("ctrl+q", "ctrl+q")
        told = it.app.writer.finish(0)
    file = next(paths.crash_dir().glob("text-*"))
    assert file.read_text() == "the last word"
    assert [file.name in one for one in told] == [True]


async def test_a_typed_command_does_not_hold_keys_up(workspace: Workspace, hurried: None) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.folder):
            await it.press("colon", *"note add ardania typed", "enter")
            await it.press("j")
            await until(it, lambda: "working …" in it.hints)
            assert "typed" not in notes(workspace)
        await until(it, lambda: "typed" in notes(workspace))
        await until(it, lambda: any("noted on ardania" in one for one in it.said))


# What fails


@pytest.fixture
def failures() -> Iterator[Callable[[], list[str]]]:
    """The files of failures so far; a test that asks for them expects some."""

    def kept() -> list[str]:
        return [file.read_text() for file in paths.crash_dir().glob("crash-*")]

    yield kept
    for file in paths.crash_dir().glob("crash-*"):
        file.unlink()


@pytest.mark.parametrize("thread", [True, False])
async def test_a_worker_that_fails_is_told_of_and_kept_with_its_cause(
    workspace: Workspace, failures: Callable[[], list[str]], thread: bool
) -> None:
    def fails() -> None:
        try:
            raise KeyError("the cause")
        except KeyError as error:
            raise ValueError("the worker") from error

    async def fails_later() -> None:
        fails()

    async with exploring(workspace) as it:
        it.explorer.run_worker(fails if thread else fails_later, thread=thread)
        await until(it, lambda: it.said)
        assert "ValueError" in it.said[-1]
        assert "KeyError: 'the cause'" in failures()[0]
        assert "WorkerFailed" not in failures()[0]
        await it.press("j")
        assert it.app.crash is None


async def test_a_question_that_fails_says_so_and_finds_nothing(
    workspace: Workspace,
    sliced: Gate,
    failures: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from proxytui.network import gaps

    def fails(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(gaps, "gaps", fails)
    async with exploring(workspace) as it:
        await it.press("V", "g")
        await until(it, lambda: not it.app.screen.working)
        assert "this could not be worked out" in " ".join(it.screen.split())
        assert "No weak spot" not in it.screen
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_failed_question_of_rolling_up_leaves_the_centre_itself(
    workspace: Workspace, failures: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.network import ranking

    ranked = ranking.ranking

    def fails(*given: object, roll_up: bool = False, breathe: Breathe | None = None) -> object:
        if roll_up:
            raise KeyError("boom")
        return ranked(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(ranking, "ranking", fails)
    async with exploring(workspace) as it:
        await it.press("r")
        assert not it.session.roll_up
        assert any("could not be worked out" in one for one in it.said)
        assert failures()


def test_an_error_of_the_writer_that_is_no_word_for_a_user_is_kept(
    workspace: Workspace, failures: Callable[[], list[str]]
) -> None:
    async def run() -> None:
        async with exploring(workspace) as it:
            heard: list[ProxyTUIError] = []

            def fails() -> None:
                raise KeyError("boom")

            it.app.writer.do(fails, lambda _: None, heard.append)
            await until(it, lambda: heard)
            assert "could not be done" in str(heard[0])

    asyncio.run(run())
    assert "boom" in failures()[0]


# What is over

OPENED = (("V", "t"), ("V", "g"), ("=", "enter"), ("b",), ("?",), ("f",), ("V", "l"), ("F1",))


async def test_what_was_opened_and_closed_is_freed(workspace: Workspace, sliced: Gate) -> None:
    seen: list[weakref.ref[object]] = []
    async with exploring(workspace) as it:
        for _ in range(3):
            for keys in OPENED:
                await it.press(*keys)
                if it.top == "Explorer":
                    continue
                seen.append(weakref.ref(it.app.screen))
                if isinstance(it.app.screen, View):
                    await until(it, lambda: not it.app.screen.working)
                while it.top != "Explorer":
                    await it.press("esc")
        await it.pilot.pause()
        gc.collect()
        living = [one() for one in seen if one() is not None]
        # The menu of views leads back to the one that was left last.
        assert len(seen) >= 3 * 6
        assert len(living) <= 2, living


# What is done a little at a time


async def test_very_many_changes_are_followed_while_keys_go_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.tui import app

    monkeypatch.setattr(app, "_FOLLOW_SECONDS", 0.0)
    other = Workspace.open(workspace.folder, origin="window-other")
    async with exploring(workspace) as it:
        other.apply([claimed(number) for number in range(400)], "very many")
        await until(it, lambda: "c-new-0" in workspace.index.claims)
        assert workspace.behind
        at = it.at("actors")
        await it.press("j")
        assert it.at("actors") != at
        await until(it, lambda: not workspace.behind)
        assert len([one for one in workspace.index.claims if one.startswith("c-new")]) == 400
        await it.go("actors", "actor:okoye")
        await it.press("enter")
        assert "400" in it.text("ties") or "Tomas Ur" in it.text("ties")
    other.close()


async def test_the_windows_own_change_counts_as_it_is_where_others_changed_it_since(
    workspace: Workspace,
) -> None:
    import threading

    note = workspace.add_note(("ardania",), "first")
    own = threading.Thread(target=workspace.edit_note, args=(note, "mine"))
    own.start()
    own.join()
    other = Workspace.open(workspace.folder, origin="window-other")
    other.edit_note(note, "theirs")
    other.close()
    # What others wrote is seen before the own change is followed.
    workspace.poll()
    assert workspace.index.notes[note].text == "theirs"
    workspace.poll()
    assert workspace.index.notes[note].text == "theirs"


async def test_a_snapshot_that_could_not_be_written_is_told_of_and_stands_in_the_statistics(
    workspace: Workspace,
) -> None:
    from proxytui.errors import StoreError

    async with exploring(workspace) as it:
        workspace._store._upkeep.failed = StoreError("store.json can't be written: disk full")
        await until(it, lambda: any("disk full" in one for one in it.said))
        await it.press("colon", *"stats", "enter")
        await until(it, lambda: it.top == "AnswerView")
        await it.pilot.pause()
        assert "disk full" in it.screen
