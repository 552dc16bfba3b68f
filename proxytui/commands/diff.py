"""The command for differences: between two dates, two states of the store, two publishers."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.commands.arguments import FILTER, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import Refused, UsageError
from proxytui.lazy import LazyModule
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui import wording
    from proxytui.commands import json_shapes
    from proxytui.graph import index as graph
    from proxytui.graph import merged_records
    from proxytui.model.changes import Change, Transaction
    from proxytui.model.dates import Period
    from proxytui.model.records import Json
    from proxytui.questions import difference, publishers, recorded
    from proxytui.questions.difference import TieChange
    from proxytui.workspace import Workspace
else:
    wording = LazyModule("proxytui.wording")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    merged_records = LazyModule("proxytui.graph.merged_records")
    difference = LazyModule("proxytui.questions.difference")
    publishers = LazyModule("proxytui.questions.publishers")
    recorded = LazyModule("proxytui.questions.recorded")


_BY_DATES = "by the dates given"
START, NOW = "start", "now"


class Difference(Answer, frozen=True):
    """The differences between `first` and `second`: dates, states of the store, or publishers.

    `headings` are words for every kind of change, in order; `by` says what the changes rest on.
    """

    first: str
    second: str
    headings: dict[str, str]
    changes: tuple[TieChange, ...]
    by: str = ""

    def document(self, workspace: Workspace) -> Json:
        """The shape of `diff`."""
        changes = [
            {
                "kind": change.kind,
                "words": change.words,
                "tie": json_shapes.tie(workspace, change.tie, change.period),
            }
            for change in self.changes
        ]
        return {"from": self.first, "to": self.second, "changes": changes}


def diff(call: Call) -> Difference:
    """The differences between two dates, two states of the store, or two publishers."""
    recorded, publisher = call.values("recorded"), call.values("publisher")
    placed = [call.text(name) for name in ("p1", "p2", "name") if call.text(name)]
    if recorded and publisher:
        raise UsageError("--recorded and --publisher exclude each other", "leave one of them out")
    if not recorded and not publisher:
        if len(placed) < 2:
            raise UsageError("two dates are needed", "such as `diff 2012 2016`")
        return _dates(call, *placed)
    if len(placed) > 1:
        raise UsageError(
            f"“{text.line(placed[1])[:60]}” is one word too many",
            "with --recorded and --publisher only an actor's name may be given",
        )
    actor = call.workspace.find(placed[0]).id if placed else ""
    if recorded:
        return _recorded(call.workspace, recorded[0], recorded[1], actor)
    return _publishers(call.workspace, publisher[0], publisher[1], actor)


def _dates(call: Call, first: str, second: str, name: str = "") -> Difference:
    before, after = _period(first), _period(second)
    if (before.first, before.last) > (after.first, after.last):
        raise UsageError(f"{before.text} lies after {after.text}", "give the earlier date first")
    index = call.workspace.index
    actor = call.workspace.find(name).id if name else ""
    ties = index.ties_of(actor) if actor else index.iter_ties()
    changes = difference.between(index, ties, before, after, call.filter, actor)
    return Difference(before.text, after.text, wording.CHANGES, changes, _BY_DATES)


def _period(words: str) -> Period:
    try:
        return dates.period(words)
    except dates.DateError as error:
        title, _, hint = str(error).partition("; ")
        raise UsageError(title, hint) from None


def _publishers(workspace: Workspace, first_name: str, second_name: str, actor: str) -> Difference:
    first, second = (publishers.find(workspace.index, name) for name in (first_name, second_name))
    changes = publishers.contrast(workspace.index, first, second, workspace.default_period, actor)
    return Difference(first.name, second.name, wording.CONTRASTS, changes)


# Two states of the store


class RecordedStates(NamedTuple):
    """Two states of the store, and the changes that lead from one to the other, newest first.

    None stands for an index that needs not be made: `new` for that of the store as it is now, `old`
    where both states are one. `first` and `second` say when each state was left, and by which
    change; they are the words that were asked for where no change has them as its id.
    """

    old: graph.Index | None
    new: graph.Index | None
    changes: tuple[Change, ...]
    first: str
    second: str


def recorded_states(workspace: Workspace, first_state: str, second_state: str) -> RecordedStates:
    """Two states by their times, the ids of their last transactions, `start` or `now`.

    In whatever thread: it uses no index of the workspace, and takes as long as to make one. Raises
    ProxyTUIError.
    """
    if workspace.damaged:
        raise Refused(
            "the store is damaged, so that its journal can't be relied on", "see `repair`"
        )
    log, raw = _log_and_records(workspace)
    first, second = _steps_undone(log, first_state), _steps_undone(log, second_state)
    if first < second:
        raise UsageError("the first of the two lies after the second", "give the earlier one first")
    since, later = (
        [change for step in steps for change in reversed(step.changes)]
        for steps in (log[second:first], log[:second])
    )
    after = recorded.rewound(raw, later) if later else raw
    new = merged_records.graph_of(after) if later else None
    old = merged_records.graph_of(recorded.rewound(after, since)) if since else new
    titles = (_state_title(log, state) for state in (first_state, second_state))
    return RecordedStates(old, new, tuple(since), *titles)


def _log_and_records(
    workspace: Workspace,
) -> tuple[list[Transaction], Mapping[str, Mapping[str, Json]]]:
    """The log and the records of one moment, newest transaction first."""
    log = [entry.transaction for entry in workspace.log()]
    while True:
        raw = workspace.raw()
        newer = [entry.transaction for entry in workspace.log()]
        if [step.id for step in newer[:1]] == [step.id for step in log[:1]]:
            return log, raw
        log = newer


def _state_title(log: Iterable[Transaction], state: str) -> str:
    for step in log:
        if step.id == state:
            return f"{step.time[:16].replace('T', ' ')} ({step.label})"
    return state


def recorded_changes(
    index: graph.Index, states: RecordedStates, period: Period, actor: str = ""
) -> tuple[TieChange, ...]:
    """The ties that the two states give otherwise for a date, in the order of kinds and names;
    `index` is that of the store as it is now."""
    new = index if states.new is None else states.new
    old = new if states.old is None else states.old
    return recorded.recorded(old, new, states.changes, period, actor)


def _recorded(workspace: Workspace, first_state: str, second_state: str, actor: str) -> Difference:
    states = recorded_states(workspace, first_state, second_state)
    changes = recorded_changes(workspace.index, states, workspace.default_period, actor)
    return Difference(text.line(first_state), text.line(second_state), wording.CHANGES, changes)


def _steps_undone(log: Sequence[Transaction], state: str) -> int:
    """The number of newest transactions that a state lacks: the state right after the transaction
    with this id, or after all that were made up to a time."""
    if state == NOW:
        return 0
    if state == START:
        return len(log)
    for place, step in enumerate(log):
        if step.id == state:
            return place
    until = _time(state)
    for place, step in enumerate(log):
        if _time(step.time) <= until:
            return place
    if not log:
        raise Refused(
            "nothing was changed in this store yet, so there is no earlier state", "see `log`"
        )
    raise Refused(
        f"the journal reaches back to {text.line(log[-1].time)} only, not to {text.line(state)}",
        f"`{START}` stands for the state before its first change",
    )


def _time(words: str) -> datetime:
    """A time, or the last moment of a day, month or year; UTC where no zone is given.

    Raises UsageError.
    """
    with suppress(dates.DateError):
        last = date.fromordinal(dates.period(words).last)
        return datetime.combine(last, time.max, UTC)
    try:
        read = datetime.fromisoformat(words)
    except ValueError:
        line = text.line(words)
        raise UsageError(
            f"“{line[:60]}” is no time and no id of a transaction",
            f"`log` lists them; accepted are 2024-12-02, 2024-12-02T18:00Z, {START} and {NOW} too",
        ) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


COMMANDS = (
    Command(
        "diff",
        "what began, ended, changed or became disputed between two dates, states, publishers",
        (
            Argument("P1", "the earlier date: 2010, 2010-06 or 2010-06-15"),
            Argument("P2", "the later date"),
            Argument("NAME", "only ties of this actor; all if left out", values=Values.ACTORS),
            Argument(
                "--recorded",
                "between two states of the store instead: times, ids of transactions as `log` "
                "lists them, `start`, `now`",
                Shape.PAIR,
                "T1 T2",
            ),
            Argument(
                "--publisher",
                "what only one of two publishers supports, what both, and where they differ",
                Shape.PAIR,
                "A B",
                values=Values.PUBLISHERS,
            ),
            FILTER,
            VIEW,
        ),
        diff,
        json=True,
    ),
)
