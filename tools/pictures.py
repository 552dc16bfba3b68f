"""Makes the pictures under screenshots/ from the real program on the bundled data set."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from proxytui.tui.screenshot import picture
from proxytui.workspace import Workspace

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"


class Shot(NamedTuple):
    """One picture: the view, whom it is about, and what is pressed in it."""

    file: str
    view: str
    name: str | None = None
    keys: tuple[str, ...] = ()
    as_of: str | None = None
    size: tuple[int, int] = (128, 36)
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
    Shot("overview", "overview", "Iran", size=(128, 40)),
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


def main() -> int:
    """Make all of them."""
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        workspace = Workspace.open(demo=True)
        try:
            svg = picture(
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
        file = FOLDER / f"{shot.file}.svg"
        file.write_text(svg, encoding="utf-8")
        print(f"wrote {file.relative_to(FOLDER.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
