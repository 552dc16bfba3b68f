"""Commands that look at an actor or a tie: its dossier, and an actor's patronage tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.arguments import ALL, AS_OF, FILTER, NAME, ROLL_UP, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape
from proxytui.lazy import LazyModule
from proxytui.model.event_order import event_day
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.asof import ranking, rollup, ties
    from proxytui.commands import json_shapes, notes, tie_json
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Actor, Event, Json, Note
    from proxytui.model.tie import Tie
    from proxytui.questions import tree as trees
    from proxytui.questions.tree import Branch, Direction
    from proxytui.workspace import Workspace
else:
    ranking = LazyModule("proxytui.asof.ranking")
    rollup = LazyModule("proxytui.asof.rollup")
    ties = LazyModule("proxytui.asof.ties")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    notes = LazyModule("proxytui.commands.notes")
    tie_json = LazyModule("proxytui.commands.tie_json")
    trees = LazyModule("proxytui.questions.tree")


class Dossier(Answer, frozen=True):
    """An actor as of a date: ties, events, notes; `hidden` counts ties that a filter keeps out."""

    actor: Actor
    as_of: Period
    ties: tuple[Tie, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    hidden: int = 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `show`."""
        hidden = {"hidden": self.hidden} if self.hidden else {}
        return {
            **hidden,
            "actor": json_shapes.actor(workspace, self.actor.id),
            "as_of": self.as_of.text,
            "ties": [json_shapes.tie(workspace, tie, self.as_of) for tie in self.ties],
            "events": json_shapes.records(
                workspace, "events", (record.id for record in self.events)
            ),
            "notes": json_shapes.records(workspace, "notes", (record.id for record in self.notes)),
        }


class TieDossier(Answer, frozen=True):
    """A tie as of a date, with what its claims assert, who says so and who doesn't."""

    tie: Tie
    as_of: Period

    def document(self, workspace: Workspace) -> Json:
        """The shape of `show` of a tie."""
        index = workspace.index
        return {
            "tie": json_shapes.tie(workspace, self.tie, self.as_of),
            "as_of": self.as_of.text,
            "assertions": tie_json.assertions(workspace, self.tie, self.as_of),
            "notes": json_shapes.records(workspace, "notes", index.notes_of(self.tie.id)),
        }


def tie_named(workspace: Workspace, name: str) -> str:
    """The id of the tie that a NAME means, by its own id or that of one of its claims; empty where
    it means none."""
    claim = workspace.index.claims.get(name.strip())
    if claim is not None:
        return tie_id(claim.type, claim.subject, claim.object)
    return notes.canonical_tie_id(workspace, name)


def show(call: Call) -> Dossier | TieDossier:
    """The dossier of an actor, or of a tie."""
    workspace, lens = call.workspace, call.lens
    if tie := tie_named(workspace, call.text("name")):
        return TieDossier(ties.tie(workspace.index, tie, lens), lens.as_of)
    index, actor = workspace.index, workspace.find(call.text("name"))
    ties_of = rollup.ties if call.flag("roll_up") else ties.ties
    events = sorted((index.events[id_] for id_ in index.events_of(actor.id)), key=event_day)
    notes_on = tuple(index.notes[id_] for id_ in index.notes_of(actor.id))
    shown_ties = ties_of(index, actor.id, lens)
    hidden = 0
    if lens.filter is not None:
        hidden = len(ties_of(index, actor.id, lens._replace(filter=None))) - len(shown_ties)
    return Dossier(actor, lens.as_of, shown_ties, tuple(events), notes_on, hidden)


class Tree(Answer, frozen=True):
    """The tree of whom an actor backs, or who backs it; `left_out` counts the actor's ties that
    stand apart from what is reported, by the keys of `tie_summary.APART`."""

    actor: Actor
    direction: Direction
    types: frozenset[str]
    as_of: Period
    children: tuple[Branch, ...]
    left_out: Mapping[str, int]
    filter: Filter | None = None

    def document(self, workspace: Workspace) -> Json:
        """The shape of `tree`; made level by level, so that depth costs no recursion."""
        shape: Json = {
            "actor": json_shapes.named_actor(workspace, self.as_of, self.actor.id),
            "direction": self.direction,
            "as_of": self.as_of.text,
            "left_out": dict(self.left_out),
            "children": [],
        }
        waiting: list[tuple[list[Json], Branch]] = [(shape["children"], b) for b in self.children]
        for into, branch in waiting:
            children: list[Json] = []
            into.append(
                {
                    "tie": json_shapes.tie(workspace, branch.tie, self.as_of),
                    "actor": json_shapes.named_actor(workspace, self.as_of, branch.actor),
                    "cycle": branch.cycle,
                    "seen": branch.seen,
                    "children": children,
                }
            )
            waiting += [(children, below) for below in branch.children]
        return shape


def tree(call: Call) -> Tree:
    """The patronage tree of an actor."""
    workspace, lens = call.workspace, call.lens
    actor = workspace.find(call.text("name"))
    direction: Direction = "backed-by" if call.text("direction") == "backed-by" else "backs"
    types = frozenset(call.values("type")) or trees.BACKS
    branches = trees.tree(
        workspace.index,
        lens,
        actor.id,
        direction,
        types,
        depth=call.number("depth"),
        roll_up=call.flag("roll_up"),
    )
    inverse = direction == "backed-by"
    ways = [(type_, inverse and not CLAIM_TYPES[type_].symmetric) for type_ in types]
    left_out = ranking.left_out(workspace.index, lens, actor.id, ways)
    return Tree(actor, direction, types, lens.as_of, branches, left_out, lens.filter)


# JSON nests twice a level, and its readers give up at about a thousand.
_DEEPEST = 200

ACTOR_OR_TIE = NAME._replace(help=f"{NAME.help}; or the id of a tie or a claim")

COMMANDS = (
    Command(
        "show",
        "the dossier of an actor, or of a tie with all that is cited for and against it",
        (ACTOR_OR_TIE, AS_OF, FILTER, VIEW, ALL, ROLL_UP),
        show,
        json=True,
    ),
    Command(
        "tree",
        "whom an actor is reported to back, or to be backed by, as a tree",
        (
            NAME,
            Argument(
                "--direction",
                "downwards or upwards",
                metavar="D",
                choices=("backs", "backed-by"),
                default="backs",
            ),
            Argument("--depth", "how many levels", Shape.NUMBER, "N", default=3, most=_DEEPEST),
            Argument(
                "--type",
                "follow ties of this type; may be repeated; backs if left out",
                Shape.REPEATED,
                "T",
                tuple(CLAIM_TYPES),
            ),
            AS_OF,
            FILTER,
            VIEW,
            ALL,
            ROLL_UP,
        ),
        tree,
        json=True,
    ),
)
