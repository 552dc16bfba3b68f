"""What is said of a path and its hops."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from test_wording_states_no_fact import ENDS, FORBIDDEN, STANDS, sound
from wordings import DAY, NAMES, SOURCES, cite, claim, name, source, tie

from proxytui import wording
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.model.records import Source
from proxytui.model.vocabulary import CLAIM_TYPES, Status
from proxytui.wording.phrases import statement

FIRST = date(2012, 12, 31).toordinal()


@pytest.mark.parametrize("type_", CLAIM_TYPES)
def test_over_all_time_no_sentence_of_a_tie_states_a_fact(type_: str) -> None:
    for (subject, object_), stand, state in itertools.product(
        ENDS, STANDS, (State.HELD, State.POSSIBLY)
    ):
        stated = (statement(type_, NAMES[subject], NAMES[object_]),)
        made = tie(
            claim(*STANDS[stand], type=type_, subject=subject, object=object_, since="1982~"),
            state=state,
            attested=("2011", "2019"),
        )
        said = wording.tie_sentences(made, None, name, source)
        for sentence in said:
            sound(sentence, stated)
        assert "as of" not in " ".join(said)
        assert not FORBIDDEN.search(wording.state_words(made, None))
        assert not FORBIDDEN.search(wording.hop_dates(made, None, source))


def test_over_all_time_a_tie_is_held_at_some_time() -> None:
    assert wording.state_words(tie(claim(since="2011")), None) == "held at some time"
    possible = tie(claim(), state=State.POSSIBLY)
    assert wording.state_words(possible, None) == "possibly, no start given"
    denied = tie(claim(cite("article", stance="disputes"), since="2011"), state=State.POSSIBLY)
    assert wording.state_words(denied, None) == "possibly at some time"


def test_a_hop_leads_with_its_dates() -> None:
    dated = tie(claim(since="1982", until="2011-03"), attested=("1990", "2000"))
    said = "start given: 1982 (1); end given: Mar 2011 (1); last attested 2000"
    assert wording.hop_dates(dated, None, source) == said
    past = tie(claim(since="1982"), state=State.POSSIBLY, attested=("1990", "2000"))
    assert "last attested 2000" in wording.state_words(past, DAY)
    assert wording.hop_dates(past, DAY, source) == "start given: 1982 (1)"


def test_the_worst_letter_and_the_worst_digit_stand_apart() -> None:
    graded = {
        **SOURCES,
        "good": Source("good", "Good", reliability="A"),
        "poor": Source("poor", "Poor", reliability="D"),
    }
    both = tie(claim(cite("good", credibility="5"), cite("poor", credibility=2)))
    assert wording.grade_words(both, graded.get) == (
        "sources graded D at worst (not usually reliable),"
        " what they say graded 5 at worst (improbable)"
    )
    one = tie(claim(cite("good"), cite("poor", credibility=2, stance="disputes")))
    assert wording.grade_words(one, graded.get) == "sources graded A at worst (completely reliable)"
    denied = tie(claim(cite("poor", credibility=2, stance="disputes")), status=Status.DISPUTED)
    assert "graded 2 at worst (probably true)" in wording.grade_words(denied, graded.get)
    assert wording.grade_words(tie(claim()), source) == ""
    unknown = {"odd": Source("odd", "Odd", reliability="Z")}
    assert wording.grade_words(tie(claim(cite("odd", credibility="9"))), unknown.get) == ""


@pytest.mark.parametrize(
    ("hops", "state", "period", "expected"),
    [
        (2, State.HELD, "", "all hops held on the same day, 31 Dec 2012 being the first"),
        (2, State.HELD, "2012", "all hops held on the same day of 2012, 31 Dec 2012 being the "
         "first"),
        (2, State.HELD, "2012-12-31", "all hops held on 31 Dec 2012"),
        (1, State.HELD, "", "held on a day, 31 Dec 2012 being the first"),
        (2, State.POSSIBLY, "", "all hops possibly held on the same day"),
        (1, State.POSSIBLY, "2012", "possibly held on a day of 2012"),
        (3, State.NOT, "", "never all hops held on the same day"),
        (3, State.NOT, "2012-12", "never all hops held on the same day of Dec 2012"),
    ],
)  # fmt: skip
def test_whether_all_hops_held_together(
    hops: int, state: State, period: str, expected: str
) -> None:
    day = FIRST if state is State.HELD else None
    asked = dates.period(period) if period else None
    said = wording.together_words(hops, state, day, asked)
    assert said == f"by the dates given, {expected}"
