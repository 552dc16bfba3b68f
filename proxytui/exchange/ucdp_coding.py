"""Coded years of UCDP External Support, collected row by row, and the claims of their runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.exchange import ucdp_names
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.ucdp_means import ZEROS, Means, MeansColumns
from proxytui.exchange.ucdp_table import BadRow, count, identifier, line, listed, name, year_of
from proxytui.exchange.year_runs import dates, runs
from proxytui.model.vocabulary import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.ucdp_table import Columns
    from proxytui.model.records import Json

SOURCE, OWN_SOURCE = "ucdp-esd", "year-rows"
"""The keys of the source: the data set, whatever its edition; rows that this program wrote."""
RECIPIENT = frozenset(("actor_id", "actor_name", "oppo_id", "oppo_name"))
"""The columns of rows that name the recipient and its opponent."""
SIDES = frozenset(("side_a_id", "side_a", "side_b_id", "side_b"))
"""The columns of rows that name both sides of a dyad."""
OWN = frozenset(("held", "possibly"))
"""The columns that only rows written by this program have."""

# In a longer list of supporters a quote gives the one it is about: with all of them, the words of
# a coalition of 65 would be kept 65 times.
_MOST_QUOTED = 8
# What changes the sense of a row where it isn't 0.
_MARKS = ("ext_coalition_name", "ext_alleged", "ext_elements", "ext_bothsides")


class Series(NamedTuple):
    """What is coded year by year: a claim's type, its ends, the opponent, and the dyad by which
    rows are told apart where two actors meet in two conflicts."""

    type: str
    subject: str
    object: str
    against: str
    dyad: str


class Coded(NamedTuple):
    """What a row says of a series in its year; all but the row and its words is the same in all
    years of a claim."""

    row: int
    quote: str
    means: Means = Means()
    alleged: bool = False
    elements: bool = False


_LIKENESS = itemgetter(slice(2, None))


class Coding(ABC):
    """The rows of a file, as they are read: `actors` have their names by id, `last_year` is the
    latest of any row, and `source` the key of what claims cite. `columns` has the place of each by
    its name."""

    parties: tuple[str, str]
    """The columns with the names of the two that fight each other."""

    def __init__(self, columns: Columns) -> None:
        place = columns.place
        self._year, self._dyad, self._active = place("year"), place("dyad_id"), place("active")
        self._ids, self._names = place("ext_id"), place("ext_name")
        self._is_supported = place("ext_sup") if "ext_sup" in columns else None
        self._is_alleged, self._by_elements = place("ext_alleged"), place("ext_elements")
        self._both_sides = place("ext_bothsides")
        begin = ("year", "active", *self.parties)
        self._begin, self._marks = _places(columns, begin), _places(columns, _MARKS)
        self._of_conflict = _places(columns, (*begin, "dyad_name"))
        self._means = MeansColumns(columns)
        self.source = OWN_SOURCE if columns.keys() >= OWN else SOURCE
        self.actors: dict[str, dict[str, None]] = {}
        self._first_rows: dict[str, int] = {}
        self._parties: set[str] = set()
        self._nonstate: dict[str, bool] = {}
        self._coded: defaultdict[Series, dict[int, Coded]] = defaultdict(dict)
        self._observed: defaultdict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
        self.last_year = 0

    @abstractmethod
    def add(self, row: int, cells: list[str]) -> None:
        """Take in what a row says; raises BadRow where something of it is left out."""

    def read_actors(self) -> Iterator[ReadRow]:
        """The actors in the order in which they are named."""
        for id_, names in self.actors.items():
            fields = ucdp_names.actor(
                id_,
                tuple(names),
                party=id_ in self._parties,
                nonstate=self._nonstate.get(id_),
            )
            yield ReadRow(f"row {self._first_rows[id_]}", "actors", id_, fields)

    def claims(self) -> Iterator[ReadRow]:
        """A claim for each run of years, series by series."""
        for series, coded in self._coded.items():
            ends = series.object, series.against, series.dyad
            if series.type == "opposes":
                ends = series.subject, series.object, series.dyad
            observed = self._observed[ends]
            where = ":".join(series)
            for run in runs(coded, _LIKENESS):
                years = list(run.values())
                first, *others = (f"{where}:{year}" for year in run)
                likeness = _LIKENESS(years[0])
                alike = [year for year, item in coded.items() if _LIKENESS(item) == likeness]
                fields = _claim(series, years, self.source) | dates(run, observed, alike)
                yield ReadRow(f"row {years[0].row}", "claims", first, fields, tuple(others))

    def _name(self, row: int, named: dict[str, str], *, party: bool = False) -> None:
        for id_, words in named.items():
            if id_ not in self.actors:
                self.actors[id_] = {}
                self._first_rows[id_] = row
            self.actors[id_][words] = None
        if party:
            self._parties.update(named)

    def _supporters(self, cells: list[str]) -> dict[str, str]:
        supporters = listed(cells[self._ids], cells[self._names])
        is_told = self._is_supported is not None and not count(cells[self._is_alleged])
        if is_told and (count(cells[self._is_supported or 0]) > 0) != bool(supporters):
            raise BadRow(
                f"ext_sup is 0, but it names “{next(iter(supporters.values()))}”"
                if supporters
                else "ext_sup is 1, but it names no supporter"
            )
        return supporters

    def _support(
        self,
        row: int,
        cells: list[str],
        supporters: dict[str, str],
        recipient: tuple[str, str, str],
    ) -> None:
        year = year_of(cells[self._year])
        means, counts = self._means.of(cells, supporters)
        alleged = count(cells[self._is_alleged]) > 0
        elements = len(supporters) == 1 and count(cells[self._by_elements]) > 0
        begin = _quote(cells, self._begin)
        end = "; ".join(filter(None, (_quote(cells, self._marks), counts)))
        listing = line(cells[self._names])
        for id_, words in supporters.items():
            if len(supporters) > _MOST_QUOTED:
                listing = f"…,{words},…"
            quote = f"{begin}; ext_name: {listing}; {end}"
            # A party that is only elements of a state says so by its name.
            partly = elements and words.startswith(ucdp_names.GOVERNMENT)
            series = Series("backs", id_, *recipient)
            self._coded[series][year] = Coded(row, quote, means[id_], alleged, partly)

    def _conflict(self, row: int, cells: list[str], side: str, other: str, dyad: str) -> None:
        coded = self._coded[Series("opposes", side, other, "", dyad)]
        year = year_of(cells[self._year])
        if year not in coded:
            coded[year] = Coded(row, _quote(cells, self._of_conflict))


def _places(columns: Columns, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((name, columns.place(name)) for name in names)


def _quote(cells: list[str], places: tuple[tuple[str, int], ...]) -> str:
    """Cells by their columns in one line, without those that say nothing."""
    return "; ".join(
        [f"{name}: {line(cells[place])}" for name, place in places if cells[place] not in ZEROS]
    )


def _dyad_of(cell: str) -> str:
    return identifier(cell) if cell.strip() else ""


class ByRecipient(Coding):
    """Rows that name the recipient and its opponent: actor-year and triad-year."""

    parties = ("actor_name", "oppo_name")

    def __init__(self, columns: Columns) -> None:
        super().__init__(columns)
        self._recipient = columns.place("actor_id"), columns.place("actor_name")
        self._opponent = columns.place("oppo_id"), columns.place("oppo_name")
        self._is_nonstate = columns.place("actor_nonstate"), columns.place("ext_nonstate")

    def add(self, row: int, cells: list[str]) -> None:
        if self.source == OWN_SOURCE and not count(cells[self._is_supported or 0]):
            return  # what is only possible was coded by nobody
        year = year_of(cells[self._year])
        recipient, opponent, parties = self._parties_of(cells)
        supporters = self._supporters(cells)
        if recipient in supporters:
            raise BadRow(f"“{parties[recipient]}” is supporter and recipient")
        ends = recipient, opponent, _dyad_of(cells[self._dyad])
        self._refuse_repeats(year, ends, supporters)
        is_active = bool(opponent) and count(cells[self._active]) > 0
        self._keep_kinds(cells, recipient, supporters)
        if supporters:
            self._support(row, cells, supporters, ends)
        if is_active:
            self._conflict(row, cells, *ends)
        self._observed[ends].setdefault(year, row)
        self.last_year = max(self.last_year, year)
        self._name(row, parties, party=True)
        self._name(row, supporters)

    def _parties_of(self, cells: list[str]) -> tuple[str, str, dict[str, str]]:
        """The recipient and its opponent, "" where the row names none, and their names."""
        id_, words = self._recipient
        recipient, opponent = identifier(cells[id_]), ""
        parties = {recipient: name(cells[words])}
        id_, words = self._opponent
        if cells[id_].strip() or cells[words].strip():
            opponent = identifier(cells[id_])
            if opponent == recipient:
                raise BadRow(f"“{parties[recipient]}” is recipient and opponent")
            parties[opponent] = name(cells[words])
        return recipient, opponent, parties

    def _keep_kinds(self, cells: list[str], recipient: str, supporters: dict[str, str]) -> None:
        """Keep whether the recipient is a state, and its supporter, where it has just one."""
        sole = supporters if len(supporters) == 1 else ()
        for id_, place in zip((recipient, *sole), self._is_nonstate, strict=False):
            if cells[place].strip():
                self._nonstate[id_] = count(cells[place]) > 0

    def _refuse_repeats(
        self, year: int, ends: tuple[str, str, str], supporters: dict[str, str]
    ) -> None:
        for id_ in supporters:
            before = self._coded.get(Series("backs", id_, *ends), {}).get(year)
            if before is not None:
                raise BadRow(f"says of {year} what row {before.row} says already, or otherwise")


class BySides(Coding):
    """Rows that name both sides of a dyad: dyad-year."""

    parties = ("side_a", "side_b")

    def __init__(self, columns: Columns) -> None:
        super().__init__(columns)
        self._sides = [(columns.place(f"{side}_id"), columns.place(side)) for side in self.parties]

    def add(self, row: int, cells: list[str]) -> None:
        year = year_of(cells[self._year])
        sides = {identifier(cells[id_]): name(cells[words]) for id_, words in self._sides}
        if len(sides) == 1:
            raise BadRow(f"“{next(iter(sides.values()))}” is on both sides")
        first, second = sides
        dyad = _dyad_of(cells[self._dyad])
        before = self._observed[first, second, dyad].get(year)
        if before is not None:
            raise BadRow(f"says of {year} what row {before} says already, or otherwise")
        supporters = self._supporters(cells)
        if supporters.keys() & sides.keys():
            raise BadRow("has a side among the supporters")
        is_active = count(cells[self._active]) > 0
        backs_both = len(supporters) == 1 and count(cells[self._both_sides]) > 0
        for ends in ((first, second, dyad), (second, first, dyad)):
            if backs_both:
                self._support(row, cells, supporters, ends)
            if is_active:
                self._conflict(row, cells, *ends)
            self._observed[ends][year] = row
        self.last_year = max(self.last_year, year)
        self._name(row, sides, party=True)
        if backs_both:
            self._name(row, supporters)
        elif supporters:
            raise BadRow("names supporters, but not the side that each supports")


def _claim(series: Series, years: list[Coded], source: str) -> Json:
    coded = years[0]
    record: Json = {"type": series.type, "subject": series.subject, "object": series.object}
    if series.type == "opposes":
        record["terms"] = ["armed"]
    elif coded.means.known:
        record["terms"] = [*coded.means.known]
    if series.against:
        record["against"] = [series.against]
    if coded.elements:
        record["flags"] = ["elements"]
    if coded.means.shared:
        words = ", ".join(SUPPORT[letter].word for letter in coded.means.shared)
        record["summary"] = f"Coded without saying which of the supporters listed gave it: {words}."
    record["citations"] = [_citation(item, source) for item in years]
    return record


def _citation(coded: Coded, source: str) -> Json:
    citation: Json = {
        "source": source,
        "quote": {"exact": coded.quote},
        "locator": {"paragraph": coded.row},
    }
    if coded.alleged:
        citation["flags"] = ["alleged"]
    return citation
