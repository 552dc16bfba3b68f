"""Two copies of a store merged, three ways from the records they had in common: pure, no disk.

Nothing that one side recorded is lost: fields that both changed stand side by side as a second
claim or note, or in a note that names both values; a record that one side removed and the other
changed, or names, stays.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import Conflict
from proxytui.model.changes import Change
from proxytui.model.fields import Merge, by_name
from proxytui.model.references import citing, references
from proxytui.model.vocabulary import TABLES
from proxytui.store.merge_fields import merge, same
from proxytui.store.ordered_records import copied, decoded, either_has, side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]

_canonical = msgspec.json.Encoder(order="sorted").encode
_PREFIX = {"claims": "c-", "notes": "n-"}
_SHOWN = 2000


class MergeConflict(NamedTuple):
    """A record or field that could not be merged; `field` is empty for the whole record, and a
    value is None where that side doesn't have it."""

    record: str
    field: str
    ours: object
    theirs: object


class MergedStores(NamedTuple):
    """The changes that turn our copy into the merged store, and counts of them by table.

    So many `private` notes of the other copy stay there, which aren't here as they are.
    """

    changes: tuple[Change, ...]
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    conflicts: tuple[MergeConflict, ...]
    private: int = 0


def three_way(base: Tables, ours: Tables, theirs: Tables, time: str) -> MergedStores:
    """Merge `theirs` into `ours`, which both come from `base` (empty: record by record, by id).

    `time` is the creation time of new notes. The ids of new records follow from their content, so
    that merging the same copy again makes no second ones.
    """
    work = _ThreeWayMerge(base, ours, theirs, time)
    for table in either_has(ours, theirs):
        for id_, raws in side_by_side(table, (base, ours, theirs)):
            old, our_raw, their_raw = raws
            # Nearly all records are the same bytes on both sides, and needn't be decoded.
            if their_raw in (our_raw, old):
                work.unchanged += their_raw is not None
            else:
                work.merge_record((table, id_), *map(decoded, raws))
    work.repair_references()
    return work.merged()


class _ThreeWayMerge:
    def __init__(self, base: Tables, ours: Tables, theirs: Tables, time: str) -> None:
        self.base, self.ours, self.theirs, self.time = base, ours, theirs, time
        self.final: dict[Key, Json | None] = {}
        self.conflicts: list[MergeConflict] = []
        self.unchanged = 0

    def merge_record(
        self, key: Key, old: Json | None, ours: Json | None, theirs: Json | None
    ) -> None:
        if same(ours, theirs) or same(theirs, old):
            self.unchanged += theirs is not None
        elif same(ours, old):
            self.final[key] = theirs
        elif ours is None or theirs is None:
            # One side removed what the other changed: the record stays.
            self._conflict(key, "", ours, theirs)
            if ours is None:
                self.final[key] = theirs
        else:
            self._merge_fields(key, old or {}, ours, theirs)

    def _merge_fields(self, key: Key, old: Json, ours: Json, theirs: Json) -> None:
        result, open_fields = dict(ours), []
        for field in sorted(ours.keys() | theirs.keys() | old.keys()):
            a, b, c = (
                {field: version[field]} if field in version else {}
                for version in (old, ours, theirs)
            )
            if same(b, c) or same(c, a):
                continue
            merged = self._field(key[0], field, a, b, c)
            if merged is None:
                open_fields.append(field)
                continue
            result.pop(field, None)
            result.update(merged)
        if not open_fields and not same(result, ours) and not _sound(key, result):
            # Two sound edits can meet in a record that is not.
            fields = sorted(ours.keys() | theirs.keys())
            open_fields = [f for f in fields if not same(ours.get(f), theirs.get(f))]
            result = ours
        for field in open_fields:
            self._conflict(key, field, ours.get(field), theirs.get(field))
        if open_fields:
            self._keep_theirs(key, ours, theirs, open_fields)
        if not same(result, ours):
            self.final[key] = result

    def _field(self, table: str, field: str, old: Json, ours: Json, theirs: Json) -> Json | None:
        """The field with the changes of both sides, or None where they conflict."""
        known = by_name(table).get(field)
        if known is not None and known.merge is Merge.NEWEST and ours and theirs:
            return max(ours, theirs, key=lambda side: str(side[field]))
        if known is not None and known.merge is Merge.UNION:
            return _versions(field, ours, theirs)
        try:
            return merge(Change(table, "", old, theirs), ours)
        except Conflict:
            return None

    def _keep_theirs(self, key: Key, ours: Json, theirs: Json, fields: list[str]) -> None:
        """Keep their values of the fields in which ours stay."""
        table, id_ = key
        if table in _PREFIX:
            self._add(table, _id(table, [id_, theirs]), theirs)
            return
        values = {field: [ours.get(field), theirs.get(field)] for field in fields}
        lines = [
            f"- {field}: here {_shown(our_value)}, in the other copy {_shown(their_value)}"
            for field, (our_value, their_value) in values.items()
        ]
        words = "Two copies of the store differed; what stood here was kept.\n\n"
        note = {
            "about": [id_],
            "text": words + "\n".join(lines),
            "created": self.time,
            "modified": self.time,
        }
        self._add("notes", _id("notes", [table, id_, values]), note)

    def _add(self, table: str, id_: str, record: Json) -> None:
        # A record with this id, edited since or not, was made by a merge before.
        existing = (tables.get(table, {}).get(id_) for tables in (self.ours, self.theirs))
        if not any(existing):
            self.final[table, id_] = record

    def repair_references(self) -> None:
        """Restore records that one side removed and the other names; drop records that name missing
        ones."""
        while True:
            tables = self._tables()
            removed = {key for key, record in self.final.items() if record is None}
            missing: set[Key] = set()
            for table, id_ in citing(tables, removed) if removed else ():
                missing |= {
                    key
                    for ref in references(table, tables[table][id_])
                    for key in removed
                    if ref.id == key[1] and ref.table in ("", key[0])
                }
            dangling: set[Key] = set()
            for key, record in self.final.items():
                own_references = set(references(key[0], self.ours.get(key[0], {}).get(key[1], {})))
                for ref in references(key[0], record) if record else ():
                    places = (ref.table,) if ref.table else TABLES
                    if any(ref.id in tables.get(table, {}) for table in places):
                        continue
                    known_places = [(t, ref.id) for t in places if self._any_version((t, ref.id))]
                    if known_places:
                        missing.add(known_places[0])
                    elif ref not in own_references:
                        dangling.add(key)
            if not missing and not dangling:
                return
            for key in sorted(missing):
                our_record, their_record = (
                    side.get(key[0], {}).get(key[1]) for side in (self.ours, self.theirs)
                )
                self._conflict(key, "", our_record, their_record)
                self.final.pop(key, None)
                if our_record is None:
                    self.final[key] = self._any_version(key)
            for key in sorted(dangling - missing):
                our_record = self.ours.get(key[0], {}).get(key[1])
                self._conflict(key, "", our_record, self.final.pop(key))

    def _any_version(self, key: Key) -> Json | None:
        sides = (self.ours, self.theirs, self.base)
        return next(
            (record for side in sides if (record := side.get(key[0], {}).get(key[1]))), None
        )

    def _tables(self) -> dict[str, MutableMapping[str, Json]]:
        tables = copied(self.ours)
        for (table, id_), record in self.final.items():
            if record is None:
                tables.get(table, {}).pop(id_, None)
            else:
                tables.setdefault(table, {})[id_] = record
        return tables

    def _conflict(self, key: Key, field: str, ours: object, theirs: object) -> None:
        self.conflicts.append(MergeConflict("/".join(key), field, ours, theirs))

    def merged(self) -> MergedStores:
        changes = []
        added, changed = Counter[str](), Counter[str]()
        for (table, id_), record in self.final.items():
            before = self.ours.get(table, {}).get(id_)
            if same(before, record):
                continue
            (added if before is None else changed)[table] += 1
            changes.append(Change(table, id_, before, record))
        tables = [*TABLES, *sorted({change.table for change in changes} - set(TABLES))]
        return MergedStores(
            tuple(changes),
            {table: added[table] for table in tables},
            {table: changed[table] for table in tables},
            self.unchanged,
            tuple(self.conflicts),
        )


def _versions(field: str, ours: Json, theirs: Json) -> Json:
    """Both sides' versions of a source, each text once, newest last."""
    items = [item for side in (ours, theirs) for item in _items(side.get(field, []))]
    versions = {msgspec.json.encode(item): item for item in items}
    texts: dict[object, object] = {}
    for version in versions.values():
        texts.setdefault(version.get("text") if isinstance(version, dict) else None, version)
    return {field: sorted(texts.values(), key=_added)}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _added(document: object) -> tuple[str, str]:
    fields = document if isinstance(document, dict) else {}
    return str(fields.get("added", "")), str(fields.get("text", ""))


def _sound(key: Key, record: Json) -> bool:
    from proxytui.model import validation  # pydantic, which only two edits of one record pay for

    return not validation.faults(*key, record)


def _id(table: str, what: object) -> str:
    """An id that follows from what the record is about: a prefix and 80 bits."""
    digest = hashlib.sha256(_canonical(what)).digest()[:10]
    return _PREFIX[table] + base64.b32encode(digest).decode().lower()


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    words = value if isinstance(value, str) else _canonical(value).decode()
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}”"
