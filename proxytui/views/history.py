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
_NARROW = 50
"""In fewer cells the words stand below their date: beside it they would be a column of scraps."""
_PAGE_COLUMN = 22
"""Cells at most of the dates, and of the kinds, on a page."""


def rows(scene: Scene, entries: Iterable[HistoryItem], cells: int) -> list[Row]:
    """A row an entry, its words wrapped beside its date. Keys: `entry:TABLE/ID:PLACE`."""
    rows: list[Row] = []
    for place, entry in enumerate(entries):
        key = f"entry:{entry.record}:{place}"
        glyph, role = _GLYPHS.get(entry.kind, ("·", "dim"))
        mark = Span(glyph + " ", role)
        if cells < _NARROW:
            when = short_date(entry.date, cells - 2)
            rows.append(Row(key, (mark, Span(when, "strong" if entry.date else "dim"))))
            lines = paragraph(entry.words(), cells, indent="  ")
            rows += [Row("", line, stop=False) for line in lines]
            continue
        when = short_date(entry.date, _DATE)
        lines = paragraph(entry.words(), cells - _DATE - 2)
        head = (Span(fit(when, _DATE), _date_role(entry.date)), mark)
        rows.append(Row(key, (*head, *lines[0])))
        rows += [Row("", (Span(" " * (_DATE + 2)), *line), stop=False) for line in lines[1:]]
    if not rows:
        rows.append(Row("", (Span("Nothing dated is recorded here.", "dim"),), stop=False))
    return rows


def page(entries: Sequence[HistoryEntry]) -> Iterator[PageLine]:
    """A line an entry behind its date and kind, `start` or `end` of a claim."""
    if not entries:
        yield PageLine((Span("nothing with a date is recorded", "dim"),))
    dates = [short_date(entry.date) for entry in entries]
    date_cells = widest(dates, _PAGE_COLUMN)
    kinds = [entry.kind.removeprefix("claim-") for entry in entries]
    kind_cells = widest(kinds, _PAGE_COLUMN)
    for entry, date, kind in zip(entries, dates, kinds, strict=True):
        when = column(date, date_cells, _date_role(entry.date))
        shown_kind = column(kind, kind_cells, "dim")
        yield PageLine((foreign(entry.words),), (*when, Span("  "), *shown_kind, Span("  ")))


def _date_role(date: str | None) -> str:
    return "text" if date else "dim"
