"""Who recorded the records of a store that several people share, read in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.errors import ProxyTUIError
    from proxytui.workspace import Author, Workspace


class Authors(NamedTuple):
    """Who recorded a record, and who changed it last, in words; "" where that isn't known."""

    first: str = ""
    last: str = ""


NOBODY = Authors()


class RecordAuthorWords:
    """The authors of records in words, as far as they are known; `changed` is called when more is.

    Nothing is said of a store in a folder, nor of one that nobody else has written to.
    """

    def __init__(
        self, screen: Screen[Any], workspace: Workspace, changed: Callable[[], None]
    ) -> None:
        self._workspace = workspace
        self._changed = changed
        self._reading = BackgroundWork[None](screen, "record authors")
        self._failed_at: tuple[int, str] | None = None

    def of(self, table: str, id_: str) -> Authors:
        """The authors of a record; those of all are asked for at the first call."""
        workspace = self._workspace
        if workspace.place.folder is not None:
            return NOBODY
        known = workspace.authors
        if not known.complete:
            if not self._reading.working and self._now != self._failed_at:
                self._reading.ask(lambda _: workspace.read_authors(), self._take, self._failed)
            return NOBODY
        if not known.several:
            return NOBODY
        return Authors(self._words(known.first(table, id_)), self._words(known.last(table, id_)))

    def _words(self, author: Author | None) -> str:
        if author is None:
            return ""
        own = author.by and author.by == self._workspace.authors.reader
        return "you" if own else author.elsewhere or author.by

    def _take(self, _: None) -> None:
        self._changed()

    def _failed(self, _: ProxyTUIError) -> None:
        self._failed_at = self._now

    @property
    def _now(self) -> tuple[int, str]:
        """Differs from what it was once it is worth asking again: the store changed, or the
        connection is there again."""
        return self._workspace.index.changes, self._workspace.unreached
