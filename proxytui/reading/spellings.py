"""Hints on names in records that are spelt in two ways, and on links that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.collation import identity
from proxytui.model.note_text import links, meanings
from proxytui.model.records import Actor, Event, Note, Source
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.graph.backlinks import Value

_FIELDS = ("publisher", "publisher_parent")


class NamesInText:
    """The counted spellings of publishers, and all that a link may lead to: ids, actors' names,
    titles."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._publishers: dict[str, dict[str, int]] = {}
        self._known: set[str] = set()
        for value in values:
            self._known.add(identity(value.id))
            if isinstance(value, Actor):
                self._known.update(identity(name.text) for name in value.names)
            elif isinstance(value, Event | Source):
                self._known.add(identity(value.title))
            if isinstance(value, Source):
                for name in _publishers(value).values():
                    counts = self._publishers.setdefault(identity(name), {})
                    counts[name] = counts.get(name, 0) + 1

    def hints(self, value: Value) -> Iterator[tuple[str, str]]:
        """The code and the words of each hint about a record."""
        if isinstance(value, Source):
            for field, name in _publishers(value).items():
                counts = self._publishers[identity(name)]
                usual = max(counts, key=lambda spelling: counts[spelling])
                if name != usual:
                    remark = (
                        f"“{shortened(name)}” is “{shortened(usual)}” elsewhere; they count as one"
                    )
                    yield "publisher-spelling", f"{field}: {remark}"
        elif isinstance(value, Note):
            for link in dict.fromkeys(links(value.text)):
                if self._known.isdisjoint(map(identity, meanings(link))):
                    yield "dead-link", f"text: no record is called “{shortened(text.line(link))}”"


def _publishers(source: Source) -> dict[str, str]:
    named = {field: text.line(getattr(source, field) or "") for field in _FIELDS}
    return {field: name for field, name in named.items() if name}
