"""Paths in lines: each as a line of hops, then hop by hop with its dates, facts and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views import quotes
from proxytui.views.lines import BLANK, Line, Row, Span, cut, foreign, paragraph, width
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.wording import phrases, tie_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.questions.paths import Hop, Path
    from proxytui.views.scene import Scene

_INDENT = "     "
_FACTS = {"status": "possible", "disputed": "possible", "publishers": "dim"}


def asked(
    period: Period | None, types: frozenset[str] | None, directed: bool, *, short: bool = False
) -> str:
    """Over which ties: "as of 2012, ties of every type, either direction"."""
    when = f"as of {phrases.date_words(period.text)}" if period else "over all time"
    named = [wording.heading(one, False) for one in CLAIM_TYPES if one in (types or ())]
    said = phrases.join_words(named, "or") if named else "ties of every type"
    if short and len(named) > 1:
        said = f"ties of {len(named)} types"
    return f"{when}, {said}, {'one direction only' if directed else 'either direction'}"


def rows(scene: Scene, paths: Sequence[Path], period: Period | None, cells: int) -> list[Row]:
    """The paths in order; keys: `path:N`, and `hop:N:M` of the hops of each."""
    made: list[Row] = []
    for number, path in enumerate(paths):
        if number:
            made.append(BLANK)
        made += _head(number, path, period, cells)
        made += [Row("", line, stop=False) for line in drawn(scene, path, cells)]
        for place, hop in enumerate(path.hops):
            ends = path.actors[place], path.actors[place + 1]
            made += _hop(scene, f"hop:{number}:{place}", hop, ends, period, cells)
    return made


def _head(number: int, path: Path, period: Period | None, cells: int) -> list[Row]:
    together = path.together
    held = wording.together_words(len(path.hops), together.state, together.day, period)
    count = f"{number + 1}. {phrases.plural(len(path.hops), 'hop')}"
    lines = paragraph(held, cells - len(count) - 3)
    role = STATE_ROLES[together.state]
    first = (
        Span(count, "heading"),
        Span(" · ", "dim"),
        *(span._replace(role=role) for span in lines[0]),
    )
    blank = Span(" " * (len(count) + 3))
    more = ((blank, *(span._replace(role=role) for span in line)) for line in lines[1:])
    return [Row(f"path:{number}", first), *(Row("", line, stop=False) for line in more)]


def drawn(scene: Scene, path: Path, cells: int) -> list[Line]:
    """`Iran ━ reported to back ━▸ Hamas ◂╳ said to oppose ╳ Fatah`, over as many lines as needed.

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
    held = tie.state is State.HELD
    role = role_of(tie.type) if held else "possible"
    glyph = glyph_of(tie.type, held)
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
    """The tie on a row, its dates and facts below, then the words to show of it first."""
    tie = hop.tie
    held = tie.state is State.HELD
    here, there = (foreign(scene.name(end)).text for end in ends)
    title = (
        Span("   "),
        Span(f"{glyph_of(tie.type, held)} ", role_of(tie.type) if held else "possible"),
        Span(f"{here} › {wording.relation(tie, inverse=hop.reversed)} › {there}"),
    )
    made = [Row(key, title)]
    dates = wording.hop_dates(tie, period, scene.source)
    found = [Span(dates, "dim")] if dates else []
    for fact in tie_summary.facts(tie, period):
        role = STATE_ROLES[tie.state] if fact.about == "state" else _FACTS.get(fact.about, "text")
        found.append(Span(fact.words, role))
    grades = wording.grade_words(tie, scene.source)
    found += [Span(grades, "dim")] if grades else []
    made += [Row("", line, stop=False) for line in joined(found, cells, _INDENT)]
    return made + quoted(scene, tie, cells)


def joined(parts: Sequence[Span], cells: int, indent: str) -> list[Line]:
    """Parts in a row with dots between them, broken between parts where they don't fit."""
    lines: list[list[Span]] = [[Span(indent)]]
    for part in parts:
        shown = foreign(part.text, part.role)
        gap = [Span(" · ", "dim")] if len(lines[-1]) > 1 else []
        if width(lines[-1]) + width(gap) + cell_len(shown.text) <= cells:
            lines[-1] += [*gap, shown]
            continue
        broken = paragraph(shown.text, cells, shown.role, indent)
        if len(lines[-1]) == 1:
            lines.pop()
        lines += [list(line) for line in broken]
    return [tuple(line) for line in lines]


def quoted(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    """The words to show of a tie first, and words against it where it is disputed, with their mark
    and who says so; no row to rest on."""
    return [
        Row("", (Span(_INDENT), *row.line), stop=False)
        for cited in quotes.shown_first(tie)
        for row in quotes.quote_rows(scene, cited, cells - len(_INDENT))
    ]
