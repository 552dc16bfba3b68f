"""A store: every change is one transaction, checked, journaled, seen by all, and undoable."""

from __future__ import annotations

import copy
import re
import time
from contextlib import nullcontext
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

import msgspec

from proxytui import text
from proxytui.errors import Conflict, InvalidRecord, Refused
from proxytui.model.changes import Change, Transaction
from proxytui.model.packed_changes import PackedChanges, as_held, inverted
from proxytui.model.packed_tables import MANY, PackedTables
from proxytui.model.references import citing
from proxytui.model.vocabulary import TABLES
from proxytui.store import opening, undo_order
from proxytui.store.dangling import refuse_dangling
from proxytui.store.history import CLI, FILE
from proxytui.store.ids import PREFIXES, random_id
from proxytui.store.ledger import WAIT_SECONDS, Overtaken, SetAsideRecord
from proxytui.store.merge_fields import merge, same

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from proxytui.model.changes import Changes, EarlierState, Edition
    from proxytui.model.records import Json
    from proxytui.place import Address, Place
    from proxytui.store.authors import Author
    from proxytui.store.ledger import Damage, Documents, Ledger
    from proxytui.store.replica import Replica
    from proxytui.store.tinydb_adapter import Database, RecordTable

__all__ = ["LogEntry", "SetAsideRecord", "Store"]

_OPTIMISTIC_TRIES = 2
"""How often a writer lets others be faster before it keeps them from writing."""
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

    def __init__(self, ledger: Ledger, origin: str) -> None:
        self.origin = origin
        self._ledger = ledger

    @staticmethod
    def create(
        folder: Path, template: Path | None, name: str | None = None, as_of: str = ""
    ) -> None:
        """Make a store: empty, or with a template's records and documents. Raises StoreError."""
        opening.create(folder, template, name, as_of)

    @classmethod
    def open(cls, address: Address, origin: str = CLI, read_only: bool = False) -> Store:
        """Open a store; it is written to only to migrate an older schema to this program's.

        `origin` is recorded with every change: `cli`, or a name of its own for every window. Raises
        StoreError.
        """
        return cls(opening.open_ledger(address, origin, read_only), origin)

    def beside(self) -> Store:
        """A second opening of the store by the same origin, for another thread."""
        return Store(self._ledger.beside(), self.origin)

    # Reading

    @property
    def place(self) -> Place:
        """Where the store lies."""
        return self._ledger.place

    @property
    def documents(self) -> Documents:
        """Its kept texts and originals."""
        return self._ledger.documents

    @property
    def name(self) -> str:
        """The name of the store."""
        return str(self._ledger.state.meta.get("name") or self.place.name)

    @property
    def as_of(self) -> str | None:
        """The date at which the store's views start, if it sets one."""
        date = self._ledger.state.meta.get("as_of")
        return date if isinstance(date, str) else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for the user of the store: edits by hand, damage, a snapshot that could not be
        written."""
        failed = self.uncompacted
        return (*self._ledger.state.warnings, *([failed] if failed else []))

    @property
    def unreached(self) -> str:
        """Since when changes of others are not seen for want of a connection, in words; else ""."""
        return self._ledger.unreached

    @property
    def steps(self) -> int:
        """The number of transactions so far."""
        return self._ledger.steps

    @property
    def uncompacted(self) -> str:
        """Why the last try in the background to shorten the journal failed; "" where none did."""
        upkeep = self._ledger.upkeep
        return str(upkeep.failed or "") if upkeep else ""

    @property
    def set_aside(self) -> tuple[SetAsideRecord, ...]:
        """The records that can't be read as they stand; nothing is written while there are any."""
        return tuple(self._ledger.state.set_aside)

    @property
    def damaged(self) -> bool:
        """Whether nothing may be written before the store is repaired."""
        state = self._ledger.state
        return bool(state.damage or state.set_aside)

    def damages(self) -> tuple[Damage, ...]:
        """All damage of the store's files and kept texts; each is read."""
        from proxytui.store.document_damage import of_documents  # only a whole check pays for it

        upkeep, sources = self._ledger.upkeep, self.raw().get("sources", {})
        files = upkeep.damages() if upkeep else ()
        return (*files, *of_documents(sources, self.documents))

    def records(self, table: str) -> Mapping[str, Json]:
        """A live view of a table's records by id; not to be changed, and to be iterated only by the
        one thread that writes and polls."""
        return MappingProxyType(self._ledger.state.tables[table])

    def raw(self) -> Mapping[str, Mapping[str, Json]]:
        """A copy of all tables as they are now; later changes don't show in it."""
        with self._ledger.guard:
            return {t: copy.copy(rows) for t, rows in self._ledger.state.tables.items()}

    def get(self, table: str, id_: str) -> Json | None:
        """One record, or None."""
        with self._ledger.guard:
            return self._ledger.state.tables.get(table, {}).get(id_)

    def table(self, name: str) -> RecordTable:
        """A table with TinyDB's queries; its writes are transactions too."""
        return cast("RecordTable", self._database.table(name))

    @cached_property
    def _database(self) -> Database:
        from proxytui.store.tinydb_adapter import Database  # only who asks in TinyDB's terms pays

        return Database(self._ledger, self.apply)

    def referencing(self, table: str, id_: str) -> tuple[tuple[str, str], ...]:
        """The records, as (table, id), that name a record and keep it from being removed."""
        return citing(self._ledger.state.tables, [(table, id_)])

    def earlier(
        self, keys: Container[tuple[str, str]]
    ) -> dict[tuple[str, str], list[EarlierState]]:
        """What the journal's steps did to some records, given as (table, id): the newest first."""
        return self._ledger.history().earlier(keys)

    def last_written(self) -> str:
        """The id of the last transaction of this one in the journal, known as written or not."""
        return self._ledger.last_written()

    def note_authors(self) -> dict[str, Author]:
        """The author of each note, as far as the journal says; takes time by its length."""
        from proxytui.store import authors  # only lists of notes pay for it

        return authors.of_notes(self._ledger.outline())

    def outline(self) -> Iterable[Transaction]:
        """The transactions for who wrote what; takes time by their number. Raises StoreError."""
        return self._ledger.outline()

    @property
    def login(self) -> str:
        """The login under which this writes; may wait for a net, "" where it isn't known."""
        return self._ledger.login

    def replica(self, *, in_turn: bool = False) -> Replica:
        """The whole store as it is now. `in_turn` it is that of a moment at which this one may
        write, and every change by hand is in a transaction. Raises StoreError."""
        from proxytui.store.replica import Replica  # only merges and backups pay for it

        with self._ledger.writing() if in_turn else nullcontext():
            return Replica.of(self._ledger)

    def log(self) -> tuple[LogEntry, ...]:
        """Every transaction, newest first, with undos and redos."""
        return tuple(LogEntry(*e) for e in self._ledger.history().newest_first())

    def news(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait so long at most for changes of others, in a thread; whether it is time to `poll`."""
        return self._ledger.news(seconds, pause)

    def poll(self) -> tuple[Transaction, ...]:
        """The transactions of others since the last call; () at once when there are none, or while
        a write is going on. An edit by hand comes as a transaction without an id until it is
        journaled.

        For a window, a journal that has grown long is compacted meanwhile, in a thread.
        """
        self._ledger.catch_up()
        if self._ledger.upkeep is not None and self.origin != CLI:
            self._ledger.upkeep.start_if_overdue()
        return self._ledger.take_seen()

    def fresh_id(self, table: str, name: str = "") -> str:
        """An id that no record has yet: for an actor made from its name, otherwise random."""
        if table != "actors":
            return random_id(PREFIXES[table])
        base = text.slug(name)
        rows, chosen, number = self._ledger.state.tables["actors"], base, 2
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

        def write() -> Transaction:
            actual = self._rebase(sound)
            if not actual:
                nothing = self._ledger.next_transaction(self.origin, label, ())
                return msgspec.structs.replace(nothing, id="")
            refuse_dangling(self._ledger.state.tables, actual)
            transaction = self._ledger.next_transaction(self.origin, label, actual)
            if merged or imported:
                transaction = msgspec.structs.replace(transaction, merged=merged, imported=imported)
            return self._ledger.append(transaction)

        return self._in_turn(write)

    def undo(self) -> Transaction:
        """Undo the newest change that this origin may undo; raises Refused with the reason."""

        def write() -> Transaction:
            target = self._ledger.history().undoable(self.origin, self._ledger.is_open)
            if target is None:
                raise Refused("there is nothing to undo")
            return self._toggle("undo", target, inverted(target.changes))

        return self._in_turn(write)

    def redo(self) -> Transaction:
        """Redo the change that this origin undid last; raises Refused with the reason."""

        def write() -> Transaction:
            history = self._ledger.history()
            target = history.redoable(self.origin)
            if target is None:
                elsewhere = history.redoing_elsewhere(self.origin)
                raise Refused("there is nothing to redo", self._redo_hint(elsewhere))
            return self._toggle("redo", target, target.changes)

        return self._in_turn(write)

    def _in_turn(self, write: Callable[[], Transaction]) -> Transaction:
        """Write when the turn comes, again where somebody else was faster; raises StoreError where
        it doesn't come soon enough."""
        until = time.monotonic() + WAIT_SECONDS
        overtaken = 0
        while True:
            hold = overtaken >= _OPTIMISTIC_TRIES
            try:
                with self._ledger.writing(max(0.0, until - time.monotonic()), hold=hold):
                    return write()
            except Overtaken:
                if time.monotonic() >= until:
                    raise
            overtaken += 1

    def compact(self) -> None:
        """Write the newest state into `store.json`; raises StoreError, and Refused where no files
        hold the store."""
        if self._ledger.upkeep is None:
            self.place.own_folder("compacting")
        else:
            self._ledger.upkeep.compact()

    def close(self) -> None:
        """Release the store."""
        self._ledger.close()

    def _redo_hint(self, origins: Sequence[str]) -> str:
        """Where what others have undone can be redone; empty where they haven't undone anything."""
        if any(origin not in (CLI, FILE) and self._ledger.is_open(origin) for origin in origins):
            return "a window undid something; its redo brings that back"
        if CLI in origins:
            return "a command undid something; the command `redo` brings that back"
        if origins:
            return "a window that is closed undid something; `log` lists the changes"
        return ""

    def _rebase(self, changes: Changes, strict: bool = False) -> Changes:
        """The changes as they apply to the records as they are now, one of each record; raises
        Conflict, InvalidRecord."""
        if isinstance(changes, PackedChanges):
            return self._rebase_packed(changes, strict)
        before: dict[tuple[str, str], Json | None] = {}
        now: dict[tuple[str, str], Json | None] = {}
        for change in changes:
            key = (change.table, change.id)
            current = now[key] if key in now else self.get(*key)
            before.setdefault(key, current)
            now[key] = result = merge(change, current, strict)
            if not same(result, current) and result is not None and result is not change.after:
                # Two valid edits may merge into a record that is not.
                from proxytui.model import validation

                validation.validate(*key, result)
        return tuple(
            Change(*key, old, now[key]) for key, old in before.items() if not same(old, now[key])
        )

    def _rebase_packed(self, changes: PackedChanges, strict: bool) -> Changes:
        """The same of packed changes, of which those that fit as they are stay packed."""
        current = PackedTables(self._ledger.state.tables, many=changes.records > MANY)
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
            refuse_dangling(self._ledger.state.tables, actual, returning=True)
        except Conflict as conflict:
            raise Refused(
                f"{refusal}: {self._reason_it_changed(target, changes)}",
                f"look at {conflict.record} ({conflict.field})",
            ) from conflict
        except (Refused, InvalidRecord) as error:
            raise Refused(f"{refusal}: {error.title}", error.hint) from error
        undo_order.check(refusal, tuple(self._ledger.history().later(target)), actual)
        label = f"{verb}: {target.label}"
        transaction = self._ledger.next_transaction(self.origin, label, actual, target.id)
        return self._ledger.append(transaction)

    def _reason_it_changed(self, target: Transaction, changes: Changes) -> str:
        """A sentence on the later change that touches the same records."""
        touched = {(change.table, change.id) for change in as_held(changes)}
        for later in self._ledger.history().later(target):
            if any((change.table, change.id) in touched for change in as_held(later.changes)):
                return f"{later.origin} changed it since: {later.label}"
        return "it was changed since"


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
