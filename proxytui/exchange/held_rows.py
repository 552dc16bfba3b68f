"""The rows of a foreign file while they wait for its last one: as JSON, most of it on the disk."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from proxytui.exchange.rows import ReadRow
from proxytui.model.spilled_json import SpilledJson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.records import Json
    from proxytui.model.spilled_json import Spill

_in_order = msgspec.json.Encoder().encode
_unpacked = msgspec.json.Decoder(dict).decode


class HeldRow(msgspec.Struct, frozen=True, gc=False):
    """A row of which the fields are held as JSON, which takes a fifth of the memory and nothing of
    the garbage collector's time, or as they came where JSON would not give them back. `cited` is
    the source that it cites first."""

    row: str
    table: str
    key: str
    held: Json | bytes | SpilledJson
    cited: str
    also: tuple[str, ...]
    carried: bool
    named: bool

    @classmethod
    def of(cls, row: ReadRow, spill: Spill) -> HeldRow:
        """The row with its fields packed, in `spill` where they are many."""
        packed = _packed(row.fields)
        return cls(
            row.row,
            row.table,
            row.key,
            row.fields if packed is None else spill.keep(packed),
            _cited(row.fields),
            row.also,
            row.carried,
            row.named,
        )

    @property
    def fields(self) -> Json:
        """The fields as the reader gave them; not to be changed."""
        return _read(self.held)

    def as_read(self) -> ReadRow:
        """The row as the reader gave it."""
        return ReadRow(
            self.row, self.table, self.key, self.fields, self.also, self.carried, self.named
        )


def _packed(fields: Json) -> bytes | None:
    """The JSON of fields, in their order; None where it says something else than they."""
    try:
        packed = _in_order(fields)
        return packed if _unpacked(packed) == fields else None
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None


def _cited(fields: Json) -> str:
    citations = fields.get("citations")
    first = citations[0] if isinstance(citations, list) and citations else None
    source = first.get("source") if isinstance(first, dict) else None
    return source if isinstance(source, str) else ""


class HeldItems:
    """Objects of a file in their order, each once, in `spill` where they are many."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._held: dict[bytes, Json | bytes | SpilledJson] = {}

    def add(self, item: Json) -> None:
        """Take in what isn't there yet."""
        packed = _packed(item)
        words = repr(item).encode() if packed is None else packed
        digest = hashlib.blake2b(words, digest_size=16).digest()
        if digest not in self._held:
            self._held[digest] = item if packed is None else self._spill.keep(packed)

    def __iter__(self) -> Iterator[Json]:
        return map(_read, self._held.values())


def _read(held: Json | bytes | SpilledJson) -> Json:
    packed = held.read() if isinstance(held, SpilledJson) else held
    return _unpacked(packed) if isinstance(packed, bytes) else packed
