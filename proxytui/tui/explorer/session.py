"""Where the user is: centre, date, folds, the way back; plain state that knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.lens import Lens
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.tui.saved_state import SavedMark


class NavStep(NamedTuple):
    """A step of the way: the centre, and what the detail pane was pinned to."""

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
    folded_kinds: set[str] = field(default_factory=set)
    folded_groups: set[str] = field(default_factory=set)
    unfolded: set[str] = field(default_factory=set)
    tab: str = "overview"
    pinned: Target = NOTHING
    marks: dict[str, SavedMark] = field(default_factory=dict)
    last_centre: str = ""
    _back: list[NavStep] = field(default_factory=list)
    _forward: list[NavStep] = field(default_factory=list)

    @property
    def lens(self) -> Lens:
        """What the views are drawn through."""
        return Lens(self.period, show_all=self.show_all, filter=self.filter)

    @property
    def _here(self) -> NavStep:
        return NavStep(self.centre, self.pinned)

    def visit(self, centre: str, pinned: Target = NOTHING) -> bool:
        """Go somewhere else; False where this is it already."""
        if (centre, pinned) == (self.centre, self.pinned):
            return False
        self._back.append(self._here)
        self._forward.clear()
        self._move(NavStep(centre, pinned))
        return True

    def back(self) -> bool:
        """One step back; False at the beginning."""
        if not self._back:
            return False
        self._forward.append(self._here)
        self._move(self._back.pop())
        return True

    def forward(self) -> bool:
        """One step forward again; False at the end."""
        if not self._forward:
            return False
        self._back.append(self._here)
        self._move(self._forward.pop())
        return True

    def swap(self) -> bool:
        """To the last centre; a second time back again."""
        return bool(self.last_centre) and self.visit(self.last_centre)

    def _move(self, stand: NavStep) -> None:
        if stand.centre != self.centre:
            self.last_centre = self.centre
            self.unfolded.clear()
        self.centre, self.pinned = stand

    def forget(self, gone: str) -> None:
        """An actor was removed: no way leads there any more."""
        self._back = [s for s in self._back if s.centre != gone]
        self._forward = [s for s in self._forward if s.centre != gone]
        if self.last_centre == gone:
            self.last_centre = ""
