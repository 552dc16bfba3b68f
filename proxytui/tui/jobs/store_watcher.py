"""The watch on other writers of the store, in a thread, so that no key waits for a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.jobs.priority import keys_first
from proxytui.jobs.thread_task import ThreadTask

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.host import Host

_LOOK_SECONDS = 0.1
"""Changes of others in a folder wait for half of it on average; each look takes half a
millisecond."""
_PATIENCE_SECONDS = 2.0


class StoreWatcher:
    """Looks for changes of others again and again; the app takes them into the index.

    `trouble` says why the last look failed, "" where it didn't.
    """

    def __init__(self, app: Host) -> None:
        self._app = app
        self._task = ThreadTask(self._watch, "watcher")
        self._started = False
        self.trouble = ""

    def start(self) -> None:
        """Begin the watch."""
        self._started = True
        self._task.start(self._ended)

    def stop(self) -> None:
        """End the watch; returns once the last look is over, if a disk doesn't hang."""
        self._task.cancel()
        if self._started:
            self._task.wait(_PATIENCE_SECONDS)

    def _watch(self, checkpoint: Checkpoint) -> None:
        while True:
            self._task.pause(0)  # what waits for a net doesn't hear that nobody wants it
            if not self._app.workspace.news(_LOOK_SECONDS, self._task.pause):
                continue
            try:
                with keys_first():
                    self._app.workspace.look()
            except ProxyTUIError as error:
                self.trouble = str(error)
            else:
                self.trouble = ""

    def _ended(self) -> None:
        """In the thread: only an error that was not foreseen ends the watch before its time."""
        if self._task.error is not None:
            error = self._task.error
            self._app.call_later(self._app.report, error, "no more is seen of others' changes")
