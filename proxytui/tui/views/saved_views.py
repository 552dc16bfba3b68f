"""The saved views and bookmarks as a list: go to one, save, rename, remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.commands import views
from proxytui.errors import ProxyTUIError
from proxytui.questions import saved_views
from proxytui.tui.views.base import View
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Row, Span, fit, paragraph, spread
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.commands.views import ViewChange
    from proxytui.graph.index import Index
    from proxytui.model import records
    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene

_NONE = (
    "No view is saved yet. {save-view} saves what the explorer shows now under a name: its date,"
    " its filter and its centre. In the explorer {bookmark} bookmarks an actor at a date."
)


_OF_A_VIEW = frozenset({"rename-view", "remove-view", "centre", "words", "source"})


class SavedViewsView(View):
    """Each row stands for a view; enter looks through it."""

    kind = "saved"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {
            **self.handlers,
            "save-view": self.ask_name,
            "rename-view": self.ask_new_name,
            "remove-view": self.take_out,
            "undo": desk.handlers["undo"],
            "redo": desk.handlers["redo"],
        }

    @property
    def follows_filter(self) -> bool:
        """All views are listed, whatever the filter."""
        return False

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The key of this list; where no view is listed, all that a key does to one."""
        inactive = super().inactive_actions | {"saved"}
        return inactive if self._view is not None else inactive | _OF_A_VIEW

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the list."""
        return ("saved views and bookmarks",)

    @property
    def heading(self) -> str:
        """The number of views."""
        return f"Saved views and bookmarks · {len(self._index.views)}"

    @property
    def _index(self) -> Index:
        return self.desk.workspace.index

    @property
    def _view(self) -> records.View | None:
        return self._index.views.get(self.rows.key)

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """A row with the name, below it what it shows."""
        rows = []
        for view in saved_views.all_views(self._index):
            kind = (Span(_kind(view), "dim"),)
            name = (Span(fit(texts.line(view.name), max(8, cells - 12)), "strong"),)
            rows.append(Row(view.id, spread(name, kind, cells)))
            words = views.view_words(self.desk.workspace, view)
            rows += [Row("", line, stop=False) for line in paragraph(words, cells, "dim", "  ")]
        none = with_keys(_NONE, self.keymap.label)
        return rows or [Row("", line, stop=False) for line in paragraph(none, cells, "dim")]

    def target(self, key: str) -> Target:
        """The actor that a view starts from."""
        view = self._index.views.get(key)
        centre = view.centre if view is not None else None
        return Target("actor", centre) if centre in self._index.actors and centre else NOTHING

    # What keys do

    def enter(self) -> None:
        """Show the explorer through the view."""
        view = self._view
        if view is None:
            return
        try:
            saved = saved_views.from_record(view)
        except ProxyTUIError as error:
            self.host.say(str(error), "warning")
            return
        while isinstance(self.app.screen, View):
            self.app.pop_screen()
        self.desk.places.go(saved)

    def ask_name(self) -> None:
        """Ask for a name, and save the date, filter and centre of the explorer under it."""
        self.ask(PromptQuestion("save this view as:", self._named))

    def _named(self, name: str) -> None:
        if name.strip():
            workspace = self.desk.workspace
            there = saved_views.with_name(workspace.index, name) is not None
            message = f"{'Replaced' if there else 'Saved'} “{texts.line(name)}”"
            message += f"{self.desk.places.retention}; {self.keymap.label('undo')} takes it back."
            self._write(
                lambda: views.save_change(workspace, name, self.desk.places.current_view), message
            )

    def ask_new_name(self) -> None:
        """Ask for another name for the view."""
        view = self._view
        if view is not None:
            self.ask(
                PromptQuestion("its new name:", lambda name: self._renamed(view, name)), view.name
            )

    def _renamed(self, view: records.View, name: str) -> None:
        if name.strip() and name != view.name:
            self._write(lambda: views.rename_change(self.desk.workspace, view, name))

    def take_out(self) -> None:
        """Remove the view."""
        view = self._view
        if view is not None:
            message = (
                f"Removed “{texts.line(view.name)}”; {self.keymap.label('undo')} brings it back."
            )
            self._write(lambda: views.remove_change(self.desk.workspace, view), message)

    def _write(self, change: Callable[[], ViewChange], message: str = "") -> None:
        """Change the store, and say `message`; a toast tells why a change is refused."""
        try:
            step = change()
        except ProxyTUIError as error:
            self.host.say(str(error), "error")
            return

        def done(_: object) -> None:
            if self in self.app.screen_stack:
                self.draw(step.id)
            if message:
                self.host.say(message)

        self.desk.places.write(partial(views.write, self.desk.workspace, step), done)


def _kind(view: records.View) -> str:
    try:
        return "bookmark" if saved_views.from_record(view).bookmark else "view"
    except ProxyTUIError:
        return "not read"
