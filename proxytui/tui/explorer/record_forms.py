"""The record of what is selected, edited in a form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import RecordChoice
from proxytui.tui.selected import Selected
from proxytui.views.target import Target

if TYPE_CHECKING:
    from proxytui.editing.form import Form
    from proxytui.model.records import Note
    from proxytui.tui.desk import Desk
    from proxytui.views import quotes
else:
    quotes = LazyModule("proxytui.views.quotes")

_WHICH = "Which {}?"


class RecordForms(Controller):
    """What opens a record's form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = RecordChoice(desk)
        self.handlers = {
            "edit-record": partial(self._edit_selected, _WHICH),
            "another": self._another,
            "note-form": partial(self._edit_selected, ""),
        }

    def edit(self, target: Target) -> None:
        """Open the form of a record, of a tie that of one of its claims, of an actor that several
        records show as that of one of these."""
        self._choice.go_on(self._choice.of_target(target), _WHICH, self._edit)

    def edit_note(self, note: Note | None) -> None:
        """Open the form of a note; without one a toast says so."""
        self._choice.go_on([Selected("notes", note.id)] if note is not None else [], "", self._edit)

    def _edit_selected(self, title: str) -> None:
        """Open the form of the record under the cursor."""
        self._choice.go_on(self._choice.selected(), title, self._edit)

    def _another(self) -> None:
        """Open a form that begins as a copy of the record under the cursor."""
        self._choice.go_on(self.desk.ticks.under_cursor, "Another like which {}?", self._copy)

    def _copy(self, selected: Selected) -> None:
        from proxytui.editing.form import Form
        from proxytui.tui.forms.keeping import fresh_id
        from proxytui.tui.forms.screen import RecordForm

        record = self.workspace.record(selected.table, selected.id)
        if record is None:
            return
        new = fresh_id(self.workspace, selected.table, record, selected.id)
        form = Form.another(selected.table, new, record)
        window = RecordForm(self.desk, form)
        self.desk.app.push_screen(window, lambda _: self._go_to(form))

    def _go_to(self, form: Form) -> None:
        """Show a new record once it is kept."""
        index = self.workspace.index
        claim = index.claims.get(form.id) if form.table == "claims" else None
        if claim is not None:
            shown = Target("tie", quotes.tie_of(claim))
        else:
            shown = Target(form.table.removesuffix("s"), form.id)
        if self.workspace.record(form.table, form.id) is None or not self.desk.is_current:
            return
        self.desk.navigation.lead_to(shown, "overview")

    def _edit(self, selected: Selected) -> None:
        from proxytui.editing.form import Form
        from proxytui.tui.forms.screen import RecordForm

        record = self.workspace.record(selected.table, selected.id)
        if record is not None:
            form = Form(selected.table, selected.id, record)
            # Where quotes are listed one of them is meant, elsewhere what it belongs to.
            cited = self.session.tab == "quotes" and selected.part[:1] == ("citations",)
            at, first = (selected.part, ()) if cited else ((), selected.part)
            closed = partial(self._stay_with, self.desk.target, selected)
            self.desk.app.push_screen(RecordForm(self.desk, form, at, first), lambda _: closed())

    def _stay_with(self, shown: Target, selected: Selected) -> None:
        """Show still what was shown before a form, where the change moved the cursor off it; of a
        claim with other actors the tie that it stands in now."""
        if self.desk.target == shown or not self.desk.is_current:
            return
        claim = self.workspace.index.claims.get(selected.id)
        if shown.kind == "tie" and selected.table == "claims" and claim is not None:
            shown = Target("tie", quotes.tie_of(claim))
        if shown != self.desk.target and self._choice.of_target(shown):
            self.desk.navigation.lead_to(shown, self.session.tab)
