"""Which names actors are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from proxytui.collation import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.records import Json


class Names(Protocol):
    """Which name an actor is written with."""

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id."""

    def name(self, id_: str) -> tuple[str, bool]:
        """A name, and whether it stands for this actor alone; an unknown actor has none."""


class NamesOfRecords:
    """The names of actors that are all at hand: each is written with its first one."""

    def __init__(self, actors: dict[str, Json]) -> None:
        self._actors = actors
        self._called: dict[str, set[str]] = {}
        for id_ in actors:
            for text in self._texts(id_):
                self._called.setdefault(identity(text), set()).add(id_)

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id."""
        return id_ in self._actors

    def name(self, id_: str) -> tuple[str, bool]:
        """A name, and whether it stands for this actor alone; an unknown actor has none."""
        text = next(self._texts(id_), None)
        return ("", False) if text is None else (text, self._called[identity(text)] == {id_})

    def _texts(self, id_: str) -> Iterator[str]:
        """The names of an actor, those that are of another shape left out."""
        names = self._actors.get(id_, {}).get("names")
        for name in names if isinstance(names, list) else ():
            text = name.get("text") if isinstance(name, dict) else None
            if isinstance(text, str):
                yield text
