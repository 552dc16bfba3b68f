"""Copies of a store, of whatever ledger: backups made and brought back, other copies merged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import Conflict
from proxytui.model.private_notes import count_other, of_private
from proxytui.store import opening
from proxytui.store.folder import backup, migrations
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.state import BACKUPS, DOCUMENTS
from proxytui.store.ids import random_id
from proxytui.store.merge_stores import three_way
from proxytui.store.ordered_records import differing
from proxytui.store.replica import common

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.changes import Change, Transaction
    from proxytui.place import Address
    from proxytui.store.folder.backup import Backup
    from proxytui.store.merge_stores import MergedStores
    from proxytui.store.replica import Replica
    from proxytui.store.store import Store

_ATTEMPTS = 3


def back_up(store: Store, target: Path | None, *, private: bool = False) -> Backup:
    """Make a verified copy of a store in a folder; without `target` as that of today, in the home
    of the store's place. From a server private notes come only with `private`. Raises
    StoreError."""
    if (folder := store.place.folder) is not None:
        return backup.make(folder, target)
    whole = store.replica()
    return backup.make_of(whole if private else whole.without_private(), store.place.home, target)


class Restoring(NamedTuple):
    """A backup that was checked, that of the present state, and the changes between them."""

    checked: Backup
    before: Backup
    changes: tuple[Change, ...]


def to_restore(store: Store, source: Path, time: str) -> Restoring:
    """Check a backup, make one of the present state, and bring the documents back; `time` (RFC
    3339) may name the new one. Raises StoreError."""
    source = source.absolute()
    checked = backup.verify(source)
    # The backup of today must not take the place of the one that is being restored.
    days = store.place.home / BACKUPS
    name = f"before-restore-{time.translate({ord('-'): None, ord(':'): None})}"
    own = source.parent == days
    before = back_up(store, days / f"{name}-{random_id('')[:4]}" if own else None)
    kept = Documents(source / DOCUMENTS)
    for sha in kept.list():
        if (data := kept.data(sha)) is not None:
            store.documents.put(data)
    changes = differing(store.raw(), migrations.read(source)[0])
    if store.place.folder is None:
        # A copy that was made without private notes is no wish to remove them.
        changes = (c for c in changes if c.after is not None or not of_private(c))
    return Restoring(checked, before, tuple(changes))


def merge_in(store: Store, address: Address, time: str) -> tuple[MergedStores, Transaction]:
    """Merge another copy of a store and its texts, as one step; `time` is that of new notes, and
    private notes stay where they are.

    Raises StoreError where it can't be read, Conflict where somebody writes all the while.
    """
    with opening.replica_at(address) as theirs:
        return _merge(store, theirs, time)


def _merge(store: Store, theirs: Replica, time: str) -> tuple[MergedStores, Transaction]:
    attempts_left, shared = _ATTEMPTS, theirs.without_private()
    while True:
        attempts_left -= 1
        whole = store.replica(in_turn=True)
        ours = whole.without_private()
        merged = three_way(common(ours, shared), ours.tables, shared.tables, time)
        merged = merged._replace(private=count_other(whole.tables, theirs.tables))
        for sha in theirs.documents.list():
            if not store.documents.has(sha) and (data := theirs.documents.data(sha)) is not None:
                store.documents.put(data)
        try:
            label = f"merge {theirs.name}"
            return merged, store.apply(merged.changes, label, merged=shared.last)
        except Conflict:
            if not attempts_left:
                raise
