"""What a claim counts for before any date is asked: support, standing, publishers, day bounds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.model.vocabulary import Status
from proxytui.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proxytui.model.dates import Bounds, Edtf
    from proxytui.model.values import Attested, Citation, Claim, Source

# The same few thousand names of publishers, speakers and actors are folded again and again.
folded = lru_cache(2**16)(fold)


class Span(NamedTuple):
    """A claim's bounds as day ordinals, and the strongest state it can have at any date.

    `ceiling` is a `State.rank`; `plain` says that its basis is `throughout`, which needs nothing
    but the four days.
    """

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    ceiling: int
    plain: bool


def supporting(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Citation]:
    """The citations that support the claim; those of a retracted source support nothing."""
    for citation in claim.citations:
        if citation.stance == "supports":
            source = sources.get(citation.source)
            if source is None or source.status != "retracted":
                yield citation


def live(claim: Claim) -> bool:
    """Whether it is neither refuted nor retracted nor deprecated."""
    return claim.status not in ("refuted", "retracted") and claim.rank != "deprecated"


def planned(claim: Claim) -> bool:
    """Whether it is only intended, threatened or proposed; such a claim holds at no date."""
    return "planned" in claim.flags


def alleged(claim: Claim, sources: Mapping[str, Source]) -> bool:
    """Whether it is flagged so, or every supporting citation is."""
    if "alleged" in claim.flags:
        return True
    flags = [citation.flags for citation in supporting(claim, sources)]
    return bool(flags) and all("alleged" in given for given in flags)


def status(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Status:
    """The status of the tie that these claims make, at whatever date."""
    counting = [claim for claim in claims if live(claim)]
    if not counting:
        withdrawn = all(claim.status == "retracted" for claim in claims)
        return Status.RETRACTED if withdrawn else Status.REFUTED
    if any(
        claim.status == "disputed" or any(c.stance == "disputes" for c in claim.citations)
        for claim in claims
    ):
        return Status.DISPUTED
    if all(planned(claim) for claim in counting):
        return Status.PLANNED
    if all(planned(claim) or alleged(claim, sources) for claim in counting):
        return Status.ALLEGED
    return Status.ASSERTED


# Dates


def _read(text: str | None) -> Edtf | None:
    try:
        return dates.parse(text) if text else None
    except dates.DateError:
        return None


def attested(claim: Claim, sources: Mapping[str, Source]) -> Attested | None:
    """When sources speak of the claim as current: as recorded, or derived while it goes on.

    Without `attested` and with an `until` of `..` it is the earliest and latest `published` of
    the supporting sources. Dates that can't be read are left out.
    """
    given = claim.attested
    if given is None and claim.until and dates.is_open(claim.until):
        named = (sources.get(citation.source) for citation in supporting(claim, sources))
        texts: Iterable[str | None] = [source.published for source in named if source]
    else:
        texts = given or ()
    read = [date for date in map(_read, texts) if date is not None]
    if not read:
        return None
    if given is not None:
        return read[0].text, read[-1].text
    return earliest(read).text, latest(read).text


def earliest(read: Iterable[Edtf]) -> Edtf:
    """The date that begins first; the text decides between equals, so that order does not."""
    return min(read, key=lambda date: (date.first, date.last, date.text))


def latest(read: Iterable[Edtf]) -> Edtf:
    """The date that ends last; the narrower one of two that end together."""
    return max(read, key=lambda date: (date.last, date.first, date.text))


def bounds(claim: Claim, spoken: Attested | None) -> Bounds:
    """The day bounds of a claim that is `attested` as given here.

    A date that can't be read bounds nothing, as if it were missing; `check` names it.
    """
    try:
        return dates.bounds(claim.since, claim.until, spoken)
    except dates.DateError:
        since = claim.since if _read(claim.since) else None
        until = claim.until if _read(claim.until) else None
        return dates.bounds(since, until, spoken)


def span(claim: Claim, sources: Mapping[str, Source], given: Bounds) -> Span:
    """Everything about a claim with these bounds that its state at a date is read from."""
    if not live(claim) or planned(claim) or given.contradictory:
        ceiling = 0
    else:
        ceiling = 2 if any(True for _ in supporting(claim, sources)) else 1
    return Span(*given[:4], ceiling, claim.basis == "throughout")


# Publishers


def publisher(source_id: str, sources: Mapping[str, Source]) -> str:
    """Who stands behind a source, as a key: parent, publisher or source of what it is a copy of."""
    way = [source_id]
    while (source := sources.get(way[-1])) is not None and source.copy_of is not None:
        if source.copy_of in way:
            # Copies of each other have no original; the smallest id stands for all of them.
            way.append(min(way[way.index(source.copy_of) :]))
            source = sources[way[-1]]
            break
        way.append(source.copy_of)
    name = (source.publisher_parent or source.publisher) if source is not None else None
    return f"publisher {folded(name)}" if name else f"source {way[-1]}"


def independent(citations: Iterable[Citation], behind: Callable[[str], str]) -> int:
    """How many of these citations stand on their own: no two share a publisher or a speaker.

    `behind` gives a source's publisher key. It is the largest such number: a publisher that
    speaks in its own voice counts, and the others count once for each speaker they don't share.
    """
    own: set[str] = set()
    quoting: dict[str, set[str]] = {}
    for citation in citations:
        house, speaker = behind(citation.source), citation.speaker
        if speaker is not None and speaker.actor:
            quoting.setdefault(house, set()).add(f"actor {speaker.actor}")
        elif speaker is not None and speaker.text:
            quoting.setdefault(house, set()).add(f"text {folded(speaker.text)}")
        else:
            own.add(house)
    taken: dict[str, str] = {}

    def seat(house: str, tried: set[str]) -> bool:
        for voice in quoting[house] - tried:
            tried.add(voice)
            if voice not in taken or seat(taken[voice], tried):
                taken[voice] = house
                return True
        return False

    return len(own) + sum(seat(house, set()) for house in sorted(quoting.keys() - own))
