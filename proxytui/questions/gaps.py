"""Weak spots: what has no quote, date, means or second publisher, and dates that are odd."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.lens import Lens
from proxytui.asof.states import claim_state
from proxytui.asof.ties import tie
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates, publishers, vocabulary
from proxytui.model.dates import MAX_DAY, State
from proxytui.model.spilled_rows import SpilledRows
from proxytui.model.vocabulary import OFFICES, WITH_MEANS, Check
from proxytui.questions import tensions
from proxytui.questions.signed_ties import SIGNED, SignedTies
from proxytui.reading.quotes_by_text import QuotesByText
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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Edtf, Period
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Citation, Claim, Event
    from proxytui.model.spilled_rows import Row
    from proxytui.reading.quotes_by_text import CitedQuote

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
_CONTRADICTION = "ally-and-enemy"

_CODES = tuple(GAPS)
_PLACES = {code: place for place, code in enumerate(_CODES)}


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
    """All weak spots, as `weak_spots` has them."""
    return tuple(weak_spots(index, period, check, checkpoint, qualifier))


def weak_spots(
    index: Index,
    period: Period,
    check: Callable[[Citation], Check],
    checkpoint: Checkpoint = never,
    qualifier: Callable[[Citation], str] = lambda _: "",
) -> WeakSpots:
    """All weak spots in the order of codes and records; `period` is the date of the store.

    Of claims that count, which are neither refuted nor retracted nor deprecated; quotes of all.
    `check` says whether a citation's words stand in its source, `qualifier` which word before them
    in their sentence may turn or weaken them, if any. In memory is what other claims of a tie wait
    for, and no more.
    """
    spots = WeakSpots(index, period, _Reading(check, qualifier))
    by_text = QuotesByText(index.sources.get)
    several, opposed = _of_several(index, checkpoint)
    claims = with_checkpoints(index.iter_claims(), checkpoint, CLAIMS)
    # Claim by claim in their own order, in which alone all are read in a second.
    for claim in told_progress.counted(claims, len(index.claims), "claims read"):
        spots.add_quotes(by_text.take(f"claims/{claim.id}", claim.citations))
        tie_id = vocabulary.tie_id(claim.type, claim.subject, claim.object)
        if claim_status.live(claim):
            for code in _claim_codes(index, claim, period):
                spots.add(code, f"claims/{claim.id}")
        if several.get(tie_id, claim.id) == claim.id:
            ids = index.tie_claims[tie_id] if tie_id in several else ()
            together = [index.claims[id_] for id_ in ids] or [claim]
            live = [claim for claim in together if claim_status.live(claim)]
            for code in _tie_codes(index, live, period):
                spots.add(code, f"ties/{tie_id}")
    for actor in with_checkpoints(index.iter_actors(), checkpoint):
        spots.add_quotes(by_text.take(f"actors/{actor.id}", actor.citations))
        if _ends_before_start(actor):
            spots.add("ends-before-start", f"actors/{actor.id}")
    for event in with_checkpoints(index.iter_events(), checkpoint):
        spots.add_quotes(by_text.take(f"events/{event.id}", event.citations))
    quotes = with_checkpoints(by_text, checkpoint, CLAIMS)
    spots.add_quotes(told_progress.counted(quotes, len(by_text), "quotes checked"))
    spots.add_contradictions(SignedTies(index, period, checkpoint=checkpoint, among=opposed))
    checkpoint()
    return spots


def _of_several(
    index: Index, checkpoint: Checkpoint
) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The ids of the ties of more than one claim, each with that of the last of its claims; and the
    pairs of actors between which several claims may contradict each other."""
    ties, pairs = SpilledRows(2), SpilledRows(2)
    claims = with_checkpoints(index.iter_claims(), checkpoint)
    for claim in told_progress.counted(claims, len(index.claims), "ties counted"):
        ties.add(vocabulary.tie_id(claim.type, claim.subject, claim.object), claim.id)
        if claim.type in SIGNED:
            pairs.add(*sorted((claim.subject, claim.object)))
    several: dict[str, str] = {}
    opposed: set[tuple[str, str]] = set()
    for (before, _), (tie_id, last) in with_checkpoints(pairwise(ties.in_order(1)), checkpoint):
        if before == tie_id:
            several[str(tie_id)] = str(last)
    for pair, after in with_checkpoints(pairwise(pairs.in_order(2)), checkpoint):
        if pair == after:
            opposed.add((str(after[0]), str(after[1])))
    return several, opposed


class WeakSpots:
    """Weak spots in the order of codes and records, on the disk where there are many; each is in
    memory only while it is looked at."""

    def __init__(self, index: Index, period: Period, reading: _Reading) -> None:
        self._index, self._period, self._reading = index, period, reading
        # By code and record; of a record's quotes by the first words, which most often differ.
        self._rows = SpilledRows(4)
        self._contradictions: dict[str, Callable[[Gap], str]] = {}
        self._tells = {
            "claims": _lazy_words(_claim_words, index, period),
            "ties": _lazy_words(_tie_words, index, period),
            "actors": _lazy_words(_actor_words, index, period),
        }
        self._tell_quote = _lazy_words(partial(_quote_words, reading), index, period)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each code that has any."""
        return {_CODES[int(place)]: count for place, count in self._rows.counts().items()}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Gap]:
        for (place, record), rows in groupby(self._rows.in_order(3), itemgetter(0, 1)):
            code, table = _CODES[int(place)], str(record).partition("/")[0]
            if code == _CONTRADICTION:
                yield Gap(code, str(record), self._contradictions[str(record)])
            elif not code.startswith("quote-"):
                yield from (Gap(code, str(record), self._tells[table]) for _ in rows)
            else:
                yield from self._quotes(code, str(record), list(rows))

    def _quotes(self, code: str, record: str, rows: Sequence[Row]) -> Iterable[Gap]:
        listed = [Gap(code, record, self._tell_quote, int(place)) for *_, place in rows]
        # Each begins with the quote: only where one is cited twice more words have to decide.
        if len({shown for _, _, shown, _ in rows}) == len(rows):
            return listed
        return sorted(listed, key=_words)

    def add(self, code: str, record: str) -> None:
        """Take in a weak spot of a record or a tie, given as `table/id`."""
        self._rows.add(_PLACES[code], record, "", 0)

    def add_quotes(self, quotes: Iterable[CitedQuote]) -> None:
        """Take in what is weak of some quotes: they can't be found or verified, or their sentence
        may turn them."""
        for cited in quotes:
            for code in self._reading.codes(cited.citation):
                shown = quote_shown(cited.citation)
                self._rows.add(_PLACES[code], cited.record, shown, cited.place)

    def add_contradictions(self, signed: SignedTies) -> None:
        """Take in the pairs of actors said to be on one side and opposed in the same years."""
        for pair in tensions.allies_and_enemies(signed):
            # The tie that a gap is filed under is one of the two that are told of.
            record = f"ties/{pair.ties[0]}"
            words = partial(_contradiction_words, pair)
            self._contradictions[record] = _lazy_words(words, self._index, self._period)
            self.add(_CONTRADICTION, record)


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


def _ends_before_start(actor: Actor) -> bool:
    start, end = (date if _parsed(date) else None for date in (actor.founded, actor.dissolved))
    return dates.bounds(start, end, None).contradictory


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


def _records_with_quotes(index: Index) -> Mapping[str, ById[Actor | Claim | Event]]:
    return {"actors": index.actors, "claims": index.claims, "events": index.events}


def _quote_words(reading: _Reading, index: Index, period: Period, gap: Gap) -> str:
    record = _records_with_quotes(index)[gap.record.partition("/")[0]][_record_id(gap)]
    citation = record.citations[gap.place]
    name, source = index.namer(period), index.source_names.get
    word = reading.qualifier(citation) if gap.code == _QUALIFIED else ""
    check = reading.check(citation)
    return quote_gap_words(check, citation, record, name, source, word)


def _contradiction_words(
    pair: tensions.AllyAndEnemy, index: Index, period: Period, gap: Gap
) -> str:
    more = ally_and_enemy_words(pair.years, pair.held)
    return _tie_gap_words(index, period, gap.code, pair.ties, more)
