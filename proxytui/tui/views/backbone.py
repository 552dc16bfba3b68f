"""The overview: the actors closest together around one of them, in layers of who backs whom."""

from __future__ import annotations

import time
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
from proxytui.tui.jobs.background_question import (
    AT_ONCE_SECONDS,
    SLICE_SECONDS,
    BackgroundQuestion,
)
from proxytui.tui.views.base import View
from proxytui.tui.views.question_view import QuestionView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.views import backbone
from proxytui.views.findings import prose
from proxytui.views.key_words import with_keys
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
_WIDE, _TALL, _MANY = 160, 45, 40
"""With so many cells and lines there is room for so many actors."""
_COUNTING = "who else there is is being counted …"
_NOBODY = Row("", (Span("There is nobody to draw; add or import actors.", "dim"),), stop=False)


class BackboneView(QuestionView[WholeStore]):
    """A drawing with a cursor over actors: first of the actors around one of them, and once all
    others are counted with those too."""

    kind = "overview"
    waiting = "Looking for who stands closest … {close} leaves."

    def __init__(self, desk: Desk, actor: str) -> None:
        super().__init__(desk)
        self.actor = actor
        self.store = WholeStore()
        self._everyone: EveryActor | None = None
        self._begun = 0.0
        self._counted_in: tuple[object, ...] = ()
        self._count = BackgroundQuestion[tuple[EveryActor, WholeStore]](self, desk.workspace.index)
        self.handlers = {
            **self.handlers,
            "unfold": partial(self.move_sideways, 1),
            "fold": partial(self.move_sideways, -1),
            "next-hit": partial(self.go_to_hit, 1),
            "previous-hit": partial(self.go_to_hit, -1),
        }

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The actor in the middle."""
        return ("overview", f"around {self.desk.scene.name(self.actor)}")

    @property
    def heading(self) -> str:
        """The meaning of the lines, and the numbers of actors and ties."""
        counts = (
            phrases.plural(self.store.actors, "actor"),
            phrases.plural(self.store.ties, "tie"),
        )
        return f"Who is said to back whom: {', '.join(counts)}"

    @property
    def sheet(self) -> SpatialList:
        """The list, which shows a drawing."""
        return self.query_one("#view", SpatialList)

    def compose(self) -> ComposeResult:
        """Header, drawing, hints, and the line that asks."""
        yield Bar(id="header")
        yield SpatialList(id="view")
        yield Bar(id="hints")
        yield Prompt()

    def reopen(self) -> View:
        """Make a view around the same actor."""
        return BackboneView(self.desk, self.actor)

    @property
    def working(self) -> bool:
        """Whether the drawing is still being worked out, or actors are still being counted."""
        return super().working or self._count.working

    def on_unmount(self) -> None:
        """Leave what is still being worked out."""
        super().on_unmount()
        self._count.stop()

    # Working it out

    @property
    def _most(self) -> int:
        """How many actors there is room for."""
        rows = self.rows
        if rows.cells < _NARROW:
            return _FEW
        return _MANY if rows.cells >= _WIDE and rows.size.height >= _TALL else MOST_ACTORS

    def depends_on(self) -> tuple[object, ...]:
        """The lens, and how many actors there is room for."""
        return (self.session.lens, self._most)

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the drawing would be another one, and draw what is known."""
        self._begun = time.monotonic()
        super().draw(at)

    def work_out(self, checkpoint: Checkpoint) -> WholeStore:
        """The drawing of the actors around the one in the middle."""
        index, lens = self.desk.workspace.index, self.session.lens
        first = backbone_around(index, lens, self.actor, self._most, checkpoint)
        return WholeStore((first,), ((),)) if first.actors else WholeStore()

    def take(self, answer: WholeStore) -> None:
        """Keep the drawing, and count all other actors.

        Of a large store that takes a while; a small one is counted at once and drawn a single time.
        """
        self.store = answer
        index, lens, most = self.desk.workspace.index, self.session.lens, self._most
        counted_in = (lens, index.version)
        before = self._everyone if counted_in == self._counted_in else None
        self._everyone, self._counted_in = None, counted_in

        def count(checkpoint: Checkpoint) -> tuple[EveryActor, WholeStore]:
            # It begins anew where records change meanwhile.
            known = before if (lens, index.version) == counted_in else None
            all_ = known or everyone(index, lens, checkpoint)
            return all_, whole(index, lens, self.actor, all_, most, checkpoint)

        # What is there at once costs the keys no more than one question does.
        at_once = max(SLICE_SECONDS, self._begun + AT_ONCE_SECONDS - time.monotonic())
        self._count.ask(count, self._take_all, self._failed, at_once)

    def _take_all(self, answer: tuple[EveryActor, WholeStore]) -> None:
        self._everyone, self.store = answer
        if not self._asking and self.rows.rows:
            View.draw(self)

    def first_row(self) -> str:
        """The actor in the middle."""
        return self.actor

    # How it is drawn

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The drawing, whatever the filter; until there is one, that it is being worked out."""
        if self._question.working or self._trouble:
            waiting = with_keys(self.waiting, self.keymap.label)
            return prose(self._trouble or waiting, cells, "dim")
        return self.answer_rows(scene, cells)

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The drawing, and below it the actors that are not in it."""
        if not self.store.drawn:
            return [_NOBODY]
        counting = () if self._everyone else (_COUNTING,)
        return backbone.rows(scene, self.store, self.actor, cells, counting)

    def target(self, key: str) -> Target:
        """The actor under the cursor."""
        return Target("actor", key) if key in self.desk.workspace.index.actors else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """The ties that are drawn, and those of the actor in the middle."""
        drawn = (arrow.tie for group in self.store.drawn for arrow in group.arrows)
        return tuple(dict.fromkeys((*drawn, *self.desk.workspace.index.ties_of(self.actor))))

    def move_sideways(self, step: int) -> None:
        """Move to the actor beside this one."""
        self.sheet.move_sideways(step)

    def go_to_hit(self, step: int) -> None:
        """Move to the next actor whose name has the words of the filter; without a filter, to the
        next actor."""
        typed, scene = Typed(self.filter_text), self.desk.scene
        hits = [actor for actor in self._order if typed.within(scene.name(actor))]
        at = self.sheet.key
        if not hits:
            return
        place = hits.index(at) + step if at in hits else 0
        self.sheet.go_to(hits[place % len(hits)])

    @property
    def _order(self) -> list[str]:
        board = self.sheet.board
        return [spot.key for spot in board.spots] if board else []

    def _filtered(self, text: str) -> None:
        super()._filtered(text)
        scene = self.desk.scene
        if not Typed(text).within(scene.name(self.sheet.key)):
            self.go_to_hit(1)
