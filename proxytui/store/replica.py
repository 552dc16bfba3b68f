"""A copy of a store, of whatever ledger: its records, its steps, and its kept texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import StoreError
from proxytui.model import private_notes
from proxytui.model.changes import Change, Transaction, invert
from proxytui.model.packed_changes import inverted
from proxytui.store.folder.lazy_records import put
from proxytui.store.ordered_records import copied, differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping, Sequence

    from proxytui.model.records import Json
    from proxytui.store.ledger import Documents, Ledger

    Tables = dict[str, MutableMapping[str, Json]]


class Replica(NamedTuple):
    """A copy of a store as it was at one moment: the name of its place, records and `meta`,
    transactions in order, the ids of undone ones, edits by hand after them, the kept texts."""

    name: str
    tables: Tables
    meta: Json
    steps: tuple[Transaction, ...]
    undone: frozenset[str]
    by_hand: tuple[Change, ...]
    documents: Documents

    @classmethod
    def of(cls, ledger: Ledger, by_hand: Sequence[Change] = ()) -> Replica:
        """The copy that an open ledger is; `by_hand` are changes of its records that no transaction
        has. Raises StoreError where it is damaged, or not known as it is now."""
        if ledger.unreached:
            what = f"{ledger.place.shown} is not known as it is now: {ledger.unreached}"
            raise StoreError(what, "try again once there is a connection")
        while True:
            history = ledger.history()
            with ledger.guard:
                state = ledger.state
                tables = copied(state.tables)
            if state.damage or state.set_aside:
                what = state.damage[0] if state.damage else state.warnings[0]
                raise StoreError(f"{ledger.place.shown} is damaged: {what}", "repair it first")
            if ledger.history().last == history.last:
                break
        steps = _chained(history)
        undone = frozenset(step.id for step, is_undone in history.newest_first() if is_undone)
        name, meta = ledger.place.name, dict(state.meta)
        return cls(name, tables, meta, steps, undone, tuple(by_hand), ledger.documents)

    def without_private(self) -> Replica:
        """The same copy without private notes, and without the steps that are only of those."""
        steps: list[Transaction] = []
        for step in self.steps:
            shared, own = private_notes.split(step.changes)
            if not own:
                steps.append(step)
            elif shared:
                steps.append(msgspec.structs.replace(step, changes=shared))
        if len(steps) == len(self.steps) and not private_notes.count(self.tables):
            return self
        tables = copied(self.tables)
        for id_ in filter(private_notes.is_private, self.tables.get("notes", ())):
            del tables["notes"][id_]
        return self._replace(tables=tables, steps=_chained(steps))

    @property
    def last(self) -> str:
        """The newest transaction's id, if there is any."""
        return self.steps[-1].id if self.steps else ""

    def at(self, number: int) -> Tables:
        """The records as they were after its first `number` transactions."""
        tables = copied(self.tables)
        put(tables, invert(self.by_hand))
        for step in reversed(self.steps[number:]):
            put(tables, inverted(step.changes))
        return {table: rows for table, rows in tables.items() if rows}


def _chained(steps: Iterable[Transaction]) -> tuple[Transaction, ...]:
    """Steps each of which names the one before it: those of two journals are in one order."""
    chained: list[Transaction] = []
    for step in steps:
        if chained and step.prev != chained[-1].id:
            step = msgspec.structs.replace(step, prev=chained[-1].id)
        chained.append(step)
    return tuple(chained)


def common(ours: Replica, theirs: Replica) -> Tables:
    """The records that both had when they parted, or when one was last merged into the other; no
    records where neither is known."""
    our_numbers = {step.id: number for number, step in enumerate(ours.steps, 1)}
    their_numbers = {step.id: number for number, step in enumerate(theirs.steps, 1)}
    # Theirs up to `taken` is in ours, ours up to `passed_on` in theirs.
    taken = _merged(ours, their_numbers) or (0, 0)
    passed_on = _merged(theirs, our_numbers) or (0, 0)
    shared = max(
        ((n, their_numbers[id_]) for id_, n in our_numbers.items() if id_ in their_numbers),
        default=(0, 0),
    )
    if passed_on[0] > shared[0] and passed_on[0] >= taken[1]:
        return ours.at(passed_on[0])
    if taken[0] > shared[1]:
        return theirs.at(taken[0])
    return theirs.at(shared[1]) if shared[1] else _beginning(ours, theirs)


def _beginning(ours: Replica, theirs: Replica) -> Tables:
    """The records that two copies of one store began with, before any step; none where they
    differ."""
    if not ours.meta.get("store") or ours.meta["store"] != theirs.meta.get("store"):
        return {}
    begun = theirs.at(0)
    return begun if next(differing(begun, ours.at(0)), None) is None else {}


def _merged(copy: Replica, other: Mapping[str, int]) -> tuple[int, int] | None:
    """The last transaction of the other copy that was merged into this one, and the one that merged
    it, both counted from 1; an undone merge doesn't count."""
    merges = [
        (other[step.merged], number)
        for number, step in enumerate(copy.steps, 1)
        if step.merged and step.merged in other and step.id not in copy.undone
    ]
    return max(merges, default=None)
