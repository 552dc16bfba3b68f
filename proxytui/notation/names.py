"""Which names actors are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from proxytui.collation import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json

_SEVERAL = ""
"""Stands for the id of an actor where several have one name."""


class Names(Protocol):
    """Which name an actor is written with."""

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id."""

    def name(self, id_: str) -> tuple[str, bool]:
        """A name, and whether it stands for this actor alone; an unknown actor has none."""


class NamesOfRecords:
    """The names of actors that are all at hand: each is written with its first one."""

    def __init__(self, actors: Mapping[str, Json]) -> None:
        # Only what is asked for is kept of each actor: there may be hundreds of thousands.
        self._first: dict[str, str | None] = {}
        self._owners: dict[str, str] = {}
        for id_, record in actors.items():
            texts = list(_texts(record))
            self._first[id_] = texts[0] if texts else None
            for text in texts:
                called = identity(text)
                self._owners[called] = id_ if self._owners.get(called, id_) == id_ else _SEVERAL

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id."""
        return id_ in self._first

    def name(self, id_: str) -> tuple[str, bool]:
        """A name, and whether it stands for this actor alone; an unknown actor has none."""
        text = self._first.get(id_)
        return ("", False) if text is None else (text, self._owners[identity(text)] == id_)


def _texts(record: Json) -> Iterator[str]:
    """The names of an actor, those that are of another shape left out."""
    names = record.get("names")
    for name in names if isinstance(names, list) else ():
        text = name.get("text") if isinstance(name, dict) else None
        if isinstance(text, str):
            yield text
