"""The keys of the reading room: the cursor, what is selected, and what is recorded of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.model.changes import Change
from proxytui.reading import locators, speaker_words
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.dialogs.show_rows import ShowRows
from proxytui.tui.reading.new_actors import NewActors
from proxytui.tui.reading.room_text import THROUGH
from proxytui.views import reading_room
from proxytui.views.reading_room import RoomKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.editing.passage import PassageLine
    from proxytui.reading.units import Stretch
    from proxytui.tui.desk import Desk
    from proxytui.tui.reading.room_screen import ReadingRoom
    from proxytui.tui.reading.room_text import RoomText
    from proxytui.views.lines import Row

_NO_VERSION = "This text is not kept as one of the source's versions; nothing can be quoted of it."


class ReadingKeys:
    """What the keys do in a text; each waits for nothing but what stands on the screen."""

    def __init__(self, reader: ReadingRoom, desk: Desk) -> None:
        self._reader = reader
        self._desk = desk
        self.handlers: dict[str, Callable[[], None]] = {
            "down": lambda: self._down(1),
            "up": lambda: self._down(-1),
            "half-down": lambda: self._page(reader.height // 2),
            "half-up": lambda: self._page(-(reader.height // 2)),
            "page-down": lambda: self._page(reader.height - 1),
            "page-up": lambda: self._page(1 - reader.height),
            "top": lambda: self._end(last=False),
            "bottom": lambda: self._end(last=True),
            "word-right": lambda: self._step(1),
            "word-left": lambda: self._step(-1),
            "through": self.change_through,
            "look-here": self.look_here,
            "pick-on": self.pick_on,
            "claim-here": self.claim,
            "claim-against": partial(self.claim, disputes=True),
            "add-name": self.add_name,
            "new-names": NewActors(reader, desk).ask,
            "decide": self.decide,
            "undo": desk.handlers["undo"],
            "redo": desk.handlers["redo"],
        }
        for unit in ("word", "sentence", "paragraph"):
            self.handlers[f"pick-{unit}"] = partial(self._grow, unit, 1)
            self.handlers[f"pick-{unit}-before"] = partial(self._grow, unit, -1)

    @property
    def _room(self) -> RoomText | None:
        return self._reader.room

    # Where the cursor is

    def _down(self, lines: int) -> None:
        room, view = self._room, self._reader.view
        if room is None:
            view.scroll_relative(y=lines, animate=False)
            return
        self.go_to(view.place_below(room.cursor.word.start, lines))

    def _page(self, lines: int) -> None:
        view = self._reader.view
        before = view.scroll_offset.y
        view.scroll_relative(y=lines, animate=False)
        if self._room is not None:
            moved = view.scroll_offset.y - before
            word = self._room.cursor.word
            self.go_to(view.place_below(word.start, moved if moved else lines))

    def _end(self, *, last: bool) -> None:
        room = self._room
        if room is not None:
            self.go_to(len(room.text) if last else 0)
        view = self._reader.view
        view.scroll_to(y=len(view.rows) if last else 0, animate=False)

    def _step(self, words: int) -> None:
        if self._room is not None:
            self._room.cursor.step(words)
            self._moved()

    def go_to(self, place: int, *, third: bool = False) -> None:
        """Put the cursor on the word at a place; with `third` that comes to a third of the height
        where it was not in view."""
        if self._room is not None:
            self._room.cursor.go_to(place)
            self._moved(third=third)

    def _moved(self, *, third: bool = False) -> None:
        room, view = self._room, self._reader.view
        if room is not None:
            view.into_view(room.cursor.word.start, third=third)
            self._reader.redraw()

    def onward(self, step: int) -> None:
        """Go on to the next of what is gone through."""
        room = self._room
        if room is None:
            return
        place = room.next_place(step)
        if place is None:
            where = "further down" if step > 0 else "further up"
            key = self._key("through")
            self._say(f"There are no {room.through} {where}; {key} goes through others.")
            return
        self.go_to(place.start, third=True)
        if room.through != THROUGH[0] and not room.cursor.marking:
            room.cursor.pick(place)
            self._shown(place)

    def change_through(self) -> None:
        """Have `n` and `N` go through something else."""
        if self._room is not None:
            place = THROUGH.index(self._room.through)
            self._room.through = THROUGH[(place + 1) % len(THROUGH)]
            self._reader.redraw()

    # What is selected

    def pick_on(self) -> None:
        """Select from here to where the cursor goes, or keep what is selected."""
        if self._room is not None:
            self._room.cursor.mark()
            self._reader.redraw()

    def _grow(self, unit: str, step: int) -> None:
        room = self._room
        if room is None:
            return
        self._take_marked()
        before = room.cursor.picked
        room.cursor.grow(unit, step)
        picked = room.cursor.picked
        if picked is not None:
            if before is None or picked.end != before.end:
                self._reader.view.into_view(picked.start, picked.end)
            else:
                self._reader.view.into_view(picked.start)
            self._reader.redraw()

    def _take_marked(self) -> None:
        """Select what is marked with the mouse, in whole words."""
        stretch = self._reader.view.selected_stretch()
        if self._room is not None and stretch is not None:
            self._room.cursor.pick(stretch)
            self._reader.clear_selection()
            self._reader.redraw()

    def _shown(self, stretch: Stretch) -> None:
        self._reader.view.into_view(stretch.start, stretch.end, third=True)
        self._reader.redraw()

    # What is known of it

    def rows(self, cells: int) -> list[Row]:
        """What is recorded at the cursor, and who is named there."""
        if self._room is None:
            return []
        keys = RoomKeys(*map(self._key, ("add-name", "claim-here", "pick-sentence")))
        return reading_room.rows(self._desk.scene, self._room.here(), keys, cells)

    def look_here(self) -> None:
        """Show the actor under the cursor and what is recorded there; offer to add a name that is
        not known."""
        room = self._room
        if room is None:
            return
        here = room.here()
        if here.actors or here.recorded:
            words = texts.line(room.text[slice(*room.cursor.word)])
            self._reader.app.push_screen(ShowRows(f"“{words}”", self.rows, self._reader.palette))
        elif here.unknown:
            self.add_name()
        else:
            self._say("No name stands here, and nothing is recorded of these words.")

    # What is recorded of it

    def claim(self, *, disputes: bool = False) -> None:
        """Begin a claim that has the selection, else the sentence, as its quote."""
        begun = self._begun(disputes=disputes)
        if begun is not None:
            self._reader.view.clear_of_line(begun.passage.start, begun.passage.end)
            self._desk.writing.record(begun, self._recorded)

    def _begun(self, *, disputes: bool) -> PassageLine | None:
        from proxytui.editing import passage

        room, opened = self._room, self._reader.opened
        if room is None:
            return None
        self._take_marked()
        if opened.source is None or not opened.sha:
            self._say(_NO_VERSION)
            return None
        stretch = room.passage()
        units = room.units
        guess = speaker_words.guess(units, *stretch)
        voice = texts.line(room.text[slice(*guess)]) if guess is not None else ""
        voices = room.named(guess) if guess is not None else []
        speaker = next((id_ for id_, words in voices if id_ and words == voice), None)
        return passage.begin(
            passage.Passage(opened.source, opened.sha, room.text, *stretch),
            room.named(stretch, without=guess) or room.named(stretch),
            locators.locator(units, stretch.start),
            self._desk.writing.directory,
            disputes=disputes,
            speaker=speaker,
            speaker_words=voice,
        )

    def _recorded(self) -> None:
        """The claim is kept: the selection has done its work."""
        if self._room is not None:
            self._room.cursor.clear()
        self._reader.look_up_quotes()

    def decide(self) -> None:
        """Decide on what the text seems to claim, one suggestion after the other."""
        from proxytui.editing.suggested_claims import SourceText
        from proxytui.tui.reading.deciding import Deciding

        room, opened = self._room, self._reader.opened
        if room is None or opened.text is None or not room.mentions.is_known:
            self._say("The text is still being read; try again in a moment.")
        elif opened.source is None or not opened.sha:
            self._say(_NO_VERSION)
        else:
            text = SourceText(opened.text, opened.source, opened.sha)

            def closed(place: int) -> None:
                self.go_to(place, third=True)
                self._reader.look_up_quotes()

            self._reader.app.push_screen(Deciding(self._desk, room, text, closed))

    # Names

    def add_name(self) -> None:
        """Ask whether the selection, or the name under the cursor, is a new actor's, or one more of
        an actor that is there."""
        self._take_marked()
        name = self._room.unknown_name() if self._room is not None else ""
        if not name:
            self._say("Select a name first; that under the cursor is known, or has no capital.")
            return
        choices = [
            Choice("actor", "A new actor", "one line asks for its kind", "n"),
            Choice("name", "Another name of an actor", "a list asks of which", "m"),
        ]

        def chosen(choice: str | None) -> None:
            if choice == "actor":
                self._new_actor(name)
            elif choice == "name":
                answered = partial(self._name_of, name)
                self._desk.open_views.ask_actor(f"“{name}” is a name of", answered)

        window = SelectOne(f"“{name}”", choices, self._reader.palette)
        self._reader.app.push_screen(window, chosen)

    def _new_actor(self, name: str) -> None:
        from proxytui.editing.new_sources import TypedRecords
        from proxytui.notation.scanner import escaped

        plain = name.replace("-", "").replace(" ", "").isalnum()
        written = name if plain else escaped(name, "`")
        self._desk.writing.ask(TypedRecords(f"actor {written} ("))

    def _name_of(self, name: str, actor: str) -> None:
        workspace = self._desk.workspace
        before = workspace.record("actors", actor)
        if before is None:
            self._say("The actor was removed meanwhile; nothing was changed.", "warning")
            return
        names = before.get("names", [])
        if any(known.get("text") == name for known in names):
            self._say(f"“{name}” is a name of it already.")
            return
        after = {**before, "names": [*names, {"text": name, "type": "alias"}]}
        change = Change("actors", actor, before, after)
        places = self._desk.places
        undo = self._key("undo")

        def done(_: object) -> None:
            shown = self._desk.scene.name(actor)
            self._say(f"“{name}” is a name of {shown} now{places.retention}. {undo} takes it back.")

        places.write(partial(workspace.apply, [change], f"name {actor}"), done)

    def _key(self, id_: str) -> str:
        return self._reader.keymap.label(id_)

    def _say(self, words: str, severity: str = "information") -> None:
        self._desk.host.say(words, severity)
