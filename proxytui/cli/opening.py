"""Opening and leaving a store, with what whoever asked should know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.cli.messages import say
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def open_workspace(folder: Path | None, *, demo: bool, origin: str = "cli") -> Workspace:
    """Open a store, the user's own without `folder`; raises StoreError."""
    workspace = Workspace.open(folder, demo=demo, origin=origin)
    if workspace.created:
        say(f"made your store from the bundled data set, at {workspace.folder}")
    for warning in workspace.warnings:
        say(warning)
    return workspace


def leave(workspace: Workspace, *, cut_off: bool) -> None:
    """Release a store.

    Cut off at any point, a store in memory may lag behind its journal: then it is left as it is
    on disk and not written again. A throw-away copy is thrown away all the same.
    """
    if not cut_off or workspace.demo:
        workspace.close()
