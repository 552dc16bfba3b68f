"""The view of a split: the claims of an actor, each with the one of two that it belongs to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import ProxyTUIError
from proxytui.tui.views.base import View
from proxytui.views import identities, quotes
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from proxytui.model.records import Claim
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene


class SplitView(View):
    """Each claim stays with the first actor until it is given to the second one."""

    kind = "split"

    def __init__(self, desk: Desk, actor: str, name: str) -> None:
        super().__init__(desk, id="split")
        self._actor = actor
        self._second = name
        self._going: set[str] = set()
        self._drawn: tuple[object, ...] = ()
        self._rows: dict[tuple[str, bool], list[Row]] = {}
        self.handlers = {
            **self.handlers,
            "to-first": partial(self.share_out, second=False),
            "to-second": partial(self.share_out, second=True),
            "split-now": self.split,
        }

    @property
    def follows_filter(self) -> bool:
        """All claims of the actor are shared out, whatever the filter."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The two actors."""
        return ("split", self._first, self._second)

    @property
    def _first(self) -> str:
        return self.desk.scene.name(self._actor)

    @property
    def heading(self) -> str:
        """The two actors, and how many claims go to the second one."""
        claims = self._claims()
        count = sum(claim.id in self._going for claim in claims)
        return f"1 {self._first} · 2 {self._second} · {count} of {len(claims)} go to 2"

    def _claims(self) -> list[Claim]:
        index = self.desk.workspace.index
        return [
            index.claims[claim]
            for tie in index.ties_of(self._actor)
            for claim in index.tie_claims[tie]
        ]

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """A row for each claim, behind the number of the actor that it belongs to."""
        # Each key draws all of them, and to word 2,400 claims takes 0.2 s.
        drawn = (scene.index.version, scene.lens, cells)
        if drawn != self._drawn:
            self._drawn, self._rows = drawn, {}
        rows: list[Row] = []
        for claim in self._claims():
            key = claim.id, claim.id in self._going
            if key not in self._rows:
                self._rows[key] = identities.shared_out(scene, claim, key[1], cells)
            rows += self._rows[key]
        return rows

    def target(self, key: str) -> Target:
        """The tie of a claim."""
        claim = self.desk.workspace.index.claims.get(key)
        return Target("tie", quotes.tie_of(claim)) if claim is not None else NOTHING

    # What keys do

    def share_out(self, *, second: bool) -> None:
        """Give the claim under the cursor to one of the two, and go on to the next."""
        key = self.rows.key
        if not key:
            return
        self._going = self._going | {key} if second else self._going - {key}
        self.draw()
        self.rows.move(1)

    def split(self) -> None:
        """Move the claims of the second actor to it, as one step."""
        from proxytui.editing import identities as editing
        from proxytui.workspace import now

        workspace = self.desk.workspace
        claims = tuple(claim.id for claim in self._claims() if claim.id in self._going)
        if not claims:
            self.host.say("Nothing goes to the second actor yet; 2 on a claim gives it one.")
            return
        order = editing.Split(self._actor, self._second, claims, now())
        try:
            changes, goal = editing.split(workspace.index, workspace, order)
        except ProxyTUIError as error:
            self.host.say(str(error), "warning")
            return

        def done(_: object) -> None:
            if self in self.app.screen_stack:
                self.dismiss()
            self.desk.navigation.lead_to(Target("actor", goal), "overview")
            words = f"{len(claims)} of the claims are of {texts.line(self._second)} now"
            self.host.say(f"{words}{self.desk.places.retention}. u takes it back.")

        label = f"split {self._actor}"
        self.desk.places.write(partial(workspace.apply, changes, label), done)
