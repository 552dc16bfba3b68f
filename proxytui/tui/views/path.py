"""The view of paths: the shortest chains of ties from one actor to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import paths
from proxytui.tui.dialogs.choose_many import MultiSelect
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.views.base import View
from proxytui.views import path as present
from proxytui.views.findings import prose
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.questions.paths import Path
    from proxytui.tui.asked import PathQuestion
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene

_MOST = 50


class PathView(View):
    """The paths at the explorer's date, or over all time, which stepping the date leaves."""

    kind = "path"

    def __init__(self, desk: Desk, asked: PathQuestion) -> None:
        super().__init__(desk, id="path")
        self.asked = asked
        self._paths: Sequence[Path] = ()
        self._known: tuple[object, ...] = ()
        self._stepped = self.session.period
        self._question = BackgroundQuestion["Sequence[Path]"](self, desk.workspace.index)
        self._trouble = ""
        self.handlers = {
            **self.handlers,
            "path": self.other_end,
            "swap": self.swap,
            "more-paths": lambda: self.count(1),
            "fewer-paths": lambda: self.count(-1),
            "all-time": self.all_time,
            "directed": self.directed,
            "path-types": self.types,
        }

    @property
    def period(self) -> Period | None:
        """The date of the ties, None for all time."""
        return None if self.asked.all_time else self.session.period

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """From whom to whom."""
        name = self.desk.scene.name
        return ("path", name(self.asked.start), name(self.asked.goal))

    @property
    def heading(self) -> str:
        """Over which ties."""
        asked = self.asked
        short = self.rows.cells < 100
        said = present.scope_words(self.period, asked.types, asked.directed, short=short)
        return said[0].upper() + said[1:]

    def reopen(self) -> PathView:
        """The same once more."""
        return PathView(self.desk, self.asked)

    @property
    def working(self) -> bool:
        """Whether they are still being looked for."""
        return self._question.working

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._question.stop()

    # What is shown

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the question is another one, and draw what is known."""
        asked, index = self.asked, self.desk.workspace.index
        if self.session.period != self._stepped:
            self._stepped = self.session.period
            asked.all_time = False
        known = (
            self.period, index.version, asked.start, asked.goal, asked.most, asked.types,
            asked.directed, asked.max_hops, self.session.lens.filter,
        )  # fmt: skip
        if known != self._known:
            first, self._known = not self._known, known
            self._question.ask(self._find, self._take, self._failed)
            at = (asked.at or None) if first else at
        super().draw(at)

    def _find(self, checkpoint: Checkpoint) -> Sequence[Path]:
        asked, index = self.asked, self.desk.workspace.index
        return paths.shortest(
            index,
            asked.start,
            asked.goal,
            self.period,
            asked.types,
            directed=asked.directed,
            k=asked.most,
            max_hops=asked.max_hops,
            filter_=self.session.lens.filter,
            checkpoint=checkpoint,
        )

    def _failed(self, error: ProxyTUIError) -> None:
        self._take((), str(error))

    def _take(self, paths_found: Sequence[Path], trouble: str = "") -> None:
        self._paths, self._trouble = paths_found, trouble
        super().draw(self.asked.at or None)

    def made(self, scene: Scene, cells: int) -> list[Row]:
        """The paths, or what to ask instead."""
        if self.working:
            return prose("Looking for paths … esc leaves.", cells, "dim")
        if self._paths:
            return present.rows(scene, self._paths, self.period, cells)
        if self._trouble:
            return prose(self._trouble, cells, "dim")
        asked = self.asked
        ends = " to ".join(map(scene.name, (asked.start, asked.goal)))
        said = present.scope_words(self.period, asked.types, asked.directed)
        words = [f"No path is recorded from {ends}, {said}."]
        words += ["a asks over all time."] if not asked.all_time else []
        words += ["d lets it go in either direction."] if asked.directed else []
        words += ["f asks for ties of other types."] if asked.types else []
        return [row for one in words for row in prose(one, cells, "dim")]

    def on_rows_moved(self, message: object) -> None:
        """Remember where the cursor was."""
        self.asked.at = self.rows.key

    def targets(self, key: str) -> tuple[Target, ...]:
        """The tie of a hop; all ties of a path."""
        kind, _, rest = key.partition(":")
        number, _, place = rest.partition(":")
        if kind not in ("path", "hop") or int(number) >= len(self._paths):
            return ()
        hops = self._paths[int(number)].hops
        chosen = hops if kind == "path" else hops[int(place) : int(place) + 1]
        return tuple(dict.fromkeys(Target("tie", hop.tie.id) for hop in chosen))

    def target(self, key: str) -> Target:
        """The tie of a hop."""
        found = self.targets(key)
        return found[0] if len(found) == 1 else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """The ties of all paths."""
        return tuple(dict.fromkeys(hop.tie.id for path in self._paths for hop in path.hops))

    # What keys do

    def other_end(self) -> None:
        """Ask for the other end anew."""

        def answered(goal: str) -> None:
            self.asked.goal = goal
            self.draw(at="")

        name = self.desk.scene.name(self.asked.start)
        title = f"The ways from {name} to …"
        self.desk.open_views.ask_actor(title, answered, self.asked.start)

    def swap(self) -> None:
        """From the other end."""
        asked = self.asked
        asked.start, asked.goal = asked.goal, asked.start
        self.draw(at="")

    def count(self, step: int) -> None:
        """One path more, or less."""
        if step > 0 and len(self._paths) < self.asked.most:
            self.host.say("There are no more paths.")
            return
        self.asked.most = max(1, min(_MOST, self.asked.most + step))
        self.draw()

    def all_time(self) -> None:
        """Ties of all time, or of the date."""
        self.asked.all_time = not self.asked.all_time
        self.draw(at="")

    def directed(self) -> None:
        """Only from subject to object, or either way."""
        self.asked.directed = not self.asked.directed
        self.draw(at="")

    def types(self) -> None:
        """Choose the types of ties."""
        every = [(kind.code, kind.heading) for kind in CLAIM_TYPES.values()]

        def picked(chosen: frozenset[str] | None) -> None:
            if chosen is not None:
                self.asked.types = chosen if chosen and len(chosen) < len(every) else None
                self.draw(at="")

        marked = self.asked.types or frozenset()
        title = "Over ties of which types (none: every type)"
        self.app.push_screen(MultiSelect(title, every, marked, self.palette), picked)
