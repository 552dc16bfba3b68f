"""Paths between two actors, and the two-sided view of one, for people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from proxytui.asof import ranking
from proxytui.cli.page import Page, cut, said
from proxytui.cli.stderr import say
from proxytui.drawing import shelves
from proxytui.drawing import two_sided as drawing
from proxytui.drawing.two_sided import Canvas, Measure
from proxytui.questions import neighbourhood as ego
from proxytui.questions import neighbourhood_fit
from proxytui.text import line
from proxytui.views import neighbourhood as present_map
from proxytui.wording import neighbourhood, phrases, tie_summary

if TYPE_CHECKING:
    from proxytui.commands.neighbourhood import BackboneAnswer, MapAnswer
    from proxytui.workspace import Workspace

_ABOUT_THE_MAP = 5
"""Lines that stand around the drawing of a map, the prompt of the shell among them."""
_STYLES = {
    "centre": "bold reverse",
    "name": "bold",
    "dim": "dim",
    "frame": "dim",
    "possible": "yellow",
    "mark": "bold",
}


def two_sided(page: Page, workspace: Workspace, found: MapAnswer) -> None:
    """Backers on the left, those backed on the right, drawn to the width of the terminal.

    On a terminal what does not fit on one screen is counted; elsewhere all is there.
    """
    index, as_of = workspace.index, found.lens.as_of
    name, around = index.namer(as_of), found.around(index)
    cells, height = page.size
    rows = None if height is None else max(0, height - _ABOUT_THE_MAP)
    share = rows // 2 if rows is not None and not drawing.beside(cells) else rows
    left, right = (
        neighbourhood_fit.fitting(around, inward, found.hops, share, frozenset())
        for inward in (True, False)
    )
    canvas = Canvas(cells, rows, Measure(cell_len, cut))
    page.put(said(_dates(found), "dim"))
    centre = line(name(found.actor.id))
    drawn = partial(present_map.worded, around, name)
    for made in drawing.two_sided(centre, left, right, canvas, drawn).lines:
        page.draw(Text.assemble(*((one.text, _style(one.role)) for one in made())))
    page.put(said(present_map.legend(around, found.hops), "dim"))
    ways = [
        (type_, inverse)
        for type_ in ego.TYPES
        for inverse in (True, False)
        if found.lens.types is None or type_ in found.lens.types
    ]
    counts = ranking.left_out(index, found.lens, found.actor.id, ways)
    left_out = tie_summary.left_out_words(counts)
    if left_out:
        page.put(said(left_out, "dim"))


def layers(page: Page, workspace: Workspace, found: BackboneAnswer) -> None:
    """The overview, drawn to the width of the terminal."""
    as_of = found.lens.as_of
    page.put(said(f"as of {phrases.date_words(as_of.text)}", "dim"))
    if found.actor is None:
        say("there are no actors; add or import some")
        return
    named = workspace.index.namer(as_of)

    def name(actor: str) -> str:
        return line(named(actor))

    cells, _ = page.size
    measure = Measure(cell_len, cut)
    drawing = shelves.shelved(found.whole.drawn, name, found.actor.id, cells, measure)
    for made in drawing.lines:
        page.draw(Text.assemble(*((one.text, _style(one.role)) for one in made())))
    for words in shelves.remarks(found.whole, name):
        page.put(said(words, "dim"))


def _style(role: str) -> str:
    return "bold" if role.endswith("-head") else _STYLES.get(role, "")


def _dates(found: MapAnswer) -> str:
    as_of = found.lens.as_of
    made = f"as of {phrases.date_words(as_of.text)}"
    return (
        made if found.since is None else f"{made}; {neighbourhood.span_words(found.since, as_of)}"
    )
