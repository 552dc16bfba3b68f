"""Two copies of a store become one, three ways from what they had in common: pure, no disk.

Nothing that one side recorded is lost: fields that both changed stand side by side as a second
claim or note, or in a note that names both values; what one side removed and the other changed, or
names, stays.
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]

_canonical = msgspec.json.Encoder(order="sorted").encode
_PREFIX = {"claims": "c-", "notes": "n-"}
_SHOWN = 2000


class MergeConflict(NamedTuple):
    """What could not become one; `field` is empty where it is about the whole record, and a value
    None where that side doesn't have it."""

    record: str
    field: str
    ours: object
    theirs: object


class MergedStores(NamedTuple):
    """The changes that make ours the merged store, and what they are."""

    changes: tuple[Change, ...]
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    conflicts: tuple[MergeConflict, ...]


def three_way(base: Tables, ours: Tables, theirs: Tables, time: str) -> MergedStores:
    """Merge `theirs` into `ours`, both come from `base` (empty: record by record, by id).

    `time` is what new notes say they were made at. The ids of new records follow from what is in
    them, so that merging the same again makes no second ones.
    """
    work = _ThreeWayMerge(base, ours, theirs, time)
    for table in [*TABLES, *sorted((ours.keys() | theirs.keys()) - set(TABLES))]:
        rows = base.get(table, {}), ours.get(table, {}), theirs.get(table, {})
        for id_ in sorted({id_ for one in rows for id_ in one}):
            work.meet((table, id_), *(one.get(id_) for one in rows))
    work.hold_together()
    return work.merged()


class _ThreeWayMerge:
    def __init__(self, base: Tables, ours: Tables, theirs: Tables, time: str) -> None:
        self.base, self.ours, self.theirs, self.time = base, ours, theirs, time
        self.final: dict[Key, Json | None] = {}
        self.clashes: list[MergeConflict] = []
        self.unchanged = 0

    def meet(self, key: Key, old: Json | None, here: Json | None, there: Json | None) -> None:
        if same(here, there) or same(there, old):
            self.unchanged += there is not None
        elif same(here, old):
            self.final[key] = there
        elif here is None or there is None:
            # One side removed what the other changed: the record stays.
            self._clash(key, "", here, there)
            if here is None:
                self.final[key] = there
        else:
            self._both(key, old or {}, here, there)

    def _both(self, key: Key, old: Json, here: Json, there: Json) -> None:
        result, open_fields = dict(here), []
        for field in sorted(here.keys() | there.keys() | old.keys()):
            a, b, c = ({field: one[field]} if field in one else {} for one in (old, here, there))
            if same(b, c) or same(c, a):
                continue
            made = self._field(key[0], field, a, b, c)
            if made is None:
                open_fields.append(field)
                continue
            result.pop(field, None)
            result.update(made)
        if not open_fields and not same(result, here) and not _sound(key, result):
            # Two sound edits can meet in a record that is not.
            fields = sorted(here.keys() | there.keys())
            open_fields = [f for f in fields if not same(here.get(f), there.get(f))]
            result = here
        for field in open_fields:
            self._clash(key, field, here.get(field), there.get(field))
        if open_fields:
            self._beside(key, here, there, open_fields)
        if not same(result, here):
            self.final[key] = result

    def _field(self, table: str, field: str, old: Json, here: Json, there: Json) -> Json | None:
        """The field as both sides want it, or None."""
        known = by_name(table).get(field)
        if known is not None and known.merge is Merge.NEWEST and here and there:
            return max(here, there, key=lambda one: str(one[field]))
        if known is not None and known.merge is Merge.UNION:
            return _versions(field, here, there)
        try:
            return merge(Change(table, "", old, there), here)
        except Conflict:
            return None

    def _beside(self, key: Key, here: Json, there: Json, fields: list[str]) -> None:
        """Keep what they have in the fields where ours stays."""
        table, id_ = key
        if table in _PREFIX:
            self._new(table, _id(table, [id_, there]), there)
            return
        given = {field: [here.get(field), there.get(field)] for field in fields}
        lines = [
            f"- {field}: here {_shown(ours)}, in the other copy {_shown(theirs)}"
            for field, (ours, theirs) in given.items()
        ]
        words = "Two copies of the store differed; what stood here was kept.\n\n"
        note = {
            "about": [id_],
            "text": words + "\n".join(lines),
            "created": self.time,
            "modified": self.time,
        }
        self._new("notes", _id("notes", [table, id_, given]), note)

    def _new(self, table: str, id_: str, record: Json) -> None:
        # One that is there already, as it was or edited since, was made by a merge before.
        known = (one.get(table, {}).get(id_) for one in (self.ours, self.theirs))
        if not any(known):
            self.final[table, id_] = record

    def hold_together(self) -> None:
        """Bring back what was removed on one side and is named by the other; leave out what names
        what is nowhere."""
        while True:
            tables = self._tables()
            gone = {key for key, record in self.final.items() if record is None}
            missing: set[Key] = set()
            for table, id_ in citing(tables, gone) if gone else ():
                missing |= {
                    key
                    for ref in references(table, tables[table][id_])
                    for key in gone
                    if ref.id == key[1] and ref.table in ("", key[0])
                }
            lost: set[Key] = set()
            for key, record in self.final.items():
                known = set(references(key[0], self.ours.get(key[0], {}).get(key[1], {})))
                for ref in references(key[0], record) if record else ():
                    places = (ref.table,) if ref.table else TABLES
                    if any(ref.id in tables.get(table, {}) for table in places):
                        continue
                    had = [(t, ref.id) for t in places if self._had((t, ref.id))]
                    if had:
                        missing.add(had[0])
                    elif ref not in known:
                        lost.add(key)
            if not missing and not lost:
                return
            for key in sorted(missing):
                here, there = (one.get(key[0], {}).get(key[1]) for one in (self.ours, self.theirs))
                self._clash(key, "", here, there)
                self.final.pop(key, None)
                if here is None:
                    self.final[key] = self._had(key)
            for key in sorted(lost - missing):
                here = self.ours.get(key[0], {}).get(key[1])
                self._clash(key, "", here, self.final.pop(key))

    def _had(self, key: Key) -> Json | None:
        sides = (self.ours, self.theirs, self.base)
        return next((r for one in sides if (r := one.get(key[0], {}).get(key[1]))), None)

    def _tables(self) -> dict[str, dict[str, Json]]:
        tables = {table: dict(rows) for table, rows in self.ours.items()}
        for (table, id_), record in self.final.items():
            if record is None:
                tables.get(table, {}).pop(id_, None)
            else:
                tables.setdefault(table, {})[id_] = record
        return tables

    def _clash(self, key: Key, field: str, ours: object, theirs: object) -> None:
        self.clashes.append(MergeConflict("/".join(key), field, ours, theirs))

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
            tuple(self.clashes),
        )


def _versions(field: str, here: Json, there: Json) -> Json:
    """Both sides' versions of a source, each text once, newest last."""
    items = [item for side in (here, there) for item in _items(side.get(field, []))]
    kept = {msgspec.json.encode(item): item for item in items}
    texts: dict[object, object] = {}
    for one in kept.values():
        texts.setdefault(one.get("text") if isinstance(one, dict) else None, one)
    return {field: sorted(texts.values(), key=_added)}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _added(document: object) -> tuple[str, str]:
    one = document if isinstance(document, dict) else {}
    return str(one.get("added", "")), str(one.get("text", ""))


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
