"""The ties that carry a path: from each actor to the next, as of a period or over all time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from proxytui.asof import all_time, states, tie_filter
from proxytui.asof.lens import Lens
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter


Step: TypeAlias = tuple[str, str]
"""A tie's id, and the actor at its far end."""


class PathGraph:
    """The steps between actors, each looked up once; valid until a record changes.

    Refuted, retracted, deprecated and planned claims carry nothing, nor do claims that end before
    they start; claims that are only denied or mentioned do. With a period, a tie carries if it is
    held or possibly held then, not if nobody speaks of it then. With a filter, it carries if that
    lets it through, then or over all time.
    """

    def __init__(
        self,
        index: Graph,
        period: Period | None = None,
        types: frozenset[str] | None = None,
        directed: bool = False,
        filter_: Filter | None = None,
    ) -> None:
        self._index = index
        self._period = period
        self._types = types
        self._directed = directed
        self._filter = filter_
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
        """The number of ties of an actor, of all types."""
        return self._index.degree(actor)

    def carries(self, tie_id: str) -> bool:
        """Whether a tie carries; called for far fewer ties than there are steps."""
        known = self._carries.get(tie_id)
        if known is None:
            known = self._is_held(tie_id) and self._passes(tie_id)
            self._carries[tie_id] = known
        return known

    def _is_held(self, tie_id: str) -> bool:
        if self._period is None:
            return any(map(self._claim_holds, self._index.tie_claims[tie_id]))
        state = states.tie_state(self._index, tie_id, self._period)
        return state is State.HELD or state is State.POSSIBLY

    def _passes(self, tie_id: str) -> bool:
        if self._period is None:
            return all_time.passes(self._index, tie_id, self._filter)
        return tie_filter.passes(self._index, tie_id, Lens(self._period, filter=self._filter))

    def publishers(self, tie_id: str) -> int:
        """The number of independent publishers that support the tie, as it stands in this graph."""
        known = self._publishers.get(tie_id)
        if known is None:
            known = self._publishers[tie_id] = self._count_publishers(tie_id)
        return known

    def _steps(self, actor: str, *, from_subject: bool) -> list[Step]:
        ends, types, directed = self._index.ends, self._types, self._directed
        steps = []
        for tie_id in self._index.ties_of(actor):
            kind, subject, object_ = ends[tie_id]
            if types is not None and kind not in types:
                continue
            at_subject = subject == actor
            if directed and at_subject != from_subject and not CLAIM_TYPES[kind].symmetric:
                continue
            steps.append((tie_id, object_ if at_subject else subject))
        return steps

    def _claim_holds(self, claim_id: str) -> bool:
        period = self._period
        if period is None:
            return all_time.claim_state(self._index, claim_id) is not State.NOT
        first, last = period.first, period.last
        state = states.state_at(self._index, claim_id, first, last, period)
        return state is State.HELD or state is State.POSSIBLY

    def _count_publishers(self, tie_id: str) -> int:
        claims = [
            claim_id for claim_id in self._index.tie_claims[tie_id] if self._claim_holds(claim_id)
        ]
        if len(claims) == 1:
            return self._index.summary(claims[0]).publishers
        return states.publishers(self._index, [self._index.claims[claim_id] for claim_id in claims])
