"""The command that looks for the ways from one actor to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands import json_shapes
from proxytui.commands.call import Answer, Call
from proxytui.errors import UsageError
from proxytui.questions import paths

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.records import Actor, Json
    from proxytui.questions.paths import Path
    from proxytui.workspace import Workspace


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
        made: Json = {
            "subject": json_shapes.named(workspace, period, self.subject.id),
            "object": json_shapes.named(workspace, period, self.object.id),
        }
        if self.as_of is not None:
            made["as_of"] = self.as_of.text
        made["paths"] = [
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
        return made


def path(call: Call) -> Paths:
    """The shortest chains of ties between two actors."""
    workspace = call.workspace
    first, last = workspace.find(call.text("a")), workspace.find(call.text("b"))
    if first.id == last.id:
        raise UsageError(f"both names mean {first.id}", "a path needs two actors")
    if not call.number("k"):
        raise UsageError("-k 0 asks for no path", "ask for one or more")
    period = call.period_asked
    types = frozenset(call.many("type")) or None
    most = int(call.text("max_hops")) if call.text("max_hops") else None
    found = paths.shortest(
        workspace.index,
        first.id,
        last.id,
        period,
        types,
        directed=call.flag("directed"),
        k=call.number("k"),
        max_hops=most,
        wanted=call.filter,
    )
    return Paths(first, last, period, types, call.flag("directed"), found)
