"""Lines of a terminal: spans of clean text with a role each, cut and padded by cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from rich.cells import cell_len, split_graphemes

from proxytui import text as texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.collation import Typed


class Span(NamedTuple):
    """A run of text and its role, which the theme gives a look."""

    text: str
    role: str = "text"


Line: TypeAlias = tuple[Span, ...]


class Row:
    """One line of a list: `key` is what it is about, `stop` whether the cursor rests on it.

    `key` stays the same when the row is drawn anew, so that the cursor can stay on it. Instead of a
    line there may be a function that makes it, called once it is looked at.
    """

    __slots__ = ("_line", "key", "stop")

    def __init__(self, key: str, line: Line | Callable[[], Line], stop: bool = True) -> None:
        self.key, self.stop = key, stop
        self._line = line

    @property
    def line(self) -> Line:
        """The spans of the line."""
        if not isinstance(self._line, tuple):
            self._line = self._line()
        return self._line

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return (self.key, self.line, self.stop) == (other.key, other.line, other.stop)

    def __hash__(self) -> int:
        return hash((self.key, self.stop))

    def __repr__(self) -> str:
        return f"Row({self.key!r}, {self.line!r}, {self.stop!r})"


_DRAWN = 256
"""Lines of a listing that are kept, some screens of them: most keys draw the same ones again."""


class Listing(Sequence[Row]):
    """Many rows, each made when it is drawn; the cursor rests on every one."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], Line]) -> None:
        self.keys = keys
        self._make = make
        self._drawn: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self.keys)))]
        return Row(self.keys[place], partial(self._line, place % len(self.keys)))

    def _line(self, place: int) -> Line:
        line = self._drawn.get(place)
        if line is None:
            if len(self._drawn) >= _DRAWN:
                self._drawn.clear()
            line = self._drawn[place] = self._make(place)
        return line

    def place(self, key: str) -> int | None:
        """The place of the row with a key; None where there is none."""
        # Asked once or twice of a listing: to look 20,000 keys through takes 0.3 ms, to put them
        # into a table 5.
        try:
            return self.keys.index(key)
        except ValueError:
            return None


BLANK = Row("", (), stop=False)


def foreign(text: str, role: str = "text") -> Span:
    """A span of text that came from a record, a file or an error."""
    return Span(texts.closed(texts.line(text)), role)


def width(line: Iterable[Span]) -> int:
    """Cells that a line takes."""
    return sum(cell_len(span.text) for span in line)


def cut(text: str, cells: int) -> str:
    """The text in at most `cells` cells, an ellipsis for what is left out.

    Cut between graphemes, never inside one, nor inside a number.
    """
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return texts.closed(text)
    spans, _ = split_graphemes(text[: cells * 16 + 64])
    taken = 0
    end = 0
    for _start, stop, size in spans:
        if taken + size > cells - 1:
            break
        taken += size
        end = stop
    return texts.closed(text[: texts.whole_to(text, end)].rstrip() + "…")


_UNITS = ((1_000, "k"), (1_000_000, "M"))


def figure(number: int, cells: int) -> str:
    """A number in at most `cells` cells where it can be written so: whole, else in thousands or
    millions, rounded down. It is never cut: where nothing fits, the column must give way."""
    ways = [str(number)]
    for size, unit in _UNITS:
        if number >= size:
            ways += [
                f"{number // size}.{number % size * 10 // size}{unit}",
                f"{number // size}{unit}",
            ]
    return next((way for way in ways if len(way) <= cells), ways[-1])


def join_fitting(parts: Iterable[str], cells: int) -> str:
    """Parts in a row, ` · ` between them; those that don't fit are left out whole."""
    row = ""
    for part in parts:
        longer = f"{row} · {part}" if row else part
        if cell_len(longer) > cells:
            return f"{row} …" if cell_len(row) + 2 <= cells and row else row
        row = longer
    return row


def fit(text: str, cells: int, right: bool = False) -> str:
    """The text cut or padded to exactly `cells` cells."""
    short = cut(text, cells)
    gap = " " * max(0, cells - cell_len(short))
    return gap + short if right else short + gap


def clip(line: Line, cells: int) -> Line:
    """A line of at most `cells` cells."""
    if width(line) <= cells:
        return line
    kept: list[Span] = []
    left = cells
    for span in line:
        size = cell_len(span.text)
        if size < left:
            kept.append(span)
            left -= size
            continue
        kept.append(Span(cut(span.text, left) if size > left else span.text, span.role))
        break
    return tuple(kept)


def spread(left: Line, right: Line, cells: int) -> Line:
    """`left` and `right` at the two ends of a line; `left` gives way."""
    room = max(0, cells - width(right) - 1)
    left = clip(left, room)
    gap = Span(" " * max(1, cells - width(left) - width(right)))
    return (*closed(left), gap, *right)


def closed(line: Line) -> Line:
    """A line that others may stand behind."""
    if not line or all(span.text.isascii() for span in line):
        return line
    words = "".join(span.text for span in line)
    return line if texts.closed(words) == words else (*line, Span(texts.CLOSING, line[-1].role))


def wrap(text: str, cells: int) -> list[str]:
    """Words over lines of at most `cells` cells; a word that is too long is cut at graphemes."""
    cells = max(8, cells)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        size = 0
        for word in paragraph.split():
            length = cell_len(word)
            if current and size + 1 + length > cells:
                lines.append(current)
                current, size = "", 0
            while length > cells:
                # The rest is measured anew only where it may fit: a word can be a megabyte long.
                at = 0
                while length > cells and at < len(word):
                    head = _head(word, at, cells)
                    lines.append(head)
                    at += len(head)
                    length -= cell_len(head)
                word = word[at:]
                length = cell_len(word)
            current, size = (f"{current} {word}", size + 1 + length) if current else (word, length)
        lines.append(current)
    return lines


def _head(word: str, at: int, cells: int) -> str:
    """The part of a word that fits, from place `at` on; at least one code point."""
    return word[at : at + head_of(word, at, at + cells * 16 + 64, cells)]


def head_of(text: str, start: int, end: int, cells: int) -> int:
    """How many code points of a stretch fit into so many cells, whole graphemes, at least one code
    point."""
    if text[start : min(end, start + cells)].isascii():
        return min(end - start, cells)
    spans, _ = split_graphemes(text[start:end])
    taken = 0
    last = 0
    for _start, stop, size in spans:
        if taken + size > cells:
            break
        taken += size
        last = stop
    return max(last, 1)


def paragraph(text: str, cells: int, role: str = "text", indent: str = "") -> list[Line]:
    """Foreign or own prose as lines of one role, each with `indent` before it."""
    room = cells - cell_len(indent)
    return [
        (Span(indent), Span(part, role)) if indent else (Span(part, role),)
        for part in wrap(texts.clean(text), room)
    ]


def rule(title: str, note: str, cells: int) -> Line:
    """A heading inside a pane: title, a receding line, and a note at its end."""
    title = cut(title, cells - cell_len(note) - 3)
    used = cell_len(title) + cell_len(note) + 2
    return (
        Span(title, "heading"),
        Span(" " + "─" * max(1, cells - used) + " ", "rule"),
        Span(note, "dim"),
    )


def paragraphs_with(rows: Sequence[Row], text: Typed) -> list[Row]:
    """The paragraphs of a listing in which a typed text stands; each begins with a stop."""
    blocks: list[list[Row]] = []
    for row in rows:
        if row.stop or not blocks or not row.line:
            blocks.append([])
        blocks[-1].append(row)
    kept: list[Row] = []
    for block in blocks:
        words = " ".join("".join(span.text for span in row.line).strip() for row in block)
        if text.within(words):
            kept += block
    return kept
