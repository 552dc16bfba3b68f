"""The program around the views: help, palette, themes, pictures, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.explorer.controller import Controller
from proxytui.tui.open_manual import open_manual

if TYPE_CHECKING:
    from proxytui.commands.opening import Opening
    from proxytui.tui.desk import Desk


class Program(Controller):
    """The group Program of the table of actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        host = desk.host
        self.handlers = {
            "stores": self.stores,
            "theme": lambda: host.choose_theme(),
            "picture": lambda: host.save_picture(),
            "help": lambda: host.show_keys(desk.contexts),
            "manual": lambda: open_manual(desk.host),
            "palette": lambda: host.action_command_palette(),
            "close": self.close,
            "leave": self.leave,
            "quit": lambda: host.leaving.at_once(),
            "suspend": lambda: host.action_suspend_process(),
        }

    def close(self) -> None:
        """Clear the filter of this pane, else its ticks, else unpin, else leave the zoom; never
        quits."""
        desk = self.desk
        pane = desk.pane
        if desk.filters[pane]:
            desk.filters[pane] = ""
            desk.draw()
        elif desk.ticks.clear() or desk.rollup.cancel() or desk.neighbourhood.close():
            return
        elif self.session.pinned.id:
            desk.action_run("back")
        elif desk.zoomed:
            desk.action_run("zoom")

    def leave(self) -> None:
        """Go one level up; at the top, ask whether to end."""
        desk = self.desk
        if (
            desk.filters[desk.pane]
            or desk.rows[desk.pane].ticks
            or self.session.pinned.id
            or desk.zoomed
        ):
            self.close()
        elif desk.pane != "actors":
            order = ("actors", "ties", "detail")
            desk.focus_pane(order[order.index(desk.pane) - 1])
        else:
            desk.host.leaving.ask()

    def stores(self) -> None:
        """Ask for another store, and open it in the place of this one."""
        from proxytui.tui.start_screen import StartScreen

        workspace, host = self.workspace, self.desk.host
        current = None if workspace.demo else workspace.place.address

        def chosen(opening: Opening | None) -> None:
            if opening is not None:
                host.leaving.switch(opening)

        screen = StartScreen(host.palette, current=current, over=True)
        self.desk.app.push_screen(screen, chosen)
