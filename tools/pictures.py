"""Makes the pictures under screenshots/ from the real program on the bundled data set."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from proxytui.tui.picture import picture
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


_TO_HEZBOLLAH = ("j", "j")
_TO_AL_QAEDA = ("j",) * 7
SHOTS = (
    Shot("explorer", "explorer", "Iran", keys=_TO_HEZBOLLAH),
    Shot("quotes", "explorer", "Iran", keys=(*_TO_AL_QAEDA, "quotation_mark")),
    Shot("source", "explorer", "Iran", keys=(*_TO_AL_QAEDA, "o")),
    Shot("history", "history", "Hezbollah"),
    Shot("search", "search", "Iran", keys=tuple("khomeni")),
    Shot("keys", "keys", "Iran"),
    Shot("earlier", "explorer", "Iran", keys=("j",), as_of="1998"),
    Shot("small", "explorer", "Iran", keys=_TO_HEZBOLLAH, size=(80, 24)),
    Shot("light", "explorer", "Iran", keys=_TO_HEZBOLLAH, theme="proxytui-light"),
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
