"""A watcher of changes by others, which reads them in a thread so that no key waits for a disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.jobs.priority import keys_first

if TYPE_CHECKING:
    from proxytui.tui.host import Host

_LOOK_SECONDS = 0.1
"""Changes by others wait for half of it on average; each look takes half a millisecond."""
_PATIENCE_SECONDS = 2.0


class StoreWatcher:
    """Looks for changes again and again; `trouble` says why the last look failed, "" if it didn't.

    The app takes the changes into the index.
    """

    def __init__(self, app: Host) -> None:
        self._app = app
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self.trouble = ""

    def start(self) -> None:
        """Begin to look for changes."""
        self._thread.start()

    def stop(self) -> None:
        """End; returns once the last look is over, or where a disk hangs after two seconds."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_SECONDS)

    def _run(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            try:
                with keys_first():
                    self._app.workspace.look()
            except ProxyTUIError as error:
                self.trouble = str(error)
            except Exception as error:
                self._app.call_later(self._app.report, error, "no more is seen of others' changes")
                return
            else:
                self.trouble = ""
