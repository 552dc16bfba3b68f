"""A store with a retracted source reads as if nobody had recorded what rests on that source alone,
but for the words that say what was retracted."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui import wording
from proxytui.asof import all_time
from proxytui.asof import ties as ties_module
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.model.vocabulary import Check
from proxytui.questions import difference, gaps, history, same_day, tensions, yearly
from proxytui.questions.signed_ties import SignedTies
from proxytui.wording import assertion, tie_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.records import Json

ACTORS = ("a", "b", "c")
SOURCES: dict[str, Json] = {
    "gone": {"title": "Gone", "publisher": "Gone Press", "published": "2003-03-03"},
    "gone-too": {"title": "Gone too", "published": "1993", "copy_of": "gone"},
    "book": {"title": "Book", "publisher": "Book House", "published": "1987-07"},
    "wire": {"title": "Wire", "publisher": "Wire Agency", "published": "1998-08-08"},
}
RETRACTED = ("gone", "gone-too")
PERIODS = [dates.period(text) for text in ("1986", "1992-06", "1999", "2004")]
SENTENCE_END = re.compile(r"(?<=[.”]) (?=[A-Z])")
STARTS, ENDS = ("1984", "1991-05"), ("1996", "2001-02")
WITHDRAWN = "Since retracted, and left out: "


@st.composite
def claims(draw: st.DrawFn) -> tuple[Json, Json | None]:
    """A claim with sources that are to be retracted, and the same as somebody would have recorded
    it who never saw them; None where nothing would be left of it.

    Each quote gives the dates that its source gives, and nothing else with a number in it. No
    source gives a year in which another was published.
    """
    subject, object_ = draw(st.permutations(ACTORS))[:2]
    record: Json = {
        "type": draw(st.sampled_from(["backs", "backs", "opposes", "leads"])),
        "subject": subject,
        "object": object_,
        "basis": draw(st.sampled_from(["throughout", "throughout", "within", "each-year"])),
    }
    if record["type"] == "backs":
        record["terms"] = draw(st.lists(st.sampled_from("WF"), max_size=2, unique=True))
    ids = draw(st.lists(st.sampled_from(list(SOURCES)), min_size=1, max_size=3, unique=True))
    stances = {id_: draw(st.sampled_from(["supports", "supports", "disputes"])) for id_ in ids}
    givers = [id_ for id_ in ids if stances[id_] == "supports"]
    words: dict[str, list[str]] = {id_: ["it is said"] for id_ in ids}
    given_by: dict[str, list[str]] = {}
    for field, values in (("since", STARTS), ("until", (*ENDS, ".."))):
        by = draw(st.lists(st.sampled_from(givers), unique=True)) if givers else []
        if by:
            record[field] = draw(st.sampled_from(values))
            record[f"{field}_raw"] = raw = f"{field} {record[field].replace('..', 'now')}"
            given_by[field] = by
            for id_ in by:
                words[id_].append(raw)
    # Of three only the first and the last would be recorded, whatever becomes of these.
    attesting = draw(st.lists(st.sampled_from(givers), max_size=2, unique=True)) if givers else []
    record["citations"] = [
        {"source": id_, "stance": stances[id_], "quote": {"exact": ", ".join(words[id_])}}
        for id_ in ids
    ]
    without: Json = {**record}
    without["citations"] = [c for c in record["citations"] if c["source"] not in RETRACTED]
    is_supported = any(c["stance"] == "supports" for c in without["citations"])
    for field, by in given_by.items():
        if set(by) <= set(RETRACTED):
            without.pop(f"{field}_raw")
            if is_supported:
                without.pop(field)
    for made, spoken in ((record, attesting), (without, set(attesting).difference(RETRACTED))):
        if days := sorted(SOURCES[id_]["published"] for id_ in spoken):
            made["attested"] = [days[0], days[-1]]
    return record, without if without["citations"] else None


@st.composite
def stores(draw: st.DrawFn) -> tuple[Index, Index]:
    """A store two of whose sources were retracted, and one that never had them."""
    pairs = draw(st.lists(claims(), min_size=1, max_size=5))
    actors = {id_: {"kind": "state", "names": [{"text": id_.upper()}]} for id_ in ACTORS}
    first = {f"c-{n}": record for n, (record, _) in enumerate(pairs)}
    second = {f"c-{n}": without for n, (_, without) in enumerate(pairs)}
    retracted = Index.build({"actors": actors, "sources": SOURCES, "claims": first})
    if draw(st.booleans()):
        # What was asked for before is not what is told after.
        list(told(retracted))
    changes = [
        Change("sources", id_, SOURCES[id_], {**SOURCES[id_], "status": "retracted"})
        for id_ in RETRACTED
    ]
    retracted.apply(changes)
    changes = [Change("claims", id_, first[id_], None) for id_ in first if second[id_] is None]
    retracted.apply(changes)
    kept = {id_: record for id_, record in SOURCES.items() if id_ not in RETRACTED}
    rest = {id_: record for id_, record in second.items() if record is not None}
    return retracted, Index.build({"actors": actors, "sources": kept, "claims": rest})


def left(sentences: Iterable[str]) -> list[str]:
    return [words for words in sentences if not words.startswith(WITHDRAWN)]


def told(index: Index) -> Iterator[Any]:
    """All that is told of a store: sentences, rows, states and counts."""
    name, source = index.namer(None), index.sources.get
    yield index.newest_attestation()
    for claim_id in sorted(claim.id for claim in index.iter_claims()):
        claim = index.claims[claim_id]
        yield left(wording.claim_sentences(claim, name, source))
        yield assertion.assertion_words(claim, name, source)
        yield assertion.scope_label(claim, name, source)
        yield assertion.record_words((claim,), source)
        yield index.bounds(claim_id), index.reach(claim_id), index.summary(claim_id)
        yield yearly.years_drawn(index, claim_id)
        yield wording.undated_words(index.told(claim_id))
    for tie_id in sorted(index.iter_ties()):
        for period in (*PERIODS, None):
            tie = ties_module.tie(index, tie_id, Lens(period)) if period else None
            tie = tie or all_time.tie(index, tie_id)
            yield left(wording.tie_sentences(tie, period, name, source))
            yield tie.attested, tie.states, tie.support, tie.publishers, tie.terms, tie.ending
            yield wording.reason_words(tie, period), wording.hop_dates(tie, period, source)
            yield [fact for fact in tie_summary.facts(tie, period) if fact.about != "sources"]
        for entry in history.tie_entries(index, tie_id):
            yield entry.date, left(SENTENCE_END.split(entry.words))
        yield same_day.on_one_day(index, (tie_id,))
    for early, late in pairwise(PERIODS):
        for change in difference.between(index, sorted(index.iter_ties()), early, late):
            yield change.kind, change.words
    for period in PERIODS:
        for finding in tensions.findings(SignedTies(index, period)):
            yield finding.words
        for gap in gaps.gaps(index, period, lambda _: Check.EXACT):
            if gap.record.startswith("source"):
                continue
            yield gap.code, gap.record, left(SENTENCE_END.split(gap.words))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_a_retracted_source_leaves_nothing_behind_but_that_it_was_retracted(
    pair: tuple[Index, Index],
) -> None:
    retracted, without = pair
    for told_of, told_without in zip_longest(told(retracted), told(without)):
        assert told_of == told_without
