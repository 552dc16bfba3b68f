"""Fields that records have and the vocabulary doesn't, each with the known one nearest to it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from proxytui.model import validation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.records import Json

_CLOSE = 0.75
"""How alike two words must be, from 0 to 1, to be taken for one: `country` and `countries` are."""
_SHORTEST_PART = 4
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "terms": ("support", "supports", "means", "kind_of_support", "how"),
    "since": ("start", "started", "begin", "begins", "began", "from", "start_date", "first_seen"),
    "until": ("end", "ended", "ends", "to", "till", "stop", "end_date", "last_seen"),
    "founded": ("born", "established", "created", "founding", "start", "since"),
    "date": ("when", "day", "on", "time", "at"),
    "place": ("location", "where", "site", "town"),
    "role": ("part", "as", "function", "position", "office", "post"),
    "actor": ("id", "who"),
    "dissolved": ("died", "disbanded", "defunct", "end", "until"),
    "published": ("date", "published_at", "day", "when"),
    "citations": ("sources", "source", "evidence", "references", "refs", "quotes"),
    "names": ("aliases", "alias", "aka", "label", "title"),
    "countries": ("nation", "nationality", "state"),
    "participants": ("actors", "parties", "who"),
    "kind": ("type", "category", "class"),
    "type": ("kind", "relation", "category"),
    "subject": ("backer", "who", "actor"),
    "object": ("backed", "whom", "target"),
    "title": ("name", "headline", "heading"),
    "exact": ("text", "words", "quote", "body"),
    "quote": ("text", "words", "exact", "quotation"),
    "text": ("name", "body", "content", "words"),
    "summary": ("description", "comment", "note", "notes", "about"),
    "speaker": ("said_by", "who", "by"),
    "publisher": ("outlet", "newspaper", "organisation", "organization"),
    "author": ("by", "writer", "authors"),
    "url": ("link", "href", "website", "address"),
    "about": ("on", "subject", "records", "links"),
    "judgement": ("verdict", "decision", "same"),
    "stance": ("supports", "disputes", "denies"),
    "lang": ("language", "locale"),
    "against": ("enemy", "enemies", "conflict", "versus"),
    "rank": ("priority",),
    "licence": ("license", "rights"),
}
"""What else a field is called: the words of filters and screens, and of common tongue."""


class UnknownField(NamedTuple):
    """A field that the vocabulary doesn't have: where it stands, and the known field that may be
    meant, both from the record on; `nearest` is empty where none comes near."""

    path: str
    nearest: str

    @property
    def words(self) -> str:
        """It as a person is told of it."""
        place, _, name = self.path.rpartition(".")
        where = f"{place}: " if place else ""
        end = f"did you mean `{self.nearest}`?" if self.nearest else "it is kept as it is"
        return f"{where}unknown field `{name}`; {end}"


def unknown(table: str, record: Json) -> tuple[UnknownField, ...]:
    """The unknown fields of a record and of its parts, in their order."""
    model = validation.MODELS.get(table)
    return tuple(_unknown(model, record, "")) if model is not None else ()


def _unknown(model: type[validation.Shape], value: Json, path: str) -> Iterator[UnknownField]:
    known = _parts(model)
    for name, item in value.items():
        here = f"{path}.{name}" if path else name
        if name not in known:
            yield UnknownField(here, _nearest(model, name))
            continue
        part = known[name]
        if part is None:
            continue
        if isinstance(item, dict):
            yield from _unknown(part, item, here)
        elif isinstance(item, list | tuple):
            for number, one in enumerate(item):
                if isinstance(one, dict):
                    yield from _unknown(part, one, f"{here}.{number}")


@cache
def _parts(model: type[validation.Shape]) -> dict[str, type[validation.Shape] | None]:
    """The fields of a part of a record, each with the shape of what stands in it, if it has one."""
    return {name: _shape(field.annotation) for name, field in model.model_fields.items()}


def _shape(annotation: object) -> type[validation.Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, validation.Shape):
        return annotation
    return next((shape for one in get_args(annotation) if (shape := _shape(one))), None)


@cache
def _nearest(model: type[validation.Shape], name: str) -> str:
    known = _parts(model)
    plain = _plain(name)
    if plain in known:
        return plain
    for field in known:
        if plain in _OTHER_WORDS.get(field, ()):
            return field
    import difflib  # only a wrong word pays for it

    close = difflib.get_close_matches(plain, list(known), 1, _CLOSE)
    if close:
        return close[0]
    if inner := _inside(known, plain):
        return inner
    if len(plain) >= _SHORTEST_PART:
        words = set(plain.split("_"))
        return next((field for field in known if plain in field.split("_") or field in words), "")
    return ""


def _inside(known: dict[str, type[validation.Shape] | None], plain: str) -> str:
    """The path of a field of a part, which was written one level too high, or more."""
    parts = {field: _parts(part) for field, part in known.items() if part is not None}
    for field, inner in parts.items():
        if plain in inner:
            return f"{field}.{plain}"
    for field, inner in parts.items():
        for name in inner:
            if name not in known and plain in _OTHER_WORDS.get(name, ()):
                return f"{field}.{name}"
    for field, inner in parts.items():
        if deeper := _inside(inner, plain):
            return f"{field}.{deeper}"
    return ""


def _plain(name: str) -> str:
    """A name as fields are written: `publisherParent` and `Publisher-parent` alike."""
    return re.sub(r"[\s-]+", "_", _CAPITAL.sub("_", name).strip()).casefold()
