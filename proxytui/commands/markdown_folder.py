"""A folder of Markdown files with links, read from the disk as one file to import."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proxytui.commands import foreign_file, note_folder
from proxytui.errors import UsageError
from proxytui.exchange import markdown
from proxytui.exchange.markdown_text import OWN_BEGIN

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.commands.foreign_file import ForeignFile

FORMAT = "markdown"


def packed(folder: Path, format_: str) -> ForeignFile | None:
    """A folder as a file of this format, where that was asked for, or where this program wrote it;
    None for a folder of notes. Raises UsageError where it can't be read."""
    if format_ not in ("", FORMAT):
        return None
    try:
        files = [(path, (folder / path).read_bytes()) for path in note_folder.paths_of(folder)]
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"can't read {where} ({error.strerror})", "check the path") from None
    mark = f"\n{OWN_BEGIN}".encode()
    if not format_ and not any(mark in data for _, data in files):
        return None
    if not files:
        raise UsageError(f"there is no Markdown file in {folder}", "name another folder")
    name = os.path.basename(folder.resolve())
    return foreign_file.from_bytes(name, markdown.pack(files))


def refuse_filled(folder: Path) -> None:
    """Raise UsageError for a folder with files, in which something of somebody's may be lost."""
    if os.path.isdir(folder) and os.listdir(folder):
        raise UsageError(f"there are files in {folder}", "name a new folder")
