"""What all controllers have in common: the explorer they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.network.chains import Branch
    from proxytui.tui.screens.explorer import Explorer
    from proxytui.tui.session import Session
    from proxytui.tui.widgets.rows import Rows
    from proxytui.workspace import Workspace


class Controller:
    """Holds the handlers of one group of actions, by action id."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.handlers: dict[str, Callable[[], None]] = {}

    @property
    def session(self) -> Session:
        """Where the user is."""
        return self.explorer.session

    @property
    def workspace(self) -> Workspace:
        """The open store."""
        return self.explorer.workspace

    @property
    def rows(self) -> Rows:
        """The list that has the keys."""
        return self.explorer.rows[self.explorer.pane]

    @property
    def branch(self) -> Branch | None:
        """The branch under the cursor of the ties."""
        return self.explorer.ties.branches.get(self.explorer.rows["ties"].key)

    def say(self, message: str, *, severity: str = "information") -> None:
        """A toast; foreign text in it is shown as it is."""
        self.explorer.app.say(message, severity)  # type: ignore[attr-defined]
