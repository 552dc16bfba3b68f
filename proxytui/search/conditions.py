"""The conditions of a query on actors and claims, and the records that fulfil them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from proxytui.model import claim_status, dates
from proxytui.model.dates import DateError
from proxytui.model.records import Actor, Claim, Event, Note
from proxytui.model.told_dates import as_told
from proxytui.model.vocabulary import WITH_MEANS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.graph.backlinks import Value
    from proxytui.graph.protocol import Graph
    from proxytui.search.query import Condition

Item = TypeVar("Item")

_DATED = ("since", "until")
"""The conditions on claims that ask for a date."""


class ConditionMatcher:
    """The conditions of a query, matched against records.

    All conditions that are not negated hold of the same actor or claim: the actor itself or an end
    of the claim, the claim itself or a live claim at the actor. A negated condition holds of none
    of them.
    """

    def __init__(self, index: Graph, conditions: Sequence[Condition]) -> None:
        self._index = index
        self._actor = [c for c in conditions if c.of_actor]
        self._claim = [c for c in conditions if not c.of_actor]

    @property
    def open(self) -> bool:
        """Whether every record passes."""
        return not (self._actor or self._claim)

    @property
    def of_claims(self) -> bool:
        """Whether an actor's claims have to be read to match it."""
        return bool(self._claim)

    @property
    def wants_claims(self) -> bool:
        """Whether some claim has to fulfil the conditions, which words about an actor alone
        don't."""
        return any(not c.negated for c in self._claim)

    def passes(self, value: Value) -> bool:
        """Whether a record fulfils the conditions. A source has neither kind nor claims, and
        fulfils none."""
        if self.open:
            return True
        if isinstance(value, Actor):
            # The result of `_hold` for one actor at a tenth of the time: lists need it for all.
            if any(_of_actor(c, value) is c.negated for c in self._actor):
                return False
            return not self._claim or self._claims(self._claims_at(value.id))
        if isinstance(value, Claim):
            return self._claims((value,)) and self._actors(
                self._known_actors(value.subject, value.object)
            )
        if isinstance(value, Event):
            participants = self._known_actors(*(part.actor for part in value.participants))
            return self._actors(participants) and self._of_event(value)
        if isinstance(value, Note):
            return any(self._passes_about(id_) for id_ in value.about) or not self._positive
        return not self._positive

    @property
    def passes_sources(self) -> bool:
        """Whether a source, which fulfils no condition, may be a hit."""
        return not self._positive

    @property
    def _positive(self) -> bool:
        return any(not c.negated for c in (*self._actor, *self._claim))

    def _passes_about(self, id_: str) -> bool:
        index = self._index
        for table in (index.actors, index.claims, index.events):
            if id_ in table:
                return self.passes(table[id_])
        claims = [index.claims[c] for c in index.tie_claims.get(id_) or ()]
        return any(self.passes(claim) for claim in claims)

    def _known_actors(self, *ids: str) -> list[Actor]:
        actors = self._index.actors
        return [actors[id_] for id_ in ids if id_ in actors]

    def _claims_at(self, actor: str) -> Sequence[Claim]:
        """The live claims at an actor."""
        index = self._index
        claims = (index.claims[c] for tie in index.ties_of(actor) for c in index.tie_claims[tie])
        return [claim for claim in claims if claim_status.live(claim)]

    def _actors(self, actors: Sequence[Actor]) -> bool:
        return _hold(self._actor, actors, _of_actor)

    def _claims(self, claims: Sequence[Claim]) -> bool:
        if any(condition.field in _DATED for condition in self._claim):
            claims = [as_told(claim, self._index.sources.get) for claim in claims]
        return _hold(self._claim, claims, _of_claim)

    def _of_event(self, event: Event) -> bool:
        """Whether an event fulfils the conditions on claims: since and until hold of its date, the
        others of its claims."""
        index = self._index
        claims = [index.claims[id_] for id_ in event.claims if id_ in index.claims]
        dated = [c for c in self._claim if c.field in _DATED]
        other = [c for c in self._claim if c not in dated]
        return _hold(other, claims, _of_claim) and _hold(dated, (event,), _of_date)


def _hold(
    conditions: Sequence[Condition], items: Sequence[Item], holds: Callable[[Condition, Item], bool]
) -> bool:
    required = [c for c in conditions if not c.negated]
    excluded = [c for c in conditions if c.negated]
    if any(holds(c, item) for c in excluded for item in items):
        return False
    return not required or any(all(holds(c, item) for c in required) for item in items)


def _of_actor(condition: Condition, actor: Actor) -> bool:
    if condition.field == "kind":
        return actor.kind in condition.values
    return not condition.values.isdisjoint(actor.countries)


def _of_claim(condition: Condition, claim: Claim) -> bool:
    if condition.field == "type":
        return claim.type in condition.values
    if condition.field == "support":
        return claim.type in WITH_MEANS and not condition.values.isdisjoint(claim.terms)
    date = claim.since if condition.field == "since" else claim.until
    return _meets(condition, date)


def _of_date(condition: Condition, event: Event) -> bool:
    return _meets(condition, event.date)


def _meets(condition: Condition, date: str | None) -> bool:
    """Whether a date may lie between the days of a condition; False without a date."""
    if not date or dates.is_open(date):
        return False
    with suppress(DateError):
        read = dates.parse(date)
        return read.first <= condition.last and condition.first <= read.last
    return False
