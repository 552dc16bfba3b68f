"""The two-sided map: in the pane of ties instead of the tree, and on a tab of the detail pane."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.model import dates
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.model.dates import Period
    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row

_MOST_HOPS = 3
_SLICE_SECONDS = 0.008
_MORE = "more:"


class _Shown:
    """A map as it stands in a pane: what it was made from, and the places in it by their keys."""

    def __init__(self, around: Neighbourhood, version: int) -> None:
        self.around, self.version = around, version
        self.places: dict[str, Neighbour] = {}
        self.counting: Iterator[None] = iter(())

    def stands(self, actor: str, lens: Lens, since: Period | None, version: int) -> bool:
        """Whether what was looked up for it still counts."""
        here = self.around
        asked = (actor, lens, since if since != lens.as_of else None, version)
        return (here.centre, here.lens, here.since, self.version) == asked


class NeighbourhoodPane(Controller):
    """Draws maps, and holds how far they go, what is unfolded, and the date they are held against.

    Both maps share these. What leads further on from an actor is counted a few at a time, once
    the map stands: at a hub of a large store all of it takes half a second.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.since: Period | None = None
        self._unfolded: set[str] = set()
        self._shown: dict[str, _Shown] = {}
        self.handlers = {
            "map": self.turn,
            "overview": self.overview,
            "more-hops": partial(self.step, 1),
            "fewer-hops": partial(self.step, -1),
            "since": self.ask,
        }

    # What is drawn

    def drawn(self, pane: str, actor: str, wanted: str = "") -> Sequence[Row]:
        """The map of an actor for a pane; with a filter only those next to it that it names."""
        from proxytui.views import neighbourhood as present_map  # not needed before the first paint

        if actor not in self.workspace.index.actors:
            return present_map.NOBODY
        shown = self._looked_up(pane, actor)
        around, rows = shown.around, self.desk.rows[pane]
        filtered, name = Typed(wanted), self.desk.scene.name
        made = present_map.drawn(
            present_map.NeighbourhoodQuestion(
                around,
                name,
                self.session.hops,
                frozenset(self._unfolded),
                (lambda node: filtered.within(name(node.other))) if filtered else None,
                self.session.turned,
            ),
            rows.cells,
            rows.size.height,
        )
        shown.places = made.places
        shown.counting = (step for node in made.leaves for step in around.counting(node))
        self._count(pane, shown, drawn=False)
        return made.board

    def _looked_up(self, pane: str, actor: str) -> _Shown:
        from proxytui.questions.neighbourhood import (
            Neighbourhood,  # not needed before the first paint
        )

        lens, version = self.session.lens, self.workspace.index.version
        shown = self._shown.get(pane)
        if shown is None or not shown.stands(actor, lens, self.since, version):
            around = Neighbourhood(self.workspace.index, lens, actor, self.since)
            shown = self._shown[pane] = _Shown(around, version)
        return shown

    def _count(self, pane: str, shown: _Shown, *, drawn: bool) -> None:
        """Count what leads further on, a few milliseconds long; draw again once all is counted."""
        end = time.monotonic() + _SLICE_SECONDS
        for _ in shown.counting:
            if time.monotonic() > end:
                # Nobody waits for what was drawn anew meanwhile.
                again = partial(self._count_on, pane, shown.counting)
                self.desk.set_timer(_SLICE_SECONDS, again)
                return
        if drawn:
            self._draw(pane)

    def _count_on(self, pane: str, counting: Iterator[None]) -> None:
        shown = self._shown.get(pane)
        lens, version = self.session.lens, self.workspace.index.version
        if (
            shown is not None
            and shown.counting is counting
            and shown.stands(shown.around.centre, lens, self.since, version)
        ):
            self._count(pane, shown, drawn=True)

    def _draw(self, pane: str) -> None:
        if pane == "ties" and self.session.mapped:
            self.desk.draw_ties()
        elif pane == "detail" and self.session.tab == "map":
            self.desk.draw_detail()

    def mapped(self, pane: str) -> bool:
        """Whether a pane shows a map."""
        return {"ties": self.session.mapped, "detail": self.session.tab == "map"}.get(pane, False)

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """The ties in the maps that are shown."""
        drawn = [shown for pane, shown in self._shown.items() if self.mapped(pane)]
        return tuple(dict.fromkeys(node.tie for one in drawn for node in one.places.values()))

    def title(self) -> str:
        """What the map of the centre is called: `Map of Iran · 2 hops · changes since 2010`."""
        from proxytui.wording import neighbourhood

        made = [f"Map of {self.desk.scene.name(self.session.centre)}"]
        made += [f"{self.session.hops} hops"] if self.session.hops > 1 else []
        if self.since is not None and self.since != self.session.period:
            made.append(neighbourhood.span_words(self.since, self.session.period))
        return " · ".join(made)

    def centred_on(self, target: Target) -> str:
        """Whose map stands on the tab of a target: of a tie that of its far end."""
        if target.kind == "actor":
            return target.id
        if target.kind != "tie" or target.id not in self.workspace.index.tie_claims:
            return ""
        _, subject, object_ = self.workspace.index.ends[target.id]
        return subject if object_ == self.session.centre else object_

    # What is under the cursor

    def place(self, pane: str) -> Neighbour | None:
        """The place of the map that the cursor of a pane rests on."""
        shown = self._shown.get(pane)
        if shown is None or not self.mapped(pane):
            return None
        return shown.places.get(self.desk.rows[pane].key)

    def target(self, pane: str) -> Target:
        """The tie there; NOTHING without one."""
        place = self.place(pane)
        return Target("tie", place.tie) if place else NOTHING

    def enter(self) -> bool:
        """Move the centre to the actor under the cursor, or unfold; False in no map."""
        pane = self.desk.pane
        key = self.desk.rows[pane].key
        if not self.mapped(pane):
            return False
        place = self.place(pane)
        if place is not None:
            self.desk.navigation.go(place.other)
        elif key.startswith(_MORE):
            self._unfolded.add(key.removeprefix(_MORE))
            self._draw(pane)
        return True

    def sideways(self, step: int) -> bool:
        """To what stands beside this in a map; False where nothing does."""
        rows = self.desk.rows[self.desk.pane]
        return isinstance(rows, SpatialList) and rows.sideways(step)

    def fold_all(self) -> bool:
        """Fold what was unfolded; False in no map."""
        if not self.mapped(self.desk.pane):
            return False
        self._unfolded.clear()
        self._draw(self.desk.pane)
        return True

    # What keys do

    def turn(self) -> None:
        """The ties as a map, or as a tree again."""
        session = self.session
        at = self.target("ties") if session.mapped else self.desk.selected("ties")
        session.mapped = not session.mapped
        if self.desk.pane != "ties":
            self.desk.focus_pane("ties")
        self.desk.draw_ties()
        rows = self.desk.rows["ties"]
        # The cursor stays on the tie that it was on, where that is in both.
        found = next((row.key for row in rows.rows if row.key.split("@")[0].endswith(at.id)), "")
        if at.kind != "tie" or not (rows.go_to(found) or self._go_to(at.id)):
            rows.to_end(last=False)
        self.desk.draw_detail()
        self.desk.draw_frame()

    def _go_to(self, tie: str) -> bool:
        shown = self._shown.get("ties")
        places = shown.places.items() if shown and self.session.mapped else ()
        key = next((key for key, node in places if node.tie == tie), None)
        return key is not None and self.desk.rows["ties"].go_to(key)

    def open(self, hops: int = 0, since: Period | None = None) -> None:
        """The map of the centre, as far and beside the date that are given, if any are."""
        self.session.hops = hops or self.session.hops
        self.since = since or self.since
        if self.session.mapped:
            self.desk.draw_ties(at="")
        else:
            self.turn()

    def overview(self) -> None:
        """Who stands closest around the selected actor."""
        self.desk.open_view("overview", self.desk.open_views.actor)

    def step(self, step: int) -> None:
        """One hop more, or fewer."""
        wanted = self.session.hops + step
        if not 1 <= wanted <= _MOST_HOPS:
            self.say(f"A map goes from one hop to {_MOST_HOPS}.")
            return
        self.session.hops = wanted
        for pane in ("ties", "detail"):
            self._draw(pane)
        self.say("One hop." if wanted == 1 else f"{wanted} hops: further out by the same type.")

    def ask(self) -> None:
        """Ask for another date, what changed between the two being marked; none for none."""
        label = "mark changes since (2010, 2010-06, 2010-06-15; empty for none):"
        self.desk.ask(PromptQuestion(label, self._answered), self.since.text if self.since else "")

    def _answered(self, answer: str) -> None:
        try:
            self.since = dates.period(answer.strip()) if answer.strip() else None
        except dates.DateError as error:
            self.say(str(error), severity="warning")
            return
        for pane in ("ties", "detail"):
            self._draw(pane)
            if self.mapped(pane):
                self.desk.rows[pane].to_end(last=False)

    def close(self) -> bool:
        """Mark no changes any more; False where none are marked in this pane."""
        if self.since is None or not self.mapped(self.desk.pane):
            return False
        self._answered("")
        return True
