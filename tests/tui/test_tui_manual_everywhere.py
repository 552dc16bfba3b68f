"""F1 leads to the manual from every screen and window, and esc back to it."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest
from form_driver import at, change, edit, form
from textual.screen import Screen
from tui_driver import Driver, exploring

import proxytui.tui
from proxytui.model.changes import Change
from proxytui.store.folder.repair import Survey
from proxytui.tui.repair_app import SOUND, RepairApp, RepairOption
from proxytui.tui.start_app import StartApp
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAYS: dict[str, tuple[str, ...]] = {
    **{
        kind.screen.partition(":")[2]: (*kind.picture, *filter(None, (kind.proposed,)))
        for kind in VIEW_KINDS.values()
        if kind.picture
    },
    "AnswerView": (":", *"stats", "enter"),
    "ClaimLine": ("a",),
    "CommandLine": (":",),
    "Deciding": ("2", "j", "o", "d"),
    "EditText": ("i", "x", "enter", "3", "7", "e"),
    "Explorer": (),
    "FilterForm": ("f",),
    "JumpScreen": (";",),
    "KeysHelp": ("?",),
    "ManualScreen": ("?", "f1"),
    "MarkDialog": ("m",),
    "MultiSelect": ("2", "p", "enter", "f"),
    "PassageClaim": ("2", "j", "o", "c"),
    "PickByTyping": ("p",),
    "Reader": ("2", "j", "o"),
    "RecordForm": ("e",),
    "SelectOne": ("y",),
    "ShowRows": ("2", "j", "o", "enter"),
    "StartScreen": ("ctrl+o",),
}
"""The keys that lead to each screen from the start."""
ELSEWHERE = {"DecideFields", "MapColumns", "ShowPlan", "TooSmall"}
"""Those that need more than keys, or that have no room for a page."""


def _screens() -> set[str]:
    """The screens of the program, but for those that only others are made from."""
    for module in pkgutil.walk_packages(proxytui.tui.__path__, "proxytui.tui."):
        importlib.import_module(module.name)

    def below(kind: type) -> Iterator[type]:
        for inner in kind.__subclasses__():
            yield inner
            yield from below(inner)

    return {
        kind.__name__
        for kind in below(Screen)
        if kind.__module__.startswith("proxytui.")
        if not kind.__subclasses__() or kind.__name__ in WAYS
    }


async def until(it: Driver, top: str) -> None:
    async with asyncio.timeout(20):
        while it.top != top:
            await it.settled()
            await asyncio.sleep(0.01)


async def check_f1(it: Driver) -> str:
    """Press F1 and go back; returns the title of the chapter."""
    before = it.app.screen
    await it.press("f1")
    assert it.top == "ManualScreen"
    assert it.app.screen is not before
    title = str(it.app.screen.query_one("#page", Rows).border_title)
    await it.press("esc")
    assert it.app.screen is before
    return title


def test_every_screen_is_tried() -> None:
    assert _screens() == {*WAYS, *ELSEWHERE}


@pytest.mark.parametrize("screen", sorted(WAYS.keys() - {"ManualScreen"}))
async def test_f1_opens_the_manual_over_every_screen_and_window(
    workspace: Workspace, screen: str
) -> None:
    async with exploring(workspace, (120, 40), centre="cedar") as it:
        await it.press(*WAYS[screen])
        await until(it, screen)
        await check_f1(it)


@pytest.mark.parametrize("window", [("?",), ("ctrl+p",)])
async def test_f1_opens_the_manual_over_a_window_that_lies_on_the_manual(
    workspace: Workspace, window: tuple[str, ...]
) -> None:
    async with exploring(workspace, (120, 40), centre="cedar") as it:
        await it.press("f1", *window)
        assert it.top != "ManualScreen"
        await check_f1(it)


async def test_f1_opens_the_manual_over_a_plan_and_over_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "support.csv"
    file.write_text("patron,client,from\nArdania,Cedar Front,1998\n", encoding="utf-8")
    async with exploring(workspace) as it:
        await it.press("O")
        await it.answer(str(file))
        await until(it, "MapColumns")
        assert await check_f1(it) == "How do I bring a table in?"
        await it.press("enter")
        await until(it, "ShowPlan")
        await check_f1(it)


async def test_f1_opens_the_manual_over_the_fields_that_were_changed_elsewhere(
    workspace: Workspace,
) -> None:
    other = Workspace.open(workspace.place.folder, origin="window-other")
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "mine")
        record = other.record("events", "e-raid")
        assert record is not None
        other.apply([Change("events", "e-raid", record, {**record, "place": "theirs"})], "there")
        other.close()
        await it.press("ctrl+s")
        await until(it, "DecideFields")
        assert await check_f1(it) == "How do I change a record?"


async def test_f1_works_over_a_field_of_a_form_and_keeps_what_is_typed(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "place")
        await it.press("enter", *"xy")
        await check_f1(it)
        assert form(it).field.value.endswith("xy")


class _Alone(Driver):
    """An application without an explorer."""

    def __init__(self, app, pilot) -> None:
        self.app, self.pilot = app, pilot


@pytest.mark.parametrize("keys", [(), ("n", "a")], ids=["screen", "question"])
async def test_f1_works_where_no_store_is_open(keys: tuple[str, ...], home: Path) -> None:
    app = StartApp()
    async with app.run_test(size=(80, 24)) as pilot:
        it = _Alone(app, pilot)
        await it.settled()
        await it.press(*keys)
        assert await check_f1(it) == "How do I begin a store of my own?"
        await it.press("f1", "?", "esc", "y", "q", *["escape"] * bool(keys), "q")
    assert app.return_value is None
    assert app.crash is None


async def test_f1_works_where_a_store_is_damaged(tmp_path: Path) -> None:
    survey = Survey(("actors/a: line 4 of store.json is no JSON",), (), None, None)
    options = [RepairOption(SOUND, "Go on with what is sound", "168 actors")]
    app = RepairApp(tmp_path, survey, options)
    async with app.run_test(size=(80, 24)) as pilot:
        it = _Alone(app, pilot)
        await it.settled()
        assert await check_f1(it) == "What if a file is lost or damaged?"


async def test_the_users_own_key_for_the_manual_works_in_windows_too(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\nmanual = ['f9', 'U']\n", encoding="utf-8")
    monkeypatch.setattr("proxytui.paths.config_file", lambda: file)
    async with exploring(workspace) as it:
        await it.press("a", "f1")
        assert it.top == "ClaimLine"
        await it.press("f9")
        assert it.top == "ManualScreen"
        await it.press("esc", "U")
        assert it.top == "ClaimLine", "a letter is typed"
