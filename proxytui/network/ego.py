"""The two-sided view of an actor: its backers on the left, on the right whom it is said to back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model import dates
from proxytui.model.dates import MIN_DAY, DateError, State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.network import lens as seen
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from proxytui.model.values import Tie
    from proxytui.network.index import Index
    from proxytui.network.lens import Lens

TYPES = ("backs", "allied-with", "opposes")
"""The claim types of the view; ties of the symmetric one stand on the right."""


class Entry(msgspec.Struct, frozen=True):
    """A tie, the actor at its far end, and how many hops that is from the centre, from 1.

    `further` counts the ties of this type that lead on from there and are not in the view.
    """

    tie: Tie
    actor: str
    hop: int
    further: int


class Sides(NamedTuple):
    """Both sides; each entry is followed by those beyond it."""

    left: tuple[Entry, ...]
    right: tuple[Entry, ...]


def sides(index: Index, lens: Lens, centre: str, hops: int = 1) -> Sides:
    """The view of an actor as of the lens's date, of at least one hop; empty for an unknown one.

    The second hop goes on from an actor by ties of the same type and direction: from a backer to
    its backers, from an opponent of it to whoever is said to oppose that one. Nothing leads back
    to the centre, and an actor is gone on from once a side and type, where it is nearest. Those
    at one actor stand by their publishers, more first, then by when they were last attested, the
    newest first, then by name.
    """
    return Sides(
        _side(index, lens, centre, hops, inward=True),
        _side(index, lens, centre, hops, inward=False),
    )


class _Node:
    """A place in the view while it grows."""

    __slots__ = ("actor", "before", "beyond", "tie")

    def __init__(self, tie: Tie, actor: str, before: str) -> None:
        self.tie, self.actor, self.before = tie, actor, before
        self.beyond: list[_Node] = []


def _side(index: Index, lens: Lens, centre: str, hops: int, *, inward: bool) -> tuple[Entry, ...]:
    view = _View(index, lens, centre, inward)
    roots = view.nodes(centre, TYPES, "")
    unfolded: set[tuple[str, str]] = set()
    level = roots
    for _ in range(hops - 1):
        following: list[_Node] = []
        for node in level:
            if (node.tie.type, node.actor) not in unfolded:
                unfolded.add((node.tie.type, node.actor))
                node.beyond = view.nodes(node.actor, (node.tie.type,), node.before)
                following += node.beyond
        level = following
    made: list[Entry] = []
    waiting = [(node, 1) for node in reversed(roots)]
    while waiting:
        node, hop = waiting.pop()
        shown = (node.tie.type, node.actor) in unfolded
        further = 0 if shown else view.count(node.actor, node.tie.type, node.before)
        made.append(Entry(node.tie, node.actor, hop, further))
        waiting += [(below, hop + 1) for below in reversed(node.beyond)]
    return tuple(made)


class _View:
    """What leads on from an actor on one side."""

    def __init__(self, index: Index, lens: Lens, centre: str, inward: bool) -> None:
        self._index, self._lens = index, lens
        self._centre, self._inward = centre, inward

    def nodes(self, actor: str, types: tuple[str, ...], before: str) -> list[_Node]:
        """The ties that lead on and show, in order."""
        made = []
        for tie_id, other in self._leading(actor, types, before):
            tie = seen.shown(self._index, tie_id, self._lens)
            if tie is not None:
                made.append(_Node(tie, other, actor))
        made.sort(key=self._place)
        return made

    def count(self, actor: str, type_: str, before: str) -> int:
        """How many there are."""
        return sum(self._shows(tie) for tie, _ in self._leading(actor, (type_,), before))

    def _shows(self, tie_id: str) -> bool:
        """Whether a tie shows, by numbers, for a hub has thousands of ties to be counted."""
        index, period = self._index, self._lens.as_of
        claims = index.tie_claims[tie_id]
        first, last = period.first, period.last
        if any(seen.state_at(index, one, first, last, period) is not State.NOT for one in claims):
            return True
        soft = (index.told(one).soft for one in claims)
        return any(bounds is not None and dates.near(bounds, period) for bounds in soft)

    def _leading(self, actor: str, types: tuple[str, ...], before: str) -> list[tuple[str, str]]:
        made = []
        # A tie's id begins with its type, which spares most of them the look at their ends.
        begins = tuple(f"{type_}:" for type_ in types)
        for tie_id in self._index.ties_of(actor):
            if not tie_id.startswith(begins):
                continue
            kind, subject, object_ = self._index.ends[tie_id]
            other = subject if object_ == actor else object_
            symmetric = CLAIM_TYPES[kind].symmetric
            inward = not symmetric and object_ == actor
            if inward == self._inward and other not in (self._centre, before):
                made.append((tie_id, other))
        return made

    def _place(self, node: _Node) -> tuple[int, int, str, str]:
        tie = node.tie
        name = folded(self._index.namer(self._lens.as_of)(node.actor))
        return -tie.publishers, -_last_attested(tie), name, tie.id


def _last_attested(tie: Tie) -> int:
    """The last day on which it may be attested; MIN_DAY without any."""
    try:
        return dates.parse(tie.attested[1]).last if tie.attested else MIN_DAY
    except DateError:
        return MIN_DAY
