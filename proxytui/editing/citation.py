"""A citation that is added to a claim, as a change of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.editing.citation_line import read_citation
from proxytui.editing.records import Edit, NewIds, anchor, unknown_names, unknown_source, unsound
from proxytui.model.changes import Change

if TYPE_CHECKING:
    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.records import Records
    from proxytui.model.records import Claim
    from proxytui.notation.reading import Directory


def cite(
    typed: TypedRecords,
    claim: Claim,
    directory: Directory,
    records: Records,
    *,
    disputes: bool = False,
) -> Edit:
    """What a line adds to the citations of a claim, with the sources that it cites as new ones; its
    quotes are looked for in the kept texts.

    `disputes` and the places of faults as in `citation_line.read_citation`.
    """
    fresh_id = NewIds(records).fresh
    reading = read_citation(
        typed.line, claim, directory, fresh_id, disputes=disputes, sources=typed.sources
    )
    if reading.faults or reading.lacking:
        return Edit((), (*reading.faults, *map(unknown_source, reading.lacking)))
    *sources, row = reading.records
    before = records.record("claims", claim.id) or {}
    known = before.get("citations", [])
    after = {**before, "citations": [*known, *row.record["citations"]]}
    made = {(new.table, new.id) for new in reading.records}
    faults = (
        *unknown_names(row, directory, records, made),
        *anchor(row, after, {}, records),
        *unsound(row, after),
    )
    if faults:
        return Edit((), faults)
    added = [Change(new.table, new.id, None, new.record) for new in sources]
    return Edit((*added, Change("claims", claim.id, before, after)), ())
