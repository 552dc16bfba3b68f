"""The names of a graph's actors as they are looked for in texts; kept up by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.reading.mentions import KnownNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Actor


class NamesInTexts:
    """The known names of a graph's actors, read at the first question; `update` keeps them up.

    Actors judged the same are known by the names of all their records, and lead to that one which
    the graph shows.
    """

    def __init__(self, index: Graph) -> None:
        self._index = index
        self._known: KnownNames | None = None
        self._changed: set[str] | None = None
        self.version = 0
        """Grows with each change of a name."""

    @property
    def known(self) -> KnownNames | None:
        """The names; None before they are read."""
        return self._known

    def read(self) -> KnownNames:
        """The names, read now if they are not yet."""
        prepared = self.prepare()
        if prepared is not None:
            prepared(never)()
        if self._known is None:
            raise RuntimeError("what was just read is there")
        return self._known

    def prepare(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """A function that reads the names outside the graph's thread; None where they are read.

        It takes long, with breaks, and returns a second function, which takes the names over in
        the graph's thread.
        """
        if self._known is not None:
            return None
        actors = list(self._index.iter_actors())
        originals = dict(self._index.merged.originals)
        changed: set[str] = set()
        self._changed = changed

        def read(checkpoint: Checkpoint) -> Callable[[], None]:
            known = KnownNames(
                name
                for actor in with_checkpoints(actors, checkpoint)
                for name in _names(actor, originals)
            )

            def take() -> None:
                if self._known is None and self._changed is changed:
                    self._known, self._changed = known, None
                    self._renew(changed)

            return take

        return read

    def update(self, changes: Iterable[Change]) -> None:
        """Follow changes that the graph has followed."""
        moved = {change.id for change in changes if change.table == "actors"}
        if self._known is not None:
            self._renew(moved)
        elif self._changed is not None:
            self._changed |= moved

    def _renew(self, moved: Iterable[str]) -> None:
        for id_ in moved:
            if self._known is None:
                return
            self.version += 1
            self._known.remove(id_)
            actor = self._index.actors.get(id_)
            if actor is not None:
                for name in _names(actor, self._index.merged.originals):
                    self._known.add(*name)


def _names(
    actor: Actor, originals: Mapping[str, tuple[Actor, ...]]
) -> Iterator[tuple[str, str, str]]:
    """The names of an actor and of those that it stands for, each with its kind."""
    for recorded in originals.get(actor.id, (actor,)):
        for name in recorded.names:
            yield name.text, name.type, actor.id
