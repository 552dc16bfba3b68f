"""The drawing of the overview: each arrow can be followed, and leads where a tie is."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from proxytui.drawing.layered import draw_layers
from proxytui.drawing.shelves import draw_shelves
from proxytui.drawing.two_sided import Measure
from proxytui.questions.backbone import Arrow, Backbone
from proxytui.views.lines import cut

if TYPE_CHECKING:
    from proxytui.drawing.two_sided import Drawing

MEASURE = Measure(cell_len, cut)
_OPEN = {
    "┴": "lru", "┬": "lrd", "┼": "lrud", "└": "ru", "┘": "lu", "┌": "rd", "┐": "ld",
    "├": "rud", "┤": "lud",
}  # fmt: skip
_STEP = {"l": (0, -1), "r": (0, 1), "u": (-1, 0), "d": (1, 0)}
_BACK = {"l": "r", "r": "l", "u": "d", "d": "u"}


def some(chance: random.Random) -> Backbone:
    count = chance.randint(1, 22)
    actors = tuple(f"actor {number:02}" for number in range(count))
    pairs = {tuple(chance.sample(actors, 2)) for _ in range(chance.randint(0, 30)) if count > 1}
    arrows = (Arrow(f"{a}>{b}", a, b, chance.random() < 0.6) for a, b in sorted(pairs))
    return Backbone(actors, tuple(arrows))


def grid_of(drawing: Drawing) -> list[str]:
    return ["".join(piece.text for piece in make()) for make in drawing.lines]


def followed(drawing: Drawing) -> set[tuple[str, str]]:
    """Who leads to whom, by walking along the lines."""
    lines = grid_of(drawing)
    named = {
        (spot.row, at): spot.key
        for spot in drawing.spots
        for at in range(spot.start, spot.start + spot.cells)
    }

    def glyph(row: int, at: int) -> str:
        return lines[row][at] if row < len(lines) and at < len(lines[row]) else " "

    found = set()
    for (row, at), upper in named.items():
        first = glyph(row + 1, at)
        if first in " ─┄" or (row + 1, at) in named or "u" not in _OPEN.get(first, "u"):
            continue
        upwards = first == "▲"
        waiting, seen = [(row + 1, at, "d")], set()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            y, x, way = here
            if (y, x) in named:
                pair = (named[y, x], upper) if upwards else (upper, named[y, x])
                found.add(pair)
                continue
            ways = _OPEN.get(glyph(y, x))
            assert glyph(y, x).strip(), (lines, here)
            if ways is None:
                # A line that only crosses is passed.
                ways = "lr" if way in "lr" else "ud"
            assert _BACK[way] in ways, (lines, here)
            for goes in ways.replace(_BACK[way], ""):
                step = _STEP[goes]
                waiting.append((y + step[0], x + step[1], goes))
    return found


def test_a_chain_and_a_pair_that_back_each_other() -> None:
    arrows = (
        Arrow("1", "one", "two", True),
        Arrow("2", "two", "one", False),
        Arrow("3", "two", "three", True),
    )
    drawing = draw_layers(Backbone(("one", "two", "three"), arrows), str, "one", 40, MEASURE)
    assert followed(drawing) == {("one", "two"), ("two", "one"), ("two", "three")}
    text = "\n".join(grid_of(drawing))
    assert "▲" in text
    assert "▼" in text
    assert "┆" in text, "what is only possible has a broken line"


@pytest.mark.parametrize("cells", [120, 200])
def test_every_arrow_can_be_followed_to_where_it_leads(cells: int) -> None:
    for seed in range(250):
        overview = some(random.Random(seed))
        drawing = draw_layers(overview, str, overview.actors[0], cells, MEASURE)
        assert {spot.key for spot in drawing.spots} == set(overview.actors)
        wanted = {(one.subject, one.object) for one in overview.arrows}
        assert followed(drawing) == wanted, (seed, "\n".join(grid_of(drawing)))


@pytest.mark.parametrize("cells", [30, 42, 78, 120])
def test_no_line_is_wider_than_asked_and_no_actor_is_missing(cells: int) -> None:
    names = {"actor 00": "حزب الله", "actor 01": "人民解放军", "actor 02": "👩‍👩‍👧 group" * 4}
    for seed in range(60):
        overview = some(random.Random(seed))

        def name(actor: str) -> str:
            return names.get(actor, f"{actor} " * 5)

        drawing = draw_layers(overview, name, "", cells, MEASURE)
        for make in drawing.lines:
            assert sum(cell_len(piece.text) for piece in make()) <= cells
        assert len(drawing.spots) == len(overview.actors)
        for spot in drawing.spots:
            assert 0 <= spot.start <= spot.start + spot.cells <= cells


def shelves(count: int, cells: int) -> tuple[Drawing, list[Backbone]]:
    """Several groups in one drawing."""
    chance = random.Random(count)
    shown = []
    for number in range(count):
        one = some(chance)
        names = {actor: f"{actor} {number}" for actor in one.actors}
        arrows = (a._replace(subject=names[a.subject], object=names[a.object]) for a in one.arrows)
        shown.append(Backbone(tuple(names.values()), tuple(arrows)))
    return draw_shelves(shown, str, shown[0].actors[0], cells, MEASURE), shown


@pytest.mark.parametrize("cells", [60, 120, 200])
def test_groups_beside_each_other_are_whole_and_keep_to_their_place(cells: int) -> None:
    for count in range(1, 30):
        drawing, shown = shelves(count % 5 + 1, cells)
        everyone = [actor for one in shown for actor in one.actors]
        assert sorted(spot.key for spot in drawing.spots) == sorted(everyone)
        lines = grid_of(drawing)
        for spot in drawing.spots:
            assert lines[spot.row][spot.start : spot.start + spot.cells].strip(" ─")
        assert all(cell_len(line) <= cells for line in lines)
        if cells == 200:
            wanted = {(one.subject, one.object) for group in shown for one in group.arrows}
            assert followed(drawing) == wanted


def test_small_groups_stand_side_by_side_where_there_is_room() -> None:
    pair = [Backbone((a, b), (Arrow(a + b, a, b, True),)) for a, b in ("ab", "cd", "ef")]
    assert len(draw_shelves(pair, str, "a", 200, MEASURE).lines) == 3
    long = draw_shelves(pair, lambda one: one * 18, "a", 30, MEASURE)
    assert len(long.lines) == 3 * 3 + 2


@pytest.mark.parametrize("cells", [60, 120, 200])
def test_a_drawing_stands_in_the_middle_where_it_is_to(cells: int) -> None:
    for count in range(1, 20):
        _, shown = shelves(count % 5 + 1, cells)
        drawing = draw_shelves(shown, str, shown[0].actors[0], cells, MEASURE, centred=True)
        lines = grid_of(drawing)
        for spot in drawing.spots:
            assert lines[spot.row][spot.start : spot.start + spot.cells].strip(" ─")
        left = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
        right = cells - max(map(cell_len, lines))
        assert abs(left - right) <= 1


def test_a_small_group_is_not_pushed_to_the_right() -> None:
    arrows = tuple(Arrow(one, one, "army", True) for one in ("egypt", "iran", "russia"))
    drawing = draw_shelves(
        [Backbone(("army", "egypt", "iran", "russia"), arrows)], str, "army", 160, MEASURE
    )
    assert min(len(line) - len(line.lstrip()) for line in grid_of(drawing)) == 0
