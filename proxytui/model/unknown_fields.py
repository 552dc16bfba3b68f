"""Fields that records have and the vocabulary doesn't, each with the known one nearest to it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.fields import FIELDS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.fields import Field
    from proxytui.model.records import Json

_CLOSE = 0.75
"""The likeness, from 0 to 1, from which two words are taken for one: `country` and `countries`."""
_SHORTEST_PART = 4
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class UnknownField(NamedTuple):
    """A field that the vocabulary doesn't have: its path from the record on, and that of the known
    field that may be meant; `nearest` is empty where none comes near."""

    path: str
    nearest: str

    @property
    def words(self) -> str:
        """The line for a person: where the field stands, and which one may be meant."""
        place, _, name = self.path.rpartition(".")
        where = f"{place}: " if place else ""
        end = f"did you mean `{self.nearest}`?" if self.nearest else "it is kept as it is"
        return f"{where}unknown field `{name}`; {end}"


def unknown(table: str, record: Json) -> tuple[UnknownField, ...]:
    """The unknown fields of a record and of its parts, in their order; none of a table of a newer
    version."""
    if table not in FIELDS or _knows(table, record):
        return ()
    return tuple(_unknown(table, record, ""))


def _knows(shape: str, value: Json) -> bool:
    """Whether all fields are known, as those of nearly every record are: a third of the cost."""
    if not value.keys() <= _fields(shape).keys():
        return False
    for name, part in _parts(shape):
        item = value.get(name)
        if isinstance(item, dict):
            if not _knows(part, item):
                return False
        elif isinstance(item, list | tuple):
            for inner in item:
                if isinstance(inner, dict) and not _knows(part, inner):
                    return False
    return True


@cache
def _parts(shape: str) -> tuple[tuple[str, str], ...]:
    """The fields of a table or of a part that hold parts, and of which shape these are."""
    return tuple((name, field.part) for name, field in _fields(shape).items() if field.part)


def _unknown(shape: str, value: Json, path: str) -> Iterator[UnknownField]:
    known = _fields(shape)
    for name, item in value.items():
        here = f"{path}.{name}" if path else name
        if name not in known:
            yield UnknownField(here, _nearest(shape, name))
            continue
        part = known[name].part
        if not part:
            continue
        if isinstance(item, dict):
            yield from _unknown(part, item, here)
        elif isinstance(item, list | tuple):
            for number, inner in enumerate(item):
                if isinstance(inner, dict):
                    yield from _unknown(part, inner, f"{here}.{number}")


@cache
def _fields(shape: str) -> dict[str, Field]:
    """The fields of a table or of a part, by their names."""
    return {field.name: field for field in FIELDS.get(shape) or PARTS[shape]}


@cache
def _nearest(shape: str, name: str) -> str:
    known = _fields(shape)
    plain = _plain(name)
    if plain in known:
        return plain
    for field in known.values():
        if plain in field.also.split():
            return field.name
    import difflib  # only a wrong word pays for it

    close = difflib.get_close_matches(plain, list(known), 1, _CLOSE)
    if close:
        return close[0]
    if inner := _inside(shape, plain):
        return inner
    if len(plain) >= _SHORTEST_PART:
        words = set(plain.split("_"))
        return next((field for field in known if plain in field.split("_") or field in words), "")
    return ""


def _inside(shape: str, plain: str) -> str:
    """The path of a field of a part, which was written one level too high, or more."""
    known = _fields(shape)
    parts = {name: field.part for name, field in known.items() if field.part}
    for name, part in parts.items():
        if plain in _fields(part):
            return f"{name}.{plain}"
    for name, part in parts.items():
        for inner in _fields(part).values():
            if inner.name not in known and plain in inner.also.split():
                return f"{name}.{inner.name}"
    for name, part in parts.items():
        if deeper := _inside(part, plain):
            return f"{name}.{deeper}"
    return ""


def _plain(name: str) -> str:
    """A name as fields are written: `publisherParent` and `Publisher-parent` alike."""
    return re.sub(r"[\s-]+", "_", _CAPITAL.sub("_", name).strip()).casefold()
