"""Records of a table looked up by id, and read from where they are stored without decoding all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from proxytui.model.records import Json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msgspec import Raw

Shape = TypeVar("Shape")
Value = TypeVar("Value", covariant=True)


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
