"""Numbers of ties in a column of a list: `9+7?` are nine that are held and seven possible ones."""

from __future__ import annotations

from rich.cells import cell_len

from proxytui.views.lines import Line, Span, figure


def numbers(held: int, possible: int, cells: int) -> Line:
    """The numbers at the right end of so many cells: where they don't fit, in thousands."""
    room = cells - 1
    first, second = (str(held) if held else ""), (f"{possible}?" if possible else "")
    if len(first) + len(second) + bool(first and second) > room:
        first = figure(held, 4) if held else ""
        second = f"{figure(possible, room - len(first) - 2)}?" if possible else ""
    if not (first or second):
        return (Span("–".rjust(cells), "dim"),)
    gap = " " * max(0, cells - cell_len(first) - cell_len(second) - bool(first and second))
    plus = f"+{second}" if first and second else second
    return (Span(gap), Span(first, "strong"), Span(plus, "possible"))
