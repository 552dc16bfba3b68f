"""Lines of a page of the command line: each behind a lead, and as long as what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui.views.lines import Line, Span, foreign, width
from proxytui.wording.phrases import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.dates import Period


_NAME_CELLS = 36


class PageLine(NamedTuple):
    """A line of a page. On a terminal `body` is wrapped behind `lead`, its further lines stand
    behind `follow`, else behind blanks; in a pipe it stays one line.

    A line that is `drawn` was made for the width of the page and is printed as it is.
    """

    body: Line
    lead: Line = ()
    follow: Line = ()
    drawn: bool = False


GAP = PageLine((), drawn=True)
"""An empty line."""


def plain(words: str, role: str = "text", lead: str = "") -> PageLine:
    """Foreign or own words in one role, behind a lead."""
    return PageLine((foreign(words, role),), (Span(lead),) if lead else ())


def labelled(label: str, words: str) -> PageLine:
    """`tags: militia, party`."""
    return PageLine((foreign(words),), (Span(f"{label}: ", "dim"),))


def dated(period: Period, remark: str = "") -> PageLine:
    """`as of 2 Dec 2024 (the store's date)`: the date of a page, and a remark behind it."""
    return plain(f"as of {date_words(period.text)}{remark}", "dim")


def heading(words: str, count: int) -> PageLine:
    """`events (3)`: a heading with the number of lines or records under it."""
    return plain(f"{words} ({count})", "strong")


def section(words: str, count: int) -> Iterator[PageLine]:
    """An empty line and a heading."""
    yield GAP
    yield heading(words, count)


def dotted(parts: Iterable[Span]) -> Line:
    """Parts in a row with dots between them, the empty ones left out."""
    row: list[Span] = []
    for part in parts:
        if part.text:
            row += [Span(" · ", "dim"), part] if row else [part]
    return tuple(row)


def column(words: str, cells: int, role: str = "text") -> Line:
    """Words with blanks behind them up to a number of cells; longer ones stay whole."""
    span = foreign(words, role)
    return (span, Span(" " * max(0, cells - width((span,)))))


def widest(words: Iterable[str], limit: int) -> int:
    """The cells that the widest of some texts needs, at most `limit`."""
    return min(limit, max((cell_len(texts.line(text)) for text in words), default=0))


def table(rows: Iterable[tuple[str, str]], role: str) -> Iterator[PageLine]:
    """Values behind their names, the names in a column in one role."""
    pairs = list(rows)
    cells = widest((name for name, _ in pairs), _NAME_CELLS)
    for name, value in pairs:
        yield PageLine((foreign(value),), (*column(name, cells, role), Span("  ")))
