"""The command that draws who stands around an actor: its two sides, or in layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands import shapes
from proxytui.commands.call import Answer, Call
from proxytui.errors import UsageError
from proxytui.network import ego, layering
from proxytui.network import lens as lenses
from proxytui.network.ego import Around
from proxytui.network.overview import Overview, overview

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.values import Actor, Json
    from proxytui.network.ego import Entry
    from proxytui.network.index import Index
    from proxytui.network.lens import Lens
    from proxytui.workspace import Workspace

_ABREAST = 6
"""Actors in a layer of the JSON shape; on paper the width decides."""


class Map(Answer, frozen=True):
    """An actor between its backers and those it is said to back, with opponents and allies.

    `since` is another date, what changed between the two being marked; None for one date alone.
    """

    actor: Actor
    lens: Lens
    hops: int
    since: Period | None = None

    def around(self, index: Index) -> Around:
        """What stands around the actor, looked up as far as it is asked for."""
        return Around(index, self.lens, self.actor.id, self.since)

    def document(self, workspace: Workspace) -> Json:
        """The shape of `map`; what lies beyond an entry follows it, with a greater `hop`."""
        as_of = self.lens.as_of
        sides = ego.sides(workspace.index, self.lens, self.actor.id, self.hops)

        def entry(one: Entry) -> Json:
            return {
                "actor": shapes.named(workspace, as_of, one.actor),
                "tie": shapes.tie(workspace, one.tie, as_of),
                "hop": one.hop,
                "further": one.further,
            }

        return {
            "actor": shapes.named(workspace, as_of, self.actor.id),
            "as_of": as_of.text,
            "hops": self.hops,
            "left": [entry(one) for one in sides.left],
            "right": [entry(one) for one in sides.right],
        }


class Whole(Answer, frozen=True):
    """Who stands closest together around an actor, None in an empty store."""

    actor: Actor | None
    lens: Lens
    overview: Overview

    def document(self, workspace: Workspace) -> Json:
        """The shape of `map` as an overview: layers of actors from the top, and their ties."""
        as_of, index = self.lens.as_of, workspace.index
        edges = [(one.subject, one.object) for one in self.overview.arrows]
        level = layering.levels(self.overview.actors, edges, _ABREAST)
        rows: list[list[Json]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
        for actor, row in level.items():
            rows[row].append(shapes.named(workspace, as_of, actor))
        made: Json = {
            "as_of": as_of.text,
            "layers": rows,
            "ties": [
                shapes.tie(workspace, lenses.tie(index, one.tie, self.lens), as_of)
                for one in self.overview.arrows
            ],
            "left_out": self.overview.left_out,
        }
        if self.actor is not None:
            made["actor"] = shapes.named(workspace, as_of, self.actor.id)
        return made


def map_(call: Call) -> Map | Whole:
    """The two-sided view of an actor; without a name, or where it is asked for, the overview."""
    workspace, hops, named = call.workspace, call.number("hops"), call.text("name")
    if not hops:
        raise UsageError("--hops 0 shows nothing", "ask for one to three")
    index, lens = workspace.index, call.lens
    if named and not call.flag("overview"):
        return Map(workspace.find(named), lens, hops, call.date("since"))
    if hops > 1 or call.date("since"):
        raise UsageError("--hops and --since are for the map of one actor", "name it")
    actor = workspace.find(named) if named else index.actors.get(index.busiest())
    return Whole(actor, lens, overview(index, lens, actor.id if actor else ""))
