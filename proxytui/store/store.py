"""A store: every change is one transaction, checked, journaled, seen by all, and undoable."""

from __future__ import annotations

import copy
import re
import threading
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

import msgspec

from proxytui import text
from proxytui.errors import Conflict, InvalidRecord, Refused, StoreError
from proxytui.model.changes import Change, Transaction
from proxytui.model.packed_changes import PackedChanges, as_held, inverted
from proxytui.model.packed_tables import MANY, PackedTables
from proxytui.model.references import citing, references
from proxytui.model.vocabulary import TABLES
from proxytui.store.dangling import refuse_dangling
from proxytui.store.folder import lock
from proxytui.store.folder.background_compaction import BackgroundCompactor
from proxytui.store.folder.journal_entries import random_id
from proxytui.store.folder.snapshot import OlderSchema
from proxytui.store.folder.state import SetAsideRecord
from proxytui.store.folder.tinydb_adapter import PREFIXES, Database, RecordTable
from proxytui.store.history import CLI, FILE
from proxytui.store.merge_fields import merge, same

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from proxytui.model.changes import Changes, EarlierState, Edition
    from proxytui.model.records import Json
    from proxytui.store.folder.journal import JournalStorage
    from proxytui.store.folder.state import FolderState

__all__ = ["LogEntry", "SetAsideRecord", "Store"]

WINDOWS = ".windows"
_BAD_ID = re.compile(r"[\x00-\x20\x7f/\\]|^\.|^$|^.{201}", re.S)


class LogEntry(NamedTuple):
    """A transaction, and whether it is undone now."""

    transaction: Transaction
    undone: bool


class Store:
    """An open store; made by `open` and `create`.

    Several threads may use it: reads return the records of one moment, and never wait for another
    program.
    """

    def __init__(
        self, database: Database, folder: Path, origin: str, window: lock.OpenMarker | None
    ):
        self.folder = folder
        self.origin = origin
        self._database = database
        self._storage = cast("JournalStorage", database.storage)
        self._storage.commit = self.apply
        self._window = window
        self._mutex = threading.RLock()
        self._upkeep = BackgroundCompactor(self._storage, self._mutex)

    @staticmethod
    def create(
        folder: Path, template: Path | None, name: str | None = None, as_of: str = ""
    ) -> None:
        """Make a store: empty, or with a template's records and documents. Raises StoreError."""
        from proxytui.store.folder import creation  # only a new store pays for it

        creation.create(folder, template, name, as_of)

    @classmethod
    def open(cls, folder: Path, origin: str = CLI, read_only: bool = False) -> Store:
        """Open a store's folder; it is written to only to migrate an older schema to this
        program's.

        `origin` is recorded with every change: `cli`, or a name of its own for every window. Raises
        StoreError.
        """
        folder = folder.absolute()
        try:
            database = Database(folder, read_only=read_only)
        except OlderSchema:
            if read_only:
                raise
            from proxytui.store.folder import migrations  # only an old store pays for it

            migrations.migrate(folder)
            database = Database(folder)
        window = None
        if origin != CLI and not read_only:
            window = lock.OpenMarker(folder / WINDOWS, origin)
        return cls(database, folder, origin, window)

    def beside(self) -> Store:
        """A second opening of the store by the same origin, for another thread."""
        other = Store.open(self.folder, self.origin)
        other._upkeep.failed = self._upkeep.failed
        return other

    # Reading

    @property
    def name(self) -> str:
        """The name of the store."""
        return str(self._storage.state.meta.get("name") or self.folder.name)

    @property
    def as_of(self) -> str | None:
        """The date at which the store's views start, if it sets one."""
        date = self._storage.state.meta.get("as_of")
        return date if isinstance(date, str) else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for the user of the store: edits by hand, damage, a snapshot that could not be
        written."""
        failed = self._upkeep.failed
        return (*self._storage.state.warnings, *([str(failed)] if failed else []))

    @property
    def uncompacted(self) -> str:
        """Why the last try in the background to shorten the journal failed; "" where none did."""
        return str(self._upkeep.failed or "")

    @property
    def set_aside(self) -> tuple[SetAsideRecord, ...]:
        """The records that can't be read as they stand; nothing is written while there are any."""
        return tuple(self._storage.state.set_aside)

    @property
    def damaged(self) -> bool:
        """Whether nothing may be written before the store is repaired."""
        state = self._storage.state
        return bool(state.damage or state.set_aside)

    @property
    def state(self) -> FolderState:
        """The store in memory; not to be changed."""
        return self._storage.state

    def records(self, table: str) -> Mapping[str, Json]:
        """A live view of a table's records by id; not to be changed, and to be iterated only by the
        one thread that writes and polls."""
        return MappingProxyType(self._storage.state.tables[table])

    def raw(self) -> Mapping[str, Mapping[str, Json]]:
        """A copy of all tables as they are now; later changes don't show in it."""
        with self._mutex:
            return {t: copy.copy(rows) for t, rows in self._storage.state.tables.items()}

    def get(self, table: str, id_: str) -> Json | None:
        """One record, or None."""
        with self._mutex:
            return self._storage.state.tables.get(table, {}).get(id_)

    def table(self, name: str) -> RecordTable:
        """A table with TinyDB's queries; its writes are transactions too."""
        return cast("RecordTable", self._database.table(name))

    def referencing(self, table: str, id_: str) -> tuple[tuple[str, str], ...]:
        """The records, as (table, id), that name a record and keep it from being removed."""
        return citing(self._storage.state.tables, [(table, id_)])

    def earlier(
        self, keys: Container[tuple[str, str]]
    ) -> dict[tuple[str, str], list[EarlierState]]:
        """What the journal's steps did to some records, given as (table, id): the newest first."""
        with self._mutex:
            return self._storage.history().earlier(keys)

    def last_written(self) -> str:
        """The id of the transaction that was written here last, also where the writing was cut off
        once its line was in the journal; "" where the journal has none."""
        return self._storage.last_written()

    def log(self) -> tuple[LogEntry, ...]:
        """Every transaction, newest first, with undos and redos."""
        with self._mutex:
            return tuple(LogEntry(*e) for e in self._storage.history().newest_first())

    def poll(self) -> tuple[Transaction, ...]:
        """The transactions of others since the last call; () at once when there are none, or while
        a write is going on. An edit by hand comes as a transaction without an id until it is
        journaled.

        For a window, a journal that has grown long is compacted meanwhile, in a thread.
        """
        if not self._mutex.acquire(blocking=False):
            return ()
        try:
            self._storage.catch_up()
            if self._window is not None:
                self._upkeep.start_if_overdue()
            return self._storage.take_seen()
        finally:
            self._mutex.release()

    def fresh_id(self, table: str, name: str = "") -> str:
        """An id that no record has yet: for an actor made from its name, otherwise random."""
        if table != "actors":
            return random_id(PREFIXES[table])
        base = text.slug(name)
        rows, chosen, number = self._storage.state.tables["actors"], base, 2
        while chosen in rows:
            ending = f"-{number}"
            chosen = base[: 60 - len(ending)].rstrip("-") + ending
            number += 1
        return chosen

    # Writing

    def apply(
        self,
        changes: Sequence[Change],
        label: str,
        merged: str | None = None,
        imported: Edition | None = None,
    ) -> Transaction:
        """Make changes as one transaction, durable on return; `merged` and `imported` as in
        `Transaction`. Packed changes were validated, and are not validated again.

        Raises InvalidRecord, Refused, Conflict, StoreError; nothing is written then. Where the
        records are already as the changes leave them, nothing is written and the transaction has
        neither changes nor id.
        """
        sound: Changes = changes
        if not isinstance(changes, PackedChanges):
            sound = [_plain(change) for change in changes]
            from proxytui.model import validation  # pydantic: only a write pays for it

            for change in sound:
                if change.after is not None:
                    validation.validate(change.table, change.id, change.after)
        label = text.line(label)

        def write(wait: float) -> Transaction:
            with self._storage.writing(wait):
                actual = self._rebase(sound)
                if not actual:
                    nothing = self._storage.next_transaction(self.origin, label, ())
                    return msgspec.structs.replace(nothing, id="")
                refuse_dangling(self._storage.state.tables, actual)
                transaction = self._storage.next_transaction(self.origin, label, actual)
                if merged or imported:
                    transaction = msgspec.structs.replace(
                        transaction, merged=merged, imported=imported
                    )
                self._storage.append(transaction)
                return transaction

        return self._upkeep.briefly(write)

    def undo(self) -> Transaction:
        """Undo the newest change that this origin may undo; raises Refused with the reason."""

        def write(wait: float) -> Transaction:
            with self._storage.writing(wait):
                target = self._storage.history().undoable(self.origin, self._is_open)
                if target is None:
                    raise Refused("there is nothing to undo")
                return self._toggle("undo", target, inverted(target.changes))

        return self._upkeep.briefly(write)

    def redo(self) -> Transaction:
        """Redo the change that this origin undid last; raises Refused with the reason."""

        def write(wait: float) -> Transaction:
            with self._storage.writing(wait):
                history = self._storage.history()
                target = history.redoable(self.origin)
                if target is None:
                    elsewhere = history.redoing_elsewhere(self.origin)
                    raise Refused("there is nothing to redo", self._redo_hint(elsewhere))
                return self._toggle("redo", target, target.changes)

        return self._upkeep.briefly(write)

    def compact(self) -> None:
        """Write the newest state into `store.json`; raises StoreError."""
        self._upkeep.compact()

    def close(self) -> None:
        """Release the store; where cheap or overdue, `store.json` becomes the newest state."""
        self._upkeep.stop()
        if self._storage.worth_compacting():
            with suppress(StoreError):  # the journal has it anyway
                self._upkeep.compact(wait=1.0)
        with self._mutex:
            self._database.close()
            if self._window is not None:
                self._window.close()

    def _redo_hint(self, origins: Sequence[str]) -> str:
        """Where what others have undone can be redone; empty where they haven't undone anything."""
        if any(origin not in (CLI, FILE) and self._is_open(origin) for origin in origins):
            return "a window undid something; its redo brings that back"
        if CLI in origins:
            return "a command undid something; the command `redo` brings that back"
        if origins:
            return "a window that is closed undid something; `log` lists the changes"
        return ""

    def _is_open(self, origin: str) -> bool:
        return lock.is_open(self.folder / WINDOWS, origin)

    def _rebase(self, changes: Changes, strict: bool = False) -> Changes:
        """The changes as they apply to the records as they are now; raises Conflict,
        InvalidRecord."""
        if isinstance(changes, PackedChanges):
            return self._rebase_packed(changes, strict)
        now: dict[tuple[str, str], Json | None] = {}
        merged = []
        for change in changes:
            key = (change.table, change.id)
            current = now[key] if key in now else self.get(*key)
            now[key] = result = merge(change, current, strict)
            if same(result, current):
                continue
            if result is not None and result is not change.after:
                # Two valid edits may merge into a record that is not.
                from proxytui.model import validation

                validation.validate(*key, result)
            merged.append(Change(*key, current, result))
        return tuple(merged)

    def _rebase_packed(self, changes: PackedChanges, strict: bool) -> Changes:
        """The same of packed changes, of which those that fit as they are stay packed."""
        current = PackedTables(self._storage.state.tables, many=changes.records > MANY)
        fitting, others = [], []
        for change in changes.packed():
            now = current.get(change.table, change.id)
            before = None if change.before is None else bytes(change.before)
            if now == before:
                fitting.append(change)
            else:
                others.append(change.unpacked())
        if others:
            merged = self._rebase(others, strict)
            return (*(change.unpacked() for change in fitting), *merged)
        return PackedChanges.of(fitting, changes.named)

    def _toggle(self, verb: str, target: Transaction, changes: Changes) -> Transaction:
        refusal = f"can't {verb} “{target.label}”"
        try:
            actual = self._rebase(changes, strict=True)
            refuse_dangling(self._storage.state.tables, actual)
        except Conflict as conflict:
            raise Refused(
                f"{refusal}: {self._reason_it_changed(target, changes)}",
                f"look at {conflict.record} ({conflict.field})",
            ) from conflict
        except (Refused, InvalidRecord) as error:
            raise Refused(f"{refusal}: {error.title}", error.hint) from error
        self._check_later(
            refusal, target, {(c.table, c.id) for c in as_held(actual) if c.after is None}
        )
        label = f"{verb}: {target.label}"
        transaction = self._storage.next_transaction(self.origin, label, actual, target.id)
        self._storage.append(transaction)
        return transaction

    def _reason_it_changed(self, target: Transaction, changes: Changes) -> str:
        """A sentence on the later change that touches the same records."""
        touched = {(change.table, change.id) for change in as_held(changes)}
        for later in self._storage.history().later(target):
            if any((change.table, change.id) in touched for change in as_held(later.changes)):
                return f"{later.origin} changed it since: {later.label}"
        return "it was changed since"

    def _check_later(
        self, refusal: str, target: Transaction, removed: set[tuple[str, str]]
    ) -> None:
        """Refuse to remove a record that later changes name, even where these add up to nothing
        now: they could not be undone any more."""
        if not removed:
            return
        ids = {id_ for _, id_ in removed}
        for later in self._storage.history().later(target):
            for change in later.changes:
                for record in (change.before, change.after):
                    for ref in references(change.table, record or {}):
                        if (ref.table, ref.id) in removed or (not ref.table and ref.id in ids):
                            raise Refused(
                                f"{refusal}: {later.origin} built on it since: {later.label}",
                                "undo that first",
                            )


def _plain(change: Change) -> Change:
    """A change as the journal will hold it; raises InvalidRecord for values that JSON can't
    hold."""
    if change.table not in TABLES:
        raise InvalidRecord(f"a store has no table '{text.line(change.table)}'")
    if _BAD_ID.search(change.id):
        raise InvalidRecord(f"{change.table}: {text.line(repr(change.id))} can't be an id")
    try:
        return msgspec.json.decode(msgspec.json.encode(change), type=Change)
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise InvalidRecord(
            f"{change.table}/{text.line(change.id)} can't be stored: {error}",
            "records hold text, numbers, lists and objects only",
        ) from error


def apply_once(folder: Path, changes: Sequence[Change], label: str) -> None:
    """Open a store, make changes in one step, and close it. Raises StoreError."""
    store = Store.open(folder, FILE)
    try:
        store.apply(changes, label)
    finally:
        store.close()
