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
    ("Israel captured a senior Hezbollah facilitator.", ["Israel opposes Hezbollah: armed"]),
    ("Turkey detained two Hamas members.", ["Turkey opposes Hamas"]),
    ("The raid by Israeli troops on Hezbollah failed.", ["Israel opposes Hezbollah: armed"]),
    (
        "Iran exercises influence abroad, including through support for Hezbollah.",
        ["Iran backs Hezbollah"],
    ),
    ("Under Hassan Nasrallah's leadership, Hezbollah grew.", ["Hassan Nasrallah leads Hezbollah"]),
    (
        "Under the leadership of Hassan Nasrallah, Hezbollah grew.",
        ["Hassan Nasrallah leads Hezbollah"],
    ),
    (
        "Abbas Araghchi has been under US sanctions since 2023.",
        ["United States designates Abbas Araghchi: sanctions; since 2023"],
    ),
    ("Hamas faces US sanctions.", ["United States designates Hamas: sanctions"]),
    (
        "Hamas is subject to sanctions by the United States.",
        ["United States designates Hamas: sanctions"],
    ),
    ("Syria hosted training camps for Hamas.", ["Syria backs Hamas: L.camps, T"]),
    ("Lebanon runs camps for refugees from Syria.", []),
    ("Syria went to war with Israel.", ["Syria opposes Israel: armed"]),
    ("Syria and Israel went to war.", ["Syria opposes Israel: armed"]),
    (
        "The United States suspended aid to Qatar over its support for Hamas.",
        ["United States backs Qatar; ended", "Qatar backs Hamas"],
    ),
    (
        "Israel condemned Turkey for its support of Hamas.",
        ["Israel opposes Turkey: political", "Turkey backs Hamas"],
    ),
    (
        "Hamas attacked Israel with weapons from Iran.",
        ["Hamas opposes Israel: armed", "Iran backs Hamas: W"],
    ),
    ("Assad has the backing of Russia.", ["Russia backs Bashar al-Assad"]),
    ("Backing from Iran has allowed Hezbollah to grow.", ["Iran backs Hezbollah"]),
    ("Support from Iran kept Hamas in the fight.", ["Iran backs Hamas"]),
    ("Iran uses Hezbollah as a proxy.", ["Iran backs Hezbollah"]),
    ("Israel struck the Hezbollah-held port.", ["Israel opposes Hezbollah: armed"]),
    ("Russia rebuilt the Hezbollah-held port.", []),
    ("Israel retaliated for an Iranian raid.", ["Israel opposes Iran: armed"]),
    (
        "Many support Hamas and Hezbollah, all of which have been banned by Israel.",
        ["Israel designates Hamas: banned", "Israel designates Hezbollah: banned"],
    ),
    (
        "The Syrian Army is engaged in operations against Hamas.",
        ["Syrian Army opposes Hamas: armed"],
    ),
    ("Qatar convinced President Assad to go.", []),
    (
        "The Houthis, a coalition of tribes that seeks to overthrow Assad, met.",
        ["Houthis opposes Bashar al-Assad"],
    ),
    (
        "The 82 Division is targeting individuals, including Hassan Nasrallah.",
        ["82 Division designates Hassan Nasrallah: sanctions"],
    ),
    (
        "The 82 Division is targeting Hassan Nasrallah.",
        ["82 Division opposes Hassan Nasrallah: armed"],
    ),
    ("Iran named Abbas Araghchi its ambassador to Syria.", ["Abbas Araghchi represents Iran"]),
    (
        "Under Secretary of the Quds Force for Trade Abbas Araghchi left.",
        ["Abbas Araghchi member-of Quds Force"],
    ),
    ("Israel responded with air attacks on Syria.", ["Israel opposes Syria: armed"]),
    (
        "Russia signed a treaty of friendship with Syria.",
        ["Russia allied-with Syria"],
    ),
    ("Russia signed a treaty of commerce with Syria.", []),
    ("Turkey was friendly to Qatar.", ["Turkey linked-to Qatar"]),
    ("Hamas welcomed its Iranian backers.", ["Iran backs Hamas"]),
    ("Israel avoided Hamas because of its Iranian ties.", ["Hamas linked-to Iran"]),
    ("Syria was admitted to the United Nations.", ["Syria member-of United Nations"]),
    ("The goal of Hamas is to destroy Israel.", ["Hamas opposes Israel"]),
    ("Iran's aim is to support Hamas.", []),
    ("Qatar is a recipient of aid from Turkey.", ["Turkey backs Qatar"]),
    ("Hamas is a beneficiary of Iranian aid.", ["Iran backs Hamas"]),
    ("Iranian support was critical to Hezbollah's survival.", ["Iran backs Hezbollah"]),
    ("Syrian guerrilla forces attacked Israel.", []),
    ("Qasem Soleimani led his forces against Israel.", ["Qasem Soleimani opposes Israel: armed"]),
    ("Hamas controls the Syrian Army.", ["Hamas leads Syrian Army"]),
    ("He visited Iran's Quds Force.", ["Quds Force part-of Iran"]),
    (
        "The Secretary of Iran's Quds Force, Abbas Araghchi, left.",
        ["Abbas Araghchi member-of Quds Force", "Quds Force part-of Iran"],
    ),
    (
        "War broke out between Nasrallah's Hezbollah forces and Israeli troops.",
        ["Hezbollah opposes Israel: armed"],
    ),
    (
        "The United States called on Iran to end its support for Hamas.",
        ["United States opposes Iran: political", "Iran backs Hamas"],
    ),
    ("Turkey called on Israel and Syria to end the fighting.", []),
    (
        "Iran removed Abbas Araghchi as commander of the Quds Force.",
        ["Abbas Araghchi leads Quds Force; ended"],
    ),
    (
        "He met Abbas Araghchi, head of Hamas's political bureau.",
        ["Abbas Araghchi member-of Hamas"],
    ),
    ("Abbas Araghchi took command of the Quds Force.", ["Abbas Araghchi leads Quds Force"]),
    ("Russian forces occupied part of Syria.", ["Russia opposes Syria: armed"]),
    ("Syria facilitated recruitment for Hamas.", ["Syria backs Hamas: O.recruitment"]),
    ("The United States is committed to the defence of Israel.", ["United States backs Israel"]),
    ("The United States is committed to peace with Israel.", []),
    (
        "Iran-backed militias such as Hezbollah struck US bases.",
        ["Iran backs Hezbollah", "Hezbollah opposes United States: armed"],
    ),
    ("Iran-aligned groups, including Hamas, met.", ["Iran linked-to Hamas"]),
    ("Iran-aligned groups and Israel met.", []),
    (
        "Hezbollah was added to the United Nations sanctions list.",
        ["United Nations designates Hezbollah: sanctions"],
    ),
    (
        "The sanctions on Syria imposed by Turkey hurt Hezbollah.",
        ["Turkey designates Syria: sanctions"],
    ),
    ("Russia praised Syria for its fight against Hamas.", ["Syria opposes Hamas: armed"]),
    ("The Quds Force and other branches of Hezbollah met.", []),
    ("Iran, Syria and Turkey are close to Israel.", []),
    ("They have not found conclusive evidence of support provided by Iran to Hamas.", []),
    ("There is no evidence of weapons sent by Iran to Hamas.", []),
    ("They lack proof of training given by Iran to Hamas.", []),
    ("Little evidence of support provided by Iran to Hamas was found.", []),
    (
        "They found evidence of weapons sent by Iran to Hamas.",
        ["Iran backs Hamas: W"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_construction_makes_its_claims_and_no_others(text: str, expected: list[str]) -> None:
    assert sorted(map(brief, read(text))) == sorted(expected)
