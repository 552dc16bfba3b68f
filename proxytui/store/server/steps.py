"""Transactions as a server's journal has them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from proxytui.errors import StoreError
from proxytui.model.changes import Change, Edition, PulledSnapshot, Transaction
from proxytui.model.packed_changes import PackedChange, PackedChanges, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.changes import Changes

Row: TypeAlias = tuple[Any, ...]

FIELDS = "seq, id, prev, origin, login, time, label, undoes, merged, brought, imported, changes"
"""The columns of a journal in the order of `read`."""

_LARGE_CHARS = 1024 * 1024
"""Changes larger than this stay packed."""

OUTLINE = f"""
select j.seq, j.id, j.origin, j.login, j.time, j.label, j.merged, j.brought,
  c ->> 'table', c ->> 'id', (c -> 'before')::text = 'null'
from {{schema}}.journal j, json_array_elements(j.changes::json) c
where pg_column_size(j.changes) <= {_LARGE_CHARS}
order by j.seq"""
"""The changes in small steps, without the records."""


class _SpeltChange(msgspec.Struct, frozen=True, gc=False):
    """A change as a journal has it, of which the records stay JSON, `null` where there is none."""

    table: str
    id: str
    before: msgspec.Raw  # `msgspec.Raw | None` would be decoded as null alone
    after: msgspec.Raw


_MOST_CHARS = 900 * 1024 * 1024
"""A server takes a gigabyte of text, with what comes between the records."""

_changes = msgspec.json.Decoder(tuple[Change, ...]).decode
_spelt = msgspec.json.Decoder(list[_SpeltChange]).decode
_edition = msgspec.json.Decoder(Edition).decode
_pulled = msgspec.json.Decoder(PulledSnapshot).decode
_encode = msgspec.json.Encoder(order="sorted").encode


def too_much() -> StoreError:
    """The error for a step that is larger than a server takes."""
    return StoreError(
        "that is more than a server takes in one step",
        "bring in less at a time, or into a folder, and that with `server init ADDRESS --from DIR`",
    )


def read(row: Row) -> Transaction:
    """The transaction of a row."""
    _, id_, prev, origin, login, time, label, undoes, merged, brought, imported, spelt = row
    large = len(spelt) > _LARGE_CHARS
    changes: Changes = _packed(spelt) if large else _changes(spelt)
    return Transaction(
        id_,
        prev,
        origin,
        login,
        time,
        label,
        changes,
        undoes,
        merged,
        _pulled(brought) if brought else None,
        _edition(imported) if imported else None,
    )


def _packed(spelt: str) -> PackedChanges:
    def record(raw: msgspec.Raw) -> msgspec.Raw | None:
        return None if bytes(raw) == b"null" else raw

    return PackedChanges.of(
        [PackedChange(c.table, c.id, record(c.before), record(c.after)) for c in _spelt(spelt)]
    )


def outlined(rows: Iterable[Row]) -> Iterator[Transaction]:
    """The transactions of the rows of `OUTLINE`: of a record before and after a change is kept
    whether there was one."""
    for _, group in groupby(rows, key=itemgetter(0)):
        items = list(group)
        _, id_, origin, login, time, label, merged, brought, *_ = items[0]
        changes = tuple(Change(r[-3], r[-2], None if r[-1] else {}, None) for r in items)
        pulled = _pulled(brought) if brought else None
        yield Transaction(id_, "", origin, login, time, label, changes, None, merged, pulled)


def row(seq: int, step: Transaction) -> tuple[object, ...]:
    """The row of a transaction that was made elsewhere, in the order of `FIELDS`."""
    changes = step.changes
    items: list[Change | PackedChange] = (
        [change.in_memory() for change in changes.packed()]
        if isinstance(changes, PackedChanges)
        else list(changes)
    )
    extra = (spelt(step.brought), spelt(step.imported), _encode(items).decode())
    head = (seq, step.id, step.prev, step.origin, step.by, step.time, step.label)
    return (*head, step.undoes, step.merged, *extra)


def spelt(value: msgspec.Struct | None) -> str | None:
    """A value as JSON text; None for none."""
    return None if value is None else _encode(value).decode()


def columns(changes: Changes) -> tuple[list[str], list[str], list[str | None]]:
    """Tables, ids and new bodies of changes; None for a record that is removed. Raises StoreError
    for more than a server takes in one step."""
    kinds, ids, bodies, chars = [], [], [], 0
    items = changes.packed() if isinstance(changes, PackedChanges) else changes
    for change in items:
        after = change.after if isinstance(change, PackedChange) else pack(change.after)
        kinds.append(change.table)
        ids.append(change.id)
        bodies.append(None if after is None else bytes(after).decode())
        chars += len(change.table) + len(change.id) + len(bodies[-1] or "")
        if chars > _MOST_CHARS:
            raise too_much()
    return kinds, ids, bodies
