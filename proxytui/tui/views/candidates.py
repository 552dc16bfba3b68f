"""The view of who is who: actors that may be the same with reasons, and what was decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from proxytui.errors import ProxyTUIError
from proxytui.model.identities import DIFFERENT, SAME, UNSURE, newest_first
from proxytui.questions import candidates
from proxytui.questions.candidates import AGAINST, Candidate
from proxytui.tui.asked import Folds
from proxytui.tui.views.findings import FindingsView
from proxytui.tui.views.folding_list import FoldingGroup
from proxytui.views import identities
from proxytui.views.target import Target
from proxytui.wording import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Decision
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line, Row

    Pair: TypeAlias = Candidate | Decision

_HEADINGS = {
    candidates.IDENTIFIER: "an identifier of both",
    candidates.NAME: "a name of both",
    candidates.LIKE: "names that sound alike",
    candidates.WORD: "neighbours and a word of both",
    candidates.NEIGHBOURS: "neighbours of both",
}
_DECIDED = {
    SAME: "judged the same",
    UNSURE: "unsure",
    DIFFERENT: "judged different",
}


class CandidatesView(FindingsView["Pair"]):
    """Pairs that may be the same under what speaks for it, then what is decided."""

    kind = "candidates"

    def __init__(self, desk: Desk, folds: Folds | None = None) -> None:
        super().__init__(desk, folds or Folds())
        self._decided: list[str] = []
        # Its two actors stand beside a pair, not under it.
        self.list.about = lambda _: ()
        self.handlers = {
            **self.handlers,
            "judge-same": partial(self.judge, SAME),
            "judge-different": partial(self.judge, DIFFERENT),
            "judge-unsure": partial(self.judge, UNSURE),
            "take-back": self.take_back,
            "undo": self._undo,
            "redo": desk.handlers["redo"],
        }

    @property
    def follows_filter(self) -> bool:
        """Actors are compared whatever the filter."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the question."""
        return ("who is who",)

    @property
    def heading(self) -> str:
        """The question."""
        return "Which actors may be the same"

    @property
    def empty_words(self) -> str:
        """That no two actors look alike, and how to judge others."""
        judge = self.keymap.label("judge")
        words = "No two actors look alike, and nothing is decided."
        return f"{words} {judge} on an actor judges any two."

    def reopen(self) -> CandidatesView:
        """Make a view of the same question, folded as this one is."""
        return CandidatesView(self.desk, self.list.folds)

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Pair]]:
        """The candidates by the best that speaks for them, then the decisions."""
        index = self.desk.workspace.index
        groups: dict[str, dict[str, Pair]] = {code: {} for code in (*_HEADINGS, *_DECIDED)}
        for pair in candidates.candidates(index, checkpoint):
            best = next(r.code for r in pair.reasons if r.code not in AGAINST)
            groups[best][f"{pair.a}|{pair.b}"] = pair
        for decision in newest_first(index.iter_decisions()):
            groups.setdefault(decision.judgement, {})[decision.id] = decision
        headings = _HEADINGS | _DECIDED
        return [
            FoldingGroup(code, headings.get(code, code), items, code in _DECIDED)
            for code, items in groups.items()
        ]

    # How a pair looks

    def line(self, item: Pair, cells: int) -> Line:
        """The two actors, and in a few words why."""
        return identities.line(self.desk.scene, item, cells)

    def filter_name(self, item: Pair) -> str:
        """The two names."""
        return " ".join(self._names(item))

    def words(self, item: Pair) -> str:
        """What speaks for and against it, or what was decided."""
        scene = self.desk.scene
        if isinstance(item, Candidate):
            return "; ".join(identities.reasons(scene, item))
        return identities.decision_words(scene, item)

    def about(self, item: Pair) -> tuple[Target, ...]:
        """The two actors; one where they show as one."""
        index = self.desk.workspace.index
        ends = dict.fromkeys(index.merged.standing(end) for end in (item.a, item.b))
        return tuple(Target("actor", end) for end in ends if end in index.actors)

    def targets(self, key: str) -> tuple[Target, ...]:
        """The actors of a pair."""
        item = self.list.findings.get(key)
        return self.about(item) if item is not None else ()

    def in_full(self, item: Pair, cells: int) -> list[Row]:
        """What speaks for and against it, and both actors as they are recorded."""
        return identities.in_full(self.desk.scene, item, cells)

    # What keys do

    def judge(self, judgement: str) -> None:
        """Judge the pair under the cursor; what spoke for it is the reason."""
        from proxytui.editing import identities as editing
        from proxytui.workspace import moment

        item = self.list.findings.get(self.rows.key)
        if item is None:
            self.host.say("Put the cursor on a pair first.")
            return
        workspace = self.desk.workspace
        reason = self.words(item) if isinstance(item, Candidate) else item.reason or ""
        decision = editing.Judgement(item.a, item.b, judgement, reason, moment())
        try:
            changes = editing.decide(workspace.index, workspace, decision)
        except ProxyTUIError as error:
            self.host.say(str(error), "warning")
            return
        words = identity.judged_words(judgement, *self._names(item))
        self._write(item, changes, f"{item.a} and {item.b}: {judgement}", words)

    def take_back(self) -> None:
        """Take back the decision under the cursor."""
        item = self.list.findings.get(self.rows.key)
        if item is None or isinstance(item, Candidate):
            self.host.say("Nothing is decided here that could be taken back.")
            return
        from proxytui.editing import identities as editing

        workspace = self.desk.workspace
        try:
            changes = editing.take_back(workspace.index, workspace, item.a, item.b, item.judgement)
        except ProxyTUIError as error:  # taken back elsewhere while it was listed
            self.host.say(str(error), "warning")
            return
        words = f"{identity.judged_words(item.judgement, *self._names(item))} no more"
        label = f"take back {item.a} and {item.b}: {item.judgement}"
        self._write(item, changes, label, words)

    def _undo(self) -> None:
        """Take back the last change; the cursor goes to the pair that was decided by it."""
        if self._decided:
            self.list.folds.at = self._decided.pop()
        self.desk.handlers["undo"]()

    def _names(self, item: Pair) -> tuple[str, str]:
        scene = self.desk.scene
        return identities.named(scene, item.a), identities.named(scene, item.b)

    def _write(self, item: Pair, changes: Sequence[Change], label: str, words: str) -> None:
        """Write what was decided of a pair as one step; the cursor goes on to the next one."""
        from proxytui.editing import identities as editing

        key = self.rows.key
        keys = [row for row in self.list.rows()[0] if not row.startswith("head:")]
        after = keys[keys.index(key) + 1 :] if key in keys else []

        def done(_: object) -> None:
            self._decided.append(key)
            self.list.drop(key)
            self.list.folds.at = after[0] if after else ""
            if self in self.app.screen_stack:
                self.draw(self.list.folds.at or None)
            odd = editing.at_odds(self.desk.workspace.index, item.a, item.b)
            told = f" But {odd}." if odd else ""
            severity = "warning" if odd else "information"
            undo = self.keymap.label("undo")
            self.host.say(
                f"{words}{self.desk.places.retention}.{told} {undo} takes it back.",
                severity,
            )

        self.desk.places.write(partial(self.desk.workspace.apply, changes, label), done)
