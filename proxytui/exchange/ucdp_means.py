"""Means of support in a row of UCDP External Support, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.exchange import ucdp_names
from proxytui.exchange.ucdp_table import count
from proxytui.model.vocabulary import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LETTERS = tuple(code for code in SUPPORT if len(code) == 1)
"""The letters of the data set, in its order."""


ZEROS = frozenset(("0", "0.0", ""))
"""What most cells hold that say nothing."""


class Means(NamedTuple):
    """Letters of support: those that a supporter gave, and those that some of several gave."""

    known: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


class _Letter(NamedTuple):
    """The columns of a letter by their places, -1 for one that the file hasn't: whether anybody
    gave it, and how many did; then both for states, and for others."""

    code: str
    any: int
    number: int
    by_state: int
    states: int
    by_other: int
    others: int


class MeansColumns:
    """The columns of a file on means, by which a row's means are told apart."""

    def __init__(self, at: Mapping[str, int]) -> None:
        letters = (_letter(at, code) for code in LETTERS)
        self._letters = [letter for letter in letters if letter.any >= 0]
        self._states, self._others = at.get("ext_count_s", -1), at.get("ext_count_ns", -1)
        self._sizes = at.get("ext_count", -1), self._states, self._others
        self._columns = {place: column for column, place in at.items()}

    def of(self, cells: Sequence[str], supporters: Mapping[str, str]) -> dict[str, Means]:
        """The means of each supporter in a row, by its id; `supporters` has their names.

        Raises BadRow for a number that is none.
        """
        given = self._given(cells)
        if len(supporters) == 1:
            return dict.fromkeys(supporters, Means(frozenset(letter.code for letter in given)))
        states = [id_ for id_, name in supporters.items() if ucdp_names.is_state(name)]
        others = [id_ for id_ in supporters if id_ not in states]
        groups = [
            (states, [(item.code, item.by_state, item.states) for item in given]),
            (others, [(item.code, item.by_other, item.others) for item in given]),
        ]
        if not self._agrees(cells, len(states), len(others)):
            groups = [(list(supporters), [(item.code, item.any, item.number) for item in given])]
        means = {}
        for group, columns in groups:
            shares = [(code, _givers(cells, columns)) for code, *columns in columns]
            known = frozenset(code for code, number in shares if number >= len(group))
            shared = frozenset(code for code, number in shares if 0 < number < len(group))
            means.update(dict.fromkeys(group, Means(known, shared)))
        return means

    def quote(self, cells: Sequence[str]) -> str:
        """The cells that say how many gave what, without those that are 0."""
        places = [*self._sizes]
        for letter in self._given(cells):
            places += letter.any, letter.states, letter.others
        return "; ".join(
            f"{self._columns[place]}: {cells[place].strip()}"
            for place in places
            if place >= 0 and cells[place] not in ZEROS
        )

    def _given(self, cells: Sequence[str]) -> list[_Letter]:
        return [
            letter
            for letter in self._letters
            if cells[letter.any] not in ZEROS and count(cells[letter.any])
        ]

    def _agrees(self, cells: Sequence[str], states: int, others: int) -> bool:
        """Whether the row has as many states and others as their names say."""
        return (
            self._states >= 0
            and self._others >= 0
            and (count(cells[self._states]), count(cells[self._others])) == (states, others)
        )


def _letter(at: Mapping[str, int], code: str) -> _Letter:
    stem = f"ext_{code.lower()}"
    columns = "", "_count", "_s", "_count_s", "_ns", "_count_ns"
    return _Letter(code, *(at.get(stem + column, -1) for column in columns))


def _givers(cells: Sequence[str], columns: Sequence[int]) -> int:
    """How many of a group gave a letter: by the number where the file has it, else one at least."""
    flag, number = columns
    if number >= 0:
        return count(cells[number])
    return count(cells[flag]) if flag >= 0 else 1
