"""Reverse indexes: the records that name an actor, a claim, a source or a note's subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from proxytui.collation import identity
from proxytui.model import note_text
from proxytui.model.records import Actor, Claim, Decision, Event, Note, Source, View

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = Actor | Claim | Event | Source | Note | Decision | View
Item = TypeVar("Item", str, tuple[str, str])


class ReverseIndex(dict[str, set[Item]]):
    """The items that point at an id; an id at which nothing points is not kept."""

    def link(self, keys: Iterable[str], item: Item) -> None:
        """Add an item that points at these ids."""
        for key in keys:
            items = self.get(key)
            if items is None:
                self[key] = {item}
            else:
                items.add(item)

    def unlink(self, keys: Iterable[str], item: Item) -> None:
        """Remove an item that pointed at these ids."""
        for key in keys:
            items = self.get(key)
            if items is not None:
                items.discard(item)
                if not items:
                    del self[key]

    def listed(self, key: str) -> tuple[Item, ...]:
        """The items that point at an id, in order."""
        return tuple(sorted(self.get(key, ())))


class Mentions:
    """The events and notes that name an id; `add` and `remove` keep them up."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self.events_at: ReverseIndex[str] = ReverseIndex()
        self.events_about: ReverseIndex[str] = ReverseIndex()
        self.notes_about: ReverseIndex[str] = ReverseIndex()
        self.links: ReverseIndex[str] = ReverseIndex()
        for value in values:
            self.add(value)

    def add(self, value: Value) -> None:
        """Index the ids that a record names."""
        for pointers, keys in self._named(value):
            pointers.link(keys, value.id)

    def remove(self, value: Value) -> None:
        """Drop the ids that a record names, as it was added."""
        for pointers, keys in self._named(value):
            pointers.unlink(keys, value.id)

    def _named(self, value: Value) -> tuple[tuple[ReverseIndex[str], Iterable[str]], ...]:
        if isinstance(value, Event):
            present = [participant.actor for participant in value.participants]
            return (self.events_at, present), (self.events_about, value.claims)
        if isinstance(value, Note):
            linked = [
                identity(meaning)
                for link in note_text.links(value.text)
                for meaning in note_text.meanings(link)
            ]
            return (self.notes_about, value.about), (self.links, linked)
        return ()


class Citations:
    """The copies of a source and the records that cite it; `add` and `remove` keep them up."""

    def __init__(self) -> None:
        self.copies: ReverseIndex[str] = ReverseIndex()
        self.citing: ReverseIndex[tuple[str, str]] = ReverseIndex()

    def add(self, value: Value) -> None:
        """Index the sources that a record names."""
        if isinstance(value, Source) and value.copy_of:
            self.copies.link((value.copy_of,), value.id)
        elif isinstance(value, Claim | Actor | Event):
            self.citing.link([c.source for c in value.citations], _key(value))

    def remove(self, value: Value) -> None:
        """Drop the sources that a record names, as it was added."""
        if isinstance(value, Source) and value.copy_of:
            self.copies.unlink((value.copy_of,), value.id)
        elif isinstance(value, Claim | Actor | Event):
            self.citing.unlink([c.source for c in value.citations], _key(value))

    def with_copies(self, sources: Iterable[str]) -> list[str]:
        """The ids of sources and of all that are copies of them, of their copies, and so on."""
        ids = list(dict.fromkeys(sources))
        for source_id in ids:
            ids += sorted(self.copies.get(source_id, set()).difference(ids))
        return ids


def _key(value: Claim | Actor | Event) -> tuple[str, str]:
    table = "claims" if isinstance(value, Claim) else "actors" if isinstance(value, Actor) else ""
    return table or "events", value.id
