"""The overview: who stands closest together around an actor, in layers of who backs whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.questions.backbone import (
    MOST_ACTORS,
    EveryActor,
    WholeStore,
    backbone_around,
    everyone,
    whole,
)
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.views.base import View
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.views import backbone
from proxytui.views.lines import Row, Span
from proxytui.views.target import NOTHING, Target
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene

_NARROW, _FEW = 100, 16
"""With fewer cells than this, no more actors than that are drawn."""
_COUNTING = "who else there is is being counted …"
_NOBODY = Row("", (Span("There is nobody to draw; add or import actors.", "dim"),), stop=False)


class BackboneView(View):
    """A drawing with a cursor over actors."""

    kind = "overview"

    def __init__(self, desk: Desk, actor: str) -> None:
        super().__init__(desk, id="overview")
        self.actor = actor
        self.found = WholeStore()
        self._asked: tuple[object, ...] = ()
        self._everyone: EveryActor | None = None
        self._question = BackgroundQuestion["EveryActor"](self, desk.workspace.index)
        self.handlers = {
            **self.handlers,
            "unfold": partial(self.sideways, 1),
            "fold": partial(self.sideways, -1),
            "next-hit": partial(self.hit, 1),
            "previous-hit": partial(self.hit, -1),
        }

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """Around whom."""
        return ("overview", f"around {self.desk.scene.name(self.actor)}")

    @property
    def heading(self) -> str:
        """What the lines mean."""
        counted = (
            phrases.plural(self.found.actors, "actor"),
            phrases.plural(self.found.ties, "tie"),
        )
        return f"Who is said to back whom: {', '.join(counted)}"

    @property
    def sheet(self) -> SpatialList:
        """The list, which shows a drawing."""
        return self.query_one("#view", SpatialList)

    def compose(self) -> ComposeResult:
        """As in every view, but for what is drawn on."""
        yield Bar(id="header")
        yield SpatialList(id="view")
        yield Bar(id="hints")
        yield Prompt()

    def reopen(self) -> View:
        """The same once more."""
        return BackboneView(self.desk, self.actor)

    @property
    def working(self) -> bool:
        """Whether who else there is is still being worked out."""
        return self._question.working

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._question.stop()

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The drawing, whatever is looked for."""
        most = _FEW if cells < _NARROW else MOST_ACTORS
        if self._everyone is None:
            # Of a large store it takes a while to know who else there is.
            first = backbone_around(scene.index, scene.lens, self.actor, most)
            self.found = WholeStore((first,), ((),)) if first.actors else WholeStore()
        else:
            self.found = whole(scene.index, scene.lens, self.actor, self._everyone, most)
        if not self.found.drawn:
            return [_NOBODY]
        counting = () if self._everyone else (_COUNTING,)
        return backbone.rows(scene, self.found, self.actor, cells, counting)

    def draw(self, at: str | None = None) -> None:
        """Draw it anew, at first with the cursor on the actor in the middle."""
        index, lens = self.desk.workspace.index, self.session.lens
        first = not self._asked
        if self._asked != (lens, index.version):
            self._asked, self._everyone = (lens, index.version), None
            # A small store is counted at once, and drawn a single time.
            self._question.ask(partial(everyone, index, lens), self._counted)
        super().draw(at or (self.actor if first else None))

    def _counted(self, everyone: EveryActor) -> None:
        self._everyone = everyone
        if self.rows.rows:
            super().draw()

    def target(self, key: str) -> Target:
        """The actor under the cursor."""
        return Target("actor", key) if key in self.desk.workspace.index.actors else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """The ties that are drawn, and those of who is in the middle."""
        drawn = (arrow.tie for one in self.found.drawn for arrow in one.arrows)
        return tuple(dict.fromkeys((*drawn, *self.desk.workspace.index.ties_of(self.actor))))

    def sideways(self, step: int) -> None:
        """To the actor beside this one."""
        self.sheet.move_sideways(step)

    def hit(self, step: int) -> None:
        """To the next actor whose name has the letters that are looked for, or to the next one."""
        wanted, scene = Typed(self.wanted), self.desk.scene
        found = [one for one in self._order if wanted.within(scene.name(one))]
        at = self.sheet.key
        if not found:
            return
        place = found.index(at) + step if at in found else 0
        self.sheet.go_to(found[place % len(found)])

    @property
    def _order(self) -> list[str]:
        board = self.sheet.board
        return [spot.key for spot in board.spots] if board else []

    def _filtered(self, wanted: str) -> None:
        super()._filtered(wanted)
        scene = self.desk.scene
        if not Typed(wanted).within(scene.name(self.sheet.key)):
            self.hit(1)
