"""The short names of a store's sources, no two alike, remembered until a source changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.collation import identity
from proxytui.model import short_names

if TYPE_CHECKING:
    from proxytui.graph.lazy_table import LazyTable
    from proxytui.model.records import Source


class _Titled(msgspec.Struct, frozen=True, gc=False):
    """The fields of a source that its short name is made of."""

    title: str
    short: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None


class SourceNames:
    """The sources of a store by the names that tell them apart."""

    def __init__(self, sources: LazyTable[Source]) -> None:
        self._sources = sources
        self._names: dict[str, str] = {}
        self._renamed: dict[str, Source] = {}
        self._changes = -1

    def name(self, id_: str) -> str:
        """The short name of a source, which no other has; an unknown id stands for itself."""
        return self._known().get(id_, id_)

    def names(self, id_: str) -> tuple[str, ...]:
        """The title and the short name of a source; none of an unknown one."""
        source = self._sources.get(id_)
        return () if source is None else (source.title, self.name(source.id))

    def called(self, name: str) -> list[str]:
        """The ids of the sources with this title or short name."""
        wanted = identity(name)
        names = self._known()
        return [
            source.id
            for source in self._sources.values()
            if wanted in (identity(source.title), identity(names[source.id]))
        ]

    def get(self, id_: str) -> Source | None:
        """A source by its id; where a short name was recorded that others have too, with the one
        that tells them apart."""
        source = self._sources.get(id_)
        if source is None or source.short is None:
            return source
        name = self.name(source.id)
        if name == source.short:
            return source
        renamed = self._renamed.get(source.id)
        if renamed is None:
            renamed = self._renamed[source.id] = msgspec.structs.replace(source, short=name)
        return renamed

    def _known(self) -> dict[str, str]:
        if self._changes != self._sources.changes:
            # Before the pass: what it has to read is no change.
            self._changes = self._sources.changes
            self._names = short_names.distinct(dict(self._sources.project(_Titled)))
            self._renamed.clear()
        return self._names
