"""The frame of a claim in a parsed sentence: a predicate with its ends and means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.reading.suggesting.noun_phrases import End


class Frame(NamedTuple):
    """A claim that a predicate makes of each of its subjects and each of its objects.

    `predicate` is the place of the word that makes it, `words` those of the others that led to it.
    A `definite` frame takes for granted that it is so, whatever a plan or wish around it says; a
    `presupposed` one (an apposition, a title) stands whatever the sentence does.
    """

    type: str
    subjects: tuple[End, ...]
    objects: tuple[End, ...]
    predicate: int
    terms: tuple[str, ...] = ()
    words: tuple[int, ...] = ()
    definite: bool = False
    presupposed: bool = False
    ended: bool = False
    role: tuple[int, int] | None = None
