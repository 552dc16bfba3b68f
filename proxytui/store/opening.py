"""The opening of a ledger: the only place that knows which kinds there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.store.folder.ledger import FolderLedger

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.store.ledger import Ledger


def open_ledger(address: Path, origin: str, read_only: bool = False) -> Ledger:
    """Open the ledger at an address, for a window or the command line as its `origin`. Raises
    StoreError."""
    return FolderLedger.open(address, origin, read_only)


def create(folder: Path, template: Path | None, name: str | None = None, as_of: str = "") -> None:
    """Make a store in a folder: empty, or with a template's records and documents. Raises
    StoreError."""
    from proxytui.store.folder import creation  # only a new store pays for it

    creation.create(folder, template, name, as_of)
