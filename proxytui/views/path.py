"""Paths in lines: each as a line of hops, then hop by hop with its dates, facts and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views import quotes, tie_line
from proxytui.views.lines import BLANK, Line, Row, Span, cut, foreign, paragraph, width
from proxytui.views.page_lines import GAP, PageLine, dotted, plain
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.questions.paths import Hop, Path
    from proxytui.views.scene import Scene

_INDENT = "     "
_WIDEST = 120
"""Longer lines are hard to read on from one to the next."""


def scope_words(
    period: Period | None, types: frozenset[str] | None, directed: bool, *, short: bool = False
) -> str:
    """The ties that paths are made of: "as of 2012, ties of every type, either direction"."""
    when = f"as of {phrases.date_words(period.text)}" if period else "over all time"
    headings = [wording.heading(type_, False) for type_ in CLAIM_TYPES if type_ in (types or ())]
    which = phrases.join_words(headings, "or") if headings else "ties of every type"
    if short and len(headings) > 1:
        which = f"ties of {len(headings)} types"
    return f"{when}, {which}, {'one direction only' if directed else 'either direction'}"


# What is said of a path and of each hop


def _length(number: int, path: Path) -> str:
    """`2. 3 hops` for the path with the number 2."""
    return f"{number}. {phrases.plural(len(path.hops), 'hop')}"


def _together(path: Path, period: Period | None) -> str:
    """Words on whether all hops of a path hold at once."""
    together = path.together
    return wording.together_words(len(path.hops), together.state, together.day, period)


def _hop_title(scene: Scene, hop: Hop, ends: tuple[str, str]) -> str:
    """`Iran › reported to back › Hamas`, in the direction in which the hop is passed."""
    here, there = (foreign(scene.name(end)).text for end in ends)
    return f"{here} › {wording.relation(hop.tie, inverse=hop.reversed)} › {there}"


def _hop_facts(scene: Scene, tie: Tie, period: Period | None) -> list[Span]:
    """Dates, state, means, publishers and grades of the tie of a hop."""
    dates = foreign(wording.hop_dates(tie, period, scene.source), "dim")
    grades = foreign(wording.grade_words(tie, scene.source), "dim")
    return [part for part in (dates, *tie_line.facts(tie, period), grades) if part.text]


# On a page


def page(
    scene: Scene, ends: tuple[str, str], question: str, paths: Sequence[Path], period: Period | None
) -> Iterator[PageLine]:
    """The actors at both ends and what was asked of them, then the paths in order: a line a hop,
    and below it one for each quote to show of its tie."""
    yield plain(" › ".join(map(scene.name, ends)), "strong")
    yield plain(question, "dim")
    for number, path in enumerate(paths, 1):
        yield GAP
        yield PageLine(
            dotted([Span(_length(number, path), "strong"), foreign(_together(path, period))])
        )
        for hop, here, there in zip(path.hops, path.actors, path.actors[1:], strict=False):
            title = foreign(_hop_title(scene, hop, (here, there)), "strong")
            sign = tie_line.glyph(hop.tie, STATE_ROLES[hop.tie.state])
            lead = (Span("   "), sign, Span(" "))
            yield PageLine(dotted([title, *_hop_facts(scene, hop.tie, period)]), lead)
            for quote in quotes.page(scene, hop.tie):
                yield quote._replace(lead=(Span(" "), *quote.lead))


# In a list


def rows(scene: Scene, paths: Sequence[Path], period: Period | None, cells: int) -> list[Row]:
    """The paths in order; keys: `path:N`, and `hop:N:M` of the hops of each."""
    rows: list[Row] = []
    cells = min(cells, _WIDEST)
    for number, path in enumerate(paths):
        if number:
            rows.append(BLANK)
        rows += _head(number, path, period, cells)
        rows += [Row("", line, stop=False) for line in chain_lines(scene, path, cells)]
        for place, hop in enumerate(path.hops):
            ends = path.actors[place], path.actors[place + 1]
            rows += _hop(scene, f"hop:{number}:{place}", hop, ends, period, cells)
    return rows


def _head(number: int, path: Path, period: Period | None, cells: int) -> list[Row]:
    count = _length(number + 1, path)
    role = STATE_ROLES[path.together.state]
    line, *more = paragraph(_together(path, period), cells - len(count) - 3, role)
    blank = Span(" " * (len(count) + 3))
    first = Row(f"path:{number}", (Span(count, "heading"), Span(" · ", "dim"), *line))
    return [first, *(Row("", (blank, *line), stop=False) for line in more)]


def chain_lines(scene: Scene, path: Path, cells: int) -> list[Line]:
    """`Iran ━ reported to back ━▸ Hamas ◂╳ said to oppose ╳ Fatah`: a path over as many lines as it
    needs.

    An arrow points from the subject to the object, whichever way the path goes.
    """
    lines: list[list[Span]] = [[Span("   "), _actor(scene, path.actors[0], cells - 3)]]
    for hop, there in zip(path.hops, path.actors[1:], strict=True):
        piece = (*_edge(hop), _actor(scene, there, cells - 6))
        if width(lines[-1]) + width(piece) > cells:
            lines.append([Span("     ")])
        lines[-1] += piece
    return [tuple(line) for line in lines]


def _actor(scene: Scene, actor: str, cells: int) -> Span:
    return Span(cut(foreign(scene.name(actor)).text, min(cells, 40)), "strong")


def _edge(hop: Hop) -> Line:
    tie = hop.tie
    is_held = tie.state is State.HELD
    role = role_of(tie.type) if is_held else "possible"
    glyph = glyph_of(tie.type, is_held)
    symmetric = tie.type in CLAIM_TYPES and CLAIM_TYPES[tie.type].symmetric
    left = "◂" if hop.reversed else ""
    right = "" if hop.reversed or symmetric else "▸"
    words = wording.relation(tie, inverse=hop.reversed)
    return (
        Span(f" {left}{glyph}{glyph} ", role),
        Span(words, "dim"),
        Span(f" {glyph}{glyph}{right} ", role),
    )


def _hop(
    scene: Scene, key: str, hop: Hop, ends: tuple[str, str], period: Period | None, cells: int
) -> list[Row]:
    """A hop: its tie on a row, dates and facts below, then the quotes to show first."""
    sign = tie_line.glyph(hop.tie, "possible")
    title = Span(_hop_title(scene, hop, ends))
    facts = _hop_facts(scene, hop.tie, period)
    rows = [Row(key, (Span("   "), Span(f"{sign.text} ", sign.role), title))]
    rows += [Row("", line, stop=False) for line in _joined(facts, cells, _INDENT)]
    return rows + _quoted(scene, hop.tie, cells)


def _joined(parts: Sequence[Span], cells: int, indent: str) -> list[Line]:
    """Parts in a row with dots between them, broken between parts where they don't fit."""
    lines: list[list[Span]] = [[Span(indent)]]
    for part in parts:
        gap = [Span(" · ", "dim")] if len(lines[-1]) > 1 else []
        if width(lines[-1]) + width(gap) + cell_len(part.text) <= cells:
            lines[-1] += [*gap, part]
            continue
        broken = paragraph(part.text, cells, part.role, indent)
        if len(lines[-1]) == 1:
            lines.pop()
        lines += [list(line) for line in broken]
    return [tuple(line) for line in lines]


def _quoted(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    """The quotes to show of a tie before all else; no row to rest on."""
    return [
        Row("", (Span(_INDENT), *row.line), stop=False)
        for cited in quotes.shown_first(scene, tie)
        for row in quotes.quote_rows(scene, cited, cells - len(_INDENT))
    ]
