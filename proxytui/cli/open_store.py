"""Opening and leaving a store, with messages on what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.cli.progress import Progress
from proxytui.cli.stderr import say
from proxytui.jobs import told_progress
from proxytui.lazy import LazyModule
from proxytui.text import summarise_alike

if TYPE_CHECKING:
    from proxytui import workspace as workspaces
    from proxytui.place import Address
    from proxytui.workspace import Workspace
else:
    # Help, and what only names a folder, do without the store: it takes 30 ms.
    workspaces = LazyModule("proxytui.workspace")


def open_workspace(
    address: Address | None,
    *,
    demo: bool,
    origin: str = "cli",
    make: bool = False,
    trial: bool = False,
) -> Workspace:
    """Open a store, the user's own without `address`; raises StoreError.

    With `make`, a folder that is not there becomes an empty store; with `trial` one elsewhere takes
    its place, which is thrown away.
    """
    progress = Progress()
    with told_progress.shown_by(progress.tell):
        try:
            workspace = workspaces.Workspace.open(
                address, demo=demo, origin=origin, make=make, trial=trial
            )
        finally:
            progress.clear()
    tell_of(workspace)
    return workspace


def tell_of(workspace: Workspace) -> None:
    """Say on standard error what there is to say of a store that was opened."""
    if workspace.created:
        say(f"made an empty store at {workspace.place.shown}")
    for warning in summarise_alike(workspace.warnings):
        say(warning)


def leave(workspace: Workspace, *, cut_off: bool) -> None:
    """Release a store.

    Cut off at any point, a store in memory may lag behind its journal: then it is left as it is
    on disk and not written again. A throw-away copy is thrown away all the same.
    """
    if not cut_off or workspace.demo:
        workspace.close()
