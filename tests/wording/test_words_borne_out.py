"""No sentence names a publisher with what none of its citations bears out, nor a dispute at a date
of which it is not."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui import wording
from proxytui.asof import all_time
from proxytui.asof import ties as ties_module
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.questions import difference, history, tensions
from proxytui.questions.signed_ties import SignedTies
from proxytui.wording import neighbourhood, tie_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.records import Claim, Json
    from proxytui.model.tie import Tie

ACTORS = {"a": "Alba", "b": "Borea", "c": "Corva", "x": "Dorne", "y": "Elbe"}
TERMS = {"W": "weapons", "F": "funding", "I": "intelligence", "X": "troops as a warring party"}
SHORT = {"W": "weapons", "F": "funding", "I": "intelligence", "X": "troops"}
# Two publishers count as one, by their parent; no name is part of another one.
PUBLISHERS = {"s-1": "First Gazette", "s-2": "Second Office", "s-3": "Third Bureau"}
PARENTS = {"s-2": "Ministry", "s-3": "Ministry"}
AGAINST = {f"s-con-{n}": f"Contra{n}" for n in range(5)}
PERIODS = [dates.period(year) for year in ("1990", "1994", "1997", "2000")]
OTHERWISE = re.compile(r"not so|denied|disputed|no evidence|[Mm]ention|retracted", re.I)


@st.composite
def stores(draw: st.DrawFn) -> Json:
    """Up to five claims between three actors, each with dates of its own and, if it is disputed or
    mentioned, publishers of its own for that."""
    claims: dict[str, Json] = {}
    for n in range(draw(st.integers(1, 5))):
        subject, object_ = draw(st.sampled_from(["ab", "ab", "ac", "cb"]))
        since, until = sorted(draw(st.tuples(st.integers(1989, 2001), st.integers(1989, 2001))))
        made: Json = {
            "type": draw(st.sampled_from(["backs", "backs", "opposes"])),
            "subject": subject,
            "object": object_,
            "basis": draw(st.sampled_from(["throughout", "within"])),
        }
        if made["type"] == "backs":
            made["terms"] = draw(st.lists(st.sampled_from(list(TERMS)), max_size=2, unique=True))
        made["against"] = draw(st.lists(st.sampled_from(["x", "y"]), max_size=1))
        given_as = {
            "since": draw(st.none() | st.just(f"{since}-0{n + 1}-1{n}")),
            "until": draw(st.none() | st.just(f"{until}-0{n + 4}-2{n}")),
            "flags": draw(st.sampled_from([None, None, ["alleged"], ["planned"]])),
            "status": draw(st.sampled_from([None, None, None, "disputed"])),
        }
        made.update({key: value for key, value in given_as.items() if value is not None})
        if draw(st.booleans()):
            year = draw(st.integers(1989, 2001))
            made["attested"] = [f"{year}-1{n % 3}-0{n + 1}"] * 2
        cited = [
            {"source": id_, "stance": draw(st.sampled_from(["supports", "supports", "mentions"]))}
            for id_ in draw(st.lists(st.sampled_from(list(PUBLISHERS)), max_size=3, unique=True))
        ]
        if not cited or draw(st.booleans()):
            flags = draw(st.sampled_from([[], ["unsupported"]]))
            cited.append({"source": f"s-con-{n}", "stance": "disputes", "flags": flags})
        for citation in cited:
            if draw(st.integers(0, 3)) == 0:
                citation["speaker"] = {"text": "an envoy"}
        claims[f"c-{n}"] = {**made, "citations": cited}
    return claims


def built(claims: Json) -> Index:
    sources = {
        id_: {"title": name, "publisher": name} for id_, name in {**PUBLISHERS, **AGAINST}.items()
    }
    for id_, parent in PARENTS.items():
        sources[id_]["publisher_parent"] = parent
    actors = {id_: {"kind": "state", "names": [{"text": name}]} for id_, name in ACTORS.items()}
    return Index.build({"actors": actors, "sources": sources, "claims": claims})


def sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.”]) (?=[A-Z0-9“])", words)


def told(index: Index) -> Iterator[tuple[tuple[Tie, ...], str]]:
    """Every sentence of every kind, with the ties that it is of."""
    name, source = index.namer(None), index.sources.get
    for tie_id in index.tie_claims:
        for tie, period in ties(index, tie_id):
            for words in wording.tie_sentences(tie, period, name, source):
                yield (tie,), words
            yield (tie,), wording.tie_title(tie, name)
            yield (tie,), wording.hop_dates(tie, period, source)
        for entry in history.tie_entries(index, tie_id):
            for words in sentences(entry.words):
                yield (ties_module.tie(index, tie_id, Lens(PERIODS[0])),), words
    for early, late in pairwise(PERIODS):
        for became in difference.between(index, index.tie_claims, early, late):
            for words in sentences(became.words):
                yield (became.tie,), words
    for period in PERIODS:
        for finding in tensions.findings(SignedTies(index, period)):
            for words in sentences(finding.words):
                yield finding.ties, words


def ties(index: Index, tie_id: str) -> Iterator[tuple[Tie, dates.Period | None]]:
    for period in PERIODS:
        yield ties_module.tie(index, tie_id, Lens(period)), period
    yield all_time.tie(index, tie_id), None


def cited_by(claims: Iterable[Claim], publisher: str, stances: set[str]) -> list[Claim]:
    names = {**PUBLISHERS, **AGAINST}
    return [
        claim
        for claim in claims
        if any(names[c.source] == publisher and c.stance in stances for c in claim.citations)
    ]


def day(given: str | None) -> str:
    return dates.words(given) if given else ""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_a_publisher_is_named_with_no_more_than_its_citations_bear_out(claims: Json) -> None:
    index = built(claims)
    for of, words in told(index):
        otherwise = bool(OTHERWISE.search(words))
        stances = {"disputes", "mentions"} if otherwise else {"supports"}
        every = [claim for tie in of for claim in tie.claims]
        for publisher in (*PUBLISHERS.values(), *AGAINST.values()):
            if publisher not in words:
                continue
            mine = cited_by(every, publisher, stances)
            assert mine, words
            for code, term in TERMS.items():
                if term in words:
                    assert any(code in claim.terms for claim in mine), words
            for foe in ("x", "y"):
                if f"conflict with {ACTORS[foe]}" in words:
                    assert any(foe in claim.against for claim in mine), words
            known = {day(g) for claim in mine for g in (claim.since, claim.until)}
            known |= {day(claim.attested[0]) for claim in mine if claim.attested}
            named = re.findall(r"\b\d+ [A-Z][a-z]{2} \d{4}\b", words)
            assert set(named) <= known, (words, known)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_what_is_shown_of_a_tie_is_what_somebody_reports_of_the_date(claims: Json) -> None:
    index = built(claims)
    source = index.sources.get
    for tie_id in index.tie_claims:
        for tie, period in ties(index, tie_id):
            pairs = zip(tie.claims, tie.states, strict=True)
            there = [claim for claim, state in pairs if state is not State.NOT]
            reported = [c for c in there if any(one.stance == "supports" for one in c.citations)]
            codes = {code for claim in reported for code in claim.terms}
            assert {term.code for term in tie.terms} <= codes
            assert all(term.publishers for term in tie.terms)
            assert set(tie.disputed_terms) <= {term.code for term in tie.terms}
            means, disputed = tie_summary.means(tie)
            shown = " ".join((*means, *disputed, *neighbourhood.means_words(tie)))
            for code, words in SHORT.items():
                assert words not in shown or code in codes
            if tie.state is not State.NOT:
                given_dates = {day(g) for c in reported for g in (c.since, c.until)}
                hop = wording.hop_dates(tie, period, source).partition("last attested")[0]
                assert set(re.findall(r"\d+ [A-Z][a-z]{2} \d{4}", hop)) <= given_dates


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_a_dispute_is_told_at_no_date_at_which_its_claim_is_not(claims: Json) -> None:
    index = built(claims)
    name, source = index.namer(None), index.sources.get
    for tie_id in index.tie_claims:
        for tie, period in ties(index, tie_id):
            if period is None:
                continue
            words = " ".join(wording.tie_sentences(tie, period, name, source))
            disputes = []
            for claim, state in zip(tie.claims, tie.states, strict=True):
                against = [c.source for c in claim.citations if c.stance == "disputes"]
                if state is State.NOT:
                    assert not any(AGAINST[one] in words for one in against), (words, claim)
                elif against or claim.status == "disputed":
                    disputes.append(claim)
            if not disputes:
                assert tie.status.value != "disputed"
                assert not tie.disputed_terms
                assert "disputed" not in words.replace("nor disputes", "")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_a_tie_is_disputed_as_a_whole_only_where_all_that_is_reported_of_it_is(
    claims: Json,
) -> None:
    index = built(claims)
    for tie_id in index.tie_claims:
        for tie, _ in ties(index, tie_id):
            there = spoken_of(tie)
            disputed = [one for one in there if one.status == "disputed" or stance(one, "disputes")]
            if tie.status.value != "disputed" or any(not (d.terms or d.against) for d in disputed):
                continue
            against = {code for claim in disputed for code in claim.terms}
            for claim in there:
                if stance(claim, "supports") and claim not in disputed:
                    assert claim.terms or any(not one.terms for one in disputed)
                    assert set(claim.terms) <= against or any(not one.terms for one in disputed)


def stance(claim: Claim, code: str) -> bool:
    return any(one.stance == code for one in claim.citations)


def spoken_of(tie: Tie) -> list[Claim]:
    """The claims of about the date, those of no date near it only where nobody reports these."""
    pairs = list(zip(tie.claims, tie.states, strict=True))
    near = [claim for claim, state in pairs if state in (State.HELD, State.POSSIBLY)]
    there = [claim for claim, state in pairs if state is not State.NOT]
    reported = any(stance(claim, "supports") for claim in near)
    unspoken = any(stance(claim, "supports") for claim in there)
    return near if reported or (near and not unspoken) else there
