"""A history in lines: claims, events, offices and names in the order of their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.lines import Row, Span, fit, foreign, paragraph
from proxytui.views.page_lines import PageLine, column, widest
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.questions.history import HistoryEntry, HistoryItem
    from proxytui.views.scene import Scene

_GLYPHS = {
    "claim": ("│", "dim"),
    "claim-start": ("┌", "strong"),
    "claim-end": ("└", "strong"),
    "event": ("•", "strong"),
    "name": ("a", "dim"),
    "office": ("§", "dim"),
}
_DATE = 13
_PAGE_COLUMN = 22
"""Cells at most of the dates, and of the kinds, on a page."""


def rows(scene: Scene, entries: Iterable[HistoryItem], cells: int) -> list[Row]:
    """A row an entry, its words wrapped beside its date. Keys: `entry:TABLE/ID:PLACE`."""
    rows: list[Row] = []
    for place, entry in enumerate(entries):
        when = short_date(entry.date, _DATE)
        glyph, role = _GLYPHS.get(entry.kind, ("·", "dim"))
        lines = paragraph(entry.words(), cells - _DATE - 2)
        head = (Span(fit(when, _DATE), _date_role(entry.date)), Span(glyph + " ", role))
        rows.append(Row(f"entry:{entry.record}:{place}", (*head, *lines[0])))
        rows += [Row("", (Span(" " * (_DATE + 2)), *line), stop=False) for line in lines[1:]]
    if not rows:
        rows.append(Row("", (Span("Nothing dated is recorded here.", "dim"),), stop=False))
    return rows


def page(entries: Sequence[HistoryEntry]) -> Iterator[PageLine]:
    """A line an entry behind its date and kind."""
    if not entries:
        yield PageLine((Span("nothing with a date is recorded", "dim"),))
    dates = [short_date(entry.date) for entry in entries]
    date_cells = widest(dates, _PAGE_COLUMN)
    kind_cells = widest((entry.kind for entry in entries), _PAGE_COLUMN)
    for entry, date in zip(entries, dates, strict=True):
        when = column(date, date_cells, _date_role(entry.date))
        kind = column(entry.kind, kind_cells, "dim")
        yield PageLine((foreign(entry.words),), (*when, Span("  "), *kind, Span("  ")))


def _date_role(date: str | None) -> str:
    return "text" if date else "dim"
