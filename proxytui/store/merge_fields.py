"""Two edits of one record merged into one, field by field, or a Conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.errors import Conflict
from proxytui.model.fields import FIELDS, Merge

if TYPE_CHECKING:
    from proxytui.model.changes import Change
    from proxytui.model.fields import Field
    from proxytui.model.records import Json

_bytes = msgspec.json.Encoder(order="sorted").encode


def same(a: object, b: object) -> bool:
    """Equal as JSON: unlike in Python, 1 is neither true nor 1.0."""
    return a == b and _bytes(a) == _bytes(b)


def merge(change: Change, current: Json | None, strict: bool = False) -> Json | None:
    """The record after `change` where it may have changed since `before`; raises Conflict.

    Only fields in which before and after differ are touched. Exactly `after` where nobody else
    changed the record, so that undoing everything gives the first state back. `strict`, for undo:
    that somebody else already made it so is a conflict too, for they may take that back.
    """
    before, after = change.before, change.after
    if same(current, before):
        return after
    if not strict and same(current, after):
        return current
    if before is None or after is None or current is None:
        theirs, old = current or {}, after if before is None else before
        fields = _fields(theirs, old or {})
        field = next((f for f in fields if _differ(theirs, old or {}, f)), fields[0])
        raise _conflict(change, field, theirs, after or {})
    result = dict(current)
    for field in _fields(before, after):
        if not _differ(before, after, field):
            continue
        if not strict and not _differ(current, after, field):
            continue
        if field in _NEWEST and _are_texts(after.get(field), current.get(field)):
            result[field] = max(str(after[field]), str(current[field]))
        elif _differ(current, before, field):
            items = _merge_items(field, before, after, current, strict)
            if items is None:
                raise _conflict(change, field, current, after)
            result[field] = items
            if not items:
                del result[field]
        elif field in after:
            result[field] = after[field]
        else:
            del result[field]
    return result


def _fields(a: Json, b: Json) -> list[str]:
    return sorted(a.keys() | b.keys())


def _differ(a: Json, b: Json, field: str) -> bool:
    return (field in a) != (field in b) or not same(a.get(field), b.get(field))


def _conflict(change: Change, field: str, theirs: Json, ours: Json) -> Conflict:
    return Conflict(f"{change.table}/{change.id}", field, theirs.get(field), ours.get(field))


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _merged_by(merge: Merge) -> dict[str, Field]:
    """The fields of records that are merged in a way, by their names; tables of newer versions have
    them too, and are merged alike."""
    return {
        field.name: field for fields in FIELDS.values() for field in fields if field.merge is merge
    }


_NEWEST = frozenset(_merged_by(Merge.NEWEST))
"""The fields of which the later instant holds; they are no reason for a conflict."""

_IDENTITY = {name: field.identity for name, field in _merged_by(Merge.BY_IDENTITY).items()}
"""The paths by which an item of a list is the same item; other lists count as one field."""


def _identity(item: Json, paths: tuple[tuple[str, ...], ...]) -> object:
    """The values by which an item is known, or the item itself where no path is given.

    Raises AttributeError where the item is no object, or a part on the way is none.
    """
    if not paths:
        return item
    values = []
    for first, *steps in paths:
        value = item.get(first)
        for step in steps:
            value = value and value.get(step)
        values.append(value)
    return values


def _keyed(field: str, record: Json) -> dict[bytes, object] | None:
    """A list's items by their identity, in order; None where that doesn't tell them apart."""
    items = record.get(field, [])
    if not isinstance(items, list):
        return None
    try:
        keyed = {_bytes(_identity(item, _IDENTITY[field])): item for item in items}
    except AttributeError:
        return None
    return keyed if len(keyed) == len(items) else None


def _merge_items(
    field: str, before: Json, after: Json, current: Json, strict: bool
) -> list[object] | None:
    """The items of a merged list, or None for a conflict.

    Theirs stay in their order; ours come before the item they stood before, else at the end.
    """
    if field not in _IDENTITY:
        return None
    old, ours, theirs = (_keyed(field, record) for record in (before, after, current))
    if old is None or ours is None or theirs is None:
        return None
    result = dict(theirs)
    for key in old.keys() | ours.keys():
        a, b = ours.get(key), old.get(key)
        if same(a, b) or (not strict and same(theirs.get(key), a)):
            continue
        if not same(theirs.get(key), b):
            return None
        if key not in ours:
            del result[key]
        elif key in old:
            result[key] = a
    stay = old.keys() & ours.keys() & result.keys()
    old_order, our_order, their_order = (
        [k for k in order if k in stay] for order in (old, ours, theirs)
    )
    keys = list(result)
    if our_order not in (old_order, their_order):
        if their_order != old_order:
            return None
        moved = iter(our_order)
        keys = [next(moved) if key in stay else key for key in keys]
    for key in reversed(ours):
        if key not in result and key not in old:
            result[key] = ours[key]
            at = next((keys.index(k) for k in _keys_after(ours, key) if k in keys), len(keys))
            keys.insert(at, key)
    return [result[key] for key in keys]


def _keys_after(order: dict[bytes, object], key: bytes) -> list[bytes]:
    keys = list(order)
    return keys[keys.index(key) + 1 :]
