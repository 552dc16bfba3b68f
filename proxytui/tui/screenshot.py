"""A picture of a view: the real explorer, driven by keys without a terminal, as SVG."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

from proxytui.errors import UsageError
from proxytui.tui.app import ProxyTUI
from proxytui.tui.repair_app import RepairApp
from proxytui.tui.svg import offline
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.tui.views.base import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.pilot import Pilot

    from proxytui.tui.start_app import StartApp
    from proxytui.workspace import Workspace

# A search that isn't complete by then is shown with the hits that it has.
_LOOKS, _LOOK_SECONDS = 200, 0.05
_MEANWHILE_SECONDS = 0.5

Size: TypeAlias = tuple[int, int]
"""Columns and rows."""
VIEWS: dict[str, tuple[str, ...]] = {
    "explorer": ("2",),
    "tree": ("2", "Z", "Z", "g", "g", "j", "l", "j", "l"),
    "quotes": ("2", "j", "quotation_mark"),
    "history": ("2", "3", "5"),
    "notes": ("2", "3", "7"),
    "map": ("2", "v", "z"),
    **{kind.name: kind.picture for kind in VIEW_KINDS.values() if kind.picture},
    "views": ("V",),
    "command": ("colon",),
    "search": ("s",),
    "keys": ("question_mark",),
}
"""The keys that lead to each view from the start."""
_ANSWERS = {kind.name: kind.proposed for kind in VIEW_KINDS.values() if kind.proposed}
"""The key that takes the proposal of a view that asks; pressed where no keys are given."""


def picture(
    workspace: Workspace,
    *,
    name: str | None,
    view: str,
    size: tuple[int, int],
    theme: str | None,
    keys: list[str],
    as_of: str | None,
) -> str:
    """The SVG of a view of `size` columns and rows, after pressing `keys` in it.

    Raises UsageError for an unknown view or theme, UnknownName for an unknown actor.
    """
    if view not in VIEWS:
        raise UsageError(f"there is no view '{view}'", f"one of {', '.join(VIEWS)}")
    centre = workspace.find(name).id if name else ""
    app = ProxyTUI(workspace, centre=centre, as_of=as_of or "", afresh=True)
    if theme is not None and theme not in app.available_themes:
        names = ", ".join(sorted(app.available_themes))
        raise UsageError(f"there is no theme '{theme}'", f"one of {names}")
    if theme is not None:
        app.theme = theme
    if view == "search" and not keys:
        at = centre or workspace.index.busiest()
        # The picture searches for the actor that the explorer would open at.
        keys = list(workspace.index.namer(workspace.default_period)(at).split(" ")[0].lower())
    if view in _ANSWERS and not keys:
        keys = [_ANSWERS[view]]
    return pictures(app, [[*VIEWS[view], *keys]], size)[0]


def pictures(app: ProxyTUI, steps: list[list[str]], size: tuple[int, int]) -> list[str]:
    """The SVG of the screen after the keys of each step, of one run of the app."""
    return asyncio.run(_drawn(app, steps, size))


def picture_of(
    app: ProxyTUI | StartApp | RepairApp,
    keys: Sequence[str],
    size: Size,
    *,
    meanwhile: bool = False,
) -> str:
    """The SVG of the screen of any of the program's apps after these keys, with its messages;
    `meanwhile` shows it while what the last key began is being done."""
    return asyncio.run(_shown(app, keys, size, meanwhile))


async def _shown(
    app: ProxyTUI | StartApp | RepairApp, keys: Sequence[str], size: Size, meanwhile: bool
) -> str:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        for place, key in enumerate(keys, 1):
            await pilot.press(key)
            if meanwhile and place == len(keys):
                await pilot.pause(_MEANWHILE_SECONDS)
                break
            if not isinstance(app, RepairApp):
                await app.keyboard.acted()
            await pilot.pause()
            if isinstance(app, ProxyTUI):
                await _until(pilot, lambda: not (_working(app) or _busy(app)))
                # What was worked out may open a window.
                await pilot.pause()
        await pilot.wait_for_animation()
        return offline(app.export_screenshot(title="ProxyTUI"))


async def _drawn(app: ProxyTUI, steps: list[list[str]], size: tuple[int, int]) -> list[str]:
    drawn: list[str] = []
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for keys in steps:
            for key in keys:
                await pilot.press(key)
                await app.keyboard.acted()
                await pilot.pause()
                # On a slow machine, too, the next key is for the answer and not for its waiting.
                await _until(pilot, lambda: not _working(app))
            await _until(pilot, lambda: app.explorer.search.complete and not _working(app))
            await pilot.wait_for_animation()
            drawn.append(offline(app.export_screenshot(title="ProxyTUI")))
    return drawn


async def _until(pilot: Pilot[Any], ready: Callable[[], bool]) -> None:
    for _ in range(_LOOKS):
        if ready():
            return
        await pilot.pause(_LOOK_SECONDS)


def _busy(app: ProxyTUI) -> bool:
    return app.threads.working or app.writer.busy


def _working(app: ProxyTUI) -> bool:
    return isinstance(app.screen, View) and app.screen.working
