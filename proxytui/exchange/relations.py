"""The words of other programs for ties and actors, as types and kinds of the vocabulary."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from proxytui import text
from proxytui.model.vocabulary import CLAIM_TYPES, KINDS

UNSPECIFIED = "linked-to"
"""The type of a tie of which the vocabulary has no word."""

_BREAKS = re.compile(r"[\s_\-/.:]+")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Relation(NamedTuple):
    """A claim type; `inverse` where the words name the object first, `role` the words themselves
    where the vocabulary has none for them."""

    type: str
    inverse: bool = False
    role: str = ""


@lru_cache(4096)
def relation(words: str, *, directed: bool = True) -> Relation:
    """The claim type that words name, be they written `backed by`, `backed_by` or `backedBy`.

    Without a direction nobody knows who does it to whom: then only a type that is the same from
    both ends is taken.
    """
    shown = text.line(words)
    known = _relations().get(_key(words))
    if known is not None and (directed or CLAIM_TYPES[known.type].symmetric):
        return known
    return Relation(UNSPECIFIED, role=shown if any(map(str.isalpha, shown)) else "")


@lru_cache(4096)
def kind(words: str) -> str:
    """The kind of actor that words name; "" where they name none."""
    return _kinds().get(_key(words), "")


def _key(words: str) -> str:
    return _BREAKS.sub(" ", text.fold(_SPLIT.sub(" ", words))).strip()


@cache
def _relations() -> dict[str, Relation]:
    known: dict[str, Relation] = {}
    for code, type_ in CLAIM_TYPES.items():
        same, other = Relation(code), Relation(code, not type_.symmetric)
        for words in (code, type_.verb, type_.verb.removeprefix("is ")):
            for form in (words, words.removesuffix("s"), words.removeprefix("a ")):
                known.setdefault(_key(form), same)
        for words in (type_.inverse, type_.inverse.removeprefix("is "), type_.passive):
            if words:
                known.setdefault(_key(words), other)
    return known


@cache
def _kinds() -> dict[str, str]:
    return {
        _key(words): item.code
        for item in KINDS.values()
        for words in (item.code, item.label, item.plural)
    }


def is_symmetric(type_: str) -> bool:
    """Whether a claim type is the same seen from both ends."""
    return CLAIM_TYPES[type_].symmetric
