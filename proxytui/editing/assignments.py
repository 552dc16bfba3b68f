"""A record with other values, each given as FIELD=VALUE, as text to be read like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import UnknownName, UsageError
from proxytui.model.fields import FIELDS, Kind
from proxytui.notation import words, writer
from proxytui.notation.scanner import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.editing.directory import StoreDirectory
    from proxytui.model.fields import Field
    from proxytui.model.records import Json

_WHOLE = (Kind.PARTS, Kind.TEXTS_BY_KEY)
"""Kinds of fields that have no one value: an editor or a form changes them."""
_LITERAL = (Kind.TEXT, Kind.LINES, Kind.TEXTS)
_MOST = 12


def assigned(
    table: str, id_: str, before: Json, given: Sequence[str], directory: StoreDirectory
) -> str:
    """The text of a record in which fields have other values; an empty value takes a field away.

    Raises UsageError for what gives no field a value, or one that it can't have.
    """
    heads = words.IN_HEADS[table]
    fields = [field for field in FIELDS[table] if not _is_whole(table, field)]
    known = {field.notation: field for field in fields} | {field.name: field for field in fields}
    lines = []
    values: Json = {}
    cleared: set[str] = set()
    for item in given:
        word, equals, value = (part.strip() for part in item.partition("="))
        field = known.get(word)
        if field is None or not equals:
            raise _unknown(item, word if equals else "", list(known), fields)
        cleared.add(field.name)
        if field.name in heads:
            if value:
                values[field.name] = _value(field, value, before | values, directory)
            elif field.required:
                raise UsageError(f"{field.notation} can't be empty", "give it a value")
        elif value:
            written = escaped(value, "`") if field.kind in _LITERAL else value
            lines.append(f"  {field.notation} {written}\n")
    rest = {name: value for name, value in before.items() if name not in cleared} | values
    return writer.write([(table, id_, rest)], directory) + "".join(lines)


def _is_whole(table: str, field: Field) -> bool:
    return field.name in words.IN_HEADS[table] and field.kind in _WHOLE


def _value(field: Field, typed: str, record: Json, directory: StoreDirectory) -> object:
    """The value of a field of a record's first line."""
    if field.kind is Kind.CHOICE:
        return _option(field, typed, {code: code for code in field.options})
    if field.kind is Kind.CHOICES:
        codes = {code.casefold(): code for code in field.options}
        if field.name == "terms":
            codes |= words.means(str(record["type"]))
        return [_option(field, part.strip(), codes) for part in typed.split(",") if part.strip()]
    if field.kind is Kind.REF:
        return _actor(typed, directory)
    if field.kind is Kind.REFS:
        return [_actor(part.strip(), directory) for part in typed.split(",") if part.strip()]
    return typed


def _option(field: Field, typed: str, codes: dict[str, str]) -> str:
    code = codes.get(typed) or codes.get(typed.casefold())
    if code is not None:
        return code
    near = words.nearest(typed.casefold(), codes).removeprefix("; ")
    listed = list(dict.fromkeys(codes.values()))
    named = f"use one of {', '.join(listed)}" if len(listed) <= _MOST else "the manual lists them"
    raise UsageError(f"“{texts.line(typed)}” is no {field.label}", near or named)


def _actor(typed: str, directory: StoreDirectory) -> str:
    if directory.is_actor(typed):
        return typed
    ids = directory.actors_called(typed)
    if len(ids) == 1:
        return ids[0]
    shown = texts.line(typed)
    if ids:
        raise UnknownName(f"several actors are called “{shown}”", f"give an id: {', '.join(ids)}")
    near = ", ".join(directory.near(typed))
    raise UnknownName(
        f"no actor is called “{shown}”", f"close to it: {near}" if near else "add it first"
    )


def _unknown(item: str, word: str, known: Sequence[str], fields: Sequence[Field]) -> UsageError:
    near = words.nearest(word, known).removeprefix("; ") if word else ""
    if near:
        return UsageError(f"there is no field “{texts.line(word)}”", near)
    names = ", ".join(dict.fromkeys(field.notation for field in fields))
    shown = repr(texts.line(item))
    return UsageError(f"{shown} gives no field a value", f"use FIELD=VALUE, of {names}")
