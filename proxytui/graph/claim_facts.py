"""What follows from a claim and its sources: worked out when asked for, dropped when touched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from proxytui.graph import ends
from proxytui.graph.lazy_table import AttestationFields
from proxytui.graph.record_tables import RecordTables
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates, nearness
from proxytui.model.dates import MAX_DAY, Precision
from proxytui.model.publishers import independent
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.claim_status import StateSpan
    from proxytui.model.dates import Bounds
    from proxytui.model.records import Attested, Claim
    from proxytui.model.tie import Ending

_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_KEPT = 16384
"""Bounds and the like take as much memory as what they are worked out from."""


class ClaimSummary(NamedTuple):
    """A claim in a few numbers: its state at every date, and its independent publishers, none
    where it isn't live. `soft` are its bounds where one of them is approximate, so that a date
    may be near, and it is neither planned nor withdrawn. `support` is how it is spoken of."""

    span: StateSpan | None
    publishers: int
    soft: Bounds | None
    support: Standing


class ClaimFacts(RecordTables):
    """Attestation, bounds, support and the state at every date of claims, by their ids."""

    def __init__(self, claims_into: Callable[[str, str], Iterable[Claim]]) -> None:
        super().__init__()
        self._lookup = ends.EndLookup(self.actors, self.sources, claims_into, self._ends_of)
        self._ends: dict[str, tuple[Ending, ...]] = {}
        self._attested: dict[str, Attested | None] = {}
        self._bounds: dict[str, Bounds] = {}
        self._reach: dict[str, tuple[int, int]] = {}
        self._endings: dict[str, Ending | None] = {}
        self._supported: dict[str, bool] = {}
        self._told: dict[str, ClaimSummary] = {}
        self._remembered: tuple[dict[str, Any], ...] = (
            self._attested,
            self._bounds,
            self._reach,
            self._endings,
            self._supported,
            self._told,
        )
        self._newest: str | None = None
        self._newest_known = False

    def attested(self, claim_id: str) -> Attested | None:
        """When the claim is spoken of as current, as recorded or derived."""
        if claim_id not in self._attested:
            self._make_room()
            self._attested[claim_id] = claim_status.attested(self.claims[claim_id], self.sources)
        return self._attested[claim_id]

    def bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim, its attestation and the ends of its actors counted in."""
        known = self._bounds.get(claim_id)
        if known is None:
            own = self.own_bounds(claim_id)
            known = self._bounds[claim_id] = ends.narrowed(own, self.ending(claim_id))
        return known

    def own_bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim by its own dates and attestation alone."""
        return claim_status.bounds(self.claims[claim_id], self.attested(claim_id))

    def reach(self, claim_id: str) -> tuple[int, int]:
        """The days between which somebody speaks of a claim, as in `model.nearness`."""
        known = self._reach.get(claim_id)
        if known is None:
            known = nearness.reach(self.own_bounds(claim_id), self.attested(claim_id))
            self._reach[claim_id] = known
        return known

    def ending(self, claim_id: str) -> Ending | None:
        """What ends a claim besides its own dates, whether that comes before these or not."""
        if claim_id not in self._endings:
            found = ends.ending(self.claims[claim_id], self.own_bounds(claim_id), self._lookup)
            self._endings[claim_id] = found
        return self._endings[claim_id]

    def supported(self, claim_id: str) -> bool:
        """Whether any citation supports the claim."""
        known = self._supported.get(claim_id)
        if known is None:
            known = claim_status.supported(self.claims[claim_id], self.sources)
            self._supported[claim_id] = known
        return known

    def span(self, claim_id: str) -> StateSpan | None:
        """The state of a claim at every date, in numbers; None where it is *not* at all of them.

        `standing.ACT` itself for a claim that holds *within* its span.
        """
        return self.told(claim_id).span

    def _ends_of(self, actor_id: str) -> tuple[Ending, ...]:
        known = self._ends.get(actor_id)
        if known is None:
            known = self._ends[actor_id] = tuple(ends.of_actor(actor_id, self._lookup))
        return known

    def dates_of(self, claim: Claim) -> tuple[Bounds, tuple[int, int], Attested | None]:
        """Bounds, reach and attestation of a claim that is not in the index as it stands."""
        attested = claim_status.attested(claim, self.sources)
        own = claim_status.bounds(claim, attested)
        bounds = ends.narrowed(own, ends.ending(claim, own, self._lookup))
        return bounds, nearness.reach(own, attested), attested

    def told(self, claim_id: str) -> ClaimSummary:
        """All that a pass over many claims needs."""
        known = self._told.get(claim_id)
        if known is None:
            known = self._told[claim_id] = self._tell(self.claims[claim_id])
        return known

    def _tell(self, claim: Claim) -> ClaimSummary:
        # Not by way of what is remembered: that is for a few claims, of which more is asked.
        support = claim_status.support(claim, self.sources)
        backed = support is Standing.SUPPORTED
        bounds, reach, _ = self.dates_of(claim)
        live = claim_status.live(claim)
        span: StateSpan | None = claim_status.SINGLE_ACT
        if claim.basis != "within":
            span = claim_status.span(claim, bounds, reach, backed)
        return ClaimSummary(
            span,
            self._publishers(claim, backed) if live else 0,
            bounds
            if (bounds.soft_start or bounds.soft_end) and live and not claim_status.planned(claim)
            else None,
            support,
        )

    def tell_all(self, checkpoint: Checkpoint = never) -> None:
        """Let `told` be known of all claims, which are read in their order: a third of the time of
        one by one."""
        told = self._told
        for claim in with_checkpoints(self.iter_claims(), checkpoint, CLAIMS):
            if claim.id not in told:
                told[claim.id] = self._tell(claim)

    def _publishers(self, claim: Claim, backed: bool) -> int:
        alone = len(claim.citations) == 1
        return int(backed) if alone else independent((claim,), self.sources.get)

    def newest_attestation(self) -> str | None:
        """The newest date at which a live claim is attested: a day, or the month or year given."""
        if not self._newest_known:
            claims = (cast("Claim", claim) for claim in self._claims.project(AttestationFields))
            spoken = (
                claim_status.attested(c, self.sources) for c in claims if claim_status.live(c)
            )
            ends = {pair[1] for pair in spoken if pair is not None}
            closed = [read for read in map(dates.parse, ends) if read.last < MAX_DAY]
            self._newest = None
            if closed:
                newest = claim_status.latest(closed)
                width = _WIDTH[newest.precision]
                self._newest = date.fromordinal(newest.last).isoformat()[:width]
            self._newest_known = True
        return self._newest

    def newest_changed(self) -> None:
        """Forget which attestation is the newest."""
        self._newest_known = False

    def forget(self, claim_id: str) -> None:
        """Drop what is remembered of a claim."""
        for known in self._remembered:
            known.pop(claim_id, None)

    def forget_ends(self, actor_id: str) -> None:
        """Drop what is remembered of an actor's end."""
        self._ends.pop(actor_id, None)

    def forget_all(self) -> None:
        """Drop what is remembered of all claims."""
        self._ends.clear()
        for known in self._remembered:
            known.clear()

    def _make_room(self) -> None:
        if len(self._attested) >= _KEPT:
            for known in self._remembered:
                if known is not self._told:
                    known.clear()
