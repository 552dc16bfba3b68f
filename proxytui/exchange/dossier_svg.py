"""Drawing as SVG: elements with foreign words escaped, texts cut to a width, and the frame."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from proxytui import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDE, NARROW = 960, 340
"""The widths that figures are drawn in: for paper and large screens, and for small ones."""


def escape(words: str) -> str:
    """Foreign words on one line, as they stand in HTML."""
    return html.escape(text.line(words))


def cells(words: str) -> int:
    """About how wide words are, in letters of a usual width."""
    return sum(map(_width, words))


def _width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 0 if combining(sign) else 1


def fitted(words: str, most: int) -> str:
    """Words cut to a width in `cells`, the last of it an ellipsis where some are cut."""
    line = text.line(words)
    width = end = 0
    for place, sign in enumerate(line):
        width += _width(sign)
        if width > most:
            return f"{line[:end].rstrip()}…"
        # Room for the ellipsis, should the next sign be one too many.
        end = place + 1 if width < most else end
    return line


def wrapped(words: str, most: int, lines: int) -> list[str]:
    """Words over at most so many lines, each of at most `most` cells."""
    rows = [""]
    for word in text.line(words).split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and cells(longer) > most:
            if len(rows) == lines:
                return [*rows[:-1], fitted(longer, most)]
            longer = word
            rows.append("")
        rows[-1] = fitted(longer, most)
    return rows


def words_at(x: float, y: float, words: str, kind: str, *, anchor: str = "") -> str:
    """A line of words; `kind` is its class, `anchor` "end" or "middle"."""
    at = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}" class="{kind}"{at}>{escape(words)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A rectangle."""
    size = f'width="{width:g}" height="{height:g}"'
    return f'<rect x="{x:g}" y="{y:g}" {size} class="{kind}"/>'


def shape(points: Iterable[tuple[float, float]], kind: str) -> str:
    """A closed shape."""
    corners = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polygon points="{corners}" class="{kind}"/>'


def arrowhead(x: float, y: float, kind: str, *, left: bool = False) -> str:
    """A head whose point is at a place, pointing to the right or to the left."""
    back = x + 8 if left else x - 8
    return shape(((x, y), (back, y - 4), (back, y + 4)), kind)


def figure(
    id_: str, size: tuple[int, float], title: str, description: str, parts: Iterable[str]
) -> Iterator[str]:
    """A drawing with the words that a screen reader says for it; `id_` is its own in the document,
    and says whether it is the `wide` or the `narrow` one."""
    width, height = size
    yield (
        f'<svg class="{id_.rpartition("-")[2]}" viewBox="0 0 {width} {height:g}" role="img"'
        f' aria-labelledby="{id_}-title {id_}-desc" xmlns="http://www.w3.org/2000/svg">\n'
        f'<title id="{id_}-title">{escape(title)}</title>\n'
        f'<desc id="{id_}-desc">{escape(description)}</desc>\n'
    )
    for part in parts:
        yield f"{part}\n"
    yield "</svg>\n"
