"""The state of claims and ties as of a period, and which claims speak of a tie then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
    """How many independent publishers support some claims."""
    if len(claims) == 1 and len(claims[0].citations) == 1:
        return int(is_supported(index, claims[0]))
    return independent(claims, index.sources.get)


def claim_state(index: Graph, claim: Claim, period: Period) -> State:
    """The state of a claim as of a period, its status and its support counted in.

    The claim need not be in the graph: a form asks about a claim that is not stored yet.
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
    """Whether any citation supports a claim, be it in the graph or not."""
    if index.claims.get(claim.id) is claim:
        return index.supported(claim.id)
    return claim_status.supported(claim, index.sources)


def _oldest(bounds: Bounds) -> int:
    days = [day for day in bounds[:4] if MIN_DAY < day < MAX_DAY]
    return min(days, default=MAX_DAY)


def tie_state(index: Graph, tie_id: str, period: Period) -> State:
    """The strongest state of a tie's live claims; raises KeyError for an unknown tie.

    Where a publisher supports a claim that is not *not*, the strongest among supported claims.
    """
    return tie_standing(index, tie_id, period)[0]


def tie_standing(index: Graph, tie_id: str, period: Period) -> tuple[State, Standing]:
    """The state of a tie as of a period, and its support then; raises KeyError.

    A supported claim goes before one that is not, whatever the state of either, unless it is *not*;
    a denial goes before a mention.
    """
    begin, end = period.first, period.last
    best, standing = State.NOT, Standing.MENTIONED
    for claim_id in index.tie_claims[tie_id]:
        state = state_at(index, claim_id, begin, end, period)
        if state is State.HELD:
            return state, Standing.SUPPORTED
        best, standing = max(
            (best, standing), (state, index.summary(claim_id).support), key=_weight
        )
    return best, standing


def _weight(pair: tuple[State, Standing]) -> tuple[bool, int, int, int]:
    state, support = pair
    counts = state is not State.NOT
    return counts, _SUPPORT[support] if counts else 0, state.rank, _SUPPORT[support]


_SUPPORT = {
    Standing.SUPPORTED: 3,
    Standing.DENIED: 2,
    Standing.RETRACTED: 1,
    Standing.MENTIONED: 0,
}


class TieAtDate(NamedTuple):
    """A tie's claims at a period, by their earliest bound, each with its state and its support.

    `stated` are the claims that are live and not planned; `near` and `standing` as in `Tie`.
    """

    claims: list[Claim]
    states: list[State]
    support: list[Standing]
    stated: list[Claim]
    state: State
    near: bool
    standing: Standing

    @property
    def holding(self) -> list[Claim]:
        """The claims that speak of the tie at the period; see `holding`."""
        return holding(self.claims, self.states, self.support)

    @property
    def held(self) -> frozenset[str]:
        """The ids of the claims that are held."""
        return held(self.claims, self.states)

    @property
    def counting(self) -> list[Claim]:
        """The claims whose publishers are the tie's: those that hold, else are stated, else are
        live."""
        return self.holding or self.stated or [c for c in self.claims if claim_status.live(c)]


def held(claims: Sequence[Claim], states: Sequence[State]) -> frozenset[str]:
    """The ids of the claims that are held."""
    pairs = zip(claims, states, strict=True)
    return frozenset(claim.id for claim, state in pairs if state is State.HELD)


def holding(
    claims: Sequence[Claim], states: Sequence[State], support: Sequence[Standing]
) -> list[Claim]:
    """The claims that speak of a tie at a date, as `stances.at_date` has it.

    These are the claims that hold or may hold then. Those not spoken of then count too where no
    claim that is spoken of has support, but one of them does.
    """
    possible = [row for row in zip(claims, states, support, strict=True) if row[1] is not State.NOT]
    spoken_of = [row for row in possible if row[1] is not State.UNSPOKEN]
    only_unspoken_supported = not _any_supported(spoken_of) and _any_supported(possible)
    rows = possible if not spoken_of or only_unspoken_supported else spoken_of
    return [claim for claim, _, _ in rows]


def _any_supported(rows: Iterable[tuple[Claim, State, Standing]]) -> bool:
    return any(support is Standing.SUPPORTED for _, _, support in rows)


def look_at(index: Graph, tie_id: str, period: Period) -> TieAtDate:
    """A tie's claims, their states and support: what decides whether and where the tie shows at a
    period. Raises KeyError."""
    claims, stated, support = index.memo.of(_AtAnyDate).of(index, tie_id)
    begin, end = period.first, period.last
    states = [state_at(index, claim.id, begin, end, period) for claim in claims]
    state, standing = strongest(states, support)
    near = state is State.NOT and any(
        nearness.near(index.bounds(claim.id), period) for claim in stated
    )
    return TieAtDate(claims, states, support, stated, state, near, standing)


_Undated: TypeAlias = tuple[list["Claim"], list["Claim"], list[Standing]]


class _AtAnyDate(dict[str, _Undated]):
    """What of a tie is the same at any date: its claims, those that are stated, and the support of
    each; some screens of ties, as a step to another date looks at the same ones again."""

    _MOST = 128

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, index: Graph, tie_id: str) -> _Undated:
        """The claims of a tie by their earliest bound, those stated, and the support of each."""
        if self._version != index.version or len(self) >= self._MOST:
            self.clear()
            self._version = index.version
        undated = self.get(tie_id)
        if undated is None:
            claims = [index.claims[claim_id] for claim_id in index.tie_claims[tie_id]]
            if len(claims) > 1:
                claims.sort(key=lambda claim: (_oldest(index.bounds(claim.id)), claim.id))
            stated = [claim for claim in claims if _is_stated(claim)]
            support = [claim_status.support(claim, index.sources) for claim in claims]
            undated = self[tie_id] = claims, stated, support
        return undated


def _is_stated(claim: Claim) -> bool:
    return claim_status.live(claim) and not claim_status.planned(claim)


def strongest(states: Iterable[State], support: Iterable[Standing]) -> tuple[State, Standing]:
    """The state and support of a tie whose claims have these states, each with its support; ranked
    as in `tie_standing`."""
    return max(zip(states, support, strict=True), key=_weight)


def state_at(index: Graph, claim_id: str, begin: int, end: int, period: Period) -> State:
    """The result of `claim_state` from a claim's span, in a third of a microsecond. `begin` and
    `end` are the first and last day of the period."""
    span = index.span(claim_id)
    if span is None:
        return State.NOT
    if span is claim_status.SINGLE_ACT:
        return claim_state(index, index.claims[claim_id], period)
    return span.at(begin, end)
