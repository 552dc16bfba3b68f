"""A list of actors filtered letter by letter has those that a filter typed at once would leave."""

from __future__ import annotations

import random

from network_of import index_of

from proxytui.model.changes import Change
from proxytui.views.actor_names import ActorNames

_NAMES = (
    "Hezbollah",
    "Ḥizb Allāh",
    "حزب الله",
    "Hamas",
    "Heze",
    "Zeh Bo",
    "Σάμος",
    "Straße",
    "ab-ba",
)
_TYPED = (
    "h",
    "he",
    "hez",
    "hez ",
    "ze",
    "zeh",
    "a",
    "ab",
    "ba",
    "ss",
    "σ",
    "ح",
    "حز",
    "o",
    "x",
    "",
)


def test_letters_typed_and_taken_back_leave_what_each_text_leaves_alone() -> None:
    chance = random.Random(3)
    index = index_of("a backs b")
    for number, name in enumerate(_NAMES):
        record = {"kind": "party", "names": [{"text": name}]}
        index.apply([Change("actors", f"n{number}", None, record)])
    names = ActorNames(index)
    for number in range(200):
        typed = chance.choice(_TYPED)
        assert names.matching(typed) == ActorNames(index).matching(typed), typed
        if number % 20 == 19:
            record = {"kind": "party", "names": [{"text": chance.choice(_NAMES) + " h"}]}
            index.apply([Change("actors", f"n{number % 7}", None, record)])
    assert names.matching("hez")
