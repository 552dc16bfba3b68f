"""The timeline as rows: a label, the state in a word, and the intervals on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.collation import Typed
from proxytui.drawing import interval_bars
from proxytui.drawing import time_axis as axes
from proxytui.jobs.pacing import never
from proxytui.model.dates import State
from proxytui.model.vocabulary import tie_id
from proxytui.questions import timeline
from proxytui.questions.timeline import TimelineGroup, TimelineRow
from proxytui.views.findings import STATE_ROLES
from proxytui.views.lines import (
    BLANK,
    Line,
    Listing,
    Row,
    Span,
    clip,
    cut,
    fit,
    foreign,
    paragraph,
    width,
)
from proxytui.views.roles import glyph_of, role_of
from proxytui.views.target import NOTHING, Target
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.drawing.time_axis import Axis
    from proxytui.drawing.two_sided import Line as Pieces
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.views.scene import Scene

_STATE_FROM = 56
"""With fewer cells than this the state is left to the sign on the as-of line."""
_STATE = 9
_NEAR_DAYS = 366
_SHORTEST = 8
"""Cells of a name that stay whatever is said beside it."""
_GRAVE = frozenset({"disputed", "refuted", "retracted", "denied"})
_EMPTY = Row("", (Span("Nothing with a date is recorded here.", "dim"),), stop=False)
_NO_HIT = Row("", (Span("No row has this in its name; esc clears the filter.", "dim"),), stop=False)


class Columns(NamedTuple):
    """How many cells label, state and intervals take; two blanks stand before the intervals.

    `indent` are the blanks before what stands under a heading.
    """

    label: int
    state: int
    bar: int
    indent: int

    @property
    def before(self) -> int:
        """The cells before the intervals."""
        return self.label + self.state + 2


def columns(cells: int) -> Columns:
    """The columns of a timeline of so many cells."""
    if cells < _STATE_FROM:
        label = max(10, cells * 2 // 5)
        return Columns(label, 0, max(8, cells - label - 2), 0)
    label = min(36, (cells - _STATE) * 3 // 10)
    return Columns(label, _STATE, cells - label - _STATE - 2, 2)


def roles(pieces: Pieces) -> Line:
    """Pieces of a drawing as spans."""
    return tuple(Span(one.text, one.role) for one in pieces)


def groups(scene: Scene, target: Target, checkpoint: Checkpoint = never) -> list[TimelineGroup]:
    """The groups of the timeline of an actor or a tie, seen through the lens over all time.

    `checkpoint` is called where the work can be interrupted.
    """
    lens = scene.lens
    if target.kind == "tie":
        return timeline.of_tie(scene.index, target.id, checkpoint)
    return timeline.of_actor(
        scene.index, target.id, lens.filter, show_all=lens.show_all, checkpoint=checkpoint
    )


def whole(scene: Scene, drawn: Sequence[TimelineGroup], cells: int) -> Axis:
    """The axis that shows all of them, and the as-of date if that isn't far off."""
    period = scene.lens.as_of
    first, last = timeline.reach(drawn) or (period.first, period.last)
    # A date further away than this would leave the rest of the axis to a corner.
    near = max(_NEAR_DAYS, (last - first) // 4)
    if first - near <= period.first <= last + near:
        first, last = min(first, period.first), max(last, period.last)
    return axes.fitting(first, last, columns(cells).bar)


def head(axis: Axis, period: Period, taken: Columns, before: int = 0) -> tuple[Line, Line]:
    """The two lines of the axis, `before` cells further in than the rows."""
    labels, ticks = axis.labels()
    room = taken.before - 1
    scale, words = (
        Span(" " * before + fit(said if len(said) <= room else "", room + 1), "dim")
        for said in (axis.scale.words, axis.words)
    )
    return (
        (scale, Span(labels, "dim")),
        (words, *roles(interval_bars.axis_line(axis, period, ticks))),
    )


def legend(cells: int) -> Line:
    """What the signs mean, as many as fit."""
    made: list[Span] = []
    for sign, words, role in interval_bars.LEGEND:
        one = (Span(sign, "backs" if role == "held" else role), Span(f" {words}   ", "dim"))
        if width(made) + width(one) > cells:
            break
        made += one
    return tuple(made)


class ChartQuestion(NamedTuple):
    """What a timeline is of: its groups, the actor that they are seen from ("" for none), the keys
    of those that are folded, and what names are filtered by."""

    groups: Sequence[TimelineGroup]
    centre: str = ""
    folded: frozenset[str] = frozenset()
    wanted: Typed = Typed("")


class Chart:
    """The rows of a timeline; each is drawn when it is looked at, for a hub has thousands."""

    def __init__(self, scene: Scene, asked: ChartQuestion) -> None:
        self.scene = scene
        self._asked = asked
        self._items: list[tuple[TimelineGroup, TimelineRow | None]] = []
        wanted = asked.wanted
        for group in asked.groups:
            bands = group.bands
            if wanted:
                bands = tuple(one for one in bands if wanted.within(self._name(group, one)))
            if bands and timeline.heading(group):
                self._items.append((group._replace(bands=bands), None))
            if wanted or group.key not in asked.folded:
                self._items += [(group, band) for band in bands]
        self._by_key = {_key(*item): item for item in self._items}

    def rows(self, axis: Axis, cells: int) -> Sequence[Row]:
        """All rows, for an axis that is as wide as their third column."""
        if not self._items:
            return (_NO_HIT if self._asked.wanted else _EMPTY,)
        taken = columns(cells)
        return Listing(list(self._by_key), lambda place: self._line(place, axis, taken))

    def group(self, key: str) -> TimelineGroup | None:
        """The group of which a row is the heading."""
        group, band = self._by_key.get(key, (None, None))
        return group if band is None else None

    def target(self, key: str) -> Target:
        """What a row leads to."""
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
        period = self.scene.lens.as_of
        found = list(timeline.stretches(self.scene.index, band))
        label, state = self._label(group, band, " " * taken.indent)
        remark = timeline.remark(self.scene.index, band, self.scene.lens)
        undated = timeline.undated(self.scene.index, band)
        drawn = (
            interval_bars.events(axis, found, period, undated)
            if band.kind in ("event", "life")
            else interval_bars.bar(
                axis, found, interval_bars.NowLine(period, state), self._role(band), undated
            )
        )
        return (
            *_beside(label, remark, taken.label),
            *(self._state(band, state, taken.state)),
            Span("  "),
            *roles(drawn),
        )

    def _heading(self, group: TimelineGroup, axis: Axis, taken: Columns) -> Line:
        folds = group.key in self._asked.folded and not self._asked.wanted
        count = f" {len(group.bands)} "
        room = taken.before + taken.bar - len(count) - 2
        said = Span(cut(timeline.heading(group), room), f"{role_of(group.type)}-head")
        line = (Span("▸ " if folds else "▾ ", "dim"), said, Span(count, "dim"))
        used = width(line)
        now = interval_bars.bar(
            axis, (), interval_bars.NowLine(self.scene.lens.as_of, State.NOT), "dim", ""
        )
        if used <= taken.before:
            return (*line, Span(" " * (taken.before - used)), *roles(now))
        return (*line, *_after(roles(now), used - taken.before))

    def _state(self, band: TimelineRow, state: State, cells: int) -> Line:
        if not cells:
            return ()
        if band.kind == "event":
            kind = self.scene.index.events[band.id].kind or "event"
            return (Span(" " + fit(texts.line(kind), cells - 1), "dim"),)
        if band.kind == "life":
            return (Span(" " * cells),)
        return (Span(" " + fit(state.value, cells - 1), STATE_ROLES[state]),)

    def _label(self, group: TimelineGroup, band: TimelineRow, indent: str) -> tuple[Line, State]:
        """What a row is about, and its state now."""
        index, lens = self.scene.index, self.scene.lens
        name = foreign(self._name(group, band))
        state = timeline.state(index, band, lens.as_of) or State.NOT
        if band.kind != "tie":
            return (Span(indent), name), state
        type_ = index.ends[band.id].type
        held = state is State.HELD
        glyph = Span(glyph_of(type_, held) + " ", role_of(type_) if held else "dim")
        line: list[Span] = [Span(indent), glyph, name]
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
        return timeline.label(scene.index, group, band, self._asked.centre, scene.name)

    # The words of a row

    def words(self, key: str, cells: int, height: int) -> list[Line]:
        """What is said of a row, in at most `height` lines."""
        group, band = self._by_key.get(key, (None, None))
        if group is None or not height:
            return []
        if band is None:
            folds = "unfolds" if group.key in self._asked.folded else "folds"
            words = f"{timeline.heading(group)}: {len(group.bands)}; enter {folds}."
            lines = paragraph(words, cells, "dim")
        else:
            lines = [
                line for part, role in self._said(band) for line in paragraph(part, cells, role)
            ]
        if len(lines) > height:
            lines = [*lines[: height - 1], _ended(lines[height - 1], cells)]
        return lines

    def _said(self, band: TimelineRow) -> list[tuple[str, str]]:
        scene, index = self.scene, self.scene.index
        name, source = scene.name, scene.source
        if band.kind == "event":
            return [(wording.event_words(index.events[band.id], name, source), "text")]
        if band.kind == "life":
            actor = index.actors[band.id]
            given = (actor.founded, actor.dissolved)[band.place]
            label = self._name(TimelineGroup("names", ()), band)
            return [(f"Recorded as {label} {short_date(given)}.", "text")]
        said = wording.years_words(*timeline.years(index, band))
        years = f"By the years of the dates given: {said}."
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
    scene: Scene, asked: ChartQuestion, axis: Axis, cells: int, most: int | None
) -> tuple[list[Row], int]:
    """The first rows of a timeline under its axis, for a pane, and how many are left out.

    Their keys are those of the detail pane: `tie:ID`, `entry:TABLE/ID:PLACE`.
    """
    chart = Chart(scene, asked)
    rows = chart.rows(axis, cells)
    shown = rows if most is None else rows[:most]
    above = head(axis, scene.lens.as_of, columns(cells))
    made = [chart.in_pane(row) for row in shown]
    more = Row("", (Span("z shows it over the whole screen", "dim"),), stop=False)
    lines = [Row("", line, stop=False) for line in above]
    return [*lines, *made, BLANK, more], len(rows) - len(shown)


def _key(group: TimelineGroup, band: TimelineRow | None) -> str:
    return group.key if band is None else f"{group.key}|{band.kind}:{band.place}:{band.id}"


def _beside(line: Line, remark: str, cells: int) -> Line:
    """A label and what is to be said beside it, in exactly so many cells; the label gives way, but
    for its beginning."""
    role = "alert" if remark in _GRAVE else "possible"
    beside = (Span(" " + cut(remark, max(4, cells - _SHORTEST - 1)), role),) if remark else ()
    made = (*clip(line, cells - width(beside)), *beside)
    return (*made, Span(" " * (cells - width(made))))


def _after(line: Line, cells: int) -> Line:
    """A line of plain signs without its first cells."""
    made = []
    for span in line:
        made.append(Span(span.text[cells:], span.role))
        cells = max(0, cells - len(span.text))
    return tuple(made)


def _ended(line: Line, cells: int) -> Line:
    """A line after which something was left out."""
    said = "".join(span.text for span in line)
    kept = cut(said, cells - 2).removesuffix(texts.CLOSING).removesuffix("…")
    return (Span(texts.closed(f"{kept} …"), line[-1].role),)
