"""The view of a split: the claims of an actor, each with the actor or record that it goes to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.editing import splitting
from proxytui.errors import ProxyTUIError
from proxytui.tui.actions import ORDINALS
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.views.base import View
from proxytui.views import identities, quotes
from proxytui.views.target import NOTHING, Target
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from proxytui.editing.splitting import ClaimEnd
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene


class SplitView(View):
    """Each claim stays where it stands until it is given to another place: a record that shows as
    the actor, or the new actor, where it has a name."""

    kind = "split"

    def __init__(self, desk: Desk, actor: str, name: str) -> None:
        super().__init__(desk)
        self._actor = actor
        self._new = name
        self._records = desk.workspace.index.merged.records(actor)
        self._places = (*self._records, *([splitting.NEW] if name else []))
        self._going: dict[str, str] = {}
        self._sides: dict[str, ClaimEnd] = {}
        self._listed = -1
        self._drawn: tuple[object, ...] = ()
        self._rows: dict[tuple[str, str], list[Row]] = {}
        self.handlers = {
            **self.handlers,
            **{
                f"to-{ordinal}": partial(self.give_nth, number)
                for number, ordinal in enumerate(ORDINALS)
            },
            "to-listed": self.give_listed,
            "split-now": self.split,
        }

    @property
    def follows_filter(self) -> bool:
        """All claims of the actor are shared out, whatever the filter."""
        return False

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The numbers that stand for nothing here too."""
        without = {f"to-{ordinal}" for ordinal in ORDINALS[len(self._places) :]}
        return super().inactive_actions | without

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The actor, and the new one where there is one."""
        return ("split", self._first, *([self._new] if self._new else []))

    @property
    def _first(self) -> str:
        return self.desk.scene.name(self._actor)

    @property
    def heading(self) -> str:
        """The two by their numbers, or the actor of several records; how many claims leave where
        they stand."""
        count, all_ = len(self._going.keys() & self._claims().keys()), len(self._claims())
        if self._is_merged:
            return f"{self._first} · {count} of {all_} move"
        return f"1 {self._first} · 2 {self._new} · {count} of {all_} go to 2"

    @property
    def _is_merged(self) -> bool:
        return len(self._records) > 1

    def _place(self, place: str) -> str:
        if place == splitting.NEW:
            return self._new
        if not self._is_merged:
            return self._first
        return identities.named(self.desk.scene, place)

    def _claims(self) -> dict[str, ClaimEnd]:
        """The claims by their rows' keys."""
        workspace = self.desk.workspace
        index = workspace.index
        if self._listed != index.version:
            self._listed = index.version
            sides = splitting.claim_ends(index, workspace, self._actor)
            self._sides = {f"{side.claim.id}/{side.end}": side for side in sides}
        return self._sides

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """A row for each claim, behind the number of the place that it goes to; first the places,
        where they don't stand in the heading."""
        # Each key draws all of them, and to word 2,400 claims takes 0.2 s.
        drawn = (scene.index.version, scene.lens, cells)
        if drawn != self._drawn:
            self._drawn, self._rows = drawn, {}
        rows = identities.places(list(map(self._place, self._places))) if self._is_merged else []
        for id_, side in self._claims().items():
            key = id_, self._going.get(id_, side.record)
            if key not in self._rows:
                self._rows[key] = self._worded(scene, *key, cells)
            rows += self._rows[key]
        return rows

    def _worded(self, scene: Scene, key: str, place: str, cells: int) -> list[Row]:
        side = self._sides[key]
        number = self._places.index(place) + 1 if place in self._places else 0
        moves = place != side.record
        way = tuple(map(self._place, (side.record, place)[: 1 + moves])) if self._is_merged else ()
        going = identities.Going(key, number, moves, way)
        return identities.shared_out(scene, side.claim, going, cells)

    def target(self, key: str) -> Target:
        """The tie of a claim, of one between two records of the actor this actor."""
        side = self._claims().get(key)
        if side is None:
            return NOTHING
        standing = self.desk.workspace.index.merged.standing(quotes.tie_of(side.claim))
        return Target("tie" if ":" in standing else "actor", standing)

    # What keys do

    def give_nth(self, number: int) -> None:
        """Give the claim under the cursor to a place, by its number from 0."""
        if number < len(self._places):
            self.give(self._places[number])
        else:
            self.host.say(f"There is no {ORDINALS[number]} one here.")

    def give(self, place: str) -> None:
        """Give the claim under the cursor to a place, and go on to the next claim."""
        key = self.rows.key
        side = self._claims().get(key)
        if side is None:
            return
        self._going.pop(key, None)
        if place != side.record:
            self._going[key] = place
        self.draw()
        self.rows.move(1)

    def give_listed(self) -> None:
        """Give the claim under the cursor to a place that is chosen from a list."""
        if self.rows.key not in self._claims():
            return
        choices = [
            Choice(str(number), self._place(place), "" if place else "a new actor")
            for number, place in enumerate(self._places)
        ]

        def chosen(number: str | None) -> None:
            if number:
                self.give(self._places[int(number)])

        window = SelectOne("Where does this claim go?", choices, self.palette)
        self.app.push_screen(window, chosen)

    def split(self) -> None:
        """Move the claims to where they go, as one step."""
        from proxytui.workspace import moment

        workspace = self.desk.workspace
        sides = self._claims()
        moves = [
            splitting.Move(sides[key].claim.id, sides[key].end, place)
            for key, place in self._going.items()
            if key in sides
        ]
        if not moves:
            self.host.say("No claim goes anywhere yet; a number on a claim gives it a place.")
            return
        order = splitting.Split(self._new, moves, moment())
        try:
            changes, new = splitting.split(workspace.index, workspace, order)
        except ProxyTUIError as error:
            self.host.say(str(error), "warning")
            return

        def done(_: object) -> None:
            if self in self.app.screen_stack:
                self.dismiss()
            self.desk.navigation.lead_to(Target("actor", new or self._actor), "overview")
            if new and len({move.goal for move in moves}) == 1:
                words = f"{len(moves)} of the claims are of {texts.line(self._new)} now"
            else:
                words = f"{plural(len(moves), 'claim')} moved"
            self.host.say(
                f"{words}{self.desk.places.retention}. {self.keymap.label('undo')} takes it back."
            )

        label = f"split {self._actor}"
        self.desk.places.write(partial(workspace.apply, changes, label), done)
