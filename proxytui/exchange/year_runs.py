"""Runs of coded years: rows of single years as spans with the dates that the rows bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Hashable, Iterator, Mapping

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


def dates(years: Collection[int], observed: Container[int]) -> Json:
    """The dates of a claim for a run of years, given those in which anything was coded at all.

    A year that was coded otherwise is where it began or ended. A year without a row was not
    observed: the claim held from the first coded year on at the latest, and in the last one; what
    came before and after isn't said.
    """
    first, last = min(years), max(years)
    fields: Json = {"basis": "each-year"}
    fields["since"] = str(first) if first - 1 in observed else f"../{first}"
    if last + 1 in observed:
        fields["until"] = str(last)
    else:
        fields["attested"] = [str(first), str(last)]
    return fields
