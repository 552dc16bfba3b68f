"""Who reads a note on a server: a private one is shared, one of the user's own made private."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.model.private_notes import is_private
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.commands import note_sharing
    from proxytui.tui.desk import Desk
else:
    note_sharing = LazyModule("proxytui.commands.note_sharing")


class NoteReaders(Controller):
    """Shares the ticked or selected notes where they are private; others become private once it is
    said what that doesn't undo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {"share-note": self.change}

    def change(self) -> None:
        """Share private notes; ask whether others are to be private."""
        chosen = self.desk.ticks.records or self.desk.ticks.under_cursor
        ids = [selected.id for selected in chosen if selected.table == "notes"]
        if not ids:
            self.say("No note here.")
        elif self.workspace.place.folder is not None:
            self.say("A store in a folder is yours alone; private notes are for one on a server.")
        elif all(map(is_private, ids)):
            them = "it" if len(ids) == 1 else "them"
            done = f"All who read the store can read {them} now."
            self._write(partial(note_sharing.share, self.workspace, ids), done)
        elif any(map(is_private, ids)):
            self.say("Some of these notes are private, others are not; tick one sort at a time.")
        else:
            self._ask(ids)

    def _ask(self, ids: Sequence[str]) -> None:
        """Ask whether notes are to be private, though all could read them until now."""
        what, it = ("the note", "it") if len(ids) == 1 else (f"{len(ids)} notes", "them")
        stays = note_sharing.STAYS
        about = [f"You alone will see {it} from now on. {stays[:1].upper()}{stays[1:]}."]
        undone = f"{self.key('undo')} takes that back"
        choices = [
            Choice("private", f"Make {it} private", undone, "y"),
            Choice("leave", f"Leave {it}", "", "n"),
        ]

        def answered(choice: str | None) -> None:
            if choice == "private":
                work = partial(note_sharing.make_private, self.workspace, ids)
                self._write(work, f"You alone see {it} now.")

        title = f"Make {what} private?"
        self.desk.app.push_screen(
            SelectOne(title, choices, self.desk.palette, "leave", about=about), answered
        )

    def _write(self, work: Callable[[], object], done: str) -> None:
        self.desk.ticks.clear()
        message = f"{done} {self.key('undo')} takes that back."
        self.write(work, lambda _: self.say(message))
