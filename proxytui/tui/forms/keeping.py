"""An edited record on its way to the disk: joined with other edits, checked, and written."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Protocol

from proxytui.editing.form_conflict import decided, joined
from proxytui.errors import Conflict
from proxytui.model.changes import Change
from proxytui.model.private_notes import is_private
from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from proxytui.editing.form import Form, Path
    from proxytui.editing.form_check import Check
    from proxytui.editing.form_conflict import Clash
    from proxytui.errors import ProxyTUIError
    from proxytui.model.records import Json
    from proxytui.tui.desk import Desk
    from proxytui.workspace import Workspace


class KeptForm(Protocol):
    """The form on the screen, as far as keeping it concerns it."""

    form: Form

    def show_faults(self, faults: Mapping[Path, str]) -> None:
        """Show what is wrong, and go to the first of it."""

    def ask_sides(
        self, clashes: tuple[Clash, ...], answered: Callable[[frozenset[str]], None]
    ) -> None:
        """Have it decided whose values hold."""

    def redraw(self) -> None:
        """Draw values that changed."""

    def kept(self, message: str) -> None:
        """Close, for all is on the disk."""


class Keeping:
    """Keeps one form, as one step that undo takes back; nothing is written of one with a fault."""

    def __init__(self, desk: Desk, screen: KeptForm, owner: Screen[None]) -> None:
        self._desk = desk
        self._screen = screen
        self._checking = BackgroundWork["Check"](owner, "form")
        self._writing = False
        self._accepted: set[str] = set()

    def _key(self, id_: str) -> str:
        """The key of an action as people write it."""
        return self._desk.keymap.label(id_)

    @property
    def form(self) -> Form:
        """The form that is kept."""
        return self._screen.form

    def stop(self) -> None:
        """Leave what is being checked."""
        self._checking.stop()

    def keep(self) -> None:
        """Write what was changed, once it is joined with what others changed and has no fault."""
        form, workspace = self.form, self._desk.workspace
        if self._writing or self._checking.working:
            return
        if not form.changed and not form.is_new:
            self._screen.kept("Nothing was changed.")
            return
        if form.is_new:
            # The name that an id is made of may have been changed, and the id taken meanwhile.
            form.id = fresh_id(workspace, form.table, form.record, form.id)
        current = workspace.record(form.table, form.id)
        if current is None and form.stored is not None:
            form.stored = None
            self._say(
                f"The record was removed elsewhere; {self._key('form-keep')} writes it anew.",
                "warning",
            )
            return
        if current is not None and form.stored is not None and current != form.stored:
            self._join(form.stored, current)
            return
        self._check()

    def _join(self, stored: Json, current: Json) -> None:
        join = joined(stored, self.form.record, current)

        def answered(theirs: frozenset[str]) -> None:
            self.form.record = deepcopy(decided(join, theirs))
            self.form.stored = current
            self._screen.redraw()
            self.keep()

        if join.clashes:
            self._screen.ask_sides(join.clashes, answered)
        else:
            answered(frozenset())

    def _check(self) -> None:
        form, workspace = self.form, self._desk.workspace
        record, stored = deepcopy(form.record), form.stored

        def work(_: object) -> Check:
            from proxytui.editing.form_check import check
            from proxytui.workspace import now

            return check(form.table, form.id, record, stored, workspace, now())

        self._checking.ask(work, partial(self._checked, record), word="checking")

    def _checked(self, record: Json, check: Check) -> None:
        faults = dict(check.faults)
        if not faults:
            keep = self._key("form-keep")
            faults = {
                path: f"{words}; {keep} again keeps them all the same"
                for path, words in check.unplaced.items()
                if words not in self._accepted
            }
            self._accepted.update(check.unplaced.values())
        if faults:
            self._screen.show_faults(faults)
            return
        form = self.form
        change = Change(form.table, form.id, form.stored, check.record)
        label = f"{'add' if form.is_new else 'edit'} {form.id}"
        work = partial(self._desk.workspace.apply, (change,), label)
        self._writing = True
        done, failed = partial(self._written, record, check.record), self._failed
        self._desk.host.writer.do(work, done, failed, text=as_text(form))

    def _written(self, record: Json, after: Json, _: object) -> None:
        self._writing = False
        form = self.form
        word = "Added" if form.is_new else "Changed"
        message = f"{word}{self._desk.places.retention}. {self._key('undo')} takes it back."
        form.stored = after
        if form.record == record:
            form.record = deepcopy(after)
            self._screen.kept(message)
        else:
            self._say(message)

    def _failed(self, error: ProxyTUIError) -> None:
        self._writing = False
        if isinstance(error, Conflict):
            self.keep()
        else:
            self._say(f"{error}; nothing was written, and what you typed is still here", "error")

    def _say(self, words: str, severity: str = "information") -> None:
        self._desk.host.say(words, severity)


def fresh_id(workspace: Workspace, table: str, record: Json, like: str) -> str:
    """An id for a new record `like` another one: of an actor made of its first name, of a private
    note that of one."""
    if table == "notes" and is_private(like):
        return workspace.fresh_private_id()
    names = record.get("names") if table == "actors" else None
    first = names[0] if isinstance(names, list) and names else {}
    return workspace.fresh_id(table, str(first.get("text", "")) if isinstance(first, dict) else "")


def as_text(form: Form) -> str:
    """The record as a file that can be imported."""
    return json.dumps({form.table: {form.id: form.record}}, ensure_ascii=False, indent=1)
