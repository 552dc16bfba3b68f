"""Whether a step may be taken back before later ones: not where these could not be any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import Conflict, Refused
from proxytui.model.packed_changes import PackedChange, as_held, inverted
from proxytui.model.references import references
from proxytui.store.merge_fields import merge

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from proxytui.model.changes import Change, Changes, Transaction
    from proxytui.model.records import Json

_FIRST = "undo that first"


def check(refusal: str, later: Sequence[Transaction], actual: Changes) -> None:
    """Raise Refused where `actual` would leave a step of `later`, the newest first, without what it
    builds on, so that it could not be undone any more; also where later steps add up to nothing
    now."""
    if not later:
        return
    removed = {(c.table, c.id) for c in as_held(actual) if c.after is None}
    ids = {id_ for _, id_ in removed}
    touched = {(c.table, c.id) for step in later for c in as_held(step.changes)}
    records: dict[tuple[str, str], Json | None] = {
        (c.table, c.id): c.after for c in _of_records(actual, touched)
    }
    for step in later:
        if removed and any(
            (ref.table, ref.id) in removed or (not ref.table and ref.id in ids)
            for change in step.changes
            for record in (change.before, change.after)
            for ref in references(change.table, record or {})
        ):
            raise Refused(f"{refusal}: {step.origin} built on it since: {step.label}", _FIRST)
        for change in _of_records(inverted(step.changes), records):
            key = (change.table, change.id)
            try:
                records[key] = merge(change, records[key], strict=True)
            except Conflict:
                changed = f"{step.origin} changed it since: {step.label}"
                raise Refused(f"{refusal}: {changed}", _FIRST) from None


def _of_records(changes: Changes, keys: Container[tuple[str, str]]) -> Iterator[Change]:
    """The changes of some records."""
    for change in as_held(changes):
        if (change.table, change.id) in keys:
            yield change.unpacked() if isinstance(change, PackedChange) else change
