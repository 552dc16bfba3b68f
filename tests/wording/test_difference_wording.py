"""The wording of what changed between two dates: as what is reported."""

from __future__ import annotations

import pytest
from wordings import DAY, cite, claim, name, source, tie

from proxytui import wording
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.model.vocabulary import Status

EARLIER = dates.period("2012")


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        (State.NOT, State.HELD, "began", "Said to have begun"),
        (State.NOT, State.POSSIBLY, "may-have-begun", "May have begun"),
        (State.POSSIBLY, State.HELD, "may-have-begun", "May have begun"),
        (State.HELD, State.NOT, "ended", "Said to have ended"),
        (State.HELD, State.POSSIBLY, "may-have-ended", "May have ended"),
        (State.POSSIBLY, State.NOT, "may-have-ended", "May have ended"),
        (State.HELD, State.HELD, None, "No change"),
    ],
)
def test_a_difference_is_worded_as_what_is_reported(
    before: State, after: State, kind: str | None, said: str
) -> None:
    old, new = tie(claim(), state=before), tie(claim(), state=after)
    assert wording.difference_kind(old, new) == kind
    told = wording.difference_words(old, new, EARLIER, DAY, name, source)
    assert told == (
        f"{said}: the news analysis (about 2 Dec 2024) reports that Iran backs Hezbollah."
    )


def test_a_change_of_means_is_counted() -> None:
    old, new = tie(claim(terms=("W", "T"))), tie(claim(terms=("W", "F")))
    assert wording.difference_kind(old, new) == "terms"
    told = wording.difference_words(old, new, EARLIER, DAY, name, source)
    assert told.startswith(
        "Other means: now funding (1); no longer training (1). The news analysis"
    )


def test_a_new_dispute_and_a_refutation_say_by_whom() -> None:
    old = tie(claim())
    new = tie(claim(cite("article"), cite("ucdp", stance="disputes")), status=Status.DISPUTED)
    assert wording.difference_kind(old, new) == "disputed"
    told = wording.difference_words(old, new, DAY, DAY, name, source)
    assert told.startswith("Now disputed. The news analysis")
    assert told.endswith("It is disputed by UCDP (2020).")
    gone = tie(claim(status="refuted"), state=State.NOT, status=Status.REFUTED)
    assert wording.difference_kind(old, gone) == "refuted"
    told = wording.difference_words(old, gone, DAY, DAY, name, source)
    assert told.startswith("Recorded as refuted: the news analysis")


def test_the_last_attestation_of_changed_dates_is_the_latest_of_all_claims() -> None:
    old = tie(claim(since="2001"))
    new = tie(
        claim(since="2001", attested=("2012-05", "2012-05")),
        claim(id="c-2", since="2001", attested=("2004", "2012-06~")),
        claim(id="c-3", since="2001", attested=("2004", "2005")),
    )
    told = wording.difference_words(old, new, DAY, DAY, name, source, "dates")
    assert "last attested about Jun 2012" in told


def test_what_was_only_recorded_later_did_not_begin() -> None:
    told = wording.difference_words(None, tie(claim()), DAY, DAY, name, source)
    assert told.startswith("Now held as of 2 Dec 2024, before not held: the news")
