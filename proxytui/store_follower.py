"""What is made of a store's records, kept in step with it in the one thread that may use it."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from proxytui.graph.index import Index
    from proxytui.model.changes import Change, Transaction
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation, Json
    from proxytui.search.names import NameSearch
    from proxytui.store.search_index import SearchIndex

_PIECE = 64
"""Changes that are followed at once: a few milliseconds."""


class StoreFollower:
    """The index of a store, the searches over it, and the checks of quotes.

    They belong to the thread that made this. What another thread writes or sees waits until
    `follow` is called here.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._names: NameSearch | None = None
        self._fulltext: SearchIndex | None = None
        self.checks: dict[tuple[str, Citation], QuoteCheck] = {}
        self._owner = threading.get_ident()
        self._waiting: deque[tuple[Change, bool]] = deque()

    @property
    def names(self) -> NameSearch:
        """The search for names."""
        if self._names is None:
            from proxytui.search.names import NameSearch

            self._names = NameSearch(self.index)
        return self._names

    def fulltext(self, folder: Path | None, document: Callable[[str], bytes | None]) -> SearchIndex:
        """The words of all records in a file of the folder, of one in memory without a folder;
        `document` reads a kept text by its sha256."""
        if self._fulltext is None:
            from proxytui.search.engine import TABLES, spelt
            from proxytui.store.search_index import SearchIndex

            self._fulltext = SearchIndex(folder, TABLES, spelt, document)
        return self._fulltext

    def close(self) -> None:
        """Release the file of words."""
        if self._fulltext is not None:
            self._fulltext.close()

    def wrote(self, transaction: Transaction) -> None:
        """Follow what was just written, or let it wait where this is another thread."""
        if threading.get_ident() == self._owner:
            self._take(transaction.changes)
        else:
            self._waiting.extend((change, True) for change in _ordered(transaction))

    def saw(self, transactions: Iterable[Transaction]) -> None:
        """Let what others wrote wait to be followed."""
        for transaction in transactions:
            self._waiting.extend((change, False) for change in _ordered(transaction))

    def follow(
        self, now: Callable[[str, str], Json | None], seconds: float | None = None
    ) -> tuple[Change, ...]:
        """Bring everything to where the changes that wait lead, for about so long; returns those
        that were followed.

        What this program wrote itself is taken as `now` says that it is: later changes of others
        may have been followed already.
        """
        until = None if seconds is None else time.monotonic() + seconds
        followed: list[Change] = []
        while self._waiting and (until is None or not followed or time.monotonic() < until):
            piece: list[Change] = []
            while self._waiting and len(piece) < _PIECE:
                change, own = self._waiting.popleft()
                if own:
                    change = msgspec.structs.replace(change, after=now(change.table, change.id))
                piece.append(change)
            self._take(piece)
            followed += piece
        return tuple(followed)

    @property
    def behind(self) -> bool:
        """Whether changes wait to be followed."""
        return bool(self._waiting)

    def _take(self, changes: Sequence[Change]) -> None:
        self.index.apply(changes)
        if self._names is not None:
            self._names.update(changes)
        if self._fulltext is not None:
            self._fulltext.note(changes)
        if any(change.table == "sources" for change in changes):
            self.checks.clear()


def _ordered(transaction: Transaction) -> list[Change]:
    """The changes so that what is half followed is half of the claims, each of them whole."""
    return sorted(transaction.changes, key=lambda change: change.table == "claims")
