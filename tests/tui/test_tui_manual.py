"""The screens of the manual are what the explorer shows on the bundled data."""

from __future__ import annotations

import re

import pytest
from manual_pages import TEXT
from test_tui_views import settled
from tui_driver import exploring

from proxytui.tui.views.base import View
from proxytui.workspace import Workspace

_SCREEN = re.compile(
    r"^```screen (?P<centre>[a-z-]+): (?P<keys>.*)\n(?P<shown>(?:.*\n)*?)```$", re.M
)
SCREENS = {(found["centre"], found["keys"]): found["shown"] for found in _SCREEN.finditer(TEXT)}


def test_the_manual_shows_screens() -> None:
    assert len(SCREENS) > 4


@pytest.mark.parametrize(("centre", "keys"), SCREENS, ids=" ".join)
async def test_each_line_of_a_screen_stands_on_it(centre: str, keys: str) -> None:
    """Words of several letters are typed, a `_` in them for a blank; `enter` is the key."""
    workspace = Workspace.open(demo=True)
    try:
        async with exploring(workspace, centre=centre) as it:
            for word in keys.split():
                if len(word) == 1 or word == "enter":
                    await it.press("colon" if word == ":" else word)
                else:
                    await it.type(word.replace("_", " "))
                if isinstance(it.app.screen, View):
                    await settled(it)
            for line in SCREENS[centre, keys].splitlines():
                assert line.strip() in it.screen, it.screen
    finally:
        workspace.close()
