"""The wording of ties: who says it, how many, of when, and with which doubts."""

from __future__ import annotations

from typing import Any

import pytest
from wordings import DAY, cite, claim, name, source, tie

from proxytui import wording
from proxytui.model.dates import State
from proxytui.model.tie import Tie
from proxytui.model.vocabulary import Status


def words(made: Tie, **more: Any) -> str:
    return wording.tie_words(made, DAY, name, source, **more)


def test_several_publishers_are_counted_and_each_means_has_its_own_count() -> None:
    made = tie(
        claim(cite("article"), terms=("W", "T"), since="1982~"),
        claim(cite("ucdp"), terms=("W", "F"), id="c-2"),
        claim(cite("state"), id="c-3"),
    )
    assert words(made) == (
        "3 publishers report that Iran backs Hezbollah: weapons (2), training (1), funding (1). "
        "Earliest start given: about 1982 (1). By the dates given: held as of 2 Dec 2024."
    )


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (("2011/..", "2011/2024-12-02~"), "some day from 2011 to about 2 Dec 2024"),
        (("2011", "2011-01-01", "2011-01"), "1 Jan 2011"),
        (("2011~", "2011?", "2011%", "2011"), "2011"),
        (("2011~", "2011?"), "2011 (uncertain)"),
        (("199X", "1990/1995", "1990/.."), "some day from 1990 to 1995"),
    ],
)
def test_of_starts_on_one_day_the_most_exact_is_told(starts: tuple[str, ...], said: str) -> None:
    claims = [claim(id=f"c-{place}", since=start) for place, start in enumerate(starts)]
    assert f"Earliest start given: {said} (1)." in words(tie(*claims))


def test_of_ends_on_one_day_the_most_exact_is_told() -> None:
    ends = ("2011/..", "2011", "2011/2012", "2011%")
    claims = [claim(id=f"c-{place}", until=end) for place, end in enumerate(ends)]
    assert "Latest end given: 2011 (1)." in words(tie(*claims))


def test_one_publisher_is_named_with_the_speaker_it_cites() -> None:
    made = tie(claim(cite("article", "Syrian Army sources"), terms=("W",)))
    assert words(made).startswith(
        "The news analysis (about 2 Dec 2024), citing Syrian Army sources, "
        "reports that Iran backs Hezbollah: weapons."
    )


def test_bodies_of_one_government_are_named_together_but_are_one_publisher() -> None:
    made = tie(claim(cite("treasury"), cite("factbook"), terms=("W",)))
    assert words(made).startswith(
        "The US Treasury and the CIA report that Iran backs Hezbollah: weapons."
    )


def test_speakers_are_counted_where_several_publishers_report() -> None:
    made = tie(claim(cite("article", "Syrian Army sources"), cite("ucdp")))
    assert "2 publishers, 1 of them citing Syrian Army sources, report that" in words(made)
    made = tie(claim(cite("article", "a general"), cite("ucdp", "an envoy")))
    assert "2 publishers, citing a general (1) and an envoy (1), report that" in words(made)


def test_one_voice_repeated_by_two_publishers_is_not_two() -> None:
    made = tie(claim(cite("state", "a spokesman"), cite("ucdp", "A Spokesman")))
    assert words(made).startswith(
        "The Department of State and UCDP, citing a spokesman, report that Iran backs Hezbollah."
    )


def test_a_source_that_speaks_itself_and_cites_is_said_to_do_both() -> None:
    made = tie(claim(cite("ucdp"), cite("ucdp", "an envoy")))
    assert words(made).startswith("UCDP (2020), in its own voice and citing an envoy, reports")


def test_a_denial_is_never_worded_as_a_report() -> None:
    made = tie(claim(cite("ucdp", "Iranian officials", "disputes")), state=State.POSSIBLY)
    assert words(made) == (
        "It is denied by Iranian officials, according to UCDP (2020), that Iran backs Hezbollah. "
        "By the dates given: possibly, no start given."
    )
    assert wording.state_words(made, DAY) == "possibly, no start given"
    assert wording.tie_title(made, name) == "Iran › denied: backs › Hezbollah"
    made = tie(claim(cite("ucdp", stance="disputes"), cite("state", stance="disputes")))
    assert words(made).startswith(
        "According to 2 publishers, it is not so that Iran backs Hezbollah."
    )
    assert wording.tie_title(made, name) == "Iran › not borne out: backs › Hezbollah"


def test_who_disputes_stands_beside_who_reports() -> None:
    made = tie(
        claim(cite("article"), cite("ucdp", "Iranian officials", "disputes")),
        status=Status.DISPUTED,
    )
    assert words(made).endswith("It is denied by Iranian officials, according to UCDP (2020).")
    made = tie(claim(cite("article"), cite("ucdp", stance="disputes")), status=Status.DISPUTED)
    assert words(made).endswith("It is disputed by UCDP (2020).")


def test_a_source_that_only_mentions_it_reports_nothing() -> None:
    made = tie(claim(cite("ucdp", stance="mentions")))
    assert words(made).startswith("UCDP (2020) only mentions a claim that Iran backs Hezbollah.")
    assert "only mentioned" in wording.tie_title(made, name)


def test_a_retracted_source_is_said_to_be_retracted() -> None:
    made = tie(claim(cite("withdrawn")), state=State.POSSIBLY)
    assert words(made).startswith("In what is since retracted, Herald reports that Iran backs")


def test_a_plan_is_worded_as_a_plan() -> None:
    made = tie(claim(flags=("planned",)), state=State.NOT, status=Status.PLANNED)
    assert (
        "reports that it is intended that Iran backs Hezbollah. "
        "No start given. Not held as of 2 Dec 2024, only planned."
    ) in words(made)


def test_a_planned_claim_does_not_add_to_those_that_report_it_done() -> None:
    made = tie(claim(cite("article")), claim(cite("ucdp"), id="c-2", flags=("planned",)))
    assert words(made).startswith("The news analysis (about 2 Dec 2024) reports that Iran backs")
    assert "1 more publisher speaks of it for another time, or as planned." in words(made)


def test_an_allegation_is_worded_as_one() -> None:
    made = tie(claim(flags=("alleged",)), status=Status.ALLEGED)
    assert "reports that it is alleged that Iran backs Hezbollah." in words(made)
    assert words(made).endswith("Alleged: hedged by the source.")
    passed_on = tie(claim(cite("article", "army sources"), flags=("alleged",)))
    assert words(passed_on).endswith("Alleged: passed on by the source, not confirmed.")


def test_allegations_among_reports_are_counted() -> None:
    made = tie(claim(cite("article")), claim(cite("ucdp"), id="c-2", flags=("alleged",)))
    assert words(made).startswith(
        "2 publishers, 1 of them as an allegation only, report that Iran backs Hezbollah."
    )


@pytest.mark.parametrize("status", ["refuted", "retracted"])
def test_what_was_given_up_says_so_first(status: str) -> None:
    made = tie(claim(status=status, reason="a mix-up"), state=State.NOT, status=Status(status))
    assert words(made).startswith(f"Recorded as {status}: the news analysis")
    assert words(made).endswith("Reason recorded: “a mix-up”.")
    assert wording.state_words(made, DAY) == f"not held as of 2 Dec 2024, recorded as {status}"


def test_a_deprecated_claim_is_not_called_refuted() -> None:
    made = tie(claim(rank="deprecated"), state=State.NOT, status=Status.REFUTED)
    assert "refuted" not in words(made)
    assert words(made).startswith("Recorded as deprecated: ")


def test_the_last_attestation_is_never_the_present() -> None:
    made = tie(claim(since="1990"), state=State.POSSIBLY, attested=("2011", "2019"))
    assert wording.state_words(made, DAY) == "possibly as of 2 Dec 2024, last attested 2019"
    going_on = tie(claim(since="1990", until=".."), attested=("2011", "2019"))
    assert "Said to go on, by 1 publisher." in words(going_on)
    assert "present" not in words(going_on)


def test_what_is_not_at_the_date_is_reported_of_other_dates() -> None:
    made = tie(claim(since="2012", until="2015", terms=("W",)), state=State.NOT)
    assert words(made).startswith(
        "The news analysis (about 2 Dec 2024) reports, for another time than 2 Dec 2024, "
        "that Iran backs Hezbollah: weapons. Start given: 2012 (1). End given: 2015 (1). "
        "By the dates given: not held as of 2 Dec 2024."
    )


def test_an_end_is_not_joined_to_the_start_of_another_claim() -> None:
    old = claim(cite("article"), since="1980", until="1990")
    new = claim(cite("ucdp"), id="c-2", since="2012")
    made = tie(old, new)
    made = Tie(**{f: getattr(made, f) for f in made.__struct_fields__} | {
        "states": (State.NOT, State.HELD)
    })  # fmt: skip
    assert "Start given: 2012 (1)." in words(made)
    assert "1980" not in words(made)
    assert "1990" not in words(made)


def test_offices_stand_with_who_records_them() -> None:
    office = {"type": "leads", "subject": "khamenei", "object": "iran"}
    made = tie(claim(role="Supreme Leader", **office))
    assert "reports that Ali Khamenei leads Iran as “Supreme Leader”." in words(made)
    assert "that Iran is led by Ali Khamenei as “Supreme Leader”." in words(made, inverse=True)
    two = tie(
        claim(role="President", **office),
        claim(cite("ucdp"), role="Supreme Leader", id="c-2", **office),
    )
    assert words(two).startswith(
        "2 publishers report that Ali Khamenei leads Iran "
        "as “President” (1) and “Supreme Leader” (1)."
    )
    one = tie(claim(role="President", **office), claim(cite("ucdp"), id="c-2", **office))
    assert "report that Ali Khamenei leads Iran. " in words(one)
    assert "Recorded as “President”, according to 1 publisher." in words(one)
    member = tie(claim(type="member-of", role="leads it"))
    assert "that Iran is a member of Hezbollah, with the role “leads it”." in words(member)


def test_conflicts_and_flags_stand_in_words_with_who_gives_them() -> None:
    made = tie(
        claim(cite("article"), against=("israel",), flags=("passive", "elements")),
        claim(cite("ucdp"), id="c-2"),
    )
    assert "In a conflict with Israel, according to 1 publisher." in words(made)
    assert "Tolerates rather than helps, according to 1 publisher." in words(made)
    assert "Only parts of the subject are meant, according to 1 publisher." in words(made)


def test_described_actors_stand_in_quotation_marks_with_their_verb() -> None:
    made = tie(claim(subject="militias"))
    assert "that “Iranian-backed militias” back Hezbollah." in words(made)
    made = tie(claim(subject="faction"))
    assert "that “a faction of the army” backs Hezbollah." in words(made)
    made = tie(claim(flags=("elements",)))
    assert "that elements of Iran back Hezbollah." in words(made)


def test_a_tie_shown_through_a_leader_says_through_whom() -> None:
    assert "Shown here through Ali Khamenei, as a tie of theirs." in words(
        tie(claim(), via="khamenei")
    )


def test_counts_are_held_and_possibly_apart() -> None:
    assert [wording.counts_words(*n) for n in ((9, 3), (2, 0), (0, 1), (0, 0))] == [
        "9+3?",
        "2",
        "1?",
        "–",
    ]
