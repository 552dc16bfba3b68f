"""What a text of records is read with, and what it is read into."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.model.records import Json
    from proxytui.notation.scanner import Fault, Place


class Directory(Protocol):
    """The names that a text may use beside its own."""

    def actors_called(self, name: str) -> Sequence[str]:
        """The ids of the actors with this very name, whatever its case and signs."""

    def sources_called(self, title: str) -> Sequence[str]:
        """The ids of the sources with this title or short name."""

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        """Ids of actors or sources that come close to one that there isn't, best first."""

    def has(self, table: str, id_: str) -> bool:
        """Whether there is such a record."""

    def label(self, actor: str) -> str:
        """What an actor is called."""

    def near(self, name: str) -> Sequence[str]:
        """Labels of actors whose names come close, best first."""


class Proposed(NamedTuple):
    """A record as a text has it. `is_new` where it has no id of its own in the text; `quotes` are
    the places of its quotes by their words, `unchecked` those of them to be recorded though they
    may not be in the kept text; `ids` are the places of the ids by which it names other records."""

    table: str
    id: str
    record: Json
    place: Place
    is_new: bool = False
    quotes: Mapping[str, Place] = MappingProxyType({})
    unchecked: frozenset[str] = frozenset()
    ids: Mapping[str, Place] = MappingProxyType({})


class NewSource(NamedTuple):
    """A source that a text cites as a new one and has no record of, by its id and place."""

    name: str
    place: Place


class Reading(NamedTuple):
    """The records of a text in their order, all that is wrong with it, and the sources that it
    lacks; with any of these, the records are none to apply."""

    records: tuple[Proposed, ...]
    faults: tuple[Fault, ...]
    lacking: tuple[NewSource, ...] = ()
