"""A fault in a text is told at its place or before it, with what was read and what was expected."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from proxytui.notation.reader import read
from proxytui.notation.scanner import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES = ("North", "South Republic", "River Guard", "Coastal Front")
TEXT = """\
# notes on a quarrel that never was
source memo-1  A memorandum; publisher Desk; published 2020-05
source paper-2  The Paper
  url https://example.org/a; reliability B

actor Hill Movement (armed-group, XA)
  name HM (acronym, since 2001); founded 1999
  id wikidata Q0

North backs River Guard: weapons, training
  since 2010-03~; until 2012; against South Republic
  "gave them rifles" memo-1 ¶4, said by South Republic, alleged
South Republic opposes River Guard since 2010 "has fought them" paper-2 p. 3
River Guard led-by North; role commander; from paper-2

event 2011-04-02  A bridge is taken (offensive)
  River Guard as attacker; South Republic as target
  "took the bridge" paper-2
note North, River Guard
  | ask about [[the bridge]]
same Hill Movement, Coastal Front
  reason one list has both
"""
BROKEN: tuple[tuple[str, str], ...] = (
    ("backs", "bakcs"),
    ("weapons", "weapns"),
    ("2010-03~", "2010-13"),
    ("2012;", "20x2;"),
    ("against South Republic", "against Suoth Republic"),
    ('"gave them rifles"', '"gave them rifles'),
    ("memo-1 ¶4", "memo-9 ¶4"),
    (", alleged", ", aleged"),
    ("opposes", "oposes"),
    ("since 2010 ", "since "),
    ('"has fought them" paper-2', '"has fought them"'),
    ("led-by", "led by"),
    ("role commander", "role"),
    ("(offensive)", "(ofensive)"),
    ("(armed-group, XA)", "(armed group XA"),
    ("as attacker", "as atacker"),
    ("name HM", "nmae HM"),
    ("since 2001", "since MMI"),
    ("founded 1999", "founded"),
    ("reliability B", "reliability G"),
    ("Hill Movement, Coastal Front", "Hill Movement Coastal Front"),
    ("source memo-1  A memorandum", "source memo-1"),
    ("note North", "note Nroth"),
    ("reason one list", "raeson one list"),
)


class Directory:
    """A directory of a few actors, each called as its id."""

    def actors_called(self, name: str) -> Sequence[str]:
        return [known for known in NAMES if known.casefold() == name.casefold()]

    def sources_called(self, title: str) -> Sequence[str]:
        return ()

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return table == "actors" and id_ in NAMES

    def label(self, actor: str) -> str:
        return actor

    def near(self, name: str) -> Sequence[str]:
        return [known for known in NAMES if known[:1] == name[:1]]


def ids() -> Callable[[str, dict[str, Any]], str]:
    """Ids for new records: new-1, new-2 …"""
    numbers = iter(range(1, 1000))
    return lambda table, record: f"new-{next(numbers)}"


def place_of(text: str, at: int) -> Place:
    before = text[:at]
    return Place(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


def test_the_text_itself_has_no_fault() -> None:
    reading = read(TEXT, Directory(), ids())
    assert [(f.place, f.message) for f in reading.faults] == []
    assert [row.table for row in reading.records] == [
        "sources", "sources", "actors", "claims", "claims", "claims", "events", "notes",
        "identities",
    ]  # fmt: skip


@pytest.mark.parametrize(("sound", "broken"), BROKEN, ids=[broken for _, broken in BROKEN])
def test_what_is_broken_is_told_at_its_place_or_before_it(sound: str, broken: str) -> None:
    at = TEXT.index(sound)
    text = TEXT[:at] + broken + TEXT[at + len(sound) :]
    faults = read(text, Directory(), ids()).faults
    assert faults
    last = at + next((n for n, (a, b) in enumerate(zip(sound, broken, strict=False)) if a != b),
                     min(len(sound), len(broken)))  # fmt: skip
    end = text.find("\n", last)
    assert faults[0].place <= place_of(text, end if end >= 0 else len(text))
    assert faults[0].place.line >= place_of(text, at).line - 2
    assert len(faults[0].message) > 20


def test_all_faults_of_a_text_are_told_at_once_in_their_order() -> None:
    text = TEXT
    chosen = [
        pair for pair in BROKEN if pair[0] in ("weapons", "opposes", "(offensive)", "name HM")
    ]
    for sound, broken in chosen:
        text = text.replace(sound, broken, 1)
    faults = read(text, Directory(), ids()).faults
    assert len(faults) >= len(chosen)
    assert [fault.place for fault in faults] == sorted(fault.place for fault in faults)


@pytest.mark.parametrize("seed", range(300))
def test_however_a_text_is_spoilt_it_is_read_or_its_faults_have_places_in_it(seed: int) -> None:
    chance = random.Random(seed)
    text = TEXT
    for _ in range(chance.randrange(1, 4)):
        at, size = chance.randrange(len(text)), chance.randrange(0, 12)
        put = "".join(
            chance.choice('"`;:,()[]|#\n \\{}¶+-aZ9ق~') for _ in range(chance.randrange(4))
        )
        text = text[:at] + put + text[at + size :]
    reading = read(text, Directory(), ids())
    lines = text.split("\n")
    for fault in reading.faults:
        line, column = fault.place
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert fault.message


def test_a_new_source_without_a_record_is_named_with_its_place() -> None:
    text = 'North backs River Guard "x" +memo-9\nNorth backs River Guard "y" +memo-9'
    reading = read(text, Directory(), ids())
    assert reading.faults == ()
    assert [(source.name, source.place) for source in reading.lacking] == [("memo-9", Place(1, 29))]
    whole = read(f"source memo-9  A memorandum\n{text}", Directory(), ids())
    assert (whole.faults, whole.lacking) == ((), ())


def test_the_nearest_word_is_offered() -> None:
    def told(line: str) -> str:
        return read(line, Directory(), ids()).faults[0].message

    assert "did you mean backs?" in told('North bakcs River Guard "x" memo')
    assert "did you mean weapons?" in told("North backs River Guard: weapns")
    assert "did you mean since?" in told('North backs River Guard; sicne 2010; "x" memo')
    assert "close to it is North" in told("Nroth backs River Guard")
    assert "+Nobody makes it" in told("Nobody backs North")
