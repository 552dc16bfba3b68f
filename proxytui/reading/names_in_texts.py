"""The names of a graph's actors as they are looked for in texts; kept up by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.graph.followed_names import FollowedNames
from proxytui.jobs.pacing import with_checkpoints
from proxytui.reading.mentions import KnownNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor


class NamesInTexts(FollowedNames[KnownNames]):
    """The known names of a graph's actors.

    Actors judged the same are known by the names of all their records, and lead to that one which
    the graph shows.
    """

    def __init__(self, index: Graph) -> None:
        super().__init__(index)
        self.version = 0
        """Grows with each change of a name."""

    @property
    def known(self) -> KnownNames | None:
        """The names; None before they are read."""
        return self._table

    def _make(
        self,
        actors: Iterable[Actor],
        originals: Mapping[str, tuple[Actor, ...]],
        checkpoint: Checkpoint,
    ) -> KnownNames:
        return KnownNames(
            name
            for actor in with_checkpoints(actors, checkpoint)
            for name in _names(actor, originals)
        )

    def _renew(self, table: KnownNames, actor: str) -> None:
        self.version += 1
        table.remove(actor)
        shown = self._index.actors.get(actor)
        if shown is not None:
            for name in _names(shown, self._index.merged.originals):
                table.add(*name)


def _names(
    actor: Actor, originals: Mapping[str, tuple[Actor, ...]]
) -> Iterator[tuple[str, str, str]]:
    """The names of an actor and of those that it stands for, each with its kind."""
    for recorded in originals.get(actor.id, (actor,)):
        for name in recorded.names:
            yield name.text, name.type, actor.id
