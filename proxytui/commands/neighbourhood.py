"""The command that draws who stands around an actor: its two sides, or in layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.arguments import ALL, AS_OF, FILTER, NAME, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.asof import ties
    from proxytui.asof.lens import Lens
    from proxytui.commands import json_shapes
    from proxytui.drawing import layer_graph
    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.records import Actor, Json
    from proxytui.questions import backbone, neighbourhood_list
    from proxytui.questions import neighbourhood as neighbourhoods
    from proxytui.questions.backbone import Backbone, WholeStore
    from proxytui.questions.neighbourhood import Neighbourhood
    from proxytui.questions.neighbourhood_list import NeighbourEntry
    from proxytui.workspace import Workspace
else:
    ties = LazyModule("proxytui.asof.ties")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    layer_graph = LazyModule("proxytui.drawing.layer_graph")
    backbone = LazyModule("proxytui.questions.backbone")
    neighbourhoods = LazyModule("proxytui.questions.neighbourhood")
    neighbourhood_list = LazyModule("proxytui.questions.neighbourhood_list")


_ABREAST = 6
"""Actors in a layer of the JSON shape; on paper the width decides."""


class MapAnswer(Answer, frozen=True):
    """An actor between its backers and those it is said to back, with opponents and allies.

    `since` is another date, what changed between the two being marked; None for one date alone.
    """

    actor: Actor
    lens: Lens
    hops: int
    since: Period | None = None

    def around(self, index: Index) -> Neighbourhood:
        """The neighbourhood of the actor, looked up as far as it is asked for."""
        return neighbourhoods.Neighbourhood(index, self.lens, self.actor.id, self.since)

    def document(self, workspace: Workspace) -> Json:
        """The shape of `map`; what lies beyond an entry follows it, with a greater `hop`."""
        as_of = self.lens.as_of
        sides = neighbourhood_list.sides(workspace.index, self.lens, self.actor.id, self.hops)

        def entry(neighbour: NeighbourEntry) -> Json:
            return {
                "actor": json_shapes.named_actor(workspace, as_of, neighbour.actor),
                "tie": json_shapes.tie(workspace, neighbour.tie, as_of),
                "hop": neighbour.hop,
                "further": neighbour.further,
            }

        return {
            "actor": json_shapes.named_actor(workspace, as_of, self.actor.id),
            "as_of": as_of.text,
            "hops": self.hops,
            "left": [entry(neighbour) for neighbour in sides.left],
            "right": [entry(neighbour) for neighbour in sides.right],
        }


class BackboneAnswer(Answer, frozen=True):
    """The overview: who is said to back whom, around an actor first; `whole` has all groups."""

    actor: Actor | None
    lens: Lens
    whole: WholeStore

    def document(self, workspace: Workspace) -> Json:
        """The shape of `map` as an overview: layers of actors from the top, and their ties; the
        layers and ties of the `others`, groups that no tie joins to the first; the names of actors
        with a tie that are in none of these, and how many have none."""
        as_of, whole = self.lens.as_of, self.whole
        first = whole.drawn[0] if whole.drawn else backbone.Backbone()
        shape: Json = {"as_of": as_of.text, **self._group(workspace, first)}
        shape["left_out"] = len(whole.cut[0]) if whole.cut else 0
        shape["others"] = [self._group(workspace, group) for group in whole.drawn[1:]]
        unseen = [actor for group in (*whole.cut, *whole.left) for actor in group]
        shape["not_drawn"] = [json_shapes.named_actor(workspace, as_of, actor) for actor in unseen]
        shape["without_tie"] = len(whole.alone)
        if self.actor is not None:
            shape["actor"] = json_shapes.named_actor(workspace, as_of, self.actor.id)
        return shape

    def _group(self, workspace: Workspace, group: Backbone) -> Json:
        as_of, index = self.lens.as_of, workspace.index
        edges = [(arrow.subject, arrow.object) for arrow in group.arrows]
        level = layer_graph.levels(group.actors, edges, _ABREAST)
        rows: list[list[Json]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
        for actor, row in level.items():
            rows[row].append(json_shapes.named_actor(workspace, as_of, actor))
        drawn_ties = (ties.tie(index, arrow.tie, self.lens) for arrow in group.arrows)
        return {
            "layers": rows,
            "ties": [json_shapes.tie(workspace, tie, as_of) for tie in drawn_ties],
        }


def map_(call: Call) -> MapAnswer | BackboneAnswer:
    """The two-sided view of an actor; without a name, or where it is asked for, the overview."""
    workspace, hops, name = call.workspace, call.number("hops"), call.text("name")
    if not hops:
        raise UsageError("--hops 0 shows nothing", "ask for one to three")
    index, lens = workspace.index, call.lens
    if name and not call.flag("overview"):
        return MapAnswer(workspace.find(name), lens, hops, call.date("since"))
    if hops > 1 or call.date("since"):
        raise UsageError("--hops and --since are for the map of one actor", "name it")
    actors = backbone.everyone(index, lens)
    if name:
        centre = workspace.find(name).id
    else:
        centre = actors.groups[0][0] if actors.groups else index.busiest()
    return BackboneAnswer(
        index.actors.get(centre), lens, backbone.whole(index, lens, centre, actors)
    )


_MOST_HOPS = 3

COMMANDS = (
    Command(
        "map",
        "an actor between its reported backers and those it is said to back; opponents, allies",
        (
            NAME._replace(shape=Shape.OPTIONAL, help=f"{NAME.help}; the overview if left out"),
            Argument("--overview", "who backs whom, in layers, around it first", Shape.FLAG),
            Argument("--hops", "how far, up to 3", Shape.NUMBER, "N", default=1, most=_MOST_HOPS),
            Argument("--since", "mark what changed between this date and the other", metavar="P"),
            AS_OF,
            FILTER,
            VIEW,
            ALL,
        ),
        map_,
        json=True,
    ),
)
