"""The refusal of changes after which a record would name one that isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.errors import InvalidRecord, Refused
from proxytui.model.packed_changes import PackedChange, PackedChanges, as_held
from proxytui.model.packed_tables import MANY, without
from proxytui.model.private_notes import is_private, named_in, of_private
from proxytui.model.references import citing, references
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.changes import Changes
    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]
    Stays = Mapping[tuple[str, str], bool]


def refuse_dangling(tables: Tables, changes: Changes, *, returning: bool = False) -> None:
    """Refuse to remove records that others name, new references to missing records, and those to
    private notes in what others read: raises Refused, InvalidRecord.

    Private notes that are `returning` by an undo or a redo may be about what somebody else removed
    meanwhile, as those that stayed are.
    """
    stays = {(change.table, change.id): change.after is not None for change in as_held(changes)}
    _refuse_telling(tables, changes)
    removed = {key for key, there in stays.items() if not there}
    if removed:
        _refuse_named(tables, stays, removed)
    elif _names_what_is_there(tables, changes, stays):
        return
    removed_ids = {id_ for _, id_ in removed}
    for held in as_held(changes):
        if held.after is None or (returning and of_private(held)):
            continue
        change = held.unpacked() if isinstance(held, PackedChange) else held
        old = set(references(change.table, tables.get(change.table, {}).get(change.id) or {}))
        for ref in references(change.table, change.after or {}):
            if (ref not in old or ref.id in removed_ids) and not _will_exist(
                tables, ref.table, ref.id, stays
            ):
                raise InvalidRecord(
                    f"{change.table}/{change.id}: '{ref.field}' names "
                    f"{ref.table or 'a record'}/{ref.id}, which is not in the store",
                    "add it first or in the same step",
                )


def _refuse_telling(tables: Tables, changes: Changes) -> None:
    secret = set(filter(is_private, tables.get("notes", ())))
    secret.update(change.id for change in as_held(changes) if of_private(change))
    if not secret:
        return
    for change in as_held(changes):
        if change.after is None or of_private(change):
            continue
        after = change.after
        words = bytes(after) if isinstance(after, msgspec.Raw) else msgspec.json.encode(after)
        if told := secret & named_in(words):
            raise Refused(
                f"{change.table}/{change.id} names the private note {min(told)}",
                "what others read names no private note; make it private too, or leave that out",
            )


def _refuse_named(tables: Tables, stays: Stays, removed: set[tuple[str, str]]) -> None:
    rest = without(tables, stays) if len(stays) > MANY else tables
    referring = [key for key in citing(rest, removed) if key not in stays]
    if referring:
        named = ", ".join(f"{table}/{id_}" for table, id_ in referring[:5])
        more = f" and {len(referring) - 5} more" if len(referring) > 5 else ""
        what = ", ".join(f"{table}/{id_}" for table, id_ in sorted(removed)[:3])
        raise Refused(
            f"{what} can't be removed: named by {named}{more}",
            "change or remove those first, or mark it instead of removing it",
        )


def _names_what_is_there(tables: Tables, changes: Changes, stays: Stays) -> bool:
    """Whether all that packed changes name is known to be there; False where it isn't known."""
    named = changes.named if isinstance(changes, PackedChanges) else None
    return named is not None and all(_will_exist(tables, *key, stays) for key in named)


def _will_exist(tables: Tables, table: str, id_: str, stays: Stays) -> bool:
    keys = [(place, id_) for place in ((table,) if table else TABLES)]
    return any(stays[key] if key in stays else key[1] in tables.get(key[0], {}) for key in keys)
