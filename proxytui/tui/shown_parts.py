"""What a terminal shows of a screen, part by part; only the cells that differ are written."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.segment import Segment
    from textual.geometry import Region

_ONE_CELL = late_pattern("[ -~\u00a0-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25ff]*")
"""Letters, signs and frames that every terminal draws in one cell each, from left to right."""


class Part(NamedTuple):
    """The cells of a line from one edge of a widget to the next."""

    segments: Sequence[Segment]
    cells: int


class Piece(NamedTuple):
    """Cells of a line that are written, from `x` on."""

    x: int
    y: int
    segments: Sequence[Segment]


class _Shown(NamedTuple):
    """A part as it was written, and whether every terminal gives it the same cells."""

    part: Part
    is_measured: bool


class ShownParts:
    """The parts of each line that were written last, by where they begin."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, _Shown]] = {}

    def forget(self) -> None:
        """Take nothing for shown: something else was written over the screen."""
        self._lines.clear()

    def keep(self, y: int, parts: Mapping[int, Part]) -> None:
        """Take a line for shown as a whole."""
        self._lines[y] = {x: _Shown(part, _is_measured(part.segments)) for x, part in parts.items()}

    def write(self, y: int, parts: Mapping[int, Part]) -> Iterator[Piece]:
        """What is to be written for parts of a line, which are taken for shown then."""
        line = self._lines.setdefault(y, {})
        # Terminals differ in the cells that they give to some letters: only at the beginning of a
        # part it is sure where it stands, and the parts behind it may have been written over.
        spilt = False
        for x, part in sorted(parts.items(), key=itemgetter(0)):
            shown, new = line.get(x), part.segments
            if shown is not None and shown.part.cells != part.cells:
                shown = None
            if shown is None:
                _forget_cells(line, x, part.cells)
            elif not spilt and shown.part.segments == new:
                continue
            pieces = None
            if shown is not None and shown.is_measured and not spilt:
                pieces = _differences(y, x, shown.part.segments, new)
            is_measured = pieces is not None or _is_measured(new)
            line[x] = _Shown(part, is_measured)
            spilt = spilt or not is_measured or (shown is not None and not shown.is_measured)
            yield from (Piece(x, y, new),) if pieces is None else pieces


def _forget_cells(line: dict[int, _Shown], x: int, cells: int) -> None:
    """Forget the parts of a line that lie in some cells of it."""
    for start in [s for s in line if s < x + cells and x < s + line[s].part.cells]:
        del line[start]


def _differences(
    y: int, x: int, old: Sequence[Segment], new: Sequence[Segment]
) -> list[Piece] | None:
    """The cells of a part that look different from those in the same place before, where each
    letter has one cell; None where one of the new letters may have another number."""
    before = {}
    at = x
    for segment in old:
        before[at] = segment
        at += len(segment.text)
    pieces: list[Piece] = []
    run: list[Segment] = []
    at = x
    for segment in new:
        if before.get(at) == segment:
            run = []
        else:
            if not _is_one_cell_each(segment.text):
                return None
            if not run:
                pieces.append(Piece(at, y, run))
            run.append(segment)
        at += len(segment.text)
    return pieces


def _is_measured(segments: Sequence[Segment]) -> bool:
    """Whether every terminal gives a text the same cells."""
    return all(_is_one_cell_each(segment.text) for segment in segments)


@lru_cache(maxsize=4096)
def _is_one_cell_each(text: str) -> bool:
    return _ONE_CELL.fullmatch(text) is not None


class PartsUpdate(CompositorUpdate):
    """Changed parts of a screen; of these it writes what differs from what the terminal shows."""

    def __init__(self, parts: Mapping[int, Mapping[int, Part]], shown: ShownParts) -> None:
        self._parts = parts
        self._shown = shown

    def pieces(self) -> Iterator[Piece]:
        """What is to be written, which is taken for shown with that."""
        for y, parts in self._parts.items():
            yield from self._shown.write(y, parts)

    def render_segments(self, console: Console) -> str:
        """The differences as a terminal takes them."""
        written = []
        colours = console._color_system or ColorSystem.TRUECOLOR
        for x, y, segments in self.pieces():
            written.append(f"\x1b[{y + 1};{x + 1}H")
            for text, style, _ in segments:
                written.append(text if style is None else Strip.render_style(style, text, colours))
        return "".join(written)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        raise TypeError("an update is written, not printed")


class WholeUpdate(LayoutUpdate):
    """All of a screen; it is written whatever the terminal shows."""

    def __init__(
        self, chops: Sequence[Mapping[int, Strip]], region: Region, shown: ShownParts
    ) -> None:
        super().__init__([chop.values() for chop in chops], region)
        self._chops = chops
        self._shown = shown

    def show(self) -> None:
        """Take it for shown."""
        self._shown.forget()
        for y, parts in enumerate(self._chops):
            line = {x: Part(strip._segments, strip.cell_length) for x, strip in parts.items()}
            self._shown.keep(y, line)

    def render_segments(self, console: Console) -> str:
        """The screen as a terminal takes it."""
        self.show()
        return super().render_segments(console)
