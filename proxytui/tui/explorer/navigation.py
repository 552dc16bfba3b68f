"""Moving: the cursor, panes, folds, the centre, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.model import filters
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import MORE, TABS
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views.actor_list import ALL
from proxytui.views.actor_order import ORDERS
from proxytui.views.target import Target

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk
    from proxytui.views import quotes
else:
    quotes = LazyModule("proxytui.views.quotes")

_PANES = ("actors", "ties", "detail")
_HEADS = ("kind:", "apart:", "group:")
"""The beginnings of the keys of rows that others stand under."""
_READING = "Reading what is said of it …"


class Navigation(Controller):
    """The group Move of the table of actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading = BackgroundQuestion["None"](desk, self.workspace.index)
        self.handlers = {
            "down": lambda: self.rows.move(1),
            "up": lambda: self.rows.move(-1),
            "top": lambda: self.rows.to_end(last=False),
            "bottom": lambda: self.rows.to_end(last=True),
            "half-down": lambda: self.rows.leap(max(1, self.rows.size.height // 2)),
            "half-up": lambda: self.rows.leap(-max(1, self.rows.size.height // 2)),
            "page-down": lambda: self.rows.leap(max(1, self.rows.size.height - 1)),
            "page-up": lambda: self.rows.leap(-max(1, self.rows.size.height - 1)),
            "unfold": self.unfold,
            "fold": self.fold,
            "toggle-row": self.toggle,
            "next-pane": lambda: self.step_pane(1),
            "previous-pane": lambda: self.step_pane(-1),
            "jump": lambda: desk.jump(),
            "next-tab": lambda: self.step_tab(1),
            "previous-tab": lambda: self.step_tab(-1),
            "pane-1": partial(desk.focus_pane, "actors"),
            "pane-2": partial(desk.focus_pane, "ties", keeping=True),
            "pane-3": partial(desk.focus_pane, "detail"),
            "order": self.order,
            "centre": self.enter,
            "back": lambda: self.walk(self.session.back(), "This is where the way began."),
            "forward": lambda: self.walk(self.session.forward(), "There is no way forward."),
            "last-centre": lambda: self.walk(self.session.swap(), "There is no last centre yet."),
        }

    def order(self) -> None:
        """List the actors in the next order."""
        orders = list(ORDERS)
        place = (orders.index(self.session.order) + 1) % len(orders)
        self.session.order = orders[place]
        self.desk.draw_actors()
        self.say(f"Actors {ORDERS[self.session.order]}.")

    def step_pane(self, step: int) -> None:
        """Go to the pane beside this one, from the last one to the first."""
        place = (_PANES.index(self.desk.pane) + step) % len(_PANES)
        self.desk.focus_pane(_PANES[place], keeping=True)

    def step_tab(self, step: int) -> None:
        """Go to the tab beside this one; the first and last tab are the ends."""
        place = max(0, min(len(TABS) - 1, TABS.index(self.session.tab) + step))
        self.desk.action_run(f"tab-{place + 1}")

    def _folds(self) -> tuple[set[str], bool] | None:
        """The set that keeps the fold of this row, and whether being in it means folded; None for
        a row that doesn't fold."""
        key = self.rows.key
        if key.startswith("kind:"):
            return self.session.folded_kinds, True
        if key.startswith("apart:"):
            return self.session.opened, False
        if key in self.desk.ties.groups:
            if self.desk.ties.groups[key].apart:
                return self.session.unfolded, False
            return self.session.folded_groups, True
        if key in self.desk.ties.branches:
            return self.session.unfolded, False
        return None

    def _set_fold(self, folded: bool) -> bool:
        """Fold or unfold the row; False where that changes nothing."""
        folds = self._folds()
        if folds is None:
            return False
        keys, means_folded = folds
        key = self.rows.key
        before = len(self.rows.rows)
        if (key in keys) == (folded == means_folded):
            return False
        keys.symmetric_difference_update({key})
        if self.desk.pane == "actors":
            self.desk.draw_actors()
        else:
            self.desk.draw_ties()
        return len(self.rows.rows) != before

    def unfold(self) -> None:
        """Unfold the row; from an unfolded row go to its first child, in the detail pane to the
        next tab."""
        if self.desk.neighbourhood.move_sideways(1):
            return
        if self.desk.pane == "detail":
            self.step_tab(1)
        elif not self._set_fold(folded=False):
            rows = self.rows
            below = rows.rows[rows.cursor + 1].key if rows.cursor + 1 < len(rows.rows) else ""
            if below.startswith(rows.key + "|") or rows.key.startswith(_HEADS):
                if rows.key in self.desk.ties.branches and not below.startswith(rows.key):
                    return
                rows.move(1)

    def fold(self) -> None:
        """Fold the row; where there is nothing to fold, go to its parent, in the detail pane to
        the previous tab."""
        if self.desk.neighbourhood.move_sideways(-1):
            return
        if self.desk.pane == "detail":
            self.step_tab(-1)
        elif not self._set_fold(folded=True):
            key = self.rows.key
            if "|" in key:
                self.rows.go_to(key.rpartition("|")[0])
            elif key.startswith("actor:"):
                above = (row.key for row in reversed(self.rows.rows[: self.rows.cursor]))
                head = next((key for key in above if key.startswith(_HEADS)), "")
                self.rows.go_to(head)

    def toggle(self) -> None:
        """Fold the row if it is unfolded, else unfold it."""
        if not self._set_fold(folded=True):
            self._set_fold(folded=False)

    def turn_heading(self) -> bool:
        """Fold or unfold the heading under the cursor; False where there is none."""
        key = self.rows.key
        heading = self.desk.pane != "detail" and key.startswith(_HEADS) and "|" not in key
        if heading:
            self.toggle()
        return heading

    def enter(self) -> None:
        """Make the selected actor the centre; in the detail pane, open what the row is about."""
        key = self.rows.key
        if self.desk.neighbourhood.enter():
            return
        if key == ALL:
            self.desk.focus_pane("detail")
        elif key == MORE:
            self.desk.detail_pane.more()
            self.desk.draw_detail()
        elif self.desk.pane == "detail":
            self._open(key)
        elif key.startswith("actor:"):
            self.go(key.removeprefix("actor:"), to_ties=True)
        elif self.turn_heading():
            return
        elif self.branch is not None:
            self.go(self.branch.actor)

    def go(self, actor: str, *, to_ties: bool = False) -> None:
        """Make an actor the centre, a hub on the disk once its claims are read; with `to_ties` the
        cursor goes to the ties."""

        def arrive(_: None = None) -> None:
            if self.session.visit(actor):
                self._arrive()
            if to_ties:
                self.desk.focus_pane("ties")

        scene = self.desk.scene
        if scene.is_at_hand(actor):
            arrive()
        elif not self._reading.ask(partial(scene.read, actor), arrive):
            self.say(_READING)

    def lead_to(self, target: Target, tab: str) -> None:
        """Show a target in the detail pane, on a tab; the centre moves where it has to."""
        desk = self.desk
        centre = self.session.centre
        if target.kind == "actor":
            moved = self.session.visit(target.id)
        else:
            if target.kind == "tie":
                ends = self.workspace.index.ends[target.id][1:]
                centre = centre if centre in ends else ends[0]
            moved = self.session.visit(centre, target)
        self.session.tab = tab
        if moved:
            self._arrive()
        desk.focus_pane("ties" if target.kind == "actor" and tab == "overview" else "detail")
        desk.draw_detail(at="")
        desk.rows["detail"].to_end(last=False)

    def to_first_tie(self) -> None:
        """Go from the heading over the ties to the first tie, whose words are a key away."""
        rows = self.desk.rows["ties"]
        if not self.session.mapped and rows.key in self.desk.ties.groups:
            rows.go_to(next(iter(self.desk.ties.branches), ""))

    def walk(self, moved: bool, message: str) -> None:
        """Show the centre after a step on the way; where there was no step, show a message."""
        if moved:
            self._arrive()
        else:
            self.say(message)

    def _arrive(self) -> None:
        desk = self.desk
        self._reading.stop()
        desk.filters["ties"] = ""
        desk.rows["ties"].tick_only({})
        desk.reload_ties()
        desk.draw_actors(at=f"actor:{self.session.centre}")
        desk.draw_ties(at=next(iter(desk.ties.groups), ""))
        desk.rows["ties"].to_end(last=False)
        desk.draw_detail()
        desk.draw_frame()

    def _open(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        if kind == "quote":
            self.desk.action_run("source")
        elif kind == "note":
            self.desk.note_links.open(rest)
        elif kind == "actor":
            self.go(rest)
        elif kind == "tie" and self.desk.is_on_store:
            self.lead_to(Target("tie", rest), "overview")
        elif kind in ("tie", "source"):
            self._pin(Target(kind, rest))
        elif kind == "view":
            self.desk.action_run(rest)
        elif kind == "filter":
            self.desk.tie_filter.apply(filters.read(rest))
        elif kind == "entry":
            self._open_record(rest.rpartition(":")[0])

    def _open_record(self, path: str) -> None:
        table, _, id_ = path.partition("/")
        index = self.workspace.index
        if table == "events" and id_ in index.events:
            self._pin(Target("event", id_))
        elif table == "claims" and id_ in index.claims:
            claim = index.claims[id_]
            self._pin(Target("tie", quotes.tie_of(claim)))
        elif table == "actors" and id_ in index.actors:
            self.go(id_)

    def _pin(self, target: Target) -> None:
        self.session.visit(self.session.centre, target)
        self.session.tab = "overview"
        self.desk.draw_detail(at="")
        self.desk.rows["detail"].to_end(last=False)
        self.desk.draw_frame()
