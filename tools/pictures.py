"""Makes the pictures under screenshots/ from the real program on the bundled data set.

Each view is there at 120x40 in the dark theme, and in a folder for each other look at some sizes in
other themes. With `--all` all are made at every size in every theme, in build/pictures/, and beside
the views what the program asks and what it says when something is wrong; names choose among them.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from picture_states import STATES, draw

from proxytui.tui.screenshot import picture
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).resolve().parent.parent
FOLDER = _ROOT / "screenshots"
ALL_FOLDER = _ROOT / "build" / "pictures"
SIZES = ((80, 24), (120, 40), (200, 60))
_SMALLEST = (60, 20)
THEMES = {
    "dark": "proxytui-dark",
    "light": "proxytui-light",
    "contrast": "proxytui-contrast",
    "mono": "proxytui-mono",
    "ansi": "ansi-dark",
}


Look: TypeAlias = tuple[tuple[int, int], str]
"""A size, and a theme by its short name."""
_WORKERS = 3 * (os.cpu_count() or 1)
"""Between keys a run of the program waits more than it works."""


class Shot(NamedTuple):
    """One picture: the view, whom it is about, and what is pressed in it."""

    file: str
    view: str
    name: str | None = None
    keys: tuple[str, ...] = ()
    as_of: str | None = None
    size: tuple[int, int] = (120, 40)
    theme: str | None = None


NOTE = "Second publisher for the transit claim? Compare [[Lebanon]]."
SHOTS = (
    Shot("explorer", "explorer", "Iran", keys=("j",)),
    Shot("tree", "explorer", "Iran", keys=tuple("jl" + "j" * 13 + "ljlj")),
    Shot("disputed", "explorer", "Hizballah", keys=(*"/Syria", "enter", "j", '"')),
    Shot("history", "history", "Hizballah"),
    Shot("timeline", "timeline", "Iran", keys=("j",) * 7),
    Shot("note", "explorer", "Hizballah", keys=(*"/Syria", "enter", "j", "i", *NOTE)),
    Shot(
        "claim-line",
        "explorer",
        "Iran",
        keys=("a", *'backs Hamas: weapons, training since 1992~ "its words" +memo-1'),
    ),
    Shot("form", "explorer", "Iran", keys=("2", "j", "e", "j", "enter", *"jjjj")),
    Shot("cite", "explorer", "Hizballah", keys=(*"/Syria", "enter", "2", "j", "C", "enter")),
    Shot("candidates", "explorer", "Iran", keys=("V", "s", "j")),
    Shot(
        "notes",
        "explorer",
        "Hizballah",
        keys=("i", *NOTE, "enter", "j", "i", *"Who signed? #money", "enter", "V", "n"),
    ),
    Shot("then", "explorer", "Syria", keys=("j",), as_of="1982"),
    Shot("now", "explorer", "Syria", keys=("j",)),
    Shot("source", "explorer", "Iran", keys=("j", '"', "j", "j", "o")),
    Shot("map", "map", "Iran", keys=("plus", "l", "j")),
    Shot("map-since", "map", "Iran", keys=("c", *"2010", "enter")),
    Shot("overview", "overview", "Iran"),
    Shot("search", "search", "Iran", keys=tuple("khomeni")),
    Shot("filter", "filter", "Iran", keys=("space", "j", "space")),
    Shot(
        "filtered",
        "filter",
        "Iran",
        keys=(*"e", *"support:W,T,F publishers:1..", "enter", "enter", "2", "j"),
    ),
    Shot("path", "path", "Iran", keys=(*"fatah", "enter", "a")),
    Shot("difference", "difference", "Syria", keys=(*"2000", "enter"), as_of="2012"),
    Shot("compare", "compare", "Iran", keys=(*"1985", "enter")),
    Shot("tensions", "tensions", "Iran", keys=("j", "l"), as_of="1991"),
    Shot("gaps", "gaps", "Iran", keys=("Z", "j", "j", "l", "j")),
    Shot("without", "without", "Iran", keys=(*"central", "enter", "Z", "j", "l", "j")),
    Shot("command", "command", "Iran", keys=tuple("path Iran ha")),
    Shot("keys", "keys", "Iran"),
    Shot("small", "explorer", "Iran", keys=("j",), size=(80, 24)),
    Shot("light", "explorer", "Iran", keys=("j",), theme="proxytui-light"),
)

_VIEWS = {shot.file: shot for shot in SHOTS if shot.file not in ("small", "light")}
"""Those of which there is a picture for each look."""
_OTHER_LOOKS: tuple[Look, ...] = (
    ((80, 24), "light"),
    ((80, 24), "contrast"),
    ((80, 24), "mono"),
    ((200, 60), "dark"),
)


def main(arguments: list[str]) -> int:
    """Make all of them."""
    if arguments[:1] == ["--all"]:
        names = [*_VIEWS, *STATES]
        chosen = [name for name in names if name in arguments] or names
        return make(ALL_FOLDER, chosen, [(_SMALLEST, "dark"), *product(SIZES, THEMES)])
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        file = FOLDER / f"{shot.file}.svg"
        file.write_text(drawn(shot), encoding="utf-8")
        print(f"wrote {file.relative_to(_ROOT)}")
    return make(FOLDER, _VIEWS, _OTHER_LOOKS)


def drawn(shot: Shot) -> str:
    """The picture of a view."""
    workspace = Workspace.open(demo=True)
    try:
        return picture(
            workspace,
            name=shot.name,
            view=shot.view,
            size=shot.size,
            theme=shot.theme,
            keys=list(shot.keys),
            as_of=shot.as_of,
        )
    finally:
        workspace.close()


def make(folder: Path, names: Iterable[str], looks: Iterable[Look]) -> int:
    """Make the pictures of these names with each of these looks, into a folder for each look."""
    with ProcessPoolExecutor(_WORKERS) as workers:
        asked = product([folder], names, looks)
        for file in workers.map(_made, *zip(*asked, strict=True)):
            print(f"wrote {file.relative_to(_ROOT)}")
    return 0


def _made(folder: Path, name: str, look: Look) -> Path:
    """Make the picture of this name, at a size and in a theme; returns its file."""
    size, theme = look
    shot = _VIEWS.get(name)
    if shot is None:
        svg = draw(STATES[name], size, THEMES[theme])
    else:
        svg = drawn(shot._replace(size=size, theme=THEMES[theme]))
    file = folder / f"{size[0]}x{size[1]}-{theme}" / f"{name}.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(svg, encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
