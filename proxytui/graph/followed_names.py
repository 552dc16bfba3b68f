"""What is made of the names of all actors at the first question, and kept up by changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from proxytui.jobs.pacing import never

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Actor

T = TypeVar("T")


class FollowedNames(ABC, Generic[T]):
    """A table made of the names of a graph's actors, read at the first question; `update` keeps it
    up. Of actors judged the same the records that an actor stands for are handed on with it."""

    def __init__(self, index: Graph) -> None:
        self._index = index
        self._table: T | None = None
        self._changed: set[str] | None = None

    @abstractmethod
    def _make(
        self,
        actors: Iterable[Actor],
        originals: Mapping[str, tuple[Actor, ...]],
        checkpoint: Checkpoint,
    ) -> T:
        """The table of these actors; uses no graph, in whatever thread."""

    def _actors(self) -> Iterable[Actor]:
        """The actors that the table is made of."""
        return self._index.iter_actors()

    @abstractmethod
    def _renew(self, table: T, actor: str) -> None:
        """Take an actor into the table as the graph has it now, or out of it."""

    def read(self) -> T:
        """The table, read now if it is not yet."""
        if self._table is None:
            index = self._index
            self._table = self._make(self._actors(), index.merged.originals, never)
        return self._table

    def prepare(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """A function that reads the names outside the graph's thread; None where they are read.

        It takes long, with breaks, and returns a second function, which takes the names over in
        the graph's thread.
        """
        if self._table is not None:
            return None
        actors = list(self._actors())
        originals = dict(self._index.merged.originals)
        changed: set[str] = set()
        self._changed = changed

        def read(checkpoint: Checkpoint) -> Callable[[], None]:
            table = self._make(actors, originals, checkpoint)

            def take() -> None:
                if self._table is None and self._changed is changed:
                    self._table, self._changed = table, None
                    for id_ in changed:
                        self._renew(table, id_)

            return take

        return read

    def update(self, changes: Iterable[Change]) -> None:
        """Follow changes that the graph has followed."""
        moved = {change.id for change in changes if change.table == "actors"}
        if self._table is not None:
            for id_ in moved:
                self._renew(self._table, id_)
        elif self._changed is not None:
            self._changed |= moved
