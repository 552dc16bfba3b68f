"""What the form of a record looks like, on three sizes.

Made anew with `python -m pytest tests/tui/test_tui_form_snapshots.py -n 0 --snapshot-update`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import keystrokes
import pytest

from proxytui.tui.app import ProxyTUI

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from proxytui.workspace import Workspace

    Compare = Callable[..., bool]

SIZES = [(80, 24), (120, 40), (200, 60)]
_CLAIM = ("2", "j", "e")
_DATE = (*_CLAIM, *("j",) * 6, "enter", *("backspace",) * 4, *"2019-13")

# view -> (centre, keys that lead there)
VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "actor": ("cedar", ("1", "e", "j")),
    "claim": ("borland", _CLAIM),
    "date": ("borland", _DATE),
    "fault": ("borland", (*_DATE, "enter")),
    "citation": ("borland", ("2", "j", "quotation_mark", "j", "e")),
    "removing": ("cedar", ("1", "d")),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_a_form_looks_as_accepted(
    snap_compare: Compare, workspace: Workspace, view: str, size: tuple[int, int]
) -> None:
    centre, keys = VIEWS[view]
    app = ProxyTUI(workspace, centre=centre)

    async def lead_there(pilot: Pilot[None]) -> None:
        await keystrokes.settled(pilot)
        await keystrokes.press(pilot, *keys)
        await app.workers.wait_for_complete()
        app.clear_notifications()
        await keystrokes.settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=lead_there)
