"""The rank and status of a claim, and the status of a source, changed for a reason."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json


class Standing(NamedTuple):
    """A rank or status that a record can be given, with the letter that chooses it and what it
    means; of `fields` those without a value go back to their default."""

    id: str
    key: str
    help: str
    fields: Mapping[str, str]


def _standing(id_: str, key: str, help_: str, **fields: str) -> Standing:
    return Standing(id_, key, help_, MappingProxyType(fields))


STANDINGS: dict[str, tuple[Standing, ...]] = {
    "claims": (
        _standing("normal", "n", "asserted, and of the usual rank", rank="", status=""),
        _standing("preferred", "p", "shown before others", rank="preferred"),
        _standing("deprecated", "d", "kept, but counted no more", rank="deprecated"),
        _standing("disputed", "s", "counted, and worded as disputed", status="disputed"),
        _standing("refuted", "f", "shown to be wrong; counted no more", status="refuted"),
        _standing("retracted", "r", "taken back; counted no more", status="retracted"),
    ),
    "sources": (
        _standing("current", "n", "its publisher stands by it", status=""),
        _standing("corrected", "c", "its publisher changed it since", status="corrected"),
        _standing("retracted", "r", "taken back; what it says counts no more", status="retracted"),
    ),
}
"""The standings of each table whose records have one, the usual one first."""


def restated(table: str, id_: str, before: Json, standing: Standing, reason: str) -> Change | None:
    """The change that gives a record a standing and a reason, an empty one taken away; None where
    the record has both already."""
    fields = {**standing.fields, "reason": reason.strip()}
    after = {name: value for name, value in before.items() if name not in fields}
    after |= {name: value for name, value in fields.items() if value}
    return None if after == before else Change(table, id_, before, after)
