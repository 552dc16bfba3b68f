"""The command that looks for the ways from one actor to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.arguments import AS_OF, FILTER, NAME, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.commands import json_shapes
    from proxytui.model.dates import Period
    from proxytui.model.records import Actor, Json
    from proxytui.questions import paths
    from proxytui.questions.paths import Path
    from proxytui.workspace import Workspace
else:
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    paths = LazyModule("proxytui.questions.paths")


class Paths(Answer, frozen=True):
    """The shortest chains of ties between two actors; `as_of` is None for all time, `types` for
    all types."""

    subject: Actor
    object: Actor
    as_of: Period | None
    types: frozenset[str] | None
    directed: bool
    paths: tuple[Path, ...]

    @property
    def code(self) -> int:
        """1 where there is no path."""
        return 0 if self.paths else 1

    def document(self, workspace: Workspace) -> Json:
        """The shape of `path`; `as_of` is absent for all time."""
        period = self.as_of or workspace.default_period
        shape: Json = {
            "subject": json_shapes.named_actor(workspace, period, self.subject.id),
            "object": json_shapes.named_actor(workspace, period, self.object.id),
        }
        if self.as_of is not None:
            shape["as_of"] = self.as_of.text
        shape["paths"] = [
            {
                "hops": [
                    {
                        "tie": json_shapes.tie(workspace, hop.tie, self.as_of),
                        "reversed": hop.reversed,
                    }
                    for hop in path.hops
                ],
                "together": path.together.state.value,
            }
            for path in self.paths
        ]
        return shape


def path(call: Call) -> Paths:
    """The shortest chains of ties between two actors."""
    workspace = call.workspace
    first, last = workspace.find(call.text("a")), workspace.find(call.text("b"))
    if first.id == last.id:
        raise UsageError(f"both names mean {first.id}", "a path needs two actors")
    if not call.number("k"):
        raise UsageError("-k 0 asks for no path", "ask for one or more")
    period = call.chosen_period
    types = frozenset(call.values("type")) or None
    most_hops = int(call.text("max_hops")) if call.text("max_hops") else None
    found_paths = paths.shortest(
        workspace.index,
        first.id,
        last.id,
        period,
        types,
        directed=call.flag("directed"),
        k=call.number("k"),
        max_hops=most_hops,
        filter_=call.filter,
    )
    return Paths(first, last, period, types, call.flag("directed"), found_paths)


_MOST_PATHS = 1000

COMMANDS = (
    Command(
        "path",
        "the shortest chains of ties between two actors",
        (
            Argument("A", NAME.help, Shape.REQUIRED, values=Values.ACTORS),
            Argument(
                "B", "the other one, named in the same ways", Shape.REQUIRED, values=Values.ACTORS
            ),
            AS_OF._replace(
                help="ties as of this date: 2010, 2010-06 or 2010-06-15; of all time if left out"
            ),
            Argument(
                "--type",
                "over ties of this type; may be repeated; of every type if left out",
                Shape.REPEATED,
                "T",
                tuple(CLAIM_TYPES),
            ),
            Argument("--directed", "only from subject to object", Shape.FLAG),
            Argument("-k", "how many", Shape.NUMBER, "N", default=3, most=_MOST_PATHS),
            Argument("--max-hops", "of at most so many ties", Shape.NUMBER, "N"),
            FILTER,
            VIEW,
        ),
        path,
        json=True,
    ),
)
