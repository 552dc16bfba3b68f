"""The attestation of claims that a file records without one: the day of the source that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model import claim_status, told_dates
from proxytui.model.records import Claim, Source, decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.exchange.proposal import ReadFile, Row
    from proxytui.model.records import Attested, Json

    Tables = Mapping[str, Mapping[str, Json]]

# A claim's ends don't decide whether its source speaks of the present, so any do.
_ENDS = {"type": "linked-to", "subject": "a", "object": "b"}


class Attesting(NamedTuple):
    """A read file with attestations put in, and the ids of the claims that have got one."""

    reading: ReadFile
    claims: tuple[str, ...]


def attest(reading: ReadFile, raw: Tables) -> Attesting:
    """Attest each claim that gives neither an end nor a time when it is spoken of as current.

    It is taken for something that its sources say of their own day: attested from the earliest to
    the latest date on which a source that supports it was published. Left as they are: single acts,
    coded years, intentions, claims that no dated source supports, and claims that the store has
    without an attestation.
    """
    sources = {
        row.id: source
        for row in reading.rows
        if row.table == "sources" and (source := _source(row.id, row.record)) is not None
    }
    known = {
        id_: source
        for id_, record in raw.get("sources", {}).items()
        if id_ not in sources and (source := _source(id_, record)) is not None
    }
    rows, ids = [], []
    for row in reading.rows:
        spoken = _attested(row, {**known, **sources}) if row.table == "claims" else None
        if spoken is not None:
            record = {**row.record, "attested": list(spoken)}
            before = raw.get("claims", {}).get(row.id)
            if before is None or before.get("attested") == record["attested"]:
                row = row.with_record(record)
                ids.append(row.id)
        rows.append(row)
    return Attesting(reading._replace(rows=tuple(rows)), tuple(ids))


def _source(id_: str, record: Json) -> Source | None:
    try:
        return decode(Source, id_, record)
    except (msgspec.ValidationError, TypeError, ValueError):
        return None


def _attested(row: Row, sources: Mapping[str, Source]) -> Attested | None:
    record = row.record
    if record.get("attested") or record.get("until"):
        return None
    if record.get("basis", "throughout") != "throughout":
        return None
    try:
        claim = decode(Claim, row.id, {**record, **_ENDS, "until": ".."})
    except (msgspec.ValidationError, TypeError, ValueError):
        return None
    if claim_status.planned(claim) or not claim_status.live(claim):
        return None
    return told_dates.as_told(claim, sources.get).attested
