"""Dossiers of what the explorer shows, as files for somebody without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.dossier_file import DossierFile
from proxytui.tui.explorer.controller import Controller

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk


class Dossiers(Controller):
    """The dossier of the centre; from the detail pane of what stands there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = DossierFile(desk, desk)
        self.handlers = {"dossier": self.write_dossier}

    def write_dossier(self) -> None:
        """Ask where the dossier goes, and write it as of the date and filter in view."""
        named = self._named()
        if not named:
            self.say("There is no actor to write about.")
            return
        self._file.ask(named, self.session.period)

    def _named(self) -> tuple[str, ...]:
        """The centre; from the detail pane the actor there, or the two ends of a tie."""
        desk, index = self.desk, self.workspace.index
        target = desk.action_target
        if desk.pane == "detail" and target.kind == "tie" and target.id in index.tie_claims:
            _, subject, object_ = index.ends[target.id]
            return subject, object_
        actor = desk.open_views.actor
        return (actor,) if actor else ()
