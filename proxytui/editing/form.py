"""A record while it is edited field by field: its lines, its values, and what was changed."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from proxytui import text as texts
from proxytui.model.fields import FIELDS, PARTS, Kind
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.store.merge_fields import same

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from proxytui.model.fields import Field
    from proxytui.model.records import Json

Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]
"""The way to a value in a record: names of fields and places in lists."""

LISTS = (Kind.PARTS, Kind.REFS, Kind.TEXTS, Kind.TEXTS_BY_KEY)
_MANY = 60
"""So many options are no list to pick from: what is chosen of them stands in the form, a line
each."""
_PAIR = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9_.-]*)\s*:\s*(\S.*?)\s*", re.S)
_EMPTY: tuple[object, ...] = (None, "", [], {})


class Entry(NamedTuple):
    """A line of a form: a field, or with `item` one item of a field that is a list.

    `value` is None where there is none. `depth` is 1 inside a part that stands in the form itself.
    """

    path: Path
    field: Field
    value: object
    depth: int = 0
    item: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it is the head of a list."""
        return not self.item and is_list(self.field)


def is_list(field: Field) -> bool:
    """Whether a field's items have a line each."""
    return field.kind in LISTS or (field.kind is Kind.CHOICES and len(field.options) > _MANY)


def value_at(record: object, path: Path) -> object:
    """The value at a path; None where there is none."""
    for step in path:
        if isinstance(record, dict):
            record = record.get(step)
        elif isinstance(record, list) and isinstance(step, int) and step < len(record):
            record = record[step]
        else:
            return None
    return record


def shown(field: Field, value: object) -> str:
    """A value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, list):
        words = [str(item) for item in value]
        return words[0] if field.kind is Kind.DATES and len(set(words)) == 1 else " ".join(words)
    return str(value)


def read(field: Field, text: str) -> object:
    """The value that a text stands for, None for an empty one; whether it fits is not asked."""
    words = text.split()
    if field.kind is Kind.DATES:
        return words * 2 if len(words) == 1 else words or None
    if field.kind is Kind.NUMBER and text.strip().isdecimal():
        return int(text)
    return text.strip() or None


def as_typed(entry: Entry) -> str:
    """The value of a line as it stands in a field for text: without what a terminal acts on, on one
    line where the field is one of one line, and behind its key where it has one."""
    text = texts.clean(shown(entry.field, entry.value))
    if entry.field.kind is Kind.TEXTS_BY_KEY:
        text = f"{entry.path[-2]}: {text}"
    return text if entry.field.kind is Kind.LINES else text.replace("\n", " ")


def read_pair(text: str) -> tuple[str, str] | None:
    """The key and the value of `key: value`; None for what is not written so."""
    match = _PAIR.fullmatch(text)
    return (match[1], match[2]) if match else None


_OWN = {
    "actors": frozenset({"identifiers"}),
    "sources": frozenset({"documents", "url", "archive_url", "copy_of", "status", "reason"}),
    "claims": frozenset({"status", "rank", "reason"}),
}
"""The fields, by table, that a copy of a record doesn't take over."""


class Form:
    """A record that is being edited: `stored` as it was read, `record` as it is by now.

    What no field knows stays as it is, and so does a value that is set to what it was. Of a new
    record nothing is stored.
    """

    def __init__(self, table: str, id_: str, stored: Json) -> None:
        self.table = table
        self.id = id_
        self.stored: Json | None = stored
        self.record: Json = deepcopy(stored)
        self._begun: Json | None = None

    @classmethod
    def another(cls, table: str, id_: str, like: Json) -> Form:
        """A new record that begins as a copy of one, without what is that one's alone."""
        own = _OWN.get(table, frozenset())
        begun = {name: value for name, value in like.items() if name not in own}
        form = cls(table, id_, begun)
        form.stored, form._begun = None, deepcopy(begun)
        return form

    @property
    def is_new(self) -> bool:
        """Whether the record is none of the store yet."""
        return self._begun is not None and self.stored is None

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was read, or as a new record begins."""
        return not same(self.record, self._begun if self.is_new else self.stored)

    def value(self, path: Path) -> object:
        """The value at a path; None where there is none."""
        return value_at(self.record, path)

    # The lines

    def fields(self, at: Path = ()) -> tuple[Field, ...]:
        """The fields of the record, or of the part at a path."""
        fields = FIELDS.get(self.table, ())
        for step in at:
            if isinstance(step, str):
                part = next((field.part for field in fields if field.name == step), "")
                fields = PARTS.get(part, ())
        return fields

    def field(self, path: Path) -> Field | None:
        """The field that stands at a path, or whose item does; None for one that nobody knows."""
        at = max((n for n, step in enumerate(path) if isinstance(step, str)), default=-1)
        for place in (at, at - 1):
            fields = self.fields(path[:place]) if place >= 0 else ()
            for field in fields:
                if field.name == path[place]:
                    return field
        return None

    def entries(self, at: Path = ()) -> list[Entry]:
        """The lines of the record, or of the part at a path; what the program sets by itself has
        none."""
        return list(self._entries(at, 0))

    def _entries(self, at: Path, depth: int) -> Iterator[Entry]:
        owner = self.value(at)
        owner = owner if isinstance(owner, dict) else {}
        for field in self.fields(at):
            value = owner.get(field.name)
            if field.automatic or (value is None and not _applies(field, owner)):
                continue
            path = (*at, field.name)
            yield Entry(path, field, value, depth)
            if field.kind is Kind.PART:
                yield from self._entries(path, depth + 1)
            elif is_list(field):
                for place, item in _items(path, value):
                    yield Entry(place, field, item, depth + 1, item=True)

    def unknown(self, at: Path = ()) -> list[str]:
        """The fields that nobody knows and that are kept as they are."""
        owner = self.value(at)
        known = {field.name for field in self.fields(at)}
        return [name for name in owner if name not in known] if isinstance(owner, dict) else []

    def options(self, path: Path) -> Mapping[str, str]:
        """What may be chosen at a path, each with its meaning; what is chosen is among it."""
        field = self.field(path)
        if field is None:
            return {}
        options = dict(field.options)
        if field.name == "terms" and self.table == "claims":
            accepted = CLAIM_TYPES.get(str(self.record.get("type")))
            options = dict(accepted.phrases) if accepted is not None else options
        value = self.value(path)
        for code in value if isinstance(value, list) else [value]:
            if code is not None:
                options.setdefault(str(code), "")
        return options

    # Changes

    def put(self, path: Path, value: object) -> None:
        """Set a value; an empty one, and the default, take the field away."""
        field, before = self.field(path), value_at(self.stored, path)
        if before is None and field is not None and field.default and value == field.default:
            value = None
        if field is not None and field.kind is Kind.FLAG and value is False and before is not False:
            value = None
        if value in _EMPTY:
            value = before if before in _EMPTY else None
        if value is None:
            self._take_away(path)
        else:
            cast("dict[Step, object]", self._owner(path))[path[-1]] = value
        self._follow(path)

    def enter(self, path: Path, text: str) -> bool:
        """Set what was typed; False for what can't be read. A text that is left as it stood there
        changes nothing, whatever it doesn't show of the value."""
        field = self.field(path)
        if field is None or text == as_typed(Entry(path, field, self.value(path))):
            return True
        if field.kind is not Kind.TEXTS_BY_KEY:
            value = read(field, text)
            if value is None and isinstance(path[-1], int):
                self.remove(path)
            else:
                self.put(path, value)
            return True
        pair = read_pair(text)
        if pair is None and text.strip():
            return False
        if pair is not None and pair[0] == path[-2]:
            self.put(path, pair[1])
            return True
        self.remove(path)
        if pair is not None:
            self.add(path[:1], pair)
        return True

    def choose(self, path: Path, chosen: Collection[str]) -> None:
        """Set which of the options hold; those that stay keep their order."""
        value = self.value(path)
        before = [str(code) for code in value] if isinstance(value, list) else []
        if set(before) == set(chosen):
            return
        kept = [code for code in before if code in chosen]
        self.put(path, kept + [c for c in self.options(path) if c in chosen and c not in kept])

    def add(self, path: Path, value: object) -> Path:
        """Add an item to a list, of keyed texts as a pair; the path of the item."""
        if isinstance(value, tuple):
            path, value = (*path, value[0]), value[1]
        items = self.value(path)
        items = [*items, value] if isinstance(items, list) else [value]
        cast("dict[Step, object]", self._owner(path))[path[-1]] = items
        return (*path, len(items) - 1)

    def remove(self, path: Path) -> None:
        """Take away an item of a list, or the value of a field."""
        items = self.value(path[:-1])
        if not isinstance(items, list) or not isinstance(path[-1], int):
            self.put(path, None)
            return
        rest = [item for place, item in enumerate(items) if place != path[-1]]
        self.put(path[:-1], rest)

    def move(self, path: Path, step: int) -> Path:
        """Move an item of a list up or down; its path then."""
        items, place = self.value(path[:-1]), path[-1]
        if not isinstance(items, list) or not isinstance(place, int):
            return path
        goal = place + step
        if 0 <= goal < len(items):
            items[place], items[goal] = items[goal], items[place]
            return (*path[:-1], goal)
        return path

    def prune(self, path: Path) -> None:
        """Take away a part in which nothing stands."""
        if self.value(path) == {} and value_at(self.stored, path) != {}:
            self.remove(path)

    def _owner(self, path: Path) -> object:
        """What the last step of a path leads from; parts on the way are made."""
        owner: object = self.record
        for step in path[:-1]:
            if isinstance(owner, dict):
                owner = owner.setdefault(step, {})
            else:
                owner = cast("list[object]", owner)[cast("int", step)]
        return owner

    def _take_away(self, path: Path) -> None:
        owner = self.value(path[:-1])
        if not isinstance(owner, dict):
            return
        owner.pop(path[-1], None)
        above = path[:-1]
        if (
            above
            and isinstance(above[-1], str)
            and not owner
            and value_at(self.stored, above) != {}
        ):
            self._take_away(above)

    def _follow(self, path: Path) -> None:
        """Where the words or the source of a citation change, forget where the words stood."""
        if path[-2:] != ("quote", "exact") and path[2:] != ("source",):
            return
        at = path[:2]
        quote, before = self.value((*at, "quote")), value_at(self.stored, (*at, "quote"))
        if not isinstance(quote, dict):
            return
        places = [field.name for field in PARTS["quote"] if field.automatic]
        kept = all(
            self.value((*at, *way)) == value_at(self.stored, (*at, *way))
            for way in (("source",), ("quote", "exact"))
        )
        for name in places:
            quote.pop(name, None)
            if kept and isinstance(before, dict) and name in before:
                quote[name] = before[name]


def _applies(field: Field, owner: Json) -> bool:
    """Whether a field without a value is asked for."""
    return not field.when or any(
        when.field in owner and (not when.values or owner[when.field] in when.values)
        for when in field.when
    )


def _items(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    """The items of a list, or the texts of each key, with their paths."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield (*path, place), item
    elif isinstance(value, dict):
        for key, texts in value.items():
            yield from _items((*path, key), texts)
