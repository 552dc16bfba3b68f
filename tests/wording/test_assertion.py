"""What claims assert is told apart from who says so; claims that assert the same are one."""

from __future__ import annotations

from wordings import cite, claim, name, source

from proxytui.model.vocabulary import FLAGS
from proxytui.wording.assertion import (
    assertion_words,
    assertions,
    record_words,
    stance_words,
    support_words,
)

WEAPONS = {"terms": ("W",), "since": "2012", "until": ".."}


def test_the_means_conflict_dates_and_flags_of_a_claim_are_what_it_asserts() -> None:
    full = claim(**WEAPONS, against=("israel",), flags=("planned",), basis="each-year")
    assert assertion_words(full, name, source) == (
        "The claim that Iran backs Hezbollah: weapons, in a conflict with Israel, start given:"
        f" 2012, said to go on, meant in each coded year of it. Planned: {FLAGS['planned']}."
    )


def test_an_assertion_is_never_worded_as_a_fact() -> None:
    for fields in ({}, WEAPONS, {"flags": tuple(FLAGS)}, {"role": "patron"}):
        assert assertion_words(claim(**fields), name, source).startswith("The claim that ")


def test_claims_that_assert_the_same_stand_together_whoever_says_so() -> None:
    first = claim(cite("article"), id="c-1", **WEAPONS)
    other = claim(cite("ucdp"), id="c-2", terms=("F",))
    again = claim(cite("state", stance="disputes"), id="c-3", **WEAPONS, rank="deprecated")
    groups = assertions((first, other, again), name, source)
    assert [[alike.id for alike in group.claims] for group in groups] == [["c-1", "c-3"], ["c-2"]]


def test_another_conflict_date_or_flag_is_another_assertion() -> None:
    claims = [
        claim(**fields)
        for fields in (
            WEAPONS,
            WEAPONS | {"against": ("israel",)},
            WEAPONS | {"since": "2012~"},
            WEAPONS | {"until": "2020"},
            WEAPONS | {"until": None},
            WEAPONS | {"flags": ("passive",)},
        )
    ]
    assert len(assertions(claims, name, source)) == len(claims)


def test_publishers_are_counted_once_for_each_side() -> None:
    claims = (
        claim(cite("treasury"), cite("factbook"), cite("article")),
        claim(cite("ucdp", stance="disputes"), cite("state", stance="mentions")),
    )
    assert support_words(claims, source) == (
        "2 publishers say so · 1 disputes it · 1 only mentions it"
    )


def test_no_evidence_is_no_denial() -> None:
    empty = claim(cite("ucdp", stance="disputes", flags=("unsupported",)))
    assert support_words((empty,), source) == "1 publisher found no evidence"
    assert stance_words(empty.citations[0], source) == "found no evidence"


def test_what_is_since_retracted_counts_for_nobody_and_is_named() -> None:
    withdrawn = cite("withdrawn")
    assert support_words((claim(withdrawn, cite("article")),), source) == (
        "1 publisher says so · 1 source since retracted"
    )
    assert stance_words(withdrawn, source) == "said so, since retracted"
    denial = cite("withdrawn", stance="disputes")
    assert stance_words(denial, source) == "disputed, since retracted"


def test_status_rank_and_reason_are_what_the_recorder_put_down() -> None:
    alone = claim(status="refuted", reason="The ledger was forged.")
    assert record_words((alone,), source) == ["Recorded as refuted: “The ledger was forged.”"]
    pair = (claim(rank="deprecated", since_raw="of late"), claim(since_raw="of late"))
    assert record_words(pair, source) == [
        "1 of 2 claims: recorded as deprecated.",
        "The words for its time: “of late”.",
    ]
