"""Weak spots, each found where it is and nowhere else; and what is left without a publisher."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from network_of import cite, claim, index_of, tables

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model.dates import State, period
from proxytui.model.vocabulary import Check
from proxytui.questions import gaps, publisher_removed, publishers
from proxytui.wording.gap import GAPS

if TYPE_CHECKING:
    from proxytui.model.records import Citation

P = period("2020")
CHECKS = {"there": Check.EXACT, "folded": Check.NORMALISED, "turned": Check.EXACT} | {
    one.value: one for one in (Check.ABSENT, Check.MOVED, Check.AMBIGUOUS, Check.NO_COPY)
}


def checked(citation: Citation) -> Check:
    assert citation.quote is not None
    return CHECKS[citation.quote.exact]


def sound(words: str = "a backs b", **fields: Any) -> dict[str, Any]:
    """A claim without a weak spot."""
    cited = [cite(source, quote={"exact": "there"}) for source in ("s1", "s2")]
    terms = {"terms": ["W"]} if " backs " in words else {}
    return claim(words, **{"citations": cited, **terms, **fields})


def qualified(citation: Citation) -> str:
    """A word that stands before the words in their sentence."""
    assert citation.quote is not None
    return "not" if citation.quote.exact == "turned" else ""


def found(*claims: Any, **others: Any) -> list[tuple[str, str]]:
    index = index_of(*claims, **others)
    return [(one.code, one.record) for one in gaps.gaps(index, P, checked, qualifier=qualified)]


def test_a_claim_with_quotes_dates_means_and_two_publishers_has_no_weak_spot() -> None:
    assert found(sound()) == []


def bare(**fields: Any) -> dict[str, Any]:
    made = sound(**fields)
    del made["since"], made["until"]
    return made


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (sound(citations=[cite("s1"), cite("s2")]), "no-quote"),
        (bare(), "no-date"),
        (bare(until=".."), "no-date"),
        (sound(terms=[]), "no-terms"),
        (sound(since="2012", until="2010"), "ends-before-start"),
        *(
            (sound(citations=[cite("s1", quote={"exact": words}), cite("s2")]), code)
            for words, code in (
                ("absent", "quote-absent"),
                ("moved", "quote-moved"),
                ("ambiguous", "quote-ambiguous"),
                ("no-copy", "quote-unverified"),
            )
        ),
    ],
)
def test_a_weak_claim_is_named_by_its_code(made: dict[str, Any], code: str) -> None:
    assert found(made) == [(code, "claims/c1")]


def test_dates_or_an_attestation_are_a_date() -> None:
    assert found({**bare(), "attested": ["2019", "2019"]}) == []
    published = {f"s{n}": {"title": "x", "published": "2019"} for n in (1, 2)}
    assert found({**bare(), "until": ".."}, sources=published) == []


def test_ties_are_counted_by_publishers_not_by_citations() -> None:
    same = {f"s{n}": {"title": f"s{n}", "publisher": "P"} for n in (1, 2)}
    assert found(sound(), sources=same) == [("one-publisher", "ties/backs:a:b")]
    other = sound(citations=[cite("s3", quote={"exact": "there"})])
    assert found(sound(), other, sources=same) == []
    denied = sound(citations=[cite("s1", quote={"exact": "there"}, stance="disputes")])
    assert found(denied) == [("no-publisher", "ties/backs:a:b")]


def test_what_does_not_count_any_more_has_no_weak_spots_but_its_quotes() -> None:
    refuted = claim(
        "a backs b", status="refuted", citations=[cite("s1", quote={"exact": "absent"})]
    )
    assert found(refuted) == [("quote-absent", "claims/c1")]


def test_quotes_of_actors_and_events_are_checked_too() -> None:
    cited = [cite("s1", quote={"exact": "absent"})]
    actor = {"kind": "party", "names": [{"text": "A"}], "citations": cited}
    event = {"title": "Raid", "citations": cited}
    assert found(sound(), actors={"a": actor}, events={"e1": event}) == [
        ("quote-absent", "actors/a"),
        ("quote-absent", "events/e1"),
    ]


def test_who_leads_what_is_dissolved_is_named() -> None:
    group = {"b": {"kind": "party", "names": [{"text": "B"}], "dissolved": "2010"}}

    def led(**fields: Any) -> list[tuple[str, str]]:
        made = sound("a leads b", **fields)
        return found({k: v for k, v in made.items() if v is not None}, actors=group)

    assert led(until="2009") == []
    assert led(until="2012") == [("leads-dissolved", "claims/c1")]
    assert led(until=None) == [("leads-dissolved", "claims/c1")]
    assert led(until="2012", flags=["planned"]) == []
    one = gaps.gaps(index_of(sound("a leads b", until="2012"), actors=group), P, checked)[0]
    assert (
        one.words == "B is recorded as dissolved 2010. According to “s1”, and to “s2”, A leads B."
    )


def test_an_actor_that_ends_before_it_begins_is_named() -> None:
    odd = {"a": {"kind": "party", "names": [{"text": "A"}], "founded": "2001", "dissolved": "1999"}}
    assert found(sound(), actors=odd) == [("ends-before-start", "actors/a")]
    for given in ("no date", ".."):
        assert found(sound(), actors={"a": {**odd["a"], "dissolved": given}}) == []


def test_friend_and_foe_in_one_year_are_named_with_the_years() -> None:
    foe = sound("b opposes a", since="2004", until="2006/2030")
    index = index_of(sound(), foe)
    (one,) = gaps.gaps(index, P, checked)
    assert (one.code, one.record) == ("ally-and-enemy", "ties/backs:a:b")
    assert one.words.startswith("Both are reported for 2004–2020, held in 2004–2006. 2 pub")
    assert "b opposes a" in one.words.lower()
    assert found(sound(until="2002"), foe) == []


@pytest.mark.parametrize(
    ("attested", "until", "stale"),
    [("2014", None, True), ("2015", None, False), ("2014", "..", False), ("2014", "2030", False)],
)
def test_what_was_last_attested_long_ago_is_stale(
    attested: str, until: str | None, stale: bool
) -> None:
    made = sound(attested=[attested, attested], until=until)
    if until is None:
        del made["until"]
    assert found(made) == ([("stale", "ties/backs:a:b")] if stale else [])


def test_stale_says_when_it_was_last_attested() -> None:
    made = sound(attested=["2011", "2011"])
    del made["until"]
    (one,) = gaps.gaps(index_of(made), P, checked)
    assert one.words == (
        "Last attested 2011, no end given. 2 publishers report that A backs B: weapons (2)."
    )


def test_a_supporting_quote_with_a_word_before_it_that_may_turn_it_is_named() -> None:
    def quoting(stance: str) -> dict[str, Any]:
        first = cite("s1", quote={"exact": "turned"}, stance=stance)
        others = [cite(source, quote={"exact": "there"}) for source in ("s2", "s3")]
        return sound(citations=[first, *others])

    assert found(quoting("disputes")) == []
    assert found(quoting("mentions")) == []
    made = quoting("supports")
    assert found(made) == [("quote-qualified", "claims/c1")]
    (one,) = gaps.gaps(index_of(made), P, checked, qualifier=qualified)
    assert one.words.startswith("The sentence has “not” before “turned”: read it; ")
    assert "A backs B: weapons." in one.words


def test_every_code_comes_in_the_order_of_the_table() -> None:
    chance = random.Random(1)
    made = []
    for _ in range(400):
        one, other = chance.sample("abcdef", 2)
        type_ = chance.choice(["backs", "opposes", "leads", "allied-with"])
        exact = chance.choice(list(CHECKS))
        fields = {
            "citations": [
                cite(
                    chance.choice(["s1", "s2", "s3"]),
                    stance=chance.choice(["supports", "supports", "disputes"]),
                    **({"quote": {"exact": exact}} if chance.random() < 0.5 else {}),
                )
            ],
            "since": chance.choice([None, "2001", "2015"]),
            "until": chance.choice([None, "2012", "2019"]),
            "attested": chance.choice([None, ["2009", "2009"]]),
        }
        kept = {key: value for key, value in fields.items() if value is not None}
        bare_claim = claim(f"{one} {type_} {other}")
        del bare_claim["since"], bare_claim["until"]
        made.append({**bare_claim, **kept})
    gone = {"a": {"kind": "party", "names": [{"text": "A"}], "dissolved": "2005"}}
    told = found(*made, actors=gone)
    codes = list(dict.fromkeys(code for code, _ in told))
    assert codes == [code for code in GAPS if code in codes]
    assert set(codes) >= set(GAPS) - {"stale", "no-publisher"}


# Without a publisher


def drawn(chance: random.Random) -> dict[str, Any]:
    claims = []
    for _ in range(chance.randint(1, 8)):
        one, other = chance.sample("abc", 2)
        cited = [
            cite(
                chance.choice(["s1", "s2", "s3", "s4"]),
                stance=chance.choice(["supports", "supports", "disputes"]),
                flags=chance.choice([[], [], ["alleged"]]),
            )
            for _ in range(chance.randint(1, 3))
        ]
        claims.append(
            claim(
                f"{one} backs {other}",
                citations=cited,
                terms=chance.sample(["W", "F", "T"], chance.randint(0, 2)),
                since=chance.choice(["1999", "2015/2025"]),
                until=chance.choice(["2030", ".."]),
                status=chance.choice(["asserted"] * 4 + ["refuted"]),
                flags=chance.choice([[], [], ["planned"]]),
            )
        )
    sources = {
        "s1": {"title": "One", "publisher": "X", "published": "2018"},
        "s2": {"title": "Two", "publisher": "X", "copy_of": "s3"},
        "s3": {"title": "Three", "publisher": "Y", "published": "2024"},
        "s4": {"title": "Four", "publisher": "X", "publisher_parent": "Y"},
    }
    return tables(*claims, sources=sources)


@pytest.mark.parametrize("seed", range(400))
def test_without_a_publisher_ties_are_what_a_store_without_its_citations_has(seed: int) -> None:
    raw = drawn(random.Random(seed))
    whole = Index.build(raw)
    for wanted, gone in (("X", {"s1", "s4"}), ("Y", {"s2", "s3", "s4"})):
        publisher = publishers.find(whole, wanted)
        assert publisher.sources == gone
        rest = {
            id_: {**one, "citations": left}
            for id_, one in raw["claims"].items()
            if (left := [c for c in one["citations"] if c["source"] not in gone])
        }
        other = Index.build({**raw, "claims": rest})
        expected = {}
        for tie_id, claims in whole.tie_claims.items():
            cited = {c["source"] for id_ in claims for c in raw["claims"][id_]["citations"]}
            if cited & gone:
                before = ties.tie(whole, tie_id, Lens(P))
                after = ties.tie(other, tie_id, Lens(P)) if tie_id in other.tie_claims else None
                expected[tie_id] = became(before, after)
        assert {
            one.tie.id: one.code for one in publisher_removed.ties_without(whole, publisher, P)
        } == expected


def is_supported(tie: Any) -> bool:
    return any(cited.stance == "supports" for claim in tie.live for cited in claim.citations)


def became(before: Any, after: Any) -> str:
    if after is None or (is_supported(before) and not is_supported(after)):
        return "falls"
    facts = [
        (tie.publishers, tie.state, tie.status, sorted(one.code for one in tie.terms))
        for tie in (before, after)
    ]
    return "stays" if facts[0] == facts[1] else "weakens"


def test_what_is_left_is_told_in_words() -> None:
    index = index_of(
        claim("a backs b", terms=["W"], citations=[cite("s1"), cite("s2")]),
        claim("a backs b", terms=["F"], citations=[cite("s1")]),
        claim("a backs c", citations=[cite("s1")]),
        claim("a backs d", citations=[cite("s2")]),
        sources={"s1": {"title": "One", "publisher": "Xy"}},
    )
    told = publisher_removed.ties_without(index, publishers.find(index, "xy"), period("2010"))
    assert [(one.code, one.tie.id, one.words) for one in told] == [
        ("falls", "backs:a:c", "Without Xy no source supports it. Xy reports that A backs C."),
        (
            "weakens",
            "backs:a:b",
            "Without Xy: 1 publisher instead of 2 and no longer funding."
            " “s2” reports that A backs B: weapons.",
        ),
    ]
    assert told[0].tie.state is State.HELD


def test_weak_spots_are_counted_by_kind_before_any_is_worded() -> None:
    bare_claims = [bare(words=words, terms=[]) for words in ("a backs b", "a backs b", "b backs a")]
    spots = gaps.weak_spots(index_of(*bare_claims), P, checked, qualifier=qualified)
    listed = [gap.code for gap in spots]
    assert spots.counts == {code: listed.count(code) for code in dict.fromkeys(listed)}
    assert len(spots) == len(listed)
    assert spots.counts["no-date"] == 3
