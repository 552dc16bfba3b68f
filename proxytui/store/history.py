"""The history of a store: which transactions can be undone and redone, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.model.changes import EarlierState
from proxytui.model.packed_changes import PackedChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from proxytui.model.changes import Change, Transaction
    from proxytui.model.records import Json

CLI = "cli"
"""The origin that all command-line calls share."""
FILE = "file"
"""The origin of edits made by hand in `store.json`."""


class History:
    """The transactions in the journal's order, and which of them are undone now.

    A transaction with `undoes` undoes its target, the next with the same target redoes it, and so
    on; such transactions are not themselves undone.
    """

    def __init__(self, transactions: Iterable[Transaction] = ()) -> None:
        self._all: list[Transaction] = []
        self._undone: set[str] = set()
        self._redo: dict[str, list[str]] = {}
        for transaction in transactions:
            self.add(transaction)

    def add(self, transaction: Transaction) -> None:
        """Follow one more transaction."""
        self._all.append(transaction)
        target, redoable = transaction.undoes, self._redo.setdefault(transaction.origin, [])
        if target is None:
            redoable.clear()
        elif target in self._undone:
            self._undone.discard(target)
            for stack in self._redo.values():
                if target in stack:
                    stack.remove(target)
        else:
            self._undone.add(target)
            redoable.append(target)

    def copy(self) -> History:
        """The history up to now; what is added later doesn't show in it."""
        copied = History()
        copied._all, copied._undone = list(self._all), set(self._undone)
        copied._redo = {origin: list(stack) for origin, stack in self._redo.items()}
        return copied

    def __iter__(self) -> Iterator[Transaction]:
        """The transactions, oldest first."""
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def last(self) -> str:
        """The newest transaction's id, "" where there is none."""
        return self._all[-1].id if self._all else ""

    def newest_first(self) -> Iterator[tuple[Transaction, bool]]:
        """Every transaction and whether it is undone now."""
        for transaction in reversed(self._all):
            yield transaction, transaction.id in self._undone

    def earlier(
        self, keys: Container[tuple[str, str]]
    ) -> dict[tuple[str, str], list[EarlierState]]:
        """What the transactions did to some records, given as (table, id): the newest first. What
        is undone now was as good as never done, and undoing is no change of its own."""
        states: dict[tuple[str, str], list[EarlierState]] = {}
        for transaction, is_undone in self.newest_first():
            if is_undone or transaction.undoes is not None:
                continue
            for change in _of_records(transaction, keys):
                state = EarlierState(change.before, change.after, transaction.imported)
                states.setdefault((change.table, change.id), []).append(state)
        return states

    def undoable(self, origin: str, is_open: Callable[[str], bool]) -> Transaction | None:
        """The transaction that `undo` undoes: for the command line the newest of all; for a window
        its own newest, else the newest whose origin is no open window."""
        live = [t for t in reversed(self._all) if t.undoes is None and t.id not in self._undone]
        if origin == CLI:
            return next(iter(live), None)
        own = next((t for t in live if t.origin == origin), None)
        if own is not None:
            return own
        open_origins: dict[str, bool] = {CLI: False, FILE: False}
        for transaction in live:
            if transaction.origin not in open_origins:
                open_origins[transaction.origin] = is_open(transaction.origin)
            if not open_origins[transaction.origin]:
                return transaction
        return None

    def redoable(self, origin: str) -> Transaction | None:
        """The transaction that `redo` redoes: the one this origin undid last, since its last new
        change."""
        stack = self._redo.get(origin)
        if not stack:
            return None
        return next((t for t in reversed(self._all) if t.id == stack[-1]), None)

    def redoing_elsewhere(self, origin: str) -> tuple[str, ...]:
        """The other origins that have something to redo."""
        return tuple(other for other, stack in self._redo.items() if stack and other != origin)

    def later(self, transaction: Transaction) -> Iterator[Transaction]:
        """The changes after a transaction that are not undone, newest first."""
        for later in reversed(self._all):
            if later.id == transaction.id:
                return
            if later.undoes is None and later.id not in self._undone:
                yield later


def as_now(
    transactions: Sequence[Transaction], tables: Mapping[str, Mapping[str, Json]]
) -> tuple[Transaction, ...]:
    """Transactions of which the last change of each record leaves the record as it is now in the
    tables: others may have followed."""
    latest: dict[tuple[str, str], Change] = {}
    for transaction in reversed(transactions):
        for change in reversed(transaction.changes):
            latest.setdefault((change.table, change.id), change)

    def now(change: Change) -> Change:
        if latest[change.table, change.id] is not change:
            return change
        record = tables.get(change.table, {}).get(change.id)
        return msgspec.structs.replace(change, after=record)

    return tuple(
        msgspec.structs.replace(transaction, changes=tuple(map(now, transaction.changes)))
        for transaction in transactions
    )


def _of_records(transaction: Transaction, keys: Container[tuple[str, str]]) -> Iterator[Change]:
    """The changes of a transaction, the last one first; of packed ones only those of some
    records."""
    changes = transaction.changes
    if isinstance(changes, PackedChanges):
        chosen = [change for change in changes.packed() if (change.table, change.id) in keys]
        return (change.unpacked() for change in reversed(chosen))
    return (change for change in reversed(changes) if (change.table, change.id) in keys)
