"""Removing what is selected, with what can't stand without it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from proxytui.model.changes import Change
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import RecordChoice
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.views.record_name import record_name
from proxytui.wording.phrases import RECORD_WORDS, join_words, plural, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Json
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.record_choice import Selected

Key = tuple[str, str]
_NAMED = 40
"""So many of the records that fall are named, the others counted."""


class Removing(Controller):
    """Asks whether a record is to be removed, once it is known what falls with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = RecordChoice(desk)
        self._falling = BackgroundWork["tuple[Key, ...]"](desk, "what falls")
        self.handlers = {"remove-record": self.remove}

    def remove(self) -> None:
        """Remove the record under the cursor."""
        self._choice.go_on(self._choice.selected(), "Remove which {}?", self._look)

    def _look(self, selected: Selected) -> None:
        key = (selected.table, selected.id)
        workspace = self.workspace

        def work(_: object) -> tuple[Key, ...]:
            from proxytui.editing.removal import falling

            return falling(workspace.raw(), [key])

        self._falling.ask(work, partial(self._ask, selected), word="looking")

    def _ask(self, selected: Selected, fallen: tuple[Key, ...]) -> None:
        name = self._name((selected.table, selected.id))
        title = f"Remove the {RECORD_WORDS.get(selected.table, 'record')} {shortened(name)}?"
        counts = Counter(RECORD_WORDS.get(table, table) for table, _ in fallen)
        what = join_words([plural(count, word) for word, count in counts.items()])
        undone = f"{self.key('undo')} brings it back"
        choices = [Choice("remove", "Remove all of these" if fallen else "Remove", undone, "y")]
        record = self.workspace.record(selected.table, selected.id) or {}
        part = selected.part and _part_word(selected, record)
        if part:
            choices.insert(0, Choice("part", f"Remove only this {part}", undone, "o"))
        choices.append(Choice("leave", "Leave it", "", "n"))
        fall, name_it = ("falls", "names") if len(fallen) == 1 else ("fall", "name")
        about = ["Nothing else names it."]
        if fallen:
            about = [f"With it {fall} {what}, which {name_it} it:"]
        about += [f"{RECORD_WORDS.get(table, table)}: {self._name((table, id_))}"
                 for table, id_ in fallen[:_NAMED]]  # fmt: skip
        if len(fallen) > _NAMED:
            about.append(f"and {len(fallen) - _NAMED} more")

        def chosen(choice: str | None) -> None:
            if choice == "remove":
                self._write(selected, [(selected.table, selected.id), *fallen])
            elif choice == "part":
                self._remove_part(selected, record)

        at = "leave" if fallen else "part" if part else "remove"
        window = SelectOne(title, choices, self.desk.palette, at, about=about)
        self.desk.app.push_screen(window, chosen)

    def _remove_part(self, selected: Selected, record: Json) -> None:
        """Remove a part of a record as it was when that was asked: since then another part may have
        come to its place."""
        from proxytui.editing.form import Form

        form = Form(selected.table, selected.id, record)
        form.remove(selected.part)
        change = Change(selected.table, selected.id, record, form.record)
        work = partial(self.workspace.apply, (change,), f"edit {selected.id}")
        self.write(work, lambda _: self.say(f"Removed. {self.key('undo')} brings it back."))

    def _write(self, selected: Selected, keys: Sequence[Key]) -> None:
        workspace = self.workspace
        changes = [
            Change(table, id_, record, None)
            for table, id_ in keys
            if (record := workspace.record(table, id_)) is not None
        ]
        work = partial(workspace.apply, changes, f"remove {selected.id}")
        self.write(work, lambda _: self.say(f"Removed. {self.key('undo')} brings it back."))

    def _name(self, key: Key) -> str:
        """A record in a few words."""
        return record_name(self.desk.scene, *key, self.workspace.record(*key) or {})


def _part_word(selected: Selected, record: Json) -> str:
    """The word for a part that can go alone; "" where the record can't be without it."""
    items = record.get(str(selected.part[0]))
    if not isinstance(items, list):
        return ""
    needed = selected.table == "claims" and len(items) < 2
    return "" if needed else str(selected.part[0]).removesuffix("s")
