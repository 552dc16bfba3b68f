"""Changes of records, and the transactions in which a store keeps them."""

from __future__ import annotations

import msgspec

from proxytui.model.records import Json  # noqa: TC001  # msgspec asks for it when it decodes


class Change(msgspec.Struct, frozen=True):
    """One record before and after, as plain data; None where it does not exist."""

    table: str
    id: str
    before: Json | None
    after: Json | None


class PulledSnapshot(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another machine's journal, and the place in it up to which a `store.json` from there has
    everything.

    `held` are the records, as table/id, of which that file has another version than the step that
    took it over left here: a crc32 as 8 hex digits, empty where it has none.
    """

    journal: str
    file: str
    offset: int
    held: dict[str, str] = {}


class Transaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of the journal; `undoes` names the one that it takes back or brings again, `merged`
    the last one of another copy of the store that this step brought in, `brought` what a
    `store.json` from another machine had."""

    id: str
    prev: str
    origin: str
    by: str
    time: str
    label: str
    changes: tuple[Change, ...]
    undoes: str | None = None
    merged: str | None = None
    brought: PulledSnapshot | None = None
