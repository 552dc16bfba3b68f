"""Runs of coded years: rows of single years as spans with the dates that the rows bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Mapping

    from proxytui.model.records import Json

Coded = TypeVar("Coded")


def runs(
    coded: Mapping[int, Coded], likeness: Callable[[Coded], Hashable]
) -> Iterator[dict[int, Coded]]:
    """The coded years in runs without a gap, in their order; years are of one run where `likeness`
    is the same."""
    run: dict[int, Coded] = {}
    for year in sorted(coded):
        adjoins = year - 1 in run and likeness(coded[year]) == likeness(coded[year - 1])
        if run and not adjoins:
            yield run
            run = {}
        run[year] = coded[year]
    if run:
        yield run


def dates(years: Collection[int], observed: Collection[int], alike: Collection[int]) -> Json:
    """The dates of a claim for a run of years, given those in which anything was coded at all, and
    those that are coded as it is, in this run or another.

    A year that was coded otherwise is where it began or ended. A year without a row was not
    observed: the claim held from the first coded year on at the latest, and in the last one; it
    began after the last year before, and ended before the next one, that was coded otherwise.
    """
    first, last = min(years), max(years)
    otherwise = set(observed).difference(alike)
    before = max((year for year in otherwise if year < first), default=None)
    after = min((year for year in otherwise if year > last), default=None)
    begun = [".." if before is None else str(before + 1), str(first)]
    ended = [str(last), ".." if after is None else str(after - 1)]
    fields: Json = {"basis": "each-year", "since": "/".join(dict.fromkeys(begun))}
    if after is not None:
        fields["until"] = "/".join(dict.fromkeys(ended))
    if after != last + 1:
        fields["attested"] = [str(first), str(last)]
    return fields
