"""The bar of years: how many ties of an actor are held and possible in each, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui.views.lines import Line, Span, clip, spread, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.questions.yearly import YearCounts

_LEVELS = "▁▂▃▄▅▆▇█"
_LABEL = 13
_WIDEST = 3
"""Cells of one year at most."""
_HINTED = 100
"""With so many cells the keys stand beside the bar."""
_EVERY = (10, 20, 50, 100)
"""Years between two that are named below the bar; the fewest that leave a blank between them."""
_NAMED = 6
"""Cells of a year that is named, its mark before it and a blank behind."""


class _Scale(NamedTuple):
    """The first year, how many years a cell stands for, how many cells a year has, and how many
    years there are."""

    first: int
    step: int
    wide: int
    years: int

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + self.years - 1

    @property
    def cells(self) -> int:
        """Cells of the whole bar."""
        return -(-self.years // self.step) * self.wide

    def at(self, year: int) -> int:
        """The cell where a year begins, the first or last one for a year outside."""
        return (max(self.first, min(self.last, year)) - self.first) // self.step * self.wide

    def highest(self, counts: Sequence[int]) -> list[int]:
        """The highest count in each cell's years."""
        return [max(counts[i : i + self.step]) for i in range(0, self.years, self.step)]


def rows(
    bar: YearCounts, shown: tuple[int, int], hint: Line, cells: int, *, tall: bool
) -> tuple[Line, ...]:
    """A row for what is held, one for what is possible, and the years with a mark at those of the
    as-of date; a single row where there is little height.

    `shown` is the first and last year of the as-of period. The number before a row is the most in
    one year. Where there are more years than cells, each stands for several, with the highest of
    their counts.
    """
    if not bar.held:
        return ((Span(" No dated tie to draw.", "dim"),),)
    return _tall(bar, shown, hint, cells) if tall else (_short(bar, shown, cells),)


def year_at(
    bar: YearCounts, shown: tuple[int, int], hint: Line, cells: int, x: int, *, tall: bool
) -> int | None:
    """The year that a cell stands for in the rows of the same bar, the first one of several; None
    beside the bar."""
    if not bar.held:
        return None
    if tall:
        scale, place = _tall_scale(bar, hint, cells), x - _LABEL
    else:
        scale, place = _short_scale(bar, cells), x - cell_len(f" {bar.first} ")
        start, end = scale.at(shown[0]), scale.at(shown[1]) + scale.wide
        if shown[1] < scale.first:
            place -= 1
        elif shown[0] <= scale.last:
            # Brackets stand around the years of the date.
            place -= (place >= start) + (place > end)
    if not 0 <= place < scale.cells:
        return None
    return scale.first + place // scale.wide * scale.step


def _scale(bar: YearCounts, room: int) -> _Scale:
    count = len(bar.held)
    room = max(8, room)
    step = max(1, -(-count // room))
    wide = max(1, min(_WIDEST, room // count)) if step == 1 else 1
    return _Scale(bar.first, step, wide, count)


def _tall_scale(bar: YearCounts, hint: Line, cells: int) -> _Scale:
    beside = width(hint) + 2 if cells >= _HINTED else 0
    return _scale(bar, cells - _LABEL - 1 - beside)


def _tall(bar: YearCounts, shown: tuple[int, int], hint: Line, cells: int) -> tuple[Line, ...]:
    scale = _tall_scale(bar, hint, cells)
    top = max(max(bar.held), max(bar.possible), 1)
    held = _row("held", bar.held, scale, top, "text")
    possible = _row("possible", bar.possible, scale, top, "possible")
    return (
        spread(held, hint if cells >= _HINTED else (), cells),
        possible,
        _axis(scale, shown, cells),
    )


def _row(label: str, counts: Sequence[int], scale: _Scale, top: int, role: str) -> Line:
    """`held      9┤▁▁▂▅`: each year at least one level high where its count is not 0."""
    most = f"{max(counts)}┤"
    bars = "".join(_level(count, top) * scale.wide for count in scale.highest(counts))
    head = Span(f" {label}".ljust(_LABEL - len(most)) + most, "dim")
    return (head, Span(bars, role))


def _level(count: int, top: int) -> str:
    return _LEVELS[max(1, round(count * 8 / top)) - 1] if count else " "


def _axis(scale: _Scale, shown: tuple[int, int], cells: int) -> Line:
    """The years under a bar: round ones, and the mark of the as-of date with its year, to which the
    numbers beside it give way."""
    mark, words = _mark(scale, shown, cells - _LABEL)
    line = [" "] * max(scale.cells, mark + len(words))
    every = next((n for n in _EVERY if n * scale.wide // scale.step >= _NAMED), _EVERY[-1])
    named = range(-(-scale.first // every) * every, scale.last + 1, every)
    for year in (*named, scale.first):
        text = f"{'╵' if year % every == 0 else ''}{year}"
        place = scale.at(year)
        free = line[place : place + len(text) + 1]
        is_free = len(free) >= len(text) and not "".join(free).strip()
        if is_free and not (place <= mark + len(words) and mark <= place + len(text)):
            line[place : place + len(text)] = text
    before, after = "".join(line[:mark]), "".join(line[mark + len(words) :])
    lead = Span(" " * _LABEL + before, "dim")
    return clip((lead, Span(words, "date"), Span(after, "dim")), cells)


def _mark(scale: _Scale, shown: tuple[int, int], room: int) -> tuple[int, str]:
    """The cell where the mark begins, and its words; the year stands left of it where there is no
    room on the right."""
    if shown[1] < scale.first or shown[0] > scale.last:
        off = f"◂{shown[0]}" if shown[1] < scale.first else f"{shown[1]}▸"
        place = 0 if shown[1] < scale.first else max(0, scale.cells - len(off))
        return place, off
    start, end = scale.at(shown[0]), scale.at(shown[1]) + scale.wide
    sign = "▲" * min(end - start, scale.cells - start)
    year = f"{shown[0]}" if shown[0] == shown[1] else ""
    if start + len(sign) + len(year) <= room:
        return start, f"{sign}{year}"
    return max(0, start - len(year)), f"{year if start >= len(year) else ''}{sign}"


def _most_words(bar: YearCounts) -> str:
    return f"  at most {max(bar.held)} held; · possible"


def _short_scale(bar: YearCounts, cells: int) -> _Scale:
    room = cells - 16 - cell_len(_most_words(bar))
    return _scale(bar, room if room >= 40 else cells - 16)


def _short(bar: YearCounts, shown: tuple[int, int], cells: int) -> Line:
    """`1975 ▁·▁▂[▅] 2024  most held 9`: a dot for a year in which ties are possible only, and the
    year of the as-of date in brackets."""
    words = _most_words(bar)
    scale = _short_scale(bar, cells)
    top = max(*bar.held, 1)
    pairs = zip(scale.highest(bar.held), scale.highest(bar.possible), strict=True)
    levels = [_level(held, top) if held else "·" if possible else " " for held, possible in pairs]
    drawn = "".join(level * scale.wide for level in levels)
    start, end = scale.at(shown[0]), scale.at(shown[1]) + scale.wide
    spans = [Span(f" {scale.first} ", "dim")]
    if shown[1] < scale.first:
        spans += [Span("◂", "date"), Span(drawn)]
    elif shown[0] > scale.last:
        spans += [Span(drawn), Span("▸", "date")]
    else:
        here = (Span("[", "date"), Span(drawn[start:end]), Span("]", "date"))
        spans += [Span(drawn[:start]), *here, Span(drawn[end:])]
    spans.append(Span(f" {scale.last}", "dim"))
    line = tuple(spans)
    return (
        (*line, Span(words, "dim")) if width(line) + cell_len(words) <= cells else clip(line, cells)
    )
