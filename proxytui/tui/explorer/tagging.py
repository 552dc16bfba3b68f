"""Tags given to ticked or selected records, and taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.editing.tags import TAGGED, retagged
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import RecordChoice
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.wording.phrases import RECORD_WORDS, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.tui.desk import Desk
    from proxytui.tui.selected import Selected

_HOW = "tags (- before one takes it away):"


class Tagging(Controller):
    """Asks for tags, and writes those of all records in one step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = RecordChoice(desk)
        self.handlers = {"set-tags": self.ask}

    def ask(self) -> None:
        """Ask for the tags of the ticked rows, else of the row under the cursor."""
        chosen = [s for s in self._chosen() if s.table in TAGGED]
        if not chosen:
            self.say("Nothing is selected that has tags; actors and notes have them.")
            return
        known = "" if len(chosen) > 1 else self._known(chosen[0])
        what = plural(len(chosen), RECORD_WORDS[chosen[0].table]) if len(chosen) > 1 else ""
        label = f"{what}: {_HOW}" if what else _HOW
        question = PromptQuestion(label, partial(self._write, chosen, known.split()))
        self.desk.open_views.screen.ask(question, known)

    def _chosen(self) -> Sequence[Selected]:
        return self.desk.ticks.records or self.desk.ticks.under_cursor

    def _known(self, selected: Selected) -> str:
        record = self.workspace.record(selected.table, selected.id) or {}
        return " ".join(map(str, record.get("tags", ())))

    def _write(self, chosen: Sequence[Selected], known: Sequence[str], typed: str) -> None:
        """Write the tags; of those that stood in the line, what was deleted from it is gone."""
        gone = "".join(f" -{tag}" for tag in known if tag not in typed.replace(",", " ").split())
        changes = [
            change
            for selected in chosen
            if (before := self.workspace.record(selected.table, selected.id)) is not None
            if (change := retagged(selected.table, selected.id, before, typed + gone)) is not None
        ]
        if not changes:
            self.say("No tag was changed.")
            return
        self.desk.ticks.clear()
        what = plural(len(changes), RECORD_WORDS[changes[0].table])
        work = partial(self.workspace.apply, changes, f"tag {what}")
        done = f"Tagged {what}{self.retention}. {self.key('undo')} takes it back."
        self.write(work, lambda _: self.say(done), text=typed)
