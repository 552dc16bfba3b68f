"""The actors of a table: those at the ends of its ties, and those that have a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.table_dates import BadCell
from proxytui.exchange.table_words import says_yes
from proxytui.model.vocabulary import country_code

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from proxytui.exchange.table_columns import Cells, Columns
    from proxytui.exchange.table_words import Words
    from proxytui.model.records import Json

_DECIMAL = re.compile(r"([0-9]+)\.0+")
_OTHER_NAMES = (
    ("aliases", "alias"),
    ("acronyms", "acronym"),
    ("former", "former"),
    ("weak", "weak"),
)


def identifier(cell: str) -> str:
    """An id without what pads it; a number that a spreadsheet made `123.0` is 123."""
    words = text.line(cell)
    match = _DECIMAL.fullmatch(words)
    return match[1] if match else words


class ActorTable:
    """The actors of a table by their key in the file: an id where the table has one, else the
    name."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._words = columns.words
        self._rows: dict[str, ReadRow] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._id, self._name = columns.pick_cell("id"), columns.pick_cell("name")
        self._kind, self._described = columns.pick_cell("kind"), columns.pick_cell("described")
        self._schemes, self._pick_schemes = columns.identifiers("identifiers")

    def rows(self, named: Container[str] | None = None) -> Iterator[ReadRow]:
        """The actors; of those that only ties name, the `named` ones."""
        for key, row in self._rows.items():
            if named is None or key in named:
                yield row

    def other_keys(self) -> dict[str, str]:
        """The keys of actors that were named without an id and are known by one, with the keys of
        those; an actor is known so where one alone has the name."""
        ids: dict[str, set[str]] = {}
        for key, row in self._rows.items():
            if key.startswith("id "):
                for name in row.fields["names"]:
                    ids.setdefault(_by_name(name["text"]), set()).add(key)
        same = {key: next(iter(k)) for key, k in ids.items() if len(k) == 1 and key in self._rows}
        for key in same:
            del self._rows[key]
        return same

    def key(self, name: str, number: int, id_: str = "") -> str:
        """The key of an actor that a row names, with an id or without."""
        key = self._keys.get((name, id_))
        if key is None:
            key = self._seen(number, name, identifier(id_), "unknown", {}, "a name")
            self._keys[name, id_] = key
        return key

    def end(self, end: str) -> Callable[[int, Cells], str]:
        """What gives the key of the actor at an end of a row, `subject` or `object`; raises
        BadCell where there is none."""
        columns = self._columns
        name_of, id_of = columns.pick_cell(end), columns.pick_cell(f"{end}_id")
        kind_of = columns.pick_cell(f"{end}_kind")
        schemes, pick_schemes = columns.identifiers(f"{end}_identifiers")
        pick_all = columns.pick_end(end)
        keys: dict[object, str] = {}

        def key_of(number: int, cells: Cells) -> str:
            picked = pick_all(cells)
            key = keys.get(picked)
            if key is None:
                kind, id_ = self._words.kind(kind_of(cells)), identifier(id_of(cells))
                ids = _identifiers(self._words, schemes, pick_schemes(cells))
                key = keys[picked] = self._seen(number, name_of(cells), id_, kind, ids, end)
            return key

        return key_of

    def _seen(
        self, number: int, name: str, id_: str, kind: str, ids: dict[str, list[str]], what: str
    ) -> str:
        words = text.line(name)
        if not text.visible(words):
            raise BadCell(f"{what} is empty")
        key = f"id {id_}" if id_ else _by_name(words)
        row = self._rows.get(key)
        if row is None:
            fields: Json = {"kind": kind, "names": [{"text": words}]}
            if ids:
                fields["identifiers"] = ids
            self._rows[key] = ReadRow(f"row {number}", "actors", key, fields, named=True)
            return key
        _join(row.fields, words, kind, ids)
        return key

    def add(self, number: int, cells: Cells, citation: Json) -> None:
        """Take in the actor that a row is about; raises BadCell."""
        name = text.line(self._name(cells))
        if not text.visible(name):
            raise BadCell("name is empty")
        id_ = identifier(self._id(cells))
        key = f"id {id_}" if id_ else _by_name(name)
        fields = {**self._record(name, cells), "citations": [citation]}
        row = self._rows.get(key)
        if row is None:
            self._rows[key] = ReadRow(f"row {number}", "actors", key, fields)
        elif row.fields | {"citations": []} != fields | {"citations": []}:
            raise BadCell(f"says other things than {row.row} of the same actor")

    def _record(self, name: str, cells: Cells) -> Json:
        columns, words = self._columns, self._words
        names: list[Json] = [{"text": name}]
        known = {text.fold(name)}
        for field, type_ in _OTHER_NAMES:
            for cell in columns.pick(field)(cells):
                for other in words.listed(cell):
                    if text.fold(other) not in known:
                        known.add(text.fold(other))
                        names.append({"text": other, "type": type_})
        fields: Json = {"kind": words.kind(self._kind(cells)), "names": names}
        if says_yes(self._described(cells)):
            fields["described"] = True
        codes = (
            _country(code)
            for cell in columns.pick("countries")(cells)
            for code in words.listed(cell, commas=True)
        )
        if countries := list(dict.fromkeys(codes)):
            fields["countries"] = countries
        for field in ("founded", "dissolved"):
            if values := columns.dates(field, columns.pick(field)(cells)):
                fields[field] = values[0]
        if summary := columns.pick_cell("summary")(cells).strip():
            fields["summary"] = text.clean(summary)
        tags = (
            tag for cell in columns.pick("tags")(cells) for tag in words.listed(cell, commas=True)
        )
        if listed := list(dict.fromkeys(tags)):
            fields["tags"] = listed
        if ids := _identifiers(words, self._schemes, self._pick_schemes(cells)):
            fields["identifiers"] = ids
        return fields


def _by_name(name: str) -> str:
    return f"name {text.fold(name)}"


def _identifiers(words: Words, schemes: list[str], cells: tuple[str, ...]) -> dict[str, list[str]]:
    listed = zip(schemes, map(words.listed, cells), strict=True)
    return {scheme: [identifier(value) for value in values] for scheme, values in listed if values}


def _join(fields: Json, name: str, kind: str, ids: dict[str, list[str]]) -> None:
    """Add what another row says of the same actor; what is there stays."""
    names = fields["names"]
    if text.fold(name) not in {text.fold(item["text"]) for item in names}:
        names.append({"text": name, "type": "alias"})
    if fields["kind"] == "unknown":
        fields["kind"] = kind
    for scheme, values in ids.items():
        there = fields.setdefault("identifiers", {}).setdefault(scheme, [])
        there += [value for value in values if value not in there]


def _country(word: str) -> str:
    code = country_code(word) if len(word) == 2 else ""
    if not code:
        raise BadCell(f"countries: “{word[:60]}” is no code of two letters, such as LB")
    return code
