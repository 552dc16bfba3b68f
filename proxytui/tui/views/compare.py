"""The view of two actors, or of one at two dates, side by side: their ties, partner by partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.tui.views.question_view import QuestionView
from proxytui.views import compare as present
from proxytui.views.scene import Scene
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.tui.asked import CompareQuestion
    from proxytui.tui.desk import Desk
    from proxytui.views.compare import PartnerRow
    from proxytui.views.lines import Row


class CompareView(QuestionView["Sequence[PartnerRow]"]):
    """A row for each partner: its tie to the one, and its tie to the other."""

    kind = "compare"
    waiting = "Putting the ties side by side … {close} leaves."

    def __init__(self, desk: Desk, sides: CompareQuestion) -> None:
        super().__init__(desk)
        self.sides = sides
        self._pairs: Sequence[PartnerRow] = ()
        self.handlers = {
            **self.handlers,
            "difference": self.other_date,
            "other-actor": self.other_actor,
            "sides": self.in_words,
        }

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The names of the two."""
        name = self.desk.scene.name
        ends = dict.fromkeys((self.sides.left, self.sides.right))
        return ("side by side", *map(name, ends))

    @property
    def heading(self) -> str:
        """The numbers of ties that both sides have, and that only one of them has."""
        pairs = self._pairs
        if not pairs:
            return "Side by side"
        only = (
            sum(pair.right is None for pair in pairs),
            sum(pair.left is None for pair in pairs),
        )
        one_actor = self.sides.left == self.sides.right
        word, both = ("at", "at both dates") if one_actor else ("of", "of both")
        counts = f"{only[0]} only {word} the first, {only[1]} only {word} the second"
        return f"Ties: {len(pairs) - sum(only)} {both}, {counts}"

    def reopen(self) -> CompareView:
        """Make a view of the same question."""
        return CompareView(self.desk, self.sides)

    # What is shown

    def _columns(self) -> tuple[tuple[str, Period], tuple[str, Period]]:
        sides, here = self.sides, self.session.period
        left, right = (sides.left, here), (sides.right, sides.date or here)
        if sides.left == sides.right and (right[1].first, right[1].last) < (here.first, here.last):
            return right, left
        return left, right

    def _titles(self) -> tuple[str, str]:
        index = self.desk.workspace.index
        return tuple(  # type: ignore[return-value]
            f"{index.namer(period)(actor)} as of {dates.words(period.text)}"
            for actor, period in self._columns()
        )

    def _labels(self) -> tuple[str, str]:
        """The two in few words: the dates of one actor, else the names."""
        columns, index = self._columns(), self.desk.workspace.index
        if columns[0][0] == columns[1][0]:
            return dates.words(columns[0][1].text), dates.words(columns[1][1].text)
        left, right = (index.namer(period)(actor) for actor, period in columns)
        return left, right

    def _scenes(self) -> tuple[Scene, Scene]:
        scene = self.desk.scene
        left, right = (
            Scene(
                scene.index,
                scene.lens._replace(as_of=period),
                scene.index.namer(period),
                scene.check,
                scene.key,
            )
            for _, period in self._columns()
        )
        return left, right

    def depends_on(self) -> tuple[object, ...]:
        """The actor and the date of either side, and the lens."""
        return (self._columns(), self.session.lens)

    def work_out(self, checkpoint: Checkpoint) -> Sequence[PartnerRow]:
        """The partners of either."""
        columns = self._columns()
        return present.pairs(self._scenes(), (columns[0][0], columns[1][0]), checkpoint)

    def take(self, answer: Sequence[PartnerRow]) -> None:
        """Keep the partners."""
        self._pairs = answer

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """A row for each partner and type."""
        titles = self._titles() if cells >= present.BESIDE else self._labels()
        return present.rows(self._scenes(), self._pairs, titles, self.filter_text, cells)

    def first_row(self) -> str:
        """The row on which the cursor was when the view was left, else the first partner's."""
        return self.sides.at or (self._pairs[0].key if self._pairs else "")

    def on_rows_moved(self, message: object) -> None:
        """Remember where the cursor was."""
        self.sides.at = self.rows.key

    def targets(self, key: str) -> tuple[Target, ...]:
        """The ties of a partner to either actor."""
        pair = next((pair for pair in self._pairs if pair.key == key), None)
        if pair is None:
            return ()
        ties = dict.fromkeys(ranked.tie for ranked in (pair.left, pair.right) if ranked is not None)
        return tuple(Target("tie", tie) for tie in ties)

    def target(self, key: str) -> Target:
        """The tie of a partner that has only one; else NOTHING."""
        targets = self.targets(key)
        return targets[0] if len(targets) == 1 else NOTHING

    def visible_ties(self) -> tuple[str, ...]:
        """The ties of both."""
        return tuple(
            dict.fromkeys(
                ranked.tie
                for pair in self._pairs
                for ranked in (pair.left, pair.right)
                if ranked is not None
            )
        )

    # What keys do

    def other_date(self) -> None:
        """Show the actor on the left at this date and at another one."""

        def answered(period: Period) -> None:
            self.sides.right, self.sides.date = self.sides.left, period
            self.draw()

        self.desk.open_views.ask_date("beside which date", answered)

    def other_actor(self) -> None:
        """Show another actor on the right, at the same date."""

        def answered(actor: str) -> None:
            self.sides.right, self.sides.date = actor, None
            self.draw(at="")

        title = f"{self.desk.scene.name(self.sides.left)} beside …"
        self.desk.open_views.ask_actor(title, answered, self.sides.left)

    def in_words(self) -> None:
        """Show the changes between the two dates in sentences."""
        if self.sides.date is None:
            self.host.say(
                f"Changes are between two dates; {self.keymap.label('difference')} compares two."
            )
            return
        from proxytui.tui.asked import DifferenceQuestion

        self.desk.open_views.open_difference(DifferenceQuestion(self.sides.left, self.sides.date))
