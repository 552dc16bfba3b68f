"""Weak spots: what has no quote, date, means or second publisher, and dates that are odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates, gap_wording, publishers
from proxytui.model.dates import MAX_DAY, State
from proxytui.model.vocabulary import Check
from proxytui.network import lens as lenses
from proxytui.network import standing, tensions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from proxytui.model.dates import Edtf, Period
    from proxytui.model.values import Actor, Citation, Claim, Event
    from proxytui.network.index import Index

STALE_YEARS = 5
"""A tie without an end is stale if it was last attested longer ago than this."""

_QUOTES = {
    Check.ABSENT: "quote-absent",
    Check.MOVED: "quote-moved",
    Check.AMBIGUOUS: "quote-ambiguous",
    Check.NO_COPY: "quote-unverified",
}


class Gap(NamedTuple):
    """A weak spot: its code as in `gap_wording.GAPS`, the record as `table/id` (of a tie,
    `ties/id`), and what is said there."""

    code: str
    record: str
    words: str


def gaps(index: Index, period: Period, check: Callable[[Citation], Check]) -> tuple[Gap, ...]:
    """All weak spots in the order of codes and records; `period` is the date of the store.

    Of claims that count, which are neither refuted nor retracted nor deprecated; quotes of all.
    `check` says whether a citation's words stand in its source.
    """
    found: list[Gap] = []
    for tie_id, claim_ids in index.tie_claims.items():
        live = [one for one in map(index.claims.__getitem__, claim_ids) if standing.live(one)]
        found += (gap for claim in live for gap in _of_claim(index, claim, period))
        found += _of_tie(index, tie_id, live, period)
    found += _of_actors(index, period)
    found += _of_quotes(index, period, check)
    found += _at_once(index, period)
    order = {code: place for place, code in enumerate(gap_wording.GAPS)}
    return tuple(sorted(found, key=lambda gap: (order[gap.code], gap.record, gap.words)))


def _of_claim(index: Index, claim: Claim, period: Period) -> Iterator[Gap]:
    name, source = index.namer(period), index.sources.get

    def gap(code: str, more: str = "") -> Gap:
        words = gap_wording.claim_gap_words(code, claim, name, source, more)
        return Gap(code, f"claims/{claim.id}", words)

    if all(cited.quote is None for cited in claim.citations):
        yield gap("no-quote")
    ends = claim.until and not dates.is_open(claim.until)
    if not claim.since and not ends and index.attested(claim.id) is None:
        yield gap("no-date")
    if claim.type == "backs" and not claim.terms:
        yield gap("no-terms")
    bounds = index.bounds(claim.id)
    if bounds.contradictory:
        yield gap("ends-before-start")
    if claim.type == "leads" and not standing.planned(claim):
        group = index.actors[claim.object]
        end = _read(group.dissolved)
        if end is None or end.last >= MAX_DAY:
            return
        # Sure to last beyond the group's end, or left open long after it.
        after = bounds.earliest_end > end.last and not bounds.contradictory
        late = end.last < period.first
        if after or (late and lenses.claim_state(index, claim, period) is not State.NOT):
            more = gap_wording.dissolved_words(name(group.id), group.dissolved or "")
            yield gap("leads-dissolved", more)


def _read(given: str | None) -> Edtf | None:
    try:
        return dates.parse(given) if given and not dates.is_open(given) else None
    except dates.DateError:
        return None


def _of_tie(index: Index, tie_id: str, live: list[Claim], period: Period) -> Iterator[Gap]:
    supporting = publishers.supporting(live, index.sources.get)
    count = len(supporting) if len(supporting) < 2 else _independent(index, live)
    codes = []
    if live and count < 2:
        codes.append("one-publisher" if count else "no-publisher")
    if count and _stale(index, live, period):
        codes.append("stale")
    for code in codes:
        tie = lenses.tie(index, tie_id, lenses.Lens(period))
        name, source = index.namer(period), index.sources.get
        words = gap_wording.tie_gap_words(code, (tie,), period, name, source)
        yield Gap(code, f"ties/{tie_id}", words)


def _independent(index: Index, live: list[Claim]) -> int:
    return publishers.independent(live, index.sources.get)


def _stale(index: Index, live: list[Claim], period: Period) -> bool:
    """Whether a tie is *possibly*, of unknown end, and was last spoken of long ago."""
    counting = [claim for claim in live if not standing.planned(claim)]
    spoken = [index.attested(claim.id) for claim in counting]
    read = [dates.parse(pair[1]).last for pair in spoken if pair is not None]
    if not read or any(claim.until for claim in counting):
        return False
    if dates.year_of(max(read)) >= dates.year_of(period.first) - STALE_YEARS:
        return False
    states = {lenses.claim_state(index, claim, period) for claim in counting}
    return State.HELD not in states and State.POSSIBLY in states


def _of_actors(index: Index, period: Period) -> Iterator[Gap]:
    name = index.namer(period)
    for actor in index.actors.values():
        given = (actor.founded if _read(actor.founded) else None, actor.dissolved)
        end = given[1] if _read(given[1]) else None
        if dates.bounds(given[0], end, None).contradictory:
            words = gap_wording.actor_gap_words("ends-before-start", name(actor.id))
            yield Gap("ends-before-start", f"actors/{actor.id}", words)


def _of_quotes(index: Index, period: Period, check: Callable[[Citation], Check]) -> Iterator[Gap]:
    name, source = index.namer(period), index.sources.get
    tables: dict[str, Mapping[str, Actor | Claim | Event]] = {
        "actors": index.actors,
        "claims": index.claims,
        "events": index.events,
    }
    # Text by text, so that each is read and folded once.
    quoted = sorted(
        (citation.source, citation.quote.text or "", table, record.id, n)
        for table, records in tables.items()
        for record in records.values()
        for n, citation in enumerate(record.citations)
        if citation.quote is not None
    )
    for _, _, table, id_, n in quoted:
        record = tables[table][id_]
        citation = record.citations[n]
        result = check(citation)
        if result in _QUOTES:
            words = gap_wording.quote_gap_words(result, citation, record, name, source)
            yield Gap(_QUOTES[result], f"{table}/{id_}", words)


def _at_once(index: Index, period: Period) -> Iterator[Gap]:
    name, source = index.namer(period), index.sources.get
    for found in tensions.at_once(tensions.Signed(index, period)):
        ties = tuple(lenses.tie(index, tie_id, lenses.Lens(period)) for tie_id in found.ties)
        more = gap_wording.years_words(found.years, found.held)
        words = gap_wording.tie_gap_words("ally-and-enemy", ties, period, name, source, more)
        yield Gap("ally-and-enemy", f"ties/{ties[0].id}", words)
