"""The state of claims and ties as of a period, and which claims speak of a tie then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import claim_status, dates, nearness
from proxytui.model.dates import MAX_DAY, MIN_DAY, State
from proxytui.model.publishers import independent
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Bounds, Period
    from proxytui.model.records import Claim


def publishers(index: Graph, claims: Sequence[Claim]) -> int:
    """How many independent publishers support these claims."""
    if len(claims) == 1 and len(claims[0].citations) == 1:
        return int(is_supported(index, claims[0]))
    return independent(claims, index.sources.get)


def claim_state(index: Graph, claim: Claim, period: Period) -> State:
    """The state of a claim as of a period, its standing and its support counted in.

    The claim need not be in the index: a form asks for one that is not stored yet.
    """
    if not claim_status.live(claim) or claim_status.planned(claim):
        return State.NOT
    if index.claims.get(claim.id) is claim:
        bounds, attested = index.bounds(claim.id), index.attested(claim.id)
        spoken_from, spoken_to = index.reach(claim.id)
    else:
        bounds, (spoken_from, spoken_to), attested = index.dates_of(claim)
    state = dates.state(bounds, period, claim.basis, attested)
    if state is State.NOT or (state is State.HELD and is_supported(index, claim)):
        return state
    near = spoken_from <= period.last and period.first <= spoken_to
    return State.POSSIBLY if near else State.UNSPOKEN


def is_supported(index: Graph, claim: Claim) -> bool:
    if index.claims.get(claim.id) is claim:
        return index.supported(claim.id)
    return claim_status.supported(claim, index.sources)


def _oldest(bounds: Bounds) -> int:
    known = [day for day in bounds[:4] if MIN_DAY < day < MAX_DAY]
    return min(known, default=MAX_DAY)


def tie_state(index: Graph, tie_id: str, period: Period) -> State:
    """The strongest state of a tie's live claims; raises KeyError for an unknown tie.

    Where a publisher supports any that is not *not*, of those that publishers support.
    """
    return tie_standing(index, tie_id, period)[0]


def tie_standing(index: Graph, tie_id: str, period: Period) -> tuple[State, Standing]:
    """The state of a tie as of a period, and how it is spoken of then; raises KeyError.

    What is supported goes before what is not, whatever the state of either, as long as that is
    not *not*; a denial goes before a mention.
    """
    begin, end = period.first, period.last
    best, spoken = State.NOT, Standing.MENTIONED
    for claim_id in index.tie_claims[tie_id]:
        state = state_at(index, claim_id, begin, end, period)
        if state is State.HELD:
            return state, Standing.SUPPORTED
        best, spoken = max((best, spoken), (state, index.told(claim_id).support), key=_weight)
    return best, spoken


def _weight(spoken: tuple[State, Standing]) -> tuple[bool, int, int, int]:
    state, support = spoken
    there = state is not State.NOT
    return there, _SUPPORT[support] if there else 0, state.rank, _SUPPORT[support]


_SUPPORT = {
    Standing.SUPPORTED: 3,
    Standing.DENIED: 2,
    Standing.RETRACTED: 1,
    Standing.MENTIONED: 0,
}


class TieAtDate(NamedTuple):
    """A tie's claims, oldest bound first, with their states and how each is spoken of; `stated` are
    those that are live and
    not planned, `near` and `standing` as in `Tie`."""

    claims: list[Claim]
    states: list[State]
    support: list[Standing]
    stated: list[Claim]
    state: State
    near: bool
    standing: Standing

    @property
    def holding(self) -> list[Claim]:
        """Those that speak of the tie at the period, as in `holding`."""
        return holding(self.claims, self.states, self.support)

    @property
    def held(self) -> frozenset[str]:
        """The ids of those that are held."""
        return held(self.claims, self.states)

    @property
    def counting(self) -> list[Claim]:
        """Those whose publishers are the tie's: that hold, else are stated, else are live."""
        return self.holding or self.stated or [c for c in self.claims if claim_status.live(c)]


def held(claims: Sequence[Claim], states: Sequence[State]) -> frozenset[str]:
    """The ids of the claims that are held."""
    pairs = zip(claims, states, strict=True)
    return frozenset(claim.id for claim, state in pairs if state is State.HELD)


def holding(
    claims: Sequence[Claim], states: Sequence[State], support: Sequence[Standing]
) -> list[Claim]:
    """The claims that speak of a tie at a date, as `stances.at_date` has it: those that hold or may
    hold; those not spoken of then too where nobody supports one that does, but one of these."""
    there = [one for one in zip(claims, states, support, strict=True) if one[1] is not State.NOT]
    near = [one for one in there if one[1] is not State.UNSPOKEN]
    supported = [any(one[2] is Standing.SUPPORTED for one in some) for some in (near, there)]
    chosen = there if not near or supported == [False, True] else near
    return [claim for claim, _, _ in chosen]


def look_at(index: Graph, tie_id: str, period: Period) -> TieAtDate:
    """What decides whether and where a tie shows at a period."""
    claims = [index.claims[claim_id] for claim_id in index.tie_claims[tie_id]]
    if len(claims) > 1:
        claims.sort(key=lambda claim: (_oldest(index.bounds(claim.id)), claim.id))
    states = [claim_state(index, claim, period) for claim in claims]
    stated = [one for one in claims if claim_status.live(one) and not claim_status.planned(one)]
    support = [claim_status.support(claim, index.sources) for claim in claims]
    state, spoken = strongest(states, support)
    near = state is State.NOT and any(nearness.near(index.bounds(one.id), period) for one in stated)
    return TieAtDate(claims, states, support, stated, state, near, spoken)


def strongest(states: Iterable[State], support: Iterable[Standing]) -> tuple[State, Standing]:
    """What claims with these states, each spoken of in this way, say of their tie together, as
    `tie_standing` has it."""
    return max(zip(states, support, strict=True), key=_weight)


def state_at(index: Graph, claim_id: str, begin: int, end: int, period: Period) -> State:
    """The same as `claim_state`, by numbers: a third of a microsecond; a period's first and last
    day are given apart."""
    span = index.span(claim_id)
    if span is None:
        return State.NOT
    if span is claim_status.SINGLE_ACT:
        return claim_state(index, index.claims[claim_id], period)
    return span.at(begin, end)
