"""The explorer's controllers, which are imported and made after its first picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.desk import Desk

if TYPE_CHECKING:
    from proxytui.tui.explorer.controller import Controller

_NAMES = (
    *("handlers", "navigation", "detail_keys", "open_views", "search", "places", "notes"),
    *("note_links", "record_forms", "writing", "copying", "ticks"),
)


class _LateAttribute:
    """An attribute that is made, with all others like it, by the first who asks for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, desk: LateControllers | None, _: type[LateControllers]) -> object:
        if desk is None:
            return self
        desk.take_controllers()
        return vars(desk)[self._name]


class LateControllers(Desk):
    """A desk without most of its controllers until a key needs one: their modules take as long to
    import as the desk takes to draw its lists."""

    drawing: tuple[Controller, ...]
    """Those that the first picture is drawn with."""

    def take_controllers(self) -> None:
        """Make those that are not made yet."""
        if "handlers" in vars(self):
            return
        from proxytui.tui.explorer.key_groups import NAMED, key_groups

        named = {name: make(self) for name, make in NAMED.items()}
        vars(self).update(named)
        self.handlers = {
            id_: handler
            for controller in (*self.drawing, *named.values(), *key_groups(self))
            for id_, handler in controller.handlers.items()
        }

    def handles(self, id_: str) -> bool:
        """Whether a key does an action here: all that are valid here, which a test holds to be
        true, as hints are drawn before there are handlers."""
        return "handlers" not in vars(self) or super().handles(id_)


for _name in _NAMES:
    setattr(LateControllers, _name, _LateAttribute(_name))
