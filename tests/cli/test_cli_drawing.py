"""The drawing of the two-sided view: never wider than asked, nothing lost without a count."""

from __future__ import annotations

import random
import re

import pytest
from rich.cells import cell_len, split_graphemes

from proxytui.cli.page import cut
from proxytui.commands.drawing import Drawn, Line, Measure, two_sided

MEASURE = Measure(cell_len, cut)
NAMES = (
    "Ally",
    "حزب الله",
    "人民解放军",
    "e\u0301te\u0301",
    "👩‍👩‍👧 group",
    "A very long name " * 9,
)
NOTES = ("possibly", "disputed", "12", "+345")


def shown(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def some(count: int, type_: str = "backs", hop: int = 1) -> list[Drawn]:
    return [Drawn(type_, hop, f"n{n:03}", True, ("1",)) for n in range(count)]


def test_the_sides_stand_around_the_centre() -> None:
    left = [Drawn("backs", 1, "Ardania", True, ("3",)), Drawn("opposes", 1, "Foe", False, ("1",))]
    right = [
        Drawn("backs", 1, "Client", False, ("possibly", "1", "+2")),
        Drawn("backs", 2, "Beyond", True, ("1",)),
        Drawn("allied-with", 1, "Friend", True, ("2",)),
    ]
    assert shown(two_sided("Centre", left, right, 80, None, MEASURE)) == [
        "                                   ┌────────┐",
        "      reported to be backed by (1) │        │ reported to back (1)",
        "                      3  Ardania ━━┤        ├┅┅ Client  possibly · 1 · +2",
        "         said to be opposed by (1) │ Centre │  ━━ Beyond  1",
        "                          1  Foe ╳╳┤        │ said to be allied with (1)",
        "                                   │        ├══ Friend  2",
        "                                   └────────┘",
    ]


def test_with_little_room_the_sides_stand_one_below_the_other() -> None:
    left, right = [Drawn("backs", 1, "Ardania", True, ("3",))], some(1, "opposes")
    assert shown(two_sided("Centre", left, right, 40, None, MEASURE)) == [
        "│ reported to be backed by (1)",
        "├━━ Ardania  3",
        "Centre",
        "│ said to oppose (1)",
        "├╳╳ n000  1",
    ]


def test_an_empty_side_says_so() -> None:
    lines = shown(two_sided("Centre", [], [], 80, None, MEASURE))
    assert lines[1].count("no such tie shows") == 2


def test_what_does_not_fit_is_counted_for_each_type() -> None:
    right = [*some(40), *some(3, "allied-with"), *some(20, "opposes")]
    lines = shown(two_sided("Centre", [], right, 80, 20, MEASURE))
    assert len(lines) == 22
    folded = [int(found[1]) for line in lines if (found := re.search(r"… (\d+) more", line))]
    assert len(folded) == 2
    assert sum("n0" in line for line in lines) + sum(folded) == 63
    assert "said to be allied with (3)" in "\n".join(lines)


def test_of_what_stands_beside_a_name_the_last_gives_way_first() -> None:
    one = [Drawn("backs", 1, "A name of some length", False, ("denied", "possibly", "+12"))]
    wide = shown(two_sided("Centre", [], one, 120, None, MEASURE))
    assert any("A name of some length  denied · possibly · +12" in line for line in wide)
    narrow = shown(two_sided("Centre", [], one, 66, None, MEASURE))
    assert any("  denied" in line and "+12" not in line for line in narrow)
    assert any("denied" in line for line in shown(two_sided("C", [], one, 20, None, MEASURE)))


@pytest.mark.parametrize("cells", [20, 37, 40, 63, 64, 65, 80, 81, 120, 200])
def test_no_line_is_wider_than_asked_and_no_grapheme_is_cut(cells: int) -> None:
    for seed in range(60):
        chance = random.Random(f"{cells} {seed}")
        sides = []
        for _ in range(2):
            side, hop = [], 0
            type_ = ""
            for _ in range(chance.randint(0, 12)):
                hop = chance.randint(1, min(3, hop + 1))
                type_ = chance.choice(("backs", "opposes", "allied-with")) if hop == 1 else type_
                notes = tuple(NOTES[: chance.randint(0, 4)])
                side.append(Drawn(type_, hop, chance.choice(NAMES), chance.random() < 0.5, notes))
            sides.append(side)
        rows = chance.choice((None, 0, 6, 10, 30))
        centre = chance.choice(NAMES)
        lines = two_sided(centre, *sides, cells, rows, MEASURE)
        whole = [cut for name in NAMES for cut in _graphemes(name)]
        for line in lines:
            assert sum(cell_len(piece.text) for piece in line) <= cells
            for piece in line:
                assert not piece.text.startswith(("\u0301", "\u200d"))
                if piece.role == "text" and "…" in piece.text:
                    assert set(_graphemes(piece.text.rstrip("…"))) <= set(whole)
        counted = sum(
            int(found[1]) for line in shown(lines) for found in re.finditer(r"… (\d+) more", line)
        )
        drawn = sum(piece.text[:2] in _LINES for line in lines for piece in line)
        assert drawn + counted == sum(map(len, sides))
        if rows is not None and cells >= 64:
            types = max(len({one.type for one in side}) for side in sides)
            assert len(lines) <= max(rows, 2 * types, 1) + 2


_LINES = {"━━", "┅┅", "╳╳", "══", "╌╌"}


def _graphemes(words: str) -> list[str]:
    return [words[start:stop] for start, stop, _ in split_graphemes(words)[0]]
