"""The two journals that one login reads, everybody's and its own, as one sequence of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import StoreError
from proxytui.model import private_notes
from proxytui.store.folder.snapshot import SCHEMA
from proxytui.store.server import steps
from proxytui.store.server.link import earlier_version
from proxytui.store.server.sql import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.changes import Changes, Transaction
    from proxytui.store.server.state import ServerState
    from proxytui.store.server.steps import Row

_PRIVATE_FIELDS = (
    "seq, id, prev, origin, login, time, label, undoes, null::text, null::text, null::text, changes"
)
_MINE = "login = session_user::text"
"""Row security says so too, but not of a login that it doesn't hold for."""

Question = tuple[str, list[object]]


class JournalStep(NamedTuple):
    """A step with its numbers in everybody's journal and in the login's own; 0 where it isn't in
    one."""

    seq: int
    private_seq: int
    step: Transaction


class Head(NamedTuple):
    """What a store says of itself, its newest step, the login where it keeps private notes, the
    newest step of these, whether both journals still have the last steps that are known, and the
    size in bytes, as the server stores them, of everybody's steps after these."""

    meta: dict[str, object]
    seq: int
    last: str
    login: str | None
    private_seq: int
    goes_on: bool
    unread: int


def head(schema: str, known: ServerState | None) -> Question:
    """The statement that reads the head of a store: what it says of itself, the newest step, the
    login, whether it keeps private notes, the size of the steps that are not known yet, whether
    both journals still have the last steps that are known, and the newest one of one's own."""
    private = known is not None and known.login is not None
    seq, last = (known.seq, known.last) if known is not None else (0, "")
    query = (
        f"select h.schema, h.store, h.name, h.as_of, h.seq, h.last, session_user::text, "
        f"to_regclass(%s) is not null, "
        f"(select coalesce(sum(pg_column_size(j.changes)), 0) from {schema}.journal j "
        f"where j.seq > %s), "
        f"(%s = 0 or exists (select from {schema}.journal j where j.seq = %s and j.id = %s))"
    )
    values: list[object] = [f"{schema}.private_journal", known and seq, seq, seq, last]
    if known is None or not private:
        return f"{query}, 0 from {schema}.head h", values
    own = f"from {schema}.private_journal p where p.{_MINE}"
    query += (
        f" and (%s = 0 or exists (select {own} and p.seq = %s and p.id = %s)), "
        f"coalesce((select max(p.seq) {own}), 0) from {schema}.head h"
    )
    return query, [*values, known.private_seq, known.private_seq, known.private_last]


def read_head(rows: Sequence[Row], shown: str) -> Head:
    """The head of the store called `shown`, of what `head` read. Raises StoreError."""
    if not rows:
        raise StoreError(f"the store at {shown} was not made to its end", "make it anew")
    schema, store, name, as_of, seq, last, login, private, unread, *known = rows[0]
    goes_on, private_seq = known
    if schema > SCHEMA:
        raise StoreError(
            f"the store has schema {schema}, this program reads up to {SCHEMA}",
            "update ProxyTUI to open it",
        )
    if schema < SCHEMA:
        raise earlier_version(shown)
    meta = {"schema": schema, "store": store, "name": name}
    meta = meta | {"as_of": as_of} if as_of else meta
    return Head(meta, seq, last, login if private else None, private_seq, goes_on, int(unread))


def tables(schema: str) -> str:
    """The statement that reads the names of the tables that have records."""
    following = f"(select r.kind from {schema}.records r where r.kind > k.kind order by 1 limit 1)"
    return (
        f"with recursive k(kind) as ((select kind from {schema}.records order by 1 limit 1) "
        f"union all select {following} from k where k.kind is not null) "
        "select kind from k where kind is not null"
    )


def extent(schema: str) -> str:
    """The statement that reads how many bytes the server needs for the records."""
    return f"select pg_table_size('{schema}.records')"


def records(schema: str, table: str, *, private: bool) -> str:
    """The statement that reads the records of a table, as (id, JSON) in the order of their ids."""
    query = f"select id, body from {schema}.records where kind = {literal(table)}"
    if private and table == "notes":
        query += f" union all select id, body from {schema}.private_notes where {_MINE}"
    return f"{query} order by id"


def newest_private(schema: str) -> str:
    """The statement that reads the number and the id of the login's own newest step."""
    return f"select seq, id from {schema}.private_journal where {_MINE} order by seq desc limit 1"


def since(schema: str, state: ServerState) -> Question:
    """The statement that reads the steps after those that are known."""
    if state.login is None:
        return _shared(schema, "seq > %s"), [state.seq]
    return _both(schema, "seq > %s"), [state.seq, state.private_seq]


def up_to(schema: str, state: ServerState) -> Question:
    """The statement that reads all steps that are known."""
    if not state.private_seq:
        return _shared(schema, "seq <= %s"), [state.seq]
    return _both(schema, "seq <= %s"), [state.seq, state.private_seq]


def having(schema: str, state: ServerState, id_: str) -> Question:
    """The statement that reads the id of a step, where a journal has it."""
    query, values = f"select id from {schema}.journal where id = %s", [id_]
    if state.login is None:
        return query, [*values]
    own = f"select id from {schema}.private_journal where {_MINE} and id = %s"
    return f"{query} union all {own}", [id_, id_]


def _shared(schema: str, which: str) -> str:
    return f"select {steps.FIELDS}, false, seq from {schema}.journal where {which} order by seq"


def _both(schema: str, which: str) -> str:
    shared = f"select {steps.FIELDS}, false as own, seq as place from {schema}.journal"
    own = f"select {_PRIVATE_FIELDS}, true, after from {schema}.private_journal"
    return (
        f"{shared} where {which} union all {own} where {_MINE} and {which} order by place, own, seq"
    )


def read(rows: Iterable[Row]) -> list[JournalStep]:
    """The steps of rows; what is in both journals is one step."""
    result: list[JournalStep] = []
    for *row, own, _ in rows:
        number, step = row[0], steps.read(tuple(row))
        if not own:
            result.append(JournalStep(number, 0, step))
        elif result and result[-1].step.id == step.id and not result[-1].private_seq:
            seq, _, shared = result[-1]
            changes = (*shared.changes, *step.changes)
            whole = msgspec.structs.replace(shared, label=step.label, changes=changes)
            result[-1] = JournalStep(seq, number, whole)
        else:
            result.append(JournalStep(0, number, step))
    return result


def follows(seen: Sequence[JournalStep], known: ServerState) -> bool:
    """Whether the steps after those that are known go on from them: not where a server was set back
    and others have written since."""
    first = next((item.step for item in seen if item.seq), None)
    return first is None or first.prev == known.last


def _public_label(step: Transaction, shared: Changes) -> str:
    """The label for others of a step that has private notes too: its own may tell of these."""
    said, _, _ = step.label.partition(": ") if step.undoes else ("", "", "")
    old, new = {c.before is None for c in shared}, {c.after is None for c in shared}
    if said == "undo":
        old, new = new, old
    verb = "add" if old == {True} else "remove" if new == {True} else "edit"
    tables = {change.table for change in shared}
    what = "a note" if tables == {"notes"} and len(shared) == 1 else f"{len(shared)} records"
    return f"{said}: {verb} {what}" if said else f"{verb} {what}"


def append(schema: str, state: ServerState, step: Transaction) -> Question:
    """The statement that writes a step where the newest ones are those that are known; its row has
    the step's number in everybody's journal, the step before, login, time, and the number in the
    login's own journal, with what is newest in everybody's."""
    shared, own = private_notes.split(step.changes)
    kinds, ids, bodies = steps.columns(shared)
    _, own_ids, own_bodies = steps.columns(own)
    head: list[object] = [step.id, step.origin, step.label, step.undoes]
    more = [step.merged, steps.spelt(step.imported), kinds, ids, bodies]
    if not own:
        query, values = "seq, prev, login, time, 0, seq from {}.append", [state.last, *head, *more]
    elif not shared:
        query = "0, prev, login, time, seq, after from {}.append_private"
        values = [state.private_last, *head, own_ids, own_bodies]
    else:
        query = "seq, prev, login, time, private_seq, seq from {}.append_both"
        head[2] = _public_label(step, shared)
        values = [state.last, *head, *more, state.private_last, step.label, own_ids, own_bodies]
    places = ", ".join(["%s"] * len(values))
    return f"select {query.format(schema)}({places})", values
