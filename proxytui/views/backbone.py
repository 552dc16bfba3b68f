"""The overview in lines: actors in layers, who is said to back whom, and who is not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import text as texts
from proxytui.drawing.shelves import draw_shelves, remarks
from proxytui.drawing.two_sided import Measure
from proxytui.views.drawing_rows import DrawnRows, spans
from proxytui.views.lines import BLANK, Row, cut, paragraph
from proxytui.views.page_lines import PageLine, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.drawing.two_sided import Drawing
    from proxytui.questions.backbone import WholeStore
    from proxytui.views.scene import Scene

_MEASURE = Measure(cell_len, cut)


def rows(
    scene: Scene, store: WholeStore, centre: str, cells: int, more: Iterable[str] = ()
) -> DrawnRows:
    """The drawing around an actor, below it the remarks on it, and more of them."""
    below = [BLANK]
    for words in (*_remarks(scene, store), *more):
        below += [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
    return DrawnRows(_drawing(scene, store, centre, cells), below)


def page(scene: Scene, store: WholeStore, centre: str, cells: int) -> Iterator[PageLine]:
    """The drawing around an actor, of at most so many cells, and the remarks on it."""
    for make in _drawing(scene, store, centre, cells).lines:
        yield PageLine(spans(make()), drawn=True)
    for words in _remarks(scene, store):
        yield plain(words, "dim")


def _drawing(scene: Scene, store: WholeStore, centre: str, cells: int) -> Drawing:
    return draw_shelves(
        store.drawn, lambda actor: texts.line(scene.name(actor)), centre, cells, _MEASURE
    )


def _remarks(scene: Scene, store: WholeStore) -> list[str]:
    return remarks(store, lambda actor: texts.line(scene.name(actor)))
