"""Means of support in a row of UCDP External Support, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.exchange import ucdp_names
from proxytui.exchange.ucdp_table import count
from proxytui.model.vocabulary import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.exchange.ucdp_table import Columns

LETTERS = tuple(code for code in SUPPORT if len(code) == 1)
"""The letters of the data set, in its order."""


ZEROS = frozenset(("0", "0.0", ""))
"""What most cells hold that say nothing."""


class Means(NamedTuple):
    """Letters of support, in their order: those that a supporter gave, and those that some of
    several gave."""

    known: str = ""
    shared: str = ""


class _Letter(NamedTuple):
    """The columns of a letter by their places: whether anybody gave it, and how many did; then both
    for states, and for others."""

    code: str
    any: int
    number: int
    by_state: int
    states: int
    by_other: int
    others: int


class MeansColumns:
    """The columns of a file on means, by which a row's means are told apart."""

    def __init__(self, at: Columns) -> None:
        self._letters = [_letter(at, code) for code in LETTERS]
        self._states, self._others = at.place("ext_count_s"), at.place("ext_count_ns")
        self._sizes = at.place("ext_count"), self._states, self._others
        self._columns = {place: column for column, place in at.items()}
        self._missing = at.place("")

    def of(
        self, cells: Sequence[str], supporters: Mapping[str, str]
    ) -> tuple[dict[str, Means], str]:
        """The means of each supporter in a row, by its id, and the cells that say so, without those
        that are 0; `supporters` has their names. Raises BadRow for a number that is none.
        """
        given = self._given(cells)
        places = [*self._sizes]
        for letter in given:
            places += letter.any, letter.states, letter.others
        words = [
            f"{self._columns[place]}: {cells[place].strip()}"
            for place in places
            if cells[place] not in ZEROS
        ]
        return self._shares(cells, supporters, given), "; ".join(words)

    def _shares(
        self, cells: Sequence[str], supporters: Mapping[str, str], given: list[_Letter]
    ) -> dict[str, Means]:
        if len(supporters) == 1:
            return dict.fromkeys(supporters, Means("".join([letter.code for letter in given])))
        states = [id_ for id_, name in supporters.items() if ucdp_names.is_state(name)]
        others = [id_ for id_, name in supporters.items() if not ucdp_names.is_state(name)]
        groups = [
            (states, [(item.code, item.by_state, item.states) for item in given]),
            (others, [(item.code, item.by_other, item.others) for item in given]),
        ]
        if not self._agrees(cells, len(states), len(others)):
            groups = [([*supporters], [(item.code, item.any, item.number) for item in given])]
        means = {}
        for group, columns in groups:
            shares = [(code, self._givers(cells, *places)) for code, *places in columns]
            known = "".join([code for code, number in shares if number >= len(group)])
            shared = "".join([code for code, number in shares if 0 < number < len(group)])
            means.update(dict.fromkeys(group, Means(known, shared)))
        return means

    def _given(self, cells: Sequence[str]) -> list[_Letter]:
        return [
            letter
            for letter in self._letters
            if cells[letter.any] not in ZEROS and count(cells[letter.any])
        ]

    def _agrees(self, cells: Sequence[str], states: int, others: int) -> bool:
        """Whether the row has as many states and others as their names say."""
        sizes = count(cells[self._states]), count(cells[self._others])
        return sizes == (states, others)

    def _givers(self, cells: Sequence[str], flag: int, number: int) -> int:
        """How many of a group gave a letter: by the number where the file has it, else by whether
        anybody did; one at least where it has neither."""
        if number != self._missing:
            return count(cells[number])
        return count(cells[flag]) if flag != self._missing else 1


def _letter(at: Columns, code: str) -> _Letter:
    stem = f"ext_{code.lower()}"
    columns = "", "_count", "_s", "_count_s", "_ns", "_count_ns"
    return _Letter(code, *(at.place(stem + column) for column in columns))
