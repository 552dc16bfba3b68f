"""The record that a key is about: under the cursor, or of a target; of a tie one of its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.tui.selected import Selected
from proxytui.views.target import TABLES, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer import actor_record_choice, claim_choice
else:
    actor_record_choice = LazyModule("proxytui.tui.explorer.actor_record_choice")
    claim_choice = LazyModule("proxytui.tui.explorer.claim_choice")


class RecordChoice:
    """Finds the records that may be meant, and has one chosen where they are several."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def go_on(
        self, records: Sequence[Selected], title: str, act: Callable[[Selected], None]
    ) -> None:
        """Go on with a record; of several claims of a tie, or records of an actor, with that which
        is chosen. `title` asks which, with `{}` for what there is to choose."""
        if not records:
            add = self._desk.keymap.label("add")
            self._desk.host.say(f"Nothing is selected that has a record; {add} adds one.")
        elif len(records) == 1:
            act(records[0])
        elif records[0].table == "actors":
            ids = [record.id for record in records]
            asked = title.format("of its records")
            actor_record_choice.choose_record(
                self._desk, asked, ids, lambda id_: act(Selected("actors", id_))
            )
        else:
            claims = [self._desk.workspace.index.claims[record.id] for record in records]
            asked = title.format("claim")
            claim_choice.choose_claim(
                self._desk, asked, claims, lambda claim: act(Selected("claims", claim.id))
            )

    def selected(self) -> list[Selected]:
        """The records under the cursor, in the detail pane those of its row before its subject."""
        if self._desk.pane == "detail":
            row = self.of_row(self._desk.rows["detail"].key)
            if row:
                return row
        if self._desk.is_on_store_alone:
            # The centre is not what is shown here: nobody means to change it.
            return []
        return self.of_target(self._desk.action_target)

    def of_row(self, key: str) -> list[Selected]:
        """The records of a row of the detail pane, with the part that it shows."""
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
        target = self._desk.target
        event = self._desk.workspace.record("events", target.id) if target.kind == "event" else None
        standing = self._desk.workspace.index.merged.standing
        for number, participant in enumerate((event or {}).get("participants", ())):
            if standing(participant.get("actor", "")) == standing(rest):
                return [Selected("events", target.id, ("participants", number))]
        return self.of_target(Target("actor", rest))

    def _cited(self, table: str, id_: str, place: int) -> Selected:
        """A citation by its place in a record; in an actor of several records in the first that has
        it."""
        index = self._desk.workspace.index
        originals = index.merged.originals.get(id_, ()) if table == "actors" else ()
        cited = index.actors[id_].citations[place] if originals else None
        for original in originals:
            for number, citation in enumerate(original.citations):
                if index.merged.shown(citation) == cited:
                    return Selected(table, original.id, ("citations", number))
        return Selected(table, id_, ("citations", place))

    def of_target(self, target: Target) -> list[Selected]:
        """The record of a target; of a tie its claims, of an actor those that show as it."""
        if target.kind == "tie":
            claims = self._desk.workspace.index.tie_claims.get(target.id) or ()
            return [Selected("claims", claim) for claim in claims]
        if target.kind == "actor":
            records = self._desk.workspace.index.merged.records(target.id)
            return [there for id_ in records for there in self._there(Selected("actors", id_))]
        return self._there(Selected(TABLES.get(target.kind, ""), target.id))

    def _there(self, selected: Selected) -> list[Selected]:
        return (
            [selected]
            if self._desk.workspace.record(selected.table, selected.id) is not None
            else []
        )
