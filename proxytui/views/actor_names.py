"""The names of all actors as a filter of the list compares them."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from proxytui.collation import Typed, readings
from proxytui.jobs.pacing import never, with_checkpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor

_MOST_CHANGED = 64
"""The names of so many changed actors are read anew, and without this all."""

_MOST_TYPED = 6


class ActorNames:
    """The names of a store's actors, read when they are first needed and kept up from then on."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._version = index.version
        self._read: list[tuple[str, str]] | None = None
        # What was typed last, and the names with it: most letters narrow it, or are taken back.
        self._hits: list[tuple[Typed, list[tuple[str, str]], Set[str]]] = []

    def matching(self, text: str) -> Set[str] | None:
        """The ids of actors with a name in which a typed text stands; None for an empty text."""
        needle = Typed(text)
        if not needle:
            return None
        self._follow()
        if self._read is None:
            self.prepare()(never)
        return self._having(needle)

    def _having(self, needle: Typed) -> Set[str]:
        for typed, _, ids in self._hits:
            if typed.readings == needle.readings:
                return ids
        among = next((hits for typed, hits, _ in self._hits if needle.narrows(typed)), self._read)
        hits = needle.having(among or ())
        ids = frozenset(map(itemgetter(1), hits))
        self._hits = [(needle, hits, ids), *self._hits[: _MOST_TYPED - 1]]
        return ids

    def prepare(self) -> Callable[[Checkpoint], None]:
        """A function that makes the names ready for the first `matching`, in any thread; it takes
        long, with checkpoints."""
        actors, version = self._index.listed_actors(), self._index.version

        def read(checkpoint: Checkpoint) -> None:
            names = list(_readings(with_checkpoints(actors, checkpoint)))
            self._version, self._read, self._hits = version, names, []

        return read

    def _follow(self) -> None:
        """Read the names of the actors that changed."""
        index = self._index
        touched = index.touched_since(self._version)
        if touched is None or len(touched.actors) > _MOST_CHANGED:
            self._read, self._hits = None, []
        elif touched.actors and self._read is not None:
            ids = touched.actors
            changed = [actor for id_ in ids if (actor := index.actors.get(id_))]
            self._read = [pair for pair in self._read if pair[1] not in ids]
            self._read += _readings(actor for actor in changed if actor.id in ids)
            self._hits = []
        self._version = index.version


def _readings(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        for name in actor.names:
            yield readings(name.text), actor.id
