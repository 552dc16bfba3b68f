"""A text of records against those of a store: what it adds, changes and removes, or its faults."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.editing.anchors import anchored
from proxytui.editing.named_records import missing
from proxytui.errors import ProxyTUIError
from proxytui.model import validation
from proxytui.model.changes import Change
from proxytui.model.vocabulary import TABLES
from proxytui.notation.reader import read
from proxytui.notation.scanner import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from proxytui.model.records import Json
    from proxytui.model.references import Reference
    from proxytui.notation.reading import Directory, NewSource, Proposed

_PAIRS = {"claims": ("subject", "object"), "identities": ("a", "b")}
"""The fields of two actors that have to differ."""

Key = tuple[str, str]
"""A record by its table and id."""
_SECOND = len("2024-12-02T15:04:05")


class Records(Protocol):
    """The records of a store and its kept texts, as far as an edit needs them."""

    def record(self, table: str, id_: str) -> Json | None:
        """A record as it is stored."""

    def fresh_id(self, table: str, wanted: str = "") -> str:
        """An id that no record has."""

    def text_of(self, sha: str) -> str | None:
        """A kept text by its sha256, if it is here."""

    def keep(self, file: Path) -> Json:
        """Keep a file's text; the version of a source that has it. Raises ProxyTUIError."""


class Edit(NamedTuple):
    """The changes that a text asks for; with any fault there are none."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    kept: tuple[Key, ...] = ()
    """The records that stand in the text as they are stored."""


def edit(
    text: str,
    directory: Directory,
    records: Records,
    time: str,
    *,
    shown: Iterable[Key] = (),
    subject: str = "",
) -> Edit:
    """What a text changes in a store.

    `time` stands on what is written, RFC 3339 UTC. `shown` are the records that the text was made
    of: those that it has no more are removed. `subject` as in `notation.reader.read`.
    """
    ids = NewIds(records)
    reading = read(text, directory, ids.fresh, subject=subject)
    proposed = {(row.table, row.id): row for row in reading.records}
    faults = [*reading.faults, *map(unknown_source, reading.lacking)]
    there = {*proposed, *(("sources", source.name) for source in reading.lacking)}
    for row in reading.records:
        faults += unknown_names(row, directory, records, there)
    finished: dict[Key, Json] = {}
    moments = _moments(time)
    for key, row in proposed.items() if not faults else ():
        try:
            finished[key] = _finished(row, records, time, moments)
        except ProxyTUIError as error:
            faults.append(Fault(row.place, str(error)))
    changes: list[Change] = []
    for key, after in finished.items():
        row, before = proposed[key], records.record(*key)
        faults += anchor(row, after, finished, records)
        faults += unsound(row, after)
        if before != after:
            changes.append(Change(row.table, row.id, before, after))
    for table, id_ in shown if not faults else ():
        before = records.record(table, id_)
        if (table, id_) not in proposed and before is not None:
            changes.append(Change(table, id_, before, None))
    faults.sort(key=lambda fault: fault.place)
    if faults:
        return Edit((), tuple(faults))
    changed = {(change.table, change.id) for change in changes}
    return Edit(tuple(changes), (), tuple(key for key in proposed if key not in changed))


def unknown_source(source: NewSource) -> Fault:
    """The fault of a text that cites a new source without a record of it."""
    name = source.name
    return Fault(
        source.place, f"“{name}” is a new source; a line that says so: source {name} TITLE"
    )


def unknown_names(
    row: Proposed, directory: Directory, records: Records, proposed: Collection[Key]
) -> Iterator[Fault]:
    """The faults of ids that neither a record of the store has nor one that is `proposed`."""

    def exists(named: Reference) -> bool:
        tables = (named.table,) if named.table else TABLES
        keys = [(table, named.id) for table in tables]
        return any(key in proposed or records.record(*key) is not None for key in keys)

    return missing(row, records.record(row.table, row.id) or {}, exists, directory)


class NewIds:
    """Ids for new records, each given once in a text."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._taken: set[Key] = set()

    def fresh(self, table: str, record: Json) -> str:
        """An id for a new record that no other has, in the store or in the text."""
        wanted = str(record["names"][0]["text"]) if table == "actors" else ""
        id_ = base = self._records.fresh_id(table, wanted)
        number = 2
        while (table, id_) in self._taken:
            ending = f"-{number}"
            id_ = base[: 60 - len(ending)].rstrip("-") + ending
            number += 1
        self._taken.add((table, id_))
        return id_


def _moments(time: str) -> Iterator[str]:
    """A time and those a microsecond later each, for decisions, of which the last counts."""
    first = datetime.fromisoformat(time)
    return (
        (first + timedelta(microseconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        for number in count()
    )


def _finished(row: Proposed, records: Records, time: str, moments: Iterator[str]) -> Json:
    """The record with what the program puts down by itself: the times of notes and decisions, and
    the kept text of a source whose file is named."""
    time = f"{time[:_SECOND]}Z"
    record, before = dict(row.record), records.record(row.table, row.id)
    if row.table == "notes":
        old = before or {}
        record.setdefault("text", "")
        record.setdefault("created", old.get("created", time))
        if "modified" not in record or (old and old.get("text") != record["text"]):
            record["modified"] = time
    # One that carries its id was written out of a store, and comes back as it was.
    if row.table == "identities" and row.is_new:
        record.setdefault("made", next(moments))
    if row.table == "sources" and (file := record.pop("file", "")):
        version = records.keep(Path(file))
        known: list[Json] = record.get("documents") or (before or {}).get("documents") or []
        if all(document["text"] != version["text"] for document in known):
            record["documents"] = [*known, version]
    return record


def unsound(row: Proposed, record: Json) -> Iterator[Fault]:
    """What validation has against a record, at the record's place."""
    if row.table == "claims" and not record.get("citations"):
        yield Fault(
            row.place, "a claim needs what it rests on: a quote and its source, or from SOURCE"
        )
        return
    first, second = _PAIRS.get(row.table, ("", ""))
    if first in record and record[first] == record.get(second):
        yield Fault(row.place, "this names the same actor twice; it needs two")
        return
    where = f"{row.table}/{row.id}: "
    for fault in validation.faults(row.table, row.id, record):
        yield Fault(row.place, fault.removeprefix(where))


def anchor(
    row: Proposed, record: Json, finished: Mapping[Key, Json], records: Records
) -> Iterator[Fault]:
    """Note of each quote where it stands in the kept text of its source; a fault where nowhere."""
    citations = record.get("citations")
    if not isinstance(citations, list):
        return
    known = (records.record(row.table, row.id) or {}).get("citations", ())

    def kept(source: str) -> tuple[str, str] | None:
        return kept_text(
            finished.get(("sources", source)) or records.record("sources", source), records
        )

    record["citations"], unplaced = anchored(citations, known, kept)
    for quote in unplaced:
        if quote.exact not in row.unchecked:
            place = row.quotes.get(quote.exact, row.place)
            yield Fault(place, f"{quote.words}; ! before the quote records it all the same")


def kept_text(source: Json | None, records: Records) -> tuple[str, str] | None:
    """The newest text of a source that is here, and its sha256; None where there is none."""
    for document in reversed((source or {}).get("documents", ())):
        text = records.text_of(document["text"])
        if text is not None:
            return text, document["text"]
    return None
