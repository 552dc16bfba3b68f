"""Endings of a tie besides its own dates: an actor that is no longer there, or a successor."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import identity
from proxytui.model import claim_status, dates, nearness, told_dates
from proxytui.model.dates import MAX_DAY, MIN_DAY
from proxytui.model.tie import Ending
from proxytui.model.vocabulary import (
    CLAIM_TYPES,
    ENDING_SUCCESSIONS,
    OFFICES,
    SOLE_OFFICES,
    SUCCESSION,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proxytui.model.dates import Bounds
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Claim, Source

_SOLE = frozenset(map(identity, SOLE_OFFICES))


class EndLookup(NamedTuple):
    """The records from which endings follow: actors and sources by id, the claims of a type into an
    actor, and the endings of an actor, which the owner remembers."""

    actors: ById[Actor]
    sources: ById[Source]
    claims_into: Callable[[str, str], Iterable[Claim]]
    of_actor: Callable[[str], Sequence[Ending]]


def ending(claim: Claim, own: Bounds, lookup: EndLookup) -> Ending | None:
    """The earliest end of either actor, or the first later holder of a sole office; None where
    nothing of that kind is known.

    The claim is as told, and `own` are the bounds by its own dates. An end before the last day on
    which the claim must have been true by these doesn't count: the dates of the claim go first.
    """
    kind = CLAIM_TYPES.get(claim.type)
    outlasts = kind.outlasts if kind is not None else ""
    endings: list[Ending] = []
    if outlasts != "both":
        endings += lookup.of_actor(claim.subject)
        if outlasts != "object":
            endings += lookup.of_actor(claim.object)
    if claim.type in OFFICES and identity(claim.role or "") in _SOLE:
        endings += _successors(claim, own, lookup)
    if not endings:
        return None
    return min((end for end in endings if end.day >= own.earliest_end), default=None)


def narrowed(own: Bounds, end: Ending | None) -> Bounds:
    """The bounds of a claim, cut off at an ending."""
    if end is None or end.day >= own.latest_end:
        return own
    return own._replace(
        latest_start=min(own.latest_start, end.day),
        latest_end=end.day,
        soft_end="",
        end_precision=None,
    )


def of_actor(actor_id: str, lookup: EndLookup) -> Iterator[Ending]:
    """The recorded end of an actor, and its successors under another name or in another body."""
    actor = lookup.actors.get(actor_id)
    if actor is not None and actor.dissolved:
        with suppress(dates.DateError):
            last = dates.parse(actor.dissolved).last
            if last < MAX_DAY:
                kind = "died" if actor.kind == "person" else "dissolved"
                yield Ending(last, kind, actor_id, actor.dissolved)
    for recorded in lookup.claims_into(SUCCESSION, actor_id):
        claim = told_dates.as_told(recorded, lookup.sources.get)
        terms = [term for term in ENDING_SUCCESSIONS if term in claim.terms]
        if terms and claim.since and _counts(claim, lookup):
            day = claim_status.bounds(claim).latest_start
            if MIN_DAY < day < MAX_DAY:
                yield Ending(day, terms[0], actor_id, claim.since)


def _successors(claim: Claim, own: Bounds, lookup: EndLookup) -> Iterator[Ending]:
    """Actors that must have held the office after the last day that the claim's dates name."""
    known_days = nearness.known_days(own, claim.attested)
    if known_days is None:
        return
    office = identity(claim.role or "")
    for other in lookup.claims_into(claim.type, claim.object):
        if other.subject == claim.subject or identity(other.role or "") != office:
            continue
        if _counts(other, lookup) and not claim_status.alleged(other, lookup.sources):
            told = told_dates.as_told(other, lookup.sources.get)
            later = claim_status.bounds(told)
            if known_days[1] < later.latest_start < MAX_DAY and not later.contradictory:
                date = told.since or (told.attested[0] if told.attested else "")
                yield Ending(later.latest_start, "succeeded", other.subject, date)


def _counts(claim: Claim, lookup: EndLookup) -> bool:
    live = claim_status.live(claim) and not claim_status.planned(claim)
    return live and claim_status.supported(claim, lookup.sources)
