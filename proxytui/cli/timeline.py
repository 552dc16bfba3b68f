"""A timeline for people: drawn to the width of a terminal, then told in the order of its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.cli.page import Page, column, cut, said, widest
from proxytui.drawing import interval_bars
from proxytui.drawing import time_axis as axes
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import timeline
from proxytui.text import line
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.commands.timeline import History
    from proxytui.drawing.time_axis import Axis
    from proxytui.drawing.two_sided import Line
    from proxytui.questions.timeline import TimelineGroup, TimelineRow
    from proxytui.workspace import Workspace

_DATE_CELLS = 22
_NARROWEST = 40
"""With fewer columns than this nothing is drawn."""
_STATE = 9
_ABOUT = 8
"""Lines that stand around the drawing, the prompt of the shell among them."""
_STYLES = {"possible": "yellow", "date": "bold yellow", "dim": "dim", "rule": "dim"}
_COLOURS = {"backs": "green", "opposes": "red", "allied": "cyan"}
_TYPES = {code: _COLOURS.get(kind.colour, "") for code, kind in CLAIM_TYPES.items()}
_STATES = {
    State.HELD: "green",
    State.POSSIBLY: "yellow",
    State.UNSPOKEN: "dim",
    State.NOT: "dim",
}


def show(page: Page, workspace: Workspace, found: History) -> None:
    """The drawing on a terminal that is wide enough, and then a line an entry."""
    name = workspace.index.namer(found.as_of)
    if found.tie:
        tie = ties.tie(workspace.index, found.tie, Lens(found.as_of))
        page.put(said(wording.tie_title(tie, name), "bold"))
    else:
        page.put(said(name(found.actor), "bold"))
    page.put(said(f"as of {phrases.date_words(found.as_of.text)}", "dim"))
    cells, height = page.size
    if height is not None and cells >= _NARROWEST:
        _Drawing(page, workspace, found).draw(max(_ABOUT, height - _ABOUT))
    if not found.entries:
        page.put(said("nothing with a date is recorded", "dim"))
    dated = [phrases.short_date(entry.date) for entry in found.entries]
    room = widest(dated, _DATE_CELLS)
    kinds = widest([entry.kind for entry in found.entries], _DATE_CELLS)
    for entry, date in zip(found.entries, dated, strict=True):
        lead = Text.assemble(column(date, room), "  ", column(entry.kind, kinds, "dim"), "  ")
        page.put(said(entry.words), lead)


class _Drawing:
    """The intervals on one axis, as wide as the page."""

    def __init__(self, page: Page, workspace: Workspace, found: History) -> None:
        self._page, self._index, self._found = page, workspace.index, found
        self._name = workspace.index.namer(found.as_of)
        cells = page.size[0]
        self._label = max(12, (cells - _STATE) * 3 // 10)
        self._bar = cells - self._label - _STATE - 1

    def draw(self, rows: int) -> None:
        """In at most about so many lines; what does not fit is counted."""
        groups = self._found.groups(self._index)
        reach = timeline.reach(groups)
        if reach is None:
            return
        first, last = reach
        axis = axes.fit_axis(first, last, self._bar)
        labels, ticks = axis.labels()
        self._put(Text(cut(axis.scale.words, self._label), "dim"), None, Text(labels, "dim"))
        now = interval_bars.axis_line(axis, self._found.as_of, ticks)
        self._put(Text(cut(axis.words, self._label), "dim"), None, _text(now))
        most = _most([len(group.bands) for group in groups], rows)
        for group in groups:
            head = timeline.heading(group)
            if head:
                self._page.put(said(f"{head} ({len(group.bands)})", "bold"))
            for band in group.bands[:most]:
                self._band(group, band, axis)
            if len(group.bands) > most:
                self._page.draw(Text(f"  … {len(group.bands) - most} more", "dim"))
        self._legend()
        self._page.gap()

    def _legend(self) -> None:
        """What the signs mean, over as many lines as that takes."""
        lines = [""]
        for sign, words, _ in interval_bars.LEGEND:
            longer = f"{lines[-1]}{'   ' * bool(lines[-1])}{sign} {words}"
            if cell_len(longer) <= self._page.size[0]:
                lines[-1] = longer
            else:
                lines.append(f"{sign} {words}")
        for one in lines:
            self._page.draw(Text(one, "dim"))

    def _band(self, group: TimelineGroup, band: TimelineRow, axis: Axis) -> None:
        index, period = self._index, self._found.as_of
        named = line(timeline.label(index, group, band, self._found.actor, self._name))
        found = timeline.intervals(index, band)
        state = timeline.state(index, band, period)
        if state is None:
            drawn = interval_bars.events(axis, found, period, "no date given")
            kind = index.events[band.id].kind if band.kind == "event" else ""
            word = Text(cut(line(kind or ""), _STATE - 1), "dim")
        else:
            undated = timeline.undated(index, band)
            drawn = interval_bars.bar(
                axis, found, interval_bars.NowLine(period, state), group.type, undated
            )
            word = Text(state.value, _STATES[state])
        remark = timeline.remark(index, band, Lens(period))
        beside = cut(f" {remark}" if remark else "", self._label - 6)
        label = Text("  " + cut(named, self._label - 3 - len(beside)))
        self._put(label.append(beside, "yellow"), word, _text(drawn))

    def _put(self, label: Text, state: Text | None, drawn: Text) -> None:
        made = label.copy()
        made.append(" " * (self._label - cell_len(made.plain)))
        word = state or Text()
        made.append_text(word).append(" " * (_STATE - cell_len(word.plain)))
        self._page.draw(made.append_text(drawn))


def _text(pieces: Line) -> Text:
    styles = ((one.text, _STYLES.get(one.role) or _TYPES.get(one.role, "")) for one in pieces)
    return Text.assemble(*styles)


def _most(sizes: Sequence[int], rows: int) -> int:
    """The most bands of each group at which all groups fit, at least two."""
    for most in range(max(sizes), 2, -1):
        if sum(min(size, most) + 1 + (size > most) for size in sizes) <= rows:
            return most
    return 2
