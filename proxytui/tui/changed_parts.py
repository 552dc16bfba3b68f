"""A screen put together from its widgets, of which only those are asked that have changed parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._compositor import Compositor
from textual.geometry import Region

from proxytui.tui.shown_parts import Part, PartsUpdate, ShownParts, WholeUpdate

if TYPE_CHECKING:
    from textual._compositor import LayoutUpdate
    from textual.strip import Strip

_MOST_DIVIDED = 512
"""Lines that lie beside a scrollbar, and are kept in their parts: some screens of them."""


class ChangedParts(Compositor):
    """Textual's compositor, but for what it draws where only parts of the screen change.

    Textual asks every widget in the rectangle around all that changed for all of its lines, and the
    screen behind them too: a header and one row are most of the screen. Here a widget is asked for
    lines with a changed part that nothing before it covers. Of what it gives only that is written
    which differs from what the terminal shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownParts()
        self._divided: dict[tuple[int, tuple[int, ...]], tuple[Strip, list[Part]]] = {}

    def forget_shown(self) -> None:
        """Take nothing for shown: another screen was painted over this."""
        self._shown.forget()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """All of the screen; simplified, as for a picture, it isn't for the terminal."""
        if simplify:
            return super().render_full_update(simplify)
        self._dirty_regions.clear()
        region = self.size.region
        return WholeUpdate(self._render_chops(region, lambda y: True), region, self._shown)

    def render_partial_update(self) -> PartsUpdate | None:  # type: ignore[override]
        """The changed parts of the screen; None without any."""
        changed: dict[int, list[tuple[int, int]]] = {}
        for y, start, end in self._regions_to_spans(self._dirty_regions):
            changed.setdefault(y, []).append((start, end))
        self._dirty_regions.clear()
        return PartsUpdate(self._parts(changed), self._shown) if changed else None

    def _parts(self, changed: dict[int, list[tuple[int, int]]]) -> dict[int, dict[int, Part]]:
        """The parts of lines with a changed cell, by where they begin."""
        parts: dict[int, dict[int, Part]] = {}
        # The parts of each line that are still to be drawn, by where they begin.
        missing: dict[int, set[int]] = {}
        for y, spans in changed.items():
            if 0 <= y < len(self.cuts):
                parts[y] = {}
                missing[y] = {
                    cut
                    for cut, after in pairwise(self.cuts[y])
                    if any(cut < end and start < after for start, end in spans)
                }
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            first, last = shown.column_span
            lines = [
                y
                for y in shown.line_range
                if y in missing and any(first <= cut < last for cut in missing[y])
            ]
            if not lines:
                continue
            top = lines[0]
            left = shown.x - region.x
            asked = Region(left, top - region.y, shown.width, lines[-1] + 1 - top)
            strips = widget.render_lines(asked)
            for y in lines:
                cuts, strip = self.cuts[y], strips[y - top]
                begin = bisect_left(cuts, first)
                if cuts[begin + 1] == last and strip.cell_length == last - first:
                    # Most widgets lie beside others, and are one part.
                    parts[y][first] = Part(strip._segments, last - first)
                    missing[y].discard(first)
                    continue
                inside = cuts[begin : bisect_right(cuts, last)]
                divided = self._divide(strip, tuple(cut - shown.x for cut in inside[1:]))
                for cut, part in zip(inside, divided, strict=False):
                    if cut in missing[y]:
                        parts[y][cut] = part
                        missing[y].discard(cut)
        return parts

    def _divide(self, strip: Strip, cuts: tuple[int, ...]) -> list[Part]:
        """The parts of a strip between cuts. Textual makes a strip of each, with seven caches."""
        key = (id(strip), cuts)
        kept = self._divided.get(key)
        if kept is None:
            if len(self._divided) >= _MOST_DIVIDED:
                self._divided.clear()
            there = [cut for cut in cuts if cut <= strip.cell_length]
            pairs = zip(Segment.divide(strip, there), pairwise((0, *there)), strict=True)
            parts = [Part(segments, end - start) for segments, (start, end) in pairs]
            # The strip is kept beside them, so that no other one gets its id.
            kept = self._divided[key] = strip, parts
        return kept[1]
