"""The tree of ties as it is unfolded now: its rows, and which branch each row stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ranking
from proxytui.collation import Typed
from proxytui.questions.tree import Branch
from proxytui.tui.explorer.column_headers import over_columns
from proxytui.views import tie_tree
from proxytui.views.lines import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from textual.content import Content

    from proxytui.asof.ranking import Ranked
    from proxytui.model.tie import Tie
    from proxytui.tui.explorer.session import Session
    from proxytui.views.lines import Line, Row
    from proxytui.views.scene import Scene
    from proxytui.views.tie_tree import TieGroup, TiePlace

_MOST_LINES = 128
"""Lines of ties that are kept, some screens of them."""


class _Position(NamedTuple):
    """The position of a tie in the tree: its group, and the actors that it is unfolded under."""

    group: TieGroup
    ranked: Ranked
    above: tuple[str, ...]

    @property
    def cycle(self) -> bool:
        """Whether the actor at its far end stands above it already."""
        return self.ranked.other in self.above


class Branches(Mapping[str, Branch]):
    """The branches in the tree by the key of their row; each is made when it is looked up, since a
    centre may have thousands."""

    def __init__(self, scene: Scene | None = None) -> None:
        # Plain tuples, which thousands are made of at once in a tenth of the time.
        self.positions: dict[str, tuple[TieGroup, Ranked, tuple[str, ...]]] = {}
        self._scene = scene

    def position(self, key: str) -> _Position:
        """The position of the row with that key."""
        return _Position(*self.positions[key])

    @property
    def actors(self) -> list[str]:
        """The actors at the far ends, in the order of the rows; no tie is made for them."""
        return [ranked.other for _, ranked, _ in self.positions.values()]

    def __getitem__(self, key: str) -> Branch:
        position = self.position(key)
        if self._scene is None:
            raise KeyError(key)
        tie = ranking.tie(self._scene.index, self._scene.lens, position.ranked)
        return Branch(tie, position.ranked.other, cycle=position.cycle)

    def __contains__(self, key: object) -> bool:
        return key in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)


def _is_closed(group: TieGroup, folded: Set[str], unfolded: Set[str]) -> bool:
    """Whether the ties of a group are hidden: those of one that stands apart are until it is
    unfolded, all others once they are folded."""
    return group.key not in unfolded if group.apart else group.key in folded


class TieTree:
    """Groups and branches by row key; a branch's key is the way to it from its group."""

    def __init__(self) -> None:
        self.groups: dict[str, TieGroup] = {}
        self.branches = Branches()
        self._scene: Scene | None = None
        self._roll_up = False
        self._lines: dict[tuple[object, ...], tuple[Tie, Line]] = {}

    def load(self, scene: Scene, centre: str, roll_up: bool, turned: bool) -> None:
        """Look the ties of the centre up again."""
        self._scene = scene
        self._roll_up = roll_up
        self.centre = centre
        groups = tie_tree.groups(scene, centre, roll_up, inverse_first=turned)
        self.groups = {group.key: group for group in groups}
        self.branches = Branches(scene)

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """The ids of the ties in the rows drawn last."""
        positions = self.branches.positions.values()
        return tuple(dict.fromkeys(ranked.tie for _, ranked, _ in positions))

    def title(self, session: Session, rolled_up: str, cells: int) -> Content:
        """The title over the tree: whose ties they are, how they are shown, the column's header."""
        name = self._scene.name(self.centre) if self._scene is not None and self.centre else ""
        of = f" of {texts.closed(name)}" if name else ""
        marks = f"{' · backers first' * session.turned}{rolled_up}{' · all' * session.show_all}"
        return over_columns(f"2 Ties{of}{marks}", "quotes", cells)

    def rows(
        self,
        folded: Set[str],
        unfolded: Set[str],
        filter_text: str,
        cells: int,
        *,
        as_text: bool = False,
    ) -> Sequence[Row]:
        """The rows; with a `filter_text` those of actors whose names hold it. As text to be copied
        the ties stand whole, however wide."""
        heads: dict[str, TieGroup] = {}
        keys: list[str] = []
        self.branches = Branches(self._scene)
        needle = Typed(filter_text)
        for group in self.groups.values():
            shown = group._replace(branches=self._fitting(group, needle)) if needle else group
            if not shown.branches:
                continue
            heads[group.key] = shown
            keys.append(group.key)
            if needle or not _is_closed(group, folded, unfolded):
                self._unfold(keys, shown, shown.branches, group.key, (self.centre,), unfolded)

        # The rows on the screen are drawn from the branches that they were made from, also while
        # others are being looked up.
        branches = self.branches

        def line(place: int) -> Line:
            key = keys[place]
            head = heads.get(key)
            if head is not None:
                closed = not needle and _is_closed(head, folded, unfolded)
                return tie_tree.group_line(head, closed, cells)
            return self._line(branches, key, key not in unfolded, None if as_text else cells)

        if keys or self._scene is None:
            return Listing(keys, line)
        return tie_tree.nothing(self._scene.key, filtered=self._scene.lens.filter is not None)

    @property
    def _loaded_scene(self) -> Scene:
        if self._scene is None:
            raise RuntimeError("no ties were asked for")
        return self._scene

    def _fitting(self, group: TieGroup, needle: Typed) -> tuple[Ranked, ...]:
        name = self._loaded_scene.name
        return tuple(ranked for ranked in group.branches if needle.within(name(ranked.other)))

    def _unfold(
        self,
        keys: list[str],
        group: TieGroup,
        ties: Sequence[Ranked],
        above_key: str,
        above: tuple[str, ...],
        unfolded: Set[str],
    ) -> None:
        """Add the keys of some ties of a group, and of all that is unfolded under them."""
        positions = self.branches.positions
        start = above_key + "|"
        tie_keys = [f"{start}{tie}@{via or ''}" for tie, _, _, via, _ in ties]
        if unfolded.isdisjoint(tie_keys):
            # The same group and the same actors above for each of them.
            parts = zip(repeat(group), ties, repeat(above), strict=False)
            positions.update(zip(tie_keys, parts, strict=True))
            keys += tie_keys
            return
        for key, ranked in zip(tie_keys, ties, strict=True):
            positions[key] = group, ranked, above
            keys.append(key)
            position = _Position(group, ranked, above)
            if key in unfolded and not position.cycle:
                path = (*above, ranked.other)
                self._unfold(keys, group, self._below(position), key, path, unfolded)

    def _below(self, position: _Position) -> tuple[Ranked, ...]:
        """The ties that unfold under a tie: those of its type and direction, but not the tie
        itself, which where it is symmetric would lead straight back."""
        direction = position.group.type, position.group.inverse
        scene = self._loaded_scene
        ties = tie_tree.ties_in_direction(scene, position.ranked.other, direction, self._roll_up)
        leading = ranking.leading(ties, scene.lens)
        return tuple(ranked for ranked in leading if ranked.tie != position.ranked.tie)

    def _line(self, branches: Branches, key: str, closed: bool, cells: int | None) -> Line:
        """The line of a tie in so many cells, None for a text to be copied; empty where the tie is
        gone since the rows were made.

        Whether anything is below it is looked up for the rows in view only: there may be hundreds.
        """
        position = branches.position(key)
        scene = self._loaded_scene
        if position.ranked.tie not in scene.index.tie_claims:
            return ()
        place = tie_tree.TiePlace(len(position.above), closed, self._is_leaf(position))
        branch = branches[key]
        if cells is None:
            return tie_tree.branch_text(scene, branch, place)
        return self._kept_line(scene, branch, place, cells)

    def _kept_line(self, scene: Scene, branch: Branch, place: TiePlace, cells: int) -> Line:
        """The line of a branch, which at most dates is the one of the date before."""
        tie, as_of = branch.tie, scene.lens.as_of
        key = (
            # A tie that looks the same is the same object; it is kept, so that its id stays its.
            id(tie),
            (scene.name(branch.actor), scene.name(tie.via) if tie.via else ""),
            (branch.cycle, branch.seen, place, cells, scene.lens.filter),
            *(wording.reason_words(tie, as_of, brief=brief) for brief in (False, True)),
        )
        kept = self._lines.get(key)
        if kept is None:
            if len(self._lines) >= _MOST_LINES:
                self._lines.clear()
            kept = self._lines[key] = tie, tie_tree.branch_line(scene, branch, place, cells)
        return kept[1]

    def _is_leaf(self, position: _Position) -> bool:
        if position.cycle:
            return True
        scene = self._loaded_scene
        direction = position.group.type, position.group.inverse
        other, tie = position.ranked.other, position.ranked.tie
        return not ranking.has_more(scene.index, scene.lens, other, direction, tie, self._roll_up)
