"""Another store to be opened, by the words that a user calls it by."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.commands.opening import Opening
from proxytui.errors import StoreError
from proxytui.place import SERVERS
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from proxytui.place import Address


def named(words: str) -> Opening:
    """The opening of a store by its name, its folder or its address on a server; what it waits for
    is no matter for keys. Raises StoreError where there is none, or it can't be reached."""
    if words.startswith(SERVERS):
        return at(words)
    folder = paths.expanded(words) if paths.is_store(paths.expanded(words)) else paths.placed(words)
    if not paths.may_be_store(folder):
        raise StoreError(f"there is no store at {folder}")
    return Opening(folder.absolute())


def at(address: Address) -> Opening:
    """The opening of a store at an address; one on a server is opened once to see that it can be.
    Raises StoreError."""
    if isinstance(address, str):
        with closing(Workspace.open(address)) as workspace:
            return Opening(workspace.place.address)
    return Opening(address)
