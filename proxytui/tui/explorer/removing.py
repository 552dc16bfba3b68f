"""Removing what is ticked or selected, with what can't stand without it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.model.changes import Change
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import RecordChoice
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.wording.phrases import RECORD_WORDS, join_words, plural, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui.model.records import Json
    from proxytui.tui.desk import Desk
    from proxytui.tui.selected import Selected
    from proxytui.views import record_name
else:
    record_name = LazyModule("proxytui.views.record_name")

Key = tuple[str, str]
_NAMED = 40
"""So many of the records that fall are named, the others counted."""


class Removing(Controller):
    """Asks whether records are to be removed, once it is known what falls with them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = RecordChoice(desk)
        self._falling = BackgroundWork["tuple[Key, ...]"](desk, "what falls")
        self.handlers = {"remove-record": self.remove}

    def remove(self) -> None:
        """Remove the records of the ticked rows, else that under the cursor."""
        ticked = self.desk.ticks.records
        if ticked:
            self._look(ticked)
        else:
            here = self.desk.ticks.under_cursor
            self._choice.go_on(here, "Remove which {}?", lambda chosen: self._look([chosen]))

    def _look(self, chosen: Sequence[Selected]) -> None:
        keys = list(dict.fromkeys((selected.table, selected.id) for selected in chosen))
        workspace = self.workspace

        def work(_: object) -> tuple[Key, ...]:
            from proxytui.editing.removal import falling

            return falling(workspace.raw(), keys)

        self._falling.ask(work, partial(self._ask, chosen, keys), word="looking")

    def _ask(self, chosen: Sequence[Selected], keys: list[Key], fallen: tuple[Key, ...]) -> None:
        undone = f"{self.key('undo')} brings {'it' if len(keys) == 1 else 'them'} back"
        all_ = "Remove all of these" if fallen or len(keys) > 1 else "Remove"
        choices = [Choice("remove", all_, undone, "y")]
        records = {key: self.workspace.record(*key) or {} for key in keys}
        part = _parts_word(chosen, records)
        if part:
            choices.insert(0, Choice("part", f"Remove only {part}", undone, "o"))
        choices.append(Choice("leave", "Leave it" if len(keys) == 1 else "Leave them", "", "n"))

        def answered(choice: str | None) -> None:
            if choice in ("remove", "part"):
                self.desk.ticks.clear()
            if choice == "remove":
                self._write(keys, fallen)
            elif choice == "part":
                self._remove_parts(chosen, records)

        at = "leave" if fallen or len(keys) > 1 else "part" if part else "remove"
        about = self._about(keys, fallen)
        window = SelectOne(self._title(keys), choices, self.desk.palette, at, about=about)
        self.desk.app.push_screen(window, answered)

    def _title(self, keys: Sequence[Key]) -> str:
        if len(keys) > 1:
            return f"Remove {_counts(keys)}?"
        word = RECORD_WORDS.get(keys[0][0], "record")
        return f"Remove the {word} {shortened(self._name(keys[0]))}?"

    def _about(self, keys: Sequence[Key], fallen: Sequence[Key]) -> list[str]:
        """What is removed, where that is more than the title names, and what falls with it."""
        about = self._listed(keys) if len(keys) > 1 else []
        one = len(keys) == 1
        if not fallen:
            return [*about, f"Nothing else names {'it' if one else 'them'}."]
        fall, name = ("falls", "names") if len(fallen) == 1 else ("fall", "name")
        about.append(f"{_counts(fallen)} that {name} {'it' if one else 'them'} {fall} too:")
        return [*about, *self._listed(fallen)]

    def _listed(self, keys: Sequence[Key]) -> list[str]:
        """The records by name, the claims of one tie together."""
        named = Counter(
            (RECORD_WORDS.get(key[0], "record"), self._name(key)) for key in keys[:_NAMED]
        )
        listed = [
            f"{word if count == 1 else plural(count, word)}: {name}"
            for (word, name), count in named.items()
        ]
        return [*listed, f"and {len(keys) - _NAMED} more"] if len(keys) > _NAMED else listed

    def _remove_parts(self, chosen: Sequence[Selected], records: Mapping[Key, Json]) -> None:
        """Remove parts of records as they were when that was asked: since then another part may
        have come to the place of one."""
        from proxytui.editing.form import Form

        changes = []
        for (table, id_), record in records.items():
            form = Form(table, id_, record)
            # From the last one on, so that the places of those before it stay.
            for part in sorted((s.part for s in chosen if s[:2] == (table, id_)), reverse=True):
                form.remove(part)
            changes.append(Change(table, id_, record, form.record))
        self._apply(changes, f"edit {_named(list(records))}")

    def _write(self, keys: Sequence[Key], fallen: Sequence[Key]) -> None:
        workspace = self.workspace
        changes = [
            Change(table, id_, record, None)
            for table, id_ in (*keys, *fallen)
            if (record := workspace.record(table, id_)) is not None
        ]
        self._apply(changes, f"remove {_named(keys)}")

    def _apply(self, changes: Sequence[Change], label: str) -> None:
        work = partial(self.workspace.apply, changes, label)
        self.write(work, lambda _: self.say(f"Removed. {self.key('undo')} brings it back."))

    def _name(self, key: Key) -> str:
        """A record in a few words."""
        return record_name.record_name(self.desk.scene, *key, self.workspace.record(*key) or {})


def _counts(keys: Iterable[Key]) -> str:
    counts = Counter(RECORD_WORDS.get(table, table) for table, _ in keys)
    return join_words([plural(count, word) for word, count in counts.items()])


def _named(keys: Sequence[Key]) -> str:
    """What a step is called in the journal."""
    return keys[0][1] if len(keys) == 1 else _counts(keys)


def _parts_word(chosen: Sequence[Selected], records: Mapping[Key, Json]) -> str:
    """The word for parts that can go alone; "" where a record can't be without them."""
    names = {str(selected.part[0]) if selected.part else "" for selected in chosen}
    name = next(iter(names))
    if len(names) > 1 or not name:
        return ""
    for (table, id_), record in records.items():
        items = record.get(name)
        going = sum(selected[:2] == (table, id_) for selected in chosen)
        if not isinstance(items, list) or (table == "claims" and len(items) <= going):
            return ""
    count = len(chosen)
    return f"this {name.removesuffix('s')}" if count == 1 else f"these {count} {name}"
