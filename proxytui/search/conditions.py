"""Which records fulfil the conditions of a query: of actors, of claims, and what follows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from proxytui.model import claim_status, dates
from proxytui.model.dates import DateError
from proxytui.model.records import Actor, Claim, Event, Note
from proxytui.model.vocabulary import WITH_MEANS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.graph.backlinks import Value
    from proxytui.graph.protocol import Graph
    from proxytui.search.query import Condition

Item = TypeVar("Item")


class ConditionMatcher:
    """Conditions over an index. All that are not negated hold of one and the same actor or claim:
    the actor itself or an end of the claim, the claim itself or one that counts at the actor. One
    that is negated holds of none of them."""

    def __init__(self, index: Graph, conditions: Sequence[Condition]) -> None:
        self._index = index
        self._actor = [c for c in conditions if c.of_actor]
        self._claim = [c for c in conditions if not c.of_actor]

    @property
    def open(self) -> bool:
        """Whether everything passes."""
        return not (self._actor or self._claim)

    @property
    def of_claims(self) -> bool:
        """Whether the claims at an actor have to be read to tell about it."""
        return bool(self._claim)

    @property
    def wants_claims(self) -> bool:
        """Whether some claim has to fulfil them: what is said of an actor alone doesn't."""
        return any(not c.negated for c in self._claim)

    def passes(self, value: Value) -> bool:
        """Whether a record fulfils them; a source has no kind and no claim, and fulfils none."""
        if self.open:
            return True
        if isinstance(value, Actor):
            # What `_hold` says of one, at a tenth of the time: lists ask it of all.
            if any(_of_actor(c, value) is c.negated for c in self._actor):
                return False
            return not self._claim or self._claims(self._at(value.id))
        if isinstance(value, Claim):
            return self._claims((value,)) and self._actors(self._known(value.subject, value.object))
        if isinstance(value, Event):
            at = self._known(*(part.actor for part in value.participants))
            return self._actors(at) and self._of_event(value)
        if isinstance(value, Note):
            return any(self._about(id_) for id_ in value.about) or not self._positive
        return not self._positive

    @property
    def passes_sources(self) -> bool:
        """Whether a source, which fulfils no condition, may be a hit."""
        return not self._positive

    @property
    def _positive(self) -> bool:
        return any(not c.negated for c in (*self._actor, *self._claim))

    def _about(self, id_: str) -> bool:
        index = self._index
        for table in (index.actors, index.claims, index.events):
            if id_ in table:
                return self.passes(table[id_])
        claims = [index.claims[c] for c in index.tie_claims.get(id_) or ()]
        return any(self.passes(claim) for claim in claims)

    def _known(self, *ids: str) -> list[Actor]:
        actors = self._index.actors
        return [actors[id_] for id_ in ids if id_ in actors]

    def _at(self, actor: str) -> Sequence[Claim]:
        """The claims at an actor that count."""
        index = self._index
        found = (index.claims[c] for tie in index.ties_of(actor) for c in index.tie_claims[tie])
        return [claim for claim in found if claim_status.live(claim)]

    def _actors(self, actors: Sequence[Actor]) -> bool:
        return _hold(self._actor, actors, _of_actor)

    def _claims(self, claims: Sequence[Claim]) -> bool:
        return _hold(self._claim, claims, _of_claim)

    def _of_event(self, event: Event) -> bool:
        """An event begins and ends at its date; of its claims the rest has to hold."""
        index = self._index
        claims = [index.claims[id_] for id_ in event.claims if id_ in index.claims]
        dated = [c for c in self._claim if c.field in ("since", "until")]
        other = [c for c in self._claim if c not in dated]
        return _hold(other, claims, _of_claim) and _hold(dated, (event,), _of_date)


def _hold(
    conditions: Sequence[Condition], items: Sequence[Item], one: Callable[[Condition, Item], bool]
) -> bool:
    wanted = [c for c in conditions if not c.negated]
    unwanted = [c for c in conditions if c.negated]
    if any(one(c, item) for c in unwanted for item in items):
        return False
    return not wanted or any(all(one(c, item) for c in wanted) for item in items)


def _of_actor(condition: Condition, actor: Actor) -> bool:
    if condition.field == "kind":
        return actor.kind in condition.values
    return not condition.values.isdisjoint(actor.countries)


def _of_claim(condition: Condition, claim: Claim) -> bool:
    if condition.field == "type":
        return claim.type in condition.values
    if condition.field == "support":
        return claim.type in WITH_MEANS and not condition.values.isdisjoint(claim.terms)
    given = claim.since if condition.field == "since" else claim.until
    return _meets(condition, given)


def _of_date(condition: Condition, event: Event) -> bool:
    return _meets(condition, event.date)


def _meets(condition: Condition, given: str | None) -> bool:
    """Whether a date may lie between the days of a condition; none at all doesn't."""
    if not given or dates.is_open(given):
        return False
    with suppress(DateError):
        read = dates.parse(given)
        return read.first <= condition.last and condition.first <= read.last
    return False
