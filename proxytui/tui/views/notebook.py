"""The view of all notes: newest first, searched, by tag, each whole below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.questions.notebook import Notebook, NoteListing
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.note_authors import NoteAuthors
from proxytui.tui.views.question_view import QuestionView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views import note_links, notebook, notes
from proxytui.views.copies import TEXT_CELLS
from proxytui.views.target import NOTHING, Target
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Note
    from proxytui.questions.notebook import ListedNote
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene

_TALL, _SHORT = 36, 18
_ALL, _TAG = "all", "tag:"
_OF_A_NOTE = frozenset(
    {
        "edit-note",
        "remove-note",
        "share-note",
        "add-subject",
        "follow-link",
        "tag",
        "set-tags",
        "tick",
        "tick-all",
        "centre",
        "words",
        "source",
    }
)
_AS_IN_PANES = ("tick", "tick-all", "set-tags", "share-note", "undo", "redo")


class NotebookView(QuestionView[NoteListing]):
    """A row a note; enter opens what it is about."""

    kind = "notebook"
    opens = "open"
    waiting = "Looking through the notes … {close} leaves."

    def __init__(self, desk: Desk, tag: str = "") -> None:
        super().__init__(desk)
        index = desk.workspace.index
        self._question = BackgroundQuestion(self, index, notes=True)
        self._tag = tag
        self._listing = NoteListing()
        self._by_id: Mapping[str, ListedNote] = {}
        self._notebook = Notebook(index, lambda about: notes.title(desk.scene, about))
        self._authors = NoteAuthors(self, desk.workspace, self.draw, own="you")
        self.handlers = {
            **self.handlers,
            "edit-note": lambda: desk.notes.edit(self._note),
            "note-form": lambda: desk.record_forms.edit_note(self._note),
            "edit-note-editor": lambda: desk.notes.edit_in_editor(self._note),
            "remove-note": lambda: desk.notes.remove(self._note),
            "add-subject": lambda: desk.note_links.add_subject(self._note),
            "follow-link": lambda: desk.note_links.follow(self._note, self.follow),
            "tag": self.ask_tag,
            **{id_: desk.handlers[id_] for id_ in _AS_IN_PANES},
        }

    # The question

    @property
    def follows_filter(self) -> bool:
        """All notes are listed, whatever the filter on ties."""
        return False

    @property
    def inactive_actions(self) -> frozenset[str]:
        """Where no note is listed, all that a key does to one."""
        inactive = super().inactive_actions
        return inactive if self._listed is not None else inactive | _OF_A_NOTE

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the list, and the tag."""
        return ("all notes", *([f"#{self._tag}"] if self._tag else []))

    @property
    def heading(self) -> str:
        """The number of notes."""
        shown, total = len(self._listing.notes), self._listing.total
        count = plural(total, "note") if shown == total else f"{shown} of {plural(total, 'note')}"
        return f"All notes · {count}" + (f" · #{self._tag}" if self._tag else "")

    def reopen(self) -> NotebookView:
        """Make a view of the same notes."""
        return NotebookView(self.desk, self._tag)

    def depends_on(self) -> tuple[object, ...]:
        """The words and the tag that are looked for, and the notes."""
        return (self.filter_text, self._tag, self.desk.workspace.index.changes)

    def work_out(self, checkpoint: Checkpoint) -> NoteListing:
        """The notes with the words and the tag."""
        return self._notebook.listing(self.filter_text, self._tag, checkpoint)

    def take(self, answer: NoteListing) -> None:
        """Keep the notes."""
        self._listing = answer
        self._by_id = {listed.note.id: listed for listed in answer.notes}

    def text_rows(self) -> Sequence[Row]:
        """The list in full."""
        return self.shown(self.desk.scene, TEXT_CELLS)

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The rows of the notes."""
        return notebook.rows(scene, self._listing, self._authors.known, cells)

    # The note under the cursor

    @property
    def _listed(self) -> ListedNote | None:
        return self._by_id.get(self.rows.key)

    @property
    def _note(self) -> Note | None:
        listed = self._listed
        return listed.note if listed is not None else None

    def target(self, key: str) -> Target:
        """The first record that a note is about."""
        return next(iter(self.targets(key)), NOTHING)

    def targets(self, key: str) -> tuple[Target, ...]:
        """All records that a note is about."""
        note = self.desk.workspace.index.notes.get(key)
        return tuple(note_links.about(self.desk.workspace.index, note)) if note else ()

    def tick_target(self, key: str) -> Target:
        """The note of a row itself."""
        return Target("note", key) if key in self._by_id else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """None: a step of the date changes nothing here."""
        return ()

    # How it is drawn

    def compose(self) -> ComposeResult:
        """Header, list, the note under the cursor, hints, and the line that asks."""
        yield Bar(id="header")
        yield Rows(id="view")
        yield Bar(id="note")
        yield Bar(id="hints")
        yield Prompt()

    def on_unmount(self) -> None:
        """Leave what is being looked up."""
        super().on_unmount()
        self._authors.stop()

    def on_resize(self) -> None:
        """Give the note more lines where there is room."""
        self.set_class(self.size.height >= _TALL, "tall")
        self.set_class(self.size.height < _SHORT, "short")

    def draw(self, at: str | None = None) -> None:
        """Draw the list and the note."""
        super().draw(at)
        self._draw_note()

    def on_bar_resized(self) -> None:
        """Draw the lines around the list, and the note, for this width."""
        super().on_bar_resized()
        self._draw_note()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the note that the cursor came to."""
        message.stop()
        self._draw_note()

    def _draw_note(self) -> None:
        bar = self.query_one("#note", Bar)
        listed = self._listed
        if listed is None or not bar.size.width:
            bar.show([()])
            return
        cells, lines = bar.size.width, bar.size.height
        bar.show(notebook.whole(self.desk.scene, listed, self._authors.known, cells, lines))

    # What keys do

    def enter(self) -> None:
        """Open the record that the note is about, at the note."""
        self.choose_target(self.targets(self.rows.key), self.follow)

    def follow(self, target: Target) -> None:
        """Leave for the Notes tab of a record, at this note where it is there."""
        key = self.rows.key
        self.leave_for("notes", target)
        self.desk.rows["detail"].go_to(f"note:{key}")

    def ask_tag(self) -> None:
        """Ask for a tag, and show only the notes that have it."""
        counts = self._listing.tags
        if not counts:
            self.host.say("No note has a tag; #word in a note makes one.")
            return
        choices = [Choice(_ALL, "all notes", plural(self._listing.total, "note"))]
        choices += [
            Choice(f"{_TAG}{tag}", f"#{texts.line(tag)}", plural(count, "note"))
            for tag, count in counts.items()
        ]

        def chosen(key: str | None) -> None:
            if key:
                self._tag = key.removeprefix(_TAG) if key != _ALL else ""
                self.draw("")

        at = f"{_TAG}{self._tag}" if self._tag else ""
        self.app.push_screen(SelectOne("Notes with which tag?", choices, self.palette, at), chosen)

    def close(self) -> None:
        """Clear the filter, then the tag, else back to the explorer."""
        if self._tag and not self.filter_text:
            self._tag = ""
            self.draw("")
            return
        super().close()
