"""What a format keeps, coarsens and drops of the fields of records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.exchange.formats import Format
    from proxytui.exchange.selection import Selection

KEPT, COARSENED, DROPPED = "kept", "coarsened", "dropped"


class Losses(NamedTuple):
    """The fields, as `table.field`, of written records that a format coarsens, and that it drops;
    both sorted as the table of fields has them."""

    coarsened: tuple[str, ...]
    dropped: tuple[str, ...]


def complete(written: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What a format does to every field, of what it does to those that it writes, by table and
    name; the others are dropped."""
    return {
        f"{name}.{field.name}": written[name].get(field.name, DROPPED)
        for name, fields in FIELDS.items()
        for field in fields
    }


def table(format_: Format) -> Mapping[str, str]:
    """What a format does to each field, by `table.field`; a field that isn't there is kept."""
    losses: Mapping[str, str] = getattr(import_module(format_.module), "LOSSES", {})
    return losses


def of(format_: Format, selection: Selection) -> Losses:
    """What a format loses of the fields that the chosen records have."""
    losses = table(format_)
    there = {
        f"{name}.{field}"
        for name, rows in selection.tables.items()
        for record in rows.values()
        for field in record
    }
    named = [
        f"{name}.{field.name}"
        for name, fields in FIELDS.items()
        for field in fields
        if f"{name}.{field.name}" in there
    ]
    return Losses(
        tuple(field for field in named if losses.get(field) == COARSENED),
        tuple(field for field in named if losses.get(field) == DROPPED),
    )
