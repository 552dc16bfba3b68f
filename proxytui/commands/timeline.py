"""The command for the history of an actor or of a tie, by its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.lens import Lens
from proxytui.commands.arguments import AS_OF, FILTER, NAME, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Command
from proxytui.commands.notes import canonical_tie_id
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.asof import ties
    from proxytui.commands import json_shapes
    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json
    from proxytui.questions import history
    from proxytui.questions import timeline as timelines
    from proxytui.questions.history import HistoryEntry
    from proxytui.questions.timeline import TimelineGroup
    from proxytui.workspace import Workspace
else:
    ties = LazyModule("proxytui.asof.ties")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    history = LazyModule("proxytui.questions.history")
    timelines = LazyModule("proxytui.questions.timeline")


class History(Answer, frozen=True):
    """The history of an actor or of a tie, as sources say; one of the two ids is empty."""

    actor: str
    tie: str
    as_of: Period
    entries: tuple[HistoryEntry, ...]
    filter: Filter | None = None

    def groups(self, index: Index) -> list[TimelineGroup]:
        """The history as intervals on one axis, in groups."""
        if self.tie:
            return timelines.tie_timeline(index, self.tie)
        return timelines.actor_timeline(index, self.actor, self.filter)

    def document(self, workspace: Workspace) -> Json:
        """The shape of `timeline`."""
        rows = []
        for entry in self.entries:
            row: Json = {"date": entry.date, "kind": entry.kind, "words": entry.words}
            row["records"] = [record.partition("/")[2] for record in entry.records]
            rows.append({field: value for field, value in row.items() if value is not None})
        if self.tie:
            tie = ties.tie(workspace.index, self.tie, Lens(self.as_of))
            return {"tie": json_shapes.tie(workspace, tie, self.as_of), "entries": rows}
        return {
            "actor": json_shapes.named_actor(workspace, self.as_of, self.actor),
            "entries": rows,
        }


def timeline(call: Call) -> History:
    """The history of an actor or of a tie; actors are called as they are at the date."""
    workspace, period = call.workspace, call.period
    index, tie = workspace.index, canonical_tie_id(workspace, call.text("name"))
    if tie:
        return History("", tie, period, history.tie_entries(index, tie, period))
    actor = workspace.find(call.text("name")).id
    rows = history.entries(index, actor, period, call.filter)
    return History(actor, "", period, rows, call.filter)


COMMANDS = (
    Command(
        "timeline",
        "the history of an actor or a tie: claims, events, names and offices, by their dates",
        (NAME._replace(help=f"{NAME.help}, or the id of a tie"), AS_OF, FILTER, VIEW),
        timeline,
        json=True,
    ),
)
