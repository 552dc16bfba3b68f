"""A folder of notes as Markdown files: read from the disk and written to it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.collation import identity
from proxytui.commands import notes, output_file
from proxytui.commands.call import Done
from proxytui.errors import ProxyTUIError, UnknownName, UsageError
from proxytui.exchange import markdown_notes, note_files
from proxytui.exchange.markdown_notes import NoteFolder
from proxytui.model import private_notes
from proxytui.text import line
from proxytui.views import note_links
from proxytui.wording.phrases import plural
from proxytui.wording.private_notes import left_out_words, taken_words
from proxytui.workspace import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.proposal import ReadFile
    from proxytui.model.records import Actor
    from proxytui.workspace import Workspace

FORMAT = "markdown-notes"
_NAMED = 3


class Exported(Done, frozen=True):
    """The answer of an export: its code is 1 where files were left alone."""

    left: int = 0

    @property
    def code(self) -> int:
        """1 where files or notes were left alone."""
        return 1 if self.left else 0


def export(workspace: Workspace, name: str, private: bool = False) -> Exported:
    """Write the notes of a store into a folder, beside those there, private ones only where asked;
    raises ProxyTUIError."""
    if not name:
        raise UsageError(f"{FORMAT} is a folder of files", "name it with -o")
    folder = paths.expanded(name)
    # As a store's folder, and as one inside it.
    for name_inside in ("store.json", "note.md"):
        output_file.refuse_store_file(folder / name_inside, workspace.place)
    exists = os.path.exists(folder)  # False for a name that can't be one
    if exists and not os.path.isdir(folder):
        raise UsageError(f"{folder} is no folder", "name another one")
    there = _read(folder) if exists else NoteFolder({})
    called = notes.caller(workspace)
    raw, count = workspace.raw(), workspace.private_notes
    rows = (raw if private else private_notes.without(raw)).get("notes", {})
    written = markdown_notes.write(rows, called, _Finder(workspace), there)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ProxyTUIError(f"can't make {folder} ({error.strerror})", "name another one") from None
    for path, data in written.files.items():
        output_file.write(folder / PurePath(path), data, durable=False)
    message = f"wrote {plural(len(written.files), 'note')} into {folder}"
    message += f"; {written.unchanged} stand there already" if written.unchanged else ""
    if words := (taken_words if private else left_out_words)(count):
        message += f"; {words}"
    if left := written.left:
        listed = "; ".join(f"{line(row.row)} {row.reason}" for row in left[:_NAMED])
        more = f"; {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        message += f"; left as they are: {listed}{more}"
    return Exported((), message, len(left))


def read(workspace: Workspace, folder: Path) -> ReadFile:
    """The notes in a folder against those of a store; raises UsageError where it can't be read."""
    raw = workspace.raw().get("notes", {})
    return markdown_notes.read(_read(folder).files, raw, _Finder(workspace), now())


def _read(folder: Path) -> NoteFolder:
    try:
        names = tuple(entry.name for entry in os.scandir(folder))
        files = {path: (folder / path).read_bytes() for path in paths_of(folder)}
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"can't read {where} ({error.strerror})", "check the path") from None
    return NoteFolder(files, names)


def paths_of(folder: Path) -> Iterator[str]:
    """The Markdown files of a folder, those of hidden folders and behind links left out."""
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if name.endswith(note_files.ENDING) and name[0] != "." and not file.is_symlink():
                yield file.relative_to(folder).as_posix()


class _Finder:
    """Gives the id of what words name: an id, a tie, a title, a name as it is spelt."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, str] = {}

    def __call__(self, words: str) -> str:
        if words not in self._known:
            self._known[words] = self._id(words)
        return self._known[words]

    def _id(self, words: str) -> str:
        index = self._workspace.index
        if id_ := notes.recorded_id(self._workspace, words):
            return id_
        target = note_links.target(index, self._actor, words)
        if target is None:
            title = f"names “{line(words)}”, which no record here, or more than one, is called"
            raise UnknownName(title, "")
        return target.id

    def _actor(self, words: str) -> Actor:
        actor = self._workspace.find(words)
        names = {identity(actor.id), *(identity(name.text) for name in actor.names)}
        if identity(words) not in names:
            raise UnknownName(f"no actor is named “{line(words)}”", "")
        return actor
