"""The connection to a server: the only file that knows its driver, and what its errors mean."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg

from proxytui import text
from proxytui.errors import StoreError
from proxytui.store.ledger import Busy, Overtaken
from proxytui.store.server.sql import quoted
from proxytui.store.server.steps import too_much

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from psycopg.abc import PQGen
    from psycopg.errors import Diagnostic

    from proxytui.store.server.address import ServerAddress

Row = tuple[Any, ...]
T = TypeVar("T")

_CONNECT_SECONDS = 5
_SILENT_MS = 10_000
_SIGN_OF_LIFE_SECONDS = 0.25
_SILENT_READ_SECONDS = 5.0
WRITE_PATIENCE_SECONDS = 15.0
"""The longest silence in which a write may wait for others at the server, and a bit."""

# libpq has no codes for these, so they are told apart by its words.
_TURNED_AWAY = (
    ("password authentication failed", "the login or its password is wrong", "see ~/.pgpass"),
    ("no password supplied", "a password is needed", "put it into ~/.pgpass"),
    ("no pg_hba.conf entry", "the server lets nobody in from here", "its pg_hba.conf says who may"),
    ("does not match host", "its certificate is for another name", "write the name that it is for"),
    ("certificate", "the server's certificate is not trusted", "name its root with ?sslrootcert="),
    ("does not support ssl", "the server offers no TLS", "set it up there, or say ?sslmode="),
)
_UNREACHED = (
    ("could not translate host", "no host has that name", "check the address"),
    ("name or service not known", "no host has that name", "check the address"),
    ("failed to resolve host", "no host has that name", "check the address"),
    ("starting up", "the server is starting", "try again in a moment"),
    ("too many", "the server takes no more connections", "try again later"),
    ("timeout", "the server doesn't answer", "check the net, and the address"),
    ("closed the connection", "the server broke the connection off", "try again in a moment"),
    ("refused", "no server listens there", "check the address, and whether it runs"),
)


_TOO_LARGE = "54000"
"""More than a gigabyte in one value."""
_OTHER_SHAPE = ("42883", "42703")
"""No function takes these values, or no table has this column."""


class ConnectionLost(StoreError):
    """Raised where the server can't be reached, or is not any more."""


class Silence(ConnectionLost):
    """Raised where the server, or what stands before it, takes what is sent and answers nothing."""


def earlier_version(shown: str) -> StoreError:
    """The error for a store whose tables and functions are those of an earlier version."""
    return StoreError(
        f"the store at {shown} was made by an earlier version of ProxyTUI",
        "have that version copy it with `backup DIR`, and make it anew: "
        "`proxytui server init ADDRESS#NAME --from DIR`",
    )


class _Silent(psycopg.OperationalError):
    """No byte came for too long."""


class _HeardConnection(psycopg.Connection[Row]):
    """A connection whose waits end once nothing was heard for too long: a connection that is merely
    held open by a proxy looks alive to the system. `patience` is in seconds, None for ever."""

    patience: float | None = None

    def wait(self, gen: PQGen[T], *args: float | None, **options: float | None) -> T:
        """Wait for the end of a statement."""
        waiting: Callable[..., T] = super().wait  # its options differ from version to version
        return waiting(_heard(gen, self.patience), *args, **options)


def _heard(gen: Any, patience: float | None) -> Generator[Any, Any, Any]:
    """The steps of a wait as the driver makes them, as long as something is heard in time; it is
    woken now and then where nothing is."""
    heard, ready = time.monotonic(), None
    while True:
        try:
            step = gen.send(ready)
        except StopIteration as end:
            return end.value
        ready = yield step
        if ready:
            heard = time.monotonic()
        elif patience is not None and time.monotonic() - heard > patience:
            gen.close()
            raise _Silent


class Link:
    """A connection that is made when it is first needed, and again after a break.

    Threads take turns to use it. Raises StoreError, of which none repeats a password; a break is a
    ConnectionLost.
    """

    def __init__(self, address: ServerAddress, origin: str, patience: float | None = None) -> None:
        """With `patience` a server that is silent for so many seconds counts as lost."""
        self.address = address
        self._origin = origin
        self._patience = patience
        self._lock = threading.RLock()
        self._connection: _HeardConnection | None = None
        self._inside = False
        self._unsure = False
        self.made = 0
        """The number of connections that were made so far."""
        self._listening: psycopg.Connection[Row] | None = None

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of one statement; a break before it is mended, one in it is raised."""
        with self._using() as connection:
            cursor = connection.execute(query.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def read(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """As `rows`, for a statement that may be asked twice: after a break of a connection that
        was there it is, if it isn't part of a transaction."""
        with self._lock, self.patient(_SILENT_READ_SECONDS):
            connected = self._connection is not None
            try:
                return self.rows(query, values)
            except Silence:
                raise
            except ConnectionLost:
                if self._inside or not connected:
                    raise
                return self.rows(query, values)

    @contextmanager
    def patient(self, seconds: float) -> Iterator[None]:
        """Inside, the server may be silent for so long at most, where that is watched."""
        before = self._patience
        self._patience = before and min(before, seconds)
        try:
            yield
        finally:
            self._patience = before

    def durable(
        self, query: str, values: Sequence[object], end: Callable[[], None] = lambda: None
    ) -> list[Row]:
        """As `rows`, for a write, which `end` makes durable where it is part of a transaction: what
        a standby was to have and may not have is an error."""
        with self._lock:
            self._unsure = False
            rows = self.rows(query, values)
            end()
            if self._unsure:
                raise StoreError(
                    "it is not sure that the change was saved: the standby didn't confirm it",
                    "look at `log` before you repeat it",
                )
            return rows

    def hear(self, channel: str, seconds: float) -> bool:
        """Wait for a notification of a channel, so long at most; returns whether one came. Those
        from before the first call don't count."""
        with self._using() as connection:
            if connection is not self._listening:
                connection.execute(f"listen {quoted(channel)}".encode())
                self._listening = connection
            return any(True for _ in connection.notifies(timeout=seconds, stop_after=1))

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Inside, what is read is of one moment."""
        with self.transaction():
            self.rows("set transaction isolation level repeatable read, read only")
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Inside, all statements are one transaction."""
        with self._using() as connection, connection.transaction():
            self._inside = True
            try:
                yield
            finally:
                self._inside = False

    @contextmanager
    def holding(self, wait: float) -> Iterator[None]:
        """Inside, nobody else writes; raises Busy where somebody does for longer than `wait`."""
        with self.transaction():
            ms = max(1, round(wait * 1000))
            self.rows("select set_config('lock_timeout', %s, true)", [str(ms)])
            self.rows(f"select {self.address.schema}.hold()")
            over = threading.Event()
            alive = threading.Thread(target=self._stay_alive, args=(over,), daemon=True)
            alive.start()
            try:
                yield
            finally:
                over.set()

    def _stay_alive(self, over: threading.Event) -> None:
        """Be heard of while this process works on: the server gives up who isn't."""
        connection = self._connection
        while connection is not None and not over.wait(_SIGN_OF_LIFE_SECONDS):
            with suppress(psycopg.Error):
                connection.execute("select 1")

    def copy_out(self, query: str) -> Iterator[Row]:
        """The rows of a large result, as they come."""
        with self._copying(f"copy ({query}) to stdout") as copy:
            yield from copy.rows()

    def copy_in(self, table: str, rows: Iterator[Sequence[object]]) -> None:
        """Many rows into a table."""
        with self._copying(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def _copying(self, statement: str) -> Iterator[psycopg.Copy]:
        with (
            self._using() as connection,
            connection.cursor() as cursor,
            cursor.copy(statement.encode()) as copy,
        ):
            yield copy

    @property
    def process(self) -> int:
        """The number of the server's process as it was told at connecting; a pooler tells one of
        its own."""
        with self._using() as connection:
            return int(connection.pgconn.backend_pid)

    @property
    def encrypted(self) -> bool:
        """Whether what is sent is encrypted."""
        with self._using() as connection:
            return bool(connection.pgconn.ssl_in_use)

    def close(self) -> None:
        """End the connection."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                with suppress(psycopg.Error):
                    connection.close()

    def part(self, seconds: float, last: str = "") -> None:
        """End the connection at the end of the program, after a `last` statement; neither a thread
        that uses it nor the server is waited for longer than that, whatever it leaves open."""
        if not self._lock.acquire(timeout=seconds):
            return
        try:
            if last and self._connection is not None:
                with suppress(StoreError), self.patient(seconds):
                    self.rows(last)
            self.close()
        finally:
            self._lock.release()

    @contextmanager
    def _using(self) -> Iterator[psycopg.Connection[Row]]:
        with self._lock:
            if self._connection is None or self._connection.closed:
                self._connection = self._connect()
            connection = self._connection
            connection.patience = self._patience
            try:
                yield connection
            except psycopg.Error as error:
                raise self._told(error, connection) from None

    def _connect(self) -> _HeardConnection:
        address = self.address
        options: dict[str, Any] = {"sslmode": address.sslmode} if address.sslmode else {}
        try:
            connection = _HeardConnection.connect(
                address.url,
                autocommit=True,
                prepare_threshold=None,  # a pooler may give each statement another connection
                connect_timeout=_CONNECT_SECONDS,
                tcp_user_timeout=_SILENT_MS,
                keepalives_idle=_SILENT_MS // 1000,
                application_name=self.address.session(self._origin),
                client_encoding="utf-8",
                **options,
            )
        except psycopg.ProgrammingError:
            hint = "its options are those of PostgreSQL, such as ?sslmode="
            raise StoreError("the address can't be read", hint) from None
        except psycopg.Error as error:
            raise self._unreached(str(error)) from None
        connection.add_notice_handler(self._notice)
        self.made += 1
        return connection

    def _notice(self, notice: Diagnostic) -> None:
        # Its words are in the server's language; the place in its source isn't.
        self._unsure = self._unsure or notice.source_function == "SyncRepWaitForLSN"

    def _unreached(self, words: str) -> StoreError:
        low, shown = words.lower(), self.address.shown
        if "database" in low and "does not exist" in low:
            return StoreError(f"{shown}: the server has no such database", "check the address")
        if "role" in low and "does not exist" in low:
            return StoreError(f"{shown}: the server has no such login", "check the address")
        for part, title, hint in _TURNED_AWAY:
            if part in low:
                return StoreError(f"{shown}: {title}", hint)
        for part, title, hint in _UNREACHED:
            if part in low:
                return ConnectionLost(f"{shown}: {title}", hint)
        last = text.line(words.strip().rpartition("\n")[2].rpartition("FATAL:")[2].strip())
        return ConnectionLost(f"{shown} can't be reached: {last}", "check the address")

    def _told(self, error: psycopg.Error, connection: psycopg.Connection[Row]) -> StoreError:
        shown, code = self.address.shown, error.sqlstate or ""
        if code == "25P03":
            self.close()
            return Overtaken("this program was silent for too long while it kept others waiting")
        if isinstance(error, _Silent):
            self.close()
            return Silence(f"{shown}: the server doesn't answer", "check the net")
        if connection.closed or code.startswith(("57P", "08")):
            self.close()
            return ConnectionLost(f"{shown}: the connection was lost", "try again in a moment")
        if code == "40001":
            return Overtaken(f"{shown}: somebody else was faster")
        if code == "55P03":
            return Busy(f"{shown}: somebody else is writing", "try again in a moment")
        if code == _TOO_LARGE:
            return too_much()
        if code in _OTHER_SHAPE:
            return earlier_version(shown)
        if code in ("3F000", "42P01"):
            hint = "`proxytui server init ADDRESS` makes one"
            return StoreError(f"there is no store at {shown}", hint)
        if code == "42501":
            hint = "whoever looks after it can grant you its role for reading or writing"
            return StoreError(f"your login may not do this at {shown}", hint)
        if code == "25006":
            hint = "write to the server that it follows"
            return StoreError(f"{shown} is a standby, for reading only", hint)
        told = text.line(error.diag.message_primary or str(error))
        return StoreError(f"{shown}: {told}", "nothing was changed")
