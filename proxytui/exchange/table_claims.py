"""The claims of a table: rows that say the same of the same tie are one, with all citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.held_rows import HeldItems, HeldRow
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.table_dates import BadCell
from proxytui.exchange.table_years import YearRuns
from proxytui.model.spilled_json import Spill
from proxytui.model.vocabulary import BASES, CLAIM_STATUSES, CLAIM_TYPES, RANKS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from proxytui.exchange.table_actors import ActorTable
    from proxytui.exchange.table_columns import Cells, Columns
    from proxytui.model.records import Json

_TEXTS = ("role", "reason", "summary")
_CHOICES = (("basis", tuple(BASES)), ("status", CLAIM_STATUSES), ("rank", RANKS))
_USUAL = {"basis": "throughout", "status": "asserted", "rank": "normal"}
_MANY_DATES = 20_000
"""So many dates are remembered as they were read: those of a million rows would take more than the
rows do."""
_YEAR = re.compile("[0-9]{4}")
_DATES = ("since", "until", "date", "year", "attested")


class ClaimTable:
    """The claims of a table by their key in the file: the id of the row where the table has one,
    else who, what, whom and from when."""

    def __init__(self, columns: Columns, actors: ActorTable) -> None:
        self._columns, self._actors, self._words = columns, actors, columns.words
        self._rows: dict[str, HeldRow] = {}
        self._spill = Spill()
        self._more: dict[str, HeldItems] = {}
        self._named: dict[str, None] = {}
        self._years = YearRuns(self._spill) if columns.mapping.rows == "years" else None
        self._pick_terms, self._term_names = columns.pick("terms"), columns.names("terms")
        self._pick_flags, self._flag_names = columns.pick("flags"), columns.names("flags")
        self._pick_against = columns.pick("against")
        self._pick_against_ids = columns.pick("against_id")
        self._has_against, self._has_flags = "against" in columns, "flags" in columns
        self._pick_dates = columns.pick(*_DATES)
        self._pick_year = columns.pick("year")
        self._picks = [(field, columns.pick(field)) for field in _DATES]
        self._texts = [(f, columns.pick_cell(f)) for f in _TEXTS if f in columns]
        self._choices = [(f, columns.pick_cell(f), o) for f, o in _CHOICES if f in columns]
        # The same cells stand in many rows.
        self._terms: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        self._dates: dict[tuple[str, ...], Json] = {}
        self._flags: dict[tuple[str, ...], tuple[str, ...]] = {}

    def rows(self) -> Iterator[ReadRow]:
        """The claims, when all rows are taken in."""
        other_keys = self._actors.other_keys()
        for row in self._claims():
            fields = row.fields
            if other_keys:
                for field in ("subject", "object"):
                    fields[field] = other_keys.get(fields[field], fields[field])
                if against := fields.get("against"):
                    fields["against"] = [other_keys.get(key, key) for key in against]
            self._named.update(dict.fromkeys((fields["subject"], fields["object"])))
            self._named.update(dict.fromkeys(fields.get("against", ())))
            yield row

    def _claims(self) -> Iterator[ReadRow]:
        if self._years is not None:
            yield from self._years.rows()
            return
        for key in list(self._rows):
            row = self._rows.pop(key).as_read()  # what was given isn't held any longer
            if more := self._more.pop(key, None):
                row.fields["citations"] = [*more]
            yield row

    def named(self) -> Container[str]:
        """The keys of the actors that the claims name, of those that were given."""
        return self._named

    def add(
        self, number: int, cells: Cells, ends: tuple[str, str], type_: str,
        terms: tuple[str, ...], citation: Json, id_: str = "",
    ) -> None:  # fmt: skip
        """Take in what a row says of a tie; raises BadCell."""
        subject, object_ = ends
        if subject == object_:
            raise BadCell("both its ends are one actor")
        fields: Json = {"type": type_, "subject": subject, "object": object_}
        if terms:
            fields["terms"] = list(terms)
        for field, pick in self._texts:
            if words := text.clean(pick(cells)).strip():
                fields[field] = words
        for field, pick, options in self._choices:
            # What is usual isn't stored.
            if words := text.line(pick(cells)):
                choice = self._words.choice(field, words, options)
                fields |= {field: choice} if choice != _USUAL[field] else {}
        if self._has_against and (against := self._against(number, cells)):
            fields["against"] = against
        if self._has_flags and (flags := self._flags_of(cells)):
            fields["flags"] = list(flags)
        if self._years is not None:
            self._years.take_in(f"row {number}", fields, self._year_of(cells), citation)
            return
        fields |= self._dates_of(cells)
        self._take_in(f"row {number}", id_, fields, citation)

    def terms(self, type_: str, cells: Cells) -> tuple[str, ...]:
        """The terms of a row for a claim of a type; raises BadCell."""
        if not self._term_names:
            return ()
        picked = self._pick_terms(cells)
        known = self._terms.setdefault(type_, {})
        terms = known.get(picked)
        if terms is None:
            pairs = zip(self._term_names, picked, strict=True)
            terms = known[picked] = self._words.terms(type_, pairs)
        return terms

    def _against(self, number: int, cells: Cells) -> list[str]:
        listed = self._words.listed
        names = [name for cell in self._pick_against(cells) for name in listed(cell)]
        if not names:
            return []
        ids = [id_ for cell in self._pick_against_ids(cells) for id_ in listed(cell)]
        if ids and len(ids) != len(names):
            raise BadCell(f"against names {len(names)} actors and has {len(ids)} ids")
        pairs = zip(names, ids or [""] * len(names), strict=True)
        return list(dict.fromkeys(self._actors.key(name, number, id_) for name, id_ in pairs))

    def _dates_of(self, cells: Cells) -> Json:
        key = self._pick_dates(cells)
        fields = self._dates.get(key)
        if fields is None:
            if len(self._dates) >= _MANY_DATES:
                self._dates.clear()
            values = {f: self._columns.dates(f, pick(cells)) for f, pick in self._picks}
            fields = self._dates[key] = _dated(values)
        return fields

    def _year_of(self, cells: Cells) -> int:
        words = next(iter(self._columns.dates("year", self._pick_year(cells))), "")
        if not _YEAR.fullmatch(words):
            raise BadCell(f"year: “{words}” is no year" if words else "year is empty")
        return int(words)

    def _flags_of(self, cells: Cells) -> tuple[str, ...]:
        key = self._pick_flags(cells)
        flags = self._flags.get(key)
        if flags is None:
            pairs = zip(self._flag_names, key, strict=True)
            flags = self._flags[key] = self._words.flags(pairs)
        return flags

    def _take_in(self, row: str, id_: str, fields: Json, citation: Json) -> None:
        for key in (f"id {id_}",) if id_ else _keys(fields):
            there = self._rows.get(key)
            if there is None:
                fields["citations"] = [citation]
                self._rows[key] = HeldRow.of(ReadRow(row, "claims", key, fields), self._spill)
                return
            known = there.fields
            citations = known["citations"]
            if {**fields, "citations": citations} == known:
                if citation not in citations:
                    self._cite_too(key, citations, citation)
                return
        raise BadCell("says other things than another row of the same tie and dates")

    def _cite_too(self, key: str, citations: list[Json], citation: Json) -> None:
        """Add a citation of a claim to the first, without a look at those between."""
        more = self._more.get(key)
        if more is None:
            more = self._more[key] = HeldItems(self._spill)
            for first in citations:
                more.add(first)
        more.add(citation)


def _keys(fields: Json) -> Iterator[str]:
    """The keys that a claim may have; each says more than the one before."""
    subject, object_, type_ = fields["subject"], fields["object"], fields["type"]
    if object_ < subject and CLAIM_TYPES[type_].symmetric:
        subject, object_ = object_, subject
    bound = fields.get("since", "")
    if "/" in bound:
        first, _, last = bound.partition("/")
        bound = last if first in ("", "..") else first
    key = f"{subject}\n{type_}\n{object_}\n{bound}"
    if "role" in fields or "against" in fields:
        key = "\n".join((key, fields.get("role", ""), *fields.get("against", ())))
    yield key
    for more in (
        ",".join(fields.get("terms", ())),
        fields.get("until", ""),
        ",".join((fields.get("basis", ""), *fields.get("attested", ()))),
        ",".join(fields.get("flags", ())),
        fields.get("summary", ""),
    ):
        key = f"{key}\n{more}"
        yield key


def _dated(values: dict[str, list[str]]) -> Json:
    """The dates of a claim."""
    fields: Json = {field: values[field][0] for field in ("since", "until") if values[field]}
    if fields.get("since") == "..":
        del fields["since"]
    if values["date"]:
        fields |= {"since": values["date"][0], "until": values["date"][-1], "basis": "within"}
    if values["year"]:
        # A year that is coded says nothing of the years around it.
        first, last = values["year"][0], values["year"][-1]
        fields |= {"since": f"../{first}", "attested": [first, last], "basis": "each-year"}
    if spoken := values["attested"]:
        first, last = spoken[0], spoken[-1]
        if len(spoken) == 1 and "/" in first and ".." not in first:
            first, _, last = first.partition("/")
        fields["attested"] = [first, last]
    return fields
