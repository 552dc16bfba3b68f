"""The groups of keys that the explorer knows by their handlers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.explorer.citing import Citing
from proxytui.tui.explorer.command_line import CommandKeys
from proxytui.tui.explorer.dates import Dates
from proxytui.tui.explorer.dossiers import Dossiers
from proxytui.tui.explorer.identities import Identities
from proxytui.tui.explorer.importing import Importing
from proxytui.tui.explorer.program import Program
from proxytui.tui.explorer.removing import Removing
from proxytui.tui.explorer.source_files import SourceFiles
from proxytui.tui.explorer.tagging import Tagging

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.controller import Controller


def key_groups(desk: Desk) -> tuple[Controller, ...]:
    """A controller for each of them."""
    importing, source_files = Importing(desk), SourceFiles(desk)
    return (
        importing,
        source_files,
        CommandKeys(
            desk,
            {
                "import": importing.begin,
                "source add": source_files.begin,
                "source attach": source_files.begin_attaching,
            },
        ),
        Dates(desk),
        Dossiers(desk),
        Identities(desk),
        Program(desk),
        Removing(desk),
        Tagging(desk),
        Citing(desk, lambda: desk.writing.directory),
    )
