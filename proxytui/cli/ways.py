"""Paths between two actors, and the two-sided view of one, for people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from proxytui import wording
from proxytui.asof import ranking
from proxytui.cli import ties
from proxytui.cli.page import Page, cut, joined, said
from proxytui.cli.stderr import say
from proxytui.drawing import shelves
from proxytui.drawing import two_sided as drawing
from proxytui.drawing.two_sided import Canvas, Measure
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import neighbourhood as ego
from proxytui.questions import neighbourhood_fit
from proxytui.text import line
from proxytui.views import neighbourhood as present_map
from proxytui.wording import neighbourhood, phrases, tie_summary

if TYPE_CHECKING:
    from proxytui.commands.neighbourhood import BackboneAnswer, MapAnswer
    from proxytui.commands.path import Paths
    from proxytui.questions.paths import Hop, Path
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


def show(page: Page, workspace: Workspace, found: Paths) -> None:
    """The paths in order, a line a hop and one for the words that it rests on."""
    name = workspace.index.namer(found.as_of or workspace.default_period)
    ends = name(found.subject.id), name(found.object.id)
    page.put(said(" › ".join(ends), "bold"))
    page.put(said(_asked(found), "dim"))
    for number, path in enumerate(found.paths, 1):
        page.gap()
        _path(page, workspace, found, number, path)
    if not found.paths:
        way = f"no path is recorded from {ends[0]} to {ends[1]} ({_asked(found)})"
        say(f"{way}; ask without --as-of, --type, --directed or --max-hops")


def _asked(found: Paths) -> str:
    when = f"as of {phrases.date_words(found.as_of.text)}" if found.as_of else "over all time"
    types = [wording.heading(one, False) for one in CLAIM_TYPES if one in (found.types or ())]
    said = phrases.join_words(types, "or") if types else "ties of every type"
    return f"{when}, {said}, {'one direction only' if found.directed else 'either direction'}"


def _path(page: Page, workspace: Workspace, found: Paths, number: int, path: Path) -> None:
    together = path.together
    held = wording.together_words(len(path.hops), together.state, together.day, found.as_of)
    head = f"{number}. {phrases.plural(len(path.hops), 'hop')}"
    page.put(joined([said(head, "bold"), said(held)]))
    for hop, here, there in zip(path.hops, path.actors, path.actors[1:], strict=False):
        _hop(page, workspace, found, hop, (here, there))


def _hop(page: Page, workspace: Workspace, found: Paths, hop: Hop, ends: tuple[str, str]) -> None:
    index, tie = workspace.index, hop.tie
    period = found.as_of or workspace.default_period
    here, there = map(index.namer(period), ends)
    title = f"{here} › {wording.relation(tie, inverse=hop.reversed)} › {there}"
    parts = [said(title, "bold"), said(wording.hop_dates(tie, found.as_of, index.sources.get))]
    parts += ties.facts(tie, found.as_of)
    parts.append(said(wording.grade_words(tie, index.sources.get), "dim"))
    page.put(joined(parts), Text.assemble("   ", ties.glyph(tie), " "))
    for citation in ties.cited_first(tie):
        lead = Text.assemble("       ", ties.mark(workspace, citation), " ")
        page.put(ties.words(workspace, citation, period), lead)


def two_sided(page: Page, workspace: Workspace, found: MapAnswer) -> None:
    """Backers on the left, those backed on the right, drawn to the width of the terminal.

    On a terminal what does not fit on one screen is counted; elsewhere all is there.
    """
    index, as_of = workspace.index, found.lens.as_of
    name, around = index.namer(as_of), found.around(index)
    cells, height = page.size
    rows = None if height is None else max(0, height - _ABOUT_THE_MAP)
    share = rows // 2 if rows is not None and not drawing.stands_side_by_side(cells) else rows
    left, right = (
        neighbourhood_fit.fit_side(around, inward, found.hops, share, frozenset())
        for inward in (True, False)
    )
    canvas = Canvas(cells, rows, Measure(cell_len, cut))
    page.put(said(_dates(found), "dim"))
    centre = line(name(found.actor.id))
    drawn = partial(present_map.worded, around, name)
    for made in drawing.draw_two_sided(centre, left, right, canvas, drawn).lines:
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
    drawing = shelves.draw_shelves(found.whole.drawn, name, found.actor.id, cells, measure)
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
