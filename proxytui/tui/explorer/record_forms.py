"""The record of what is selected: edited in a form, or removed with what can't stand without it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.changes import Change
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.claim_choice import choose_claim
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import choose_record
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.views.record_name import record_name
from proxytui.views.target import TABLES, Target
from proxytui.wording.phrases import RECORD_WORDS, join_words, plural, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.form import Path
    from proxytui.model.records import Json, Note
    from proxytui.tui.desk import Desk

Key = tuple[str, str]
_WHICH = "Which {}?"
_UNDONE = "u brings it back"
_NAMED = 40
"""So many of the records that fall are named, the others counted."""


class Selected(NamedTuple):
    """A record, and the part of it that is meant, () for all of it."""

    table: str
    id: str
    part: Path = ()


class RecordForms(Controller):
    """What opens a record's form, and what removes a record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._falling = BackgroundWork["tuple[Key, ...]"](desk, "what falls")
        self.handlers = {
            "edit-record": partial(self._with_selected, _WHICH, self._edit),
            "remove-record": partial(self._with_selected, "Remove which {}?", self._remove),
            "note-form": partial(self._with_selected, "", self._edit),
        }

    # What is selected

    def edit(self, target: Target) -> None:
        """Open the form of a record, of a tie that of one of its claims, of an actor that several
        records show as that of one of these."""
        self._with(self._of_target(target), _WHICH, self._edit)

    def edit_note(self, note: Note | None) -> None:
        """Open the form of a note; without one a toast says so."""
        self._with([Selected("notes", note.id)] if note is not None else [], "", self._edit)

    def _with_selected(self, title: str, act: Callable[[Selected], None]) -> None:
        """Go on with the record under the cursor."""
        self._with(self._selected(), title, act)

    def _with(
        self, records: Sequence[Selected], title: str, act: Callable[[Selected], None]
    ) -> None:
        """Go on with a record; of several claims of a tie, or records of an actor, with that which
        is chosen."""
        if not records:
            self.say("Nothing is selected that has a record; a adds one.")
        elif len(records) == 1:
            act(records[0])
        elif records[0].table == "actors":
            ids = [record.id for record in records]
            asked = title.format("of its records")
            choose_record(self.desk, asked, ids, lambda id_: act(Selected("actors", id_)))
        else:
            claims = [self.workspace.index.claims[record.id] for record in records]
            asked = title.format("claim")
            choose_claim(self.desk, asked, claims, lambda claim: act(Selected("claims", claim.id)))

    def _selected(self) -> list[Selected]:
        """The records under the cursor, in the detail pane those of its row before its subject."""
        if self.desk.pane == "detail":
            row = self._of_row(self.desk.rows["detail"].key)
            if row:
                return row
        return self._of_target(self.desk.action_target)

    def _of_row(self, key: str) -> list[Selected]:
        kind, _, rest = key.partition(":")
        path, _, place = rest.rpartition(":")
        table, _, id_ = path.partition("/")
        if kind == "quote":
            return [self._cited(table, id_, int(place))]
        if kind == "entry":
            return self._there(Selected(table, id_))
        if kind == "note":
            return self._there(Selected("notes", rest))
        if kind != "actor":
            return []
        target = self.desk.target
        event = self.workspace.record("events", target.id) if target.kind == "event" else None
        standing = self.workspace.index.merged.standing
        for number, participant in enumerate((event or {}).get("participants", ())):
            if standing(participant.get("actor", "")) == standing(rest):
                return [Selected("events", target.id, ("participants", number))]
        return self._of_target(Target("actor", rest))

    def _cited(self, table: str, id_: str, place: int) -> Selected:
        """A citation by its place in a record; in an actor of several records in the first that has
        it."""
        index = self.workspace.index
        originals = index.merged.originals.get(id_, ()) if table == "actors" else ()
        cited = index.actors[id_].citations[place] if originals else None
        for original in originals:
            for number, citation in enumerate(original.citations):
                if index.merged.shown(citation) == cited:
                    return Selected(table, original.id, ("citations", number))
        return Selected(table, id_, ("citations", place))

    def _of_target(self, target: Target) -> list[Selected]:
        if target.kind == "tie":
            claims = self.workspace.index.tie_claims.get(target.id) or ()
            return [Selected("claims", claim) for claim in claims]
        if target.kind == "actor":
            records = self.workspace.index.merged.records(target.id)
            return [there for id_ in records for there in self._there(Selected("actors", id_))]
        return self._there(Selected(TABLES.get(target.kind, ""), target.id))

    def _there(self, selected: Selected) -> list[Selected]:
        return [selected] if self.workspace.record(selected.table, selected.id) is not None else []

    # Editing

    def _edit(self, selected: Selected) -> None:
        from proxytui.editing.form import Form
        from proxytui.tui.forms.screen import RecordForm

        record = self.workspace.record(selected.table, selected.id)
        if record is not None:
            form = Form(selected.table, selected.id, record)
            # Where quotes are listed one of them is meant, elsewhere what it belongs to.
            cited = self.session.tab == "quotes" and selected.part[:1] == ("citations",)
            at, first = (selected.part, ()) if cited else ((), selected.part)
            self.desk.app.push_screen(RecordForm(self.desk, form, at, first))

    # Removing

    def _remove(self, selected: Selected) -> None:
        """Ask whether to remove a record, once it is known what falls with it."""
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
        choices = [Choice("remove", "Remove all of these" if fallen else "Remove", _UNDONE, "y")]
        record = self.workspace.record(selected.table, selected.id) or {}
        part = selected.part and _part_word(selected, record)
        if part:
            choices.insert(0, Choice("part", f"Remove only this {part}", _UNDONE, "o"))
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
        self.write(work, lambda _: self.say("Removed. u brings it back."))

    def _write(self, selected: Selected, keys: Sequence[Key]) -> None:
        workspace = self.workspace
        changes = [
            Change(table, id_, record, None)
            for table, id_ in keys
            if (record := workspace.record(table, id_)) is not None
        ]
        work = partial(workspace.apply, changes, f"remove {selected.id}")
        self.write(work, lambda _: self.say("Removed. u brings it back."))

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
