"""What a key costs that scrolls a long text, beside the same key in a short one; writes its part of
results.md.

The long text is as long as 300 pages, and names an actor in every sentence of both.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from measure import Result, against, interleaved, median, table, write_section
from strokes import Pressed, Stroke

from proxytui.model.changes import Change
from proxytui.reading import files
from proxytui.store.store import Store
from proxytui.workspace import Workspace

HERE = Path(__file__).resolve().parent
_PARAGRAPH = (
    "Officers of {name} said on Monday that the road to the border stays closed, and that the"
    " rifles which {name} had sent never came. Nobody else spoke after the talks in the capital,"
    " which had lasted for two days and ended without a word on what {name} will do next.\n\n"
)
_PARAGRAPHS = {"short": 40, "300 pages": 2_400}
_NAMES = tuple(f"{first}{last}" for first in ("Nor", "Sud", "Wes") for last in ("mark", "avia"))
_OPEN = ("V", "k", "o", "rest")
"""The list of sources, and the text of the only one."""
_MOST = 1.5
_TURNS = 5
STROKES = {
    "a line on": Stroke(("g", "g", *("pagedown",) * 3), ("j",) * 8),
    "a page on": Stroke(("g", "g"), ("pagedown",) * 6),
    "to the next name": Stroke(("g", "g", *("pagedown",) * 3), ("n",) * 8),
}


def _store(folder: Path, paragraphs: int) -> Path:
    """A store of some actors, and of one source whose text names them."""
    folder.mkdir(parents=True)
    Store.create(folder / "store", None, "bench")
    text = "".join(_PARAGRAPH.format(name=_NAMES[n % len(_NAMES)]) for n in range(paragraphs))
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    workspace = Workspace.open(folder / "store")
    actors = [{"kind": "state", "names": [{"text": name}]} for name in _NAMES]
    workspace.apply(
        [Change("actors", record["names"][0]["text"].lower(), None, record) for record in actors],
        "actors",
    )
    workspace.add_source(files.read(file), {"title": "A text"})
    workspace.close()
    return folder / "store"


def scrolling(home: Path) -> list[Result]:
    """A row for each kind of key."""
    opened = {
        which: Pressed(str(_store(home / str(size), size)), home / f"home-{size}")
        for which, size in _PARAGRAPHS.items()
    }
    rows: list[Result] = []
    try:
        for program in opened.values():
            program.press(_OPEN)
        for what, stroke in STROKES.items():

            def pressed(program: Pressed, stroke: Stroke = stroke) -> float:
                return median([cost.cpu for cost in program.measured(stroke)])

            sides = {
                which: (lambda program=program: pressed(program))
                for which, program in opened.items()
            }
            taken = interleaved(sides, _TURNS)
            short, long = (median(taken[which]) for which in _PARAGRAPHS)
            rows.append(against(f"{what}, 300 pages", long, "the same, 3 pages", short, _MOST))
    finally:
        for program in opened.values():
            program.close()
    return rows


def main() -> int:
    """Measure, print, write; returns 0 whatever the figures are."""
    with tempfile.TemporaryDirectory(prefix="proxytui-bench-") as home:
        rows = scrolling(Path(home))
    about = f"CPU of the process, medians of {_TURNS} turns in which both texts had theirs.\n\n"
    page = about + table(rows)
    print(page)
    if "--dry" not in sys.argv:
        write_section(HERE / "results.md", "Scrolling in a text", page)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    sys.exit(main())
