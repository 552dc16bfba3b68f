"""The form of a record: a line a field, edited in place, and parts in forms of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

from proxytui import text as texts
from proxytui.model import dates
from proxytui.tui import frame
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.forms import lines
from proxytui.tui.forms.conflict import DecideFields
from proxytui.tui.forms.editor import FieldEditor
from proxytui.tui.forms.keeping import Keeping, as_text
from proxytui.tui.forms.lines import Shown, key_of
from proxytui.tui.keyed_screen import StoreScreen
from proxytui.tui.open_manual import open_manual
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import CleanInput, Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views.breadcrumb import store_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widgets import Input

    from proxytui.editing.form import Entry, Form, Path
    from proxytui.editing.form_conflict import Clash
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk

_BESIDE = 110
"""From so many cells on the help stands beside the fields."""
_HINTS = (
    ("field-edit", "edit"),
    ("part-add", "add"),
    ("part-remove", "remove"),
    ("form-keep", "keep all"),
    ("close", "leave"),
    ("help", "keys"),
)
_TYPING = (
    frame.Hint("enter", "takes it"),
    frame.Hint("tab", "next field"),
    frame.Hint("esc", "leaves it as it was"),
)
_MISSING = "is missing"
_STEPS = {"enter": 0, "tab": 1, "down": 1, "shift+tab": -1, "up": -1}


class RecordForm(StoreScreen):
    """A record to edit, kept as a whole; a part of it is open where `at` leads to one."""

    def __init__(self, desk: Desk, form: Form, at: Path = (), first: Path = ()) -> None:
        """`first` is the path of the line that the cursor goes to."""
        super().__init__(desk.keymap)
        self.desk = desk
        self.palette = desk.palette
        self.form = form
        self.at = at
        self.faults: Mapping[Path, str] = {}
        self._cursors: dict[Path, str] = {}
        self._first = key_of(first)
        self._entries: dict[str, Entry] = {}
        self._refusal = ""
        self._leaving = False
        self._ending = False
        self._ended = False
        self._keeping = Keeping(desk, self, self)
        self.editor = FieldEditor(desk, self)
        host = desk.host
        self.handlers = {
            "jump": self.jump,
            "down": lambda: self.rows.move(1),
            "up": lambda: self.rows.move(-1),
            "top": lambda: self.rows.to_end(last=False),
            "bottom": lambda: self.rows.to_end(last=True),
            "half-down": lambda: self.rows.leap(max(1, self.rows.size.height // 2)),
            "half-up": lambda: self.rows.leap(-max(1, self.rows.size.height // 2)),
            "page-down": lambda: self.rows.leap(max(1, self.rows.size.height - 1)),
            "page-up": lambda: self.rows.leap(-max(1, self.rows.size.height - 1)),
            "field-edit": self.editor.edit,
            "part-add": self.editor.add,
            "part-remove": self.editor.remove,
            "part-down": lambda: self.editor.move(1),
            "part-up": lambda: self.editor.move(-1),
            "form-keep": self._keeping.keep,
            "picture": lambda: host.save_picture(),
            "help": lambda: host.show_keys(self.contexts),
            "manual": lambda: open_manual(self.host),
            "palette": lambda: host.action_command_palette(),
            "close": self.close,
            "leave": self.close,
            "quit": lambda: host.leaving.at_once(),
            "suspend": lambda: host.action_suspend_process(),
        }

    def compose(self) -> ComposeResult:
        """The fields, what is to be known of one, and the text field that lies over its value."""
        yield Bar(id="header")
        with Container(id="form"):
            yield Rows(id="fields")
            yield Rows(id="about")
        yield CleanInput(id="value", select_on_focus=False, compact=True)
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours; have what checks a record ready before it is needed."""
        self.rows = self.query_one("#fields", Rows)
        self.query_one("#about", Rows).can_focus = False
        self.paint_with(self.palette)
        self._fit_in(self.app.size)
        self.take_focus()
        self.host.threads.start(_prepare, lambda _: None, name="form checks")

    def on_unmount(self) -> None:
        """Leave what is being checked."""
        self._keeping.stop()

    @property
    def contexts(self) -> frozenset[str]:
        """The context of a record's form."""
        return frozenset({"record"})

    @property
    def is_typed_into(self) -> bool:
        """Whether keys go into a field and not to actions."""
        return super().is_typed_into or self.editor.typed is not None

    @property
    def draft(self) -> str:
        """The record as it is by now and what is typed into it, where that is not kept yet."""
        record = as_text(self.form) if self.form.changed else ""
        typed = self.editor.typed if self.editor.changed else ""
        return "\n".join(part for part in (record, typed) if part)

    @property
    def field(self) -> Input:
        """The text field."""
        return self.query_one("#value", CleanInput)

    @property
    def entry(self) -> Entry | None:
        """The line under the cursor."""
        return self._entries.get(self.rows.key)

    def take_focus(self) -> None:
        """The fields."""
        self.set_focus(self.rows)

    # How it is drawn

    def on_resize(self) -> None:
        """Put the help beside the fields where there is room."""
        self._fit_in(self.size)

    def _fit_in(self, size: Size) -> None:
        """Arrange the form for a size; before the first layout, or all is laid out twice."""
        self.set_class(size.width >= _BESIDE, "beside")
        self.set_class(size.height < 30, "short")
        self.set_class(size.height < 16, "tiny")

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        at, self._first = self._first or None, ""
        self.draw(at)

    def on_bar_resized(self) -> None:
        """Draw the lines on top and at the bottom."""
        self._draw_frame()

    def draw(self, at: str | None = None) -> None:
        """Draw the fields anew, in place."""
        entries = self.form.entries(self.at)
        self._entries = {key_of(entry.path): entry for entry in entries}
        if self.rows.cells:
            self.rows.show(lines.rows(self._shown, entries, self.rows.cells), at)
        title = " › ".join(self._way[1:])
        self.rows.border_title = Content(texts.closed(texts.line(title)))
        self.rows.border_subtitle = Content(self._state)
        self.draw_about()
        self._draw_frame()
        self.editor.place()

    def redraw(self) -> None:
        """Draw values that changed, and what is wrong with them."""
        self.faults = self._check()
        self.draw()

    def draw_about(self) -> None:
        """Draw what is to be known of the field under the cursor."""
        about = self.query_one("#about", Rows)
        if about.cells:
            rows = lines.about(self._shown, self.entry, self.editor.typed, about.cells)
            if self._refusal:
                rows = [*lines.refusal(self._refusal, about.cells), *rows]
            about.show(rows, at="")

    def _draw_frame(self) -> None:
        session = self.desk.session
        header = self.query_one("#header", Bar)
        default = session.period == session.default
        reason = self.desk.workspace.default_reason if default else store_date(self.keymap.label)
        date = dates.words(session.period.text)
        crumbs = frame.Crumbs(
            self.desk.workspace.name,
            ("another" if self.form.is_new else "edit", *self._way),
            date,
            reason,
            self.desk.workspace.unreached,
        )
        header.show([frame.header(crumbs, header.size.width)])
        self.draw_hints()

    def draw_hints(self) -> None:
        """Draw the keys at the bottom, those of a text field while one is open."""
        typing = self.editor.typed is not None
        self.show_hints(_TYPING if typing else self.worded_hints(_HINTS))

    @property
    def _shown(self) -> Shown:
        return Shown(self.form, self.at, self.faults, self.desk.scene)

    @property
    def _way(self) -> tuple[str, ...]:
        return lines.title(self._shown)

    @property
    def _state(self) -> str:
        stored = self.desk.workspace.record(self.form.table, self.form.id)
        words = ["new, not kept yet"] if self.form.is_new else []
        words += ["changed, not kept yet"] if self.form.changed and not words else []
        if stored != self.form.stored:
            words.append(f"changed elsewhere too: {self.keymap.label('form-keep')} shows how")
        if self.faults:
            words.append(lines.fault_words(self.faults))
        return " · ".join(words)

    def store_changed(self) -> None:
        """Draw names that changed, and say where the record itself did."""
        if self.rows.cells:
            self.draw()

    def on_screen_resume(self) -> None:
        """Draw what was changed in the screen that lay over this one; close where that waited for
        it."""
        if self._ending:
            self._end()
        elif self.rows.cells:
            self.draw()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Let the help follow the cursor."""
        message.stop()
        if message.rows is self.rows:
            self._refusal = ""
            self.draw_about()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Edit the field that was clicked twice."""
        message.stop()
        self.editor.edit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take what was typed once the mouse goes elsewhere."""
        if event.widget is self.rows and self.editor.typed is not None:
            self.editor.take(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the words typed stand for."""
        event.stop()
        if self.editor.typed is not None:
            self._refusal = ""
            self.draw_about()

    def refuse(self, words: str) -> None:
        """Say why what was typed can't be taken; it stays."""
        self._refusal = words
        self.draw_about()

    # Keys

    def typed(self, event: events.Key) -> bool:
        """Act on the keys that end what is typed into a line."""
        if self.editor.typed is None:
            return False
        key = event.key
        keeps = "form-keep" in self.keymap.single.get(key, ()) and not event.is_printable
        if key not in (*_STEPS, "escape") and not keeps:
            return True  # the field's own; its bindings run once the app gets the key
        event.stop()
        event.prevent_default()
        if key == "escape":
            self.editor.leave()
        elif self.editor.take(_STEPS.get(key, 0)) and keeps:
            self._keeping.keep()
        return True

    def changed(self, at: str | None = None) -> None:
        """Check and draw the record once it was changed."""
        self.faults = self._check()
        self.draw(at)

    def _check(self) -> Mapping[Path, str]:
        from proxytui.editing.form_check import faults

        return faults(self.form.table, self.form.id, self.form.record)

    def open(self, path: Path, at: str = "") -> None:
        """Open a part as a form of its own."""
        self._cursors[self.at] = self.rows.key
        self.at = path
        self.draw(at)

    def close(self) -> None:
        """Back from a part to the record; from the record, leave, and ask where something would be
        lost."""
        if self.at:
            self._back()
        elif self.form.changed and not self._leaving:
            self._ask_to_leave()
        elif not self._leaving:
            self._end()

    def _end(self) -> None:
        """Close, once, and not before the windows over it are gone."""
        if self._ended:
            return
        self._ending = True
        if self.app.screen is self:
            self._ended = True
            self.dismiss()

    def hold(self) -> bool:
        """Keep the program from ending at once, and ask, where something would be lost; False where
        nothing would, or the question is open already."""
        if self._leaving:
            return False
        self.editor.take(0)
        if not self.form.changed:
            return False
        self._ask_to_leave()
        return True

    def _back(self) -> None:
        part, self.at = self.at, self.at[:-2]
        self.form.prune(part)
        self.faults = self._check() if self.form.changed else {}
        there = self.form.value(part) is not None
        self.draw(key_of(part) if there else self._cursors.get(self.at))

    def _ask_to_leave(self) -> None:
        undo = self.keymap.label("undo")
        choices = [
            Choice("keep", "Keep it", f"as one step, which {undo} takes back", "y"),
            Choice("drop", "Throw it away", "the record stays as it is in the store", "n"),
            Choice("stay", "Go on editing", "", "g"),
        ]

        self._leaving = True

        def chosen(choice: str | None) -> None:
            self._leaving = False
            if choice == "keep" and not self._ending:
                self._keeping.keep()
            elif choice == "drop":
                self._end()

        self.app.push_screen(SelectOne("Keep what you changed?", choices, self.palette), chosen)

    # As the form is kept

    def show_faults(self, faults: Mapping[Path, str]) -> None:
        """Show what is wrong, and go to the first of it, into the part where it stands."""
        self.faults = faults
        path = next(iter(faults))
        part = path[:2] if len(path) > 2 and self.form.fields(path[:2]) else ()
        at = part if self.form.fields(part) and part else ()
        if at != self.at:
            self.at = at
        self.draw()
        keys = [key_of(path[:size]) for size in range(len(path), 0, -1)]
        for key in keys:
            if self.rows.go_to(key):
                break
        self.draw_about()
        field, words = self.form.field(path), faults[path]
        if field is not None and words.startswith(_MISSING):
            words = f"{field.label} {words}"
        self.host.say(f"Nothing is written: {words}", "warning")

    def ask_sides(
        self, clashes: tuple[Clash, ...], answered: Callable[[frozenset[str]], None]
    ) -> None:
        """Have it decided, field by field, whose values hold."""

        def decided(theirs: frozenset[str] | None) -> None:
            if theirs is not None:
                answered(theirs)

        self.app.push_screen(DecideFields(self._shown, clashes, self.palette), decided)

    def kept(self, message: str) -> None:
        """Close, for all is on the disk."""
        self.host.say(message)
        self._end()


def _prepare(_: Checkpoint) -> None:
    """Have what checks a record imported, which takes a tenth of a second."""
    from proxytui.editing import form_check  # noqa: F401
