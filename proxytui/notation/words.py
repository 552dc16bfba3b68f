"""The words of the notation: verbs, means, and the details that each kind of record has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.fields import FIELDS, Kind
from proxytui.model.vocabulary import CITATION_FLAGS, CLAIM_TYPES, FLAGS, STANCES, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.fields import Field


class Verb(NamedTuple):
    """A claim type as it is written; `passive` where the object comes first."""

    type: str
    passive: bool


class Detail(NamedTuple):
    """A detail that one word begins: its field, how its value is read, and what may stand there."""

    field: str
    kind: str
    options: tuple[str, ...] = ()


VERBS: dict[str, Verb] = {
    **{code: Verb(code, passive=False) for code in CLAIM_TYPES},
    **{
        kind.passive: Verb(code, passive=True) for code, kind in CLAIM_TYPES.items() if kind.passive
    },
}
"""Every verb that a claim may be written with."""

KINDS_OF_RECORDS = {
    "source": "sources",
    "actor": "actors",
    "event": "events",
    "note": "notes",
    "view": "views",
    "same": "identities",
    "different": "identities",
    "unsure": "identities",
}
"""The words that begin a record which is no claim, with its table."""

IN_HEADS = {
    "actors": ("kind", "names", "countries", "identifiers"),
    "claims": ("type", "subject", "object", "terms"),
    "events": ("title", "date", "kind"),
    "sources": ("title",),
    "notes": ("about", "text"),
    "identities": ("judgement", "a", "b"),
    "views": ("name",),
}
"""Fields that are written in the first line of a record, or behind a word of another kind."""
_READ_AS = {
    Kind.TEXT: "text",
    Kind.LINES: "text",
    Kind.TEXTS: "texts",
    Kind.FLAG: "flag",
    Kind.DATE: "date",
    Kind.OPEN_DATE: "date",
    Kind.DATES: "dates",
    Kind.TIME: "word",
    Kind.CHOICE: "choice",
}


_FEW = 6
"""How many words a fault lists: more are not read."""


def _how(field: Field) -> str:
    """How the value of a field is read; "" where that isn't by a word before it."""
    if field.name == "accessed":
        return "word"  # a date, or a time
    if field.kind is Kind.REF:
        return "source" if field.refers_to == "sources" else "actor"
    if field.kind is Kind.REFS:
        return "actors" if field.refers_to == "actors" else "ids"
    return _READ_AS.get(field.kind, "")


DETAILS: dict[str, dict[str, Detail]] = {
    table: {
        field.notation: Detail(field.name, how, tuple(field.options))
        for field in fields
        if field.name not in IN_HEADS[table] and (how := _how(field))
    }
    for table, fields in FIELDS.items()
}
"""The words that begin a detail of a record, by its table."""
DETAILS["sources"]["file"] = Detail("file", "text")

CITING = ("from", *STANCES)
"""The words that may begin a citation, beside its quote."""
CITATION_WORDS = ("said", "credibility", "lang", "translated", "p.", *CITATION_FLAGS)
"""The words that may follow the source of a citation, beside a paragraph."""

CLAIM_STOPS = frozenset((*DETAILS["claims"], *FLAGS, *CITING))
"""The words at which the name of an actor in a claim ends, unless it stands in backticks."""


def details(table: str) -> tuple[str, ...]:
    """The words that may begin a detail of a record of a table."""
    citing = ("from", "disputes", "mentions")
    special = {
        "actors": ("name", "id", *citing),
        "claims": (*FLAGS, *citing),
        "events": ("with", *FLAGS, *citing),
    }
    return (*DETAILS[table], *special.get(table, ()))


def starts_citation(word: str) -> bool:
    """Whether a citation may begin with this word."""
    return word in CITING


@cache
def means(type_: str) -> dict[str, str]:
    """From every word for a means of a claim type, in small letters, to its code."""
    codes = CLAIM_TYPES[type_].terms
    written: dict[str, str] = {}
    for code in codes:
        support = SUPPORT.get(code)
        if support is not None:
            written.setdefault(support.short.casefold(), code)
            written.setdefault(support.word.casefold(), code)
    written.update((code.casefold(), code) for code in codes)
    return written


def means_word(type_: str, code: str) -> str:
    """The shortest word that stands for one means alone, else its code."""
    support = SUPPORT.get(code)
    if support is None:
        return code
    for word in (support.short, support.word):
        if means(type_).get(word.casefold()) == code and "," not in word:
            return word
    return code


def choices(word: str, options: Iterable[str]) -> str:
    """What a fault says of the words that may stand in the place of `word`: all of them where they
    are few, else the nearest, else the first of them."""
    known = list(dict.fromkeys(options))
    hint = nearest(word, known) if word else ""
    if len(known) <= _FEW:
        return f": {', '.join(known)}{hint}"
    # What stands beside a date in a source's words is not what comes to mind first.
    first = [option for option in known if not option.endswith("-raw")]
    return hint or f": {', '.join(first[:_FEW])} …"


def without_quote(source: str, written: str = "") -> str:
    """What is wrong with a source that stands in the place of something else; `written` is how it
    stands in a text, where that isn't as it is called."""
    return f"“{source}” is a source; a quote or from stands before it: from {written or source}"


def nearest(word: str, options: Iterable[str]) -> str:
    """`; did you mean since?`, or nothing where none comes close."""
    from difflib import get_close_matches  # only a fault pays for it

    close = get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
