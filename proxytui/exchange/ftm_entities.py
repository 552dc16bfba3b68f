"""Entities of FollowTheMoney as they stand in a file, also inside one another."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.exchange.rows import RejectedRow
from proxytui.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json

_LONGEST_ID = 200


class Entity(NamedTuple):
    """An entity, with what stands beside its id, its schema and its properties."""

    row: str
    id: str
    schema: str
    properties: dict[str, list[str]]
    beside: Mapping[str, object]

    def texts(self, name: str) -> list[str]:
        """The values of a property."""
        return self.properties.get(name, [])

    @property
    def datasets(self) -> list[str]:
        """The data sets that it is of, sorted."""
        values = _listed(self.beside.get("datasets")) or _listed(self.beside.get("dataset"))
        return sorted({value for value in values if isinstance(value, str) and visible(value)})

    @property
    def referents(self) -> list[str]:
        """Other ids of the same entity."""
        values = _listed(self.beside.get("referents"))
        return [value for value in values if isinstance(value, str) and visible(value)]

    def with_piece(self, other: Entity) -> Entity:
        """The entity with another piece of it: each property has the values of both."""
        properties = dict(self.properties)
        for name, values in other.properties.items():
            properties[name] = list(dict.fromkeys((*properties.get(name, ()), *values)))
        sets = {"datasets": sorted({*self.datasets, *other.datasets})}
        referents = {"referents": list(dict.fromkeys((*self.referents, *other.referents)))}
        beside = {**self.beside, **other.beside, **sets, **referents}
        return Entity(self.row, self.id, self.schema, properties, beside)

    def without_empty(self) -> Entity:
        """The entity without empty values."""
        kept = {name: [v for v in values if v] for name, values in self.properties.items()}
        return self._replace(properties={name: values for name, values in kept.items() if values})


class RepeatedIds:
    """Counts ids by their hash, in eight bytes each: millions of them occur once."""

    def __init__(self) -> None:
        self._parts = [array("q") for _ in range(256)]

    def __bool__(self) -> bool:
        return any(self._parts)

    def add(self, id_: str) -> None:
        """Count an id."""
        number = hash(id_)
        self._parts[number & 255].append(number)

    def counts(self) -> dict[int, int]:
        """How often the ids of a hash occur, by the hash, where they do more than once."""
        counts = (Counter(part) for part in self._parts)
        return {number: n for part in counts for number, n in part.items() if n > 1}


def entities(row: str, value: Json) -> Iterator[Entity | RejectedRow]:
    """The entity of an object at a place of a file, and those inside its properties: each before
    what it stands in."""
    id_, schema, properties = (value.get(key) for key in ("id", "schema", "properties"))
    if not isinstance(id_, str) or not visible(id_) or len(id_) > _LONGEST_ID:
        yield RejectedRow(row, "has no id", value)
        return
    if not isinstance(schema, str) or not isinstance(properties, dict):
        yield RejectedRow(row, "has no schema or no properties", value)
        return
    texts: dict[str, list[str]] = {}
    for name, values in properties.items():
        words: list[str] = []
        for stated in _listed(values):
            if isinstance(stated, dict):
                yield from entities(row, stated)
                stated = stated.get("id")
            if isinstance(stated, (int, float)) and not isinstance(stated, bool):
                stated = str(stated)
            if stated and isinstance(stated, str):
                words.append(stated)
        if words:
            texts[name] = words
    yield Entity(row, id_, schema, texts, value)


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
