"""Writing records: a claim, an actor, an event or a source in one line of the notation."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from proxytui.model.vocabulary import tie_id
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.records_aside import RecordsAside
from proxytui.tui.key_labels import key_label
from proxytui.views.target import TABLES, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.directory import StoreDirectory
    from proxytui.editing.line import Preview
    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.passage import PassageLine
    from proxytui.editing.records import Edit, Records
    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.notation.complete import Option
    from proxytui.tui.desk import Desk


class Writing(Controller):
    """What puts new records into the store."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: TypedRecords | None = None
        self._left_passages: dict[tuple[object, ...], TypedRecords] = {}
        self._subject = ""
        """The actor that a line is of which begins with a verb."""
        self._records_text = BackgroundQuestion[str](desk, desk.workspace.index)
        self.handlers = {
            "add": lambda: self.ask(),
            "edit-records": lambda: self.edit_as_text(desk.ticks.targets or (desk.action_target,)),
        }

    @cached_property
    def directory(self) -> StoreDirectory:
        """The names that a line may use."""
        from proxytui.editing import directory

        return directory.of(self.workspace)

    @property
    def _actor(self) -> str:
        target = self.desk.target
        return target.id if target.kind == "actor" else self.session.centre

    def ask(self, initial: TypedRecords | None = None) -> None:
        """Ask for a record in one line, without `initial` for the one that was left before; where
        that begins with a verb it is still of the actor that was selected then."""
        from proxytui.tui.dialogs.claim_line import RECORD, ClaimLine

        again = None
        if initial is None:
            again, self._left = self._left, None
            self._subject = self._subject if again else self._actor
        words = RECORD
        if self._subject:
            name = self.desk.scene.name(self._subject)
            words = words._replace(above=f"A line that begins with a verb is about {name}.")
        window = ClaimLine(
            self._options,
            self._preview,
            self.desk.palette,
            initial or again,
            words,
            again=again is not None,
        )

        def answered(typed: TypedRecords | None) -> None:
            self._left = window.left or self._left
            if typed is not None:
                self._keep(typed, self.ask, self._written, self._edited)

        self.desk.app.push_screen(window, answered)

    def record(
        self,
        begun: PassageLine,
        written: Callable[[], None],
        typed: TypedRecords | None = None,
        *,
        finish: Callable[[Edit], Edit] | None = None,
    ) -> None:
        """Ask for a claim that is begun from a passage of a text, without `typed` as it was begun
        or left before; `written` is called once it is kept, or a claim that is there is cited.
        `finish` makes of what was typed what is kept; if left out, quotes are put where they stand
        in the passage."""
        from proxytui.editing.new_sources import TypedRecords
        from proxytui.notation.complete import verbs
        from proxytui.tui.dialogs import claim_line
        from proxytui.tui.dialogs.passage_claim import PassageClaim
        from proxytui.tui.explorer.passage_claims import PassageClaims

        left = self._left_passages.pop(begun.key, None)
        initial = typed or left or TypedRecords(begun.line)
        guess = begun.guess
        words = claim_line.RECORD
        if guess is not None:
            key = key_label(claim_line.TAKES_GUESS)
            words = words._replace(
                guess=f"a guess: “{guess.words}” says it; {key} takes that", guessed=guess.addition
            )

        def options(line: str) -> Sequence[Option]:
            # Longer names may begin as the subject's does; here a verb is what is wanted.
            firsts = {begun.before, *(pair.first for pair in begun.pairs)}
            named = [first for first in firsts if line.startswith(first)]
            at = max(map(len, named), default=0) if begun.wants_verb else 0
            return (verbs(line, at) if at else ()) or self._options(line)

        passages = PassageClaims(self.desk, begun, finish)
        window = PassageClaim(
            options,
            self._preview,
            passages.same,
            begun,
            self.desk.palette,
            initial,
            words,
            again=left is not None,
            cursor=len(begun.before) if initial.line == begun.line else None,
        )

        def ask(again: TypedRecords) -> None:
            self.record(begun, written, again, finish=finish)

        def kept(_: Sequence[Change]) -> None:
            word = "Cited" if window.cited else "Kept"
            self.say(f"{word}{self.retention}. {self.key('undo')} takes it back.")
            written()

        def answered(typed: TypedRecords | None) -> None:
            if window.left is not None and window.left.line != begun.line:
                self._left_passages[begun.key] = window.left
            if typed is not None:
                verb = "cite" if window.cited else "add"
                edited = partial(passages.edit, window.cited)
                self._keep(typed, ask, kept, edited, verb)

        self.desk.app.push_screen(window, answered)

    def _options(self, line: str) -> Sequence[Option]:
        from proxytui.notation.complete import complete

        return complete(line, self.directory, subject=self._subject)

    def _preview(self, typed: TypedRecords) -> Preview:
        from proxytui.editing.line import preview

        return preview(
            typed.text, self.directory, self.workspace.index.source_names.get, self._subject
        )

    def _keep(
        self,
        typed: TypedRecords,
        ask: Callable[[TypedRecords], None],
        written: Callable[[Sequence[Change]], None],
        edited: Callable[[TypedRecords, Records], Edit],
        verb: str = "add",
    ) -> None:
        """Write what was `edited` as it was typed, and say so with `written`; `ask` again where it
        can't be written."""
        if not typed.line:
            return
        from proxytui.views.plan import step_label

        stored = RecordsAside(self.workspace)

        def again(words: str, severity: str) -> None:
            self.say(words, severity=severity)
            ask(typed)

        def write(edit: Edit) -> None:
            if edit.faults:
                again(edit.faults[0].message, "warning")
                return
            label = step_label(verb, edit.changes, self.directory)
            work = partial(self.workspace.apply, edit.changes, label)
            self.write(
                work,
                lambda _: written(edit.changes),
                text=typed.text,
                again=partial(ask, typed),
            )

        self.work_out(
            lambda _: edited(typed, stored),
            write,
            lambda error: again(str(error), "error"),
            typed.text,
        )

    def _edited(self, typed: TypedRecords, stored: Records) -> Edit:
        from proxytui.editing import records
        from proxytui.workspace import moment

        return records.edit(typed.text, self.directory, stored, moment(), subject=self._subject)

    def _written(self, changes: Sequence[Change]) -> None:
        """Say what was kept, and go to it."""
        self.say(f"Kept{self.retention}. {self.key('undo')} takes it back.")
        for change in changes:
            record = change.after
            if change.table == "claims" and record is not None:
                tie = tie_id(record["type"], record["subject"], record["object"])
                shown = self.workspace.index.merged.standing(tie)
                kind = "actor" if shown in self.workspace.index.actors else "tie"
                self.desk.navigation.lead_to(Target(kind, shown), "overview")
                return
        kinds = {table: kind for kind, table in TABLES.items()}
        for change in changes:
            if (kind := kinds.get(change.table, "")) and change.after is not None:
                self.desk.navigation.lead_to(Target(kind, change.id), "overview")
                return

    # Records as text in the user's editor

    def edit_as_text(self, targets: Sequence[Target]) -> None:
        """Open records as text: an actor with all of its claims, a tie's claims, an event or a
        source."""
        from proxytui.commands.edit import named, text_of

        ids = [target.id for target in targets if target.id]
        if not ids:
            words = f"Nothing is selected that could be edited; {self.key('add')} adds a record."
            self.say(words)
            return
        keys = list(dict.fromkeys(key for id_ in ids for key in named(self.workspace, id_)))
        asked = partial(text_of, self.workspace, keys)
        self._records_text.ask(asked, lambda text: self._edit(keys, text, text))

    def _edit(self, keys: Sequence[tuple[str, str]], before: str, text: str) -> None:
        """Edit records as text until it has no fault, or is left as it was opened; `before` is the
        text of the records, `text` that with which the editor begins."""
        from proxytui.editing import records
        from proxytui.editing.marked import marked, unmarked
        from proxytui.workspace import moment

        edited = self.in_users_editor(text)
        if edited is None or unmarked(edited).rstrip() == unmarked(text).rstrip():
            self.say("Nothing was changed.")
            if text != before:
                self.rescue(unmarked(text))
            return
        words = unmarked(edited)
        if not words.strip():
            self.say("An empty text changes nothing; the command remove removes a record.")
            return
        stored = RecordsAside(self.workspace)

        def edit(_: Checkpoint) -> Edit:
            return records.edit(words, self.directory, stored, moment(), shown=keys)

        def answered(edit: Edit) -> None:
            if edit.faults:
                self._edit(keys, before, marked(words, edit.faults))
            else:
                self._confirm(edit.changes, words)

        def failed(error: ProxyTUIError) -> None:
            self.say(str(error), severity="error")
            self.rescue(words)

        self.work_out(edit, answered, failed, words)

    def _confirm(self, changes: Sequence[Change], text: str) -> None:
        """Say what would be written, and write it where that is wanted."""
        if not changes:
            self.say("Nothing was changed.")
            return
        from proxytui.tui.dialogs.show_plan import ShowPlan
        from proxytui.views.plan import plan, step_label

        label = step_label("edit", changes, self.directory)

        def answered(write: bool | None) -> None:
            if write:
                work = partial(self.workspace.apply, changes, label)
                self.write(work, lambda _: self._written(changes), text=text)
            else:
                self.rescue(text)

        planned = plan(changes, self.directory)
        self.desk.app.push_screen(ShowPlan(planned, self.desk.palette), answered)
