"""The rows of a table under its mapping as records: claims with their citations, actors, sources.

A row that names no source of its own is quoted in its own cells from the table; one that names
another is cited as that source, with the words that the table quotes from it, if it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from proxytui import text
from proxytui.exchange.rows import RejectedRow
from proxytui.exchange.table_actors import ActorTable, identifier
from proxytui.exchange.table_claims import ClaimTable
from proxytui.exchange.table_columns import Columns
from proxytui.exchange.table_dates import BadCell
from proxytui.exchange.table_sources import SourceTable
from proxytui.exchange.table_words import says_no, says_yes
from proxytui.jobs.collector import without_collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.rows import ReadRow, Rows
    from proxytui.exchange.table_columns import Cells, Table
    from proxytui.model.records import Json


def records(table: Table, mapping: TableMapping, title: str) -> Rows:
    """The records of a table; `title` is what it is cited by, where the mapping has no better.

    The records are held until all rows are read, since several rows may be one claim. Raises
    UsageError for columns that aren't there, and where day and month can't be told apart.
    """
    columns = Columns(table, mapping)
    sources = SourceTable(columns, title)
    reading = _READINGS[mapping.rows](columns, _Citations(columns, sources))
    constants = columns.constants
    with without_collector():
        for row in table.rows():
            if isinstance(row, RejectedRow):
                yield row
                continue
            try:
                reading.take(row.number, row.cells + constants if constants else row.cells)
            except BadCell as error:
                yield RejectedRow(f"row {row.number}", str(error), columns.raw(row.cells))
        cited: set[str] = set()
        for read in reading.rows():
            cited.update(citation["source"] for citation in read.fields.get("citations", ()))
            yield read
    yield from sources.rows(cited)


class _Citations:
    """The citations that rows make."""

    def __init__(self, columns: Columns, sources: SourceTable) -> None:
        self._source = sources.key
        self._words = columns.words
        self._quote = columns.pick_cell("quote") if "quote" in columns else None
        self._row_quote = columns.row_quote()
        self._places = [(f, columns.pick_cell(f)) for f in ("page", "paragraph") if f in columns]
        self._speaker = columns.pick_cell("speaker") if "speaker" in columns else None
        self._stance = columns.pick_cell("stance") if "stance" in columns else None

    def of(self, number: int, cells: Cells, row_quote: str = "") -> Json:
        """The citation of a row; `row_quote` is what it says, where not its decisive cells."""
        source, is_table = self._source(number, cells)
        citation: Json = {"source": source}
        words = text.line(self._quote(cells)) if self._quote else ""
        if not words and is_table:
            words = text.line(row_quote) or self._row_quote(cells)
        if words:
            citation["quote"] = {"exact": words}
        locator: Json = {"paragraph": number} if is_table else {}
        for field, pick in self._places:
            if place := text.line(pick(cells)):
                locator[field] = place
        if locator:
            citation["locator"] = locator
        if self._speaker and (speaker := text.line(self._speaker(cells))):
            citation["speaker"] = {"text": speaker}
        if self._stance and text.line(cell := self._stance(cells)):
            stance = self._words.stance(cell)
            citation |= {"stance": stance} if stance != "supports" else {}
        return citation


class _Reading(Protocol):
    """A kind of table: takes in row after row, and has the records when all are taken in."""

    def __init__(self, columns: Columns, citations: _Citations) -> None: ...

    def take(self, number: int, cells: Cells) -> None:
        """Take in a row; raises BadCell."""

    def rows(self) -> Iterator[ReadRow]:
        """The records, without the sources."""


class _ActorRows:
    """A table with a row an actor."""

    def __init__(self, columns: Columns, citations: _Citations) -> None:
        self._actors, self._citations = ActorTable(columns), citations

    def take(self, number: int, cells: Cells) -> None:
        self._actors.add(number, cells, self._citations.of(number, cells))

    def rows(self) -> Iterator[ReadRow]:
        return self._actors.rows()


class _TieRows:
    """A table with a row a tie."""

    def __init__(self, columns: Columns, citations: _Citations) -> None:
        self._actors, self._citations = ActorTable(columns), citations
        self._claims = ClaimTable(columns, self._actors)
        self._relation = columns.words.relation
        self._type = columns.pick_cell("type")
        self._id = columns.pick_cell("id") if "id" in columns else None
        self._subject, self._object = self._actors.end("subject"), self._actors.end("object")

    def take(self, number: int, cells: Cells) -> None:
        relation = self._relation(self._type(cells))
        terms = self._claims.terms(relation.type, cells)
        if relation.terms:
            terms = tuple(dict.fromkeys((*terms, *relation.terms)))
        ends = (self._subject(number, cells), self._object(number, cells))
        if relation.swapped:
            ends = ends[::-1]
        citation = self._citations.of(number, cells)
        id_ = identifier(self._id(cells)) if self._id else ""
        self._claims.add(number, cells, ends, relation.type, terms, citation, id_)

    def rows(self) -> Iterator[ReadRow]:
        yield from self._claims.rows()
        yield from self._actors.rows(self._claims.named())


class _MatrixRows:
    """A table of actors by actors: a row's actor is the subject, a column's the object."""

    def __init__(self, columns: Columns, citations: _Citations) -> None:
        self._columns, self._citations = columns, citations
        self._actors = ActorTable(columns)
        self._claims = ClaimTable(columns, self._actors)
        self._type = columns.pick_cell("type")

    def take(self, number: int, cells: Cells) -> None:
        header, words = self._columns.table.header, self._columns.words
        relation = words.relation(self._type(cells))
        subject = self._actors.key(cells[0], number)
        shared = self._claims.terms(relation.type, cells)
        for place in range(1, len(header)):
            cell, other = cells[place], header[place]
            if says_no(cell) or text.fold(other) == text.fold(cells[0]):
                continue
            own = () if says_yes(cell) else words.terms(relation.type, [(other, cell)])
            ends = (subject, self._actors.key(other, number))
            if relation.swapped:
                ends = ends[::-1]
            quote = f"{header[0]}: {cells[0]}; {other}: {cell}"
            citation = self._citations.of(number, cells, quote)
            terms = tuple(dict.fromkeys((*shared, *relation.terms, *own)))
            self._claims.add(number, cells, ends, relation.type, terms, citation)

    def rows(self) -> Iterator[ReadRow]:
        yield from self._claims.rows()
        yield from self._actors.rows(self._claims.named())


_READINGS: dict[str, type[_Reading]] = {
    "ties": _TieRows,
    "years": _TieRows,
    "actors": _ActorRows,
    "matrix": _MatrixRows,
}
