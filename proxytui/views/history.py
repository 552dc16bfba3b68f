"""How it came about: claims, events, offices and names in the order of their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.lines import Row, Span, fit, paragraph
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.questions.history import HistoryItem
    from proxytui.views.scene import Scene

_GLYPHS = {
    "claim": ("│", "structure"),
    "claim-start": ("┌", "backs"),
    "claim-end": ("└", "opposes"),
    "event": ("•", "allied"),
    "name": ("a", "structure"),
    "office": ("§", "structure"),
}
_DATE = 13


def rows(scene: Scene, entries: Iterable[HistoryItem], cells: int) -> list[Row]:
    """A row an entry, its words wrapped beside its date. Keys: `entry:TABLE/ID:PLACE`."""
    made: list[Row] = []
    for place, entry in enumerate(entries):
        when = short_date(entry.date, _DATE)
        glyph, role = _GLYPHS.get(entry.kind, ("·", "dim"))
        lines = paragraph(entry.words(), cells - _DATE - 2)
        head = (Span(fit(when, _DATE), "date" if entry.date else "dim"), Span(glyph + " ", role))
        made.append(Row(f"entry:{entry.record}:{place}", (*head, *lines[0])))
        made += [Row("", (Span(" " * (_DATE + 2)), *line), stop=False) for line in lines[1:]]
    if not made:
        made.append(Row("", (Span("Nothing dated is recorded here.", "dim"),), stop=False))
    return made
