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
from proxytui.tui.views.question_view import QuestionView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.views import backbone
from proxytui.views.findings import prose
from proxytui.views.lines import Row, Span
from proxytui.views.target import NOTHING, Target
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene

_NARROW, _FEW = 100, 16
"""With fewer cells than this, no more actors than that are drawn."""
_COUNTING = "who else there is is being counted …"
_NOBODY = Row("", (Span("There is nobody to draw; add or import actors.", "dim"),), stop=False)


class BackboneView(QuestionView[WholeStore]):
    """A drawing with a cursor over actors: around the one in the middle first, and once all others
    are counted with what there is besides."""

    kind = "overview"
    waiting = "Looking for who stands closest … esc leaves."

    def __init__(self, desk: Desk, actor: str) -> None:
        super().__init__(desk, id="overview")
        self.actor = actor
        self.found = WholeStore()
        self._everyone: EveryActor | None = None
        self._counted: tuple[object, ...] = ()
        self._count = BackgroundQuestion[tuple[EveryActor, WholeStore]](self, desk.workspace.index)
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
        """Whether the drawing, or who else there is, is still being worked out."""
        return super().working or self._count.working

    def on_unmount(self) -> None:
        """Leave what is still being worked out."""
        super().on_unmount()
        self._count.stop()

    # Working it out

    @property
    def _most(self) -> int:
        """How many actors there is room for."""
        return _FEW if self.rows.cells < _NARROW else MOST_ACTORS

    def depends_on(self) -> tuple[object, ...]:
        """The lens, and how many actors there is room for."""
        return (self.session.lens, self._most)

    def work_out(self, checkpoint: Checkpoint) -> WholeStore:
        """What is drawn around the actor, as long as nobody else is counted."""
        index, lens = self.desk.workspace.index, self.session.lens
        first = backbone_around(index, lens, self.actor, self._most, checkpoint)
        return WholeStore((first,), ((),)) if first.actors else WholeStore()

    def take(self, answer: WholeStore) -> None:
        """Keep what is drawn first, and count who else there is: of a large store that takes a
        while, a small one is counted at once and drawn a single time."""
        self.found = answer
        index, lens, most = self.desk.workspace.index, self.session.lens, self._most
        counted = (lens, index.version)
        before = self._everyone if counted == self._counted else None
        self._everyone, self._counted = None, counted

        def count(checkpoint: Checkpoint) -> tuple[EveryActor, WholeStore]:
            # It begins anew where records change meanwhile.
            known = before if (lens, index.version) == counted else None
            all_ = known or everyone(index, lens, checkpoint)
            return all_, whole(index, lens, self.actor, all_, most, checkpoint)

        self._count.ask(count, self._take_all, self._failed)

    def _take_all(self, answer: tuple[EveryActor, WholeStore]) -> None:
        self._everyone, self.found = answer
        if not self._drawing and self.rows.rows:
            View.draw(self)

    def first_row(self) -> str:
        """The actor in the middle."""
        return self.actor

    # How it is drawn

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The drawing, whatever is looked for; until there is one, that it is being worked out."""
        if self._question.working or self._trouble:
            return prose(self._trouble or self.waiting, cells, "dim")
        return self.answer_rows(scene, cells)

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The drawing, and below it who is not in it."""
        if not self.found.drawn:
            return [_NOBODY]
        counting = () if self._everyone else (_COUNTING,)
        return backbone.rows(scene, self.found, self.actor, cells, counting)

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
