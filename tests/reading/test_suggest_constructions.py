"""Claims of further constructions: rows with "other", statements, wishes, acts of appointment."""

from __future__ import annotations

import pytest
from suggesting_world import brief, read

CLAIMS = [
    (
        "Israel and other allies of the United States condemned Syria's abuses.",
        ["Israel allied-with United States", "Israel opposes Syria: political"],
    ),
    ("Hezbollah and other Iranian proxies met.", ["Iran backs Hezbollah"]),
    (
        "Hamas, Hezbollah, the Houthis, Lebanon and other members of the National Coalition met.",
        [],
    ),
    (
        "Among Hezbollah's backers are Iran and Syria.",
        ["Iran backs Hezbollah", "Syria backs Hezbollah"],
    ),
    (
        "The United Nations adopted a resolution condemning Syria.",
        ["United Nations opposes Syria: political"],
    ),
    ("Hamas declared its desire to destroy Israel.", ["Hamas opposes Israel"]),
    ("Hamas is committed to the destruction of Israel.", ["Hamas opposes Israel"]),
    ("Hezbollah is bent on the elimination of Israel.", ["Hezbollah opposes Israel"]),
    ("Saudi Arabia sought the overthrow of Assad.", ["Saudi Arabia opposes Bashar al-Assad"]),
    ("Saudi Arabia hoped to curb Iran's influence.", ["Saudi Arabia opposes Iran"]),
    ("Israel countered the threat posed by Hezbollah.", ["Israel opposes Hezbollah"]),
    ("Turkey praised Iran's influence.", []),
    (
        "Qasem Soleimani launched a coup against Assad.",
        ["Qasem Soleimani opposes Bashar al-Assad: armed"],
    ),
    (
        "The shelling of Hezbollah positions by Saudi Arabia went on.",
        ["Saudi Arabia opposes Hezbollah: armed"],
    ),
    (
        "An attack on Israel carried out by Hezbollah failed.",
        ["Hezbollah opposes Israel: armed"],
    ),
    (
        "The two sides were Hamas, led by Abbas Araghchi, and Hezbollah, led by Nasrallah.",
        ["Abbas Araghchi leads Hamas", "Hassan Nasrallah leads Hezbollah"],
    ),
    ("The attack persuaded Qatar to fund Hamas.", ["Qatar backs Hamas: F"]),
    ("Qatar hopes to persuade Turkey to fund Hamas.", []),
    ("Turkey took the opportunity to arm Hamas.", ["Turkey backs Hamas: W"]),
    ("Turkey has no opportunity to arm Hamas.", []),
    (
        "The US-sanctioned Badr Organisation fought on.",
        ["United States designates Badr Organisation: sanctions"],
    ),
    ("Assad dominated Syria's politics.", ["Bashar al-Assad leads Syria"]),
    ("Russia reinstated Assad.", ["Russia backs Bashar al-Assad"]),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_construction_makes_its_claims_and_no_others(text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(text))) == sorted(expected)
