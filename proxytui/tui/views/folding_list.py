"""Findings under headings that fold: which rows there are, and what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.tui.asked import Folds

Item = TypeVar("Item")
_UNFOLDED = 60
"""More findings than this are folded at first."""


class FoldingGroup(NamedTuple, Generic[Item]):
    """Findings of one kind: its code, its heading, the findings by their keys, and whether they are
    folded at first, however few they are."""

    code: str
    heading: str
    items: dict[str, Item]
    aside: bool = False


class FoldingList(Generic[Item]):
    """The rows of a list of findings by their keys: `head:CODE`, a finding's own, and `tie:KEY:ID`.

    `about` gives the records that a finding is about; one of several unfolds to them.
    """

    def __init__(self, folds: Folds, about: Callable[[Item], Sequence[Target]]) -> None:
        self.folds = folds
        self.about = about
        self.groups: Sequence[FoldingGroup[Item]] = ()
        self.findings: dict[str, Item] = {}
        self.passing: set[str] | None = None
        """The findings that a filter lets through, None without one."""

    def fill(self, groups: Sequence[FoldingGroup[Item]]) -> None:
        """Take other findings; the first time that they are many, fold their kinds."""
        self.groups = [group for group in groups if group.items]
        self.findings = {key: item for group in groups for key, item in group.items.items()}
        if self.folds.heads is None and self.findings:
            many = len(self.findings) > _UNFOLDED
            self.folds.heads = {group.code for group in groups if many or group.aside}

    def drop(self, key: str) -> None:
        """Leave a finding out until they are filled anew."""
        self.findings.pop(key, None)
        for group in self.groups:
            group.items.pop(key, None)
        self.groups = [group for group in self.groups if group.items]

    def rows(self) -> tuple[list[str], dict[str, tuple[str, int]]]:
        """The keys of all rows that show; and of each kind its heading and how many there are."""
        keys: list[str] = []
        heads: dict[str, tuple[str, int]] = {}
        for group in self.groups:
            items = list(group.items)
            if self.passing is not None:
                items = [key for key in items if key in self.passing]
            if not items:
                continue
            key = f"head:{group.code}"
            heads[key] = (group.heading, len(items))
            keys.append(key)
            if self.folded(key):
                continue
            if self.folds.items.isdisjoint(items):
                keys += items
                continue
            for key in items:
                keys.append(key)
                if key in self.folds.items:
                    keys += [f"tie:{key}:{tie.id}" for tie in self.about(self.findings[key])]
        return keys, heads

    def child(self, key: str) -> tuple[str, Target] | None:
        """The key of the finding, and the tie, of a row under it."""
        if not key.startswith("tie:"):
            return None
        for parent in self.folds.items:
            if parent in self.findings and key.startswith(f"tie:{parent}:"):
                return parent, Target("tie", key.removeprefix(f"tie:{parent}:"))
        return None

    def targets(self, key: str) -> tuple[Target, ...]:
        """All records that a row is about."""
        child = self.child(key)
        if child is not None:
            return (child[1],)
        return tuple(self.about(self.findings[key])) if key in self.findings else ()

    # Folding

    def unfolds(self, key: str) -> bool:
        """Whether more rows belong under this one."""
        return key.startswith("head:") or (key in self.findings and len(self.targets(key)) > 1)

    def folded(self, key: str) -> bool:
        """Whether the rows under this one are hidden; a filter shows all kinds."""
        if key.startswith("head:"):
            heads = self.folds.heads or set()
            return self.passing is None and key.removeprefix("head:") in heads
        return key not in self.folds.items

    def fold(self, key: str, *, folded: bool) -> bool:
        """Hide or show the rows under this one; False where that changes nothing."""
        if not self.unfolds(key) or self.folded(key) == folded:
            return False
        if key.startswith("head:"):
            if self.passing is not None:
                return False
            heads = self.folds.heads = self.folds.heads or set()
            heads.symmetric_difference_update({key.removeprefix("head:")})
        else:
            self.folds.items.symmetric_difference_update({key})
        return True

    def above(self, key: str) -> str:
        """The row that this one belongs under; "" for a heading."""
        child = self.child(key)
        if child is not None:
            return child[0]
        return next((f"head:{group.code}" for group in self.groups if key in group.items), "")

    def fold_all(self) -> None:
        """Fold all kinds; where all are folded, unfold them."""
        every = {group.code for group in self.groups}
        self.folds.heads = set() if every <= (self.folds.heads or set()) else every
