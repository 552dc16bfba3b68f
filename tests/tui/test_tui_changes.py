"""Records change while questions are worked out, and views are open over each other."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from meanwhile import arrived, claimed, until
from tui_driver import exploring

from proxytui.tui.views.base import View
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from meanwhile import Gate

VIEWS = {
    "tensions": ("V", "t"),
    "gaps": ("V", "g"),
    "who is who": ("V", "s"),
    "difference": ("=", "enter"),
    "path": ("p", *"cedar", "enter"),
    "without": ("V", "w", "enter"),
    "publishers": ("V", "u", "enter", "down", "enter"),
    "timeline": ("2", "V", "l"),
    "overview": ("V", "o"),
    "side by side": ("V", "c", "d", "enter"),
    "recorded": ("V", "r", "enter"),
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
        assert any("c-new-1" in key for key in view.list.findings)


async def test_a_view_under_another_one_shows_the_change_when_it_is_seen_again(
    workspace: Workspace, sliced: Gate
) -> None:
    other = Workspace.open(workspace.place.folder, origin="window-other")
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
        await until(it, lambda: any("c-new-1" in key for key in below.list.findings))
    other.close()


async def test_a_window_over_a_view_hides_no_change_from_it(workspace: Workspace) -> None:
    other = Workspace.open(workspace.place.folder, origin="window-other")
    async with exploring(workspace) as it:
        await it.press("V", "g")
        below = it.app.screen
        await until(it, lambda: not below.working)
        await it.press("V")
        other.apply([claimed(1)], "one more")
        await until(it, lambda: any("c-new-1" in key for key in below.list.findings))
    other.close()


async def test_words_looked_for_while_notes_come_are_found(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.store.search_index import SearchIndex
    from proxytui.tui.explorer import search

    # Without the file of words all records are read, one by one.
    monkeypatch.setattr(SearchIndex, "sync", lambda self, tables, checkpoint: False)
    monkeypatch.setattr(search, "_SLICE_SECONDS", 0.0)
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
from proxytui.model.changes import Change
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
        [sys.executable, "-c", WRITING, str(workspace.place.folder)], stdout=subprocess.PIPE
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


# What is over

OPENED = (("V", "t"), ("V", "g"), ("=", "enter"), ("b",), ("?",), ("f",), ("V", "l"), ("f1",))


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
    other = Workspace.open(workspace.place.folder, origin="window-other")
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
    note = workspace.add_note(("ardania",), "first")
    own = threading.Thread(target=workspace.edit_note, args=(note, "mine"))
    own.start()
    own.join()
    other = Workspace.open(workspace.place.folder, origin="window-other")
    other.edit_note(note, "theirs")
    other.close()
    # What others wrote is seen before the own change is followed.
    workspace.poll()
    assert workspace.index.notes[note].text == "theirs"
    workspace.poll()
    assert workspace.index.notes[note].text == "theirs"
