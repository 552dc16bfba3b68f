"""Coded years of UCDP External Support, collected row by row, and the claims of their runs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.exchange import ucdp_names
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.ucdp_means import LETTERS, ZEROS, Means, MeansColumns
from proxytui.exchange.ucdp_table import BadRow, count, identifier, listed, name, year_of
from proxytui.exchange.year_runs import dates, runs
from proxytui.model.vocabulary import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """What a row says of a series in its year."""

    row: int
    quote: str
    means: Means = Means()
    alleged: bool = False
    elements: bool = False

    @property
    def likeness(self) -> tuple[Means, bool, bool]:
        """What must be the same in all years of a claim."""
        return self.means, self.alleged, self.elements


class Coding:
    """The rows of a file, as they are read: `actors` have their names by id, `last_year` is the
    latest of any row, and `source` the key of what claims cite. `columns` has the place of each by
    its name."""

    parties: tuple[str, str]
    """The columns with the names of the two that fight each other."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._at = columns
        self._means = MeansColumns(columns)
        self.source = OWN_SOURCE if columns.keys() >= OWN else SOURCE
        self.actors: dict[str, dict[str, None]] = {}
        self._first_rows: dict[str, int] = {}
        self._parties: set[str] = set()
        self._nonstate: dict[str, bool] = {}
        self._coded: defaultdict[Series, dict[int, Coded]] = defaultdict(dict)
        self._observed: defaultdict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
        self.last_year = 0

    def add(self, row: int, cells: list[str]) -> None:
        """Take in what a row says; raises BadRow where something of it is left out."""
        raise NotImplementedError

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
            for run in runs(coded, lambda item: item.likeness):
                years = list(run.values())
                first, *others = (f"{':'.join(series)}:{year}" for year in run)
                fields = _claim(series, years, self.source) | dates(run, observed)
                yield ReadRow(f"row {years[0].row}", "claims", first, fields, tuple(others))

    def _cell(self, cells: list[str], column: str) -> str:
        place = self._at.get(column)
        return "" if place is None else cells[place]

    def _name(self, row: int, named: dict[str, str], *, party: bool = False) -> None:
        for id_, words in named.items():
            if id_ not in self.actors:
                self.actors[id_] = {}
                self._first_rows[id_] = row
            self.actors[id_][words] = None
        if party:
            self._parties.update(named)

    def _dyad(self, cells: list[str]) -> str:
        cell = self._cell(cells, "dyad_id")
        return identifier(cell) if cell.strip() else ""

    def _flag(self, cells: list[str], column: str) -> bool:
        return count(self._cell(cells, column)) > 0

    def _supporters(self, cells: list[str]) -> dict[str, str]:
        supporters = listed(self._cell(cells, "ext_id"), self._cell(cells, "ext_name"))
        is_told = "ext_sup" in self._at and not self._flag(cells, "ext_alleged")
        if is_told and self._flag(cells, "ext_sup") != bool(supporters):
            raise BadRow(
                f"ext_sup is 0, but it names “{next(iter(supporters.values()))}”"
                if supporters
                else "ext_sup is 1, but it names no supporter"
            )
        return supporters

    def _quote(self, cells: list[str], columns: tuple[str, ...]) -> str:
        values = ((column, text.line(self._cell(cells, column))) for column in columns)
        return "; ".join(f"{column}: {value}" for column, value in values if value not in ZEROS)

    def _support(
        self,
        row: int,
        cells: list[str],
        supporters: dict[str, str],
        means: dict[str, Means],
        recipient: tuple[str, str, str],
    ) -> None:
        year = year_of(self._cell(cells, "year"))
        alleged = self._flag(cells, "ext_alleged")
        elements = len(supporters) == 1 and self._flag(cells, "ext_elements")
        begin = self._quote(cells, ("year", "active", *self.parties))
        end = "; ".join(filter(None, (self._quote(cells, _MARKS), self._means.quote(cells))))
        listing = text.line(self._cell(cells, "ext_name"))
        for id_, words in supporters.items():
            if len(supporters) > _MOST_QUOTED:
                listing = f"…,{words},…"
            quote = f"{begin}; ext_name: {listing}; {end}"
            # A party that is only elements of a state says so by its name.
            partly = elements and words.startswith(ucdp_names.GOVERNMENT)
            series = Series("backs", id_, *recipient)
            self._coded[series][year] = Coded(row, quote, means[id_], alleged, partly)

    def _conflict(self, row: int, cells: list[str], side: str, other: str, dyad: str) -> None:
        quote = self._quote(cells, ("year", "active", *self.parties, "dyad_name"))
        series = Series("opposes", side, other, "", dyad)
        self._coded[series].setdefault(year_of(self._cell(cells, "year")), Coded(row, quote))


class ByRecipient(Coding):
    """Rows that name the recipient and its opponent: actor-year and triad-year."""

    parties = ("actor_name", "oppo_name")

    def add(self, row: int, cells: list[str]) -> None:
        if self.source == OWN_SOURCE and not self._flag(cells, "ext_sup"):
            return  # what is only possible was coded by nobody
        year = year_of(self._cell(cells, "year"))
        recipient = identifier(self._cell(cells, "actor_id"))
        parties = {recipient: name(self._cell(cells, "actor_name"))}
        opponent = ""
        if self._cell(cells, "oppo_id").strip() or self._cell(cells, "oppo_name").strip():
            opponent = identifier(self._cell(cells, "oppo_id"))
            parties.setdefault(opponent, name(self._cell(cells, "oppo_name")))
        if recipient == opponent:
            raise BadRow(f"“{parties[recipient]}” is recipient and opponent")
        supporters = self._supporters(cells)
        if recipient in supporters:
            raise BadRow(f"“{parties[recipient]}” is supporter and recipient")
        ends = recipient, opponent, self._dyad(cells)
        self._refuse_repeats(year, ends, supporters)
        is_active = bool(opponent) and self._flag(cells, "active")
        means = self._means.of(cells, supporters) if supporters else {}
        for id_, column in ((recipient, "actor_nonstate"), *_sole(supporters)):
            if self._cell(cells, column).strip():
                self._nonstate[id_] = self._flag(cells, column)
        if supporters:
            self._support(row, cells, supporters, means, ends)
        if is_active:
            self._conflict(row, cells, *ends)
        self._observed[ends].setdefault(year, row)
        self.last_year = max(self.last_year, year)
        self._name(row, parties, party=True)
        self._name(row, supporters)

    def _refuse_repeats(
        self, year: int, ends: tuple[str, str, str], supporters: dict[str, str]
    ) -> None:
        to, against, dyad = ends
        for id_ in supporters:
            before = self._coded.get(Series("backs", id_, to, against, dyad), {}).get(year)
            if before is not None:
                raise BadRow(f"says of {year} what row {before.row} says already, or otherwise")


class BySides(Coding):
    """Rows that name both sides of a dyad: dyad-year."""

    parties = ("side_a", "side_b")

    def add(self, row: int, cells: list[str]) -> None:
        year = year_of(self._cell(cells, "year"))
        first = identifier(self._cell(cells, "side_a_id"))
        second = identifier(self._cell(cells, "side_b_id"))
        sides = {
            first: name(self._cell(cells, "side_a")),
            second: name(self._cell(cells, "side_b")),
        }
        if first == second:
            raise BadRow(f"“{sides[first]}” is on both sides")
        dyad = self._dyad(cells)
        before = self._observed[first, second, dyad].get(year)
        if before is not None:
            raise BadRow(f"says of {year} what row {before} says already, or otherwise")
        supporters = self._supporters(cells)
        if supporters.keys() & sides.keys():
            raise BadRow("has a side among the supporters")
        is_active = self._flag(cells, "active")
        backs_both = len(supporters) == 1 and self._flag(cells, "ext_bothsides")
        means = self._means.of(cells, supporters) if supporters else {}
        for ends in ((first, second, dyad), (second, first, dyad)):
            if backs_both:
                self._support(row, cells, supporters, means, ends)
            if is_active:
                self._conflict(row, cells, *ends)
            self._observed[ends][year] = row
        self.last_year = max(self.last_year, year)
        self._name(row, sides, party=True)
        if backs_both:
            self._name(row, supporters)
        elif supporters:
            raise BadRow("names supporters, but not the side that each supports")


def _sole(supporters: dict[str, str]) -> list[tuple[str, str]]:
    """The column that says whether a supporter is no state, where a row has one supporter."""
    return [(id_, "ext_nonstate") for id_ in supporters] if len(supporters) == 1 else []


def _claim(series: Series, years: list[Coded], source: str) -> Json:
    coded = years[0]
    record: Json = {"type": series.type, "subject": series.subject, "object": series.object}
    if series.type == "opposes":
        record["terms"] = ["armed"]
    elif coded.means.known:
        record["terms"] = [letter for letter in LETTERS if letter in coded.means.known]
    if series.against:
        record["against"] = [series.against]
    if coded.elements:
        record["flags"] = ["elements"]
    if coded.means.shared:
        words = ", ".join(
            SUPPORT[letter].word for letter in LETTERS if letter in coded.means.shared
        )
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
