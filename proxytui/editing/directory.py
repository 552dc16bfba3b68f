"""The names that a text of records may use: those of the actors and sources of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.wording import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.graph.index import Index
    from proxytui.search.names import NameSearch

_NEAR = 3


class StoreDirectory:
    """Actors by any of their names and sources by their titles, whatever case and signs.

    Of actors judged the same each is known by its own names, as the text of its record has them; a
    name of several of them means the one that stands for them.

    Built in one pass over the names, when one is first asked for. `near` gives the ids of so many
    actors whose names come close to a text, best first.
    """

    def __init__(self, index: Index, near: Callable[[str, int], Sequence[str]]) -> None:
        self._index = index
        self._near = near
        self._version = -1
        self._actors: dict[str, list[str]] = {}
        self._sources: dict[str, list[str]] = {}

    def actors_called(self, name: str) -> Sequence[str]:
        """The ids of the actors with this very name."""
        self._build()
        ids = self._actors.get(identity(name), ())
        standing = {self._index.merged.standing(id_) for id_ in ids}
        return ids if len(standing) > 1 or len(ids) < 2 else tuple(standing)

    def sources_called(self, title: str) -> Sequence[str]:
        """The ids of the sources with this title."""
        self._build()
        return self._sources.get(identity(title), ())

    def has(self, table: str, id_: str) -> bool:
        """Whether there is such a record."""
        index = self._index
        return id_ in (index.actors if table == "actors" else index.sources)

    def label(self, actor: str) -> str:
        """What an actor is called, whatever the date."""
        known = self._index.merged.recorded(actor, self._index.actors)
        return actor if known is None else label(known, None)

    def near(self, name: str) -> Sequence[str]:
        """Labels of the actors whose names come close."""
        return [self.label(actor) for actor in self._near(name, _NEAR)]

    def actors_like(self, text: str, most: int) -> Sequence[str]:
        """Labels of the actors that a text may be the beginning of, best first."""
        wanted = identity(text)
        labels = dict.fromkeys(self.label(actor) for actor in self._near(text, most))
        return sorted(labels, key=lambda label: not identity(label).startswith(wanted))

    def sources_like(self, text: str, most: int) -> Sequence[str]:
        """Ids of the sources that begin with a text, or whose title has it."""
        wanted = text.casefold()
        sources = list(self._index.iter_sources())
        first = [source.id for source in sources if source.id.casefold().startswith(wanted)]
        titled = [source.id for source in sources if wanted in source.title.casefold()]
        return list(dict.fromkeys((*first, *titled)))[:most]

    def _build(self) -> None:
        if self._version == self._index.changes:
            return
        self._version = self._index.changes
        self._actors, self._sources = {}, {}
        for actor in self._index.iter_actors():
            for recorded in self._index.merged.originals.get(actor.id, (actor,)):
                for key in {identity(name.text) for name in recorded.names}:
                    self._actors.setdefault(key, []).append(recorded.id)
        for source in self._index.iter_sources():
            self._sources.setdefault(identity(source.title), []).append(source.id)


def of_store(index: Index, names: NameSearch) -> StoreDirectory:
    """The directory of a store, with the names that its search finds close to a text."""
    return StoreDirectory(index, lambda name, most: [hit.actor for hit in names.search(name, most)])
