"""Modules that are imported when an attribute of theirs is first used."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class LazyModule(ModuleType):
    """A stand-in for a module, imported on first use; every attribute read or set is the module's
    own.

    For modules that the first picture does without. A type checker is told of the module itself:

        if TYPE_CHECKING:
            from proxytui.store.folder import backup
        else:
            backup = LazyModule("proxytui.store.folder.backup")

    Several threads may be the first to use it: they wait at the lock of the import.
    `importlib.util.LazyLoader` bears that from Python 3.12 on only.
    """

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module(self.__name__), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(import_module(self.__name__), name)

    def __dir__(self) -> list[str]:
        return dir(import_module(self.__name__))


@contextmanager
def missing(name: str) -> Iterator[None]:
    """Have a module that is not imported yet be none that can be, meanwhile.

    For what a library imports where it is there, and goes without elsewhere.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
