"""The view of paths: the shortest chains of ties from one actor to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.filters import Filter
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import paths
from proxytui.tui.dialogs.choose_many import MultiSelect
from proxytui.tui.dossier_file import DossierFile
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.views.base import View
from proxytui.views import path as present
from proxytui.views.findings import prose
from proxytui.views.key_words import with_keys
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

    def __init__(self, desk: Desk, question: PathQuestion) -> None:
        super().__init__(desk)
        self.question = question
        self._paths: Sequence[Path] = ()
        self._known: tuple[object, ...] = ()
        self._stepped = self.session.period
        self._search = BackgroundQuestion["Sequence[Path]"](self, desk.workspace.index)
        self._trouble = ""
        self._dossier = DossierFile(desk, self, self._filter)
        self.handlers = {
            **self.handlers,
            "dossier": self.write_dossier,
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
        return None if self.question.all_time else self.session.period

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The names of both ends."""
        name = self.desk.scene.name
        return ("path", name(self.question.start), name(self.question.goal))

    @property
    def heading(self) -> str:
        """The ties that the paths go over, in words."""
        question = self.question
        short = self.rows.cells < 100
        scope = present.scope_words(self.period, question.types, question.directed, short=short)
        return scope[0].upper() + scope[1:]

    def reopen(self) -> PathView:
        """Make a view of the same question."""
        return PathView(self.desk, self.question)

    @property
    def working(self) -> bool:
        """Whether paths are still being looked for."""
        return self._search.working

    def on_unmount(self) -> None:
        """Leave the search."""
        self._search.stop()

    def write_dossier(self) -> None:
        """Ask where the dossier of both ends goes, over ties of the types of the paths."""
        question, filter_ = self.question, self.session.filter
        if question.types and filter_ and filter_.types and not filter_.types & question.types:
            self.host.say("The filter lets no tie of these types through: there is no path.")
            return
        self._dossier.ask((question.start, question.goal), self.period)

    def _filter(self) -> Filter | None:
        """The explorer's filter, with the types that the paths go over."""
        types, filter_ = self.question.types, self.session.filter
        if types is None:
            return filter_
        filter_ = filter_ or Filter()
        return filter_._replace(types=filter_.types & types or types)

    # What is shown

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the question is another one, and draw what is known."""
        question, index = self.question, self.desk.workspace.index
        if self.session.period != self._stepped:
            self._stepped = self.session.period
            question.all_time = False
        known = (
            self.period, index.version, question.start, question.goal, question.most,
            question.types, question.directed, question.max_hops, self.session.lens.filter,
        )  # fmt: skip
        if known != self._known:
            first, self._known = not self._known, known
            self._search.ask(self._find, self._take, self._failed)
            at = (question.at or None) if first else at
        super().draw(at)

    def _find(self, checkpoint: Checkpoint) -> Sequence[Path]:
        question, index = self.question, self.desk.workspace.index
        return paths.shortest(
            index,
            question.start,
            question.goal,
            self.period,
            question.types,
            directed=question.directed,
            k=question.most,
            max_hops=question.max_hops,
            filter_=self.session.lens.filter,
            checkpoint=checkpoint,
        )

    def _failed(self, error: ProxyTUIError) -> None:
        self._take((), str(error))

    def _take(self, paths_found: Sequence[Path], trouble: str = "") -> None:
        self._paths, self._trouble = paths_found, trouble
        super().draw(self.question.at or None)

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """The paths, or what to ask instead."""
        if self.working:
            words = with_keys("Looking for paths … {close} leaves.", self.keymap.label)
            return prose(words, cells, "dim")
        if self._paths:
            return present.rows(scene, self._paths, self.period, cells)
        if self._trouble:
            return prose(self._trouble, cells, "dim")
        question = self.question
        ends = " to ".join(map(scene.name, (question.start, question.goal)))
        scope = present.scope_words(self.period, question.types, question.directed)
        sentences = [f"No path is recorded from {ends}, {scope}."]
        label = self.keymap.label
        if not question.all_time:
            sentences.append(f"{label('all-time')} asks over all time.")
        if question.directed:
            sentences.append(f"{label('directed')} lets it go in either direction.")
        if question.types:
            sentences.append(f"{label('path-types')} asks for ties of other types.")
        return [row for sentence in sentences for row in prose(sentence, cells, "dim")]

    def on_rows_moved(self, message: object) -> None:
        """Remember where the cursor was."""
        self.question.at = self.rows.key

    def targets(self, key: str) -> tuple[Target, ...]:
        """The tie of a hop, or all ties of a path."""
        kind, _, rest = key.partition(":")
        number, _, place = rest.partition(":")
        if kind not in ("path", "hop") or int(number) >= len(self._paths):
            return ()
        hops = self._paths[int(number)].hops
        chosen = hops if kind == "path" else hops[int(place) : int(place) + 1]
        return tuple(dict.fromkeys(Target("tie", hop.tie.id) for hop in chosen))

    def target(self, key: str) -> Target:
        """The tie of a hop."""
        targets = self.targets(key)
        return targets[0] if len(targets) == 1 else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """The ties of all paths."""
        return tuple(dict.fromkeys(hop.tie.id for path in self._paths for hop in path.hops))

    # What keys do

    def other_end(self) -> None:
        """Ask for the other end anew."""

        def answered(goal: str) -> None:
            self.question.goal = goal
            self.draw(at="")

        name = self.desk.scene.name(self.question.start)
        title = f"The ways from {name} to …"
        self.desk.open_views.ask_actor(title, answered, self.question.start)

    def swap(self) -> None:
        """Turn the question round."""
        question = self.question
        question.start, question.goal = question.goal, question.start
        self.draw(at="")

    def count(self, step: int) -> None:
        """Show a path more, or less."""
        if step > 0 and len(self._paths) < self.question.most:
            self.host.say("There are no more paths.")
            return
        self.question.most = max(1, min(_MOST, self.question.most + step))
        self.draw()

    def all_time(self) -> None:
        """Go over ties of all time, or of the date."""
        self.question.all_time = not self.question.all_time
        self.draw(at="")

    def directed(self) -> None:
        """Go only from subject to object, or either way."""
        self.question.directed = not self.question.directed
        self.draw(at="")

    def types(self) -> None:
        """Choose the types of ties."""
        every = [(kind.code, kind.heading) for kind in CLAIM_TYPES.values()]

        def picked(chosen: frozenset[str] | None) -> None:
            if chosen is not None:
                self.question.types = chosen if chosen and len(chosen) < len(every) else None
                self.draw(at="")

        marked = self.question.types or frozenset()
        title = "Over ties of which types (none: every type)"
        self.app.push_screen(MultiSelect(title, every, marked, self.palette), picked)
