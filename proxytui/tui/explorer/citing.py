"""Contested ties: a claim is cited in support, disputed, or given another rank or status."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.editing.standing import STANDINGS, restated
from proxytui.lazy import LazyModule
from proxytui.tui.desk import OpenView
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.records_aside import RecordsAside
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.target import NOTHING, Target
from proxytui.wording.phrases import RECORD_WORDS, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.directory import StoreDirectory
    from proxytui.editing.line import Preview
    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.records import Edit
    from proxytui.editing.standing import Standing
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Transaction
    from proxytui.model.records import Claim
    from proxytui.notation.complete import Option
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer import claim_choice
    from proxytui.views import quotes
    from proxytui.wording import assertion
else:
    claim_choice = LazyModule("proxytui.tui.explorer.claim_choice")
    quotes = LazyModule("proxytui.views.quotes")
    assertion = LazyModule("proxytui.wording.assertion")

_EXAMPLE = 'such as: "words of the source" source ¶4, said by an official'


class Citing(Controller):
    """What is done to claims that are there, and to their sources; `directory` gives the names that
    a line may use."""

    def __init__(self, desk: Desk, directory: Callable[[], StoreDirectory]) -> None:
        super().__init__(desk)
        self._names = directory
        self._left: dict[tuple[str, bool], TypedRecords] = {}
        self.handlers = {
            "cite": partial(self.ask_claim, "Which claim is supported?", self.cite),
            "dispute": partial(self.ask_claim, "Which claim is disputed?", self.dispute),
            "standing": self.standing,
        }

    # Which claim

    def claims(self) -> tuple[Claim, ...]:
        """The claim of the quote under the cursor, else those of the selected tie."""
        desk, index = self.desk, self.workspace.index
        cited = quotes.find(desk.scene, desk.rows["detail"].key)
        if desk.pane == "detail" and cited is not None and cited.table == "claims":
            return (index.claims[cited.record.id],)
        target = desk.action_target
        if target.kind != "tie":
            return ()
        return tuple(index.claims[id_] for id_ in index.tie_claims.get(target.id) or ())

    def ask_claim(self, title: str, go: Callable[[Claim], None]) -> None:
        """Go on with the selected claim; where a tie has several, with that which is chosen."""
        claims = self.claims()
        if claims:
            claim_choice.choose_claim(self.desk, title, claims, go)
        else:
            self.say("No claim is selected; go to a tie, or to one of its quotes.")

    # Citations

    def cite(self, claim: Claim, typed: TypedRecords | None = None) -> None:
        """Ask for a citation in support of a claim."""
        self._ask(claim, typed, disputes=False)

    def dispute(self, claim: Claim, typed: TypedRecords | None = None) -> None:
        """Ask for a citation that disputes a claim."""
        self._ask(claim, typed, disputes=True)

    def _ask(self, claim: Claim, initial: TypedRecords | None, *, disputes: bool) -> None:
        from proxytui.editing import citation_line
        from proxytui.tui.dialogs.claim_line import ClaimLine, LineWords

        def options(typed: str) -> Sequence[Option]:
            return citation_line.options(typed, claim, self._names(), disputes=disputes)

        def preview(typed: TypedRecords) -> Preview:
            scene, names = self.desk.scene, self._names()
            return citation_line.preview(
                typed, claim, names, scene.name, scene.source, disputes=disputes
            )

        words = LineWords(
            "disputing: " if disputes else "supporting: ",
            _EXAMPLE,
            assertion.assertion_words(claim, self.desk.scene.name, self.desk.scene.source),
        )
        again = self._left.pop((claim.id, disputes), None) if initial is None else None
        start = initial or again
        window = ClaimLine(
            options, preview, self.desk.palette, start, words, again=again is not None
        )

        def answered(typed: TypedRecords | None) -> None:
            if window.left is not None:
                self._left[claim.id, disputes] = window.left
            self._answered(claim, disputes, typed)

        self.desk.app.push_screen(window, answered)

    def _answered(self, claim: Claim, disputes: bool, typed: TypedRecords | None) -> None:
        if typed is None or not typed.line:
            return
        from proxytui.editing.citation import cite

        def again(words: str, severity: str) -> None:
            self.say(words, severity=severity)
            self._ask(claim, typed, disputes=disputes)

        stored = RecordsAside(self.workspace)

        def edit(_: Checkpoint) -> Edit:
            return cite(typed, claim, self._names(), stored, disputes=disputes)

        def write(edit: Edit) -> None:
            if edit.faults:
                again(edit.faults[0].message, "warning")
                return
            label = f"{'dispute' if disputes else 'cite'} {claim.id}"
            self.write(partial(self.workspace.apply, edit.changes, label), done, text=typed.text)

        def done(_: Transaction) -> None:
            word = "Disputed" if disputes else "Cited"
            self.say(f"{word}{self.retention}. {self.key('undo')} takes it back.")
            self._stay_with(claim)
            self.desk.rows["detail"].go_to(f"quote:claims/{claim.id}:{len(claim.citations)}")

        self.work_out(edit, write, lambda error: again(str(error), "error"), typed.text)

    def _stay_with(self, claim: Claim) -> None:
        """Show the tie of a claim still, where the change hides it in the list of ties."""
        tie = Target("tie", quotes.tie_of(claim))
        if self.desk.target != tie and tie.id in self.workspace.index.tie_claims:
            self.desk.navigation.lead_to(tie, "quotes")

    # Rank and status

    def standing(self) -> None:
        """Ask for another status of the ticked claims or sources, else of the selected source, or
        rank or status of a claim."""
        ticked = self.desk.ticks.records
        for table in STANDINGS:
            ids = list(dict.fromkeys(s.id for s in ticked if s.table == table))
            if ids and len(ids) == len({s.id for s in ticked}):
                self._ask_standing(table, ids, [], "")
                return
        if ticked:
            self.say("Only claims alone, or sources alone, can be given a status together.")
            return
        screen = self.desk.app.screen
        target = self.desk.action_target
        if isinstance(screen, OpenView) and "sources" in screen.contexts:
            target = next(iter(screen.targets(screen.rows.key)), NOTHING)
        source = self.workspace.index.sources.get(target.id) if target.kind == "source" else None
        if source is None:
            self.ask_claim(
                "The status of which claim?",
                lambda claim: self._ask_standing(
                    "claims", [claim.id], assertion.claim_standing(claim), claim.reason or ""
                ),
            )
        else:
            self._ask_standing("sources", [source.id], [source.status], source.reason or "")

    def _ask_standing(
        self, table: str, ids: Sequence[str], now: Sequence[str], reason: str
    ) -> None:
        standings = {standing.id: standing for standing in STANDINGS[table]}
        choices = [
            Choice(standing.id, standing.id, standing.help, standing.key)
            for standing in standings.values()
        ]

        def chosen(name: str | None) -> None:
            if name:
                standing = standings[name]
                answered = partial(self._stand, table, ids, standing)
                # The reason for an unusual standing is none for the usual one.
                known = reason if any(standing.fields.values()) else ""
                question = PromptQuestion(f"{name}, because:", answered, lasting=True)
                self.desk.open_views.screen.ask(question, known)

        at = now[-1] if now else ""
        what = RECORD_WORDS[table]
        title = f"Status of {plural(len(ids), what) if len(ids) > 1 else f'the {what}'}"
        self.desk.app.push_screen(SelectOne(title, choices, self.desk.palette, at), chosen)

    def _stand(self, table: str, ids: Sequence[str], standing: Standing, reason: str) -> None:
        stored = {id_: self.workspace.record(table, id_) for id_ in ids}
        if None in stored.values():
            self.say("It was removed meanwhile; nothing was changed.", severity="warning")
            return
        changes = [
            change
            for id_, before in stored.items()
            if before is not None
            if (change := restated(table, id_, before, standing, reason)) is not None
        ]
        self.desk.ticks.clear()
        if not changes:
            self.say("Nothing was changed.")
            return
        what = plural(len(changes), RECORD_WORDS[table]) if len(ids) > 1 else ids[0]
        work = partial(self.workspace.apply, changes, f"{standing.id}: {what}")
        told = f"{standing.id.capitalize()}{f': {what}' if len(ids) > 1 else ''}"
        message = f"{told}{self.retention}. {self.key('undo')} takes it back."
        claim = self.workspace.index.claims.get(ids[0]) if len(ids) == 1 else None

        def done(_: Transaction) -> None:
            self.say(message)
            if claim is not None:
                self._stay_with(claim)

        self.write(work, done, text=reason)
