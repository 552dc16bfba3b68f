"""Tensions in lines: who is in one, and the balance of all triangles by year."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.model import dates
from proxytui.views import findings
from proxytui.views.lines import Line, Span, clip, cut, foreign, spread, width
from proxytui.views.page_lines import GAP, PageLine, column, plain
from proxytui.views.roles import STATE_ROLES
from proxytui.views.tie_line import contested_spans, says_all
from proxytui.wording import contested

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.dates import Period
    from proxytui.questions.tensions import Balance, Finding
    from proxytui.views.scene import Scene

_LEVELS = " ▁▂▃▄▅▆▇█"
_SHADES = " ░░░▒▒▒▓▓"
_LABEL = 17
_YEARS = 11
"""Cells of a run of years and the blanks behind it."""
_BETWEEN = " · "


def title(scene: Scene, tension: Finding) -> str:
    """The actors of a tension by their names at the date."""
    return _BETWEEN.join(scene.name(actor) for actor in tension.actors)


def line(scene: Scene, tension: Finding, cells: int) -> Line:
    """`Iran · Saudi Arabia · Turkey    disputed · possibly`: what is contested about its ties,
    and the weakest of their states, which gives way to that."""
    state = Span(tension.state.words, STATE_ROLES[tension.state])
    remarks = contested.remarks_on_all(tension.ties)
    words = foreign(title(scene, tension))
    if not remarks:
        return spread((words,), (state,), cells)
    room = cells - min(cells // 2, width((words,))) - 1
    kept = contested_spans(remarks, room - len(state.text) - 3)
    if says_all(kept, remarks):
        return spread((words,), (*kept, Span(" · ", "dim"), state), cells)
    return spread((words,), contested_spans(remarks, room), cells)


def page(scene: Scene, tensions: Sequence[Finding]) -> Iterator[PageLine]:
    """The tensions by kind, each with the quotes to show of every tie it rests on."""

    def lines(tension: Finding) -> Iterator[PageLine]:
        return findings.page_lines(scene, tension.words, tension.ties)

    return findings.page(wording.TENSIONS, tensions, lambda tension: tension.kind, lines)


def balance_page(years: Sequence[Balance]) -> Iterator[PageLine]:
    """The numbers of triangles that balance and that don't, a line for each run of years with the
    same numbers; nothing where no year has any."""
    if not any(any(year[1:]) for year in years):
        return
    yield GAP
    yield plain("triangles of support, alliance and opposition by year", "strong")
    yield plain("a triangle balances where none or two of its three ties oppose", "dim")
    yield plain("it is fully held where none of its ties is only possible", "dim")
    yield plain("ties that are only possible because no start is given are not counted", "dim")
    for counts, run in groupby(years, lambda year: year[1:]):
        same = list(run)
        if any(counts):
            ends = dict.fromkeys(str(year.year) for year in (same[0], same[-1]))
            words = foreign(wording.balance_words(*counts))
            yield PageLine((words,), column("–".join(ends), _YEARS))


def balance(years: Sequence[Balance], period: Period, cells: int) -> tuple[Line, ...]:
    """Three lines: triangles that balance by year, those that don't, and the year of the date.

    Solid where all ties of some triangle are held, shaded where of none; one cell stands for one
    year where there is room, else for several, with the highest of their counts.
    """
    if not any(any(year[1:]) for year in years):
        return ((Span(cut("No triangle of dated ties to draw.", cells), "dim"),),)
    # Years before the first triangle would take room and say nothing.
    begin = next(place for place, year in enumerate(years) if any(year[1:]))
    years = years[begin:]
    first, last = years[0].year, years[-1].year
    room = max(8, cells - _LABEL - 12)
    step = max(1, -(-len(years) // room))
    wide = max(1, min(3, room // len(years))) if step == 1 else 1
    top = max(max(year.balanced, year.unbalanced) for year in years)
    parts = [years[i : i + step] for i in range(0, len(years), step)]
    lines: list[Line] = []
    for label, role, counts in (
        ("balanced", "good", [_most(part, "balanced") for part in parts]),
        ("unbalanced", "alert", [_most(part, "unbalanced") for part in parts]),
    ):
        bars = tuple(_bar(count, held_count, top, wide, role) for count, held_count in counts)
        ends = Span(f" {last}" if lines else f" {top} at most", "dim")
        head = f"{label:<{_LABEL - 5}}{first} "
        lines.append(clip((Span(head, "dim"), *bars, ends), cells))
    lines.append(_marked(years, period, (first, last, step, wide), cells))
    return tuple(lines)


def _most(part: Sequence[Balance], field: str) -> tuple[int, int]:
    """The highest count of some years, and the number of triangles then that are held."""
    return max((getattr(year, field), getattr(year, f"held_{field}")) for year in part)


def _bar(count: int, held_count: int, top: int, wide: int, role: str) -> Span:
    if not count:
        return Span(" " * wide)
    level = max(1, round(count * 8 / top))
    if held_count:
        return Span(_LEVELS[level] * wide, role)
    return Span(_SHADES[level] * wide, "possible")


def _marked(
    years: Sequence[Balance], period: Period, scale: tuple[int, int, int, int], cells: int
) -> Line:
    first, last, step, wide = scale
    year = dates.year_of(period.last)
    at = (max(first, min(last, year)) - first) // step * wide
    sign = "◂" if year < first else "▸" if year > last else "▲"
    words = f"{first}–{last}"
    if first <= year <= last:
        words = f"{year}: {wording.balance_words(*years[year - first][1:])}"
    marker = " " * (_LABEL + at) + sign
    room = cells - cell_len(marker) - 2
    if cell_len(words) <= room:
        return Span(marker, "date"), Span("  " + words, "dim")
    left = cut(words, _LABEL + at - 2)
    if cell_len(left) > cell_len(words) // 2:
        return Span(f"{left:<{_LABEL + at}}", "dim"), Span(sign, "date")
    short = re.sub(r" \([^)]*\)", "", words)
    return Span(marker, "date"), Span("  " + cut(short, max(0, room)), "dim")
