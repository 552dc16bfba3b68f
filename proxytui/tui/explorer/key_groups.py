"""The controllers that no picture is drawn with: what keys do, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.explorer.citing import Citing
from proxytui.tui.explorer.command_line import CommandKeys
from proxytui.tui.explorer.copying import Copying
from proxytui.tui.explorer.dates import Dates
from proxytui.tui.explorer.detail_keys import DetailKeys
from proxytui.tui.explorer.dossiers import Dossiers
from proxytui.tui.explorer.identities import Identities
from proxytui.tui.explorer.importing import Importing
from proxytui.tui.explorer.navigation import Navigation
from proxytui.tui.explorer.note_links import NoteLinks
from proxytui.tui.explorer.note_readers import NoteReaders
from proxytui.tui.explorer.notes import Notes
from proxytui.tui.explorer.open_views import OpenViews
from proxytui.tui.explorer.places import Places
from proxytui.tui.explorer.program import Program
from proxytui.tui.explorer.record_forms import RecordForms
from proxytui.tui.explorer.removing import Removing
from proxytui.tui.explorer.search import SearchPane
from proxytui.tui.explorer.source_files import SourceFiles
from proxytui.tui.explorer.tagging import Tagging
from proxytui.tui.explorer.ticked_rows import TickedRows
from proxytui.tui.explorer.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.controller import Controller


NAMED: dict[str, Callable[[Desk], Controller]] = {
    "navigation": Navigation,
    "detail_keys": DetailKeys,
    "open_views": OpenViews,
    "search": SearchPane,
    "places": Places,
    "notes": Notes,
    "note_links": NoteLinks,
    "record_forms": RecordForms,
    "writing": Writing,
    "copying": Copying,
    "ticks": TickedRows,
}
"""Those that others ask too, by the attribute of the desk that holds each."""


def key_groups(desk: Desk) -> tuple[Controller, ...]:
    """Those that are known by their handlers alone."""
    importing, source_files = Importing(desk), SourceFiles(desk)
    commands = CommandKeys(
        desk,
        {
            "import": importing.begin,
            "source add": source_files.begin,
            "source attach": source_files.begin_attaching,
        },
    )
    if isinstance(desk.copying, Copying):
        desk.copying.export_ticked = commands.export_ticked
    return (
        importing,
        source_files,
        commands,
        Dates(desk),
        Dossiers(desk),
        Identities(desk),
        Program(desk),
        Removing(desk),
        Tagging(desk),
        NoteReaders(desk),
        Citing(desk, lambda: desk.writing.directory),
    )
