"""Pictures of the screen as SVG, fit to be kept: nothing in them points to the web."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console

from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.tui.host import Host

_FONT = late_pattern(r"@font-face \{.*?\}\s*", re.S)
# Of 190 kB these are 120: each piece of a line has a ground of its own, and a path that cuts it off
# at the end of the line, where Rich has cut it already.
_GROUNDS = late_pattern(r'(?:<rect fill="[^"]*" x="[^"]*" y="[^"]*" width="[^"]*"[^>]*/>)+')
_GROUND = late_pattern(
    r'<rect fill="(?P<fill>[^"]*)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" width="(?P<width>[^"]*)"'
)
_LINE_PATH = late_pattern(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>\s*', re.S)
_CUT_OFF = late_pattern(r' clip-path="url\(#[^"]*-line-\d+\)"')
_LINE_HEIGHT = 24.65


def offline(svg: str) -> str:
    """The picture without the address of a font on the web: nothing is fetched to show it. What
    shows nothing is left out too."""
    svg = _CUT_OFF.sub("", _LINE_PATH.sub("", _FONT.sub("", svg)))
    return _GROUNDS.sub(_joined, svg)


def _joined(grounds: re.Match[str]) -> str:
    """The grounds of the pieces of lines, one for neighbours of a colour."""
    joined: list[tuple[str, str, float, float]] = []
    for ground in _GROUND.finditer(grounds[0]):
        fill, y = ground["fill"], ground["y"]
        left, right = float(ground["x"]), float(ground["x"]) + float(ground["width"])
        if joined and joined[-1][:2] == (fill, y) and abs(joined[-1][3] - left) < 0.1:
            left = joined.pop()[2]
        joined.append((fill, y, left, right))
    return "".join(
        f'<rect fill="{fill}" x="{left:g}" y="{y}" width="{right - left:g}" height="{_LINE_HEIGHT}"'
        ' shape-rendering="crispEdges"/>'
        for fill, y, left, right in joined
    )


def captured(app: Host, title: str) -> Callable[[], str]:
    """The screen as it is now; what is returned makes the picture of it, in whatever thread.

    As `App.export_screenshot` does, which takes 48 ms for 160 by 50 cells; only the first 6 of
    them, in which the lines are gathered, need the screen.
    """
    width, height = app.size
    update = app.screen._compositor.render_update(
        full=True, screen_stack=app._background_screens, simplify=False
    )

    def export() -> str:
        console = Console(
            width=width,
            height=height,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
            record=True,
            legacy_windows=False,
            safe_box=False,
        )
        console.print(update)
        return offline(console.export_svg(title=title))

    return export
