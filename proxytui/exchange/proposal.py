"""The changes that would bring a store to the records of a file, with bad rows set aside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.exchange.rejected_rows import joined
from proxytui.exchange.rows import RejectedRow
from proxytui.exchange.three_way import removed_by_hand, three_way
from proxytui.model import unknown_fields
from proxytui.model.packed_changes import PackedChange, PackedChanges
from proxytui.model.packed_tables import MANY, PackedTables
from proxytui.model.references import named_records, references
from proxytui.model.spilled_json import SpilledJson
from proxytui.model.vocabulary import TABLES
from proxytui.wording.phrases import join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proxytui.exchange.three_way import ConflictingField, Earlier, Merge
    from proxytui.model.changes import Changes
    from proxytui.model.records import Json
    from proxytui.model.references import Reference
    from proxytui.model.spilled_json import Spill

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]

_bytes = msgspec.json.Encoder(order="sorted").encode
_unpacked = msgspec.json.Decoder(dict).decode


class Row(msgspec.Struct, frozen=True, gc=False):
    """A record under the id that it has in the store; `row` names its place in the file. `held` is
    the record, or its canonical JSON, which takes a fifth of the memory, or the place of that on a
    disk. `carried` is true of one that the file carries as it was stored, or only names: what cites
    it has no words of the file.
    """

    row: str
    table: str
    id: str
    held: Json | bytes | SpilledJson
    carried: bool = False

    @classmethod
    def of(
        cls,
        row: str,
        table: str,
        id_: str,
        record: Json,
        *,
        carried: bool = False,
        spill: Spill | None = None,
    ) -> Row:
        """A row that holds its record as JSON, where it can be that; in `spill`, if there is
        one."""
        packed = _packed(record)
        held = spill.keep(packed) if packed and spill is not None else packed
        return cls(row, table, id_, held or record, carried)

    @property
    def record(self) -> Json:
        """The record as plain data; not to be changed."""
        held = self.held.read() if isinstance(self.held, SpilledJson) else self.held
        return _unpacked(held) if isinstance(held, bytes) else held

    @property
    def packed(self) -> bytes | None:
        """The record as canonical JSON; None where it can't be that, which is a fault."""
        held = self.held.read() if isinstance(self.held, SpilledJson) else self.held
        return held if isinstance(held, bytes) else _packed(held)

    def with_record(self, record: Json) -> Row:
        """This row with another record."""
        return msgspec.structs.replace(self, held=_packed(record) or record)

    def says_the_same(self, other: Row) -> bool:
        """Whether the records are equal as JSON: unlike in Python, 1 is neither true nor 1.0."""
        return self.packed is not None and self.packed == other.packed


def _packed(record: Json) -> bytes | None:
    try:
        return _bytes(record)
    except (ValueError, TypeError, RecursionError):
        return None


class UnknownFields(NamedTuple):
    """A field that a row has and the vocabulary doesn't: its path, and the known field that may be
    meant, if one comes near. It is kept, as those of newer versions are."""

    row: str
    field: str
    nearest: str
    words: str


class ReadFile(NamedTuple):
    """The rows read from a file. `whole` is true of a copy of all records of a store, which comes
    in as it is, and false of records that somebody wrote to be added."""

    rows: tuple[Row, ...]
    set_aside: Sequence[RejectedRow]
    whole: bool = False


class Past(NamedTuple):
    """What a store remembers of its records, and how it merges two changes of one; `own` is true
    of a file in the program's own format."""

    earlier: Earlier
    merge: Merge
    own: bool


class Proposal(NamedTuple):
    """The changes of an import, and its rows counted: `read` is all of them.

    `unknown` are fields of the records that are added or changed; `kept` the fields, each as
    (record, field), in which a person's change outlives an older value in the file; `removed` the
    records that a person removed and that stay removed; `conflicts` the fields that both changed.
    """

    changes: Changes
    read: int
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    set_aside: Sequence[RejectedRow]
    unknown: tuple[UnknownFields, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    conflicts: tuple[ConflictingField, ...] = ()


class _LookedAt(NamedTuple):
    """The unknown fields of rows, and the records that these name and the store's don't."""

    unknown: tuple[UnknownFields, ...]
    named: frozenset[Key]


class _Sorted(NamedTuple):
    """Rows that differ from the store's records, and how many don't."""

    accepted: dict[Key, Row]
    unchanged: int


def propose(reading: ReadFile, raw: Tables, past: Past | None = None) -> Proposal:
    """The changes by sound rows to these tables, without rows that name missing records.

    With `past` a person's changes since the file came in before stay as they are.
    """
    aside: list[RejectedRow] = []
    stored = PackedTables(raw, many=len(reading.rows) > MANY)
    accepted, unchanged = _sort(reading, stored, aside)
    kept: list[tuple[str, str]] = []
    removed: list[str] = []
    conflicts: list[ConflictingField] = []
    states = past.earlier(accepted.keys()) if past is not None and accepted else {}
    if past is not None and states:
        for key in [key for key in accepted if key in states]:
            row, ours = accepted[key], raw.get(key[0], {}).get(key[1])
            if ours is None:
                if removed_by_hand(states[key]):
                    removed.append("/".join(key))
                    del accepted[key]
                continue
            result = three_way(key, ours, row.record, states[key], past.merge, own=past.own)
            kept += (("/".join(key), field) for field in result.kept)
            conflicts += result.conflicts
            accepted[key] = merged = row.with_record(result.record)
            if merged.packed == stored.get(*key):
                del accepted[key]
                unchanged += 1
    looked_at = _look_at(accepted, raw, aside)
    added, changed = Counter[str](), Counter[str]()
    changes = []
    for (table, id_), row in accepted.items():
        before = stored.get(table, id_)
        (added if before is None else changed)[table] += 1
        old = None if before is None else msgspec.Raw(before)
        new = row.held if isinstance(row.held, SpilledJson) else msgspec.Raw(row.packed or b"")
        changes.append(PackedChange(table, id_, old, new))
    few = len(changes) <= MANY
    return Proposal(
        tuple(c.unpacked() for c in changes) if few else PackedChanges.of(changes, looked_at.named),
        len(reading.rows) + len(reading.set_aside),
        {table: added[table] for table in TABLES},
        {table: changed[table] for table in TABLES},
        unchanged,
        joined(reading.set_aside, aside),
        looked_at.unknown,
        tuple(kept),
        tuple(removed),
        tuple(conflicts),
    )


def _sort(reading: ReadFile, stored: PackedTables, aside: list[RejectedRow]) -> _Sorted:
    """The rows that say something else than the store has; of two with one id the first."""
    accepted: dict[Key, Row] = {}
    same: set[Key] = set()
    unchanged = 0
    for row in reading.rows:
        key = (row.table, row.id)
        first = accepted.get(key)
        if key in same or (first is not None and not first.says_the_same(row)):
            words = "the id stands in the file twice"
            aside.append(RejectedRow(row.row, words, {"id": row.id, **row.record}))
        elif first is not None:
            unchanged += 1
        elif (packed := row.packed) is not None and packed == stored.get(*key):
            unchanged += 1
            same.add(key)
        else:
            accepted[key] = row
    return _Sorted(accepted, unchanged)


def _look_at(accepted: dict[Key, Row], raw: Tables, aside: list[RejectedRow]) -> _LookedAt:
    """Set aside what is no sound record, or names one that is missing, and look at what stays."""
    unknown: dict[Key, tuple[UnknownFields, ...]] = {}
    named: set[Key] = set()
    if accepted:
        from proxytui.model import validation  # brings pydantic, which an export does without
    for key, row in list(accepted.items()):
        record = row.record
        if reason := _fault(validation.faults, row, record):
            aside.append(RejectedRow(row.row, reason, {"id": row.id, **record}))
            del accepted[key]
            continue
        if fields := unknown_fields.unknown(row.table, record):
            unknown[key] = tuple(UnknownFields(row.row, f.path, f.nearest, f.words) for f in fields)
        named |= _newly_named(row, record, raw)
    if not all(_exists(table, id_, accepted, raw) for table, id_ in named):
        aside += _drop_dangling(accepted, raw)
        named = set().union(*(_newly_named(row, row.record, raw) for row in accepted.values()))
    listed = (field for key, fields in unknown.items() if key in accepted for field in fields)
    return _LookedAt(tuple(listed), frozenset(named))


def _newly_named(row: Row, record: Json, raw: Tables) -> set[Key]:
    """The records that a record names and the store's record didn't."""
    before = raw.get(row.table, {}).get(row.id)
    if not before:
        return named_records(row.table, record)
    new = set(references(row.table, record)) - set(references(row.table, before))
    return {(ref.table, ref.id) for ref in new}


def _fault(faults_of: Callable[..., tuple[str, ...]], row: Row, record: Json) -> str:
    """The reason why a row is no sound record, by the faults of its record; empty for a sound
    one."""
    try:
        faults = faults_of(row.table, row.id, record, packed=row.packed)
    except RecursionError:
        return "is nested too deeply"
    if not faults:
        return ""
    where = f"{row.table}/{row.id}: "
    return "; ".join(fault.removeprefix(where) for fault in faults)


def _drop_dangling(accepted: dict[Key, Row], raw: Tables) -> list[RejectedRow]:
    """Remove rows that newly name a record which neither the store nor a row has, until none
    does."""
    aside: list[RejectedRow] = []
    pending = {
        key: set(references(row.table, row.record))
        - set(references(row.table, raw.get(row.table, {}).get(row.id) or {}))
        for key, row in accepted.items()
    }
    while True:
        removed_any = False
        for key, refs in list(pending.items()):
            missing = [r for r in sorted(refs) if not _exists(r.table, r.id, accepted, raw)]
            if missing:
                row = accepted.pop(key)
                del pending[key]
                words = _missing_reason(missing)
                aside.append(RejectedRow(row.row, words, {"id": row.id, **row.record}))
                removed_any = True
        if not removed_any:
            return aside


def _missing_reason(missing: list[Reference]) -> str:
    """The reason to leave out a row that names missing records, with every field that does."""
    fields: dict[str, list[str]] = {}
    for ref in missing:
        fields.setdefault(ref.field, []).append(f"{ref.table or 'a record'}/{ref.id}")
    named = [f"'{field}' names {join_words(ids)}" for field, ids in fields.items()]
    return f"{join_words(named)}, which {'is' if len(missing) == 1 else 'are'} missing"


def _exists(table: str, id_: str, accepted: dict[Key, Row], raw: Tables) -> bool:
    places = (table,) if table else TABLES
    return any((place, id_) in accepted or id_ in raw.get(place, {}) for place in places)
