"""What is made of a store's records, kept in step with it in the one thread that may use it."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from proxytui.model.values import Change, Citation, Json, QuoteCheck, Transaction
    from proxytui.network.index import Index
    from proxytui.network.names import NameSearch
    from proxytui.store.fulltext import FullText


class Following:
    """The index of a store, the searches over it, and the checks of quotes.

    They belong to the thread that made this. What another thread writes waits until `follow` is
    called here.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._names: NameSearch | None = None
        self._fulltext: FullText | None = None
        self.checks: dict[tuple[str, Citation], QuoteCheck] = {}
        self._owner = threading.get_ident()
        self._waiting: deque[Transaction] = deque()

    @property
    def names(self) -> NameSearch:
        """The search for names."""
        if self._names is None:
            from proxytui.network.names import NameSearch

            self._names = NameSearch(self.index)
        return self._names

    def fulltext(self, folder: Path | None, document: Callable[[str], bytes | None]) -> FullText:
        """The words of all records in a file of the folder, of one in memory without a folder;
        `document` reads a kept text by its sha256."""
        if self._fulltext is None:
            from proxytui.network.searching import TABLES, spelt
            from proxytui.store.fulltext import FullText

            self._fulltext = FullText(folder, TABLES, spelt, document)
        return self._fulltext

    def close(self) -> None:
        """Release the file of words."""
        if self._fulltext is not None:
            self._fulltext.close()

    def wrote(self, transaction: Transaction) -> None:
        """Follow what was just written, or let it wait where this is another thread."""
        if threading.get_ident() == self._owner:
            self.follow((transaction,))
        else:
            self._waiting.append(transaction)

    def waiting(self, now: Callable[[str, str], Json | None]) -> tuple[Transaction, ...]:
        """What other threads wrote since the last call, each record as `now` says that it is: later
        changes may have been followed already."""
        found = []
        while self._waiting:
            transaction = self._waiting.popleft()
            changes = tuple(
                msgspec.structs.replace(change, after=now(change.table, change.id))
                for change in transaction.changes
            )
            found.append(msgspec.structs.replace(transaction, changes=changes))
        return tuple(found)

    def follow(self, transactions: Sequence[Transaction]) -> tuple[Change, ...]:
        """Bring everything to where these changes lead; returns the changes."""
        changes = tuple(change for transaction in transactions for change in transaction.changes)
        if changes:
            self.index.apply(changes)
            if self._names is not None:
                self._names.update(changes)
            if self._fulltext is not None:
                self._fulltext.note(changes)
            if any(change.table == "sources" for change in changes):
                self.checks.clear()
        return changes
