"""What a search reads in the background: the words of all records, and names in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.errors import ProxyTUIError
    from proxytui.tui.desk import Desk


class SearchReading:
    """The reading of what the first search of a window needs, begun when somebody searches.

    Names of a store in memory are read when the explorer opens.
    """

    def __init__(self, desk: Desk, say: Callable[[str], None]) -> None:
        self._desk, self._say = desk, say
        self._reads_words = False
        self.reads_names = False
        """Whether the names are being read."""

    def begin(self) -> None:
        """Read what was not read yet, and is not being read: first the names, which answer
        first."""
        workspace = self._desk.workspace
        names = workspace.names.prepare() if workspace.index.on_disk else None
        if self.reads_names or names is None:
            self._read_words()
            return
        self.reads_names = True

        def read(take: Callable[[], None]) -> None:
            self.reads_names = False
            take()
            self._read_words()

        self._desk.host.threads.start(names, read, self._failed, name="names")

    def _read_words(self) -> None:
        """Bring the file of words to what the records are."""
        workspace = self._desk.workspace
        if self._reads_words or workspace.fulltext.ready:
            return
        self._reads_words = True

        def read(_: bool) -> None:
            self._reads_words = False

        self._desk.host.threads.start(workspace.gather(), read, self._failed, name="words")

    def _failed(self, error: ProxyTUIError) -> None:
        self._reads_words = self.reads_names = False
        self._say(str(error))
