"""The ledger on a server: one conditional append in one transaction, and nothing else relied on."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import Conflict, InvalidRecord, Refused, StoreError
from proxytui.model import private_notes
from proxytui.model.changes import Transaction, changed
from proxytui.store.folder.journal_entries import now
from proxytui.store.folder.lazy_records import put
from proxytui.store.history import CLI, FILE, History, as_now
from proxytui.store.ids import random_id
from proxytui.store.ledger import WAIT_SECONDS, Busy, Overtaken
from proxytui.store.server import cache, journals, steps
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.documents import ServerDocuments
from proxytui.store.server.feed import Feed
from proxytui.store.server.journals import Head, JournalStep
from proxytui.store.server.kept_log import KeptLog
from proxytui.store.server.link import WRITE_PATIENCE_SECONDS, ConnectionLost, Link
from proxytui.store.server.state import ServerState, copied
from proxytui.store.server.stored_tables import StoredTables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.changes import Changes
    from proxytui.store.server.link import Row

_FAR_STEPS, _FAR_RECORDS, _FAR_BYTES = 2000, 50, 32 * 1024 * 1024
"""With more steps than this, or one for so many records, or more bytes, all is read anew."""
_SMALL_LOG_BYTES = 2 * 1024 * 1024
"""An explorer reads a log up to this size, as the server stores it, before anybody asks for it."""
_RETRY_SECONDS = 2.0
_COMPARE_SECONDS = 2.0
"""After so long without a step the journal's end is compared with what is known."""
_PAUSE_SECONDS = 0.2
_PARTING_SECONDS = 1.0


class Known(NamedTuple):
    """A store as another opening of this program knows it, and its steps where it has read them."""

    state: ServerState
    history: History | None


class ServerLedger:
    """A ledger on a server; without a connection it is open for reading, as far as it is known."""

    upkeep = None

    def __init__(
        self, address: ServerAddress, origin: str, read_only: bool, known: Known | None = None
    ) -> None:
        self.address = address
        self.place = address.place
        self.guard = threading.RLock()
        self._link = Link(address, origin, WRITE_PATIENCE_SECONDS)
        self._schema = address.schema
        self._origin = origin
        self._read_only = read_only
        self._turns = threading.RLock()
        self._held = ExitStack()
        self._offline: float | None = None
        self._checked, self._compared = 0, time.monotonic()
        self._last_known = self._login = ""
        self._writing = ""
        self._history = known.history if known is not None else None
        self._seen: list[Transaction] = []
        self._feed = Feed(address, origin)
        # A text that is long on its way keeps no step waiting; a command does one after the other.
        reads = Link(address, f"{origin} reads", WRITE_PATIENCE_SECONDS)
        self._reads = self._link if origin == CLI else reads
        self.documents = ServerDocuments(self._reads, address.cache)
        self._kept_log = KeptLog(address.cache)
        self._log_due = origin != CLI
        self.state = self._opened(known.state if known is not None else None)

    @classmethod
    def open(cls, address: str, origin: str, read_only: bool) -> ServerLedger:
        """Open a store by its address. Raises StoreError."""
        return cls(ServerAddress.read(address), origin, read_only)

    @property
    def unreached(self) -> str:
        """Since when there is no connection, in words; "" where there is one."""
        return "" if self._offline is None else self._last_known

    @property
    def steps(self) -> int:
        """The number of steps up to `state`."""
        return self.state.steps

    def beside(self) -> ServerLedger:
        """A second opening by the same origin, for another thread; it knows what this one does,
        without a connection too."""
        with self.guard:
            history = self._history.copy() if self._history is not None else None
            known = Known(copied(self.state), history)
        return ServerLedger(self.address, self._origin, self._read_only, known)

    def is_open(self, origin: str) -> bool:
        """Whether a window of that origin is connected somewhere: each one behind a pooler, where
        nobody can tell; none without a connection."""
        query = (
            "select pg_backend_pid(), exists (select from pg_stat_activity "
            "where application_name = %s and datname = current_database())"
        )
        with suppress(ConnectionLost):
            ((process, connected),) = self._link.read(query, [self.address.session(origin)])
            return bool(connected) or process != self._link.process
        return False

    def close(self) -> None:
        """End the use of it, and save what is known; a server that is silent is not waited for."""
        if not self._turns.acquire(timeout=_PARTING_SECONDS):
            return
        try:
            if cache.worth_saving(self.state):
                cache.save(self.address.cache, self.state)
            elif self._offline is None:
                cache.confirm(self.address.cache, self.state)
            if self._history is not None and self._offline is None:
                self._kept_log.save(tuple(self._history), self._login)
            # A server needs a moment to see that somebody left.
            tells = self._origin != CLI and self._offline is None
            self._link.part(_PARTING_SECONDS, "set application_name = 'proxytui'" if tells else "")
            self._reads.part(_PARTING_SECONDS)
            self._feed.close(_PARTING_SECONDS)
        finally:
            self._turns.release()

    # Reading

    def _opened(self, known: ServerState | None) -> ServerState:
        """The state from what is known, or the cache, and the steps since, or the server alone."""
        cached = known or cache.cached(self.address.cache)
        try:
            head = self._head(cached)
            self._checked = self._link.made
            if cached is not None and not self._continues(cached, head):
                cache.forget(self.address.cache)
                cached = self._history = None
            if cached is None:
                return self._loaded()
            cached.meta, cached.login = head.meta, head.login
            self.state = cached
            if head.seq == cached.seq and head.private_seq == cached.private_seq:
                cached.followed = time.time()
            else:
                self._follow()
                self._seen.clear()
        except ConnectionLost:
            if cached is None:
                raise
            self.state = cached
            self._lost()
        return self.state

    @staticmethod
    def _continues(known: ServerState, head: Head) -> bool:
        """Whether what is known here is an earlier state of the store, for the same login."""
        return (
            head.goes_on
            and known.meta.get("store") == head.meta["store"]
            and known.login in (None, head.login)
            and 0 <= head.seq - known.seq <= max(_FAR_STEPS, known.records // _FAR_RECORDS)
            and head.unread <= _FAR_BYTES
        )

    def _head(self, known: ServerState | None = None) -> Head:
        """The head of the store beside what is known of it; in one round trip. Raises
        StoreError."""
        rows = self._link.read(*journals.head(self._schema, known))
        return journals.read_head(rows, self.place.shown)

    def _loaded(self) -> ServerState:
        """The state as the server has it, saved on this machine."""
        with self._link.moment():
            head = self._head()
            state = ServerState({}, head.meta, head.seq, head.last, time.time(), login=head.login)
            private = state.login is not None
            if private and (rows := self._link.rows(journals.newest_private(self._schema))):
                state.private_seq, state.private_last = rows[0]
            cache.load_all(self.address.cache, StoredTables(self._link, private=private), state)
        return state

    def history(self) -> History:
        """The transactions up to now; the journal is read at the first call, without a connection
        as far as it was read here before."""
        with self._turns:
            if self._history is None:
                self._history = self._read_history(self._link)
            return self._history.copy()

    def _read_history(self, link: Link) -> History:
        state = self.state
        try:
            if self._offline is not None:
                raise ConnectionLost(self._last_known)
            rows = link.read(*journals.up_to(self._schema, state))
            return History(item.step for item in journals.read(rows))
        except ConnectionLost:
            kept = self._kept_log.up_to(state.last, state.private_last)
            if kept is None:
                what = f"{self._last_known or 'no connection'}: the log was not read here before"
                raise ConnectionLost(what, "it is there again with the server") from None
            return History(kept)

    @property
    def login(self) -> str:
        """The login at the server; asked for once, without a connection that of the last time."""
        if not self._login and self._offline is None:
            with suppress(StoreError):
                ((self._login,),) = self._link.read("select session_user::text")
        return self._login or self._kept_log.login

    def outline(self) -> Iterable[Transaction]:
        """The steps so far without their records, but for large ones; raises StoreError."""
        if self._offline is not None:
            return self.history()
        return steps.outlined(self._reads.read(steps.OUTLINE.format(schema=self._schema)))

    def news(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait so long at most for a change of others; whether `catch_up` may have one then."""
        if self._offline is None:
            self._read_log()
            return self._feed.wait(seconds, pause)
        pause(seconds)
        return True

    def _read_log(self) -> None:
        """Read the log once where it is small, to be kept for the time without a connection."""
        if not self._log_due or self._history is not None:
            return
        self._log_due = False
        state, known = self.state, self.state.steps
        # Not on the connection for texts: one that is long on its way would keep steps waiting.
        link = Link(self.address, f"{self._origin} log", WRITE_PATIENCE_SECONDS)
        with suppress(StoreError), closing(link):
            query = f"select coalesce(sum(pg_column_size(changes)), 0) from {self._schema}.journal"
            ((size,),) = link.read(query)
            if size > _SMALL_LOG_BYTES:
                return
            history = self._read_history(link)
            with self._turns, self.guard:
                if self._history is None and self.state is state and state.steps == known:
                    self._history = history
                else:
                    self._log_due = self._history is None

    def _read_log_anew(self) -> None:
        """Have the log read anew before it is used or kept."""
        self._history, self._log_due = None, self._origin != CLI

    def catch_up(self) -> None:
        """Follow the steps of others; at once, without a look, while another thread writes. Without
        a connection it is tried again from time to time."""
        if not self._turns.acquire(blocking=False):
            return
        try:
            due = self._offline is None or time.monotonic() - self._offline > _RETRY_SECONDS
            if due and self._follow():
                self._feed.found()
        except ConnectionLost:
            self._lost()
        finally:
            self._turns.release()

    def _follow(self) -> bool:
        """Apply the steps that are not known yet; returns whether there were any."""
        state = self.state
        seen = journals.read(self._link.read(*journals.since(self._schema, state)))
        asked = self._link.made == self._checked and journals.follows(seen, state)
        if not asked or (not seen and time.monotonic() - self._compared > _COMPARE_SECONDS):
            if self._set_back():
                return True
            self._checked, self._compared = self._link.made, time.monotonic()
        with self.guard:
            for item in seen:
                self._put(item)
            self._seen += [item.step for item in seen]
            state.followed = time.time()
            state.warnings.clear()
            if any(item.private_seq for item in seen):
                self._read_log_anew()  # its place may be before what is known already
            elif self._history is not None:
                for item in seen:
                    self._history.add(item.step)
        self._offline = None
        return bool(seen)

    def _put(self, item: JournalStep) -> None:
        """Have the state follow a step."""
        state = self.state
        put(state.tables, item.step.changes)
        if item.seq:
            state.seq, state.last = item.seq, item.step.id
        if item.private_seq:
            state.private_seq, state.private_last = item.private_seq, item.step.id

    def _set_back(self) -> bool:
        """Take the store as it is now where the journal lacks what is known of it: a server was set
        back, or a standby took its place. Raises StoreError where it is another store."""
        old, head = self.state, self._head(self.state)
        if head.meta["store"] != old.meta.get("store"):
            what = f"there is another store at {self.place.shown} now"
            raise StoreError(what, "this window shows the one before; open it again to see that")
        if head.goes_on:
            return False
        new = self._loaded()
        changes = tuple(changed(old.tables, new.tables))
        label = f"what {self.place.shown} has since it was set back"
        with self.guard:
            self.state, self._history = new, None
            self._seen.append(Transaction("", new.last, FILE, "", now(), label, changes))
        self._offline = None
        self._checked, self._compared = self._link.made, time.monotonic()
        return True

    def _lost(self) -> None:
        """Say since when there is no connection."""
        then = time.localtime(self.state.followed)
        day = "" if then[:3] == time.localtime()[:3] else "%Y-%m-%d "
        self._last_known = f"no connection, as of {time.strftime(f'{day}%H:%M', then)}"
        self._offline = time.monotonic()
        with self.guard:
            self.state.warnings[:] = [f"{self._last_known}; reading goes on, nothing is written"]

    def take_seen(self) -> tuple[Transaction, ...]:
        """The transactions that were followed since the last call, oldest first; the last change of
        each record has the present record as `after`."""
        with self.guard:
            seen = as_now(self._seen, self.state.tables)
            self._seen.clear()
        return seen

    # Writing

    @contextmanager
    def writing(self, wait: float = WAIT_SECONDS, *, hold: bool = False) -> Iterator[None]:
        """One turn to append; with `hold` the others wait meanwhile. Raises Busy.

        What was refused, or found to be no change, by a state that was not the newest is Overtaken.
        """
        if self._read_only:
            raise StoreError(f"{self.place.shown} is open for reading only", "open it for writing")
        if self.state.set_aside:
            aside = self.state.set_aside[0]
            what = f"{aside.table}/{aside.id}: {aside.reason}"
            raise StoreError(f"nothing is written while the store is damaged: {what}", "")
        if not self._turns.acquire(timeout=wait):
            raise Busy("another thread is writing", "try again in a moment")
        try:
            if hold or self._offline is not None:
                self._follow()  # also since nothing can be read anew inside a held turn
            with self._held:
                if hold:
                    self._held.enter_context(self._link.holding(wait))
                    self._follow()
                written = self.state.steps
                try:
                    yield
                except (Conflict, Refused, InvalidRecord) as error:
                    if self._follow():
                        raise Overtaken("somebody else wrote first") from error
                    raise
                if self.state.steps == written and self._follow():
                    raise Overtaken("somebody else wrote first")
        except ConnectionLost as error:
            self._lost()
            why = error.title.removeprefix(f"{self.place.shown}: ")
            raise ConnectionLost(f"not saved: no connection ({why})", "reading goes on") from None
        finally:
            self._turns.release()

    def next_transaction(
        self, origin: str, label: str, changes: Changes, undoes: str | None = None
    ) -> Transaction:
        """The next transaction, to be appended now; the server sets its time and its login."""
        return Transaction(
            random_id("t-"), self.state.last, origin, "", now(), label, changes, undoes
        )

    def append(self, transaction: Transaction) -> Transaction:
        """Make a transaction durable, then apply it; returns it as the server has it. Only inside
        `writing`. Raises Overtaken."""
        self._writing = transaction.id
        state = self.state
        if state.login is None and private_notes.split(transaction.changes)[1]:
            raise Refused(
                "this store was made by an earlier version, and keeps no private notes",
                "`proxytui server init ADDRESS`, by whoever looks after it, adds them",
            )
        rows = self._appended(transaction)
        if not rows:
            if not self._follow():
                self._set_back()
            raise Overtaken(
                f"others write to {self.place.shown} all the while", "try again in a moment"
            )
        seq, prev, login, at, private_seq, newest = rows[0]
        stored = msgspec.structs.replace(transaction, prev=prev, by=login, time=at)
        behind = not seq and newest != state.seq
        with self.guard:
            self._put(JournalStep(seq, private_seq, stored))
            state.followed = time.time()
            if behind:
                self._read_log_anew()  # steps of others come before it that are not known yet
            elif self._history is not None:
                self._history.add(stored)
        return stored

    def _appended(self, step: Transaction) -> list[Row]:
        """The server's answer to an append; none where somebody was faster. Where no answer is
        heard it is asked again with the same id, which the server writes once."""
        query, values = journals.append(self._schema, self.state, step)
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                # What was held is written by the end of it, before it counts as such.
                return self._link.durable(query, values, self._held.close)
            except ConnectionLost:
                with suppress(StoreError):
                    self._held.close()
                if time.monotonic() >= until:
                    self._lost()
                    raise StoreError(
                        f"{self.place.shown}: the connection was lost while a change was saved",
                        "look whether it is there before you repeat it",
                    ) from None
            time.sleep(_PAUSE_SECONDS)

    def last_written(self) -> str:
        """The id of the transaction that `append` wrote last, or was cut off at, if the journal has
        it; "" otherwise, and where nobody can say."""
        id_ = self._writing
        if not id_ or self.state.last == id_:
            return id_
        with suppress(StoreError):
            question = journals.having(self._schema, self.state, id_)
            return id_ if self._link.read(*question) else ""
        return ""
