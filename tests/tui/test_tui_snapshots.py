"""What each view looks like, on three sizes.

Made anew with `python -m pytest tests/tui/test_tui_snapshots.py -n 2 --snapshot-update`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import keystrokes
import pytest

from proxytui.tui.app import ProxyTUI
from proxytui.tui.start_app import StartApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from proxytui.workspace import Workspace

    Compare = Callable[..., bool]

SIZES = [(80, 24), (120, 40), (200, 60)]
UNFOLD = ("2", "j", "l", "l", "l", "l", "l")

# view -> (centre, keys that lead there)
VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "rest": ("ardania", ()),
    "unfolded": ("ardania", UNFOLD),
    "quotes": ("borland", ("2", "j", "quotation_mark")),
    "history": ("ardania", ("3", "5")),
    "notes": ("cedar", ("3", "7", "j")),
    "all-notes": ("cedar", ("V", "n", "j", "j")),
    "search": ("ardania", ("s", *"nuur")),
    "keys": ("ardania", ("question_mark",)),
    "reader": ("ardania", ("2", "j", "o")),
    "another-date": ("ardania", ("2", "t", *"2009", "enter")),
    "show-all": ("ardania", ("2", "A")),
    "rolled-up": ("ardania", ("2", "r")),
    "turned": ("ardania", ("2", "x")),
    "tie": ("borland", ("2", "j")),
}
AT_ONE_SIZE: dict[str, tuple[str, tuple[str, ...]]] = {
    "event": ("ardania", ("3", "5", "slash", *"treaty of", "enter", "enter", "escape")),
    "copy": ("ardania", ("2", "j", "quotation_mark", "y")),
    "quit": ("ardania", ("q",)),
    "theme": ("ardania", ("f2",)),
    "edit-note": ("ardania", ("3", "7", "e")),
    "link-typed": ("ardania", ("i", *"see [[bor", "down")),
    "link-in-text": ("ardania", ("3", "7", "e", *" [[tre")),
    "also-about": ("ardania", ("3", "7", "plus", *"tre")),
    "filter": ("ardania", ("1", "slash", *"nd")),
    "zoomed": ("ardania", ("2", "z")),
    "palette": ("ardania", ("ctrl+p",)),
    "no-ties": ("hermit", ("2",)),
}


def _shown(compare: Compare, app: ProxyTUI, keys: tuple[str, ...], size: tuple[int, int]) -> bool:
    async def lead_there(pilot: Pilot[None]) -> None:
        await keystrokes.settled(pilot)
        await keystrokes.press(pilot, *keys)
        await app.workers.wait_for_complete()
        # A toast goes away by itself; the picture must not depend on whether it has.
        app.clear_notifications()
        await keystrokes.settled(pilot)

    return compare(app, terminal_size=size, run_before=lead_there)


def _size_id(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=_size_id)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_accepted(
    snap_compare: Compare, workspace: Workspace, view: str, size: tuple[int, int]
) -> None:
    centre, keys = VIEWS[view]
    assert _shown(snap_compare, ProxyTUI(workspace, centre=centre), keys, size)


@pytest.mark.parametrize("view", AT_ONE_SIZE)
def test_a_smaller_view_looks_as_accepted(
    snap_compare: Compare, workspace: Workspace, view: str
) -> None:
    centre, keys = AT_ONE_SIZE[view]
    assert _shown(snap_compare, ProxyTUI(workspace, centre=centre), keys, (120, 40))


@pytest.mark.parametrize("theme", ["proxytui-light", "proxytui-mono", "ansi-dark"])
def test_a_theme_looks_as_accepted(snap_compare: Compare, workspace: Workspace, theme: str) -> None:
    app = ProxyTUI(workspace, centre="borland")
    app.theme = theme
    assert _shown(snap_compare, app, ("2", "j", "quotation_mark"), (120, 40))


def test_without_colour_it_looks_as_accepted(
    snap_compare: Compare, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ProxyTUI(workspace, centre="borland")
    assert _shown(snap_compare, app, ("2", "j", "quotation_mark"), (120, 40))


@pytest.mark.parametrize("size", [(50, 20), *SIZES], ids=_size_id)
def test_an_empty_store_looks_as_accepted(
    snap_compare: Compare, empty: Workspace, size: tuple[int, int]
) -> None:
    assert _shown(snap_compare, ProxyTUI(empty), (), size)


@pytest.mark.parametrize("size", SIZES, ids=_size_id)
def test_the_start_screen_looks_as_accepted(
    snap_compare: Compare, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [Path("/stores/sudan"), Path("/stores/العربية"), Path("/elsewhere/lakeside")]
    monkeypatch.setattr("proxytui.tui.recent_stores.load", lambda: known)
    assert snap_compare(StartApp(), terminal_size=size)
