"""The timeline in lines: a label, the state in a word, and the intervals on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.collation import Typed
from proxytui.drawing import interval_bars
from proxytui.drawing.time_axis import Axis, fit_axis
from proxytui.jobs.pacing import never
from proxytui.model.dates import State
from proxytui.model.vocabulary import tie_id
from proxytui.questions import timeline
from proxytui.questions.timeline import TimelineGroup, TimelineRow
from proxytui.views.key_words import with_keys
from proxytui.views.lines import (
    BLANK,
    Line,
    Listing,
    Row,
    Span,
    cut,
    fit,
    foreign,
    paragraph,
    width,
)
from proxytui.views.page_lines import GAP, PageLine, heading
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.views.target import NOTHING, Target
from proxytui.views.timeline_columns import (
    Columns,
    beside,
    columns,
    head,
    legend_lines,
    page_columns,
    spans,
    with_ellipsis,
    without_start,
)
from proxytui.wording.phrases import short_date
from proxytui.wording.tie_summary import APART_IN_SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.drawing.time_axis import Axis
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.views.scene import Scene

_NAMES = "names"
"""The kind of the group of an actor's own dates."""
_NEAR_DAYS = 366
_NARROWEST_PAGE = 40
"""On a page of fewer cells than this nothing is drawn."""
_EMPTY = Row("", (Span("Nothing with a date is recorded here.", "dim"),), stop=False)
_NO_HIT = "No row has this in its name; {close} clears the filter."


def groups(scene: Scene, target: Target, checkpoint: Checkpoint = never) -> list[TimelineGroup]:
    """The groups on the timeline of an actor or a tie, seen through the lens over all time;
    `checkpoint` is called where the work can be interrupted."""
    lens = scene.lens
    if target.kind == "tie":
        return timeline.tie_timeline(scene.index, target.id, checkpoint)
    return timeline.actor_timeline(
        scene.index, target.id, lens.filter, show_all=lens.show_all, checkpoint=checkpoint
    )


def whole(scene: Scene, groups: Sequence[TimelineGroup], cells: int) -> Axis:
    """The axis that shows all groups, and the as-of date if that isn't far off."""
    period = scene.lens.as_of
    first, last = timeline.reach(groups) or (period.first, period.last)
    # A date further away than this would leave the rest of the axis to a corner.
    near = max(_NEAR_DAYS, (last - first) // 4)
    if first - near <= period.first <= last + near:
        first, last = min(first, period.first), max(last, period.last)
    taken = columns(cells)
    axis = fit_axis(first, last, taken.bar)
    # Behind the last day there is nothing; names have better use for the room.
    return axis.over(min(taken.bar, axis.cell(last) + 2))


def opening(scene: Scene, groups: Sequence[TimelineGroup], cells: int) -> Axis:
    """The axis that shows all ties and events: a former name may lie generations before them."""
    return whole(scene, [group for group in groups if group.kind != _NAMES] or groups, cells)


class ChartQuestion(NamedTuple):
    """A timeline to be drawn: its groups, the actor that they are seen from ("" for none), the keys
    of those that are folded, and the text that names are filtered by."""

    groups: Sequence[TimelineGroup]
    centre: str = ""
    folded: frozenset[str] = frozenset()
    text: Typed = Typed("")


class Chart:
    """The rows of a timeline; each is drawn when it is looked at, for a hub has thousands."""

    def __init__(self, scene: Scene, question: ChartQuestion) -> None:
        self.scene = scene
        self._question = question
        self._items: list[tuple[TimelineGroup, TimelineRow | None]] = []
        text = question.text
        for group in question.groups:
            bands = group.bands
            if text:
                bands = tuple(band for band in bands if text.within(self._name(group, band)))
            if bands and timeline.heading(group):
                self._items.append((group._replace(bands=bands), None))
            if text or group.key not in question.folded:
                self._items += [(group, band) for band in bands]
        self._by_key = {_key(*item): item for item in self._items}

    def rows(self, axis: Axis, cells: int) -> Sequence[Row]:
        """The rows, as wide as the axis and their labels beside it."""
        if not self._items:
            words = with_keys(_NO_HIT, self.scene.key)
            none = Row("", (Span(words, "dim"),), stop=False)
            return (none if self._question.text else _EMPTY,)
        taken = columns(cells, axis.cells)
        return Listing(list(self._by_key), lambda place: self._line(place, axis, taken))

    def group(self, key: str) -> TimelineGroup | None:
        """The group of which a row is the heading."""
        group, band = self._by_key.get(key, (None, None))
        return group if band is None else None

    def target(self, key: str) -> Target:
        """The target that a row leads to."""
        _, band = self._by_key.get(key, (None, None))
        if band is None:
            return NOTHING
        if band.kind == "claim":
            claim = self.scene.index.claims[band.id]
            return Target("tie", tie_id(claim.type, claim.subject, claim.object))
        kinds = {"tie": "tie", "event": "event"}
        return Target(kinds.get(band.kind, "actor"), band.id)

    def in_pane(self, row: Row) -> Row:
        """A row with the key that it has in the detail pane, where only records are stops."""
        _, band = self._by_key.get(row.key, (None, None))
        if band is None or band.kind in ("name", "life"):
            return Row("", lambda: row.line, stop=False)
        paths = {"tie": f"tie:{band.id}", "event": f"entry:events/{band.id}:0"}
        return Row(paths.get(band.kind, f"entry:claims/{band.id}:0"), lambda: row.line)

    # A row

    def _line(self, place: int, axis: Axis, taken: Columns) -> Line:
        group, band = self._items[place]
        if band is None:
            return self._heading(group, axis, taken)
        return self._band(group, band, axis, taken)

    def _band(self, group: TimelineGroup, band: TimelineRow, axis: Axis, taken: Columns) -> Line:
        period = self.scene.lens.as_of
        intervals = list(timeline.intervals(self.scene.index, band))
        label, state = self._label(group, band, taken)
        remarks = timeline.remarks(self.scene.index, band, self.scene.lens)
        undated = timeline.undated(self.scene.index, band)
        drawn = (
            interval_bars.events(axis, intervals, period, undated)
            if band.kind in ("event", "life")
            else interval_bars.bar(
                axis, intervals, interval_bars.NowLine(period, state), self._role(band), undated
            )
        )
        return (
            *beside(label, remarks, taken),
            *(self._state(band, state, taken.state)),
            Span(" " * taken.gap),
            *spans(drawn),
        )

    def _heading(self, group: TimelineGroup, axis: Axis, taken: Columns) -> Line:
        folded = group.key in self._question.folded and not self._question.text
        count = f" {len(group.bands)} "
        room = taken.before + taken.bar - len(count) - 2
        words = Span(cut(timeline.heading(group), room), f"{role_of(group.type)}-head")
        line = (Span("▸ " if folded else "▾ ", "dim"), words, Span(count, "dim"))
        used = width(line)
        now = interval_bars.bar(
            axis, (), interval_bars.NowLine(self.scene.lens.as_of, State.NOT), "dim", ""
        )
        if used <= taken.before:
            return (*line, Span(" " * (taken.before - used)), *spans(now))
        return (*line, *without_start(spans(now), used - taken.before))

    def _state(self, band: TimelineRow, state: State, cells: int) -> Line:
        if not cells:
            return ()
        if band.kind == "event":
            kind = self.scene.index.events[band.id].kind or "event"
            return (Span(" " + fit(texts.line(kind), cells - 1), "dim"),)
        if band.kind == "life":
            return (Span(" " * cells),)
        words = state.words if state is not State.UNSPOKEN else APART_IN_SHORT["unspoken"]
        # Cut, it would read as "not".
        shown = words if len(words) < cells else ""
        return (Span(" " + fit(shown, cells - 1), STATE_ROLES[state]),)

    def _label(self, group: TimelineGroup, band: TimelineRow, taken: Columns) -> tuple[Line, State]:
        """The label of a row, and its state now."""
        index, lens = self.scene.index, self.scene.lens
        indent, name = Span(" " * taken.indent), foreign(self._name(group, band))
        if band.kind == "claim" and taken.indent + cell_len(name.text) > taken.label:
            # Claims of one source would be cut to the same words.
            claim = index.claims[band.id]
            name = foreign(wording.short_claim_label(claim, index.source_names.get))
        state = timeline.state(index, band, lens.as_of) or State.NOT
        if band.kind != "tie" or not taken.signs:
            return (indent, name), state
        type_ = index.ends[band.id].type
        is_held = state is State.HELD
        glyph = Span(glyph_of(type_, is_held) + " ", role_of(type_) if is_held else "dim")
        line: list[Span] = [indent, glyph, name]
        claims = (index.claims[claim_id] for claim_id in index.tie_claims[band.id])
        offices = dict.fromkeys(claim.role for claim in claims if claim.role)
        line += [Span(f" {texts.line(office)}", "dim") for office in offices]
        return tuple(line), state

    def _role(self, band: TimelineRow) -> str:
        index = self.scene.index
        if band.kind == "tie":
            return role_of(index.ends[band.id].type)
        return role_of(index.claims[band.id].type) if band.kind == "claim" else "structure"

    def _name(self, group: TimelineGroup, band: TimelineRow) -> str:
        scene = self.scene
        return timeline.label(scene.index, group, band, self._question.centre, scene.name)

    # On a page

    def page(self, cells: int, height: int) -> Iterator[PageLine]:
        """The drawing with its axis and legend, in about `height` lines: of each group as many
        bands as there is room for, the rest counted. Nothing where no band has a date."""
        groups = self._question.groups
        reach = timeline.reach(groups)
        if reach is None or cells < _NARROWEST_PAGE:
            return
        taken = page_columns(cells)
        axis = fit_axis(*reach, taken.bar)
        for line in head(axis, self.scene.lens.as_of, taken):
            yield PageLine(line, drawn=True)
        most = _most([len(group.bands) for group in groups], height)
        for group in groups:
            words = timeline.heading(group)
            if words:
                yield heading(words, len(group.bands))
            for band in group.bands[:most]:
                yield PageLine(self._band(group, band, axis, taken), drawn=True)
            if len(group.bands) > most:
                more = f"  … {len(group.bands) - most} more"
                yield PageLine((Span(more, "dim"),), drawn=True)
        for line in legend_lines(cells):
            yield PageLine(line, drawn=True)
        yield GAP

    # The words of a row

    def words(self, key: str, cells: int, height: int) -> list[Line]:
        """Sentences on a row, in at most `height` lines."""
        group, band = self._by_key.get(key, (None, None))
        if group is None or not height:
            return []
        if band is None:
            folds = "unfolds" if group.key in self._question.folded else "folds"
            words = f"{timeline.heading(group)}: {len(group.bands)}; enter {folds}."
            lines = paragraph(words, cells, "dim")
        else:
            lines = [
                line
                for part, role in self._sentences(band)
                for line in paragraph(part, cells, role)
            ]
        if len(lines) > height:
            lines = [*lines[: height - 1], with_ellipsis(lines[height - 1], cells)]
        return lines

    def _sentences(self, band: TimelineRow) -> list[tuple[str, str]]:
        scene, index = self.scene, self.scene.index
        name, source = scene.name, scene.source
        if band.kind == "event":
            return [(wording.event_words(index.events[band.id], name, source), "text")]
        if band.kind == "life":
            actor = index.actors[band.id]
            date = (actor.founded, actor.dissolved)[band.place]
            label = self._name(TimelineGroup("names", ()), band)
            return [(f"Recorded as {label} {short_date(date)}.", "text")]
        runs = wording.years_words(*timeline.years(index, band))
        years = f"By the years given: {runs}."
        if band.kind == "claim":
            claim = index.claims[band.id]
            return [(years, "strong"), (wording.claim_words(claim, name, source), "text")]
        if band.kind == "name":
            words = wording.name_words(index.actors[band.id].names[band.place])
            return [(years, "strong"), (f"Name, as recorded: {words}.", "text")]
        tie = ties.tie(index, band.id, scene.lens)
        return [
            (years, "strong"),
            (wording.tie_words(tie, scene.lens.as_of, name, source), "text"),
        ]


def tab(
    scene: Scene, question: ChartQuestion, axis: Axis, cells: int, most: int | None
) -> tuple[list[Row], int]:
    """The first rows of a timeline under its axis, for a pane, and the number of those left out.

    Their keys are those of the detail pane: `tie:ID`, `entry:TABLE/ID:PLACE`.
    """
    chart = Chart(scene, question)
    rows = chart.rows(axis, cells)
    shown = rows if most is None else rows[:most]
    above = head(axis, scene.lens.as_of, columns(cells, axis.cells))
    in_pane = [chart.in_pane(row) for row in shown]
    more = Row(
        "",
        (Span(with_keys("{zoom} shows it over the whole screen", scene.key), "dim"),),
        stop=False,
    )
    lines = [Row("", line, stop=False) for line in above]
    return [*lines, *in_pane, BLANK, more], len(rows) - len(shown)


def _key(group: TimelineGroup, band: TimelineRow | None) -> str:
    return group.key if band is None else f"{group.key}|{band.kind}:{band.place}:{band.id}"


def _most(sizes: Sequence[int], rows: int) -> int:
    """The most bands of each group at which all groups fit into so many rows, at least two."""
    for most in range(max(sizes), 2, -1):
        if sum(min(size, most) + 1 + (size > most) for size in sizes) <= rows:
            return most
    return 2
