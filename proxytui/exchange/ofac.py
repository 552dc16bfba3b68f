"""Lists of the Office of Foreign Assets Control: who is listed, and to whom the list links them.

Read are the list of Specially Designated Nationals (SDN.CSV), the consolidated list of the others
(CONS_PRIM.CSV), and the file of other names of either (ALT.CSV), which says no more than names.
Addresses alone (ADD.CSV) are no records.

- Each programme of an entry is a designation by the Office, which is its author. The list is one of
  sanctions; *terrorist* stands where the programme's own title says so: FTO, SDGT, SDT.
- The file has no date of a listing. One in the file's name is the day of the edition, on which the
  entries are said to be listed; without it nothing says when.
- `Linked To: NAME` is a tie to the entry of that name, else to an actor of whom no more is known.
- An entry that is no individual may be a ministry, a company or a group: its kind is unknown unless
  the remarks speak of an organisation.
- Vessels and aircraft are no actors, and are left out.

The file is read twice: the first time for the names that links lead to.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import ofac_remarks, ofac_table
from proxytui.exchange.ofac_table import OTHER_NAMES, Row, Table
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.formats import Head
    from proxytui.exchange.ofac_remarks import Link, Remarks
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

OFFICE = "ofac"
"""The key of the actor that lists."""

_SPECIALLY_DESIGNATED = "Specially Designated Nationals and Blocked Persons List"
_OTHERS = "Consolidated Sanctions List (non-SDN)"
# Foreign Terrorist Organizations, Specially Designated (Global) Terrorists.
_TERRORIST = ("FTO", "SDGT", "SDT")
_NO_ACTORS = ("vessel", "aircraft")
_PERSON = "individual"
_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_NAMED = ("SDN_Name", "SDN_Type")
_NAME_TYPES = {"aka": "alias", "fka": "former", "nka": "alias"}


def looks(head: Head) -> int:
    """How surely a file is of this format, by the rows it begins with."""
    return 95 if ofac_table.shape(ofac_table.beginning(head.data)) else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The source, the Office, the entries and their ties; or the other names of entries."""
    table = Table(file)
    if not table.columns:
        raise UsageError(
            "the file has no columns of OFAC's lists",
            "give SDN.CSV, CONS_PRIM.CSV or ALT.CSV; addresses alone have no actors",
        )
    source = _source(options.name)
    if "alt_name" in table.columns:
        # A source of its own: the list isn't gone from an edition that has names alone.
        title = f"{source.record['title']}, other names"
        source = source._replace(key=f"{source.key}-names", record=source.record | {"title": title})
        yield ReadRow("row 1", "sources", source.key, source.record)
        yield from _OtherNames(source).read(table)
        return
    entries = _Entries(table, source, personal=options.personal)
    yield ReadRow("row 1", "sources", source.key, source.record)
    yield ReadRow("row 1", "actors", OFFICE, _office())
    yield from entries.read()


class _Source(NamedTuple):
    """The list by its key and record, and the day of the edition, empty where nobody says."""

    key: str
    record: Json
    day: str


def _source(file: str) -> _Source:
    consolidated = "cons" in file.lower()
    day = _day(file)
    record: Json = {
        "title": _OTHERS if consolidated else _SPECIALLY_DESIGNATED,
        "author": "Office of Foreign Assets Control",
        "publisher": "Office of Foreign Assets Control",
        "publisher_parent": "United States Department of the Treasury",
        "url": "https://sanctionslist.ofac.treas.gov/Home/"
        + ("ConsolidatedList" if consolidated else "SdnList"),
        "licence": "public domain (US Government work)",
        "lang": "en",
        "kind": "list",
    }
    if day:
        record["published"] = day
    return _Source("ofac-consolidated" if consolidated else "ofac-sdn", record, day)


def _day(file: str) -> str:
    """The day in the name of a file, as EDTF."""
    match = _DAY.search(file)
    day = "-".join(match.groups()) if match else ""
    try:
        return day if day and dates.parse(day) else ""
    except ValueError:
        return ""


def _office() -> Json:
    return {
        "kind": "state-body",
        "names": [
            {"text": "Office of Foreign Assets Control"},
            {"text": "OFAC", "type": "acronym"},
        ],
        "countries": ["US"],
    }


class _Entries:
    """The entries of a list, and the actors that it names beside them."""

    def __init__(self, table: Table, source: _Source, *, personal: bool) -> None:
        self._table = table
        self._source = source
        self._personal = personal
        self._ids = _ids_by_name(table)
        self._seen: set[str] = set()
        self._named: set[str] = set()

    def read(self) -> Rows:
        for row in self._table.rows():
            if isinstance(row, RejectedRow):
                yield row
                continue
            reason = self._unfit(row)
            if reason:
                yield RejectedRow(row.place, reason, self._raw(row))
                continue
            self._seen.add(row.id)
            yield from self._entry(row)

    def _raw(self, row: Row) -> dict[str, str]:
        """A row left out, of a person without the remarks unless birth and papers come in."""
        hidden = "Remarks" if _is_person(row) and not self._personal else ""
        return {column: cell for column, cell in row.cells.items() if column != hidden}

    def _unfit(self, row: Row) -> str:
        """The reason to leave an entry out; empty for none."""
        kind = row.cells.get("SDN_Type", "").lower()
        if kind in _NO_ACTORS:
            return f"is {'an' if kind == 'aircraft' else 'a'} {kind}, which is no actor"
        if not text.visible(row.cells.get("SDN_Name", "")):
            return "has no name"
        if row.id in self._seen:
            return f"has the number {row.id} of a row above"
        return ""

    def _entry(self, row: Row) -> Rows:
        person = _is_person(row)
        remarks = ofac_remarks.parse(row.cells.get("Remarks", ""), person=person)
        yield ReadRow(row.place, "actors", row.id, self._actor(row, remarks, person=person))
        yield from self._designations(row)
        for link in remarks.links:
            yield from self._link(row, link)

    def _actor(self, row: Row, remarks: Remarks, *, person: bool) -> Json:
        listed = row.cells["SDN_Name"]
        name = ofac_remarks.reading_order(listed) if person else listed
        names: list[Json] = [{"text": name}]
        if name != listed:
            names.append({"text": listed, "type": "alias"})
        known = {text.fold(item["text"]) for item in names}
        names += (
            {"text": other.text, "type": other.type}
            for other in remarks.names
            if text.fold(other.text) not in known
        )
        day, words = remarks.founded
        stated = "; ".join([*(other.words for other in remarks.names), *([words] if day else ())])
        if remarks.organisation and not day:
            stated = "; ".join(filter(None, (stated, remarks.organisation)))
        record: Json = {
            "kind": "person" if person else "organisation" if remarks.organisation else "unknown",
            "names": names,
            "identifiers": {"ofac": [row.id]},
        }
        born = remarks.born if self._personal and person else ""
        if born or day:
            record["founded"] = born or day
        if self._personal:
            stated = row.cells.get("Remarks", "")
        record["citations"] = [self._citation(row, (*_NAMED, "Title"), Remarks=stated)]
        return record

    def _designations(self, row: Row) -> Rows:
        programmes = dict.fromkeys(
            part for cell in row.cells.get("Program", "").split("]")
            if text.visible(part := cell.strip(" []"))
        )  # fmt: skip
        if not programmes:
            yield RejectedRow(
                row.place, "names no programme, so that nothing lists it", self._raw(row)
            )
        for programme in programmes:
            terrorist = ("terrorist",) if programme in _TERRORIST else ()
            claim: Json = {
                "type": "designates",
                "subject": OFFICE,
                "object": row.id,
                "terms": [*terrorist, "sanctions"],
                "role": programme,
                "citations": [self._citation(row, (*_NAMED, "Program"))],
            }
            yield ReadRow(row.place, "claims", f"{row.id}:{programme}", self._attested(claim))

    def _link(self, row: Row, link: Link) -> Rows:
        target = self._ids.get(_key(link.name), "")
        words = {"Linked To": link.name, "ent_num": row.id}
        if target is None:
            yield RejectedRow(row.place, f"is linked to {link.name}, which is no actor", words)
            return
        if target == row.id:
            yield RejectedRow(row.place, "is linked to itself", words)
            return
        citation = self._citation(row, ("SDN_Name",), Remarks=link.words)
        if not target:
            target = f"named-{hashlib.sha256(_key(link.name).encode()).hexdigest()[:16]}"
            if target not in self._named:
                self._named.add(target)
                names = [{"text": link.name}]
                record = {"kind": "unknown", "names": names, "citations": [citation]}
                yield ReadRow(row.place, "actors", target, record)
        claim: Json = {
            "type": "linked-to",
            "subject": row.id,
            "object": target,
            "citations": [citation],
        }
        yield ReadRow(row.place, "claims", f"{row.id}:linked:{target}", self._attested(claim))

    def _attested(self, claim: Json) -> Json:
        day = self._source.day
        return {**claim, "attested": [day, day]} if day else claim

    def _citation(self, row: Row, columns: tuple[str, ...], **others: str) -> Json:
        return _citation(self._source, row, columns, **others)


def _citation(source: _Source, row: Row, columns: tuple[str, ...], **others: str) -> Json:
    return {
        "source": source.key,
        "quote": {"exact": row.quote(columns, **others)},
        "locator": {"paragraph": row.number},
    }


def _is_person(row: Row) -> bool:
    return row.cells.get("SDN_Type", "").lower() == _PERSON


def _ids_by_name(table: Table) -> dict[str, str | None]:
    """The number of the entry of a name; "" where several have it, None where it is no actor."""
    ids: dict[str, str | None] = {}
    for row in table.rows():
        name = row.cells.get("SDN_Name", "") if isinstance(row, Row) else ""
        if isinstance(row, RejectedRow) or not text.visible(name):
            continue
        key = _key(name)
        vessel = row.cells.get("SDN_Type", "").lower() in _NO_ACTORS
        id_ = None if vessel else row.id
        ids[key] = id_ if ids.get(key, id_) == id_ else ""
    return ids


def _key(name: str) -> str:
    """A name for comparison: whether its full stop ends it or the remarks isn't to be told."""
    return text.fold(name).rstrip(". ")


class _OtherNames:
    """The file of other names. Its rows on one entry are joined, so that all are held."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._records: dict[str, Json] = {}
        self._rows: dict[str, str] = {}

    def read(self, table: Table) -> Rows:
        for row in table.rows():
            if isinstance(row, RejectedRow):
                yield row
            elif not text.visible(row.cells.get("alt_name", "")):
                yield RejectedRow(row.place, "has no name", row.cells)
            else:
                self._add(row)
        yield from self._actors()

    def _actors(self) -> Iterator[ReadRow]:
        for id_, record in self._records.items():
            yield ReadRow(self._rows[id_], "actors", id_, record)

    def _add(self, row: Row) -> None:
        record: Json = self._records.setdefault(
            row.id,
            {"kind": "unknown", "names": [], "identifiers": {"ofac": [row.id]}, "citations": []},
        )
        self._rows.setdefault(row.id, row.place)
        name = row.cells["alt_name"]
        type_ = _NAME_TYPES.get(row.cells.get("alt_type", ""), "alias")
        known = {text.fold(item["text"]) for item in record["names"]}
        if text.fold(name) not in known:
            record["names"].append({"text": name, "type": type_})
            record["citations"].append(_citation(self._source, row, OTHER_NAMES[1:]))
