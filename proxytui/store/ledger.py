"""The ledger under a store: a log of transactions and kept texts, in a folder or on a server.

A store meets changes, undoes them and checks references; its ledger makes a transaction durable,
and follows what others write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from proxytui.model.changes import Changes, Transaction
    from proxytui.model.records import Json
    from proxytui.place import Place
    from proxytui.store.history import History

WAIT_SECONDS = 10.0
"""Writers wait so long for their turn."""


class Busy(StoreError):
    """Raised where another writer keeps its turn for longer than one may wait."""


class Overtaken(StoreError):
    """Raised by an append where somebody else wrote first: nothing was written, and the next
    `writing` begins with what they wrote."""


class SetAsideRecord(NamedTuple):
    """A record that can't be read as it stands; its last sound version, if any, is shown."""

    table: str
    id: str
    reason: str


class Damage(NamedTuple):
    """A damaged thing: a code, the file or the record it is about, and a sentence."""

    code: str
    record: str
    message: str


class LedgerState(Protocol):
    """A store's records in memory, as far as its ledger was followed; not to be changed.

    `tables` are the records by table and id. `meta` has the store's `name`, `as_of` (an EDTF date)
    and `store` (its uuid), each where it is set. `warnings` are sentences for the user, `damage`
    says why nothing may be written.
    """

    @property
    def tables(self) -> Mapping[str, Mapping[str, Json]]: ...
    @property
    def meta(self) -> Json: ...
    @property
    def warnings(self) -> Sequence[str]: ...
    @property
    def set_aside(self) -> Sequence[SetAsideRecord]: ...
    @property
    def damage(self) -> Sequence[str]: ...


MISSING = "is not here"
"""The fault of a document that a ledger doesn't have."""


def as_text(data: bytes | None) -> str | None:
    """The bytes of a document as text; None for none, and for what is no UTF-8."""
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None


class Documents(Protocol):
    """Kept texts and originals; `sha` is always the hex sha256 of the bytes.

    Several threads may use them; each call may wait for a disk or a net.
    """

    def has(self, sha: str) -> bool:
        """Whether a document of that name is here; its bytes are not looked at."""

    def data(self, sha: str) -> bytes | None:
        """The bytes of a document; None where they are missing, no longer match their name, or
        can't be read: `fault` says which."""

    def fault(self, sha: str) -> str:
        """The fault of a document, as the rest of a sentence; "" where it is sound."""

    def text(self, sha: str) -> str | None:
        """A document as text; None where it is not here, or is no UTF-8."""

    def put(self, data: bytes) -> str:
        """Keep bytes durably; returns their name. What is there already is not written again.
        Raises StoreError."""

    def list(self) -> tuple[str, ...]:
        """The names of all documents, sorted. Raises StoreError where nothing can be read."""


class Upkeep(Protocol):
    """What a ledger in files needs from time to time; no key may wait for it."""

    @property
    def failed(self) -> StoreError | None:
        """The error of the last upkeep in the background; None where it succeeded."""

    def compact(self) -> None:
        """Write the newest state where others read it at once. Raises StoreError; nothing is lost
        then."""

    def start_if_overdue(self) -> None:
        """Begin `compact` in a thread, where reading the store has become slow; returns at once."""

    def damages(self) -> Sequence[Damage]:
        """All damage of the files; kept texts are looked at elsewhere. Raises StoreError."""


class Ledger(Protocol):
    """An open ledger; several threads of one process may use it at once.

    `state` is only changed while `guard` is held, which is for moments: never while a disk, a lock
    or a net is waited for. All that waits raises StoreError where it fails.
    """

    @property
    def place(self) -> Place:
        """Where the store lies."""

    @property
    def state(self) -> LedgerState:
        """The records as they are known now; after a `catch_up` it may be another object."""

    @property
    def login(self) -> str:
        """The login under which this writes; "" where that isn't known."""

    @property
    def unreached(self) -> str:
        """Since when what is known here is not followed for want of a connection, in words; ""
        where it is."""

    @property
    def steps(self) -> int:
        """The number of transactions up to `state`."""

    @property
    def guard(self) -> AbstractContextManager[object]:
        """Held by a thread that reads several things of one moment from `state`; a thread that
        holds it may take it again."""

    @property
    def documents(self) -> Documents:
        """The kept texts and originals."""

    @property
    def upkeep(self) -> Upkeep | None:
        """The upkeep of its files; None where somebody else sees to that."""

    def history(self) -> History:
        """The transactions from the beginning up to `state`; later ones don't show in it. Read at
        the first call, which takes time by the ledger's length."""

    def outline(self) -> Iterable[Transaction]:
        """The transactions so far, oldest first, for who wrote what: of a change's records only
        whether there is one is kept, and large ones may be missing. Raises StoreError."""

    def news(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait so long at most for changes of others, always in one thread; returns whether it is
        time for a `catch_up`. `pause` waits for so long where nothing else is waited for, and may
        raise to end the wait."""

    def catch_up(self) -> None:
        """Follow what others wrote; `take_seen` has it then. Returns at once, without a look,
        while another thread of this process writes."""

    def take_seen(self) -> tuple[Transaction, ...]:
        """The transactions of others that were followed since the last call, oldest first; waits
        for nothing.

        The last change of each record has the present record as `after`, since own changes may have
        come in between. What has no transaction yet (an edit by hand, a reading anew) comes as one
        whose id is empty.
        """

    def writing(
        self, wait: float = WAIT_SECONDS, *, hold: bool = False
    ) -> AbstractContextManager[None]:
        """One turn to look at `state` and to append to it; other threads of the process wait.

        A ledger in a folder keeps all others from writing meanwhile, and `state` has everything.
        One on a server does so only with `hold`; otherwise `state` has what was followed so far,
        and `append` tells where that is not the newest. Raises Busy where the turn doesn't come in
        `wait` seconds, and StoreError where nothing may be written, or it can't be.
        """

    def next_transaction(
        self, origin: str, label: str, changes: Changes, undoes: str | None = None
    ) -> Transaction:
        """A transaction to be appended next: with an id of its own, `prev`, time and login."""

    def append(self, transaction: Transaction) -> Transaction:
        """Make a transaction durable, then apply it to `state`; only inside `writing`.

        It has at most one change of each record. Returns it as it was stored: a server sets `by`
        and `time`, and may set `prev`. Raises Overtaken where somebody else wrote first, and
        StoreError; nothing was written then, as far as anybody can know: see `last_written`.
        """

    def last_written(self) -> str:
        """The id of the transaction that `append` wrote last, also where it was stopped, or heard
        no answer, once it was durable; "" where none was written."""

    def is_open(self, origin: str) -> bool:
        """Whether a window of that origin is open somewhere."""

    def beside(self) -> Ledger:
        """A second opening by the same origin, for another thread."""

    def close(self) -> None:
        """End the use of it, and leave the store so that opening it is quick; raises nothing."""
