"""The signed network: between which actors a claim puts a positive edge, and where a negative one.

An edge is positive where an actor is said to back another or to be allied with it, negative where
it is said to oppose it. Triangles are found edge by edge from the end with fewer neighbours, in
O(m^1.5) for m edges (Chiba and Nishizeki, 1985).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.asof import states, tie_filter
from proxytui.asof.lens import Lens
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id
from proxytui.questions import yearly

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim
    from proxytui.questions.yearly import YearRuns

POSITIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign > 0)
NEGATIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign < 0)
SIGNED = POSITIVE | NEGATIVE

Ends: TypeAlias = tuple[str, str]
"""The ids of two actors, the smaller first."""

_KEPT_CLAIMS = 5_000
"""Up to so many claims of a store are kept with the years in which they are drawn, three quarters
of the time that a question takes; those of larger stores would take as much memory as all else."""


class SignedClaim(NamedTuple):
    """What a claim says of an edge: its type, whether its subject is the actor with the smaller
    id, whether it is positive, in which conflicts (() for all), its state at the date asked for,
    and the years in which it is drawn.

    It names neither itself nor its actors: a million claims are some thousands of these.
    """

    type: str
    forward: bool
    positive: bool
    against: tuple[str, ...]
    state: State
    years: YearRuns | None

    def counts_beside(self, third: str) -> bool:
        """Whether the claim counts beside a third actor: if it names conflicts, only in these."""
        return not self.against or third in self.against

    def ends(self, edge: Ends) -> tuple[str, str]:
        """The subject and the object of the claim on an edge."""
        return edge if self.forward else (edge[1], edge[0])


Edges: TypeAlias = dict[Ends, tuple[SignedClaim, ...]]


class Side(NamedTuple):
    """Some claims on an edge, which a tension rests on."""

    edge: Ends
    claims: tuple[SignedClaim, ...]

    @property
    def state(self) -> State:
        """The state of the strongest claim."""
        return max((claim.state for claim in self.claims), key=lambda state: state.rank)

    @property
    def tie_ids(self) -> list[str]:
        """The ids of the claims' ties, in order."""
        return sorted({tie_id(claim.type, *claim.ends(self.edge)) for claim in self.claims})


class SignedTies:
    """The signed network as of a date: on each edge the different claims between its two actors.

    It is made once for all questions, since a large store's claims are not kept in memory. With a
    filter it has only the ties that this lets through at the date, with `among` only those between
    such pairs of actors, each in order. `checkpoint` is called between pieces of making it and of
    every question asked of it.
    """

    def __init__(
        self,
        index: Index,
        period: Period,
        filter_: Filter | None = None,
        checkpoint: Checkpoint = never,
        among: Container[Ends] | None = None,
    ) -> None:
        self.index, self.period, self.checkpoint = index, period, checkpoint
        self._among = among
        self.edges: Edges = {}
        # One object for all that is equal: of every id, and of every claim that says the same.
        ids: dict[str, str] = {}
        alone: dict[SignedClaim, tuple[SignedClaim]] = {}
        is_small = len(index.claims) <= _KEPT_CLAIMS
        for ends, signed in self._kept_claims() if is_small else self._passed_claims():
            low, high = (ids.setdefault(id_, id_) for id_ in sorted(ends))
            single = alone.setdefault(signed, (signed,))
            before = self.edges.get((low, high))
            if before is None:
                self.edges[low, high] = single
            elif signed not in before:
                self.edges[low, high] = (*before, *single)
        if filter_ is not None:
            self._sift(Lens(period, filter=filter_))

    def _passed_claims(self) -> Iterator[tuple[Ends, SignedClaim]]:
        """The subject and object of each claim that ties its actors to a side, and the claim; read
        in the claims' own order, in which alone that is quick where there are many."""
        index, period, total = self.index, self.period, len(self.index.claims)
        claims = with_checkpoints(index.iter_claims(), self.checkpoint, CLAIMS)
        for claim in told_progress.counted(claims, total, "claims read"):
            if self._is_asked(claim.subject, claim.object) and _is_signed(index, claim):
                signed = _at_no_date(index, claim)
                state = states.claim_state(index, claim, period)
                yield (claim.subject, claim.object), signed._replace(state=state)

    def _kept_claims(self) -> Iterator[tuple[Ends, SignedClaim]]:
        """The same; of what is kept of the claims only the state is to be told."""
        index, period = self.index, self.period
        begin, end = period.first, period.last
        kept = index.memo.of(_KeptClaims)
        kept.follow(index)
        index.join_ties(self.checkpoint)
        for tie in with_checkpoints(index.iter_ties(), self.checkpoint, CLAIMS):
            type_, *ends = index.ends[tie]
            if type_ in SIGNED and self._is_asked(*ends):
                for claim_id, signed in kept.of(index, tie):
                    state = states.state_at(index, claim_id, begin, end, period)
                    yield (ends[0], ends[1]), signed._replace(state=state)

    def _is_asked(self, first: str, second: str) -> bool:
        ends = (first, second) if first < second else (second, first)
        return self._among is None or ends in self._among

    def _sift(self, lens: Lens) -> None:
        """Leave out the claims of ties that the filter of a lens doesn't let through."""
        self.index.join_ties(self.checkpoint)
        # Edge by edge in order: on the disk the ties of one actor lie together.
        for edge in with_checkpoints(sorted(self.edges), self.checkpoint, CLAIMS):
            claims = self.edges.pop(edge)
            ties = {tie_id(claim.type, *claim.ends(edge)) for claim in claims}
            passing = {tie for tie in ties if tie_filter.passes(self.index, tie, lens)}
            kept = tuple(
                claim for claim in claims if tie_id(claim.type, *claim.ends(edge)) in passing
            )
            if kept:
                self.edges[edge] = kept

    def let_go(self) -> None:
        """Forget the claims, in pieces too: to free a hundred thousand takes as long as a question
        to them."""
        for _ in with_checkpoints(range(len(self.edges)), self.checkpoint):
            self.edges.popitem()


class _KeptClaims(dict[str, tuple[tuple[str, SignedClaim], ...]]):
    """The signed claims of each tie with their ids, as they are at every date."""

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def follow(self, index: Index) -> None:
        """Drop what doesn't stand as it did."""
        if self._version == index.version:
            return
        touched = index.touched_since(self._version)
        self._version = index.version
        if touched is None:
            self.clear()
            return
        for tie in touched.ties:
            self.pop(tie, None)

    def of(self, index: Index, tie: str) -> tuple[tuple[str, SignedClaim], ...]:
        """Those of a tie."""
        known = self.get(tie)
        if known is None:
            claims = [index.claims[claim_id] for claim_id in index.tie_claims[tie]]
            known = self[tie] = tuple(
                (claim.id, _at_no_date(index, claim))
                for claim in claims
                if _is_signed(index, claim)
            )
        return known


def _is_signed(index: Index, claim: Claim) -> bool:
    """Whether a claim ties its actors to one side, or to two."""
    # A denial ties nobody to a side, and what is only mentioned neither.
    return claim.type in SIGNED and index.supported(claim.id)


def _at_no_date(index: Index, claim: Claim) -> SignedClaim:
    """A claim as it is at every date, without a state."""
    years = yearly.years_drawn(index, claim.id)
    forward = claim.subject <= claim.object
    return SignedClaim(claim.type, forward, claim.type in POSITIVE, claim.against, State.NOT, years)


def triangles(
    edges: Iterable[tuple[str, str]], checkpoint: Checkpoint = never
) -> Iterator[tuple[str, str, str]]:
    """All triangles of an undirected graph, each once, its actors in order."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in with_checkpoints(edges, checkpoint):
        beside[first].add(second)
        beside[second].add(first)
    place = {actor: n for n, actor in enumerate(sorted(beside, key=lambda a: (len(beside[a]), a)))}
    ahead = {
        actor: {second for second in neighbours if place[second] > place[actor]}
        for actor, neighbours in with_checkpoints(beside.items(), checkpoint, CLAIMS)
    }
    for first, following in with_checkpoints(ahead.items(), checkpoint, CLAIMS):
        for second in following:
            for third in following & ahead[second]:
                low, middle, high = sorted((first, second, third))
                yield low, middle, high
