"""What a parsed sentence claims: through passives, clauses and coordination, denied, hedged, said.

The parses are recorded, so that no parser is needed; `suggesting_world.py` records them.
"""

from __future__ import annotations

import pytest
from suggesting_world import brief, read

DENIED = [
    (
        "Iran has denied that it supplies weapons to Hezbollah.",
        ["Iran backs Hezbollah: W; denied; by Iran"],
    ),
    ("Iran does not support Hamas.", ["Iran backs Hamas; denied"]),
    (
        "Turkey denied allegations of supporting the Al-Nusra Front.",
        ["Turkey backs Al-Nusra Front; denied; by Turkey"],
    ),
    (
        "The Houthis, who are armed by Iran, have never attacked Turkey.",
        ["Iran backs Houthis: W", "Houthis opposes Turkey: armed; denied"],
    ),
    (
        "Qatar has denied funding Hamas but has hosted Hamas leaders since 2012.",
        ["Qatar backs Hamas: F; denied; by Qatar", "Qatar backs Hamas: L; since 2012"],
    ),
    ("Syria is not an ally of Israel.", ["Syria allied-with Israel; denied"]),
    (
        "Reports that Iran is arming Hezbollah were rejected by Iran.",
        ["Iran backs Hezbollah: W; denied; by Iran"],
    ),
    ("Saudi Arabia has not recognised Israel.", ["Saudi Arabia recognises Israel; denied"]),
    ("Iran refused to recognise Israel.", ["Iran recognises Israel; denied"]),
]
HEDGED = [
    (
        "Russia armed Hezbollah and is accused by the United States of aiding Hamas in Syria.",
        [
            "Russia backs Hezbollah: W",
            "United States opposes Russia: political",
            "Russia backs Hamas; hedged; by United States",
        ],
    ),
    (
        "The United States accused Iran of arming the Houthis.",
        [
            "United States opposes Iran: political",
            "Iran backs Houthis: W; hedged; by United States",
        ],
    ),
    (
        "Iran is believed to have provided missiles to the Houthis.",
        ["Iran backs Houthis: W; hedged"],
    ),
    (
        "Iran reportedly smuggled weapons to the Houthis, and Turkey allegedly let them pass.",
        ["Iran backs Houthis: W; hedged"],
    ),
    ("Iran is accused of arming the Houthis by Israel.", ["Iran backs Houthis: W; hedged"]),
    ("Iran may have armed the Houthis.", ["Iran backs Houthis: W; hedged"]),
    ("It was reported that Qatar funds Hamas.", ["Qatar backs Hamas: F; hedged"]),
]
BOUNDED = [
    ("Iran's support for Hezbollah has grown since 2012.", ["Iran backs Hezbollah; since 2012"]),
    ("Turkey plans to train the Free Syrian Army.", ["Turkey backs Free Syrian Army: T; planned"]),
    (
        "Saudi Arabia stopped funding Hamas in 2004.",
        ["Saudi Arabia backs Hamas: F; ended; until 2004"],
    ),
    (
        "Hezbollah has fought alongside the Syrian Army in Syria since 2013.",
        ["Hezbollah backs Syrian Army: X; since 2013"],
    ),
    (
        "The United States designated Hezbollah as a terrorist organization in 1997.",
        ["United States designates Hezbollah: terrorist; attested 1997"],
    ),
    (
        "Turkey-backed Free Syrian Army units clashed with the Syrian Army in 2016.",
        [
            "Turkey backs Free Syrian Army",
            "Free Syrian Army opposes Syrian Army: armed; attested 2016",
        ],
    ),
    (
        "Hassan Nasrallah, former leader of Hezbollah, was killed by Israel in 2024.",
        [
            "Hassan Nasrallah leads Hezbollah; ended",
            "Israel opposes Hassan Nasrallah: armed; attested 2024",
        ],
    ),
    ("Iran no longer funds Hamas.", ["Iran backs Hamas: F; ended"]),
    ("Iran has vowed to keep supporting Hezbollah.", ["Iran backs Hezbollah; planned"]),
    (
        "The United States threatened to sanction Turkey.",
        ["United States designates Turkey: sanctions; planned"],
    ),
    ("Iran did not arm Hamas until 1993.", ["Iran backs Hamas: W; since 1993"]),
]
SPOKEN = [
    (
        "Hezbollah leader Hassan Nasrallah said that Qatar funds the Al-Nusra Front.",
        ["Hassan Nasrallah leads Hezbollah", "Qatar backs Al-Nusra Front: F; by Hassan Nasrallah"],
    ),
    (
        "Hay'at Tahrir al-Sham was founded with the help of Turkey, according to Syrian officials.",
        ["Turkey backs Hay'at Tahrir al-Sham; by Syria"],
    ),
    (
        "Hassan Nasrallah said that Hezbollah had been armed by Iran.",
        ["Iran backs Hezbollah: W; by Hassan Nasrallah"],
    ),
]
OPPOSED = [
    (
        "Israel launched airstrikes against Hezbollah in Lebanon.",
        ["Israel opposes Hezbollah: armed"],
    ),
    ("The war between Israel and Hamas went on.", ["Israel opposes Hamas: armed"]),
    (
        "Turkey sent soldiers into Syria to fight the Syrian Army.",
        ["Turkey opposes Syrian Army: armed"],
    ),
    ("Hezbollah lost the town to the Syrian Army.", ["Syrian Army opposes Hezbollah: armed"]),
    (
        "The Syrian Army retook the town from Hay'at Tahrir al-Sham.",
        ["Syrian Army opposes Hay'at Tahrir al-Sham: armed"],
    ),
    ("Iran and Israel clashed.", ["Iran opposes Israel: armed"]),
    ("Hezbollah fired rockets at Israel.", ["Hezbollah opposes Israel: armed"]),
    ("Israel tried to assassinate Hassan Nasrallah.", ["Israel opposes Hassan Nasrallah"]),
    ("US-led forces attacked Syria.", ["United States opposes Syria: armed"]),
]
HELD = [
    (
        "Hezbollah, backed by Iran, attacked Israel, which receives money from Russia.",
        ["Iran backs Hezbollah", "Hezbollah opposes Israel: armed", "Russia backs Israel: F"],
    ),
    ("Hamas, an ally of Qatar, has strained ties with Syria.", ["Hamas allied-with Qatar"]),
    (
        "Qasem Soleimani, the commander of Iran's Quds Force, met Hassan Nasrallah.",
        ["Quds Force part-of Iran", "Qasem Soleimani leads Quds Force"],
    ),
    (
        "The militant group Hamas has received training, weapons and money from Iran.",
        ["Iran backs Hamas: T, W, F"],
    ),
    ("Iran sent troops to Syria to support Assad.", ["Iran backs Bashar al-Assad"]),
    ("Weapons were shipped to Hezbollah by Iran through Syria.", ["Iran backs Hezbollah: W"]),
    (
        "The United States imposed sanctions on Syria.",
        ["United States designates Syria: sanctions"],
    ),
    (
        "Iran and Russia provided political and financial support to the Assad government.",
        [
            "Iran backs Bashar al-Assad: O.political, F",
            "Russia backs Bashar al-Assad: O.political, F",
        ],
    ),
    ("Iran is Hezbollah's main backer.", ["Iran backs Hezbollah"]),
    (
        "Hezbollah is supported by Iran and Syria.",
        ["Iran backs Hezbollah", "Syria backs Hezbollah"],
    ),
    ("Commander, 82 Division, Brig Gen Qasem Soleimani", ["Qasem Soleimani leads 82 Division"]),
    (
        "Iran, which not only funds Hezbollah but also trains Hamas, opposes Israel.",
        ["Iran backs Hezbollah: F", "Iran backs Hamas: T", "Iran opposes Israel: political"],
    ),
    (
        "Israel killed Hezbollah leader Hassan Nasrallah.",
        [
            "Hassan Nasrallah leads Hezbollah",
            "Israel opposes Hassan Nasrallah: armed",
            "Israel opposes Hezbollah: armed",
        ],
    ),
    (
        "The Badr Organisation, an Iran-backed group, has ties to Hezbollah.",
        ["Iran backs Badr Organisation", "Badr Organisation linked-to Hezbollah"],
    ),
    ("Badr Organisation has sworn allegiance to Iran.", ["Badr Organisation linked-to Iran"]),
    (
        "The United States and Israel have condemned Iran for supporting Hezbollah.",
        [
            "United States opposes Iran: political",
            "Israel opposes Iran: political",
            "Iran backs Hezbollah",
        ],
    ),
    (
        "Iran's Quds Force trains Hezbollah fighters in Syria.",
        ["Quds Force part-of Iran", "Quds Force backs Hezbollah: T"],
    ),
    (
        "Hamas gets most of its money from Iran and Qatar.",
        ["Iran backs Hamas: F", "Qatar backs Hamas: F"],
    ),
    ("Hezbollah depends on Iranian support.", ["Iran backs Hezbollah"]),
    ("Ali Khamenei is the supreme leader of Iran.", ["Ali Khamenei leads Iran"]),
    (
        "Turkey supports groups such as the Free Syrian Army and the Al-Nusra Front.",
        ["Turkey backs Free Syrian Army", "Turkey backs Al-Nusra Front"],
    ),
    ("Qatar, which hosts Hamas leaders, has rejected the claims.", ["Qatar backs Hamas: L"]),
    (
        "Hamas, armed and funded by Iran, fought Israel.",
        ["Iran backs Hamas: F", "Hamas opposes Israel: armed"],
    ),
    ("Russia's delivery of missiles to Syria angered Israel.", ["Russia backs Syria: W"]),
    ("Iran and Syria's alliance is old.", ["Iran allied-with Syria"]),
    ("Israel wants to prevent Iran's smuggling of arms to Hezbollah.", ["Iran backs Hezbollah: W"]),
    ("Bashar al-Assad, the president of Syria, thanked Russia.", ["Bashar al-Assad leads Syria"]),
    ("Iranian Foreign Minister Abbas Araghchi visited Turkey.", ["Abbas Araghchi represents Iran"]),
    (
        "Hezbollah and its ally Hamas attacked Israel.",
        [
            "Hezbollah opposes Israel: armed",
            "Hamas opposes Israel: armed",
            "Hamas allied-with Hezbollah",
        ],
    ),
    (
        "Iran provides money to Hamas and weapons to Hezbollah.",
        ["Iran backs Hamas: F", "Iran backs Hezbollah: W"],
    ),
    ("Russia helped the Syrian Army defeat the Free Syrian Army.", ["Russia backs Syrian Army"]),
    (
        "The Badr Organisation is the military wing of Hezbollah.",
        ["Badr Organisation part-of Hezbollah"],
    ),
    ("Iran continues to support Hezbollah.", ["Iran backs Hezbollah"]),
    (
        "Qasem Soleimani was named commander of the Quds Force.",
        ["Qasem Soleimani leads Quds Force"],
    ),
    (
        "The United States condemned Iran for arming Hezbollah.",
        ["United States opposes Iran: political", "Iran backs Hezbollah: W"],
    ),
    ("Hezbollah is loyal to Iran.", ["Hezbollah linked-to Iran"]),
    (
        "The National Coalition includes the Free Syrian Army.",
        ["Free Syrian Army member-of National Coalition"],
    ),
    ("Turkey intervened on behalf of the Free Syrian Army.", ["Turkey backs Free Syrian Army"]),
    (
        "The United States designated Hezbollah a terrorist group.",
        ["United States designates Hezbollah: terrorist"],
    ),
    ("Turkey lists Hamas as a terrorist organisation.", ["Turkey designates Hamas: terrorist"]),
    ("Syria's dependence on Russia has grown.", ["Russia backs Syria"]),
    ("Iran allowed Hamas to operate from its territory.", ["Iran backs Hamas: L"]),
]
SILENT = [
    "If Iran arms Hamas, Israel will attack Iran.",
    "Russia's foreign minister called on Turkey to stop supporting the Free Syrian Army.",
    "It is unclear whether Turkey supports Hay'at Tahrir al-Sham.",
    "Russia could provide Syria with missiles.",
    "Support for Hezbollah among the Syrian public has fallen.",
    "Israel and Hamas signed an accord, and Turkey praised Hamas.",
    "Iran may be supporting the Houthis.",
    "Russia would help Syria if Turkey attacked Syria.",
    "Iran has never admitted to having armed Hamas.",
]


@pytest.mark.parametrize(("sentence", "claims"), DENIED)
def test_a_denial_disputes_and_never_supports(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), HEDGED)
def test_a_hedge_is_marked(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), BOUNDED)
def test_what_is_planned_has_ended_or_is_dated_says_so(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), SPOKEN)
def test_who_says_it_inside_the_text_is_its_speaker(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), OPPOSED)
def test_fights_and_quarrels_oppose(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), HELD)
def test_help_offices_and_parts_are_claims(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_supposed_wished_or_asked_for_is_no_claim(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in (*DENIED, *HELD, *OPPOSED)])
def test_every_clue_is_cut_from_the_text_as_it_stands(sentence: str) -> None:
    for suggestion in read(sentence):
        ends = {clue.part: sentence[clue.start : clue.end] for clue in suggestion.clues}
        assert ends.get("subject", suggestion.subject) in sentence
        assert sentence[suggestion.start : suggestion.end].strip() in sentence
        assert suggestion.in_words(sentence)


def test_a_question_claims_nothing() -> None:
    assert read("Has Iran armed Hamas?") == []
