"""The figures of a dossier as values: the map around an actor, and bars of the years of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text, wording
from proxytui.asof.all_time import ALL_TIME
from proxytui.asof.lens import Lens
from proxytui.asof.tie_order import stands_apart
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import timeline
from proxytui.questions.neighbourhood import TYPES, Neighbourhood
from proxytui.wording import contested, neighbourhood
from proxytui.wording.phrases import plural, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.exchange.selection import Selection
    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.questions.timeline import Interval, TimelineGroup, TimelineRow
    from proxytui.wording.phrases import Namer

MOST_NEIGHBOURS = 10
"""So many actors of a type and side are drawn; more are counted."""
_MOST_BARS = 60
"""So many rows of a group are drawn; more are counted."""


class Neighbour(NamedTuple):
    """An actor in the map: its name, the tie's state, and what is said of the tie."""

    name: str
    held: bool
    remarks: tuple[str, ...]


class MapGroup(NamedTuple):
    """The actors of one type on one side, and how many more there are; `arrow` says which way the
    tie leads: "in" to the centre, "out" from it, "" neither."""

    type: str
    heading: str
    arrow: str
    neighbours: tuple[Neighbour, ...]
    more: int

    @property
    def total(self) -> int:
        """All actors of the group."""
        return len(self.neighbours) + self.more


class Map(NamedTuple):
    """An actor between those that are tied to it and those that it is tied to."""

    centre: str
    left: tuple[MapGroup, ...]
    right: tuple[MapGroup, ...]

    @property
    def words(self) -> str:
        """The map in a sentence for each group."""
        sentences = [
            f"{group.heading} ({group.total}): "
            + "; ".join(_neighbour_words(item) for item in group.neighbours)
            + (f"; and {group.more} more" if group.more else "")
            for group in (*self.left, *self.right)
        ]
        return ". ".join(sentences) + "."


def _neighbour_words(neighbour: Neighbour) -> str:
    state = "held" if neighbour.held else "possibly"
    return ", ".join((neighbour.name, state, *neighbour.remarks))


class Link(NamedTuple):
    """A tie of a chain, read from the actor before to the one behind: the relation, what is said of
    it, and which way it leads, None for neither."""

    type: str
    relation: str
    remarks: str
    held: bool
    forward: bool | None


class Chain(NamedTuple):
    """Actors, each tied to the next one."""

    names: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def words(self) -> str:
        """The chain in a row of words."""
        parts = [self.names[0]]
        for link, name in zip(self.links, self.names[1:], strict=True):
            state = "held" if link.held else "not surely held"
            parts.append(f"{link.relation} ({state}; {link.remarks}) {name}")
        return ", ".join(parts)


class Bar(NamedTuple):
    """A row of the timeline: its label and remark, the state at the date (None for what happens on
    a day), its years in words, and what is drawn; `kind` and `type` as of the row and its tie."""

    label: str
    remark: str
    state: State | None
    years: str
    kind: str
    type: str
    intervals: tuple[Interval, ...]


class BarGroup(NamedTuple):
    """Rows under a heading, which may be empty, and how many more there are."""

    heading: str
    bars: tuple[Bar, ...]
    more: int


class Timeline(NamedTuple):
    """Rows of intervals on one axis from day to day, and the date of the view, None for none."""

    first: int
    last: int
    as_of: Period | None
    groups: tuple[BarGroup, ...]


# The map


def actor_map(selection: Selection, actor: str, ties: Iterable[Tie], name: Namer) -> Map | None:
    """The map around an actor, of its `ties` in their order; None where nothing would be drawn."""
    sides = tuple(
        tuple(_groups(selection, actor, inward, tuple(ties), name)) for inward in (True, False)
    )
    return Map(text.line(name(actor)), *sides) if any(sides) else None


def _groups(
    selection: Selection, actor: str, inward: bool, ties: Sequence[Tie], name: Namer
) -> Iterable[MapGroup]:
    by_type = _by_type(selection, actor, inward, ties)
    for type_, listed in by_type.items():
        symmetric = CLAIM_TYPES[type_].symmetric
        yield MapGroup(
            type_,
            wording.heading(type_, inward),
            "" if symmetric else "in" if inward else "out",
            tuple(_neighbour(selection, actor, tie, name) for tie in listed[:MOST_NEIGHBOURS]),
            max(0, len(listed) - MOST_NEIGHBOURS),
        )


def _by_type(
    selection: Selection, actor: str, inward: bool, ties: Sequence[Tie]
) -> dict[str, list[Tie]]:
    """The ties on a side by type: as the explorer's map has them at its date; of all dates those
    that somebody reports."""
    if selection.as_of is not None:
        lens = Lens(selection.as_of, filter=selection.filter)
        around = Neighbourhood(selection.graph, lens, actor)
        roots = around.roots(inward)
        return {type_: [around.tie(node) for node in nodes] for type_, nodes in roots.items()}
    by_type: dict[str, list[Tie]] = {type_: [] for type_ in TYPES}
    for tie in ties:
        inverse = tie.object == actor and not CLAIM_TYPES[tie.type].symmetric
        drawn = tie.state is not State.NOT and not stands_apart(tie)
        if tie.type in by_type and inverse is inward and drawn:
            by_type[tie.type].append(tie)
    return {type_: listed for type_, listed in by_type.items() if listed}


def _neighbour(selection: Selection, actor: str, tie: Tie, name: Namer) -> Neighbour:
    label = text.line(name(tie.other(actor)))
    return Neighbour(label, tie.state is State.HELD, _remarks(selection, tie))


def _remarks(selection: Selection, tie: Tie) -> tuple[str, ...]:
    """Why a tie is not simply held, its means, and how many publishers report it."""
    doubts = [remark.words for remark in contested.remarks_in_title(tie)]
    doubts += neighbourhood.doubt_words(tie, selection.as_of)[:1]
    means = ", ".join(neighbourhood.means_words(tie, selection.filter))
    publishers = plural(tie.publishers, "publisher") if tie.publishers else ""
    return tuple(filter(None, (*doubts, means, publishers)))


def chain(selection: Selection, start: str, chained: Sequence[Tie], name: Namer) -> Chain:
    """Ties as a chain that begins at an actor."""
    names, links = [text.line(name(start))], []
    for tie in chained:
        symmetric, reverse = CLAIM_TYPES[tie.type].symmetric, tie.object == start
        relation = wording.relation(tie, inverse=reverse and not symmetric)
        remarks = " · ".join(_remarks(selection, tie))
        forward = None if symmetric else not reverse
        links.append(Link(tie.type, relation, remarks, tie.state is State.HELD, forward))
        start = tie.other(start)
        names.append(text.line(name(start)))
    return Chain(tuple(names), tuple(links))


# The timeline


def actor_timeline(selection: Selection, actor: str, name: Namer) -> Timeline | None:
    """The timeline of an actor, over all time; None where nothing has a date."""
    groups = timeline.actor_timeline(selection.graph, actor, selection.filter)
    return _timeline(selection, groups, actor, name)


def ties_timeline(selection: Selection, ties: Iterable[str], name: Namer) -> Timeline | None:
    """The timeline of some ties, one below the other; None where nothing has a date."""
    return _timeline(selection, timeline.path_timeline(selection.graph, ties), "", name)


def _timeline(
    selection: Selection, groups: Sequence[TimelineGroup], centre: str, name: Namer
) -> Timeline | None:
    reach = timeline.reach(groups)
    if reach is None:
        return None
    first, last = reach
    period = selection.as_of
    # A date further away than this would leave the rest of the axis to a corner.
    near = max(_NEAR_DAYS, (last - first) // 4)
    if period is not None and first - near <= period.first <= last + near:
        first, last = min(first, period.first), max(last, period.last)
    drawn = tuple(
        BarGroup(
            timeline.heading(group),
            tuple(_bar(selection, group, row, centre, name) for row in group.bands[:_MOST_BARS]),
            max(0, len(group.bands) - _MOST_BARS),
        )
        for group in groups
    )
    return Timeline(first, last, period, drawn)


_NEAR_DAYS = 366


def _bar(
    selection: Selection, group: TimelineGroup, row: TimelineRow, centre: str, name: Namer
) -> Bar:
    graph, period = selection.graph, selection.as_of
    lens = Lens(period or ALL_TIME, filter=selection.filter)
    state = timeline.state(graph, row, period) if period is not None else None
    return Bar(
        _label(selection, group, row, centre, name),
        ", ".join(remark.words for remark in timeline.remarks(graph, row, lens)),
        state,
        _years(selection, row),
        row.kind,
        graph.ends[row.id].type if row.kind == "tie" else "",
        tuple(timeline.intervals(graph, row)),
    )


def _label(
    selection: Selection, group: TimelineGroup, row: TimelineRow, centre: str, name: Namer
) -> str:
    """The name of a row; of ties of several types below one another with the type."""
    graph = selection.graph
    label = text.line(timeline.label(graph, group, row, centre, name))
    if group.kind != "hops":
        return label
    types = {graph.ends[other.id].type for other in group.bands}
    return f"{label}, {CLAIM_TYPES[graph.ends[row.id].type].noun}" if len(types) > 1 else label


def _years(selection: Selection, row: TimelineRow) -> str:
    """The time of a row in words."""
    graph = selection.graph
    if row.kind == "event":
        return short_date(graph.events[row.id].date)
    if row.kind == "life":
        actor = graph.actors[row.id]
        return short_date((actor.founded, actor.dissolved)[row.place])
    years = timeline.years(graph, row)
    if not years.possible:
        return timeline.undated(graph, row)
    return wording.years_words(*years)
