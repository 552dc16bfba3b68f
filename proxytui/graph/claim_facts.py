"""Facts that follow from a claim and its sources, worked out on demand and dropped on change."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from proxytui.graph import ends
from proxytui.graph.lazy_table import AttestationFields, ClaimEnds
from proxytui.graph.record_tables import RecordTables
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates, nearness, told_dates
from proxytui.model.dates import MAX_DAY, Precision
from proxytui.model.publishers import independent, retracted
from proxytui.model.records import Claim, Source
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.graph.backlinks import Value
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.claim_status import StateSpan
    from proxytui.model.dates import Bounds
    from proxytui.model.records import Attested
    from proxytui.model.tie import Ending

_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_KEPT = 16384
"""How many claims have their facts remembered: these take as much memory as the claims."""


class ClaimSummary(NamedTuple):
    """A claim in a few numbers: its state at every date, and its independent publishers, none where
    it isn't live. `support` says whether a publisher supports, denies or only mentions it."""

    span: StateSpan | None
    publishers: int
    support: Standing


def derived_from(source: Value | None) -> tuple[str | None, ...]:
    """The fields of a source that decide what its citations support and attest, and whose they
    are; () for none."""
    if not isinstance(source, Source):
        return ()
    whose = source.publisher, source.publisher_parent
    return source.status, source.published, source.copy_of, *whose


class ClaimFacts(RecordTables):
    """Attestation, bounds, support and the state at every date, by the ids of claims."""

    def __init__(self, claims_into: Callable[[str, str], Iterable[Claim]]) -> None:
        super().__init__()
        self._lookup = ends.EndLookup(self.actors, self.sources, claims_into, self._ends_of)
        self._ends: dict[str, tuple[Ending, ...]] = {}
        self._told: dict[str, Claim] = {}
        self._bounds: dict[str, Bounds] = {}
        self._reach: dict[str, tuple[int, int]] = {}
        self._endings: dict[str, Ending | None] = {}
        self._supported: dict[str, bool] = {}
        self._summaries: dict[str, ClaimSummary] = {}
        self._facts: tuple[dict[str, Any], ...] = (
            self._told,
            self._bounds,
            self._reach,
            self._endings,
            self._supported,
            self._summaries,
        )
        # How many live claims are attested until each date; None where that is to be counted.
        self._attestations: Counter[str] | None = None
        self._newest: str | None = None
        self._newest_known = False

    def told(self, claim_id: str) -> Claim:
        """The claim with the dates that are told of it, as `told_dates.as_told` leaves them."""
        cached = self._told.get(claim_id)
        if cached is None:
            self._make_room()
            cached = told_dates.as_told(self.claims[claim_id], self.sources.get)
            self._told[claim_id] = cached
        return cached

    def attested(self, claim_id: str) -> Attested | None:
        """The dates from and to which the claim is spoken of as current, as recorded or derived."""
        return self.told(claim_id).attested

    def bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim, with its attestation and the ends of its actors counted in."""
        cached = self._bounds.get(claim_id)
        if cached is None:
            own = self.own_bounds(claim_id)
            cached = self._bounds[claim_id] = ends.narrowed(own, self.ending(claim_id))
        return cached

    def own_bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim by its own dates and attestation alone."""
        return claim_status.bounds(self.told(claim_id))

    def reach(self, claim_id: str) -> tuple[int, int]:
        """The first and last day of those on which somebody speaks of a claim, as in
        `model.nearness`."""
        cached = self._reach.get(claim_id)
        if cached is None:
            cached = nearness.reach(self.own_bounds(claim_id), self.attested(claim_id))
            self._reach[claim_id] = cached
        return cached

    def ending(self, claim_id: str) -> Ending | None:
        """The event that ends a claim besides its own dates, whether before these or not; None
        without one."""
        if claim_id not in self._endings:
            end = ends.ending(self.told(claim_id), self.own_bounds(claim_id), self._lookup)
            self._endings[claim_id] = end
        return self._endings[claim_id]

    def supported(self, claim_id: str) -> bool:
        """Whether any citation supports the claim."""
        cached = self._supported.get(claim_id)
        if cached is None:
            cached = claim_status.supported(self.claims[claim_id], self.sources)
            self._supported[claim_id] = cached
        return cached

    def span(self, claim_id: str) -> StateSpan | None:
        """The state of a claim at every date, in day ordinals; None where it is *not* at all of
        them.

        `claim_status.SINGLE_ACT` itself for a claim that holds *within* its span.
        """
        return self.summary(claim_id).span

    def _ends_of(self, actor_id: str) -> tuple[Ending, ...]:
        cached = self._ends.get(actor_id)
        if cached is None:
            cached = self._ends[actor_id] = tuple(ends.of_actor(actor_id, self._lookup))
        return cached

    def dates_of(self, claim: Claim) -> tuple[Bounds, tuple[int, int], Attested | None]:
        """Bounds, reach and attestation of a claim that is not in the graph as it stands."""
        told = told_dates.as_told(claim, self.sources.get)
        own = claim_status.bounds(told)
        bounds = ends.narrowed(own, ends.ending(told, own, self._lookup))
        return bounds, nearness.reach(own, told.attested), told.attested

    def summary(self, claim_id: str) -> ClaimSummary:
        """The state, publishers and support of a claim in a few numbers, for a pass over many
        claims."""
        cached = self._summaries.get(claim_id)
        if cached is None:
            cached = self._summaries[claim_id] = self._summarise(self.claims[claim_id])
        return cached

    def _summarise(self, claim: Claim) -> ClaimSummary:
        # No fact is remembered: that is for the few claims that are looked at closely.
        support = claim_status.support(claim, self.sources)
        is_supported = support is Standing.SUPPORTED
        bounds, reach, _ = self.dates_of(claim)
        is_live = claim_status.live(claim)
        span: StateSpan | None = claim_status.SINGLE_ACT
        if claim.basis != "within":
            span = claim_status.span(claim, bounds, reach, is_supported)
        return ClaimSummary(
            span,
            self._publishers(claim, is_supported) if is_live else 0,
            support,
        )

    def summarise_all(self, checkpoint: Checkpoint = never) -> None:
        """Work out the summaries of all claims in the order in which they are stored: a third of
        the time of one by one."""
        summaries = self._summaries
        for claim in with_checkpoints(self.iter_claims(), checkpoint, CLAIMS):
            if claim.id not in summaries:
                summaries[claim.id] = self._summarise(claim)

    def _publishers(self, claim: Claim, is_supported: bool) -> int:
        single_citation = len(claim.citations) == 1
        return int(is_supported) if single_citation else independent((claim,), self.sources.get)

    def newest_attestation(self) -> str | None:
        """The newest date at which a live claim is attested: a day, or the month or year given."""
        if self._attestations is None:
            self._attestations = Counter(self._attested_untils())
            self._newest_known = False
        if not self._newest_known:
            dated = [read for read in map(dates.parse, self._attestations) if read.last < MAX_DAY]
            self._newest = None
            if dated:
                newest = told_dates.latest(dated)
                width = _WIDTH[newest.precision]
                self._newest = date.fromordinal(newest.last).isoformat()[:width]
            self._newest_known = True
        return self._newest

    def _attested_untils(self) -> Iterator[str]:
        """The last date of each live claim's attestation, where it has one."""
        source = self.sources.get
        # Thousands of citations are of a few sources.
        withdrawn: dict[str, bool] = {}
        for claim_id, projected in self._claims.project(AttestationFields):
            claim = cast("Claim", projected)
            if not claim_status.live(claim):
                continue
            for citation in claim.citations:
                if citation.source not in withdrawn:
                    withdrawn[citation.source] = retracted(citation, source)
            if any(withdrawn[citation.source] for citation in claim.citations):
                pair = told_dates.as_told(self.claims[claim_id], source).attested
            else:
                pair = told_dates.attested(claim, source)
            if pair is not None:
                yield pair[1]

    def count_attestation(self, claim: Claim | ClaimEnds, step: int) -> None:
        """A claim came, with `step` 1, or went, with -1."""
        counts = self._attestations
        if counts is None:
            return
        if not isinstance(claim, Claim):
            self.attestations_changed()
        elif claim_status.live(claim):
            pair = told_dates.as_told(claim, self.sources.get).attested
            if pair is None:
                return
            distinct = len(counts)
            counts[pair[1]] += step
            if not counts[pair[1]]:
                del counts[pair[1]]
            if len(counts) != distinct:
                self._newest_known = False

    def attestations_changed(self) -> None:
        """Count anew until when claims are attested."""
        self._attestations = None

    def forget(self, claim_id: str) -> None:
        """Drop the facts remembered of a claim."""
        for facts in self._facts:
            facts.pop(claim_id, None)

    def forget_ends(self, actor_id: str) -> None:
        """Drop the endings remembered of an actor."""
        self._ends.pop(actor_id, None)

    def forget_all(self) -> None:
        """Drop the facts remembered of all claims."""
        self._ends.clear()
        for facts in self._facts:
            facts.clear()

    def _make_room(self) -> None:
        if len(self._told) >= _KEPT:
            for facts in self._facts:
                if facts is not self._summaries:
                    facts.clear()
