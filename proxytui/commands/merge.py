"""The command that brings another copy of the store into this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import paths
from proxytui import place as places
from proxytui.commands import merge_driver
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from proxytui.commands.merge_driver import DriverInstalled
    from proxytui.model.records import Json
    from proxytui.workspace import MergedStores, Workspace


class MergedIn(Answer, frozen=True):
    """The result of a merge; `transaction` is empty where nothing changed."""

    merged: MergedStores
    transaction: str

    @property
    def code(self) -> int:
        """1 where something could not become one."""
        return 1 if self.merged.conflicts else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `merge`."""
        merged = self.merged
        conflicts = [conflict._asdict() for conflict in merged.conflicts]
        return {
            "added": merged.added,
            "changed": merged.changed,
            "unchanged": merged.unchanged,
            "private_stayed": merged.private,
            "conflicts": [
                {k: v for k, v in conflict.items() if v is not None} for conflict in conflicts
            ],
        }


def merge(call: Call) -> MergedIn | DriverInstalled:
    """Merge another copy of the store into this one, three ways, in one step."""
    if call.flag("install_driver") == bool(call.text("copy")):
        raise UsageError("merge takes another copy, or --install-driver", "see `merge --help`")
    if call.flag("install_driver"):
        return merge_driver.install()
    other = places.address(call.text("copy"))
    if not isinstance(other, str) and not paths.may_be_store(other):
        raise UsageError(f"there is no store at {other}", "name a folder with a store.json")
    merged, step = call.workspace.merge(other)
    return MergedIn(merged, step.id)


COMMANDS = (
    Command(
        "merge",
        "bring another copy of the store into this one; conflicts stay side by side",
        (
            Argument(
                "COPY",
                "the other copy's folder, or its address on a server; it is only read",
                values=Values.FILES,
            ),
            Argument(
                "--install-driver",
                "let git merge store.json this way, in the repository you are in",
                Shape.FLAG,
            ),
        ),
        merge,
        json=True,
    ),
)
