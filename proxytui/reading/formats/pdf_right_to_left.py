"""Pages of a PDF with right-to-left letters: which order they were read in, and another reading.

pypdfium2 goes by where letters stand on the page, pdfminer.six by their order in the file. Some
files have the one right, some the other, so that the words themselves have to tell.
"""

from __future__ import annotations

import io
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple, Protocol
from unicodedata import combining

from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proxytui.jobs.pacing import Checkpoint, Progress

# Letters and an article that begin or end words, and never the other way round.
_ENDING = "\u0629\u0649\u05da\u05dd\u05df\u05e3\u05e5"
_FORWARDS = re.compile(rf"\b(?:\u0648|\u0628)?\u0627\u0644\w|\w[{_ENDING}]\b")
_BACKWARDS = re.compile(rf"\w\u0644\u0627(?:\u0648|\u0628)?\b|\b[{_ENDING}]\w")

_ALEFS = frozenset("\u0627\u0623\u0625\u0622\u0671")
_LAM = "\u0644"
_BEFORE_NUMBER = re.compile(r"(?<!\S)([.,:;\u060c\u061b])(\d[\d.,/:\u066b\u066c]*\d)(?!\S)")
_SAME_BRACKETS = re.compile(r"([()])(\s*)([^()]*[^()\s])(\s*)\1")


_SIGN = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APART = 0.1  # of the height of a line: so far apart are words at least


class Box(NamedTuple):
    """Where a sign stands on its page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return max(self.top - self.bottom, 1.0)

    def is_under(self, mark: Box) -> bool:
        """Whether a mark stands well over, or under, this letter."""
        edge = (self.right - self.left) / 8
        return self.left + edge <= mark.middle <= self.right - edge


class Boxes(Protocol):
    """Where the sign at a place of a page stands; a loose box is as wide as its advance."""

    def __call__(self, place: int, *, loose: bool = False) -> Box: ...


class Part(NamedTuple):
    """A line or a part of one: its signs, their places on the page, and whether it ends with a
    hyphen that is the line's."""

    signs: list[str]
    places: list[int]
    broken: bool


def whole_lines(parts: Iterable[Part], boxes: Boxes) -> list[Part]:
    """The lines of a page, those from the right made whole and with their marks in place.

    At a mark that stands over two letters pypdfium2 ends a line, and goes on with what is to the
    left of it as with a line of its own, before what is to the right.
    """
    lines: list[Part] = []
    span: Box | None = None  # of the line before, if that is from the right
    for part in parts:
        if not part.signs:
            continue
        if not any(map(_SIGN.match, part.signs)):
            lines.append(part)
            span = None
            continue
        here, marks = _span(part, boxes), not _letters(part)
        if span is None or not _goes_on(here, span, tall=marks or not _letters(lines[-1])):
            lines.append(part)
            span = here
            continue
        blank = not marks and here.left - span.right > _APART * here.height
        lines[-1] = _put_together(part, lines[-1], blank=blank)
        if not marks:
            span = here._replace(left=min(span.left, here.left))
    return [_with_marks_in_place(line, boxes) for line in lines]


def _letters(part: Part) -> list[int]:
    """The places of what is neither blank nor a mark."""
    signs = zip(part.signs, part.places, strict=True)
    return [place for sign, place in signs if not sign.isspace() and not combining(sign)]


def _span(part: Part, boxes: Boxes) -> Box:
    """What the letters of a line take up; without any, its marks."""
    each = [boxes(place, loose=True) for place in _letters(part) or part.places]
    lefts, bottoms, rights, tops = zip(*each, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def _goes_on(right: Box, left: Box, *, tall: bool) -> bool:
    """Whether the first is the beginning of the line that the second, to its left, ends; `tall`
    where marks stand alone, which may be above or below."""
    height = max(right.height, left.height)
    level = abs(right.bottom - left.bottom) < height * (0.75 if tall else 0.25)
    return level and -height * (1 if tall else 0.5) < right.left - left.right < height


def _put_together(begins: Part, ends: Part, *, blank: bool) -> Part:
    """One line of two parts, with a blank between the letters of the two where that is wanted."""
    signs, places = list(begins.signs), list(begins.places)
    at = len(signs)
    while at and combining(signs[at - 1]):
        at -= 1
    if blank and at and not signs[at - 1].isspace() and not ends.signs[0].isspace():
        signs.insert(at, " ")
        places.insert(at, places[at - 1])
    return Part([*signs, *ends.signs], [*places, *ends.places], ends.broken)


def _with_marks_in_place(line: Part, boxes: Boxes) -> Part:
    """A line with each mark behind the letter that it belongs to, and where marks stand a blank
    only between letters that stand apart; a mark left of its letter's right end comes before it."""
    if not any(map(combining, line.signs)) or not any(map(_SIGN.match, line.signs)):
        return line
    placed: list[tuple[str, int]] = []
    between: list[tuple[str, int]] = []  # marks and blanks since the letter before
    before = None
    for sign, place in zip(line.signs, line.places, strict=True):
        if sign.isspace() or combining(sign):
            between.append((sign, place))
            continue
        own, blanks, of_next = _parted(between, boxes, before, place)
        placed += [*own, *blanks, (sign, place), *of_next]
        between, before = [], place
    placed += sorted(between, key=lambda each: each[0].isspace())
    return Part([sign for sign, _ in placed], [place for _, place in placed], line.broken)


def _parted(
    between: Sequence[tuple[str, int]], boxes: Boxes, before: int | None, letter: int
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[str, int]]]:
    """Of what stands between two letters the marks of the one before, the blanks that part them,
    and the marks of the one behind."""
    marks = [each for each in between if combining(each[0])]
    blanks = [each for each in between if not combining(each[0])]
    of_next = [each for each in marks if _is_of_next(boxes, each[1], before, letter)]
    own = [each for each in marks if each not in of_next]
    if marks and before is not None:
        if not _are_apart(boxes, before, letter):
            blanks = []
        elif not _is_between(boxes, before, marks[0][1], letter):
            blanks = [(" ", letter)]
    return own, blanks, of_next


def _are_apart(boxes: Boxes, before: int, letter: int) -> bool:
    """Whether letters that follow one another stand as far apart as words."""
    right, left = boxes(before, loose=True), boxes(letter, loose=True)
    return right.left - left.right > _APART * right.height


def _is_between(boxes: Boxes, before: int, mark: int, letter: int) -> bool:
    """Whether a mark has a place of its own, which parts the letters, over neither of them."""
    right, over, left = boxes(before), boxes(mark), boxes(letter)
    return left.right <= over.left and over.right <= right.left


def _is_of_next(boxes: Boxes, mark: int, before: int | None, letter: int) -> bool:
    """Whether a mark stands over the letter behind it rather than over that before it."""
    over, behind = boxes(mark), boxes(letter)
    if not behind.is_under(over):
        return False
    if before is None or not boxes(before).is_under(over):
        return True
    return abs(behind.middle - over.middle) < abs(boxes(before).middle - over.middle)


def is_turned_ligature(before: str, sign: str, are_one_glyph: Callable[[], bool]) -> bool:
    """Whether two letters are lam and alef of one drawn sign that come from their end."""
    return sign == _LAM and before in _ALEFS and are_one_glyph()


def mended(line: str) -> str:
    """A line with right-to-left words as it reads: a comma or stop behind a number stood before it,
    and of two brackets one was turned round."""
    line = _BEFORE_NUMBER.sub(r"\2\1", line)
    if line.count("(") != line.count(")"):
        line = _SAME_BRACKETS.sub(r"\2(\3)\4", line)
    return line


def reads_backwards(text: str) -> bool:
    """Whether the right-to-left words of a text stand in it from their ends to their beginnings."""
    return len(_BACKWARDS.findall(text)) > len(_FORWARDS.findall(text))


def pages(
    data: bytes, numbers: Sequence[int], checkpoint: Checkpoint, progress: Progress
) -> tuple[dict[int, str], str]:
    """The words of pages by their number, from 0, and the name of what read them; raises
    ProxyTUIError where pdfminer.six is not installed."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextContainer
    except ImportError:
        raise ProxyTUIError(
            "a PDF with right-to-left letters needs pdfminer.six", "install proxytui[reading]"
        ) from None
    texts: dict[int, str] = {}
    for number, layout in zip(
        sorted(numbers), extract_pages(io.BytesIO(data), page_numbers=set(numbers)), strict=False
    ):
        blocks = (item.get_text().strip() for item in layout if isinstance(item, LTTextContainer))
        texts[number] = "\n\n".join(block for block in blocks if block)
        progress(f"page {number + 1} from the right, {len(texts)} of {len(numbers)}")
        checkpoint()
    return texts, f"pdfminer.six {version('pdfminer.six')}"
