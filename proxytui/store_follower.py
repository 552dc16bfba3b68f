"""The index of a store and its searches, kept in step with it in the one thread that may use it."""

from __future__ import annotations

import threading
import time
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec

from proxytui.reading.remembered_checks import RememberedChecks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from proxytui.graph.index import Index
    from proxytui.graph.merged_records import MergedRecords
    from proxytui.model.changes import Change, Transaction
    from proxytui.model.records import Json
    from proxytui.reading.names_in_texts import NamesInTexts
    from proxytui.search.exact_names import ExactNames
    from proxytui.search.names import NameSearch
    from proxytui.store.search_index import SearchIndex

_BATCH = 64
"""How many changes are followed at once: a few milliseconds."""


class StoreFollower:
    """The index of a store, the searches over it, and the checks of quotes.

    They belong to the thread that made this, or called `own` since. Changes that another thread
    writes or sees wait until `follow` is called here.
    """

    def __init__(self, records: MergedRecords) -> None:
        self._records = records
        self._index = records.build()
        self._later: list[Transaction] = []
        self._names: NameSearch | None = None
        self._exact: ExactNames | None = None
        self._in_texts: NamesInTexts | None = None
        self._fulltext: SearchIndex | None = None
        self.checks = RememberedChecks()
        self._owner = threading.get_ident()
        # Changes that are being followed, and what of them the index has still to take over.
        self._taken: list[Change] = []
        self._led: Iterator[Change] = iter(())
        self._queue: deque[tuple[Change, bool]] = deque()

    def own(self) -> None:
        """Have all of it belong to the thread that calls this from now on."""
        self._owner = threading.get_ident()

    @property
    def index(self) -> Index:
        """The index, up to date with what was put off."""
        self._follow_later()
        return self._index

    @property
    def names(self) -> NameSearch:
        """The search for names."""
        self._follow_later()
        if self._names is None:
            from proxytui.search.names import NameSearch

            self._names = NameSearch(self._index)
        return self._names

    @property
    def exact_names(self) -> ExactNames:
        """The actors by their names as they are written."""
        self._follow_later()
        if self._exact is None:
            from proxytui.search.exact_names import ExactNames

            self._exact = ExactNames(self._index)
        return self._exact

    @property
    def names_in_texts(self) -> NamesInTexts:
        """The names of actors as they are looked for in texts."""
        self._follow_later()
        if self._in_texts is None:
            from proxytui.reading.names_in_texts import NamesInTexts

            self._in_texts = NamesInTexts(self._index)
        return self._in_texts

    def fulltext(self, folder: Path | None, document: Callable[[str], bytes | None]) -> SearchIndex:
        """The search index of all records, in a file of the folder, in memory without a folder;
        `document` reads a kept text by its sha256."""
        self._follow_later()
        if self._fulltext is None:
            from proxytui.search.engine import TABLES, spelt
            from proxytui.store.search_index import SearchIndex

            self._fulltext = SearchIndex(folder, TABLES, spelt, document)
        return self._fulltext

    def close(self) -> None:
        """Release the search index's file."""
        if self._fulltext is not None:
            self._fulltext.close()

    def ask_for_texts(self) -> None:
        """Forget which kept texts could not be read: they may be there now."""
        self.checks.forget()
        if self._fulltext is not None:
            self._fulltext.ask_again()

    def put_off(self, transaction: Transaction) -> None:
        """Follow a transaction only when something is asked, in this thread: a program that ends
        with it never does."""
        self._later.append(transaction)

    def _follow_later(self) -> None:
        while self._later:
            self.wrote(self._later.pop(0))

    def wrote(self, transaction: Transaction) -> None:
        """Follow a transaction that was just written, or queue it where this is another thread."""
        if threading.get_ident() == self._owner:
            awaited = list(self._taken)
            self._take(transaction.changes)
            while not self._step():
                pass
            self._taken = awaited  # `follow` tells of those
        else:
            self._queue.extend((change, True) for change in _ordered(transaction))

    def saw(self, transactions: Iterable[Transaction]) -> None:
        """Queue transactions that others wrote."""
        for transaction in transactions:
            self._queue.extend((change, False) for change in _ordered(transaction))

    def follow(
        self, now: Callable[[str, str], Json | None], seconds: float | None = None
    ) -> tuple[Change, ...]:
        """Bring everything up to date with the queued changes, for about so many seconds; returns
        the changes that were followed.

        Changes of this program take the record from `now`, as it is stored by then: later changes
        of others may have been followed already.
        """
        self._follow_later()
        until = None if seconds is None else time.monotonic() + seconds
        followed: list[Change] = []
        begun = False
        while self.behind and (until is None or not begun or time.monotonic() < until):
            begun = True
            if not self._taken:
                batch: list[Change] = []
                while self._queue and len(batch) < _BATCH:
                    change, own = self._queue.popleft()
                    if own:
                        change = msgspec.structs.replace(change, after=now(change.table, change.id))
                    batch.append(change)
                self._take(batch)
            if self._step():
                followed += self._taken
                self._taken = []
        return tuple(followed)

    @property
    def behind(self) -> bool:
        """Whether changes are queued, or not all of the last ones are told of yet."""
        return bool(self._queue or self._taken)

    def _take(self, changes: Sequence[Change]) -> None:
        """Begin to follow changes; `_step` goes on."""
        self._taken += changes
        self._led = chain(self._led, self._records.lead(changes))
        if self._fulltext is not None:
            self._fulltext.note(changes)
        if any(change.table == "sources" for change in changes):
            self.checks.forget()

    def _step(self) -> bool:
        """Have the index take over a few changes; True once it has all."""
        batch = list(islice(self._led, _BATCH))
        self._records.apply(self._index, batch)
        if self._names is not None:
            self._names.update(batch)
        if self._exact is not None:
            self._exact.update(batch)
        if self._in_texts is not None:
            self._in_texts.update(batch)
        return len(batch) < _BATCH


def _ordered(transaction: Transaction) -> list[Change]:
    """The changes of a transaction with claims last, so that after half of them some claims
    changed, each of them wholly."""
    return sorted(transaction.changes, key=lambda change: change.table == "claims")
