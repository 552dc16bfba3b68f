"""The names of a text that nobody has recorded, in a list: those that are marked become actors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.model.vocabulary import KINDS
from proxytui.reading.new_names import new_names
from proxytui.tui.dialogs.choose_many import MultiSelect
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.tui.reading.room_screen import ReadingRoom
    from proxytui.tui.reading.room_text import RoomText

_KEYS = {
    "state": "s",
    "state-body": "b",
    "igo": "i",
    "armed-group": "a",
    "party": "p",
    "organisation": "o",
    "coalition": "c",
    "person": "h",
    "unknown": "u",
}
"""The letter of each kind in the list that asks for it."""


class NewName(NamedTuple):
    """A name as it stands first in a text, and how often it stands there."""

    words: str
    times: int


class NewActors:
    """Asks which new names of a text are actors, and of what kind."""

    def __init__(self, reader: ReadingRoom, desk: Desk) -> None:
        self._reader = reader
        self._desk = desk
        self._looking = BackgroundQuestion["list[NewName]"](reader, None)

    def ask(self) -> None:
        """Look the names up, the most frequent first, and show them."""
        room = self._reader.room
        if room is None or not room.mentions.is_known:
            self._desk.host.say("The text is still being read; try again in a moment.")
            return
        self._looking.ask(partial(_listed, room), self._show)

    def _show(self, names: list[NewName]) -> None:
        if not names:
            words = "No new name: none stands here with a capital that no actor has."
            self._desk.host.say(words)
            return
        choices = [
            (name.words, f"{name.words} {name.times} ×" if name.times > 1 else name.words)
            for name in names
        ]

        def marked(words: frozenset[str] | None) -> None:
            chosen = [name.words for name in names if name.words in (words or ())]
            if chosen:
                self._ask_kind(chosen)

        window = MultiSelect("names that no actor has", choices, frozenset(), self._reader.palette)
        self._reader.app.push_screen(window, marked)

    def _ask_kind(self, names: list[str]) -> None:
        choices = [Choice(code, kind.label, "", _KEYS[code]) for code, kind in KINDS.items()]
        what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} names"

        def chosen(kind: str | None) -> None:
            if kind:
                self._record(names, kind)

        window = SelectOne(f"{what}: of what kind?", choices, self._reader.palette)
        self._reader.app.push_screen(window, chosen)

    def _record(self, names: list[str], kind: str) -> None:
        from proxytui.editing.new_actors import new_actors

        workspace, places = self._desk.workspace, self._desk.places
        what = plural(len(names), "actor")
        changes = new_actors(names, kind, workspace)
        undo = self._reader.keymap.label("undo")

        def done(_: object) -> None:
            words = f"Recorded {what}{places.retention}. {undo} takes it back."
            self._desk.host.say(words)

        places.write(partial(workspace.apply, changes, f"record {what}"), done)


def _listed(room: RoomText, checkpoint: Checkpoint) -> list[NewName]:
    """The new names of a text, each once."""
    counts: dict[str, int] = {}
    for paragraph in room.units.paragraphs:
        for name in new_names(room.units, room.mentions, paragraph):
            words = texts.line(room.text[slice(*name)])
            counts[words] = counts.get(words, 0) + 1
            checkpoint()
    listed = [NewName(words, count) for words, count in counts.items()]
    return sorted(listed, key=lambda name: -name.times)
