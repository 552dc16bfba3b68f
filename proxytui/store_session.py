"""An open store with its index: changed, undone, polled, and kept in step."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from proxytui.graph.merged_records import MergedRecords
from proxytui.model import private_notes
from proxytui.model.packed_changes import PackedChanges
from proxytui.store.authors import RecordAuthors
from proxytui.store.history import CLI
from proxytui.store.ids import random_id
from proxytui.store.merge_fields import merge
from proxytui.store.store import LogEntry, Store
from proxytui.store_follower import StoreFollower

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from typing import Self

    from proxytui.graph.index import Index
    from proxytui.model.changes import Change, EarlierState, Edition, Transaction
    from proxytui.model.records import Json
    from proxytui.place import Place


class StoreSession:
    """An open store and its index; applies, undoes and polls changes, and keeps the two in step.

    The index belongs to the thread that opened this, or called `follow_here` since. Other threads
    may write: the index follows with the next `poll` or `follow`. The first change to a `demo`
    makes a throw-away copy.
    """

    def __init__(self, store: Store, *, demo: bool) -> None:
        self._store = store
        self._scratch: Path | None = None
        self._lent = False
        self._looking = threading.Lock()
        self._copying = threading.Lock()
        self._following = StoreFollower(MergedRecords(lambda: self._store.raw()))
        self._unreached = store.unreached
        self.authors = RecordAuthors()
        self.demo = demo

    @property
    def place(self) -> Place:
        """Where the store lies; that of a demo changes with the first change of it."""
        return self._store.place

    def follow_here(self) -> None:
        """Have the index belong to the thread that calls this from now on."""
        self._following.own()

    @property
    def index(self) -> Index:
        """The index of the records."""
        return self._following.index

    def counts(self) -> dict[str, int]:
        """How many records each table has, empty tables left out."""
        return {table: len(rows) for table, rows in self._store.raw().items() if rows}

    @staticmethod
    def fresh_private_id() -> str:
        """An id for a new private note."""
        return random_id(private_notes.PREFIX)

    @property
    def private_notes(self) -> int:
        """How many private notes the user has here."""
        return private_notes.count(self._store.raw())

    def raw(self) -> Mapping[str, Mapping[str, Json]]:
        """The records as they are stored, by table and id."""
        return self._store.raw()

    def fresh_id(self, table: str, wanted: str = "") -> str:
        """An id for a new record, which no record of the table has."""
        return self._store.fresh_id(table, wanted)

    @property
    def unreached(self) -> str:
        """Since when there is no connection to the store, in words; "" where there is."""
        return self._store.unreached

    @property
    def steps(self) -> int:
        """The number of transactions so far; takes time by the journal's size."""
        return self._store.steps

    @property
    def uncompacted(self) -> str:
        """Why the journal could not be shortened in the background; "" where nothing failed."""
        return self._store.uncompacted

    def _writable(self) -> Store:
        """The store to change; the first change to a demo makes its throw-away copy."""
        with self._copying:
            if self.demo and self._scratch is None:
                self._scratch = Path(tempfile.mkdtemp(prefix="proxytui-demo-"))
                copy = self._scratch / "store"
                Store.create(copy, self.place.own_folder("a demo"))
                # Another thread may be reading: what it reads from is there at every moment.
                before, self._store = self._store, Store.open(copy, origin=self._store.origin)
                before.close()
            return self._store

    def apply(
        self, changes: Sequence[Change], label: str, imported: Edition | None = None
    ) -> Transaction:
        """Write one transaction, which is durable on return; the index follows it. `imported` is
        the file that it brings in."""
        transaction = self._writable().apply(changes, label, imported=imported)
        self._wrote(transaction)
        return transaction

    def undo(self) -> Transaction:
        """Take back the newest change; raises Refused with the reason."""
        transaction = self._writable().undo()
        self._wrote(transaction)
        return transaction

    def redo(self) -> Transaction:
        """Bring back what was undone last; raises Refused with the reason."""
        transaction = self._writable().redo()
        self._wrote(transaction)
        return transaction

    def _wrote(self, transaction: Transaction) -> None:
        self.authors.add(transaction)
        # A call of the command line mostly ends with what it wrote.
        if self._store.origin == CLI and isinstance(transaction.changes, PackedChanges):
            self._following.put_off(transaction)
        else:
            self._following.wrote(transaction)

    def earlier(
        self, keys: Container[tuple[str, str]]
    ) -> dict[tuple[str, str], list[EarlierState]]:
        """What the journal's steps did to some records, given as (table, id): the newest first."""
        return self._store.earlier(keys)

    @staticmethod
    def merged(change: Change, current: Json) -> Json | None:
        """A record after a change where it may have changed since; raises Conflict."""
        return merge(change, current)

    def keep_document(self, data: bytes) -> str:
        """Keep a text or an original durably; returns its sha256."""
        self._writable()
        return self._store.documents.put(data)

    def last_written(self) -> str:
        """The id of the step that this session wrote last, also where it was stopped at that; ""
        where the journal has none."""
        return self._store.last_written()

    def log(self) -> tuple[LogEntry, ...]:
        """The transactions, newest first."""
        return self._store.log()

    def news(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait so long at most for changes of others, in a thread; whether it is time to `look`."""
        return self._store.news(seconds, pause)

    def look(self) -> None:
        """Read the changes that other instances wrote, in whatever thread; the index follows
        later."""
        with self._looking:
            seen = self._store.poll()
            for step in seen:
                self.authors.add(step)
            self._following.saw(seen)

    def read_authors(self) -> None:
        """Have `authors` know those of all steps so far; waits for a disk or a net, in a thread.
        Raises StoreError."""
        authors = self.authors
        authors.reader = self._store.login
        for step in self._store.outline():
            authors.add(step)
        authors.complete = True

    @property
    def login(self) -> str:
        """The login under which this writes; may wait for a net, "" where it isn't known."""
        return self._store.login

    def follow(self, seconds: float | None = None) -> tuple[Change, ...]:
        """Bring the index up to date with what other threads wrote and saw, for about so many
        seconds; returns the changes. The rest waits for the next call."""
        before, self._unreached = self._unreached, self._store.unreached
        if before and not self._unreached:
            self._following.ask_for_texts()
        return self._following.follow(self._store.get, seconds)

    @property
    def behind(self) -> bool:
        """Whether changes wait for the index to follow."""
        return self._following.behind

    def poll(self) -> tuple[Change, ...]:
        """The changes that other instances wrote since the last call; the index has followed
        them."""
        self.look()
        return self.follow()

    def beside(self) -> Self:
        """A second session of the same store, for another thread; its changes come here with the
        next `poll`."""
        store = self._writable() if self.demo else self._store
        other = type(self)(store.beside(), demo=self.demo)
        other._scratch, other._lent = self._scratch, True
        return other

    def close(self) -> None:
        """Release the store; a demo's throw-away copy goes with it."""
        self._following.close()
        self._store.close()
        if self._scratch is not None and not self._lent:
            shutil.rmtree(self._scratch, ignore_errors=True)
