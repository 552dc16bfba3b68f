"""What is suggested without a parser: titles, compounds, postings, listed parts, profiles."""

from __future__ import annotations

import pytest
from suggesting_world import brief, names_in_text

from proxytui.reading.suggesting.engine import suggestions

CLAIMED = [
    ("Hezbollah leader Hassan Nasrallah spoke.", ["Hassan Nasrallah leads Hezbollah"]),
    (
        "Hezbollah Secretary-General Sayyed Hassan Nasrallah spoke.",
        ["Hassan Nasrallah leads Hezbollah"],
    ),
    ("Iran's supreme leader, Ayatollah Ali Khamenei, spoke.", ["Ali Khamenei leads Iran"]),
    ("Iranian Foreign Minister Abbas Araghchi spoke.", ["Abbas Araghchi represents Iran"]),
    ("The former Syrian President Bashar al-Assad fled.", ["Bashar al-Assad leads Syria; ended"]),
    ("The leader of Hezbollah, Hassan Nasrallah, spoke.", ["Hassan Nasrallah leads Hezbollah"]),
    ("Qasem Soleimani, the commander of the Quds Force.", ["Qasem Soleimani leads Quds Force"]),
    ("President Bashar al-Assad of Syria spoke.", ["Bashar al-Assad leads Syria"]),
    ("Hassan Nasrallah (Hezbollah)", ["Hassan Nasrallah member-of Hezbollah"]),
    ("Iran-backed Hezbollah fired.", ["Iran backs Hezbollah"]),
    ("The Iranian-funded Lebanese militia Hezbollah fired.", ["Iran backs Hezbollah: F"]),
    ("Hezbollah, an Iran-backed group, fired.", ["Iran backs Hezbollah"]),
    ("The Russian-backed Syrian army advanced.", ["Russia backs Syrian Army"]),
    ("The US-designated terrorist group Hezbollah", ["United States designates Hezbollah"]),
    ("the Iran-Syria alliance", ["Iran allied-with Syria"]),
    ("Commander, 82 Division, Brig Gen Qasem Soleimani", ["Qasem Soleimani leads 82 Division"]),
    ("Qasem Soleimani, Commander, 82 Division", ["Qasem Soleimani leads 82 Division"]),
]
SILENT = [
    "Hezbollah is not an Iran-backed group.",
    "Iran-backed militias and Hezbollah fired.",
    "Iran-backed fighters of Hamas met Hezbollah.",
    "The leader of Iran, Hezbollah and Hassan Nasrallah spoke.",
    "Hezbollah said Hassan Nasrallah spoke.",
    "Hassan Nasrallah, whom Hezbollah mourns",
    "Iran, Syria: allies",
]


def suggested(text: str) -> list[str]:
    """The suggestions without a parser, in brief."""
    return [brief(suggestion) for suggestion in suggestions(text, names_in_text())]


@pytest.mark.parametrize(("text", "claims"), CLAIMED)
def test_titles_compounds_postings_and_pairs_need_no_parser(text: str, claims: list[str]) -> None:
    assert suggested(text) == claims


def test_all_who_share_a_participle_back_what_it_describes() -> None:
    text = "The US- and Saudi-backed Free Syrian Army fought."
    assert suggested(text) == [
        "Saudi Arabia backs Free Syrian Army",
        "United States backs Free Syrian Army",
    ]


def test_parts_that_are_listed_behind_a_body_are_part_of_it() -> None:
    text = "Syrian Army (SA): 82 Division (includes others), Quds Force (2023)"
    assert suggested(text) == ["82 Division part-of Syrian Army", "Quds Force part-of Syrian Army"]


def test_a_listing_ends_at_the_next_heading_or_semicolon() -> None:
    assert suggested("Syrian Army: ground force; Quds Force, 82 Division") == []


@pytest.mark.parametrize("text", SILENT)
def test_names_that_only_stand_near_each_other_claim_nothing(text: str) -> None:
    assert suggested(text) == []


def test_a_profile_is_about_the_name_that_stands_over_it() -> None:
    text = (
        "# Hezbollah\n\nLeader: Hassan Nasrallah\nSupported by: Iran, Syria\n"
        "Funded by: possibly Qatar\nOpponents: Israel\nAllies: not Turkey\n"
    )
    assert suggested(text) == [
        "Hassan Nasrallah leads Hezbollah",
        "Iran backs Hezbollah",
        "Syria backs Hezbollah",
        "Qatar backs Hezbollah: F; hedged",
        "Hezbollah opposes Israel",
    ]


def test_labelled_lines_without_a_name_over_them_claim_nothing() -> None:
    assert suggested("Overview\n\nSupported by: Iran\n") == []


def test_a_name_that_several_actors_have_is_left_to_the_reader() -> None:
    from proxytui.reading.mentions import KnownNames
    from proxytui.reading.suggesting.names import KnownActor, SentenceNames

    actors = [KnownActor(id_, "armed-group", ("Front",)) for id_ in ("a", "b")]
    actors.append(KnownActor("Iran", "state", ("Iran",)))
    known = KnownNames((name, "name", actor.id) for actor in actors for name in actor.names)
    assert list(suggestions("The Iran-backed Front", SentenceNames(known, actors))) == []


def test_a_capital_of_two_known_states_stands_for_neither() -> None:
    from proxytui.reading.mentions import KnownNames
    from proxytui.reading.suggesting.names import KnownActor, SentenceNames

    states = [KnownActor(name, "state", (name,)) for name in ("Russia", "Soviet Union", "Iran")]
    names = SentenceNames(KnownNames(), states)
    text = "Moscow, Tehran, Russian, Iranian-made and non-Iranian"
    assert [text[name.start : name.end] for name in names.between(text, 0, len(text))] == [
        "Tehran",
        "Russian",
        "Iranian",
    ]


def test_the_last_dot_of_an_acronym_belongs_to_the_name() -> None:
    from proxytui.reading.mentions import KnownNames
    from proxytui.reading.suggesting.names import KnownActor, SentenceNames

    actor = KnownActor("us", "state", ("U.S.",))
    names = SentenceNames(KnownNames([("U.S.", "acronym", "us")]), [actor])
    (name,) = names.between("The U.S. arms it.", 0, 17)
    assert (name.start, name.end) == (4, 8)
