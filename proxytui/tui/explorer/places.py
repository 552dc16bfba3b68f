"""Places to come back to: marks by letter, bookmarks and saved views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.saved_state import BEFORE, SavedMark
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.questions.saved_views import Saved
    from proxytui.tui.desk import Desk


class Places(Controller):
    """Marks, bookmarks and saved views; going to one is a step that `[` leads back from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {
            "mark": self.mark,
            "to-mark": self.to_mark,
            "bookmark": self.bookmark,
            "saved": self.saved,
        }

    # Marks

    @property
    def here(self) -> SavedMark:
        """The place where the user is."""
        session, desk = self.session, self.desk
        return SavedMark(
            centre=session.centre,
            as_of=session.period.text,
            pane=desk.pane,
            row=self.rows.key,
            tab=session.tab,
            kind=session.pinned.kind,
            id=session.pinned.id,
        )

    def _words(self, mark: SavedMark) -> str:
        period = self._period(mark)
        index = self.workspace.index
        name = index.namer(period)(mark.centre)
        gone = "" if mark.centre in index.actors else " (gone)"
        return f"{name}{gone} · as of {dates.words(period.text)} · {mark.pane}"

    def _period(self, mark: SavedMark) -> Period:
        try:
            return dates.period(mark.as_of)
        except dates.DateError:
            return self.session.default

    def mark(self) -> None:
        """Give this place a letter."""
        from proxytui.tui.dialogs.choose_mark import MarkDialog  # not needed before the first paint

        marks = {
            letter: self._words(mark)
            for letter, mark in sorted(self.session.marks.items())
            if letter != BEFORE
        }

        def named(letter: str | None) -> None:
            if letter:
                self.session.marks[letter] = self.here
                self.say(f"Marked as {letter}; {self.key('to-mark')} {letter} comes back here.")

        title = f"Mark this place: {self._words(self.here)}"
        self.desk.app.push_screen(MarkDialog(title, marks, self.desk.palette, new=True), named)

    def to_mark(self) -> None:
        """Go to a place that has a letter, or with ' back to the place before the last jump."""
        marks = self.session.marks
        if not marks:
            self.say(f"No mark is set; {self.key('mark')} and a letter set one here.")
            return
        from proxytui.tui.dialogs.choose_mark import MarkDialog

        words = {letter: self._words(mark) for letter, mark in sorted(marks.items())}

        def named(letter: str | None) -> None:
            if letter:
                self._go_to(self.session.marks[letter])

        self.desk.app.push_screen(
            MarkDialog("Go to a mark", words, self.desk.palette, new=False), named
        )

    def _go_to(self, mark: SavedMark) -> None:
        desk, session = self.desk, self.session
        if mark.centre not in self.workspace.index.actors:
            self.say(f"{mark.centre} is gone from the store.", severity="warning")
            return
        session.marks[BEFORE] = self.here
        session.visit(mark.centre, Target(mark.kind, mark.id) if mark.kind else NOTHING)
        session.period = self._period(mark)
        session.tab = mark.tab or session.tab
        self._arrive(mark.pane, mark.row)
        desk.draw_detail()

    def _arrive(self, pane: str, row: str) -> None:
        desk = self.desk
        pinned = self.session.pinned
        desk.date_changed()
        desk.draw_actors(at=f"actor:{self.session.centre}")
        if pane in desk.rows:
            if pane != desk.pane:
                desk.focus_pane(pane)
            desk.rows[pane].go_to(row)
        self.session.pinned = pinned
        desk.draw_frame()

    # Saved views

    def saved(self) -> None:
        """Show all saved views and bookmarks."""
        self.desk.open_view("saved")

    @property
    def current_view(self) -> Saved:
        """The view that would be saved now; at the store's own date it has no date."""
        from proxytui.questions.saved_views import Saved

        session, desk = self.session, self.desk
        return Saved(
            None if session.period == session.default else session.period,
            session.filter,
            session.show_all,
            session.centre,
            session.roll_up,
            session.turned,
            desk.pane,
            session.tab,
        )

    def bookmark(self) -> None:
        """Keep the selected actor at this date among the saved views."""
        from proxytui.commands import views
        from proxytui.questions import saved_views

        actor, period = self.desk.open_views.selected, self.session.period
        if not actor:
            self.say("There is no actor to bookmark.")
            return
        name = f"{self.desk.scene.name(actor)}, {dates.words(period.text)}"
        if saved_views.with_name(self.workspace.index, name) is not None:
            self.say(f"“{name}” is there already; {self.key('saved')} lists it.")
            return
        step = views.save_change(self.workspace, name, saved_views.Saved(period, centre=actor))
        keys = f"{self.key('saved')} lists it, {self.key('undo')} takes it back"
        message = f"Bookmarked “{name}”{self.retention}; {keys}."
        self.write(partial(views.write, self.workspace, step), lambda _: self.say(message))

    def go(self, view: Saved) -> None:
        """Look through a saved view."""
        session = self.session
        session.marks[BEFORE] = self.here
        if view.centre and view.centre not in self.workspace.index.actors:
            self.say(f"{view.centre} is gone from the store.", severity="warning")
        elif view.centre:
            session.visit(view.centre)
        session.period = view.as_of or session.default
        session.filter, session.show_all = view.filter, view.show_all
        session.roll_up = session.roll_up if view.roll_up is None else view.roll_up
        session.turned = session.turned if view.turned is None else view.turned
        session.tab = view.tab if view.tab in TABS else session.tab
        self._arrive(view.pane if view.pane in ("actors", "ties") else "ties", "")
