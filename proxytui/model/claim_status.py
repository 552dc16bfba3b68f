"""The status of a claim whatever the date: whether it is live, its support, its day bounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates, nearness, stances, told_dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, State
from proxytui.model.publishers import retracted, supporting
from proxytui.model.vocabulary import Standing, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Bounds
    from proxytui.model.record_source import ById
    from proxytui.model.records import Claim, Source


class StateSpan(NamedTuple):
    """A claim's state at every date in eight day ordinals, for a pass over all claims at once.

    A period is *held* that neither ends before `held_from` nor begins after `held_to`; one that
    only meets `first` … `last` is *possibly*, or *unspoken* where it doesn't meet `spoken_from` …
    `spoken_to`; others are *not*. Of these a period is near that ends from `near_from` on and
    before `first`, or begins after `last` and until `near_to`.
    """

    first: int
    last: int
    held_from: int
    held_to: int
    spoken_from: int
    spoken_to: int
    near_from: int
    near_to: int

    def at(self, begin: int, end: int) -> State:
        """The state as of a period, given by its first and last day."""
        if self.first > end or begin > self.last:
            return State.NOT
        if self.held_from <= end and begin <= self.held_to:
            return State.HELD
        is_spoken_of = self.spoken_from <= end and begin <= self.spoken_to
        return State.POSSIBLY if is_spoken_of else State.UNSPOKEN

    def near(self, begin: int, end: int) -> bool:
        """Whether it is *not* as of a period, but only by an approximate bound close by."""
        return self.near_from <= end < self.first or self.last < begin <= self.near_to

    def is_away(self, begin: int, end: int) -> bool:
        """Whether it is *not* as of a period, and not near."""
        if self.first <= end and begin <= self.last:
            return False
        return not (self.near_from <= end < self.first or self.last < begin <= self.near_to)


SINGLE_ACT = StateSpan(0, 0, 0, 0, 0, 0, 0, 0)
"""The span of any claim that holds *within* its span: day ordinals can't say when."""


def supported(claim: Claim, sources: ById[Source]) -> bool:
    """Whether any citation supports the claim."""
    return any(
        citation.stance == "supports" and not retracted(citation, sources.get)
        for citation in claim.citations
    )


def support(claim: Claim, sources: ById[Source]) -> Standing:
    """Whether a claim is supported; else denied, if anybody disputes it; else retracted, if only
    retracted sources support it; else mentioned."""
    if supported(claim, sources):
        return Standing.SUPPORTED
    if stances.disputing((claim,), sources.get):
        return Standing.DENIED
    withdrawn = any(citation.stance == "supports" for citation in claim.citations)
    return Standing.RETRACTED if withdrawn else Standing.MENTIONED


def live(claim: Claim) -> bool:
    """Whether a claim is neither refuted nor retracted nor deprecated."""
    return claim.status not in ("refuted", "retracted") and claim.rank != "deprecated"


def planned(claim: Claim) -> bool:
    """Whether a claim is only intended, threatened or proposed; such a claim holds at no date."""
    return "planned" in claim.flags


def alleged(claim: Claim, sources: ById[Source]) -> bool:
    """Whether a claim is flagged as alleged, or every supporting citation is."""
    if "alleged" in claim.flags:
        return True
    flags_of_citations = [citation.flags for citation in supporting((claim,), sources.get)]
    return bool(flags_of_citations) and all("alleged" in flags for flags in flags_of_citations)


def status(claims: Sequence[Claim], states: Sequence[State], sources: ById[Source]) -> Status:
    """The status at a date of the tie of these claims, given the state of each then.

    Disputed, alleged and asserted are about claims that are reported at the date; at a date at
    which all claims are *not*, nothing is disputed.
    """
    counting = [claim for claim in claims if live(claim)]
    if not counting:
        withdrawn = all(claim.status == "retracted" for claim in claims)
        return Status.RETRACTED if withdrawn else Status.REFUTED
    stated = [claim for claim in counting if not planned(claim)]
    if not stated:
        return Status.PLANNED
    claims_then = stances.at_date(claims, states, sources.get)
    if stances.is_disputed(claims_then, sources.get):
        return Status.DISPUTED
    reported = stances.apart(claims_then or stated, sources.get).reported or claims_then or stated
    if all(alleged(claim, sources) for claim in reported):
        return Status.ALLEGED
    return Status.ASSERTED


# Dates


def bounds(told: Claim) -> Bounds:
    """The day bounds of a claim by its own dates, as `told_dates.as_told` leaves them.

    A date that can't be read bounds nothing, as if it were missing; `check` names it.
    """
    try:
        return dates.bounds(told.since, told.until, told.attested)
    except dates.DateError:
        since = told.since if told_dates.read(told.since) else None
        until = told.until if told_dates.read(told.until) else None
        return dates.bounds(since, until, told.attested)


def span(
    claim: Claim, bounds: Bounds, reach: tuple[int, int], is_supported: bool
) -> StateSpan | None:
    """The state of a claim at every date; None if it is *not* at all of them.

    `reach` are the first and last day on which somebody speaks of it, as in `model.nearness`.
    `is_supported` says whether any citation supports it, without which it is never *held*. Only for
    the bases `throughout` and `each-year`: a single act *within* a span is held where the period
    contains it, and not where it meets it.
    """
    if not live(claim) or planned(claim) or bounds.contradictory:
        return None
    first, last = bounds.earliest_start, bounds.latest_end
    held_from, held_to = bounds.latest_start, bounds.earliest_end
    if claim.basis == "each-year":
        # No period reaches over a year's end, so whole years can be compared by their days.
        year = max(dates.year_of(held_from), dates.year_of(first - 1) + 1)
        held_from = date(year, 1, 1).toordinal() if 1 <= year <= 9999 else MAX_DAY
        year = min(dates.year_of(held_to), dates.year_of(last + 1) - 1)
        held_to = date(year, 12, 31).toordinal() if 1 <= year <= 9999 else MIN_DAY
    if not is_supported:
        held_from, held_to = MAX_DAY, MIN_DAY
    approximate = bounds.soft_start or bounds.soft_end
    near = nearness.nearby(bounds) if approximate else (first, last)
    return StateSpan(first, last, held_from, held_to, *reach, *near)
