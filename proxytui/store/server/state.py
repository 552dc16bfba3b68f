"""A store on a server as it is known here."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.store.folder.lazy_records import Section
    from proxytui.store.folder.snapshot import Tables
    from proxytui.store.ledger import SetAsideRecord


class Base(NamedTuple):
    """The file of this machine that has the records but for those that were set since: its size in
    bytes, its crc32, and the sections of its tables."""

    size: int
    crc: int
    sections: dict[str, Section]


@dataclass
class ServerState:
    """The records up to step `seq` of the journal, which has the id `last`, and up to step
    `private_seq` of the login's own journal, which has the id `private_last`.

    `followed` is when that was the newest, in seconds since 1970. `login` is whose private notes
    are among the records, None where the store keeps none. `warnings` has a sentence while there is
    no connection. `saved` is the number of steps up to which it was saved on this machine, `base`
    the file of which the records are, None where they are of none.
    """

    tables: Tables
    meta: Json
    seq: int
    last: str
    followed: float
    private_seq: int = 0
    private_last: str = ""
    login: str | None = None
    saved: int = -1
    base: Base | None = None
    warnings: list[str] = field(default_factory=list)
    set_aside: list[SetAsideRecord] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """The number of steps in both journals."""
        return self.seq + self.private_seq

    @property
    def records(self) -> int:
        """The number of records."""
        return sum(len(rows) for rows in self.tables.values())


def copied(state: ServerState) -> ServerState:
    """The same state, of which a change doesn't show in the other one."""
    tables: Tables = {table: copy(rows) for table, rows in state.tables.items()}
    return replace(
        state, tables=tables, warnings=[], set_aside=[*state.set_aside], damage=[*state.damage]
    )
