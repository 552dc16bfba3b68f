"""The answer of a command as an outline: plain data, a line a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui.views.lines import BLANK, Row, Span, fit, foreign, paragraph

if TYPE_CHECKING:
    from proxytui.model.records import Json

_LABEL = 24


def rows(document: Json, cells: int) -> list[Row]:
    """Objects as labels with their values beside them, lists of objects with a gap between."""
    rows = _of(document, cells, 0)
    # The cursor rests on what begins a paragraph, so that a long answer can be walked.
    return rows or [Row("", (Span("Nothing.", "dim"),), stop=False)]


def _of(value: object, cells: int, depth: int) -> list[Row]:
    indent = "  " * depth
    if isinstance(value, dict):
        labels = min(_LABEL, max((cell_len(str(key)) for key in value), default=0)) + 2
        rows: list[Row] = []
        for key, item in value.items():
            rows += _labelled(str(key), item, cells, depth, labels)
        return rows
    if isinstance(value, list):
        rows = []
        for item in value:
            if isinstance(item, dict) and rows:
                rows.append(BLANK)
            rows += _of(item, cells, depth)
        return rows
    return [Row("", line, stop=False) for line in paragraph(_words(value), cells, "text", indent)]


def _labelled(key: str, value: object, cells: int, depth: int, labels: int) -> list[Row]:
    indent = "  " * depth
    plain = not isinstance(value, (dict, list))
    short = isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)
    if not plain and not short:
        count = f"  {len(value)}" if isinstance(value, list) else ""
        head = Row(f"at:{depth}:{key}", (Span(indent), foreign(key, "heading"), Span(count, "dim")))
        return [head, *_of(value, cells, depth + 1)]
    words = ", ".join(map(_words, value)) or "none" if isinstance(value, list) else _words(value)
    room = max(8, cells - labels - len(indent))
    lines = paragraph(words, room) or [(Span(""),)]
    label = Span(fit(foreign(key).text, labels), "dim")
    blank = Span(" " * labels)
    return [
        Row("", (Span(indent), label if not place else blank, *line), stop=False)
        for place, line in enumerate(lines)
    ]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
