"""The record that a key is about: under the cursor, or of a target; of a tie one of its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.tui.explorer.claim_choice import choose_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.form import Path
    from proxytui.tui.desk import Desk
    from proxytui.views.target import Target

_TABLES = {"actor": "actors", "event": "events", "source": "sources"}


class Selected(NamedTuple):
    """A record, and the part of it that is meant, () for all of it."""

    table: str
    id: str
    part: Path = ()


class RecordChoice:
    """Finds the records that may be meant, and has one chosen where they are several."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def go_on(
        self, records: Sequence[Selected], title: str, act: Callable[[Selected], None]
    ) -> None:
        """Go on with a record; where a tie has several claims, with that which is chosen."""
        if not records:
            self._desk.host.say("Nothing is selected that has a record; a adds one.")
        elif len(records) == 1:
            act(records[0])
        else:
            claims = [self._desk.workspace.index.claims[record.id] for record in records]
            choose_claim(self._desk, title, claims, lambda claim: act(Selected("claims", claim.id)))

    def selected(self) -> list[Selected]:
        """The records under the cursor, in the detail pane those of its row before its subject."""
        if self._desk.pane == "detail":
            row = self._of_row(self._desk.rows["detail"].key)
            if row:
                return row
        return self.of_target(self._desk.action_target)

    def _of_row(self, key: str) -> list[Selected]:
        kind, _, rest = key.partition(":")
        path, _, place = rest.rpartition(":")
        table, _, id_ = path.partition("/")
        if kind == "quote":
            return [Selected(table, id_, ("citations", int(place)))]
        if kind == "entry":
            return self._there(Selected(table, id_))
        if kind == "note":
            return self._there(Selected("notes", rest))
        if kind != "actor":
            return []
        target = self._desk.target
        event = self._desk.workspace.index.events.get(target.id) if target.kind == "event" else None
        for number, participant in enumerate(event.participants if event is not None else ()):
            if participant.actor == rest:
                return [Selected("events", target.id, ("participants", number))]
        return self._there(Selected("actors", rest))

    def of_target(self, target: Target) -> list[Selected]:
        """The record of a target; of a tie its claims."""
        if target.kind == "tie":
            claims = self._desk.workspace.index.tie_claims.get(target.id) or ()
            return [Selected("claims", claim) for claim in claims]
        return self._there(Selected(_TABLES.get(target.kind, ""), target.id))

    def _there(self, selected: Selected) -> list[Selected]:
        return (
            [selected]
            if self._desk.workspace.record(selected.table, selected.id) is not None
            else []
        )
