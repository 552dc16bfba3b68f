"""The place of a store: what is shown of it, and the folders that it has on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path


class Place(NamedTuple):
    """Where a store lies.

    `shown` names it to the user, without any password. `name` stands for the store's own name where
    it has none. `cache` is a folder on this machine for what is derived from the store and can be
    thrown away; None where nothing may be kept. `folder` is the store's own, None where the store
    is on a server.
    """

    shown: str
    name: str
    cache: Path | None
    folder: Path | None

    @classmethod
    def of_folder(cls, folder: Path) -> Place:
        """The place of a store in a folder, which keeps what is derived from it too."""
        return cls(str(folder), folder.name, folder, folder)

    def own_folder(self, act: str) -> Path:
        """The store's folder for an act that needs one; raises Refused, naming the act, where it
        has none."""
        if self.folder is None:
            raise Refused(f"{act} is for a store in a folder", f"this store is {self.shown}")
        return self.folder
