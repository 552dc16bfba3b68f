"""What notes are about and link to: followed, completed, made of mentions, added."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.lazy import LazyModule
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.widgets.link_list import LinkSource
from proxytui.views.scene import record_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.note_links import LinkNames, LinkOption
    from proxytui.model.records import Note
    from proxytui.tui.desk import Desk
    from proxytui.views import note_links
    from proxytui.views.choices import Row
    from proxytui.views.target import Target
else:
    note_links = LazyModule("proxytui.views.note_links")

_LISTED, _FOUND = 6, 40
_AT_ONCE_SECONDS = 0.02


class NoteLinks(Controller):
    """The links and subjects of notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names: LinkNames | None = None
        self._preparing = BackgroundQuestion[None](desk, desk.workspace.index)
        self.handlers = {
            "follow-link": lambda: self.follow(self._note, self._lead_to),
            "link-mention": self.link_mention,
            "add-subject": lambda: self.add_subject(self._note),
        }

    @property
    def _note(self) -> Note | None:
        """The note under the cursor."""
        key = self.desk.rows["detail"].key
        return self.workspace.index.notes.get(key.removeprefix("note:"))

    def _lead_to(self, target: Target) -> None:
        self.desk.navigation.lead_to(target, "notes")

    # Followed

    def open(self, id_: str) -> None:
        """Go where a note links to; from a note on another record that names this one, go to that
        record. A note that leads nowhere is edited."""
        note = self.workspace.index.notes.get(id_)
        if note is None:
            return
        here = self.desk.target
        if here.id in note.about:
            records = self._linked(note)
        else:
            records = note_links.about(self.workspace.index, note)
        records = [record for record in records if record != here]
        if not records:
            self.desk.action_run("edit-note")
            return

        def go(record: Target) -> None:
            self._lead_to(record)
            self.desk.rows["detail"].go_to(f"note:{note.id}")

        self._choose(records, go)

    def follow(self, note: Note | None, go: Callable[[Target], None]) -> None:
        """Go on with the record that a note links to, or with that which is chosen."""
        if note is None:
            self.say("No note here.")
            return
        records = self._linked(note)
        if not records:
            self.say("This note has no link that leads anywhere; [[NAME]] in it makes one.")
            return
        self._choose(records, go)

    def _linked(self, note: Note) -> list[Target]:
        return note_links.targets(self.workspace.index, self.workspace.find_linked, note)

    def _choose(self, records: Sequence[Target], go: Callable[[Target], None]) -> None:
        if len(records) == 1:
            go(records[0])
            return
        scene = self.desk.scene
        choices = [
            Choice(f"{record.kind}:{record.id}", record_title(scene, record), record.kind)
            for record in records
        ]

        def chosen(key: str | None) -> None:
            for record in records:
                if f"{record.kind}:{record.id}" == key:
                    go(record)

        self.desk.app.push_screen(SelectOne("Go to which?", choices, self.desk.palette), chosen)

    # Typed

    @property
    def source(self) -> LinkSource:
        """What fits behind `[[`: records by name, before anything is typed those nearby."""
        names = self._prepared()
        return LinkSource(partial(self._options, names, most=_LISTED), self._written)

    def _prepared(self) -> LinkNames:
        """The names for links, made ready in turn with the keys."""
        from proxytui.editing.note_links import LinkNames  # not needed before the first paint

        if self._names is None:
            search = self.workspace.names.search
            self._names = LinkNames(
                self.workspace.index,
                lambda name, count: [(hit.actor, hit.name) for hit in search(name, count)],
            )
        self._preparing.ask(self._names.prepare, lambda _: None, at_once=_AT_ONCE_SECONDS)
        return self._names

    def _options(self, names: LinkNames, typed: str, most: int) -> list[LinkOption]:
        nearby = (self.session.centre, *self.desk.ties.branches.actors)
        return names.options(typed, nearby, most)

    def _written(self, option: LinkOption) -> str:
        from proxytui.editing import note_links as editing

        return editing.written(option, self._means)

    def _means(self, words: str) -> str:
        """The id that a link of these words means; "" for none."""
        record = note_links.target(self.workspace.index, self.workspace.find_linked, words)
        return record.id if record is not None else ""

    # Changed

    def link_mention(self) -> None:
        """Turn the first mention of the shown actor in the note under the cursor into a link."""
        from proxytui.editing import note_links as editing
        from proxytui.model.note_text import NamePattern

        note, here = self._note, self.desk.target
        actor = self.workspace.index.actors.get(here.id) if here.kind == "actor" else None
        if note is None or actor is None:
            self.say("No note here that names this actor.")
            return
        text = editing.linked(note, NamePattern(actor), actor.id, self._means)
        if text == note.text:
            self.say(f"This note doesn't name {texts.line(self.desk.scene.name(actor.id))}.")
            return
        work = partial(self.workspace.edit_note, note.id, text, note.text)
        self.write(work, lambda _: self.say(f"Linked. {self.key('undo')} takes it back."))

    def add_subject(self, note: Note | None) -> None:
        """Ask for another record that a note is about."""
        if note is None:
            self.say(f"No note here; {self.key('note')} writes one.")
            return
        from proxytui.tui.dialogs.type_to_find import PickByTyping
        from proxytui.views import choices

        names = self._prepared()

        def listed(typed: str, cells: int) -> list[Row]:
            options = self._options(names, typed, _FOUND)
            return choices.records((o for o in options if o.id not in note.about), cells)

        def chosen(key: str | None) -> None:
            if key:
                self._add(note, key.partition(":")[2])

        window = PickByTyping(
            "This note is also about …", listed, self.desk.palette, "an actor, event or source"
        )
        self.desk.app.push_screen(window, chosen)

    def _add(self, note: Note, about: str) -> None:
        from proxytui.views import notes

        name = texts.line(notes.title(self.desk.scene, about))
        work = partial(self.workspace.edit_note, note.id, None, about=(about,))
        self.write(
            work, lambda _: self.say(f"Also about {name}. {self.key('undo')} takes it back.")
        )
