"""A window in which columns of a table are said to be fields, while its first rows read so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import text as texts
from proxytui.exchange import mapping_choice
from proxytui.exchange.mapping import FIELDS, ROWS
from proxytui.exchange.mapping_choice import ALL_ROWS
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.tui.dialogs.rows_window import RowsWindow
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import BLANK, Row, Span, fit, paragraph, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.mapping_choice import FewRows
    from proxytui.graph.protocol import Graph
    from proxytui.tui.theme import ThemeStyles

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1}
_TURNS = {"l": 1, "right": 1, "space": 1, "h": -1, "left": -1}
_KEY = "column:"
_ROWS = "rows"


class MapColumns(RowsWindow["TableMapping | None"]):
    """The columns of a table; dismissed with the mapping, or None where nothing is to be read."""

    manual_places = frozenset({"columns"})

    def __init__(
        self, table: FewRows, mapping: TableMapping, graph: Graph, palette: ThemeStyles
    ) -> None:
        title = f"What are the columns of {texts.line(table.name)}?"
        super().__init__(title, "← → another meaning · enter goes on · esc leaves", palette)
        self._table, self._mapping, self._graph = table, mapping, graph
        self._said: dict[str, TableMapping] = {}

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for the width."""
        message.stop()
        self._draw(message.rows)

    def _draw(self, rows: Rows) -> None:
        listed = [*self._columns(rows.cells), BLANK]
        for words in mapping_choice.preview(self._table, self._mapping, self._graph):
            listed += [Row("", line, stop=False) for line in paragraph(words, rows.cells, "text")]
        rows.styles.height = min(len(listed), self.most_rows)
        rows.show(listed, at=rows.key or None)

    def _columns(self, cells: int) -> Iterator[Row]:
        parts = list(self._parts())
        most = max(10, min(24, cells // 5))
        columns = zip(*(cell for _, cell in parts), strict=True)
        widths = [min(most, max(map(cell_len, column))) for column in columns]
        for key, cell in parts:
            yield from _lines(key, cell, widths, cells)

    def _parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The key of each line, and its column, sample, field and what that means."""
        kind = self._mapping.rows
        yield _ROWS, _cleaned("each row", "", kind, ROWS[kind])
        if self._mapping.rows != "actors" and "type" not in self._mapping.columns:
            type_ = mapping_choice.field_of(self._mapping, ALL_ROWS)
            words = CLAIM_TYPES[type_].noun if type_ in CLAIM_TYPES else "which type all rows are"
            yield _KEY + ALL_ROWS, _cleaned("all rows", "", type_, words)
        for column in self._table.header if self._mapping.rows != "matrix" else ():
            field = mapping_choice.field_of(self._mapping, column)
            words = FIELDS[self._mapping.rows].get(field, "not read")
            sample = self._table.sample(column)
            yield _KEY + column, _cleaned(column, sample, field or "–", words)

    def on_key(self, event: events.Key) -> None:
        """Move, take a column for something else, go on, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        if event.key in _STEPS:
            rows.move(_STEPS[event.key])
        elif event.key in _TURNS and rows.key:
            self._turn(rows.key, _TURNS[event.key])
            self._draw(rows)
        elif event.key == "enter" and not self._mapping.missing():
            self.dismiss(self._mapping)
        elif event.key in ("escape", "q"):
            self.dismiss(None)

    def _turn(self, key: str, step: int) -> None:
        """Take the rows, or the column of a line, for the next thing or the one before."""
        if key == _ROWS:
            self._said[self._mapping.rows] = self._mapping
            turned = mapping_choice.turned(self._mapping, step)
            # What was said of the columns is there again when this kind comes back.
            self._mapping = self._said.get(turned.rows, turned)
        else:
            column = key.removeprefix(_KEY)
            self._mapping = mapping_choice.stepped(self._mapping, column, step)


def _cleaned(*parts: str) -> tuple[str, ...]:
    return tuple(map(texts.line, parts))


def _lines(key: str, parts: tuple[str, ...], widths: list[int], cells: int) -> Iterator[Row]:
    """A column over as many lines as what its field means needs."""
    column, sample, field, words = parts
    before = sum(widths[:3]) + 6
    first, *others = wrap(words, cells - before) or [""]
    role = "dim" if field == "–" else "key"
    yield Row(
        key,
        (
            Span(f"{fit(column, widths[0])}  "),
            Span(f"{fit(sample, widths[1])}  ", "dim"),
            Span(f"{fit(field, widths[2])}  ", role),
            Span(first, "dim"),
        ),
    )
    for line in others:
        yield Row("", (Span(" " * before), Span(line, "dim")), stop=False)
