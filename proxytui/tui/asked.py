"""What views of two ends are asked for: between whom, between which dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxytui.model.dates import Period


class Folds:
    """What of a list is folded, and where the cursor was; kept while its view is away.

    `heads` are codes of folded kinds, None before there are any; `items` keys of findings that are
    unfolded to their ties.
    """

    def __init__(self) -> None:
        self.heads: set[str] | None = None
        self.items: set[str] = set()
        self.at = ""


@dataclass
class PathQuestion:
    """From whom to whom, how many paths, over which ties; with `all_time` whatever the date."""

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
    """The actor on the left at the date of the view, and that on the right: at `date`, or where
    none is given at the same one. Of one actor the earlier date stands on the left."""

    left: str
    right: str
    date: Period | None
    at: str = ""


@dataclass
class DifferenceQuestion:
    """What is compared: the date of the view with `other`, else two states of the store, else two
    publishers by name; only ties of `actor` unless `everyone` or where there is none."""

    actor: str = ""
    other: Period | None = None
    recorded: tuple[str, str] | None = None
    publishers: tuple[str, str] | None = None
    everyone: bool = False
    folds: Folds = field(default_factory=Folds)
