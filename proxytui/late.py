"""Modules that are imported when one of their functions is first called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Late:
    """Stands for a module of which only functions are used.

    For what the first picture does without. A type checker is told of the module itself:

        if TYPE_CHECKING:
            from proxytui.store import backup
        else:
            backup = Late("proxytui.store.backup")
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            return getattr(import_module(self._module), name)(*given, **named)

        return call
