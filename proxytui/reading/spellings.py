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
    """The counted spellings of publishers, and what the links of notes lead to: ids, actors' names,
    titles. `texts` are those of all notes; of other records only what they link to is kept."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._publishers: dict[str, dict[str, int]] = {}
        self._dead = {
            identity(meaning)
            for words in texts
            for link in links(words)
            for meaning in meanings(link)
        }

    def see(self, value: Value) -> None:
        """Take in how a record is called, and how it spells publishers."""
        self._dead.discard(identity(value.id))
        if isinstance(value, Actor):
            self._dead.difference_update(identity(name.text) for name in value.names)
        elif isinstance(value, Event | Source):
            self._dead.discard(identity(value.title))
        if isinstance(value, Source):
            for name in _publishers(value).values():
                counts = self._publishers.setdefault(identity(name), {})
                counts[name] = counts.get(name, 0) + 1

    def hints(self, value: Value) -> Iterator[tuple[str, str]]:
        """The code and the words of each hint about a record, once all were seen."""
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
                if self._dead.issuperset(map(identity, meanings(link))):
                    yield "dead-link", f"text: no record is called “{shortened(text.line(link))}”"


def _publishers(source: Source) -> dict[str, str]:
    named = {field: text.line(getattr(source, field) or "") for field in _FIELDS}
    return {field: name for field, name in named.items() if name}
