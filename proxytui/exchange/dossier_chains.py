"""Chains of ties between a pair as SVG: actors in a row, between them what is said of the tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.exchange import dossier_svg as svg
from proxytui.exchange.dossier_svg import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.exchange.dossier_figures import Chain, Link

_BOX, _HEIGHT = 128, 40
_NAME_CELLS, _NAME_LINES = 15, 2
_ROW = 84
_GAP = 18
_LETTER = 6.6
"""The width of a letter of a remark, on average."""
_DOWN = 50
"""The height of a tie between two actors below each other."""
_NARROW_NAME, _NARROW_WORDS = 38, 44


def drawn(chains: Sequence[Chain], id_: str, title: str) -> Iterator[str]:
    """The chains twice, for wide and for narrow pages; of the two the page shows one."""
    description = " ".join(f"{chain.words}." for chain in chains)
    wide = _ROW * len(chains)
    yield from svg.figure(f"{id_}-wide", (WIDE, wide), title, description, _wide(chains))
    narrow = sum(map(_height, chains))
    yield from svg.figure(f"{id_}-narrow", (NARROW, narrow), title, description, _narrow(chains))


def _kind(link: Link) -> str:
    return f"tie t-{link.type}" if link.held else f"tie maybe t-{link.type}"


def _wide(chains: Sequence[Chain]) -> Iterator[str]:
    for number, chain in enumerate(chains):
        top = _ROW * number + (_ROW - _HEIGHT) / 2
        gap = (WIDE - 2 - _BOX * len(chain.names)) / len(chain.links)
        for place, name in enumerate(chain.names):
            x = 1 + place * (_BOX + gap)
            yield svg.box(x, top, _BOX, _HEIGHT, "centre")
            lines = svg.wrapped(name, _NAME_CELLS, _NAME_LINES)
            first = top + _HEIGHT / 2 + 5 - 8 * (len(lines) - 1)
            for line, words in enumerate(lines):
                at = first + 16 * line
                yield svg.words_at(x + _BOX / 2, at, words, "name", anchor="middle")
        for place, link in enumerate(chain.links):
            left = 1 + _BOX + place * (_BOX + gap)
            yield from _across(link, left, left + gap, top + _HEIGHT / 2)


def _across(link: Link, left: float, right: float, y: float) -> Iterator[str]:
    most = max(6, int((right - left - 8) / _LETTER))
    middle = (left + right) / 2
    yield svg.stroke(left, y, right, y, _kind(link))
    if link.forward is not None:
        yield svg.arrowhead(right if link.forward else left, y, _kind(link), left=not link.forward)
    head = f"head h-{link.type}"
    yield svg.words_at(middle, y - 7, svg.fitted(link.relation, most), head, anchor="middle")
    for number, words in enumerate(svg.wrapped(link.remarks, most, 2) if link.remarks else ()):
        yield svg.words_at(middle, y + 17 + 14 * number, words, "dim", anchor="middle")


def _height(chain: Chain) -> float:
    return _BOX_DOWN * len(chain.names) + _DOWN * len(chain.links) + _GAP


_BOX_DOWN = 32


def _narrow(chains: Sequence[Chain]) -> Iterator[str]:
    y = 0.0
    for chain in chains:
        for place, name in enumerate(chain.names):
            if place:
                yield from _down(chain.links[place - 1], y)
                y += _DOWN
            yield svg.box(1, y + 1, NARROW - 2, _BOX_DOWN - 2, "centre")
            words = svg.fitted(name, _NARROW_NAME)
            yield svg.words_at(NARROW / 2, y + 21, words, "name", anchor="middle")
            y += _BOX_DOWN
        y += _GAP


def _down(link: Link, y: float) -> Iterator[str]:
    kind, x = _kind(link), 24
    yield svg.stroke(x, y, x, y + _DOWN, kind)
    if link.forward is not None:
        tip, back = (y + _DOWN, y + _DOWN - 8) if link.forward else (y, y + 8)
        yield svg.shape(((x, tip), (x - 4, back), (x + 4, back)), kind)
    relation = svg.fitted(link.relation, _NARROW_WORDS)
    yield svg.words_at(x + 14, y + 21, relation, f"head h-{link.type}")
    yield svg.words_at(x + 14, y + 38, svg.fitted(link.remarks, _NARROW_WORDS), "dim")
