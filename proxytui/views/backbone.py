"""The overview in lines: actors in layers, who is said to back whom, and who is not drawn."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.drawing.layered import NAME
from proxytui.drawing.shelves import draw_shelves, remarks
from proxytui.drawing.two_sided import Measure
from proxytui.model.dates import State
from proxytui.views.actor_name import shortened
from proxytui.views.drawing_rows import DrawnRows, spans
from proxytui.views.lines import BLANK, Row, Span, cut, foreign, paragraph
from proxytui.views.page_lines import GAP, PageLine, dotted, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.drawing.two_sided import Drawing
    from proxytui.questions.backbone import WholeStore
    from proxytui.views.scene import Scene

_MEASURE = Measure(cell_len, cut)


def rows(
    scene: Scene, store: WholeStore, centre: str, cells: int, more: Iterable[str] = ()
) -> DrawnRows:
    """The drawing around an actor in the middle of the cells, an acronym where a name is too long;
    below it the remarks on it, and more of them."""
    below = [BLANK]
    for words in (*_remarks(scene, store), *more):
        below += [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]

    def name(actor: str) -> str:
        return shortened(scene, actor, texts.line(scene.name(actor)), NAME)

    drawing = draw_shelves(store.drawn, name, centre, cells, _MEASURE, centred=True)
    return DrawnRows(drawing, below)


def page(scene: Scene, store: WholeStore, centre: str, cells: int) -> Iterator[PageLine]:
    """The drawing around an actor, of at most so many cells, and the remarks on it."""
    for make in _drawing(scene, store, centre, cells).lines:
        yield PageLine(spans(make()), drawn=True)
    for words in _remarks(scene, store):
        yield plain(words, "dim")


def listed(scene: Scene, store: WholeStore) -> Iterator[PageLine]:
    """The drawing as a list, for somebody who can't see one: of each actor whom it is reported to
    back, and the remarks."""
    for backbone in store.drawn:
        by_subject = groupby(
            sorted(backbone.arrows, key=lambda arrow: backbone.actors.index(arrow.subject)),
            lambda arrow: arrow.subject,
        )
        for subject, arrows in by_subject:
            yield GAP
            words = wording.heading("backs", inverse=False)
            yield plain(f"{scene.name(subject)}, {words}", "strong")
            for arrow in arrows:
                state = State.HELD if arrow.held else State.POSSIBLY
                yield PageLine(dotted((foreign(scene.name(arrow.object)), Span(state.words))))
    yield GAP
    for words in remarks(store, lambda actor: texts.line(scene.name(actor)))[1:]:
        yield plain(words, "dim")


def _drawing(scene: Scene, store: WholeStore, centre: str, cells: int) -> Drawing:
    return draw_shelves(
        store.drawn, lambda actor: texts.line(scene.name(actor)), centre, cells, _MEASURE
    )


def _remarks(scene: Scene, store: WholeStore) -> list[str]:
    return remarks(store, lambda actor: texts.line(scene.name(actor)))
