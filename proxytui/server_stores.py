"""Stores on a server that are not open: made, placed, and looked at for what is unsafe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from proxytui.place import Place
    from proxytui.store.server.setup import NewStore as NewStore
    from proxytui.store.server.setup import Unsafe as Unsafe


def place_of(address: str) -> Place:
    """The place of a store, which need not exist; raises StoreError for what is no address."""
    from proxytui.store.server.address import ServerAddress

    return ServerAddress.read(address).place


def create(address: str, source: Path | None, as_of: str = "") -> NewStore:
    """Make a store: empty, or with all of the store in a folder. Raises StoreError."""
    store: NewStore = _setup().init(address, source, as_of=as_of)
    return store


def statements(address: str, as_of: str = "") -> str:
    """The SQL that makes an empty store. Raises StoreError."""
    sql: str = _setup().printed(address, as_of=as_of)
    return sql


def unsafe(address: str) -> tuple[Unsafe, ...]:
    """What is unsafe about a store and the login that asks, and what to do. Raises StoreError."""
    items: tuple[Unsafe, ...] = _setup().check(address)
    return items


def _setup() -> ModuleType:
    try:
        from proxytui.store.server import setup  # its driver takes 0.2 s to import
    except ImportError:
        raise StoreError(
            "a store on a server needs psycopg, which is not installed",
            "install proxytui[server]",
        ) from None
    return setup
