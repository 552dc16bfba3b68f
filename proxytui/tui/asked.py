"""What views and the reader are asked for: which actors, which dates, which place in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Source
    from proxytui.search.matching import SearchTerm


class Folds:
    """The folds of a list and the key under its cursor, kept while its view is closed.

    `heads` are codes of folded kinds, None before there are any; `items` are keys of findings that
    are unfolded to their ties.
    """

    def __init__(self) -> None:
        self.heads: set[str] | None = None
        self.items: set[str] = set()
        self.at = ""


@dataclass
class PathQuestion:
    """The paths from one actor to another: how many, over which ties; with `all_time` whatever the
    date."""

    start: str
    goal: str
    most: int = 3
    types: frozenset[str] | None = None
    directed: bool = False
    all_time: bool = False
    max_hops: int | None = None
    at: str = ""


@dataclass
class CompareQuestion:
    """Two actors side by side: the left one at the date of the view, the right one at `date`, or
    without it at the date of the view. Of one actor the earlier date stands on the left."""

    left: str
    right: str
    date: Period | None
    at: str = ""


@dataclass
class DifferenceQuestion:
    """A comparison of the date of the view with `other`, else of two states of the store, else of
    two publishers by name; of ties of `actor`, with `everyone` or without an actor of all ties."""

    actor: str = ""
    other: Period | None = None
    recorded: tuple[str, str] | None = None
    publishers: tuple[str, str] | None = None
    everyone: bool = False
    folds: Folds = field(default_factory=Folds)


class TextPlace(NamedTuple):
    """A place in the kept text of a source: the words of a `citation`, with the `key` of its row,
    those that a search found at a `passage`, or its beginning."""

    source: Source
    citation: Citation | None = None
    passage: int = -1
    terms: tuple[SearchTerm, ...] = ()
    key: str = ""
