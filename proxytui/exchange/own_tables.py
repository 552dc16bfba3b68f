"""Tables that this program wrote, as they come back to the store that wrote them.

A row is known by its id. Its cells are held against those that would be written of the record now:
only what differs is a change, so that what a table can't say stays as it is.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import csv_folder, mapping_guess, own_table_edits, table_records
from proxytui.exchange.mapping_choice import FewRows
from proxytui.exchange.proposal import Row
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.exchange.selection import Selection
from proxytui.exchange.table_cells import escaped
from proxytui.exchange.table_columns import Columns, TableRow
from proxytui.exchange.table_dates import BadCell
from proxytui.exchange.three_way import removed_by_hand
from proxytui.model.references import with_ids
from proxytui.model.spilled_json import Spill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeGuard

    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.own_table_edits import Store
    from proxytui.exchange.proposal import Tables
    from proxytui.exchange.rows import Rows
    from proxytui.exchange.table_columns import Table
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Json

_KNOWN_BY = {
    "claims": frozenset(
        ("id", "subject", "subject_id", "type", "object", "object_id", "source", "source_id")
    ),
    "actors": frozenset(("id", "name", "kind", *csv_folder.OTHER_NAMES, "described")),
    "ties": frozenset(("subject_id", "type", "object_id", "claims", "publishers", "sources")),
    "events": frozenset(("id", "title", "participant_ids", "claim_ids")),
    "notes": frozenset(("id", "about_ids", "text", "created", "modified")),
}
"""The columns by which each table is known, whatever else was left out or put between them."""
_DERIVED = {
    "claims": frozenset(("subject_kind", "object_kind", "sources", "state")),
    "actors": frozenset[str](),
    "ties": frozenset(("subject", "object", "claims", "publishers", "sources", "state")),
    "events": frozenset(("participants", "sources", "source", *csv_folder.SOURCE)),
    "notes": frozenset(("about",)),
}
"""The columns that sum up what stands elsewhere; nothing is read from them."""
# Ids of actors and ties are made of names: two stores may have the same.
_LEAST_ALIKE = 0.75
_BATCH = 1000
_NOT_READ = {
    "ties": "a tie is summed up from the claims; change claims.csv",
    "events": "events are not read from a table; change it in the program",
    "notes": "notes are not read from a table; change it in the program",
}
"""Why a row of a table isn't taken as it is, where it isn't as the store has it."""


class ReturnedTable(NamedTuple):
    """A table of this store: the rows that it knows, as they are to be, those set aside, and as a
    table those that were added to it."""

    rows: tuple[Row, ...]
    aside: tuple[RejectedRow, ...]
    added: FewRows


class _Known(NamedTuple):
    """A row that the store has a record of, by its columns, and as it would be written now;
    `filled` is how many cells are in either. Of one that isn't changed the cells are let go."""

    row: TableRow
    id: str
    filled: int
    changed: frozenset[str] = frozenset()
    cells: Mapping[str, str] = MappingProxyType({})
    current: Mapping[str, str] = MappingProxyType({})


def kind(header: Sequence[str]) -> str:
    """Which of our tables has these columns: actors, claims, ties, events, notes; "" for none."""
    names = set(header)
    return next((kind for kind, columns in _KNOWN_BY.items() if columns <= names), "")


def returned(table: Table, store: Store) -> ReturnedTable | None:
    """A table as it comes back; None for one that is no such table, or of another store."""
    kind_ = kind(table.header)
    if not kind_:
        return None
    known, added = _told_apart(kind_, table, store)
    if not known and kind_ in ("events", "notes"):
        raise UsageError(
            f"{text.line(table.name)} has {kind_}, which are not read from a table",
            "export them with --format json",
        )
    if not known or (kind_ in ("actors", "ties") and _likeness(known) < _LEAST_ALIKE):
        return None
    removed = list(_removed(kind_, table.header, added, store))
    places = {row.row for row in removed}
    added = [row for row in added if _place(row) not in places]
    others = FewRows(table.name, table.note, table.header, tuple(added))
    if kind_ in _NOT_READ:
        left = [item.row for item in known if item.changed]
        if kind_ != "ties":
            left += [row for row in others.listed if isinstance(row, TableRow)]
            others = others._replace(listed=())
        left_out = _left_out(kind_, table.header, left)
        return ReturnedTable((), (*left_out, *removed), others)
    try:
        rows, aside = _edited(kind_, table, known, store)
    except UsageError as error:  # where day and month can't be told apart
        raise UsageError(error.title, "write dates as 2011-03-15") from None
    return ReturnedTable(rows, (*aside, *removed), others)


def added_records(added: FewRows, title: str, raw: Tables) -> Rows:
    """The records of rows that were added; the ids of the store that they name stay."""

    def own(table: str, key: str) -> str:
        id_ = key.removeprefix("id ")
        return id_ if id_ != key and id_ in raw.get(table, {}) else key

    for row in table_records.records(added, _mapping(added), title):
        if isinstance(row, ReadRow):
            id_ = own(row.table, row.key)
            is_named = row.table in ("actors", "sources") and id_ != row.key
            fields = with_ids(row.table, row.fields, own)
            yield row._replace(key=id_, carried=True) if is_named else row._replace(fields=fields)
        else:
            yield row


def _mapping(table: FewRows) -> TableMapping:
    rows = "actors" if kind(table.header) == "actors" else "ties"
    return mapping_guess.guess_as(rows, table.header).mapping


def _id(kind_: str, header: Sequence[str], row: TableRow) -> str:
    columns = ("type", "subject_id", "object_id") if kind_ == "ties" else ("id",)
    return ":".join(text.line(row.cells[header.index(name)]) for name in columns)


def _place(row: TableRow | RejectedRow) -> str:
    return row.row if isinstance(row, RejectedRow) else f"row {row.number}"


def _removed(
    kind_: str, header: Sequence[str], rows: Iterable[TableRow | RejectedRow], store: Store
) -> Iterator[RejectedRow]:
    """The rows of records that a person removed from the store since they were written."""
    ids = {(kind_, _id(kind_, header, row)): row for row in rows if isinstance(row, TableRow)}
    for key, states in store.earlier(ids.keys()).items():
        if removed_by_hand(states):
            words = "was removed here; take its id out to have it come in as another"
            cells = dict(zip(header, ids[key].cells, strict=True))
            yield RejectedRow(_place(ids[key]), words, cells)


def _is_stored(kind_: str, id_: str, graph: Graph, raw: Tables) -> bool:
    if kind_ == "ties":
        return id_ in graph.tie_claims
    if id_ not in raw.get(kind_, {}):
        return False
    # An actor that was merged into another has no row of its own any more.
    return kind_ != "actors" or graph.actors[id_].id == id_


def _current(
    kind_: str, graph: Graph, raw: Tables, ids: Collection[str]
) -> dict[str, dict[str, str]]:
    """The cells of each record by its id, as they would be written."""
    tables = raw
    if kind_ != "ties":
        tables = {kind_: {id_: raw[kind_][id_] for id_ in ids}}
    rows = csv_folder.TABLES[kind_](Selection(graph, tables))
    header = [str(name) for name in next(rows)]
    listed = (TableRow(0, [str(cell) for cell in row]) for row in rows)
    return {_id(kind_, header, row): dict(zip(header, row.cells, strict=True)) for row in listed}


def _told_apart(
    kind_: str, table: Table, store: Store
) -> tuple[list[_Known], list[TableRow | RejectedRow]]:
    """The rows that the store has a record of, and the others; nothing of a table where it has
    none.

    A table of another store, which may be large, is read through and not held.
    """
    (graph, raw, *_), header = store, table.header

    def is_known(row: TableRow | RejectedRow) -> TypeGuard[TableRow]:
        return isinstance(row, TableRow) and _is_stored(kind_, _id(kind_, header, row), graph, raw)

    known: list[_Known] = []
    added: list[TableRow | RejectedRow] = []
    if not any(map(is_known, table.rows())):
        return known, added
    waiting: list[TableRow] = []
    for row in table.rows():
        if not is_known(row):
            added.append(row)
            continue
        waiting.append(row)
        # All ties are summed up at once.
        if len(waiting) == _BATCH and kind_ != "ties":
            known += _compared(kind_, header, waiting, store)
            waiting = []
    known += _compared(kind_, header, waiting, store)
    return known, added


def _compared(
    kind_: str, header: Sequence[str], rows: Sequence[TableRow], store: Store
) -> Iterator[_Known]:
    ids = [_id(kind_, header, row) for row in rows]
    written = _current(kind_, store.graph, store.raw, set(ids)) if ids else {}
    for id_, row in zip(ids, rows, strict=True):
        cells, current = dict(zip(header, row.cells, strict=True)), written[id_]
        changed = frozenset(
            name
            for name, cell in cells.items()
            if name not in _DERIVED[kind_] and not _is_same(cell, current.get(name, ""))
        )
        filled = sum(1 for name, cell in cells.items() if cell or current.get(name))
        if changed:
            yield _Known(row, id_, filled, changed, cells, current)
        else:
            yield _Known(TableRow(row.number, []), id_, filled)


def _is_same(cell: str, current: str) -> bool:
    return cell == current or text.line(cell) in (text.line(current), text.line(escaped(current)))


def _likeness(rows: Sequence[_Known]) -> float:
    """The share of the cells that are as the store would write them."""
    filled = sum(row.filled for row in rows)
    return 1 - sum(len(row.changed) for row in rows) / max(1, filled)


def _left_out(kind_: str, header: Sequence[str], rows: Iterable[TableRow]) -> Iterator[RejectedRow]:
    for row in rows:
        cells = dict(zip(header, row.cells, strict=True))
        yield RejectedRow(f"row {row.number}", _NOT_READ[kind_], cells)


def _edited(
    kind_: str, table: Table, known: Sequence[_Known], store: Store
) -> tuple[tuple[Row, ...], tuple[RejectedRow, ...]]:
    """The records of rows, those of changed rows as they are to be; and the rows set aside."""
    changed = FewRows(table.name, "", table.header, tuple(k.row for k in known if k.changed))
    parsed, aside = _parsed(kind_, changed)
    sources = own_table_edits.SourceEdits(store, Columns(changed, _mapping(changed)))
    records: dict[str, Row] = {}
    spill = Spill()
    for row in known:
        place = f"row {row.row.number}"
        record = store.raw[kind_][row.id]
        if row.changed and place not in parsed:
            continue
        if row.changed:
            cells = own_table_edits.Cells(row.cells, row.current, row.changed)
            try:
                if kind_ == "claims":
                    record = own_table_edits.claim(row.id, cells, parsed[place], store)
                    sources.take_in(place, cells)
                else:
                    record = own_table_edits.actor(record, cells, parsed[place])
            except BadCell as error:
                aside.append(RejectedRow(place, str(error), row.cells))
                continue
        if row.changed or row.id not in records:
            records[row.id] = Row.of(place, kind_, row.id, record, spill=spill)
    return (*records.values(), *sources.rows()), tuple(aside)


def _parsed(kind_: str, changed: FewRows) -> tuple[dict[str, Json], list[RejectedRow]]:
    """What changed rows read as, by their place; and those that can't be read."""
    parsed: dict[str, Json] = {}
    aside: list[RejectedRow] = []
    if changed.listed:
        for row in table_records.records(changed, _mapping(changed), changed.name):
            if isinstance(row, RejectedRow):
                aside.append(row)
            elif isinstance(row, ReadRow) and row.table == kind_:
                parsed[row.row] = row.fields
    return parsed, aside
