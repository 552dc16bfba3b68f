"""The bundled records claim no more than the words that they cite: ends, speakers, denials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from test_data import ARTICLE_ID, stored

from proxytui import wording
from proxytui.model import dates
from proxytui.model.vocabulary import tie_id
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


def supporting(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for c in record["citations"] if c.get("stance", "supports") == "supports"]


def bounds(claim: dict[str, Any]) -> dates.Bounds:
    first, last = claim.get("attested") or (None, None)
    attested = (first, last) if first and last else None
    return dates.bounds(claim.get("since"), claim.get("until"), attested)


def counted_ties() -> dict[str, list[dict[str, Any]]]:
    """Per tie its claims that somebody supports, without intentions and what is refuted."""
    ties: dict[str, list[dict[str, Any]]] = {}
    for claim in stored()["claims"].values():
        intended = "planned" in claim.get("flags", [])
        if supporting(claim) and not intended and claim.get("status") != "refuted":
            tie = tie_id(claim["type"], claim["subject"], claim["object"])
            ties.setdefault(tie, []).append(claim)
    return ties


def state_of(tie: str, period: str) -> dates.State:
    """The strongest state of a tie at a period, by its counted claims."""
    return max(
        (
            dates.state(
                bounds(claim),
                dates.period(period),
                claim.get("basis", "throughout"),
                claim.get("attested"),
            )
            for claim in counted_ties()[tie]
        ),
        key=lambda state: state.rank,
    )


def test_what_a_speaker_inside_a_source_says_is_alleged() -> None:
    """But where the subject's own words are the tie, as a post against somebody is opposition."""
    for id_, claim in stored()["claims"].items():
        for citation in supporting(claim):
            speaker = citation.get("speaker")
            own = claim["type"] == "opposes" and speaker == {"actor": claim["subject"]}
            if speaker and not own:
                assert "alleged" in citation.get("flags", []), id_


def test_an_intention_is_never_attested() -> None:
    for id_, claim in stored()["claims"].items():
        if "planned" in claim.get("flags", []):
            assert "attested" not in claim, id_


def test_parts_are_said_of_groups_and_not_of_persons() -> None:
    for id_, claim in stored()["claims"].items():
        if "elements" in claim.get("flags", []):
            assert stored()["actors"][claim["subject"]]["kind"] != "person", id_


def test_an_office_that_has_an_end_is_not_open_by_another_claim() -> None:
    for tie, claims in counted_ties().items():
        ended = [claim.get("role", "").lower() for claim in claims if "until" in claim]
        for claim in claims:
            if claim["type"] == "leads" and not {"until", "attested"} & set(claim):
                assert claim.get("role", "").lower() not in ended, tie


@pytest.mark.parametrize(
    ("tie", "period", "state"),
    [
        ("leads:hassan-nasrallah:hezbollah", "2024-12-02", "not"),
        ("leads:yahya-sinwar:hamas", "2025", "not"),
        ("leads:bashar-al-assad:syria", "2025-06", "possibly"),
        ("leads:bashar-al-assad:syria", "2024-12-02", "held"),
        ("leads:hafez-al-assad:syria", "1969", "not"),
        ("leads:saddam-hussein:iraq", "2024", "not"),
        ("leads:george-h-w-bush:united-states", "2024-12-02", "not"),
        ("backs:russia:syria", "2025-06", "possibly"),
        ("backs:palestine-liberation-organization:iraq", "2024-12-02", "not"),
        ("allied-with:ali-abdallah-salih:ansar-allah", "2024-12-02", "not"),
        ("opposes:iraq:kuwait", "1992", "not"),
        ("opposes:hayat-tahrir-al-sham:syrian-army", "2024-12-02", "held"),
        ("backs:united-states:israel", "2024-12-02", "held"),
        ("leads:recep-tayyip-erdogan:turkey", "2024-12-02", "held"),
        ("leads:salman-bin-abd-al-aziz:saudi-arabia", "2024-12-02", "held"),
        ("backs:iran:hezbollah", "2024-12-02", "held"),
        ("backs:iran:hamas", "2024-12-02", "held"),
        ("backs:iran:syria", "2024-12-02", "held"),
        ("backs:iran:ansar-allah", "2023-06", "held"),
        ("backs:iran:ansar-allah", "2024-12-02", "possibly"),
        ("linked-to:ansar-allah:iran", "2024-12-02", "held"),
        ("backs:hezbollah:syria", "2024-12-02", "held"),
        ("backs:russia:syria", "2024-12-02", "held"),
        ("backs:turkey:syrian-national-army", "2024-12-02", "held"),
        ("backs:united-states:syrian-democratic-forces", "2024-12-02", "held"),
        ("backs:united-arab-emirates:southern-transitional-council", "2024-12-02", "held"),
    ],
)
def test_what_is_over_is_not_open_and_what_goes_on_is_held(
    tie: str, period: str, state: str
) -> None:
    assert state_of(tie, period).value == state


def test_a_tie_does_not_go_on_by_its_dates_after_the_end_of_a_person() -> None:
    for id_, actor in stored()["actors"].items():
        if actor["kind"] == "person" and "dissolved" in actor:
            end = dates.parse(actor["dissolved"]).last
            for claim in stored()["claims"].values():
                if id_ in (claim["subject"], claim["object"]) and "until" in claim:
                    assert bounds(claim).earliest_end <= end, claim["type"]


def test_nothing_is_attested_after_its_newest_source() -> None:
    sources = stored()["sources"]
    newest = {
        id_: max(
            [dates.parse(source[key]).last for key in ("published", "accessed") if key in source],
            default=dates.MAX_DAY,
        )
        for id_, source in sources.items()
    }
    for id_, claim in stored()["claims"].items():
        if "attested" in claim:
            last = max(newest[citation["source"]] for citation in supporting(claim))
            assert dates.parse(claim["attested"][1]).first <= last, id_


def test_an_edition_of_a_reference_work_says_when_it_was_captured() -> None:
    for id_, source in stored()["sources"].items():
        if source["kind"] == "reference work":
            assert dates.parse(source["published"]).last <= dates.parse(source["accessed"]).last
            assert "captured on" in source["published_raw"], id_
            assert dates.parse(source["accessed"]).last <= dates.parse("2024-12-05").last, id_


def test_an_edition_attests_nothing_after_the_day_on_which_it_was_captured() -> None:
    sources = stored()["sources"]
    for id_, claim in stored()["claims"].items():
        cited = [sources[citation["source"]] for citation in supporting(claim)]
        if "attested" in claim and all(one["kind"] == "reference work" for one in cited):
            newest = max(dates.parse(one["accessed"]).last for one in cited)
            assert dates.parse(claim["attested"][1]).first <= newest, id_


def test_a_denial_stands_on_a_claim_with_a_time() -> None:
    denied = {
        id_: claim
        for id_, claim in stored()["claims"].items()
        if any(citation.get("stance") == "disputes" for citation in claim["citations"])
    }
    assert denied
    for id_, claim in denied.items():
        assert {"since", "until", "attested"} & set(claim), id_


def test_what_the_citing_source_calls_incorrect_is_refuted() -> None:
    for id_, claim in stored()["claims"].items():
        if any("(incorrectly)" in citation["quote"]["exact"] for citation in claim["citations"]):
            assert claim["status"] == "refuted", id_
            assert claim["reason"], id_


def test_trade_and_debts_are_no_backing() -> None:
    words = re.compile(r"\bimport|(?<!donated )equipment from\b|\bdebt\b", re.I)
    for id_, claim in stored()["claims"].items():
        if words.search(claim["citations"][0]["quote"]["exact"]):
            assert claim["type"] != "backs", id_


def test_every_event_has_a_date_and_an_interval_says_how_it_is_meant() -> None:
    for id_, event in stored()["events"].items():
        assert event.get("date"), id_
        if "/" in event["date"]:
            assert event["basis"] in ("throughout", "within"), id_


def test_events_of_the_article_are_titled_as_reported() -> None:
    for id_, event in stored()["events"].items():
        alone = {citation["source"] for citation in supporting(event)} == {ARTICLE_ID}
        if alone and event.get("kind") != "statement":
            assert event["title"].endswith("reported") or " reported by " in event["title"], id_


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("Daesh", "islamic-state"),
        ("داعش", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("ISIS", "islamic-state"),
        ("MBS", "muhammad-bin-salman"),
        ("USA", "united-states"),
        ("US", "united-states"),
        ("KSA", "saudi-arabia"),
        ("UAE", "united-arab-emirates"),
        ("UK", "united-kingdom"),
        ("PMF", "hashd-al-shaabi"),
        ("IRGC-QF", "quds-force"),
        ("HTS", "hayat-tahrir-al-sham"),
        ("SAA", "syrian-army"),
        ("SDF", "syrian-democratic-forces"),
        ("al-Hawthiyyun", "ansar-allah"),
        ("Hizbullah", "hezbollah"),
        ("Hizballah", "hezbollah"),
        ("Osama bin Laden", "usama-bin-ladin"),
        ("IRGC", "islamic-revolutionary-guard-corps"),
        ("Revolutionary Guards", "islamic-revolutionary-guard-corps"),
        ("Houthis", "ansar-allah"),
        ("SNA", "syrian-national-army"),
        ("YPG", "peoples-protection-units"),
        ("PYD", "democratic-union-party"),
        ("PKK", "kurdistan-workers-party"),
        ("PJAK", "kurdistan-free-life-party"),
        ("MEK", "mujahedin-e-khalq"),
        ("PIJ", "palestinian-islamic-jihad"),
        ("PFLP-GC", "pflp-general-command"),
        ("AQAP", "al-qaida-in-the-arabian-peninsula"),
        ("AAH", "asaib-ahl-al-haq"),
        ("KRG", "kurdistan-regional-government"),
        ("STC", "southern-transitional-council"),
        ("UNIFIL", "un-interim-force-in-lebanon"),
        ("IDF", "israel-defense-forces"),
        ("قسد", "syrian-democratic-forces"),
    ],
)
def test_an_actor_has_the_names_that_people_search_by(typed: str, actor: str) -> None:
    named = {
        id_
        for id_, record in stored()["actors"].items()
        if any(name["text"] == typed for name in record["names"])
    }
    assert named == {actor}


def test_no_name_stands_twice_in_one_language() -> None:
    for id_, actor in stored()["actors"].items():
        texts = [(name["text"], name.get("lang")) for name in actor["names"]]
        assert len(texts) == len(set(texts)), id_


@pytest.mark.parametrize(
    ("actor", "day", "label"),
    [
        ("iran", "1930", "Persia"),
        ("iran", "1985", "Iran"),
        ("russia", "1985", "Russia"),
        ("russia", "1991", "Russia"),
        ("yemen-arab-republic", "1950", "Kingdom of Yemen"),
        ("peoples-democratic-republic-of-yemen", "1968", "People's Republic of Southern Yemen"),
        ("afghan-taliban", "1996", "Taliban"),
        ("turkey", "2024", "Turkey"),
    ],
)
def test_an_actor_is_called_as_it_was_then(
    workspace: Workspace, actor: str, day: str, label: str
) -> None:
    assert wording.label(workspace.index.actors[actor], dates.period(day)) == label
