"""The bundled ties through the years: what holds when, with which means, and by whose word."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from proxytui.asof import states
from proxytui.model import dates, publishers
from proxytui.model.dates import State
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

TIE = "backs:iran:hezbollah"
ROWS = Path(__file__).resolve().parents[2] / "tools" / "dataset" / "texts" / "s-ucdp-esd.csv"
TOLD_APART_OTHERWISE = ("57", "123", "234")
"""Numbers that stand for another actor in some years, or whose support is left out."""
CODED_YEARS = (*range(1990, 2000), *range(2006, 2018))
UNOBSERVED_YEARS = (*range(2000, 2006), *range(2018, 2021))


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


def state(workspace: Workspace, tie: str, period: str) -> State:
    return states.tie_standing(workspace.index, tie, dates.period(period))[0]


def held(workspace: Workspace, period: str, actor: str = "") -> list[str]:
    """The ties that hold at a period, of an actor or of all."""
    index = workspace.index
    ties = index.ties_of(actor) if actor else index.tie_claims
    return [tie for tie in ties if state(workspace, tie, period) is State.HELD]


def means(workspace: Workspace, tie: str, period: str) -> set[str]:
    """The means of the claims of a tie that hold at a period."""
    index = workspace.index
    claims = [index.claims[id_] for id_ in index.tie_claims[tie]]
    when = dates.period(period)
    holding = [c for c in claims if states.claim_state(index, c, when) is State.HELD]
    return {term for claim in holding for term in claim.terms}


@pytest.mark.parametrize("year", CODED_YEARS)
def test_iran_backs_hezbollah_in_each_year_that_is_coded_so(
    workspace: Workspace, year: int
) -> None:
    assert state(workspace, TIE, str(year)) is State.HELD


@pytest.mark.parametrize("year", UNOBSERVED_YEARS)
def test_a_year_without_a_row_leaves_it_possible(workspace: Workspace, year: int) -> None:
    assert state(workspace, TIE, str(year)) is State.POSSIBLY


@pytest.mark.parametrize(
    ("year", "letters"),
    [
        ("1990", {"W", "T", "F"}),
        ("1993", {"T", "F"}),
        ("1998", {"W", "F"}),
        ("2006", {"W"}),
        ("2008", {"W", "T", "F"}),
        ("2009", set()),
        ("2010", {"W", "T"}),
        ("2012", {"W", "T", "F"}),
        ("2017", set()),
    ],
)
def test_a_coded_year_has_the_letters_that_its_row_gives_to_the_supporter(
    workspace: Workspace, year: str, letters: set[str]
) -> None:
    assert means(workspace, TIE, year) == letters


@pytest.mark.parametrize(
    ("period", "least"),
    [("1985", 25), ("1995", 25), ("2006", 25), ("2012", 25), ("2016", 25), ("2024-12-02", 60)],
)
def test_enough_holds_at_a_date_to_look_at(workspace: Workspace, period: str, least: int) -> None:
    assert len(held(workspace, period)) >= least


@pytest.mark.parametrize("actor", ["iran", "syria", "hezbollah", "hamas", "israel", "turkey"])
def test_the_years_of_a_main_actor_are_not_all_alike(workspace: Workspace, actor: str) -> None:
    counts = [len(held(workspace, str(year), actor)) for year in range(1975, 2025)]
    assert len(set(counts)) >= 5
    assert sum(count > 0 for count in counts) >= 25


def test_many_ties_of_backing_rest_on_two_publishers(workspace: Workspace) -> None:
    index = workspace.index
    numbers = [
        publishers.independent([index.claims[id_] for id_ in claims], index.sources.get)
        for tie, claims in index.tie_claims.items()
        if tie.startswith("backs:")
    ]
    assert sum(number > 1 for number in numbers) >= 23


def test_every_actor_has_a_tie(workspace: Workspace) -> None:
    ties: Counter[str] = Counter()
    for ends in workspace.index.ends.values():
        ties.update((ends.subject, ends.object))
    assert [id_ for id_ in workspace.index.actors if not ties[id_]] == []


def test_a_coded_row_stands_in_its_source_behind_its_number(workspace: Workspace) -> None:
    index = workspace.index
    text = (ROWS.with_suffix(".txt")).read_text(encoding="utf-8")
    rows = 0
    for claim in index.claims.values():
        for citation in claim.citations:
            if citation.source == "s-ucdp-esd" and citation.quote and citation.locator:
                rows += 1
                assert f"[{citation.locator.paragraph}]\n{citation.quote.exact}\n" in text
    assert rows >= 500


def test_each_supporter_of_a_row_backs_its_actor_in_the_year_of_the_row(
    workspace: Workspace,
) -> None:
    index = workspace.index
    known = {
        number: id_
        for id_, actor in index.actors.items()
        for number in actor.identifiers.get("ucdp", ())
        if number not in TOLD_APART_OTHERWISE
    }
    counted = 0
    for row in csv.DictReader(ROWS.open(encoding="utf-8", newline="")):
        for supporter in row["ext_id"].split(","):
            if supporter in known and row["actor_id"] in known:
                counted += 1
                tie = f"backs:{known[supporter]}:{known[row['actor_id']]}"
                assert state(workspace, tie, row["year"]) is State.HELD, (tie, row["year"])
    assert counted >= 500
