"""The command for the history of an actor or of a tie, by its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.lens import Lens
from proxytui.commands.arguments import AS_OF, FILTER, NAME, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Command
from proxytui.commands.notes import tie_named
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.asof import ties
    from proxytui.commands import json_shapes
    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json
    from proxytui.questions import history
    from proxytui.questions import timeline as intervals
    from proxytui.questions.history import HistoryEntry
    from proxytui.questions.timeline import TimelineGroup
    from proxytui.workspace import Workspace
else:
    ties = LazyModule("proxytui.asof.ties")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    history = LazyModule("proxytui.questions.history")
    intervals = LazyModule("proxytui.questions.timeline")


class History(Answer, frozen=True):
    """What came when for an actor, or for a tie, as sources say; one of the two ids is empty."""

    actor: str
    tie: str
    as_of: Period
    entries: tuple[HistoryEntry, ...]
    filter: Filter | None = None

    def groups(self, index: Index) -> list[TimelineGroup]:
        """The same as intervals on one axis."""
        if self.tie:
            return intervals.of_tie(index, self.tie)
        return intervals.of_actor(index, self.actor, self.filter)

    def document(self, workspace: Workspace) -> Json:
        """The shape of `timeline`."""
        made = []
        for entry in self.entries:
            one: Json = {"date": entry.date, "kind": entry.kind, "words": entry.words}
            one["records"] = [record.partition("/")[2] for record in entry.records]
            made.append({field: value for field, value in one.items() if value is not None})
        if self.tie:
            tie = ties.tie(workspace.index, self.tie, Lens(self.as_of))
            return {"tie": json_shapes.tie(workspace, tie, self.as_of), "entries": made}
        return {"actor": json_shapes.named(workspace, self.as_of, self.actor), "entries": made}


def timeline(call: Call) -> History:
    """The history of an actor or of a tie; actors are called as they are at the date."""
    workspace, period = call.workspace, call.period
    index, tie = workspace.index, tie_named(workspace, call.text("name"))
    if tie:
        return History("", tie, period, history.tie_entries(index, tie, period))
    actor = workspace.find(call.text("name")).id
    told = history.entries(index, actor, period, call.filter)
    return History(actor, "", period, told, call.filter)


COMMANDS = (
    Command(
        "timeline",
        "the history of an actor or a tie: claims, events, names and offices, by their dates",
        (NAME._replace(help=f"{NAME.help}, or the id of a tie"), AS_OF, FILTER, VIEW),
        timeline,
        json=True,
    ),
)
