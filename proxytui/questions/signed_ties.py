"""The signed network: between which actors a claim puts a positive edge, and where a negative one.

An edge is positive where an actor is said to back another or to be allied with it, negative where
it is said to oppose it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.asof import states, tie_filter
from proxytui.asof.lens import Lens
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id
from proxytui.questions import yearly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period, State
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim
    from proxytui.questions.yearly import YearRuns

POSITIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign > 0)
NEGATIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign < 0)

Ends: TypeAlias = tuple[str, str]
"""The ids of two actors, the smaller first."""

_TOLD = 1 << 12
"""Claims between two words on how far the reading has come."""


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

    It is made once for all questions, since a store's claims are not kept in memory. With a filter
    it has only the ties that this lets through at the date. `checkpoint` is called between pieces
    of making it and of every question asked of it.
    """

    def __init__(
        self,
        index: Index,
        period: Period,
        filter_: Filter | None = None,
        checkpoint: Checkpoint = never,
    ) -> None:
        self.index, self.period, self.checkpoint = index, period, checkpoint
        self.edges: Edges = {}
        # One object for all that is equal: of every id, and of every claim that says the same.
        ids: dict[str, str] = {}
        alone: dict[SignedClaim, tuple[SignedClaim]] = {}
        for claim in self._claims():
            ends = claim.subject, claim.object
            low, high = (ids.setdefault(id_, id_) for id_ in sorted(ends))
            signed = self._signed(claim, ends == (low, high))
            single = alone.setdefault(signed, (signed,))
            before = self.edges.get((low, high))
            if before is None:
                self.edges[low, high] = single
            elif signed not in before:
                self.edges[low, high] = (*before, *single)
        if filter_ is not None:
            self._sift(Lens(period, filter=filter_))

    def _claims(self) -> Iterator[Claim]:
        """The claims that tie their actors to a side; read in the claims' own order, in which
        alone that is quick."""
        index, total = self.index, len(self.index.claims)
        claims = with_checkpoints(index.iter_claims(), self.checkpoint, CLAIMS)
        for number, claim in enumerate(claims):
            if number and number % _TOLD == 0:
                told_progress.tell(f"claims read: {number:,} of {total:,}")
            # A denial ties nobody to a side, and what is only mentioned neither.
            if (claim.type in POSITIVE or claim.type in NEGATIVE) and index.supported(claim.id):
                yield claim

    def _signed(self, claim: Claim, forward: bool) -> SignedClaim:
        state = states.claim_state(self.index, claim, self.period)
        years = yearly.years_drawn(self.index, claim.id)
        positive = claim.type in POSITIVE
        return SignedClaim(claim.type, forward, positive, claim.against, state, years)

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
