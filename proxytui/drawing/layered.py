"""The overview as lines of a given width: actors in layers, and lines from whoever backs whom.

The lines of an actor to those below it leave it as one, and part on a line of their own; where two
only cross, the upright one passes and the other is broken.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.drawing import layer_graph
from proxytui.drawing.two_sided import Drawing, Piece, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proxytui.drawing.layer_graph import Layers, Place
    from proxytui.drawing.two_sided import Line, Measure
    from proxytui.questions.backbone import Backbone

_GAP = 2
NAME, _SHORTEST = 24, 5
"""Cells of a name at most, and those that it keeps where a layer is full."""
WIDE = 19
"""The average cells of an actor in a full layer, with the gap to the next."""
_SWEEPS = (6, 4, 2, 1, 0)
"""Numbers of sweeps that move actors towards those tied to them; fewer are tried where lines would
lie over each other."""
_STYLES = {True: ("│", "─", "backs"), False: ("┆", "┄", "possible")}
_JOINTS = {
    "lr^": "┴", "lrv": "┬", "lr^v": "┼", "r^": "└", "l^": "┘", "rv": "┌", "lv": "┐",
    "r^v": "├", "l^v": "┤",
}  # fmt: skip


class _Net(NamedTuple):
    """The lines of one kind between an upper actor and those below it; upwards if these back it."""

    upper: str
    lower: tuple[str, ...]
    upwards: bool
    held: bool


class _Box(NamedTuple):
    """The position of a place in its row: its first cell, and its number of cells."""

    start: int
    cells: int

    @property
    def middle(self) -> float:
        return self.start + (self.cells - 1) / 2


def draw_layers(
    shown: Backbone, name: Callable[[str], str], centre: str, cells: int, measure: Measure
) -> Drawing:
    """A backbone drawn in layers, of at most `cells` cells; names must be clean and on one line.

    It has a spot for each actor, by the actor's id.
    """
    level = layer_graph.levels(
        shown.actors,
        [(arrow.subject, arrow.object) for arrow in shown.arrows],
        max(2, cells // WIDE),
    )
    nets = _nets(shown, level)
    ordered = layer_graph.layers(level, {key: (net.upper, net.lower) for key, net in nets.items()})
    labels = _labels(ordered, name, cells, measure)
    sizes = _sizes(ordered, labels, nets, measure)
    for sweeps in _SWEEPS:
        boxes = _boxes(ordered, sizes, cells, sweeps)
        between = [_LinesBetweenRows(boxes, nets, links, cells) for links in ordered.links]
        if not any(gap_lines.tangled for gap_lines in between):
            break
    lines: list[Callable[[], Line]] = []
    spots: list[Spot] = []
    for row, places in enumerate(ordered.rows):
        grid = _Grid(cells)
        for place in places:
            box = boxes[place]
            if place.net:
                upright, _, role = _STYLES[nets[place.net].held]
                grid.put(box.start, upright, role)
            else:
                spots.append(Spot(place.node, len(lines), box.start, box.cells, 0))
                role = "centre" if place.node == centre else "name"
                size = measure.cells(labels[place.node])
                for at in range(box.start, box.start + box.cells):
                    grid.put(at, "─", "frame")
                at = box.start + (box.cells - size) // 2
                grid.name(at, labels[place.node], role, size)
        lines.append(partial(tuple, grid.pieces()))
        if row < len(between):
            lines += [partial(tuple, line.pieces()) for line in between[row].drawn()]
    return Drawing(tuple(lines), tuple(spots))


def _nets(shown: Backbone, level: Mapping[str, int]) -> dict[str, _Net]:
    lower_by_net: dict[tuple[str, bool, bool], list[str]] = {}
    for arrow in shown.arrows:
        upwards = level[arrow.subject] > level[arrow.object]
        upper, lower = (arrow.object, arrow.subject) if upwards else (arrow.subject, arrow.object)
        lower_by_net.setdefault((upper, upwards, arrow.held), []).append(lower)
    return {
        f"{upper} {upwards} {held}": _Net(upper, tuple(lower), upwards, held)
        for (upper, upwards, held), lower in lower_by_net.items()
    }


def _labels(
    ordered: Layers, name: Callable[[str], str], cells: int, measure: Measure
) -> dict[str, str]:
    """The actors' names, cut where a layer is too full for them."""
    labels: dict[str, str] = {}
    for row in ordered.rows:
        nodes = [place.node for place in row if not place.net]
        through = len(row) - len(nodes)
        room = cells - through - _GAP * (len(row) - 1)
        names = {node: measure.cut(name(node), NAME) for node in nodes}
        most = NAME
        while most > _SHORTEST and sum(min(measure.cells(n), most) for n in names.values()) > room:
            most -= 1
        labels |= {node: measure.cut(words, most) for node, words in names.items()}
    return labels


def _sizes(
    ordered: Layers, labels: Mapping[str, str], nets: Mapping[str, _Net], measure: Measure
) -> dict[Place, int]:
    """The cells of each place: those of its name, at least one for each line that ends there."""
    ends = Counter(net.upper for net in nets.values())
    ends.update(node for net in nets.values() for node in net.lower)
    return {
        place: 1 if place.net else max(1, ends[place.node], measure.cells(labels[place.node]))
        for row in ordered.rows
        for place in row
    }


def _boxes(
    ordered: Layers, sizes: Mapping[Place, int], cells: int, sweeps: int
) -> dict[Place, _Box]:
    """The box of each place: near the places that it is tied to, in order, and not overlapping."""
    tied: dict[Place, list[Place]] = {}
    for links in ordered.links:
        for upper, lower in links:
            tied.setdefault(upper, []).append(lower)
            tied.setdefault(lower, []).append(upper)
    boxes: dict[Place, _Box] = {}
    for row in ordered.rows:
        used = sum(sizes[place] for place in row)
        between = (cells - used) / (len(row) + 1)
        preferred, start = [], between
        for place in row:
            preferred.append(start)
            start += sizes[place] + between
        boxes |= _spread_boxes(row, preferred, sizes, cells)
    for sweep in range(sweeps):
        for row in ordered.rows if sweep % 2 else reversed(ordered.rows):
            preferred = []
            for place in row:
                near = [boxes[neighbour].middle for neighbour in tied.get(place, ())]
                middle = sum(near) / len(near) if near else boxes[place].middle
                preferred.append(middle - (sizes[place] - 1) / 2)
            boxes |= _spread_boxes(row, preferred, sizes, cells)
    return boxes


def _spread_boxes(
    row: Sequence[Place], preferred: Sequence[float], sizes: Mapping[Place, int], cells: int
) -> dict[Place, _Box]:
    """Boxes near their preferred starts, in order, none over another; in a full row the gaps
    between them close."""
    gap = _GAP
    while gap and sum(sizes[place] for place in row) + gap * (len(row) - 1) > cells:
        gap -= 1
    starts: list[int] = []
    end = 0
    for place, start in zip(row, preferred, strict=True):
        starts.append(max(end, round(start)))
        end = starts[-1] + sizes[place] + gap
    end = cells
    for number in range(len(row) - 1, -1, -1):
        starts[number] = max(0, min(starts[number], end - sizes[row[number]]))
        end = starts[number] - gap
    return {place: _Box(start, sizes[place]) for place, start in zip(row, starts, strict=True)}


class _Grid:
    """A line of cells."""

    def __init__(self, cells: int) -> None:
        self._cells: list[tuple[str, str]] = [(" ", "text")] * cells

    def put(self, at: int, glyph: str, role: str) -> None:
        """Put a glyph into a cell; one outside the line is left out."""
        if 0 <= at < len(self._cells):
            self._cells[at] = (glyph, role)

    def name(self, at: int, words: str, role: str, cells: int) -> None:
        """Put a name into `cells` cells."""
        self.put(at, words, role)
        for place in range(at + 1, at + cells):
            self.put(place, "", role)

    def pieces(self) -> list[Piece]:
        """The line as runs of one role, without blanks at the end."""
        pieces: list[Piece] = []
        for glyph, role in self._cells:
            if pieces and pieces[-1].role == role:
                pieces[-1] = Piece(pieces[-1].text + glyph, role)
            else:
                pieces.append(Piece(glyph, role))
        while pieces and not pieces[-1].text.strip():
            pieces.pop()
        return pieces


class _Run(NamedTuple):
    """The part of a net between two rows: the cell that it comes from above, those below."""

    net: _Net
    above: int
    below: tuple[int, ...]
    from_node: bool
    to_nodes: frozenset[int]

    @property
    def first(self) -> int:
        return min(self.above, *self.below)

    @property
    def last(self) -> int:
        return max(self.above, *self.below)


class _LinesBetweenRows:
    """The drawing of the lines between two rows."""

    def __init__(
        self,
        boxes: Mapping[Place, _Box],
        nets: Mapping[str, _Net],
        links: Sequence[tuple[Place, Place]],
        cells: int,
    ) -> None:
        self._boxes, self._cells = boxes, cells
        # The cells of lines that come from above, and of those that go on below.
        self._taken = tuple(
            {boxes[place].start for place in side if place.net} for side in zip(*links, strict=True)
        ) or (set(), set())
        self._runs: list[_Run] = []
        self.tangled = False
        """Whether some lines lie over each other."""
        for key, net in nets.items():
            own_links = [
                (start, end)
                for start, end in dict.fromkeys(links)
                if key in (start.net, end.net)
                or (not start.net and start.node == net.upper and end.node in net.lower)
            ]
            if own_links:
                self._runs.append(self._run(net, own_links[0][0], [end for _, end in own_links]))
        self._turns = self._tracks()

    def _run(self, net: _Net, start: Place, lower: Sequence[Place]) -> _Run:
        middles = [self._boxes[place].middle for place in lower]
        above = self._port(start, sum(middles) / len(middles), 0)
        below = [self._port(place, above, 1) for place in lower]
        nodes = (at for at, place in zip(below, lower, strict=True) if not place.net)
        return _Run(net, above, tuple(below), not start.net, frozenset(nodes))

    def _port(self, place: Place, towards: float, side: int) -> int:
        """The cell of a place that is nearest to a point: a free one, else one that only lines of
        the other side use, else, in a short name, one that is shared."""
        box = self._boxes[place]
        if place.net:
            return box.start
        inside = range(box.start, box.start + box.cells)
        # Near the middle of a name a line is seen to belong to it.
        aim = min(max(towards, box.middle - box.cells / 3), box.middle + box.cells / 3)
        own, other = self._taken[side], self._taken[1 - side]
        # Straight down is free for a line that comes from there.
        straight = [at for at in inside if at not in own and (at == towards or at not in other)]
        free = straight or [at for at in inside if at not in own]
        self.tangled = self.tangled or not free
        port = min(free or inside, key=lambda at: (abs(at - aim), at))
        own.add(port)
        return port

    def drawn(self) -> list[_Grid]:
        """The lines: arrow heads at actors above, a line for each run that goes sideways, arrow
        heads at actors below."""
        heads = any(run.net.upwards and run.from_node for run in self._runs)
        tracks = self._turns
        height = heads + max(tracks.values(), default=-1) + 2
        grids = [_Grid(self._cells) for _ in range(height)]
        turns = {number: heads + track for number, track in tracks.items()}
        for number, run in enumerate(self._runs):
            self._sideways(grids, run, turns.get(number))
        for number, run in enumerate(self._runs):
            self._upright(grids, run, turns.get(number), height, heads)
        return grids

    def _tracks(self) -> dict[int, int]:
        """The line on which each sideways run goes, short runs first, so that none lies over
        another; a run that comes down in the cell in which another goes on turns above it."""
        runs = self._runs
        waiting = sorted(
            (number for number, run in enumerate(runs) if run.first < run.last),
            key=lambda number: (runs[number].last - runs[number].first, number),
        )
        track_of: dict[int, int] = {}
        while waiting:
            ready = (
                candidate
                for candidate in waiting
                if not any(
                    runs[other].above in runs[candidate].below
                    for other in waiting
                    if other != candidate
                )
            )
            number = next(ready, -1)
            if number < 0:
                self.tangled, number = True, waiting[0]
            waiting.remove(number)
            run = runs[number]
            over = [other for other in track_of if runs[other].above in run.below]
            track = max((track_of[other] + 1 for other in over), default=0)
            while any(
                track_of[other] == track
                and run.first <= runs[other].last
                and runs[other].first <= run.last
                for other in track_of
            ):
                track += 1
            track_of[number] = track
        return track_of

    @staticmethod
    def _sideways(grids: Sequence[_Grid], run: _Run, turn: int | None) -> None:
        if turn is not None:
            _, flat, role = _STYLES[run.net.held]
            for at in range(run.first, run.last + 1):
                grids[turn].put(at, flat, role)

    @staticmethod
    def _upright(
        grids: Sequence[_Grid], run: _Run, turn: int | None, height: int, heads: bool
    ) -> None:
        upright, _, role = _STYLES[run.net.held]
        for row in range(height if turn is None else turn):
            grids[row].put(run.above, upright, role)
        for at in run.below:
            for row in range(0 if turn is None else turn + 1, height):
                grids[row].put(at, upright, role)
            if not run.net.upwards and at in run.to_nodes:
                grids[-1].put(at, "▼", role)
        if heads and run.net.upwards and run.from_node:
            grids[0].put(run.above, "▲", role)
        if turn is not None:
            for at in {run.above, *run.below}:
                ways = "l" * (at > run.first) + "r" * (at < run.last)
                ways += "^" * (at == run.above) + "v" * (at in run.below)
                grids[turn].put(at, _JOINTS[ways], role)
