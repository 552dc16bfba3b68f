"""The ties at an actor in a few numbers each: state, nearness and publishers at any period.

An actor may have thousands of ties. Each is looked at once, when somebody first asks for the
actor; after that another period costs a microsecond a tie, and no claim is read for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.model import dates, wording
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.network import lens as seen
from proxytui.network import standing
from proxytui.network.pace import CLAIMS, no_pause, paced
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Bounds
    from proxytui.model.values import Claim
    from proxytui.network.index import Index
    from proxytui.network.pace import Breathe

Way: TypeAlias = tuple[str, bool]
"""A type, and whether the actor is the object of it; never so for a symmetric one."""

_KEPT = 250_000
"""Ties of which numbers are kept, each once for either end: rolled up, a hub shows most of a large
store."""


class Numbers(NamedTuple):
    """When a claim is drawn, held and near: days, the first and the last of each.

    A period is *not* that ends before `first` or begins after `last`. It is near that ends from
    `near_from` on and before `first`, or begins after `last` and until `near_to`. `acts` are the
    readings of a claim that holds within its span, which is held where the period contains one;
    None for others, as in `standing.Span`.
    """

    first: int
    last: int
    held_from: int
    held_to: int
    near_from: int
    near_to: int
    acts: tuple[tuple[int, int], ...] | None

    def at(self, begin: int, end: int) -> State:
        """The state as of a period, given by its first and last day."""
        if self.first > end or begin > self.last:
            return State.NOT
        if self.acts is not None:
            held = any(begin <= start and until <= end for start, until in self.acts)
        else:
            held = self.held_from <= end and begin <= self.held_to
        return State.HELD if held else State.POSSIBLY

    def near(self, begin: int, end: int) -> bool:
        """Whether it is *not*, but only by an approximate bound close by."""
        return self.near_from <= end < self.first or self.last < begin <= self.near_to


class Several:
    """A tie of several claims, or of one that is more than four numbers."""

    def __init__(self, index: Index, claims: Sequence[Claim]) -> None:
        self._index = index
        self._claims = claims
        self._numbers = [numbers(index, claim) for claim in claims]
        self._live = [claim for claim in claims if standing.live(claim)]
        self._stated = [claim for claim in self._live if not standing.planned(claim)]
        self._publishers: dict[tuple[str, ...], int] = {}

    def at(self, begin: int, end: int) -> tuple[State, bool, int]:
        """State, nearness and publishers as of a period, given by its first and last day."""
        state, holding = State.NOT, []
        for claim, one in zip(self._claims, self._numbers, strict=True):
            found = State.NOT if one is None else one.at(begin, end)
            if found is not State.NOT:
                holding.append(claim)
                if state is not State.HELD:
                    state = found
        near = not holding and any(one and one.near(begin, end) for one in self._numbers)
        counting = holding or self._stated or self._live
        # Years go by in which the same claims hold.
        key = tuple(claim.id for claim in counting)
        known = self._publishers.get(key)
        if known is None:
            known = self._publishers[key] = seen.publishers(self._index, counting)
        return state, near, known


class Figured(NamedTuple):
    """A tie at an actor and the actor at its other end, whose `label` is folded, and "" where it
    depends on the date. A tie of one plain claim has its numbers here, with its publishers;
    another one has `several`."""

    tie: str
    other: str
    label: str
    way: Way
    first: int
    last: int
    held_from: int
    held_to: int
    near_from: int
    near_to: int
    publishers: int
    several: Several | None = None

    def state(self, begin: int, end: int) -> State:
        """The state as of a period, given by its first and last day."""
        if self.several is not None:
            return self.several.at(begin, end)[0]
        if self.first > end or begin > self.last:
            return State.NOT
        held = self.held_from <= end and begin <= self.held_to
        return State.HELD if held else State.POSSIBLY


def at_actor(index: Index, actor: str, breathe: Breathe = no_pause) -> tuple[Figured, ...]:
    """All ties at an actor, by the names at their other ends; remembered until a record changes."""
    known = index.figures.get(actor)
    if known is None:
        ties = paced(index.ties_of(actor), breathe, CLAIMS)
        made = [figured(index, tie_id, actor) for tie_id in ties]
        made.sort(key=lambda one: (one.label, one.tie))
        known = index.figures.keep(actor, tuple(made))
    return known


class Kept(dict[str, tuple[Figured, ...]]):
    """Ties by actor; all go where there are too many."""

    def __init__(self) -> None:
        super().__init__()
        self._size = 0

    def keep(self, actor: str, made: tuple[Figured, ...]) -> tuple[Figured, ...]:
        """Remember an actor's ties."""
        if self._size + len(made) > _KEPT:
            self.clear()
        self._size += len(made)
        self[actor] = made
        return made

    def clear(self) -> None:
        """Forget all."""
        super().clear()
        self._size = 0


def figured(index: Index, tie_id: str, actor: str) -> Figured:
    """One tie at an actor; nothing is remembered."""
    _, subject, object_ = index.ends[tie_id]
    other = subject if object_ == actor else object_
    found = index.actors.get(other)
    if found is None:
        label = folded(other)
    else:
        label = "" if wording.varies(found) else folded(wording.label(found, None))
    way = way_of(index, tie_id, actor)
    ids = index.tie_claims[tie_id]
    if len(ids) == 1:
        told = index.told(ids[0])
        if told.span is None:
            return Figured(tie_id, other, label, way, *_NEVER, told.publishers)
        if told.span is not standing.ACT:
            span = told.span
            near = _near(told.soft, span.first, span.last)
            return Figured(tie_id, other, label, way, *span, *near, told.publishers)
    several = Several(index, [index.claims[claim_id] for claim_id in ids])
    return Figured(tie_id, other, label, way, *_NEVER, 0, several)


def way_of(index: Index, tie_id: str, actor: str) -> Way:
    """The way in which a tie stands at one of its actors."""
    kind, _, object_ = index.ends[tie_id]
    return _WAYS[kind, object_ == actor]


_WAYS = {
    (code, into): (code, into and not kind.symmetric)
    for code, kind in CLAIM_TYPES.items()
    for into in (False, True)
}
_NEVER = (dates.MAX_DAY + 1, dates.MIN_DAY - 1, 0, 0, dates.MAX_DAY + 1, dates.MIN_DAY - 1)


def numbers(index: Index, claim: Claim) -> Numbers | None:
    """A claim of the index in numbers; None where it is *not*, and not near, at every period."""
    told = index.told(claim.id)
    if told.span is None:
        return None
    if told.span is not standing.ACT:
        span = told.span
        return Numbers(*span, *_near(told.soft, span.first, span.last), None)
    bounds = index.bounds(claim.id)
    if not standing.live(claim) or standing.planned(claim) or bounds.contradictory:
        return None
    first, last = bounds.earliest_start, bounds.latest_end
    acts = dates.acts(bounds, index.attested(claim.id)) if index.supported(claim.id) else ()
    return Numbers(first, last, 0, 0, *_near(told.soft, first, last), tuple(acts))


def _near(soft: Bounds | None, first: int, last: int) -> tuple[int, int]:
    return (first, last) if soft is None else dates.nearby(soft)
