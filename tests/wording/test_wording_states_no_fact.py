"""No sentence, of any combination of what a claim can hold, states a claim as a fact."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import Any

import pytest
from wordings import DAY, NAMES, cite, claim, name, source, tie

from proxytui import wording
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.model.records import Actor, Event, Name, Quote
from proxytui.model.vocabulary import CLAIM_STATUSES, CLAIM_TYPES, RANKS, Check, Status
from proxytui.wording import gap, publisher
from proxytui.wording.phrases import statement

STANDS = {
    "no support": (cite("article", stance="mentions"),),
    "denied": (cite("ucdp", "officials", "disputes"),),
    "retracted": (cite("withdrawn"),),
    "missing": (cite("nowhere"),),
    "one": (cite("article"),),
    "one citing": (cite("state", "an envoy"),),
    "several": (cite("article"), cite("ucdp", "an envoy"), cite("treasury"), cite("factbook")),
    "both": (cite("article"), cite("ucdp", stance="disputes")),
}
REPORTING = re.compile(
    r"(?:\breports?\b.* that|according to .*,|\bdenied by .* that|\ba claim that"
    r"|No source is recorded for the claim that|according to .*, it is not so that"
    r"|found no evidence.* that|it is alleged that|it is intended that)"
    r" (?:elements of )?$",
    re.I,
)
FORBIDDEN = re.compile(
    r"None|  |\( |\(\)|“”| [.,;:]|\.\.|,,|,\.|:\.|;\.|[{}\[\]]|\bpresent\b|\n| the the "
)
SAYS_WHO = re.compile(r"publisher|analysis|Department|UCDP|Herald|source|CIA|Treasury")


@cache
def sound(sentence: str, stated: tuple[str, ...]) -> None:
    assert not FORBIDDEN.search(sentence), sentence
    assert sentence.endswith((".", ".”")), sentence
    assert sentence[0].isupper() or sentence[0].isdigit(), sentence
    assert sentence.count("(") == sentence.count(")"), sentence
    for words in stated:
        if words in sentence:
            before = sentence[: sentence.index(words)]
            assert REPORTING.search(before), sentence
            assert SAYS_WHO.search(before), sentence


ENDS = [("iran", "hezbollah"), ("militias", "usa")]


@pytest.mark.parametrize("type_", [*CLAIM_TYPES, "of-a-newer-version"])
@pytest.mark.parametrize("inverse", [False, True])
def test_no_sentence_of_a_tie_states_a_fact(type_: str, inverse: bool) -> None:
    kind = CLAIM_TYPES.get(type_)
    terms = (kind.terms if kind else ()) or ()
    for (subject, object_), stand, state, status in itertools.product(ENDS, STANDS, State, Status):
        stated = tuple(
            statement(type_, NAMES[subject], NAMES[object_], inverse=way, elements=part)
            for way in (False, True)
            for part in (False, True)
        )
        flags = {"alleged": ("alleged",), "planned": ("planned",)}.get(status.value, ())
        given = status.value if status.value in CLAIM_STATUSES else "asserted"
        common: dict[str, Any] = {"type": type_, "subject": subject, "object": object_}
        first = claim(*STANDS[stand], terms=terms, flags=flags, status=given, **common)
        second = claim(
            *STANDS[stand],
            id="c-2",
            role="x",
            against=("israel",),
            since="1982~",
            until="..",
            flags=(*flags, "elements", "passive", "inferred"),
            status=given,
            **common,
        )
        for claims, attested in (
            ((first,), None),
            ((first, second), ("2011", "2019")),
            ((second,), ("2011", "2019")),
        ):
            made = tie(*claims, state=state, status=status, attested=attested, near=True)
            said = wording.tie_sentences(made, DAY, name, source, inverse=inverse)
            for sentence in said:
                sound(sentence, stated)
            assert not FORBIDDEN.search(wording.tie_title(made, name))
            assert not FORBIDDEN.search(wording.state_words(made, DAY))


def test_the_wording_on_one_line_is_the_sentences_in_a_row() -> None:
    made = tie(claim(cite("article"), cite("ucdp"), since="1982~"))
    said = wording.tie_sentences(made, DAY, name, source)
    assert len(said) == 3
    assert wording.tie_words(made, DAY, name, source) == " ".join(said)


@pytest.mark.parametrize("type_", CLAIM_TYPES)
def test_no_sentence_of_a_claim_states_a_fact(type_: str) -> None:
    terms = CLAIM_TYPES[type_].terms
    for (subject, object_), stand, status, rank, flag in itertools.product(
        ENDS, STANDS, CLAIM_STATUSES, RANKS, ("", "alleged", "planned", "elements", "passive")
    ):
        stated = tuple(
            statement(type_, NAMES[subject], NAMES[object_], elements=part)
            for part in (False, True)
        )
        made = claim(
            *STANDS[stand],
            type=type_,
            subject=subject,
            object=object_,
            terms=terms,
            status=status,
            rank=rank,
            flags=(flag,) if flag else (),
        )
        for sentence in wording.claim_sentences(made, name, source):
            sound(sentence, stated)


def test_no_difference_states_a_fact() -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    ties = [None] + [
        tie(claim(*STANDS[stand], terms=terms), state=state, status=status)
        for stand, state, status, terms in itertools.product(
            ("denied", "one", "both"), State, (Status.ASSERTED, Status.DISPUTED), ((), ("W", "F"))
        )
    ]
    for old, new in itertools.product(ties, ties):
        for earlier in (DAY, dates.period("2012")):
            if old or new:
                told = wording.difference_words(old, new, earlier, DAY, name, source)
                for sentence in re.split(r"(?<=\.) ", told):
                    sound(sentence, stated)


def test_no_difference_of_any_kind_states_a_fact() -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    ties = [None] + [
        tie(claim(*STANDS[stand], terms=terms, since=since), state=state)
        for stand, state, terms, since in itertools.product(
            STANDS, State, ((), ("W", "F")), (None, "1982~")
        )
    ]
    seen = set()
    for old, new in itertools.product(ties, ties):
        for kind in wording.recorded_kinds(old, new):
            seen.add(kind)
            told = wording.difference_words(old, new, DAY, DAY, name, source, kind=kind)
            for sentence in re.split(r"(?<=\.) ", told):
                sound(sentence, stated)
    assert seen >= {"recorded", "removed", "dates", "sources", "terms", "began"}


def test_no_contrast_of_two_publishers_states_a_fact() -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    ties = [None] + [
        tie(claim(*STANDS[stand], terms=terms, since=since))
        for stand, terms, since in itertools.product(STANDS, ((), ("W",)), (None, "1982~"))
    ]
    seen = set()
    for one, other in itertools.product(ties, ties):
        for kind in wording.contrast_kinds(one, other, source):
            seen.add(kind)
            names = ("US Treasury", "\x1b[31mHerald")
            told = wording.contrast_words(kind, one, other, names, DAY, name, source)
            for sentence in re.split(r"(?<=\.) ", told):
                sound(sentence, stated)
    assert seen == set(wording.CONTRASTS)


def test_no_tension_states_a_fact() -> None:
    ends = {"backs": ("iran", "hezbollah"), "opposes": ("usa", "hezbollah")}
    stated = tuple(statement(type_, NAMES[a], NAMES[b]) for type_, (a, b) in ends.items())
    said = ("is said", "are said", "are each said")
    for stand, state, day in itertools.product(STANDS, State, (DAY, dates.period("2012"))):
        plus, minus = (
            tie(
                claim(*STANDS[stand], type=type_, subject=a, object=b, id=type_),
                state=state,
            )
            for type_, (a, b) in ends.items()
        )
        for kind, actors, ties in (
            ("both-sides", ("militias", "usa", "hezbollah"), (plus, minus)),
            ("both-sides", ("iran", "usa", "hezbollah"), (plus, minus)),
            ("allies-opposed", ("iran", "hezbollah"), (plus, minus)),
            ("unbalanced", ("iran", "hezbollah", "usa"), (plus, plus, minus)),
            ("unbalanced", ("iran", "hezbollah", "usa"), (minus,) * 3),
            (
                "unbalanced",
                ("iran", "hezbollah", "usa"),
                (
                    minus,
                    tie(claim(type="opposes"), state=state),
                    tie(claim(type="opposes", object="usa"), state=state),
                ),
            ),
        ):
            assert kind in wording.TENSIONS
            told = wording.tension_words(kind, actors, ties, state, day, name, source)
            opening, *rest = re.split(r"(?<=\.) ", told)
            assert any(words in opening for words in said), opening
            assert ("(held" if state is State.HELD else "(possibly") in opening
            for sentence in (opening, *rest):
                assert not FORBIDDEN.search(sentence), sentence
            for sentence in rest:
                sound(sentence, stated)


def test_a_balance_is_counted_held_and_possibly_apart() -> None:
    told = wording.balance_words
    assert told(3, 0, 1, 0) == "3 triangles balance (1 fully held), none is unbalanced"
    assert told(1, 2, 1, 0) == "1 triangle balances (1 fully held), 2 don't"
    assert told(0, 1, 0, 1) == "no triangle balances, 1 doesn't (1 fully held)"


def test_no_weak_spot_states_a_fact() -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    for stand, state, flag in itertools.product(STANDS, State, ("", "alleged", "planned")):
        made = claim(*STANDS[stand], flags=(flag,) if flag else ())
        bundle = tie(made, state=state, attested=("2011", "2011"))
        told = []
        for code in gap.GAPS:
            told.append(gap.claim_gap_words(code, made, name, source))
            told.append(gap.tie_gap_words(code, [bundle], DAY, name, source))
        years = gap.ally_and_enemy_words([1982, 1983, 1990], [1990])
        told.append(gap.tie_gap_words("ally-and-enemy", [bundle] * 2, DAY, name, source, years))
        gone = gap.dissolved_words("Hezbollah", "1999~")
        told.append(gap.claim_gap_words("leads-dissolved", made, name, source, gone))
        for words in told:
            for sentence in re.split(r"(?<=\.) ", words):
                sound(sentence, stated)
    assert years == ("Both are reported for 1982–1983 and 1990, held in 1990")


@pytest.mark.parametrize("check", Check)
def test_no_quote_that_is_weak_states_a_fact(check: Check) -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    for stand, exact in itertools.product(STANDS, ("some words", "many words " * 20, "\u200b")):
        cited = cite("article", quote=Quote(exact))
        for record in (
            claim(cited, *STANDS[stand]),
            Event("e-1", "A raid", citations=(cited,)),
            Actor("iran", "state", (Name("Iran"),)),
        ):
            told = gap.quote_gap_words(check, cited, record, name, source)
            for sentence in re.split(r"(?<=\.) ", told):
                assert not FORBIDDEN.search(sentence.replace(" …”", "…”")), sentence
                sound(sentence.replace(" …”", "…”"), stated)


def test_nothing_said_of_a_tie_without_a_publisher_states_a_fact() -> None:
    stated = (statement("backs", "Iran", "Hezbollah"),)
    ties = [
        tie(claim(*STANDS[stand], terms=terms), state=state, status=status)
        for stand, state, status, terms in itertools.product(
            STANDS, State, (Status.ASSERTED, Status.DISPUTED), ((), ("W", "F"))
        )
    ]
    seen = set()
    for before, after in itertools.product(ties, [None, *ties]):
        seen.add(publisher.fate(before, after, source))
        told = publisher.fate_words(before, after, "US Treasury", DAY, name, source)
        for sentence in re.split(r"(?<=\.) ", told):
            sound(sentence, stated)
    assert seen == set(publisher.FATES)


@pytest.mark.parametrize("type_", [*CLAIM_TYPES, "of-a-newer-version"])
def test_headings_and_titles_never_state_a_fact(type_: str) -> None:
    for inverse in (False, True):
        assert re.match(r"(said|reported|recorded) ", wording.heading(type_, inverse))
