"""Commands for the changes of a store: undo, redo, and the log of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Command
from proxytui.errors import Refused
from proxytui.model.packed_changes import PackedChanges
from proxytui.model.private_notes import only_private

if TYPE_CHECKING:
    from proxytui.model.changes import Transaction
    from proxytui.model.records import Json
    from proxytui.workspace import Workspace


class UndoneStep(NamedTuple):
    """A transaction, and whether it is taken back now."""

    transaction: Transaction
    undone: bool


class Log(Answer, frozen=True):
    """The transactions of a store, newest first."""

    steps: tuple[UndoneStep, ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `log`."""
        rows = []
        for transaction, undone in self.steps:
            changes = transaction.changes
            named = changes.packed() if isinstance(changes, PackedChanges) else changes
            touched = dict.fromkeys(change.id for change in named)
            rows.append(
                {
                    "id": transaction.id,
                    "time": transaction.time,
                    "by": transaction.by,
                    "label": transaction.label,
                    "records": list(touched),
                    "undone": undone,
                    **({"private": True} if only_private(transaction) else {}),
                }
            )
        return {"transactions": rows}


def undo(call: Call) -> Done:
    """Take back the newest change."""
    try:
        step = call.workspace.undo()
    except Refused as error:
        raise Refused(error.title, error.hint or "`log` lists the changes") from None
    return Done((step.id,), step.label)


def redo(call: Call) -> Done:
    """Bring back what was undone last."""
    try:
        step = call.workspace.redo()
    except Refused as error:
        raise Refused(error.title, error.hint or "`log` lists the changes") from None
    return Done((step.id,), step.label)


def log(call: Call) -> Log:
    """All changes, newest first."""
    return Log(tuple(UndoneStep(entry.transaction, entry.undone) for entry in call.workspace.log()))


COMMANDS = (
    Command("undo", "take back the newest change", (), undo),
    Command("redo", "bring back what was undone last", (), redo),
    Command("log", "all changes, newest first", (), log, json=True),
)
