"""Writing notes: on what is selected, edited, removed; undo and redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import Conflict, ProxyTUIError
from proxytui.lazy import LazyModule
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.lines import cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.changes import Transaction
    from proxytui.model.records import Note
    from proxytui.tui.desk import Desk
    from proxytui.views import notes
else:
    notes = LazyModule("proxytui.views.notes")

_EMPTY, _TEMPLATE, _PRIVATE = "empty", "template:", "private:"
_NO_SUBJECT = "No record is selected; a note is about an actor, a tie, an event or a source."
_LABEL, _LABEL_BESIDE_SWITCH = 60, 36
"""Cells of what a note is about, alone and beside a switch; the rest of the line is for it."""


class _Draft:
    """A note that is being written, and whether it is to be private."""

    def __init__(self, about: tuple[str, ...], label: str, private: bool) -> None:
        self.about = about
        self.label = label
        self.private = private

    @property
    def asking(self) -> str:
        """The label of the line, with what tab makes of the note."""
        label = cut(self.label, _LABEL_BESIDE_SWITCH)
        if self.private:
            return f"private note on {label} (tab: for all):"
        return f"note on {label} (tab: private):"


class Notes(Controller):
    """The group Write of the table of actions, but for copying."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: dict[tuple[str, ...], tuple[str, bool]] = {}
        """Lines that were left with esc and whether they were private, by what they are about."""
        self.handlers = {
            "note": self.ask,
            "note-editor": self.in_editor,
            "edit-note": lambda: self.edit(self._note),
            "edit-note-editor": lambda: self.edit_in_editor(self._note),
            "remove-note": lambda: self.remove(self._note),
            "undo": partial(self._step, "undo"),
            "redo": partial(self._step, "redo"),
        }

    def _about(self) -> tuple[tuple[str, ...], str]:
        """The ids of the ticked records, else of the selected one, and their label; on the store as
        a whole the centre's."""
        ticked = tuple(target.id for target in self.desk.ticks.targets)
        about = ticked or tuple(filter(None, (self.desk.action_target.id,)))
        titles = (texts.line(notes.title(self.desk.scene, id_)) for id_ in about)
        return about, cut(", ".join(titles), _LABEL)

    def _label(self, note: Note) -> str:
        """The titles of the records that a note is about, which may not be the one shown."""
        scene = self.desk.scene
        titles = ", ".join(texts.line(notes.title(scene, about)) for about in note.about)
        return cut(titles, _LABEL) or "nothing"

    def ask(self) -> None:
        """Ask for a note on one line; one that was left before stands there again."""
        about, label = self._about()
        if not about:
            self.say(_NO_SUBJECT)
            return
        self._ask(about, label, *self._left.get(about, ("", False)))

    def _ask(self, about: tuple[str, ...], label: str, text: str, private: bool) -> None:
        draft = _Draft(about, label, private)

        def switched() -> str:
            draft.private = not draft.private
            return draft.asking

        question = PromptQuestion(
            draft.asking if self._on_server else f"note on {label}:",
            partial(self._answered, draft),
            left=lambda: self._leave(draft, self.desk.prompt.field.value),
            lasting=True,
            links=self.desk.note_links.source,
            switched=switched if self._on_server else None,
        )
        self.desk.ask(question, text)

    def _leave(self, draft: _Draft, text: str) -> None:
        if text.strip():
            self._left[draft.about] = text, draft.private
        else:
            self._left.pop(draft.about, None)

    def _answered(self, draft: _Draft, text: str) -> None:
        about, label, private = draft.about, draft.label, draft.private
        self._left.pop(about, None)
        if text.strip():
            again = partial(self._ask, about, label, text, private)
            self._add(about, text.strip(), again, private=private)

    def _add(
        self,
        about: tuple[str, ...],
        text: str,
        again: Callable[[], None] | None = None,
        *,
        private: bool = False,
    ) -> None:
        self.desk.ticks.clear()
        work = partial(self.workspace.add_note, about, text, private=private)
        done = "Noted for you alone" if private else f"Noted{self.retention}"
        message = f"{done}. {self.key('undo')} takes it back."
        self.write(work, lambda _: self.say(message), text=text, again=again)

    def in_editor(self) -> None:
        """Have a note written in the user's editor, from a template where there are any, on a
        server as a private one where that is chosen."""
        from proxytui.commands import templates

        about, label = self._about()
        if not about:
            self.say(_NO_SUBJECT)
            return
        names = templates.names()
        if not names and not self._on_server:
            self._write_in_editor(about, label, "")
            return
        choices = [Choice(_EMPTY, "Empty", "no template" if names else "")]
        choices += [Choice(f"{_TEMPLATE}{name}", name) for name in names]
        if self._on_server:
            alone = [(f"{_PRIVATE}{choice.id}", f"{choice.label}, private") for choice in choices]
            choices += [Choice(key, words, "nobody else can read it") for key, words in alone]

        def chosen(key: str | None) -> None:
            if key:
                private, begins = key.startswith(_PRIVATE), key.removeprefix(_PRIVATE)
                template = begins.removeprefix(_TEMPLATE) * (begins != _EMPTY)
                self._write_in_editor(about, label, template, private=private)

        window = SelectOne(f"A note on {label} that begins as …", choices, self.desk.palette)
        self.desk.app.push_screen(window, chosen)

    @property
    def _on_server(self) -> bool:
        """Whether a note may be private."""
        return self.workspace.place.folder is None

    def _write_in_editor(
        self, about: tuple[str, ...], label: str, template: str, *, private: bool = False
    ) -> None:
        """Have a note written in the user's editor; it begins as the template says."""
        from proxytui.commands import templates

        try:
            title = texts.line(notes.title(self.desk.scene, about[0]))
            name = title if len(about) == 1 else label
            begun = templates.filled(template, name) if template else ""
        except ProxyTUIError as error:
            self.say(str(error), severity="warning")
            return
        text = self.in_users_editor(begun)
        if text and text.strip() and text.strip() != begun.strip():
            self._add(about, text.strip(), private=private)

    @property
    def _note(self) -> Note | None:
        """The note under the cursor."""
        key = self.desk.rows["detail"].key
        return self.workspace.index.notes.get(key.removeprefix("note:"))

    def edit(self, note: Note | None) -> None:
        """Edit a note in place."""
        if note is None:
            self.say(f"No note here; {self.key('note')} writes one.")
            return
        self._open(note, note.text, note.text)

    def _open(self, note: Note, seen: str, text: str, *, elsewhere: bool = False) -> None:
        """Open the window to edit a note whose stored text is `seen`; it shows that too where it
        was changed `elsewhere`."""
        from proxytui.tui.dialogs.edit_text import EditText  # 30 ms that no first paint should pay

        theirs = seen if elsewhere else None
        title, links = f"note on {self._label(note)}", self.desk.note_links.source
        window = EditText(title, text, self.desk.palette, theirs, links, seen)
        self.desk.app.push_screen(window, partial(self._edited, note, seen))

    def _edited(self, note: Note, seen: str, text: str | None) -> None:
        if text is None or text == seen:
            return
        if not text.strip():
            self.say(f"An empty note is not kept; {self.key('remove-note')} removes it.")
            return

        def show_conflict(error: ProxyTUIError) -> bool:
            """Show the text that was changed elsewhere meanwhile beside the user's."""
            if not (isinstance(error, Conflict) and isinstance(error.theirs, str)):
                return False
            self._open(note, error.theirs, text, elsewhere=error.theirs != text)
            return True

        work = partial(self.workspace.edit_note, note.id, text, seen)
        message = f"Changed{self.retention}. {self.key('undo')} takes it back."
        again = partial(self._open, note, seen, text)
        self.write(work, lambda _: self.say(message), show_conflict, text, again)

    def edit_in_editor(self, note: Note | None) -> None:
        """Edit a note in the user's editor."""
        if note is None:
            self.say(f"No note here; {self.key('note-editor')} writes one.")
            return
        text = self.in_users_editor(note.text)
        if text is not None:
            self._edited(note, note.text, text.rstrip("\n"))

    def remove(self, note: Note | None) -> None:
        """Remove the ticked notes after a question, else a note."""
        if any(target.kind == "note" for target in self.desk.ticks.targets):
            self.desk.handlers["remove-record"]()
            return
        if note is None:
            self.say("No note here.")
            return
        work = partial(self.workspace.remove_note, note.id)
        self.write(work, lambda _: self.say(f"Removed. {self.key('undo')} brings it back."))

    def _step(self, direction: str) -> None:
        def done(step: Transaction) -> None:
            self.say(step.label[:1].upper() + step.label[1:])

        self.write(self.workspace.undo if direction == "undo" else self.workspace.redo, done)
