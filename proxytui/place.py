"""The place of a store: what is shown of it, and the folders that it has on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import paths, text
from proxytui.errors import Refused
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    import hashlib
else:
    # It loads OpenSSL, which takes as long as a dozen modules.
    hashlib = LazyModule("hashlib")

Address: TypeAlias = Path | str
"""What a store is opened by: its folder, or the address of one on a server."""

SERVERS = ("postgresql://", "postgres://")
"""The beginnings of the address of a store on a server."""

_KNOWN_BY = 8
"""So many hex digits tell stores on servers apart that have one name."""


def address(words: str) -> Address:
    """What a user calls a store by."""
    return words if words.startswith(SERVERS) else paths.expanded(words)


def default_address() -> Address:
    """The user's own store, which need not exist: `PROXYTUI_STORE` where set, else a folder."""
    named = os.environ.get("PROXYTUI_STORE")
    return address(named) if named else paths.default_store()


class Place(NamedTuple):
    """Where a store lies.

    `address` opens it, `shown` names it to the user, without any password. `name` stands for the
    store's own name where it has none. `cache` is a folder on this machine for what is kept beside
    the records (an index of words, mappings of tables): none of it is the only copy of a record.
    It is None where nothing may be kept. `folder` is the store's own, None where the store is on a
    server.
    """

    address: Address
    shown: str
    name: str
    cache: Path | None
    folder: Path | None

    @classmethod
    def of_folder(cls, folder: Path, *, read_only: bool = False) -> Place:
        """The place of a store in a folder, where all is kept that is kept beside its records, if
        it is not `read_only`."""
        return cls(folder, str(folder), folder.name, None if read_only else folder, folder)

    def own_folder(self, act: str) -> Path:
        """The store's folder for an act that needs one; raises Refused, naming the act, where it
        has none."""
        if self.folder is None:
            raise Refused(f"{act} is for a store in a folder", f"this one is {self.shown}")
        return self.folder

    @property
    def home(self) -> Path:
        """The folder whose `backups` are made where nobody names a place for them: the store's own,
        or for a store on a server one of this user; it need not exist."""
        if self.folder is not None:
            return self.folder
        known = hashlib.sha256(str(self.address).encode()).hexdigest()[:_KNOWN_BY]
        return paths.server_home(f"{text.file_name(self.name)}-{known}")

    @property
    def folders(self) -> tuple[Path, ...]:
        """The store's folder, if it has one."""
        return () if self.folder is None else (self.folder,)
