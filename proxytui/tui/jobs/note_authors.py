"""The authors of notes, read from the journal in a thread whenever there are more notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from proxytui.workspace import Workspace


class NoteAuthors:
    """The authors in words by the ids of notes, as far as they are known.

    `changed` is called when more is known. `own` is the word for the user; without it the user's
    own notes are left out.
    """

    def __init__(
        self, screen: Screen[Any], workspace: Workspace, changed: Callable[[], None], own: str = ""
    ) -> None:
        self._workspace = workspace
        self._changed = changed
        self._own = own
        self._reading = BackgroundWork["dict[str, str]"](screen, "authors")
        self._count = 0
        self._known: dict[str, str] = {}

    @property
    def known(self) -> Mapping[str, str]:
        """The authors; asked for again when the number of notes has changed."""
        count = len(self._workspace.index.notes)
        if count != self._count:
            self._count = count
            self._reading.ask(self._read, self._take)
        return self._known

    def _read(self, _: object) -> dict[str, str]:
        from proxytui.commands.notes import authors

        return authors(self._workspace, self._own)

    def _take(self, known: dict[str, str]) -> None:
        if known != self._known:
            self._known = known
            self._changed()

    def stop(self) -> None:
        """Leave what is being read."""
        self._reading.stop()
