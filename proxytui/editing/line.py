"""A line of the notation while it is typed: the sentence it will read as, and what it lacks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import wording
from proxytui.editing.days import between
from proxytui.editing.named_records import missing
from proxytui.model import dates
from proxytui.model.records import Claim, Source, decode
from proxytui.model.told_dates import as_told
from proxytui.notation.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.model.dates import Bounds
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Json
    from proxytui.model.references import Reference
    from proxytui.notation.reading import Directory, Reading
    from proxytui.notation.scanner import Fault


class Preview(NamedTuple):
    """What a line says so far: its sentence, its dates in days, what is missing, its first fault
    and the column at which that stands, from 1; `lacking` are the ids of its new sources,
    about which is to be asked."""

    sentence: str = ""
    days: str = ""
    missing: tuple[str, ...] = ()
    fault: str = ""
    column: int = 0
    lacking: tuple[str, ...] = ()


def preview(
    line: str,
    directory: Directory,
    source: Callable[[str], Source | None],
    subject: str = "",
) -> Preview:
    """What a line would be kept as; nothing is kept, and no text is looked at."""
    if not line.strip():
        return Preview()
    names: dict[str, str] = {}

    def new_id(table: str, record: Json) -> str:
        id_ = f"new-{len(names) + 1}"
        names[id_] = str(record["names"][0]["text"]) if table == "actors" else id_
        return id_

    reading = read(line, directory, new_id, subject=subject)
    if reading.faults:
        fault = reading.faults[0]
        return Preview(fault=fault.message, column=fault.place.column)
    lacking = tuple(source.name for source in reading.lacking)
    for fault in unknown_ids(reading, directory, {}):
        return Preview(fault=fault.message, column=fault.place.column)
    claims = [row for row in reading.records if row.table == "claims"]
    if not claims:
        return Preview(lacking=lacking)
    record = claims[0].record
    cited = record.get("citations", [])
    try:
        claim = decode(Claim, "new", {**record, "citations": cited})
    except msgspec.ValidationError as error:
        return Preview(fault=str(error), column=1)
    sources = with_new_sources(source, reading)
    sentence = wording.claim_words(
        claim, lambda id_: names.get(id_) or directory.label(id_), sources
    )
    missing = tuple(_missing(record))
    days = _days(as_told(claim, sources))
    return Preview(sentence if cited else "", days, missing, lacking=lacking)


def unknown_ids(reading: Reading, directory: Directory, before: Json) -> Iterator[Fault]:
    """The faults of ids of actors that neither the directory has nor the text, nor a record as it
    was `before`."""
    made = {row.id for row in reading.records if row.table == "actors"}

    def exists(named: Reference) -> bool:
        return named.table != "actors" or named.id in made or directory.has("actors", named.id)

    for row in reading.records:
        yield from missing(row, before, exists, directory)


def with_new_sources(source: Lookup, reading: Reading) -> Lookup:
    """A look-up that knows the sources which a text makes, and by their ids those about
    which is still to be asked."""
    new = {row.id: row.record for row in reading.records if row.table == "sources"}
    new |= {lacking.name: {"title": lacking.name} for lacking in reading.lacking}

    def find(id_: str) -> Source | None:
        if id_ not in new:
            return source(id_)
        with suppress(msgspec.ValidationError):
            return decode(Source, id_, new[id_])
        return None

    return find


def _missing(record: Json) -> list[str]:
    """What a claim would be better with; the first of them it can't be without."""
    missing = []
    if not record.get("citations"):
        missing.append("a source")
    elif not any("quote" in citation for citation in record["citations"]):
        missing.append("a quote")
    if not any(field in record for field in ("since", "until", "attested")):
        missing.append("a date")
    return missing


def _days(claim: Claim) -> str:
    """The days between which it starts and ends by its own dates: `starts 1 Jun to 30 Jun 2023`."""
    said = []
    for given, word, first, last in (
        (claim.since, "starts", "earliest_start", "latest_start"),
        (claim.until, "ends", "earliest_end", "latest_end"),
    ):
        if given is None or dates.is_open(given):
            continue
        bounds: Bounds = dates.bounds(claim.since, claim.until, claim.attested)
        said.append(f"{word} {between(getattr(bounds, first), getattr(bounds, last))}")
    return " · ".join(said)
