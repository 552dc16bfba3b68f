"""How much of a text stands in another one too, by runs of eight words: a copy, a reprint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui import character_folding
from proxytui.jobs.pacing import never

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Source

_RUN = 8
_SHARE = 0.2
"""From this share of a text's runs of words on it may be a copy; shorter quotations stay below."""
_LEAST = 5
"""Fewer runs are one sentence, quoted by both."""
_WORD = re.compile(r"\w+")


class SharedText(NamedTuple):
    """A source whose text has much of another one: the share of that one's words, 0 to 1."""

    source: str
    share: float


def likely_copies(
    text: str,
    sources: Iterable[Source],
    text_of: Callable[[str], str | None],
    checkpoint: Checkpoint = never,
) -> list[SharedText]:
    """The sources whose newest kept text has much of a text, or the other way round, most first.

    A copy of a copy is left out: what it repeats is listed.
    """
    runs = _runs(text)
    shared: list[SharedText] = []
    for source in sources:
        if runs and source.documents and source.copy_of is None:
            kept = text_of(source.documents[-1].text)
            theirs = _runs(kept) if kept else frozenset()
            common = len(runs & theirs)
            if common >= _LEAST and common >= _SHARE * min(len(runs), len(theirs)):
                share = common / min(len(runs), len(theirs))
                shared.append(SharedText(source.id, share))
            checkpoint()
    return sorted(shared, key=lambda item: (-item.share, item.source))


def _runs(text: str) -> frozenset[int]:
    """The runs of a text, each as a number that stands for its words."""
    words = [hash(word) for word in _WORD.findall(character_folding.forms(text))]
    return frozenset(hash(tuple(words[n : n + _RUN])) for n in range(len(words) - _RUN + 1))
