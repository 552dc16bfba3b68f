"""The words of the notation: verbs, means, and the details that each kind of record has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.vocabulary import (
    BASES,
    CITATION_FLAGS,
    CLAIM_STATUSES,
    CLAIM_TYPES,
    EVENT_KINDS,
    FLAGS,
    RANKS,
    RELIABILITY,
    SOURCE_STATUSES,
    STANCES,
    SUPPORT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verb(NamedTuple):
    """A claim type as it is written; `passive` where the object comes first."""

    type: str
    passive: bool


class Detail(NamedTuple):
    """A detail that one word begins: its field, how its value is read, and what may stand there."""

    field: str
    kind: str
    options: tuple[str, ...] = ()


_PASSIVE = {
    "backs": "backed-by",
    "opposes": "opposed-by",
    "member-of": "has-member",
    "part-of": "has-part",
    "leads": "led-by",
    "represents": "represented-by",
    "succeeds": "succeeded-by",
    "designates": "designated-by",
    "recognises": "recognised-by",
}
VERBS: dict[str, Verb] = {
    **{code: Verb(code, passive=False) for code in CLAIM_TYPES},
    **{word: Verb(code, passive=True) for code, word in _PASSIVE.items()},
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

DETAILS: dict[str, dict[str, Detail]] = {
    "actors": {
        "founded": Detail("founded", "date"),
        "dissolved": Detail("dissolved", "date"),
        "described": Detail("described", "flag"),
        "summary": Detail("summary", "text"),
        "tag": Detail("tags", "texts"),
    },
    "claims": {
        "since": Detail("since", "date"),
        "since-words": Detail("since_raw", "text"),
        "until": Detail("until", "date"),
        "until-words": Detail("until_raw", "text"),
        "basis": Detail("basis", "choice", tuple(BASES)),
        "attested": Detail("attested", "dates"),
        "against": Detail("against", "actors"),
        "role": Detail("role", "text"),
        "rank": Detail("rank", "choice", RANKS),
        "status": Detail("status", "choice", CLAIM_STATUSES),
        "reason": Detail("reason", "text"),
        "summary": Detail("summary", "text"),
    },
    "events": {
        "date-words": Detail("date_raw", "text"),
        "place": Detail("place", "text"),
        "claim": Detail("claims", "ids"),
        "basis": Detail("basis", "choice", tuple(BASES)),
        "status": Detail("status", "choice", CLAIM_STATUSES),
        "summary": Detail("summary", "text"),
    },
    "sources": {
        "author": Detail("author", "text"),
        "publisher": Detail("publisher", "text"),
        "part-of": Detail("publisher_parent", "text"),
        "published": Detail("published", "date"),
        "published-words": Detail("published_raw", "text"),
        "accessed": Detail("accessed", "word"),
        "url": Detail("url", "text"),
        "archive": Detail("archive_url", "text"),
        "licence": Detail("licence", "text"),
        "lang": Detail("lang", "word"),
        "reliability": Detail("reliability", "choice", tuple(RELIABILITY)),
        "status": Detail("status", "choice", SOURCE_STATUSES),
        "copy-of": Detail("copy_of", "source"),
        "kind": Detail("kind", "text"),
        "file": Detail("file", "text"),
    },
    "notes": {
        "created": Detail("created", "word"),
        "modified": Detail("modified", "word"),
        "tag": Detail("tags", "texts"),
    },
    "identities": {
        "reason": Detail("reason", "text"),
        "made": Detail("made", "word"),
    },
    "views": {
        "centre": Detail("centre", "actor"),
    },
}
"""The words that begin a detail of a record, by its table."""

_CITING = ("from", *STANCES)
CITATION_WORDS = ("said", "credibility", "lang", "translated", "p.", *CITATION_FLAGS)
"""The words that may follow the source of a citation, beside a paragraph."""

CLAIM_STOPS = frozenset((*DETAILS["claims"], *FLAGS, *_CITING))
"""The words at which the name of an actor in a claim ends, unless it stands in backticks."""


def starts_citation(word: str) -> bool:
    """Whether a citation may begin with this word."""
    return word in _CITING


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


def nearest(word: str, options: Iterable[str]) -> str:
    """`; did you mean since?`, or nothing where none comes close."""
    from difflib import get_close_matches  # only a fault pays for it

    close = get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


EVENT_WORDS = frozenset(EVENT_KINDS)
