"""The map of a dossier as SVG: an actor between those tied to it and those that it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.exchange import dossier_svg as svg
from proxytui.exchange.dossier_svg import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.exchange.dossier_figures import Map, MapGroup, Neighbour

_CENTRE = (390, 570)
"""Left and right edge of the actor in the middle of a wide map."""
_TIE = 44
_HEADING, _GROUP_GAP = 24, 10
_NAME_LINE, _REMARK_LINE, _ROW_GAP = 20, 15, 4
_REMARK_LINES = 2
_SIDE_CELLS, _REMARK_CELLS, _CENTRE_CELLS = 42, 52, 20
_NARROW_NAME, _NARROW_REMARK, _NARROW_CENTRE = 40, 48, 38
_TRUNK, _NARROW_TEXT = 12, 48
_NOTHING = "no such tie shows"


def drawn(map_: Map, id_: str, as_of: str) -> Iterator[str]:
    """The map twice, for wide and for narrow pages; of the two the page shows one."""
    title = f"Map: {map_.centre} and those tied to it, {as_of}"
    for width, suffix in ((WIDE, "wide"), (NARROW, "narrow")):
        parts = list(_wide(map_) if width == WIDE else _narrow(map_))
        height = _wide_height(map_) if width == WIDE else _narrow_height(map_)
        yield from svg.figure(f"{id_}-{suffix}", (width, height), title, map_.words, parts)


def _remarks(neighbour: Neighbour, most: int) -> list[str]:
    """The lines below a name, each of at most so many cells."""
    words = " · ".join(neighbour.remarks)
    return svg.wrapped(words, most, _REMARK_LINES) if words else []


def _row_height(neighbour: Neighbour, most: int) -> int:
    return _NAME_LINE + _REMARK_LINE * len(_remarks(neighbour, most)) + _ROW_GAP


def _side_height(groups: Sequence[MapGroup], most: int) -> int:
    height = sum(
        _HEADING
        + sum(_row_height(neighbour, most) for neighbour in group.neighbours)
        + (_NAME_LINE if group.more else 0)
        + _GROUP_GAP
        for group in groups
    )
    return height or _HEADING + _GROUP_GAP


def _wide_height(map_: Map) -> int:
    return max(*(_side_height(side, _REMARK_CELLS) for side in map_[1:]), 90) + 16


def _tie_class(group: MapGroup, neighbour: Neighbour) -> str:
    return f"tie t-{group.type}" if neighbour.held else f"tie maybe t-{group.type}"


# Both sides beside the centre


def _wide(map_: Map) -> Iterator[str]:
    height = _wide_height(map_)
    left, right = _CENTRE
    yield svg.box(left, 4, right - left, height - 8, "centre")
    lines = svg.wrapped(map_.centre, _CENTRE_CELLS, 4)
    top = height / 2 - 9 * (len(lines) - 1) + 5
    for number, words in enumerate(lines):
        yield svg.words_at((left + right) / 2, top + 18 * number, words, "name", anchor="middle")
    for groups, edge, away in ((map_.left, left, -1), (map_.right, right, 1)):
        # What is shorter than the other side stands in the middle, where the name of the centre is.
        y = 8 + max(0.0, (height - 16 - _side_height(groups, _REMARK_CELLS)) / 2)
        yield from _wide_side(groups, edge, away, y)


def _wide_side(groups: Sequence[MapGroup], edge: int, away: int, y: float) -> Iterator[str]:
    anchor = "end" if away < 0 else ""
    outer = edge + away * _TIE
    at = outer + away * 8
    if not groups:
        yield svg.words_at(at, y + 16, _NOTHING, "dim", anchor=anchor)
    for group in groups:
        yield svg.words_at(at, y + 16, _heading(group), f"head h-{group.type}", anchor=anchor)
        y += _HEADING
        for neighbour in group.neighbours:
            level, kind = y + 10, _tie_class(group, neighbour)
            yield svg.stroke(edge, level, outer, level, kind)
            if group.arrow:
                tip = edge if group.arrow == "in" else outer
                points_left = (group.arrow == "in") is (away > 0)
                yield svg.arrowhead(tip, level, kind, left=points_left)
            name = svg.fitted(neighbour.name, _SIDE_CELLS)
            yield svg.words_at(at, y + 15, name, "name", anchor=anchor)
            for number, words in enumerate(_remarks(neighbour, _REMARK_CELLS)):
                below = y + 31 + _REMARK_LINE * number
                yield svg.words_at(at, below, words, "dim", anchor=anchor)
            y += _row_height(neighbour, _REMARK_CELLS)
        if group.more:
            yield svg.words_at(at, y + 14, f"… {group.more} more", "dim", anchor=anchor)
            y += _NAME_LINE
        y += _GROUP_GAP


def _heading(group: MapGroup) -> str:
    return f"{group.heading} ({group.total})"


# One side below the other


_BOX = 34


def _narrow_height(map_: Map) -> int:
    sides = (_side_height(side, _NARROW_REMARK) for side in map_[1:])
    return sum(sides) + _BOX + 24


def _narrow(map_: Map) -> Iterator[str]:
    y = 4.0
    yield from _narrow_side(map_.left, y)
    y += _side_height(map_.left, _NARROW_REMARK)
    if map_.left:
        yield svg.stroke(_TRUNK, 4 + _HEADING + 10, _TRUNK, y, "trunk")
    yield svg.box(1, y, NARROW - 2, _BOX, "centre")
    name = svg.fitted(map_.centre, _NARROW_CENTRE)
    yield svg.words_at(NARROW / 2, y + 22, name, "name", anchor="middle")
    y += _BOX
    if map_.right:
        end = (
            y
            + 10
            + _side_height(map_.right, _NARROW_REMARK)
            - _GROUP_GAP
            - _last_row(map_.right[-1])
        )
        yield svg.stroke(_TRUNK, y, _TRUNK, end, "trunk")
    yield from _narrow_side(map_.right, y + 10)


def _last_row(group: MapGroup) -> float:
    """The height from the tie of the last actor to the end of its group."""
    after = _NAME_LINE if group.more else 0
    return after + _row_height(group.neighbours[-1], _NARROW_REMARK) - 10


def _narrow_side(groups: Sequence[MapGroup], y: float) -> Iterator[str]:
    if not groups:
        yield svg.words_at(_TRUNK + 8, y + 16, _NOTHING, "dim")
    for group in groups:
        yield svg.words_at(_TRUNK + 8, y + 16, _heading(group), f"head h-{group.type}")
        y += _HEADING
        for neighbour in group.neighbours:
            level, kind = y + 10, _tie_class(group, neighbour)
            yield svg.stroke(_TRUNK, level, _NARROW_TEXT - 8, level, kind)
            if group.arrow == "in":
                yield svg.arrowhead(_TRUNK, level, kind, left=True)
            elif group.arrow:
                yield svg.arrowhead(_NARROW_TEXT - 8, level, kind)
            name = svg.fitted(neighbour.name, _NARROW_NAME)
            yield svg.words_at(_NARROW_TEXT, y + 15, name, "name")
            for number, words in enumerate(_remarks(neighbour, _NARROW_REMARK)):
                yield svg.words_at(_NARROW_TEXT, y + 31 + _REMARK_LINE * number, words, "dim")
            y += _row_height(neighbour, _NARROW_REMARK)
        if group.more:
            yield svg.words_at(_NARROW_TEXT, y + 14, f"… {group.more} more", "dim")
            y += _NAME_LINE
        y += _GROUP_GAP
