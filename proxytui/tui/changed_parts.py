"""A screen put together from its widgets, of which only those are asked that have changed parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from textual._compositor import Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual._compositor import ChopsUpdate
    from textual.strip import Strip


class ChangedParts(Compositor):
    """Textual's compositor, but for what it draws where only parts of the screen change.

    Textual asks every widget in the rectangle around all that changed for all of its lines, and the
    screen behind them too: a header and one row are most of the screen. Here a widget is asked for
    lines with a changed part that nothing before it covers.
    """

    def __init__(self) -> None:
        super().__init__()
        self._changed: dict[int, list[tuple[int, int]]] = {}

    def render_partial_update(self) -> ChopsUpdate | None:
        """The changed parts of the screen; None without any."""
        for y, start, end in self._regions_to_spans(self._dirty_regions):
            self._changed.setdefault(y, []).append((start, end))
        try:
            return super().render_partial_update()
        finally:
            self._changed = {}

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        if not self._changed:
            return super()._render_chops(crop, is_rendered_line)
        chops: list[dict[int, Strip | None]] = [{} for _ in self.cuts]
        # The parts of each line that are still to be drawn, by where they begin.
        missing: dict[int, set[int]] = {}
        for y, spans in self._changed.items():
            if 0 <= y < len(chops):
                cuts = self.cuts[y]
                chops[y] = dict.fromkeys(cuts[:-1])
                missing[y] = {
                    cut
                    for cut, after in pairwise(cuts)
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
                cuts = [cut for cut in self.cuts[y] if first <= cut <= last]
                parts = strips[y - top].divide([cut - shown.x for cut in cuts[1:]])
                for cut, part in zip(cuts, parts, strict=False):
                    if cut in missing[y]:
                        chops[y][cut] = part
                        missing[y].discard(cut)
        return cast("Sequence[Mapping[int, Strip]]", chops)
