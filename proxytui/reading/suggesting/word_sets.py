"""Sets of words, written as the words alone."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The set of the words that a text lists, parted by blanks."""
    return frozenset(words.split())
