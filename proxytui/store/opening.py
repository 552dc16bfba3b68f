"""The opening of a ledger: the only place that knows which kinds there are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.store.folder.ledger import FolderLedger
from proxytui.store.history import CLI

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from proxytui.model.changes import Change
    from proxytui.place import Address
    from proxytui.store.ledger import Ledger
    from proxytui.store.replica import Replica

_NO_DRIVER = (
    "a store on a server needs psycopg, which is not installed",
    "install proxytui[server]",
)


def open_ledger(address: Address, origin: str, read_only: bool = False) -> Ledger:
    """Open the ledger at an address, for a window or the command line as its `origin`. Raises
    StoreError."""
    if isinstance(address, str):
        return _on_server(address, origin, read_only)
    return FolderLedger.open(address, origin, read_only)


@contextmanager
def replica_at(address: Address) -> Iterator[Replica]:
    """Read the copy of a store at an address, which is not changed; its texts can be had as long as
    it is open. Raises StoreError where it is damaged or none."""
    from proxytui.store.replica import Replica  # only merges and backups pay for it

    ledger: Ledger
    by_hand: Sequence[Change] = ()
    if isinstance(address, str):
        ledger = _on_server(address, CLI, read_only=True)
    else:
        ledger = folder = FolderLedger.to_copy(address, CLI)
        by_hand = folder.state.by_hand
    try:
        yield Replica.of(ledger, by_hand)
    finally:
        ledger.close()


def _on_server(address: str, origin: str, read_only: bool) -> Ledger:
    try:
        from proxytui.store.server.ledger import ServerLedger  # its driver takes 0.2 s to import
    except ImportError:
        raise StoreError(*_NO_DRIVER) from None
    return ServerLedger.open(address, origin, read_only)


def create(folder: Path, template: Path | None, name: str | None = None, as_of: str = "") -> None:
    """Make a store in a folder: empty, or with a template's records and documents. Raises
    StoreError."""
    from proxytui.store.folder import creation  # only a new store pays for it

    creation.create(folder, template, name, as_of)
