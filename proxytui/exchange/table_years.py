"""The claims of a table with a row a year: consecutive years that are coded alike are one claim."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.exchange.held_rows import HeldItems
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.year_runs import dates, runs
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.records import Json
    from proxytui.model.spilled_json import Spill

    Pair: TypeAlias = tuple[str, str, str]

_USUAL_KEYS = 2
_LISTS = ("terms", "against", "flags")
_TEXTS = ("role", "status", "rank", "reason", "summary")


class _Series(NamedTuple):
    """What rows say alike: all of a claim but its dates and citations, and of each year the first
    row and what it is cited by."""

    pair: Pair
    fields: Json
    years: dict[int, tuple[str, HeldItems]]


class YearRuns:
    """The years in which a table says the same of a tie.

    A run is known by its tie and its first year, and by any other of its years, so that it stays
    the same where another edition has an earlier one. Where two runs of a tie begin in one year,
    what else they say tells them apart.
    """

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._series: dict[tuple[object, ...], _Series] = {}
        self._observed: dict[Pair, set[int]] = {}

    def take_in(self, row: str, fields: Json, year: int, citation: Json) -> None:
        """Take in what a row says of a year; `fields` are those of a claim without dates."""
        pair = _pair(fields)
        likeness = (pair, *(tuple(fields.get(field, ())) for field in (*_LISTS, *_TEXTS)))
        series = self._series.setdefault(likeness, _Series(pair, fields, {}))
        if year not in series.years:
            series.years[year] = (row, HeldItems(self._spill))
        series.years[year][1].add(citation)
        self._observed.setdefault(pair, set()).add(year)

    def rows(self) -> Iterator[ReadRow]:
        """A claim for each run, when all rows are taken in."""
        claims: dict[str, tuple[_Series, list[int]]] = {}
        for series in self._series.values():
            for run in runs(series.years, lambda _: None):
                key = next(key for key in _keys(series, min(run)) if key not in claims)
                claims[key] = (series, sorted(run))
        taken = set(claims)
        for key, (series, years) in claims.items():
            others = (key for year in years for key in islice(_keys(series, year), _USUAL_KEYS))
            also = [other for other in others if other not in taken]
            taken.update(also)
            row, _ = series.years[years[0]]
            citations = [citation for year in years for citation in series.years[year][1]]
            spans = dates(years, self._observed[series.pair], series.years.keys())
            fields = {**series.fields, **spans, "citations": citations}
            yield ReadRow(row, "claims", key, fields, tuple(also))


def _pair(fields: Json) -> Pair:
    subject, type_, object_ = fields["subject"], fields["type"], fields["object"]
    if object_ < subject and CLAIM_TYPES[type_].symmetric:
        subject, object_ = object_, subject
    return subject, type_, object_


def _keys(series: _Series, year: int) -> Iterator[str]:
    """The keys that a run may have by one of its years; each says more than the one before."""
    fields = series.fields
    key = "\n".join((*series.pair, str(year)))
    if "role" in fields or "against" in fields:
        key = "\n".join((key, fields.get("role", ""), *fields.get("against", ())))
    yield key
    key = f"{key}\n{','.join(fields.get('terms', ()))}"
    yield key
    yield "\n".join((key, *(repr(fields.get(field)) for field in (*_LISTS, *_TEXTS))))
