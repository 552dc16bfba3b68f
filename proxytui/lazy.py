"""Modules that are imported when something of theirs is first asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class LazyModule(ModuleType):
    """Stands for a module; all that is asked of it, or set in it, is the module's own.

    For what the first picture does without. A type checker is told of the module itself:

        if TYPE_CHECKING:
            from proxytui.store import backup
        else:
            backup = LazyModule("proxytui.store.folder.backup")

    Several threads may be the first to ask, which `importlib.util.LazyLoader` bears from
    Python 3.12 on only: the lock of the import is what they wait at.
    """

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module(self.__name__), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(import_module(self.__name__), name)

    def __dir__(self) -> list[str]:
        return dir(import_module(self.__name__))
