"""Names in records that are spelt in two ways, and links that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.comparing import identity
from proxytui.model.values import Actor, Event, Note, Source
from proxytui.network.references import links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.network.references import Value

_FIELDS = ("publisher", "publisher_parent")


class Publishers:
    """How often each publisher is written in which way, by what stays the same in all of them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._counts: dict[str, dict[str, int]] = {}
        for source in sources:
            for name in self._named(source).values():
                counts = self._counts.setdefault(identity(name), {})
                counts[name] = counts.get(name, 0) + 1

    @staticmethod
    def _named(source: Source) -> dict[str, str]:
        named = {field: text.line(getattr(source, field) or "") for field in _FIELDS}
        return {field: name for field, name in named.items() if name}

    def otherwise(self, source: Source) -> Iterator[str]:
        """A line for each name that a source writes in another way than most do."""
        for field, name in self._named(source).items():
            counts = self._counts[identity(name)]
            usual = max(counts, key=lambda one: counts[one])
            if name != usual:
                yield f"{field}: “{name}” is “{usual}” elsewhere; they count as one"


class Links:
    """What a link in a note may lead to: the id of a record, a name of an actor, a title."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._known: set[str] = set()
        for value in values:
            self._known.add(identity(value.id))
            if isinstance(value, Actor):
                self._known.update(identity(name.text) for name in value.names)
            elif isinstance(value, Event | Source):
                self._known.add(identity(value.title))

    def dead(self, note: Note) -> Iterator[str]:
        """A line for each link that leads nowhere."""
        for link in dict.fromkeys(links(note)):
            if identity(link) not in self._known:
                yield f"text: nothing is called “{text.line(link)[:60]}”, to which it links"
