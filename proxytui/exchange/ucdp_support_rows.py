"""Backing written as rows of years, with the columns of UCDP External Support.

A row is a supporter, a recipient, an opponent where claims name one, and a year in which claims
hold or may hold: the unit of the data set's triad-year shape, in which means are the supporter's
own. `ext_sup` and the letters' columns are 1 for what is held; the letters of `held` and `possibly`
keep the two apart. A row with `ext_sup` 0 is a tie that is only possible. A year without a row says
nothing. Ids are those of UCDP, where actors have them.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import text, wording
from proxytui.asof.states import state_at
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.exchange.ucdp_means import LETTERS
from proxytui.exchange.ucdp_names import GOVERNMENT
from proxytui.model import claim_status, dates, nearness
from proxytui.model.dates import State
from proxytui.model.fields import FIELDS
from proxytui.model.vocabulary import BACKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.exchange.selection import Selection
    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period
    from proxytui.model.records import Claim

LOSSES: dict[str, str] = {
    **{f"{table}.{field.name}": DROPPED for table, fields in FIELDS.items() for field in fields},
    "actors.identifiers": COARSENED,  # that of UCDP alone
    "actors.kind": COARSENED,  # a state, or none
    "actors.names": COARSENED,  # the label alone
    "claims.against": KEPT,
    "claims.attested": COARSENED,
    "claims.basis": COARSENED,
    "claims.citations": COARSENED,  # whether all of them pass it on as alleged
    "claims.flags": COARSENED,  # alleged, elements; planned ones have no row
    "claims.object": KEPT,
    "claims.rank": COARSENED,  # deprecated ones have no row
    "claims.since": COARSENED,  # to years
    "claims.status": COARSENED,  # refuted and retracted ones have no row
    "claims.subject": KEPT,
    "claims.terms": COARSENED,  # to the letter
    "claims.type": COARSENED,  # backing alone
    "claims.until": COARSENED,
    "sources.status": COARSENED,  # what only retracted ones support isn't held
}
"""What becomes of each field, for a program that reads the columns."""

COLUMNS = (
    "id", "year", "actor_id", "actor_name", "actor_nonstate", "oppo_id", "oppo_name",
    "ext_id", "ext_name", "ext_nonstate", "ext_elements", "ext_alleged", "ext_sup",
    *(f"ext_{letter.lower()}" for letter in LETTERS), "ext_sum", "held", "possibly",
)  # fmt: skip

_STATES = ("state", "state-body")
# A spreadsheet takes what begins so for a formula.
_FORMULAS = ("=", "+", "-", "@")


def write(selection: Selection) -> Iterator[str]:
    """The rows of the chosen claims in the chosen years, else in all that their dates name."""
    graph = selection.graph
    years = selection.years or _span(graph, selection.tables.get("claims", {}))
    yield _line(COLUMNS)
    number = 0
    for tie, claims in selection.ties():
        type_, supporter, recipient = graph.ends[tie]
        if type_ not in BACKING or years is None:
            continue
        chosen = [graph.claims[id_] for id_ in claims]
        for opponent in sorted({other for claim in chosen for other in claim.against or ("",)}):
            against = [claim for claim in chosen if opponent in (claim.against or ("",))]
            for year in range(years[0], years[1] + 1):
                state = _year(graph, against, dates.period(f"{year:04}"))
                if state is not None:
                    number += 1
                    actors = (recipient, opponent, supporter)
                    yield _line(_cells(graph, number, year, actors, state))


class _YearState(NamedTuple):
    """A tie in a year: whether it is held, the letters that are, those that only may be, and
    whether all that is said of it is flagged as alleged, or as of elements."""

    is_held: bool
    held: str
    possibly: str
    alleged: bool
    elements: bool


def _year(graph: Graph, claims: Iterable[Claim], period: Period) -> _YearState | None:
    by_state: dict[State, list[Claim]] = {State.HELD: [], State.POSSIBLY: []}
    for claim in claims:
        state = state_at(graph, claim.id, period.first, period.last, period)
        if state in by_state:
            by_state[state].append(claim)
    held, possible = by_state.values()
    if not held and not possible:
        return None
    speaking = held or possible
    letters = _letters(held)
    return _YearState(
        bool(held),
        letters,
        "".join(letter for letter in _letters(possible) if letter not in letters),
        all(claim_status.alleged(claim, graph.sources) for claim in speaking),
        all("elements" in claim.flags for claim in speaking),
    )


def _letters(claims: Iterable[Claim]) -> str:
    """The letters of all terms of some claims; of a dotted term the one that it refines."""
    terms = {term.partition(".")[0] for claim in claims for term in claim.terms}
    return "".join(letter for letter in LETTERS if letter in terms)


def _cells(
    graph: Graph, number: int, year: int, actors: tuple[str, str, str], state: _YearState
) -> Iterator[object]:
    recipient, opponent, supporter = actors
    yield from (number, year)
    yield from _actor(graph, recipient)
    yield from _actor(graph, opponent)[:2]
    yield from _actor(graph, supporter)
    yield from (int(state.elements), int(state.alleged), int(state.is_held))
    yield from (int(letter in state.held) for letter in LETTERS)
    yield from (len(state.held), state.held, state.possibly)


def _actor(graph: Graph, id_: str) -> tuple[str, str, object]:
    """The number of an actor, its name, and whether it is no state; blank for none."""
    actor = graph.actors.get(id_)
    if actor is None:
        return "", "", ""
    numbers = actor.identifiers.get("ucdp", ("",))
    # The marks around a description are for a screen.
    label = wording.label(msgspec.structs.replace(actor, described=False), None)
    governments = (item.text for item in actor.names if item.text.startswith(GOVERNMENT))
    name = text.line(next(governments, label))
    safe = f"'{name}" if name.startswith(_FORMULAS) else name
    return text.line(numbers[0]), safe, int(actor.kind not in _STATES)


def _span(graph: Graph, claims: Iterable[str]) -> tuple[int, int] | None:
    """The first and the last year that the dates of claims name."""
    days = [
        known
        for id_ in claims
        if (known := nearness.known_days(graph.bounds(id_), graph.attested(id_)))
    ]
    if not days:
        return None
    first, last = min(first for first, _ in days), max(last for _, last in days)
    return date.fromordinal(first).year, date.fromordinal(last).year


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
