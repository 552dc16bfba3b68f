"""The names that a text of records may use: those of the actors and sources of a store."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.wording import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.graph.index import Index
    from proxytui.search.exact_names import ExactNames
    from proxytui.search.names import NameSearch
    from proxytui.workspace import Workspace

_NEAR = 3
_COMPARED = 1_000
_MOST = 9


class StoreDirectory:
    """Actors by any of their names and sources by their titles, whatever case and signs.

    Of actors judged the same each is known by its own names, as the text of its record has them; a
    name of several of them means the one that stands for them.
    """

    def __init__(self, index: Index, exact: ExactNames, names: NameSearch) -> None:
        self._index = index
        self._exact = exact
        self._names = names
        self._close: tuple[tuple[str, int], Sequence[str]] = (("", -1), ())

    def actors_called(self, name: str) -> Sequence[str]:
        """The ids of the actors with this very name."""
        ids = self._exact.called(name)
        standing = {self._index.merged.standing(id_) for id_ in ids}
        return ids if len(standing) > 1 or len(ids) < 2 else tuple(standing)

    def sources_called(self, title: str) -> Sequence[str]:
        """The ids of the sources with this title or short name."""
        return self._index.source_names.called(title)

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        """Ids of the actors or sources that come close to one that there isn't, best first."""
        from difflib import get_close_matches  # only a fault pays for it

        # Few are compared: a line that is typed asks for this with each key.
        index, begins = self._index, id_[:1].casefold()
        if table == "sources" and (called := self.sources_like(id_, _NEAR)):
            return called
        known = index.iter_actors() if table == "actors" else index.iter_sources()
        alike = (record.id for record in known if record.id[:1].casefold() == begins)
        return get_close_matches(id_, islice(alike, _COMPARED), n=_NEAR)

    def has(self, table: str, id_: str) -> bool:
        """Whether there is such a record."""
        return self.is_actor(id_) if table == "actors" else id_ in self._index.sources

    def label(self, actor: str) -> str:
        """What an actor is called, whatever the date."""
        known = self._index.merged.recorded(actor, self._index.actors)
        return actor if known is None else label(known, None)

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id."""
        return self._index.merged.recorded(id_, self._index.actors) is not None

    def name(self, id_: str) -> tuple[str, bool]:
        """The first name of an actor, and whether it stands for this one alone; an unknown actor
        has none."""
        known = self._index.merged.recorded(id_, self._index.actors)
        if known is None or not known.names:
            return "", False
        name = known.names[0].text
        return name, tuple(self._exact.called(name)) == (id_,)

    def near(self, name: str) -> Sequence[str]:
        """Labels of the actors whose names come close."""
        return [self.label(actor) for actor in self._near(name, _NEAR)]

    def actors_like(self, text: str, most: int) -> Sequence[str]:
        """Labels of the actors that a text may be the beginning of, best first."""
        wanted = identity(text)
        labels = dict.fromkeys(self.label(actor) for actor in self._near(text, most))
        return sorted(labels, key=lambda label: not identity(label).startswith(wanted))

    def sources_like(self, text: str, most: int) -> Sequence[str]:
        """Ids of the sources that begin with a text, or whose short name or title has it."""
        wanted, names = text.casefold(), self._index.source_names
        first, called, titled = [], [], []
        for source in self._index.iter_sources():
            if source.id.casefold().startswith(wanted):
                first.append(source.id)
            elif wanted in names.name(source.id).casefold():
                called.append(source.id)
            elif wanted in source.title.casefold():
                titled.append(source.id)
        return (first + called + titled)[:most]

    def _near(self, text: str, most: int) -> Sequence[str]:
        """The ids of so many actors whose names come close, best first; while a line is typed the
        same is looked up for what fits and for what is wrong."""
        key = (text, self._index.changes)
        if self._close[0] != key:
            self._close = key, [hit.actor for hit in self._names.search(text, max(most, _MOST))]
        return self._close[1][:most]


def of(workspace: Workspace) -> StoreDirectory:
    """The names of an open store."""
    return StoreDirectory(workspace.index, workspace.exact_names, workspace.names)
