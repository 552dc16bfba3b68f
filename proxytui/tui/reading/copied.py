"""What is copied from the text that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.tui.dialogs.copy_menu import offer
from proxytui.views.copies import Copy

if TYPE_CHECKING:
    from proxytui.tui.reading.room_screen import ReadingRoom


def offer_of(reader: ReadingRoom) -> None:
    """Copy what is selected; else offer the paragraph of a hit, the cited words, or, without
    either, the paragraph at the cursor, and footnotes."""
    text, title, is_selected = _words(reader)
    if is_selected:
        reader.host.copy(text, title)
        return
    more = reader.copies(reader.opened) if reader.opened.text is not None else ()
    words = [Copy("w", title, lambda: text)] if text else []
    offer(reader, (*words, *more), reader.palette)


def _words(reader: ReadingRoom) -> tuple[str, str, bool]:
    """The text to be copied, what it is called, and whether it was selected."""
    selected = reader.get_selected_text()
    if selected:
        return selected, "what is selected", True
    room, mark = reader.room, reader.opened.mark
    if room is None:
        return "", "", False
    if room.cursor.picked is not None:
        return texts.line(room.text[slice(*room.cursor.picked)]), "what is selected", True
    if reader.hit is None and mark is not None:
        return texts.line(room.text[slice(*mark)]), "the cited words", False
    paragraph = room.units.paragraph(room.cursor.word.start)
    return texts.line(room.text[slice(*paragraph)]), "this paragraph", False
