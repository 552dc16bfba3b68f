"""The two-sided map: in the pane of ties instead of the tree, and on a tab of the detail pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.model import dates
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.lens import Lens
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row

_MOST_HOPS = 3
_SLICE_SECONDS = 0.008
_MORE = "more:"


class _PaneMap:
    """A map in a pane: the neighbourhood that it shows, and the neighbours by their rows' keys."""

    def __init__(self, neighbourhood: Neighbourhood, version: int) -> None:
        self.neighbourhood, self.version = neighbourhood, version
        self.neighbours: dict[str, Neighbour] = {}

    def is_current(self, actor: str, lens: Lens, since: Period | None, version: int) -> bool:
        """Whether the neighbourhood is still that of this actor, lens, date and store."""
        shown = self.neighbourhood
        key = (actor, lens, since if since != lens.as_of else None, version)
        return (shown.centre, shown.lens, shown.since, self.version) == key


class NeighbourhoodPane(Controller):
    """Draws maps, and holds their hops, what is unfolded, and the date they are compared with.

    Both maps share these. The ties that lead further on from an actor are counted a few at a
    time, once the map is drawn: at a hub of a large store all of them take half a second.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.since: Period | None = None
        self._unfolded: set[str] = set()
        self._maps: dict[str, _PaneMap] = {}
        self._counting: dict[str, BackgroundQuestion[None]] = {}
        self.handlers = {
            "map": self.turn,
            "overview": self.overview,
            "more-hops": partial(self.step, 1),
            "fewer-hops": partial(self.step, -1),
            "since": self.ask,
        }

    # What is drawn

    def drawn(self, pane: str, actor: str, filter_text: str = "") -> Sequence[Row]:
        """The map of an actor for a pane; with a filter only the neighbours whose names hold its
        words."""
        from proxytui.views import neighbourhood as present_map  # not needed before the first paint

        if actor not in self.workspace.index.actors:
            return present_map.NOBODY
        pane_map = self._looked_up(pane, actor)
        neighbourhood, rows = pane_map.neighbourhood, self.desk.rows[pane]
        needle, name = Typed(filter_text), self.desk.scene.name
        drawing = present_map.drawn(
            present_map.NeighbourhoodQuestion(
                neighbourhood,
                name,
                self.session.hops,
                frozenset(self._unfolded),
                (lambda node: needle.within(name(node.other))) if needle else None,
                self.session.turned,
            ),
            rows.cells,
            rows.size.height,
        )
        pane_map.neighbours = drawing.places
        self._count(pane, neighbourhood, drawing.leaves)
        return drawing.board

    def _looked_up(self, pane: str, actor: str) -> _PaneMap:
        from proxytui.questions.neighbourhood import (
            Neighbourhood,  # not needed before the first paint
        )

        lens, version = self.session.lens, self.workspace.index.version
        pane_map = self._maps.get(pane)
        if pane_map is None or not pane_map.is_current(actor, lens, self.since, version):
            neighbourhood = Neighbourhood(self.workspace.index, lens, actor, self.since)
            pane_map = self._maps[pane] = _PaneMap(neighbourhood, version)
        return pane_map

    def _count(self, pane: str, neighbourhood: Neighbourhood, leaves: Sequence[Neighbour]) -> None:
        """Count the ties that lead further on from the leaves of a map; where that takes long, draw
        the map again once all are counted."""
        question = self._counting.get(pane)
        if question is None:
            index = self.workspace.index
            question = self._counting[pane] = BackgroundQuestion[None](self.desk, index)
        later = False

        def count(checkpoint: Checkpoint) -> None:
            # Begun anew after a change, it would count by records that are gone.
            for leaf in leaves if self._is_shown(pane, neighbourhood) else ():
                for _ in neighbourhood.counting(leaf):
                    checkpoint()

        def counted(_: None) -> None:
            # The board draws what is counted at once by itself.
            if later and self._is_shown(pane, neighbourhood):
                self._draw(pane)

        question.ask(count, counted, at_once=_SLICE_SECONDS)
        later = True

    def _is_shown(self, pane: str, neighbourhood: Neighbourhood) -> bool:
        """Whether a pane shows this neighbourhood, and the records are as they were then."""
        pane_map = self._maps.get(pane)
        lens, version = self.session.lens, self.workspace.index.version
        return (
            pane_map is not None
            and pane_map.neighbourhood is neighbourhood
            and pane_map.is_current(neighbourhood.centre, lens, self.since, version)
        )

    def _draw(self, pane: str) -> None:
        if pane == "ties" and self.session.mapped:
            self.desk.draw_ties()
        elif pane == "detail" and self.session.tab == "map":
            self.desk.draw_detail()

    def is_map(self, pane: str) -> bool:
        """Whether a pane shows a map."""
        return {"ties": self.session.mapped, "detail": self.session.tab == "map"}.get(pane, False)

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """The ties in the maps that are shown."""
        drawn = [pane_map for pane, pane_map in self._maps.items() if self.is_map(pane)]
        nodes = (node for pane_map in drawn for node in pane_map.neighbours.values())
        return tuple(dict.fromkeys(node.tie for node in nodes))

    def title(self) -> str:
        """The title of the map of the centre: `Map of Iran · 2 hops · changes since 2010`."""
        from proxytui.wording import neighbourhood

        parts = [f"Map of {self.desk.scene.name(self.session.centre)}"]
        parts += [f"{self.session.hops} hops"] if self.session.hops > 1 else []
        if self.since is not None and self.since != self.session.period:
            parts.append(neighbourhood.span_words(self.since, self.session.period))
        return " · ".join(parts)

    def centred_on(self, target: Target) -> str:
        """The actor in the middle of the map on the tab of a target: of a tie its far end; ""
        where there is no map."""
        if target.kind == "actor":
            return target.id
        if target.kind != "tie" or target.id not in self.workspace.index.tie_claims:
            return ""
        _, subject, object_ = self.workspace.index.ends[target.id]
        return subject if object_ == self.session.centre else object_

    # What is under the cursor

    def neighbour(self, pane: str) -> Neighbour | None:
        """The actor of the map under the cursor of a pane, None outside a map."""
        pane_map = self._maps.get(pane)
        if pane_map is None or not self.is_map(pane):
            return None
        return pane_map.neighbours.get(self.desk.rows[pane].key)

    def target(self, pane: str) -> Target:
        """The tie to the actor under the cursor of a pane; NOTHING without one."""
        neighbour = self.neighbour(pane)
        return Target("tie", neighbour.tie) if neighbour else NOTHING

    def enter(self) -> bool:
        """Move the centre to the actor under the cursor, or unfold; False outside a map."""
        pane = self.desk.pane
        key = self.desk.rows[pane].key
        if not self.is_map(pane):
            return False
        neighbour = self.neighbour(pane)
        if neighbour is not None:
            self.desk.navigation.go(neighbour.other)
        elif key.startswith(_MORE):
            self._unfolded.add(key.removeprefix(_MORE))
            self._draw(pane)
        return True

    def move_sideways(self, step: int) -> bool:
        """Move to the actor beside this one in a map; False where there is none."""
        rows = self.desk.rows[self.desk.pane]
        return isinstance(rows, SpatialList) and rows.move_sideways(step)

    def fold_all(self) -> bool:
        """Fold all that is unfolded; False outside a map."""
        if not self.is_map(self.desk.pane):
            return False
        self._unfolded.clear()
        self._draw(self.desk.pane)
        return True

    # What keys do

    def turn(self) -> None:
        """Show the ties as a map, or as a tree again."""
        session = self.session
        at = self.target("ties") if session.mapped else self.desk.selected("ties")
        session.mapped = not session.mapped
        if self.desk.pane != "ties":
            self.desk.focus_pane("ties")
        self.desk.draw_ties()
        rows = self.desk.rows["ties"]
        # The cursor stays on the tie that it was on, where that is in both.
        key = next((row.key for row in rows.rows if row.key.split("@")[0].endswith(at.id)), "")
        if at.kind != "tie" or not (rows.go_to(key) or self._go_to(at.id)):
            rows.to_end(last=False)
        self.desk.draw_detail()
        self.desk.draw_frame()

    def _go_to(self, tie: str) -> bool:
        pane_map = self._maps.get("ties")
        neighbours = pane_map.neighbours.items() if pane_map and self.session.mapped else ()
        key = next((key for key, node in neighbours if node.tie == tie), None)
        return key is not None and self.desk.rows["ties"].go_to(key)

    def open(self, hops: int = 0, since: Period | None = None) -> None:
        """Show the map of the centre, with these hops and compared with this date where they are
        given, else as before."""
        self.session.hops = hops or self.session.hops
        self.since = since or self.since
        if self.session.mapped:
            self.desk.draw_ties(at="")
        else:
            self.turn()

    def overview(self) -> None:
        """Open the overview of the actors closest to the selected one."""
        self.desk.open_view("overview", self.desk.open_views.actor)

    def step(self, step: int) -> None:
        """Show one hop more, or fewer."""
        hops = self.session.hops + step
        if not 1 <= hops <= _MOST_HOPS:
            self.say(f"A map goes from one hop to {_MOST_HOPS}.")
            return
        self.session.hops = hops
        for pane in ("ties", "detail"):
            self._draw(pane)
        self.say("One hop." if hops == 1 else f"{hops} hops: further out by the same type.")

    def ask(self) -> None:
        """Ask for another date; changes between it and the date of the explorer are marked, with
        an empty answer none."""
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
            if self.is_map(pane):
                self.desk.rows[pane].to_end(last=False)

    def close(self) -> bool:
        """Mark no changes any more; False where the pane marks none."""
        if self.since is None or not self.is_map(self.desk.pane):
            return False
        self._answered("")
        return True
