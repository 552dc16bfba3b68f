"""The ties that carry a path: from each actor to the next, as of a period or over all time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from proxytui.asof import all_time, states, tie_filter
from proxytui.asof.lens import Lens
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter


Step: TypeAlias = tuple[str, str]
"""A tie's id, and the actor at its far end."""


class PathGraph:
    """What leads on from an actor, looked up once; it is of use until a record changes.

    Refuted, retracted, deprecated and planned claims carry nothing, nor do claims that end before
    they start; claims that are only denied or mentioned do. With a period a tie carries that is
    held or possibly held then, and none that nobody speaks of then. With a filter those carry
    that it lets through, then or over all time.
    """

    def __init__(
        self,
        index: Index,
        period: Period | None = None,
        types: frozenset[str] | None = None,
        directed: bool = False,
        wanted: Filter | None = None,
    ) -> None:
        self._index = index
        self._period = period
        self._types = types
        self._directed = directed
        self._wanted = wanted
        self._onward: dict[str, list[Step]] = {}
        self._backward: dict[str, list[Step]] = {} if directed else self._onward
        self._carries: dict[str, bool] = {}
        self._publishers: dict[str, int] = {}

    def onward(self, actor: str) -> list[Step]:
        """The steps from an actor, whether they carry or not; directed ones from the subject."""
        known = self._onward.get(actor)
        if known is None:
            known = self._onward[actor] = self._steps(actor, from_subject=True)
        return known

    def backward(self, actor: str) -> list[Step]:
        """The steps that lead to an actor, each with the actor that it comes from."""
        known = self._backward.get(actor)
        if known is None:
            known = self._backward[actor] = self._steps(actor, from_subject=False)
        return known

    def degree(self, actor: str) -> int:
        """How many ties of whatever type an actor has."""
        return len(self._index.ties_of(actor))

    def carries(self, tie_id: str) -> bool:
        """Whether a tie carries; asked of far fewer ties than are looked at."""
        known = self._carries.get(tie_id)
        if known is None:
            known = self._stands(tie_id) and self._passes(tie_id)
            self._carries[tie_id] = known
        return known

    def _stands(self, tie_id: str) -> bool:
        if self._period is None:
            return any(map(self._holds, self._index.tie_claims[tie_id]))
        state = states.tie_state(self._index, tie_id, self._period)
        return state is State.HELD or state is State.POSSIBLY

    def _passes(self, tie_id: str) -> bool:
        if self._period is None:
            return all_time.passes(self._index, tie_id, self._wanted)
        return tie_filter.passes(self._index, tie_id, Lens(self._period, filter=self._wanted))

    def publishers(self, tie_id: str) -> int:
        """How many independent publishers support the tie, as it stands in this network."""
        known = self._publishers.get(tie_id)
        if known is None:
            known = self._publishers[tie_id] = self._supporting(tie_id)
        return known

    def _steps(self, actor: str, *, from_subject: bool) -> list[Step]:
        ends, types, directed = self._index.ends, self._types, self._directed
        made = []
        for tie_id in self._index.ties_of(actor):
            kind, subject, object_ = ends[tie_id]
            if types is not None and kind not in types:
                continue
            at_subject = subject == actor
            if directed and at_subject != from_subject and not CLAIM_TYPES[kind].symmetric:
                continue
            made.append((tie_id, object_ if at_subject else subject))
        return made

    def _holds(self, claim_id: str) -> bool:
        period = self._period
        if period is None:
            return all_time.claim_state(self._index, claim_id) is not State.NOT
        first, last = period.first, period.last
        state = states.state_at(self._index, claim_id, first, last, period)
        return state is State.HELD or state is State.POSSIBLY

    def _supporting(self, tie_id: str) -> int:
        claims = [one for one in self._index.tie_claims[tie_id] if self._holds(one)]
        if len(claims) == 1:
            return self._index.told(claims[0]).publishers
        return states.publishers(self._index, [self._index.claims[one] for one in claims])
