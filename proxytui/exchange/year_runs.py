"""Runs of coded years: rows of single years as spans with the dates that the rows bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterator, Mapping

    from proxytui.model.records import Json

Coded = TypeVar("Coded")


class Run(NamedTuple, Generic[Coded]):
    """Years without a gap that are coded alike. `spell` counts the stretches without a gap, however
    coded, `piece` the runs in a stretch, both from 1; `years` has what each year is coded as."""

    spell: int
    piece: int
    years: dict[int, Coded]

    def dates(self, observed: Container[int]) -> Json:
        """The dates of a claim for the run, given the years in which anything was coded at all.

        A year that was coded otherwise is where it began or ended. A year without a row was not
        observed: the claim held from the first coded year on at the latest, and in the last one;
        what came before and after isn't said.
        """
        first, last = min(self.years), max(self.years)
        dates: Json = {"basis": "each-year"}
        dates["since"] = str(first) if first - 1 in observed else f"../{first}"
        if last + 1 in observed:
            dates["until"] = str(last)
        else:
            dates["attested"] = [str(first), str(last)]
        return dates


def runs(coded: Mapping[int, Coded], likeness: Callable[[Coded], Hashable]) -> Iterator[Run[Coded]]:
    """The runs of the coded years, in their order; years are of one run where `likeness` is."""
    spell = piece = 0
    years: dict[int, Coded] = {}
    for year in sorted(coded):
        adjoins = year - 1 in coded
        if years and not (adjoins and likeness(coded[year]) == likeness(coded[year - 1])):
            yield Run(spell, piece, years)
            years = {}
        if not adjoins:
            spell, piece = spell + 1, 1
        elif not years:
            piece += 1
        years[year] = coded[year]
    if years:
        yield Run(spell, piece, years)
