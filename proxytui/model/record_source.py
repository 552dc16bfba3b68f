"""Records of a table looked up by id, and read from where they are stored without decoding all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

import msgspec

from proxytui.model.records import Json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from msgspec import Raw

_record = msgspec.json.Decoder(dict).decode

Shape = TypeVar("Shape")
Value = TypeVar("Value", covariant=True)

Fill: TypeAlias = "Callable[[sqlite3.Connection], None]"
"""Makes the tables of an empty file and fills them; may raise to stop."""


class ById(Protocol[Value]):
    """Values that are looked up by id, and counted; there is no way to go through all of them."""

    def __getitem__(self, id_: str, /) -> Value:
        """The value with this id; raises KeyError where there is none."""

    def __contains__(self, id_: object, /) -> bool:
        """Whether there is a value with this id."""

    def __len__(self) -> int:
        """How many values there are."""

    def get(self, id_: str, /) -> Value | None:
        """The value with this id, or None."""


class RecordSource(MutableMapping[str, Json]):
    """The stored records of one table by id, and the overrides set since they were read."""

    @property
    @abstractmethod
    def overrides(self) -> Mapping[str, Json | None]:
        """The records that were set since the stored ones were read; None for a removed one."""

    @abstractmethod
    def has(self, id_: str) -> bool:
        """Whether a record is among the stored ones, whether it was overridden or not."""

    @abstractmethod
    def raw_record(self, id_: str) -> memoryview | None:
        """The JSON of one stored record; None where there is none."""

    @abstractmethod
    def packed_in_order(self) -> Iterator[tuple[str, bytes]]:
        """Every record by its id as JSON, as in `packed`, in the order of the ids, each read in its
        turn."""

    @abstractmethod
    def packed(self) -> dict[str, Raw]:
        """All records as JSON: canonical, but for blanks that stored ones may have."""

    @abstractmethod
    def without(self, ids: Mapping[str, None]) -> RecordSource:
        """These records without some."""

    @abstractmethod
    def project(self, kind: type[Shape]) -> dict[str, Shape]:
        """The stored records by id, with only the fields that `kind`, a Struct, has."""

    @abstractmethod
    def project_in_batches(self, kind: type[Shape]) -> Iterator[dict[str, Shape]]:
        """The result of `project`, some hundred records at a time, in the order of their ids."""

    @abstractmethod
    def find_by_text(self, field: str, value: str, kind: type[Shape]) -> dict[str, Shape]:
        """Stored records by id that have a text at a field of that name, at any depth."""

    @abstractmethod
    def ids_with(self, value: str) -> Iterator[str]:
        """The ids of stored records that have a text, whole, at any field; and maybe of others."""

    @abstractmethod
    def index_by_id(self, ids: Sequence[str]) -> None:
        """Speed up look-ups of single records from now on; `ids` are all stored ids in their
        order."""


class Links(Protocol):
    """What points at what among stored records, looked up where it is asked for. Records that were
    overridden since count as they were stored."""

    def ties_at(self, actor: str, /) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """The ties at an actor: type, subject, object and the ids of their claims, in order."""

    def actors_by_ties(self) -> Iterator[tuple[str, int]]:
        """The actors that have ties, with their number, those with most ties first; of equal ones
        the smaller id."""

    def ties(self) -> int:
        """How many ties there are."""

    def degree(self, actor: str, /) -> int:
        """How many ties an actor has."""

    def claims_into(self, type_: str, actor: str, /) -> list[str]:
        """The ids of the claims of a type with two directions of which an actor is the object, in
        the order of their ties."""

    def unfit(self) -> list[str]:
        """The ids of the claims that stand in no tie."""

    def citing(self, source: str, /) -> list[tuple[str, str]]:
        """The records with a citation of a source, as (table, id)."""

    def copies(self, source: str, /) -> list[str]:
        """The ids of the sources that are copies of one."""

    def events_at(self, actor: str, /) -> list[str]:
        """The ids of the events in which an actor takes part."""

    def events_about(self, claim: str, /) -> list[str]:
        """The ids of the events that name a claim."""


def in_order(rows: Mapping[str, Json]) -> Iterator[tuple[str, Json, bytes | None]]:
    """The records of a table in the order of their ids, each with the JSON that it was decoded
    from, None where it was not; of those in a file only a few are in memory at a time."""
    if isinstance(rows, RecordSource):
        for id_, packed in rows.packed_in_order():
            yield id_, _record(packed), packed
        return
    for id_, record in sorted(rows.items()):
        yield id_, record, None


class LinkedSource(RecordSource):
    """Stored records that needn't be gone through to know which there are, and what points at
    what."""

    @property
    @abstractmethod
    def links(self) -> Links:
        """What points at what among the stored records of all tables."""

    @property
    @abstractmethod
    def stored(self) -> int:
        """How many records are stored, overridden or not."""

    @abstractmethod
    def ids(self) -> Iterator[str]:
        """The ids of the stored records, in order."""

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """What tells these stored records from any others that a store had or may have."""

    @abstractmethod
    def derived(self, name: str, version: int, fill: Fill) -> sqlite3.Connection | None:
        """A file of this name derived from the stored records of all tables, for reading from
        whatever thread; `fill` makes its tables where there is none that fits. None where it can't
        be written."""
