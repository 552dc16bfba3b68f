"""The state of one explorer: centre, date, folds, the way back; it knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.lens import Lens
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.tui.saved_state import SavedMark


class NavStep(NamedTuple):
    """A step of the way: the centre, and the record that the detail pane was pinned to."""

    centre: str
    pinned: Target


@dataclass
class Session:
    """The state of one explorer; the way back is cut off where a new way is taken."""

    centre: str
    period: Period
    default: Period
    show_all: bool = False
    filter: Filter | None = None
    roll_up: bool = False
    turned: bool = False
    mapped: bool = False
    hops: int = 1
    order: str = "weight"
    folded_kinds: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    folded_groups: set[str] = field(default_factory=set)
    unfolded: set[str] = field(default_factory=set)
    tab: str = "overview"
    pinned: Target = NOTHING
    marks: dict[str, SavedMark] = field(default_factory=dict)
    last_centre: str = ""
    _back: list[NavStep] = field(default_factory=list)
    _forward: list[NavStep] = field(default_factory=list)
    _chosen: str = ""
    _stand_in: str = ""

    @property
    def lens(self) -> Lens:
        """The date and filter through which all views see the records."""
        return Lens(self.period, show_all=self.show_all, filter=self.filter)

    @property
    def _here(self) -> NavStep:
        return NavStep(self.centre, self.pinned)

    def visit(self, centre: str, pinned: Target = NOTHING) -> bool:
        """Go to a centre and a pinned record; False where the user is there already."""
        if (centre, pinned) == (self.centre, self.pinned):
            return False
        self._back.append(self._here)
        self._forward.clear()
        self._move(NavStep(centre, pinned))
        return True

    def back(self) -> bool:
        """Go one step back; False at the beginning."""
        if not self._back:
            return False
        self._forward.append(self._here)
        self._move(self._back.pop())
        return True

    def forward(self) -> bool:
        """Go one step forward; False at the end."""
        if not self._forward:
            return False
        self._back.append(self._here)
        self._move(self._forward.pop())
        return True

    def swap(self) -> bool:
        """Go to the last centre, or from there back; False where there is none."""
        return bool(self.last_centre) and self.visit(self.last_centre)

    def _move(self, step: NavStep) -> None:
        if step.centre != self.centre:
            self.last_centre = self.centre
            self.unfolded.clear()
        self.centre, self.pinned = step

    def follow(self, standing: Callable[[str], str]) -> None:
        """Go on at the actor that stands for the centre since they are judged the same; back at the
        centre itself where that is taken back."""
        self._chosen = self._chosen if self.centre == self._stand_in else self.centre
        self.centre = self._stand_in = standing(self._chosen)

    def leave(self, exists: Callable[[str], bool], otherwise: Callable[[], str]) -> None:
        """Where the centre is no longer recorded, go to the last one on the way here that still is;
        `otherwise` gives the centre without any."""
        gone = self.centre
        if exists(gone) or not (gone or otherwise()):
            return
        while self._back and not exists(self._back[-1].centre):
            self._back.pop()
        step = self._back.pop() if self._back else NavStep(otherwise(), NOTHING)
        self._move(step)
        self.forget(gone)

    def forget(self, actor: str) -> None:
        """Take a removed actor out of the way back and forward."""
        self._back = [step for step in self._back if step.centre != actor]
        self._forward = [step for step in self._forward if step.centre != actor]
        if self.last_centre == actor:
            self.last_centre = ""
