"""The records of a store for an edit that is worked out in slices: kept texts are read aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.slices import aside
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.reading import folding
    from proxytui.workspace import Workspace
else:
    folding = LazyModule("proxytui.reading.folding")


class RecordsAside:
    """What `editing` needs of a workspace; whatever waits for a disk holds no key up."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def record(self, table: str, id_: str) -> Json | None:
        """A record as it is stored."""
        return self._workspace.record(table, id_)

    def fresh_id(self, table: str, wanted: str = "") -> str:
        """An id that no record has."""
        return self._workspace.fresh_id(table, wanted)

    def text_of(self, sha: str) -> str | None:
        """A kept text by its sha256, if it is here."""
        return aside(partial(self._read, sha))

    def keep(self, file: Path) -> Json:
        """Keep a file's text; the version of a source that has it. Raises ProxyTUIError."""
        return aside(partial(self._workspace.keep, file))

    def _read(self, sha: str) -> str | None:
        text = self._workspace.text_of(sha)
        if text is not None:
            folding.folded(text)  # it is remembered, and takes longest
        return text
