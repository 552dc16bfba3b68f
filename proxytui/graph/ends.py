"""What ends a tie besides its own dates: an actor that is no longer there, or a successor."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import identity
from proxytui.model import claim_status, dates, nearness
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
    """What has to be asked for: actors and sources by id, the claims of a type that stand at an
    actor as their object, and `of_actor` for each actor, which whoever asks remembers."""

    actors: ById[Actor]
    sources: ById[Source]
    claims_into: Callable[[str, str], Iterable[Claim]]
    of_actor: Callable[[str], Sequence[Ending]]


def ending(claim: Claim, own: Bounds, lookup: EndLookup) -> Ending | None:
    """The earliest end of either actor, or the first later holder of a sole office; None where
    nothing of that kind is known.

    `own` are the bounds by the claim's own dates. An end before the last day on which the claim
    must have been true by these is passed over: the dates of the claim itself go before.
    """
    kind = CLAIM_TYPES.get(claim.type)
    outlasts = kind.outlasts if kind is not None else ""
    found: list[Ending] = []
    if outlasts != "both":
        found += lookup.of_actor(claim.subject)
        if outlasts != "object":
            found += lookup.of_actor(claim.object)
    if claim.type in OFFICES and identity(claim.role or "") in _SOLE:
        found += _successors(claim, own, lookup)
    if not found:
        return None
    return min((end for end in found if end.day >= own.earliest_end), default=None)


def narrowed(own: Bounds, end: Ending | None) -> Bounds:
    """The bounds of a claim with nothing of it after an ending."""
    if end is None or end.day >= own.latest_end:
        return own
    return own._replace(
        latest_start=min(own.latest_start, end.day),
        latest_end=end.day,
        soft_end="",
        end_precision=None,
    )


def of_actor(actor_id: str, lookup: EndLookup) -> Iterator[Ending]:
    """The end recorded of an actor, and its successors under another name or in another body."""
    actor = lookup.actors.get(actor_id)
    if actor is not None and actor.dissolved:
        with suppress(dates.DateError):
            last = dates.parse(actor.dissolved).last
            if last < MAX_DAY:
                kind = "died" if actor.kind == "person" else "dissolved"
                yield Ending(last, kind, actor_id, actor.dissolved)
    for claim in lookup.claims_into(SUCCESSION, actor_id):
        terms = [term for term in ENDING_SUCCESSIONS if term in claim.terms]
        if terms and claim.since and _counts(claim, lookup):
            day = _own(claim, lookup).latest_start
            if MIN_DAY < day < MAX_DAY:
                yield Ending(day, terms[0], actor_id, claim.since)


def _successors(claim: Claim, own: Bounds, lookup: EndLookup) -> Iterator[Ending]:
    """Others who surely held the office after the last day that the claim's dates name."""
    known = nearness.known_days(own, claim_status.attested(claim, lookup.sources))
    if known is None:
        return
    office = identity(claim.role or "")
    for other in lookup.claims_into(claim.type, claim.object):
        if other.subject == claim.subject or identity(other.role or "") != office:
            continue
        if _counts(other, lookup) and not claim_status.alleged(other, lookup.sources):
            later = _own(other, lookup)
            if known[1] < later.latest_start < MAX_DAY and not later.contradictory:
                spoken = claim_status.attested(other, lookup.sources)
                date = other.since or (spoken[0] if spoken else "")
                yield Ending(later.latest_start, "succeeded", other.subject, date)


def _counts(claim: Claim, lookup: EndLookup) -> bool:
    live = claim_status.live(claim) and not claim_status.planned(claim)
    return live and claim_status.supported(claim, lookup.sources)


def _own(claim: Claim, lookup: EndLookup) -> Bounds:
    return claim_status.bounds(claim, claim_status.attested(claim, lookup.sources))
