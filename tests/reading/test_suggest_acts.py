"""Claims of whoever stands behind acts, of parts and rows, and of "it" from the sentence before."""

from __future__ import annotations

import pytest
from suggesting_world import ACTORS, brief, names_in_text, read

from proxytui.reading.suggesting.actor_name import ActorName
from proxytui.reading.suggesting.carried import Carried, carried_by, references
from proxytui.reading.suggesting.short_names import short_names

CLAIMS = [
    ("Iran's intervention saved Assad.", ["Iran backs Bashar al-Assad"]),
    (
        "Russian troops and Iranian weapons kept Assad in power.",
        ["Russia backs Bashar al-Assad: X", "Iran backs Bashar al-Assad: W"],
    ),
    (
        "Aircraft supplied by Russia bolstered the Syrian Army's efforts.",
        ["Russia backs Syrian Army"],
    ),
    (
        "Russia struck positions held by the Free Syrian Army.",
        ["Russia opposes Free Syrian Army: armed"],
    ),
    (
        "Turkey supports the Free Syrian Army, and its troops have fought Hezbollah.",
        ["Turkey backs Free Syrian Army", "Turkey opposes Hezbollah: armed"],
    ),
    (
        "Hamas and Hezbollah, both of which are backed by Iran, praised Russia.",
        ["Iran backs Hamas", "Iran backs Hezbollah"],
    ),
    ("Qatar ran a programme to arm the Free Syrian Army.", ["Qatar backs Free Syrian Army: W"]),
    ("Hezbollah is a group with close ties to Iran.", ["Hezbollah linked-to Iran"]),
    ("The Hamas-led assault on Israel surprised Lebanon.", ["Hamas opposes Israel: armed"]),
    (
        "Saudi Arabia and Iran are engaged in a war with the Houthis.",
        ["Saudi Arabia opposes Houthis: armed", "Iran opposes Houthis: armed"],
    ),
    ("Strikes between Israel and Hezbollah continued.", ["Israel opposes Hezbollah: armed"]),
    ("Israel repelled Syria's invasion.", ["Syria opposes Israel: armed"]),
    ("Turkey demanded the withdrawal of Syrian troops.", ["Turkey opposes Syria: political"]),
    (
        "Russia led an intervention into Lebanon in support of Syria against the Al-Nusra Front.",
        ["Russia opposes Al-Nusra Front: armed"],
    ),
    ("Russia is the main supplier of arms to the Syrian Army.", ["Russia backs Syrian Army"]),
    ("Russia supplies most of Syria's weapons.", ["Russia backs Syria: W"]),
    ("Backing for Hamas came from Qatar.", ["Qatar backs Hamas"]),
    ("Russia shared intelligence with Syria.", ["Russia backs Syria: I"]),
    ("Turkey transferred its support from Hamas to the Houthis.", ["Turkey backs Houthis"]),
    (
        "Qatar gave arms to Saudi Arabia in its war against the Houthis.",
        ["Qatar backs Saudi Arabia: W", "Saudi Arabia opposes Houthis: armed"],
    ),
    (
        "The United States added Hezbollah to its list of terrorist organisations.",
        ["United States designates Hezbollah: terrorist"],
    ),
    (
        "Hezbollah has been on the US list of terrorist organisations since 1997.",
        ["United States designates Hezbollah: terrorist; since 1997"],
    ),
    ("Hassan Nasrallah heads Hamas's political bureau.", ["Hassan Nasrallah member-of Hamas"]),
    (
        "Hamas and Hezbollah make up the National Coalition.",
        ["Hamas member-of National Coalition", "Hezbollah member-of National Coalition"],
    ),
    (
        "Iran, along with Syria, has long supported Hezbollah.",
        ["Iran backs Hezbollah", "Syria backs Hezbollah"],
    ),
    ("Iran sent Abbas Araghchi to Lebanon.", ["Abbas Araghchi represents Iran: envoy"]),
    ("The war pitted Israel against Hezbollah.", ["Israel opposes Hezbollah"]),
    (
        "Hezbollah fighters have fought side by side with the Syrian Army.",
        ["Hezbollah backs Syrian Army: X"],
    ),
    ("Qasem Soleimani was in charge of the Quds Force.", ["Qasem Soleimani leads Quds Force"]),
    (
        "The Quds Force, under Qasem Soleimani, trained Hezbollah.",
        ["Qasem Soleimani leads Quds Force", "Quds Force backs Hezbollah: T"],
    ),
    (
        "Hassan Nasrallah's Hezbollah fought Israel.",
        ["Hezbollah opposes Israel: armed", "Hassan Nasrallah leads Hezbollah"],
    ),
    ("Turkish forces drove Hezbollah from Syria.", ["Turkey opposes Hezbollah: armed"]),
    (
        "Assad's main backers, Russia, Turkey and Iran, met.",
        [
            "Russia backs Bashar al-Assad",
            "Turkey backs Bashar al-Assad",
            "Iran backs Bashar al-Assad",
        ],
    ),
    (
        "Washington and Tehran, Assad's two allies, met.",
        ["United States allied-with Bashar al-Assad", "Iran allied-with Bashar al-Assad"],
    ),
    (
        "An Iran-backed group and a rival of Syria, Hezbollah, grew.",
        ["Iran backs Hezbollah", "Hezbollah opposes Syria: rival"],
    ),
    (
        "Clashes between Hezbollah and Turkish-backed Free Syrian Army units continued.",
        ["Turkey backs Free Syrian Army", "Hezbollah opposes Free Syrian Army: armed"],
    ),
    (
        "Hezbollah, which receives its funding and most of its weapons from Iran, grew.",
        ["Iran backs Hezbollah: F, W"],
    ),
    ("Russia sees Turkey as its rival.", ["Turkey opposes Russia: rival"]),
    ("Iran helped Hezbollah repel Israel.", ["Iran backs Hezbollah"]),
    (
        "Russia aided Assad in defeating Hamas.",
        ["Russia backs Bashar al-Assad", "Bashar al-Assad opposes Hamas: armed"],
    ),
    (
        "Iran funds and directs Hezbollah and Hamas.",
        ["Iran backs Hezbollah: F", "Iran backs Hamas: F"],
    ),
    ("Iran's proxies include Hezbollah and Hamas.", ["Iran backs Hezbollah", "Iran backs Hamas"]),
    (
        "Hezbollah, together with Hamas, attacked Israel.",
        ["Hezbollah opposes Israel: armed", "Hamas opposes Israel: armed"],
    ),
    ("Qatar condemned Israel's role in Lebanon.", ["Qatar opposes Israel: political"]),
    (
        "Six Hezbollah fighters were killed in clashes with the Free Syrian Army.",
        ["Free Syrian Army opposes Hezbollah: armed"],
    ),
    ("Iranian forces came under Israeli attack.", ["Israel opposes Iran: armed"]),
    ("Under Qasem Soleimani, the Quds Force grew.", ["Qasem Soleimani leads Quds Force"]),
    ("Iran organised the overthrow of Assad.", ["Iran opposes Bashar al-Assad: armed"]),
    ("Assad seized power in Syria in 2000.", ["Bashar al-Assad leads Syria; attested 2000"]),
    (
        "The mutual defence treaty between Iran and Syria dates from 2006.",
        ["Iran allied-with Syria"],
    ),
    (
        "US funding for the Free Syrian Army ended in 2017.",
        ["United States backs Free Syrian Army: F; ended; until 2017"],
    ),
    ("Hezbollah operated from camps in Syria with Iranian support.", ["Iran backs Hezbollah"]),
    (
        "Qatar was the first state to recognise the National Coalition.",
        ["Qatar recognises National Coalition"],
    ),
]


@pytest.mark.parametrize(("sentence", "claims"), CLAIMS)
def test_those_behind_acts_means_and_rows_are_found(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "The relationship between Russia and Iran changed.",
        "Turkey might add Hezbollah to its list of terrorist organisations.",
        "Israel sent a delegation to Qatar.",
        "Syria's president visited Iran.",
        "Israel and Turkey formed a committee.",
        "Hassan Nasrallah is in charge of a Hezbollah unit.",
        "The trade agreement between Turkey and Iran expired.",
        "If Iran had enabled Hezbollah, Israel would have reacted.",
    ],
)
def test_what_only_looks_like_it_is_no_claim(sentence: str) -> None:
    assert read(sentence) == []


# From the sentence before

BEFORE = "Hezbollah fought Israel. "


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("It has received weapons from Iran.", ["Iran backs Hezbollah: W"]),
        ("It was trained by the Quds Force.", ["Quds Force backs Hezbollah: T"]),
    ],
)
def test_it_is_whoever_the_sentence_before_begins_with(sentence: str, claims: list[str]) -> None:
    first, *inferred = read(BEFORE + sentence)
    assert not first.inferred
    assert [brief(suggestion) for suggestion in inferred] == claims
    assert all(suggestion.flags == ("inferred",) for suggestion in inferred)


@pytest.mark.parametrize(
    "text",
    [
        "It is said that Iran has received weapons from Russia.",
        BEFORE + "\n\nIt has received weapons from Iran.",
        "Hezbollah and Hamas fought Israel. It has received weapons from Iran.",
    ],
)
def test_it_stands_for_nobody_in_another_paragraph_or_where_several_fit(text: str) -> None:
    assert not any(suggestion.inferred for suggestion in read(text))


def referred(before: str, sentence: str) -> list[tuple[str, str]]:
    text = f"{before} {sentence}"
    names, start = names_in_text(), len(before) + 1
    carried = carried_by(text, 0, names.between(text, 0, start), ())
    found = references(text, start, len(text), names.between(text, start, len(text)), carried)
    return [(text[name.start : name.end], name.actor) for name in found]


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Hezbollah grew.", "Iran arms the group.", [("the group", "Hezbollah")]),
        ("Israel fought Hezbollah.", "Iran arms the group.", [("the group", "Hezbollah")]),
        ("Hamas fought Hezbollah.", "Iran arms the group.", []),
        ("Hamas fought Hezbollah.", "Hamas said the group was weak.", []),
        ("Nasrallah spoke.", "He leads Hezbollah.", [("He", "Hassan Nasrallah")]),
        ("Nasrallah spoke.", "It was backed by Iran.", []),
        ("The Houthis grew.", "They are armed by Iran.", [("They", "Houthis")]),
        ("Russia met Iran.", "They arm Hezbollah.", []),
        ("Russian troops left.", "Its army fought Hezbollah.", []),
        ("Iran grew.", "It is clear that Hezbollah lost.", []),
    ],
)
def test_a_word_refers_back_only_to_the_one_that_fits(
    before: str, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert referred(before, sentence) == expected


def test_no_actor_was_named_before_the_first_sentence() -> None:
    assert list(references("It arms Hamas.", 0, 14, (), Carried())) == []


# Short names


def in_text(text: str) -> list[str]:
    names = names_in_text().between(text, 0, len(text))
    return [f"{text[name.start : name.end]}={name.actor}" for name in names]


def test_an_acronym_in_brackets_stands_for_its_name_from_there_on() -> None:
    text = "NFX spoke. The Al-Nusra Front (NFX) grew, and NFX fought."
    assert in_text(text) == [
        "Al-Nusra Front=Al-Nusra Front",
        "NFX=Al-Nusra Front",
        "NFX=Al-Nusra Front",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Qasem Soleimani spoke. Soleimani left.", 2),
        ("Soleimani left. Qasem Soleimani spoke.", 1),
        ("Qasem Soleimani spoke. Ali Soleimani left, and the Soleimani Bridge fell.", 1),
        ("Qasem Soleimani spoke. General Soleimani left.", 2),
    ],
)
def test_a_surname_stands_alone_for_whoever_was_named_in_full(text: str, count: int) -> None:
    assert in_text(text).count("Soleimani=Qasem Soleimani") == count - 1


def test_a_surname_of_two_persons_stands_for_neither() -> None:
    text = "Hassan Ali and Khaled Ali met. Ali left."
    names = [ActorName(0, 10, "hassan", "person"), ActorName(15, 25, "khaled", "person")]
    assert list(short_names(text, names)) == []


def test_a_capital_of_two_states_is_that_of_the_one_the_text_speaks_of() -> None:
    from proxytui.reading.mentions import KnownNames
    from proxytui.reading.suggesting.names import KnownActor, SentenceNames

    actors = (*ACTORS, KnownActor("Soviet Union", "state", ("Soviet Union",)))
    known = KnownNames((name, "name", actor.id) for actor in actors for name in actor.names)
    names = SentenceNames(known, actors)
    for text, actor in (
        ("Moscow and Russia", ["Russia", "Russia"]),
        ("Moscow and the Soviet Union", ["Soviet Union", "Soviet Union"]),
        ("Moscow, Russia and the Soviet Union", ["Russia", "Soviet Union"]),
        ("Moscow alone", []),
    ):
        assert [name.actor for name in names.between(text, 0, len(text))] == actor
