"""Weak spots: what has no quote, date, means or second publisher, and dates that are odd."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.lens import Lens
from proxytui.asof.states import claim_state
from proxytui.asof.ties import tie
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
from proxytui.model import claim_status, dates, publishers, vocabulary
from proxytui.model.dates import MAX_DAY, State
from proxytui.model.vocabulary import OFFICES, WITH_MEANS, Check
from proxytui.questions import tensions
from proxytui.questions.signed_ties import SignedTies
from proxytui.wording.gap import (
    GAPS,
    actor_gap_words,
    ally_and_enemy_words,
    claim_gap_words,
    dissolved_words,
    quote_gap_words,
    quote_shown,
    tie_gap_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Edtf, Period
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Citation, Claim, Event

_REMEMBERED = 1024
"""The number of remembered wordings of one kind: a few screens, drawn again and again."""

STALE_YEARS = 5
"""A tie without an end is stale if it was last attested longer ago than this."""

_QUOTES = {
    Check.ABSENT: "quote-absent",
    Check.MOVED: "quote-moved",
    Check.AMBIGUOUS: "quote-ambiguous",
    Check.NO_COPY: "quote-unverified",
}
_QUALIFIED = "quote-qualified"


class Gap(NamedTuple):
    """A weak spot: its code as in `wording.gap.GAPS`, and the record as `table/id`, of a tie
    `ties/id`; of a quote, `place` is that of its citation in the record."""

    code: str
    record: str
    tell: Callable[[Gap], str]
    place: int = 0

    @property
    def words(self) -> str:
        """The weak spot in words, made at access as the index then stands."""
        return self.tell(self)


def gaps(
    index: Index,
    period: Period,
    check: Callable[[Citation], Check],
    checkpoint: Checkpoint = never,
    qualifier: Callable[[Citation], str] = lambda _: "",
) -> tuple[Gap, ...]:
    """All weak spots in the order of codes and records; `period` is the date of the store.

    Of claims that count, which are neither refuted nor retracted nor deprecated; quotes of all.
    `check` says whether a citation's words stand in its source, `qualifier` which word before them
    in their sentence may turn or weaken them, if any.
    """
    spots: list[Gap] = []
    of_claim, of_tie = (
        _lazy_words(_claim_words, index, period),
        _lazy_words(_tie_words, index, period),
    )
    quoted: list[_QuotedCitation] = []
    claims_by_tie: defaultdict[str, list[Claim]] = defaultdict(list)
    # Claim by claim in their own order, in which alone all are read in a second.
    for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
        quoted += _quoted_citations("claims", claim)
        tie_id = vocabulary.tie_id(claim.type, claim.subject, claim.object)
        claims_by_tie[tie_id].append(claim)
        if claim_status.live(claim):
            record_key = f"claims/{claim.id}"
            spots += (
                Gap(code, record_key, of_claim) for code in _claim_codes(index, claim, period)
            )
        if len(claims_by_tie[tie_id]) == len(index.tie_claims[tie_id]):
            live = [claim for claim in claims_by_tie.pop(tie_id) if claim_status.live(claim)]
            spots += (
                Gap(code, f"ties/{tie_id}", of_tie) for code in _tie_codes(index, live, period)
            )
    for actor in with_checkpoints(index.iter_actors(), checkpoint):
        quoted += _quoted_citations("actors", actor)
    for event in with_checkpoints(index.iter_events(), checkpoint):
        quoted += _quoted_citations("events", event)
    spots += _actor_gaps(index, period, checkpoint)
    spots += _quote_gaps(index, period, _Reading(check, qualifier), quoted, checkpoint)
    spots += _contradiction_gaps(index, period, checkpoint)
    order = {code: place for place, code in enumerate(GAPS)}

    def place(gap: Gap) -> tuple[int, str]:
        return order[gap.code], gap.record

    return tuple(in_order(spots, place, checkpoint))


def _words(gap: Gap) -> str:
    return gap.words


def _lazy_words(words: Callable[..., str], index: Index, period: Period) -> Callable[[Gap], str]:
    """A function that words gaps of one kind and remembers the latest."""
    return lru_cache(_REMEMBERED)(partial(words, index, period))


def _claim_codes(index: Index, claim: Claim, period: Period) -> Iterator[str]:
    """The codes of a claim's weak spots."""
    if all(cited.quote is None for cited in claim.citations):
        yield "no-quote"
    told = index.told(claim.id)
    ends = told.until and not dates.is_open(told.until)
    if not told.since and not ends and told.attested is None:
        yield "no-date"
    if claim.type in WITH_MEANS and not claim.terms:
        yield "no-terms"
    bounds = index.own_bounds(claim.id)
    if bounds.contradictory:
        yield "ends-before-start"
    if claim.type in OFFICES and not claim_status.planned(claim):
        end = _parsed(index.actors[claim.object].dissolved)
        if end is None or end.last >= MAX_DAY:
            return
        # Sure to last beyond the group's end, or left open long after it.
        after = bounds.earliest_end > end.last and not bounds.contradictory
        late = end.last < period.first
        if after or (late and period.first <= bounds.latest_end):
            yield "leads-dissolved"


def _claim_words(index: Index, period: Period, gap: Gap) -> str:
    claim, name = index.claims[_record_id(gap)], index.namer(period)
    more = ""
    if gap.code == "leads-dissolved":
        group = index.actors[claim.object]
        more = dissolved_words(name(group.id), group.dissolved or "")
    return claim_gap_words(gap.code, claim, name, index.source_names.get, more)


def _record_id(gap: Gap) -> str:
    return gap.record.partition("/")[2]


def _parsed(date: str | None) -> Edtf | None:
    try:
        return dates.parse(date) if date and not dates.is_open(date) else None
    except dates.DateError:
        return None


def _tie_codes(index: Index, live: list[Claim], period: Period) -> Iterator[str]:
    """The codes of the weak spots of a tie, by its claims that count."""
    supporting = publishers.supporting(live, index.sources.get)
    count = len(supporting) if len(supporting) < 2 else _independent(index, live)
    if live and count < 2:
        yield "one-publisher" if count else "no-publisher"
    if count and _stale(index, live, period):
        yield "stale"


def _tie_words(index: Index, period: Period, gap: Gap) -> str:
    return _tie_gap_words(index, period, gap.code, (_record_id(gap),))


def _tie_gap_words(
    index: Index, period: Period, code: str, tie_ids: Iterable[str], more: str = ""
) -> str:
    ties = tuple(tie(index, tie_id, Lens(period)) for tie_id in tie_ids)
    name, source = index.namer(period), index.source_names.get
    return tie_gap_words(code, ties, period, name, source, more)


def _independent(index: Index, live: list[Claim]) -> int:
    return publishers.independent(live, index.sources.get)


def _stale(index: Index, live: list[Claim], period: Period) -> bool:
    """Whether a tie is *possibly* so, of unknown end, and was last spoken of long ago."""
    counting = [claim for claim in live if not claim_status.planned(claim)]
    spoken = [index.attested(claim.id) for claim in counting]
    read = [dates.parse(pair[1]).last for pair in spoken if pair is not None]
    if not read or any(index.told(claim.id).until for claim in counting):
        return False
    if dates.year_of(max(read)) >= dates.year_of(period.first) - STALE_YEARS:
        return False
    states = {claim_state(index, claim, period).by_dates for claim in counting}
    return State.HELD not in states and State.POSSIBLY in states


def _actor_gaps(index: Index, period: Period, checkpoint: Checkpoint) -> Iterator[Gap]:
    tell = _lazy_words(_actor_words, index, period)
    for actor in with_checkpoints(index.iter_actors(), checkpoint):
        ends = (actor.founded if _parsed(actor.founded) else None, actor.dissolved)
        end = ends[1] if _parsed(ends[1]) else None
        if dates.bounds(ends[0], end, None).contradictory:
            yield Gap("ends-before-start", f"actors/{actor.id}", tell)


def _actor_words(index: Index, period: Period, gap: Gap) -> str:
    return actor_gap_words(gap.code, index.namer(period)(_record_id(gap)))


class _Reading(NamedTuple):
    """Checks of a citation's words against its text."""

    check: Callable[[Citation], Check]
    qualifier: Callable[[Citation], str]

    def codes(self, citation: Citation) -> Iterator[str]:
        """The codes of the weak spots of a citation's words."""
        result = self.check(citation)
        if result in _QUOTES:
            yield _QUOTES[result]
        if citation.stance == "supports" and self.qualifier(citation):
            yield _QUALIFIED


class _QuotedCitation(NamedTuple):
    """A citation with words, the text that they are from, and its place in a record."""

    source: str
    text: str
    table: str
    id: str
    place: int
    citation: Citation


def _quoted_citations(table: str, record: Actor | Claim | Event) -> Iterator[_QuotedCitation]:
    for n, citation in enumerate(record.citations):
        if citation.quote is not None:
            yield _QuotedCitation(
                citation.source, citation.quote.text or "", table, record.id, n, citation
            )


def _quote_gaps(
    index: Index,
    period: Period,
    reading: _Reading,
    quoted: list[_QuotedCitation],
    checkpoint: Checkpoint,
) -> Iterator[Gap]:
    """Gaps of quotes that can't be found or verified, or that their sentence may turn; those of one
    record in the order of their words."""
    tell = _lazy_words(partial(_quote_words, reading), index, period)
    by_record: defaultdict[tuple[str, str], list[tuple[str, Gap]]] = defaultdict(list)
    # Text by text, so that each is read and folded once.
    for cited in with_checkpoints(sorted(quoted, key=_kept_text), checkpoint, CLAIMS):
        for code in reading.codes(cited.citation):
            gap = Gap(code, f"{cited.table}/{cited.id}", tell, cited.place)
            shown = quote_shown(cited.citation)
            by_record[gap.record, gap.code].append((shown, gap))
    for alike in with_checkpoints(by_record.values(), checkpoint, CLAIMS):
        # Each begins with the quote: only where one is cited twice more words have to decide.
        if len({shown for shown, _ in alike}) == len(alike):
            yield from (gap for _, gap in sorted(alike))
        else:
            yield from sorted((gap for _, gap in alike), key=_words)


def _kept_text(cited: _QuotedCitation) -> tuple[str, str]:
    return cited.source, cited.text


def _records_with_quotes(index: Index) -> Mapping[str, ById[Actor | Claim | Event]]:
    return {"actors": index.actors, "claims": index.claims, "events": index.events}


def _quote_words(reading: _Reading, index: Index, period: Period, gap: Gap) -> str:
    record = _records_with_quotes(index)[gap.record.partition("/")[0]][_record_id(gap)]
    citation = record.citations[gap.place]
    name, source = index.namer(period), index.source_names.get
    word = reading.qualifier(citation) if gap.code == _QUALIFIED else ""
    check = reading.check(citation)
    return quote_gap_words(check, citation, record, name, source, word)


def _contradiction_gaps(index: Index, period: Period, checkpoint: Checkpoint) -> Iterator[Gap]:
    for pair in tensions.allies_and_enemies(SignedTies(index, period, checkpoint=checkpoint)):
        tell = _lazy_words(partial(_contradiction_words, pair), index, period)
        # The tie that a gap is filed under is one of the two that are told of.
        yield Gap("ally-and-enemy", f"ties/{pair.ties[0]}", tell)


def _contradiction_words(
    pair: tensions.AllyAndEnemy, index: Index, period: Period, gap: Gap
) -> str:
    more = ally_and_enemy_words(pair.years, pair.held)
    return _tie_gap_words(index, period, gap.code, pair.ties, more)
