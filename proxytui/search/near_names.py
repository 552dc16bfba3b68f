"""Which actors are offered in the place of a name that none has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.search.transliteration import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.protocol import Graph

_WORD = 4
"""Shorter words of a description are in many."""


class NameHit(NamedTuple):
    """An actor, the name, id or `scheme:value` that answered, and how well, 0 to 100."""

    actor: str
    name: str
    score: float


def meant(index: Graph, hits: Iterable[NameHit], text: str) -> list[NameHit]:
    """The hits without actors that are known by a description only and have no word of the text:
    the many words of a description come near to anything."""
    return [
        hit for hit in hits if not index.actors[hit.actor].described or _has_word_of(hit.name, text)
    ]


def _has_word_of(name: str, text: str) -> bool:
    typed, named = (set(words.split()) for words in plain([text, name]))
    return any(len(word) >= _WORD for word in typed & named)
