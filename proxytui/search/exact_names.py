"""Actors by a name of theirs as it is written, whatever its case and signs; kept up by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.jobs.pacing import never, with_checkpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Actor


class ExactNames:
    """The ids of a graph's actors by their names; read at the first question, 0.15 s of 20,000
    actors, and kept up by `update` from then on.

    Of actors judged the same each is found by the names that its own record has.
    """

    def __init__(self, index: Graph) -> None:
        self._index = index
        self._names: _Names | None = None
        self._changed: set[str] | None = None

    def called(self, name: str) -> Sequence[str]:
        """The ids of the actors with this very name."""
        if self._names is None:
            self._names = _Names(self._index.iter_actors(), self._index.merged.originals, never)
        return self._names.called(identity(name))

    def prepare(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """A function that reads the names outside the graph's thread; None where they are read.

        It takes long, with breaks, and returns a second function, which takes the names over in
        the graph's thread.
        """
        if self._names is not None:
            return None
        actors = list(self._index.iter_actors())
        originals = dict(self._index.merged.originals)
        changed: set[str] = set()
        self._changed = changed

        def read(checkpoint: Checkpoint) -> Callable[[], None]:
            names = _Names(actors, originals, checkpoint)

            def take() -> None:
                if self._names is None and self._changed is changed:
                    self._names, self._changed = names, None
                    for id_ in changed:
                        self._renew(names, id_)

            return take

        return read

    def update(self, changes: Iterable[Change]) -> None:
        """Follow changes that the graph has followed."""
        moved = {change.id for change in changes if change.table == "actors"}
        if self._names is not None:
            for id_ in moved:
                self._renew(self._names, id_)
        elif self._changed is not None:
            self._changed |= moved

    def _renew(self, names: _Names, id_: str) -> None:
        names.remove(id_)
        if id_ in self._index.actors:
            names.add(self._index.actors[id_], self._index.merged.originals)


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
