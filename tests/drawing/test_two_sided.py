"""The drawing of the two-sided view: never wider than asked, nothing lost without a count."""

from __future__ import annotations

import random
import re

import pytest
from rich.cells import cell_len, split_graphemes

from proxytui.asof.ranking import Ranked
from proxytui.drawing.two_sided import Canvas, Drawing, DrawnActor, Measure, draw_two_sided
from proxytui.model.dates import State
from proxytui.questions.neighbourhood import Neighbour
from proxytui.questions.neighbourhood_fit import FittedGroup, FittedLine
from proxytui.text import CLOSING
from proxytui.views.lines import cut
from proxytui.wording.contested import Contested

MEASURE = Measure(cell_len, cut)
NAMES = (
    "Ally",
    "حزب الله",
    "人民解放军",
    "e\u0301te\u0301",
    "👩‍👩‍👧 group",
    "A very long name " * 9,
)
CONTESTED = (Contested(("disputed",)), Contested(("retracted source", "retracted")))


class Sketch:
    """Groups of lines made by hand, and what is said of each."""

    def __init__(self) -> None:
        self.said: dict[str, DrawnActor] = {}

    def line(self, one: DrawnActor, open_: tuple[bool, ...] = ()) -> FittedLine:
        key = f"k{len(self.said)}"
        self.said[key] = one
        node = Neighbour(Ranked(key, key, State.HELD), ("backs", False), "", "", len(open_) + 1)
        return FittedLine(key, len(open_) + 1, node, open=open_)

    def drawn(self, node: Neighbour, unfolded: bool) -> DrawnActor:
        return self.said[node.tie]

    def two_sided(
        self, left: list[FittedGroup], right: list[FittedGroup], cells: int, centre: str = "Centre"
    ) -> Drawing:
        canvas = Canvas(cells, None, MEASURE)
        return draw_two_sided(centre, left, right, canvas, self.drawn)


def shown(drawing: Drawing) -> list[str]:
    return ["".join(piece.text for piece in make()).rstrip() for make in drawing.lines]


def group(type_: str, *lines: FittedLine, inward: bool = False) -> FittedGroup:
    return FittedGroup(type_, inward, sum(one.hop == 1 for one in lines if one.node), lines)


def test_the_sides_stand_around_the_centre() -> None:
    it = Sketch()
    left = [
        group(
            "backs",
            it.line(DrawnActor("Ardania", True, "3")),
            it.line(DrawnActor("Before", True), (True,)),
            FittedLine("k0", 2, None, 7, (False,)),
            inward=True,
        ),
        group("opposes", it.line(DrawnActor("Foe", False, "1")), inward=True),
    ]
    right = [
        group(
            "backs",
            it.line(DrawnActor("Client", False, "1", "", "new", (), ("possibly",))),
            it.line(DrawnActor("Beyond", True, "1"), (False,)),
            it.line(DrawnActor("Farther", True), (False, False)),
        ),
        group("allied-with", it.line(DrawnActor("Friend", True, "2"))),
    ]
    assert shown(it.two_sided(left, right, 80)) == [
        "                                   ┌────────┐",
        "      reported to be backed by (1) │        │ reported to back (1)",
        "                      3  Ardania ━━┤        ├┅┅ Client  new · possibly · 1",
        "                       Before ━━┤  │ Centre │  └━━ Beyond  1",
        "                       … 7 more ┘  │        │     └━━ Farther",
        "         said to be opposed by (1) │        │ said to be allied with (1)",
        "                          1  Foe ╳╳┤        ├══ Friend  2",
        "                                   └────────┘",
    ]


def test_with_little_room_the_sides_stand_one_below_the_other() -> None:
    it = Sketch()
    left = [group("backs", it.line(DrawnActor("Ardania", True, "3")), inward=True)]
    right = [group("opposes", it.line(DrawnActor("n000", True, "1")))]
    assert shown(it.two_sided(left, right, 40)) == [
        "│ reported to be backed by (1)",
        "├━━ Ardania  3",
        "Centre",
        "│ said to oppose (1)",
        "├╳╳ n000  1",
    ]


def test_an_empty_side_says_so() -> None:
    drawing = Sketch().two_sided([], [], 80)
    assert shown(drawing)[1].count("no such tie shows") == 2
    assert not drawing.spots


def test_beside_a_name_the_date_gives_way_first_and_what_is_contested_last() -> None:
    it = Sketch()
    actor = DrawnActor(
        "A name of some length", False, "2", "+12", "", CONTESTED, ("until ≤ ~2 Dec 2024", "last")
    )
    right = [group("backs", it.line(actor))]
    said = {}
    for cells in range(20, 181):
        (line,) = (line for line in shown(it.two_sided([], right, cells)) if "┅┅" in line)
        said[cells] = line.partition("┅┅ ")[2]
    assert said[180].endswith("  disputed · retracted source · until ≤ ~2 Dec 2024 · 2 · +12")
    assert said[63].endswith("  disputed · retracted source · last · 2 · +12")
    assert said[48] == "A name of…  disputed · retracted · 2 · +12 …"
    assert said[40] == "A nam…  disputed · retracted · +12 …"
    assert said[29] == "A…  disputed · retracted"
    assert said[21] == "A na…  disputed …"
    assert said[20] == "A nam…  disputed"
    for line in said.values():
        assert " disputed" in line
        assert not re.search(r"(disp|retr|sour)[a-z]*…", line), "no word is cut"
        if "· 2" not in line and "retracted" in line and cell_len(line) > 30:
            assert line.endswith("…"), "what is left out shows"


def test_means_are_said_only_where_the_name_is_whole() -> None:
    it = Sketch()
    right = [
        group("backs", it.line(DrawnActor("A name of some length", True, "2", spare=("arms",))))
    ]
    assert any(
        "A name of some length  2 · arms" in line for line in shown(it.two_sided([], right, 82))
    )
    assert any("A name of some length  2" in line for line in shown(it.two_sided([], right, 70)))


@pytest.mark.parametrize("cells", [40, 100])
def test_only_lines_that_are_looked_at_are_made(cells: int) -> None:
    it = Sketch()
    right = [group("backs", *(it.line(DrawnActor(f"n{number}", True)) for number in range(50)))]
    asked: list[str] = []

    def drawn(node: Neighbour, unfolded: bool) -> DrawnActor:
        asked.append(node.tie)
        return it.drawn(node, unfolded)

    drawing = draw_two_sided("C", [], right, Canvas(cells, None, MEASURE), drawn)
    assert (len(drawing.spots), asked) == (50, [])
    last = drawing.spots[-1]
    assert "n49" in "".join(piece.text for piece in drawing.lines[last.row]())
    assert asked == ["k49"]


@pytest.mark.parametrize("cells", [20, 37, 40, 63, 64, 65, 80, 81, 120, 200])
def test_no_line_is_wider_than_asked_and_no_grapheme_is_cut(cells: int) -> None:
    whole = {one for name in NAMES for one in _graphemes(name)}
    for seed in range(60):
        chance = random.Random(f"{cells} {seed}")
        it = Sketch()
        sides = []
        for inward in (True, False):
            made: dict[str, list[FittedLine]] = {}
            for _ in range(chance.randint(0, 12)):
                type_ = chance.choice(("backs", "opposes", "allied-with"))
                lines = made.setdefault(type_, [])
                most = min(2, len(lines[-1].open) + 1) if lines else 0
                open_ = tuple(chance.random() < 0.5 for _ in range(chance.randint(0, most)))
                if chance.random() < 0.2:
                    lines.append(FittedLine("x", len(open_) + 1, None, 3, open_))
                    continue
                publishers, further = chance.choice(("", "12")), chance.choice(("", "+345"))
                kept = CONTESTED[: chance.randint(0, 2)]
                doubt = ("possibly, long", "possibly")[: chance.randint(0, 2)]
                mark = chance.choice(("", "possibly new"))
                spare = ("weapons", "funding")[: chance.randint(0, 2)]
                held = chance.random() < 0.5
                name = chance.choice(NAMES)
                one = DrawnActor(name, held, publishers, further, mark, kept, doubt, spare)
                lines.append(it.line(one, open_))
            sides.append([group(type_, *lines, inward=inward) for type_, lines in made.items()])
        drawing = it.two_sided(*sides, cells, chance.choice(NAMES))
        lines = [make() for make in drawing.lines]
        for line in lines:
            assert sum(cell_len(piece.text) for piece in line) <= cells
            for piece in line:
                assert not piece.text.startswith(("\u0301", "\u200d"))
                if piece.role == "text" and "…" in piece.text:
                    assert set(_graphemes(piece.text.rstrip(f"…{CLOSING}"))) <= whole
        assert len(drawing.spots) == sum(len(one.lines) for side in sides for one in side)
        for spot in drawing.spots:
            text = "".join(piece.text for piece in lines[spot.row])
            assert cell_len(text) > spot.start
            assert spot.start + spot.cells <= cells


def _graphemes(words: str) -> list[str]:
    return [words[start:stop] for start, stop, _ in split_graphemes(words)[0]]
