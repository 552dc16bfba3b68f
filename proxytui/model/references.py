"""The ids by which plain records name one another: what rests on what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.fields import ANY, FIELDS, PARTS, Kind
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.model.fields import Field
    from proxytui.model.records import Json


class _Path(NamedTuple):
    """The way to an id in a part: as words, by one step or two, and the table of the id."""

    words: str
    step: str
    inner: str
    table: str


class Reference(NamedTuple):
    """A field that names a record; `table` is empty where it may be of any table."""

    field: str
    table: str
    id: str


class NamedId(NamedTuple):
    """An id as it stands in a record: the field, for a list of parts the number of the part and the
    path to the id in it, and the table it is of.

    `table` is empty where it may be of any table; then `id` may also be that of a tie.
    """

    field: str
    number: int
    path: str
    table: str
    id: str


def references(table: str, record: Json) -> Iterator[Reference]:
    """The references of a record; in place of a tie those to its two actors.

    A saved view has none: it may name what is gone.
    """
    for field, _, _, target, id_ in _named(table, record):
        if target:
            yield Reference(field, target, id_)
        elif field not in _dangling(table):
            ends = tie_ends(id_)
            yield from (Reference(field, "actors", end) for end in ends)
            if not ends:
                yield Reference(field, "", id_)


def named_records(table: str, record: Json) -> set[tuple[str, str]]:
    """The table and id of each of `references`."""
    named = set()
    dangling = _dangling(table)
    for field, _, _, target, id_ in _named(table, record):
        if target:
            named.add((target, id_))
        elif field not in dangling:
            named.update([("actors", end) for end in tie_ends(id_)] or [("", id_)])
    return named


def named_ids(table: str, record: Json) -> Iterator[NamedId]:
    """Every id that stands in a record where those of records stand, also one that may be gone."""
    return map(NamedId._make, _named(table, record))


def _named(table: str, record: Json) -> list[tuple[str, int, str, str, str]]:
    """The fields of `named_ids`, in a list: a store of 100,000 claims is gone through at once."""
    ids: list[tuple[str, int, str, str, str]] = []
    for name, several, target in _own(table):
        value = record.get(name)
        if isinstance(value, str) and not several:
            ids.append((name, 0, "", target, value))
        elif value is not None and several:
            ids += [(name, 0, "", target, id_) for id_ in _strings(value)]
    for name, paths in _in_parts():
        items = record.get(name)
        if not isinstance(items, list):
            continue
        number = -1
        for part in items:
            if not isinstance(part, dict):
                continue
            number += 1
            for path, step, inner, target in paths:
                value = part.get(step)
                if inner:
                    value = value.get(inner) if isinstance(value, dict) else None
                if isinstance(value, str):
                    ids.append((name, number, path, target, value))
    return ids


def with_ids(table: str, record: Json, id_of: Callable[[str, str], str]) -> Json:
    """A copy of a record in which each id is replaced by what `id_of` gives for its table and
    itself; the table is empty where a record of any may be named."""
    result: Json = dict(record)
    copied: dict[str, list[object]] = {}
    for field, number, path, target, id_ in _named(table, record):
        new = id_of(target, id_)
        if not path:
            value = result[field]
            if isinstance(value, list):
                result[field] = [new if item == id_ else item for item in value]
            else:
                result[field] = new
            continue
        if field not in copied:
            copied[field] = [dict(i) if isinstance(i, dict) else i for i in result[field]]
            result[field] = copied[field]
        part = [item for item in copied[field] if isinstance(item, dict)][number]
        step, _, inner = path.partition(".")
        part[step] = {**part[step], inner: new} if inner else new
    return result


def tie_ends(id_: str) -> tuple[str, ...]:
    """The two actors of a tie, by its id; nothing for the id of a record."""
    type_, *ends = id_.split(":")
    return tuple(ends) if len(ends) == 2 and type_ in CLAIM_TYPES else ()


def citing(
    tables: Mapping[str, Mapping[str, Json]], targets: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The records, as (table, id), that name one of `targets`; one pass over their tables."""
    keys = set(targets)
    ids = {id_ for _, id_ in keys}
    places = {place for table in {table for table, _ in keys} for place in _naming(table)}
    return tuple(
        (table, id_)
        for table, rows in tables.items()
        if table in places
        for id_, record in rows.items()
        if any(
            ref.id in ids and (not ref.table or (ref.table, ref.id) in keys)
            for ref in references(table, record)
        )
    )


def _target(field: Field) -> str:
    """The table that a field refers to, as a Reference has it."""
    return "" if field.refers_to == ANY else field.refers_to


@cache
def _own(table: str) -> tuple[tuple[str, bool, str], ...]:
    """The fields of a table that name records: name, whether several, and of which table."""
    return tuple(
        (field.name, field.kind is Kind.REFS, _target(field))
        for field in sorted(FIELDS.get(table, ()), key=lambda field: field.kind is Kind.REFS)
        if field.refers_to
    )


@cache
def _dangling(table: str) -> frozenset[str]:
    return frozenset(field.name for field in FIELDS.get(table, ()) if field.may_dangle)


@cache
def _in_parts() -> tuple[tuple[str, tuple[_Path, ...]], ...]:
    """The lists of parts that name records, each with the paths to the ids in an item.

    A list is what it is called in every table, of newer versions too.
    """
    lists = {f.name: f.part for fields in FIELDS.values() for f in fields if f.kind is Kind.PARTS}
    paths = {name: tuple(_paths(PARTS[part])) for name, part in lists.items()}
    return tuple((name, inner) for name, inner in paths.items() if inner)


def _paths(fields: Iterable[Field]) -> Iterator[_Path]:
    """The paths to the ids in an item of these fields, in their order."""
    for field in fields:
        if field.refers_to:
            yield _Path(field.name, field.name, "", _target(field))
        for inner in PARTS[field.part] if field.part else ():
            if inner.refers_to:
                path = f"{field.name}.{inner.name}"
                yield _Path(path, field.name, inner.name, _target(inner))


@cache
def _naming(target: str) -> frozenset[str]:
    """The tables whose records may name one of another table."""
    return frozenset(
        table
        for table, fields in FIELDS.items()
        if any(
            named in (target, "")
            for field in fields
            if not field.may_dangle
            for named in (
                *([_target(field)] if field.refers_to else ()),
                *(path.table for path in dict(_in_parts()).get(field.name, ())),
            )
        )
    )


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
