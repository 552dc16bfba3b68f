"""A view of its own over the explorer: a list at the explorer's date, each row leading on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import ModalScreen

from proxytui import text as texts
from proxytui.collation import Typed
from proxytui.model import dates
from proxytui.tui import frame
from proxytui.tui.actions import BY_ID
from proxytui.tui.desk import OpenView
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.dialogs.copy_menu import offer
from proxytui.tui.explorer.dates import Dates
from proxytui.tui.keyed_screen import NO_HITS
from proxytui.tui.open_manual import open_manual
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt, PromptQuestion
from proxytui.tui.widgets.rows import Rows
from proxytui.tui.widgets.ticks import below
from proxytui.views.breadcrumb import store_date
from proxytui.views.copies import Copy
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Row, Span, paragraphs_with
from proxytui.views.scene import record_title
from proxytui.views.target import NOTHING, Target
from proxytui.wording.filter import filter_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from proxytui.model.dates import Period
    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene

_OF_A_ROW = frozenset({"jump", "centre", "words", "source", "edit-record", "tick", "tick-all"})
_OF_RECORDS = frozenset({"words", "source", "edit-record", "edit-records"})
NO_HIT = "Nothing here has these words; {close} clears the filter."


class View(OpenView):
    """The answer to a question as a list. A subclass gives breadcrumb, heading and rows.

    Keys of rows are the subclass's own; `target` tells what a row is about. The date is the
    explorer's: stepping it here steps it there. So is the filter, where the view follows it.
    """

    kind: ClassVar[str]
    """The name of its row in `view_kinds`."""
    opens: ClassVar[str] = BY_ID["centre"].title
    """The word for what enter does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.keymap)
        self.desk = desk
        self.session = desk.session
        self.palette = desk.palette
        self.filter_text = ""
        self._hinted_heading = False
        host = desk.host
        self.handlers = {
            "down": lambda: self.rows.move(1),
            "up": lambda: self.rows.move(-1),
            "top": lambda: self.rows.to_end(last=False),
            "bottom": lambda: self.rows.to_end(last=True),
            "half-down": lambda: self.rows.leap(max(1, self.rows.size.height // 2)),
            "half-up": lambda: self.rows.leap(-max(1, self.rows.size.height // 2)),
            "page-down": lambda: self.rows.leap(max(1, self.rows.size.height - 1)),
            "page-up": lambda: self.rows.leap(-max(1, self.rows.size.height - 1)),
            "centre": self.enter,
            "words": lambda: self.lead("quotes"),
            "source": self.source,
            "edit-record": self.edit_record,
            "edit-records": lambda: desk.writing.edit_as_text(self.targets(self.rows.key)),
            "filter": self.filter,
            "next-hit": lambda: self.to_hit(1),
            "previous-hit": lambda: self.to_hit(-1),
            "copy": self.copy,
            "jump": self.jump,
            "picture": lambda: host.save_picture(),
            "help": lambda: host.show_keys(self.contexts),
            "manual": lambda: open_manual(self.host),
            "palette": lambda: host.action_command_palette(),
            "close": self.close,
            "leave": self.close,
            "quit": lambda: host.leaving.at_once(),
            "suspend": lambda: host.action_suspend_process(),
            "filter-ties": desk.tie_filter.ask,
            "filter-off": desk.tie_filter.toggle,
            **Dates(desk, self).handlers,
            **desk.open_views.shared_handlers,
        }

    # What a view is

    @property
    def follows_filter(self) -> bool:
        """Whether the view shows only ties that the explorer's filter lets through."""
        return True

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The question in a few words, for the line on top."""
        raise TypeError(f"{type(self).__name__} has no way")

    @property
    def heading(self) -> str:
        """The title on the frame of the list."""
        raise TypeError(f"{type(self).__name__} has no heading")

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """All rows, for that many cells."""
        raise TypeError(f"{type(self).__name__} makes no rows")

    def target(self, key: str) -> Target:
        """The record that a row is about; NOTHING for a row that leads nowhere."""
        raise TypeError(f"{type(self).__name__} leads nowhere")

    def targets(self, key: str) -> tuple[Target, ...]:
        """All records that a row is about: it may be several ties."""
        target = self.target(key)
        return (target,) if target != NOTHING else ()

    def reopen(self) -> View | None:
        """Make a view of the same question, to come back to; None where it can't be asked again."""
        return None

    @property
    def working(self) -> bool:
        """Whether the answer is still being worked out."""
        return False

    def visible_ties(self) -> tuple[str, ...]:
        """The ties whose changes `,` and `.` step to."""
        targets = (self.target(row.key) for row in self.rows.rows if row.stop)
        return tuple(dict.fromkeys(target.id for target in targets if target.kind == "tie"))

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The filter on ties, in a view that doesn't follow it; what needs a row, without any."""
        idle = frozenset() if self.follows_filter else frozenset({"filter-ties"})
        if self._on_heading:
            idle |= _OF_RECORDS
        return idle if self.rows.key else idle | _OF_A_ROW

    @property
    def _on_heading(self) -> bool:
        """Whether the cursor is on a heading, which leads to no record."""
        return self.rows.key.startswith("head:")

    @property
    def period(self) -> Period | None:
        """The date of what is shown, None for all time."""
        return self.session.period

    # How it is drawn

    def compose(self) -> ComposeResult:
        """Header, list, hints, and the line that asks."""
        yield Bar(id="header")
        yield Rows(id="view")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours."""
        self.rows = self.query_one("#view", Rows)
        self.paint_with(self.palette)
        self.take_focus()

    @property
    def contexts(self) -> frozenset[str]:
        """The context of every view, and those of this kind of view."""
        return frozenset({"view", *VIEW_KINDS[self.kind].contexts})

    @property
    def manual_places(self) -> frozenset[str]:
        """The kind of view, and its contexts."""
        return self.contexts | {self.kind}

    def take_focus(self) -> None:
        """The list."""
        self.set_focus(self.rows)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        self.draw()

    def on_bar_resized(self) -> None:
        """Draw the lines on top and at the bottom."""
        self.draw_frame()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Act on a second click on a row as on enter; tick it for one with ctrl."""
        message.stop()
        if message.ctrl:
            self.action_run("tick")
        else:
            self.enter()

    def draw(self, at: str | None = None) -> None:
        """Draw the list anew, in place."""
        cells = self.rows.cells
        if cells:
            self.rows.show(self.shown(self.desk.scene, cells), at)
        self.rows.border_title = Content(texts.closed(texts.line(self.heading)))
        subtitle = texts.line(below(self.filter_text, self.rows.ticks, self.keymap.label))
        self.rows.border_subtitle = Content(texts.closed(subtitle))
        self.draw_frame()

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The rows that pass the filter."""
        rows = self.all_rows(scene, cells)
        if self.filter_text:
            words = with_keys(NO_HIT, self.keymap.label)
            none = Row("", (Span(words, "dim"),), stop=False)
            return paragraphs_with(rows, Typed(self.filter_text)) or [none]
        return rows

    def draw_hints(self) -> None:
        """Draw the keys at the bottom, those of this kind of view first."""
        if self.prompt.question is not None:
            super().draw_hints()
            return
        bar = self.query_one("#hints", Bar)
        self._hinted_heading = self._on_heading
        own = self.contexts - {"view"}
        acting = [
            action._replace(title=self.opens)
            if action.id == "centre"
            else action._replace(footer=action.footer and action.footer - 100)
            if own.intersection(action.where) and "selected" not in action.where
            else action
            for action in self.hinted()
        ]
        self.show_hints(frame.hints(acting, self.keymap.label, bar.size.width))

    def draw_hints_of_row(self) -> None:
        """Draw the hints anew where the cursor came to a heading, or left one."""
        if self._hinted_heading != self._on_heading:
            self.draw_hints()

    def draw_frame(self) -> None:
        """Draw the line on top, with question, filter and date, and the keys at the bottom."""
        header = self.query_one("#header", Bar)
        period = self.period
        default = period == self.session.default
        reason = self.desk.workspace.default_reason if default else store_date(self.keymap.label)
        date = dates.words(period.text) if period else ""
        tie_filter = self.session.filter if self.follows_filter else None
        question = self.breadcrumb
        if tie_filter:
            question = (*question, filter_words(tie_filter))
        crumbs = frame.Crumbs(
            self.desk.workspace.name, question, date, reason, self.desk.workspace.unreached
        )
        header.show([frame.header(crumbs, header.size.width)])
        self.draw_hints()

    def store_changed(self) -> None:
        """Draw the changed records; a view that another one hides does so once it is seen."""
        stack = self.app.screen_stack
        if all(isinstance(screen, ModalScreen) for screen in stack[stack.index(self) + 1 :]):
            self.draw()

    def on_screen_resume(self) -> None:
        """Draw anew: the screen that lay over this one may have changed the date or the store."""
        if self.rows.cells:
            self.draw()

    # What keys do

    def enter(self) -> None:
        """Open in the explorer the record that the row is about."""
        self.lead("overview")

    def lead(self, tab: str) -> None:
        """Leave for the record that the row is about, on a tab of the detail pane."""
        self.choose_target(self.targets(self.rows.key), partial(self.leave_for, tab))

    def leave_for(self, tab: str, target: Target) -> None:
        """Leave for a record, on a tab of the detail pane."""
        self.desk.open_views.remember(self)
        while isinstance(self.app.screen, View):
            self.app.pop_screen()
        self.desk.navigation.lead_to(target, tab)

    def edit_record(self) -> None:
        """Open the form of the record that the row is about."""
        self.choose_target(self.targets(self.rows.key), self.desk.record_forms.edit)

    def source(self) -> None:
        """Open the kept text at the first words of the record that the row is about."""
        self.choose_target(self.targets(self.rows.key), self.desk.detail_keys.read)

    def choose_target(self, targets: Sequence[Target], go: Callable[[Target], None]) -> None:
        """Go on with the only target, or with that which is chosen."""
        if not targets:
            heading = "A heading leads to no record; the rows below it do."
            self.host.say(heading if self._on_heading else "This row leads to no record.")
            return
        if len(targets) == 1:
            go(targets[0])
            return
        scene = self.desk.scene
        choices = [Choice(target.id, record_title(scene, target)) for target in targets]

        def chosen(id_: str | None) -> None:
            for target in targets:
                if target.id == id_:
                    go(target)

        title = "Which of these ties?" if targets[0].kind == "tie" else "Which of these?"
        self.app.push_screen(SelectOne(title, choices, self.palette), chosen)

    def filter(self) -> None:
        """Filter the list as you type; enter keeps the filter, esc clears it."""
        self.ask(
            PromptQuestion(
                "/ filter:",
                answered=self._filtered,
                changed=self._filtered,
                left=lambda: self._filtered(""),
                moved=self.rows.move,
            ),
            self.filter_text,
        )

    def to_hit(self, step: int) -> None:
        """Go to another of the rows that the filter left."""
        if self.filter_text:
            self.rows.move(step)
        else:
            self.desk.host.say(NO_HITS.format(self.keymap.label("filter")))

    def _filtered(self, text: str) -> None:
        self.filter_text = text
        self.draw()

    @property
    def row_in_use(self) -> str:
        """The key of the row that keys act on."""
        return self.rows.key

    def copy(self) -> None:
        """Open a menu of the texts that can be copied: of the record of the row, and the list."""
        copies = [Copy("t", "this view as text", self._as_text)]
        targets = self.targets(self.rows.key)
        target = targets[0] if len(targets) == 1 else NOTHING
        copying = self.desk.copying
        copies = [*(copying.of_ticks() or copying.of_record(target, self.row_in_use)), *copies]
        offer(self, copies, self.palette)

    def text_rows(self) -> Sequence[Row]:
        """The rows of a copy; a list makes them for wide lines, a drawing is as it is drawn."""
        return self.rows.rows

    def _as_text(self) -> str:
        lines = ("".join(span.text for span in row.line).rstrip() for row in self.text_rows())
        title = f"{' › '.join(self.breadcrumb)} · as of {dates.words(self.session.period.text)}"
        return "\n".join(texts.clean(line) for line in (title, *lines))

    def close(self) -> None:
        """Clear the filter, else the ticks, else back to the explorer."""
        if self.filter_text:
            self._filtered("")
            return
        if self.desk.ticks.clear():
            return
        self.desk.open_views.remember(self)
        self.dismiss()
