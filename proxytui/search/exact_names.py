"""Actors by a name of theirs as it is written, whatever its case and signs; kept up by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.graph.followed_names import FollowedNames
from proxytui.jobs.pacing import with_checkpoints
from proxytui.search.filed_spellings import SpellingsFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor


class _Names:
    """The ids by the keys of their names, and what each actor of the graph brought in.

    While actors are joined or taken apart, two may bring in the same for a moment.
    """

    def __init__(
        self,
        actors: Iterable[Actor],
        originals: Mapping[str, tuple[Actor, ...]],
        checkpoint: Checkpoint,
    ) -> None:
        self._brought: dict[str, set[tuple[str, str]]] = {}
        self._times: dict[str, dict[str, int]] = {}
        for actor in with_checkpoints(actors, checkpoint):
            self.add(actor, originals)

    def called(self, key: str) -> tuple[str, ...]:
        """The ids with a name of this key."""
        return tuple(self._times.get(key, ()))

    def add(self, actor: Actor, originals: Mapping[str, tuple[Actor, ...]]) -> None:
        """Take in the names of an actor, and of those that it stands for."""
        brought = self._brought[actor.id] = {
            (identity(name.text), recorded.id)
            for recorded in originals.get(actor.id, (actor,))
            for name in recorded.names
        }
        for key, id_ in brought:
            times = self._times.setdefault(key, {})
            times[id_] = times.get(id_, 0) + 1

    def remove(self, actor: str) -> None:
        """Forget what an actor brought in."""
        for key, id_ in self._brought.pop(actor, ()):
            times = self._times[key]
            times[id_] -= 1
            if not times[id_]:
                del times[id_]


class ExactNames(FollowedNames[_Names]):
    """The ids of a graph's actors by their names; 20,000 actors take 0.15 s to read. Those of a
    store on the disk are looked up in a file; only what changed is in memory.

    Of actors judged the same each is found by the names that its own record has.
    """

    def __init__(self, index: Graph) -> None:
        super().__init__(index)
        self._filed = index.filed_actors
        self._file: SpellingsFile | None = None

    def called(self, name: str) -> Sequence[str]:
        """The ids of the actors with this very name."""
        key, filed = identity(name), self._filed
        in_memory = self.read().called(key)
        if filed is None or self._file is None:
            return in_memory
        changed = filed.changed()
        return (*(id_ for id_ in self._file.called(key) if id_ not in changed), *in_memory)

    def file(self, checkpoint: Checkpoint) -> None:
        """Make the file of the names of a store on the disk where there is none that fits, in
        whatever thread; `checkpoint` is called often, and may raise to stop."""
        if self._filed is not None:
            SpellingsFile.open(self._filed, checkpoint)

    def _actors(self) -> Iterable[Actor]:
        if self._filed is not None and self._file is None:
            self._file = SpellingsFile.open(self._filed)
        if self._filed is None or self._file is None:
            return super()._actors()
        actors = self._index.actors
        return [actors[id_] for id_ in self._filed.changed() if id_ in actors]

    def _make(
        self,
        actors: Iterable[Actor],
        originals: Mapping[str, tuple[Actor, ...]],
        checkpoint: Checkpoint,
    ) -> _Names:
        return _Names(actors, originals, checkpoint)

    def _renew(self, table: _Names, actor: str) -> None:
        table.remove(actor)
        if actor in self._index.actors:
            table.add(self._index.actors[actor], self._index.merged.originals)
