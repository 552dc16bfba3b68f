"""The records that an export writes: all of a store, or what names, a date and a filter leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.asof import all_time, tie_filter
from proxytui.asof.lens import Lens
from proxytui.asof.states import claim_state
from proxytui.jobs import told_progress
from proxytui.model import private_notes
from proxytui.model.dates import State
from proxytui.model.references import named_ids, tie_ends
from proxytui.model.spilled_rows import SpilledRows
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation, Json

    Tables: TypeAlias = Mapping[str, Mapping[str, Json]]


class Selection(NamedTuple):
    """What is exported: the chosen records as they are stored, by table and id, and the graph of
    the whole store, in which their ties are looked up.

    `as_of` is the date for which claims were chosen, None for all dates; `named` the actors that
    were asked for, () for all; `years` the first and the last year of a format that writes a row a
    year, None where they weren't given. `check` says whether the words of a citation stand in the
    kept text of its source; without it nothing is said of that. So many notes in it are `private`,
    or were `left_out` as they are; `single` says that records were named each.
    """

    graph: Graph
    tables: Tables
    as_of: Period | None = None
    filter: Filter | None = None
    named: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    check: Callable[[Citation], QuoteCheck] | None = None
    private: int = 0
    left_out: int = 0
    single: bool = False

    def ties(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each tie's id with the ids of the chosen claims that make it; both in order. They wait on
        the disk where there are many."""
        chosen = self.tables.get("claims", {})
        ties = SpilledRows(2)
        total = len(self.graph.tie_claims)
        for tie in told_progress.counted(self.graph.iter_ties(), total, "ties put in order"):
            if claims := sorted(filter(chosen.__contains__, self.graph.tie_claims[tie])):
                ties.add(tie, "\n".join(claims))
        rows = told_progress.counted(ties.in_order(1), len(ties), "ties written")
        return ((str(tie), tuple(str(claims).split("\n"))) for tie, claims in rows)


Write: TypeAlias = Callable[[Selection], Iterator[str]]
"""Writes a selection as one text, piece by piece; the same selection gives the same text."""

WriteFolder: TypeAlias = Callable[[Selection], Mapping[str, Iterator[str]]]
"""Writes a selection as the files of a folder: the pieces of each, by the file's name."""


def select(
    graph: Graph,
    raw: Tables,
    named: tuple[str, ...] = (),
    as_of: Period | None = None,
    filter_: Filter | None = None,
    *,
    notes: bool = False,
    private: bool = False,
) -> Selection:
    """The records of the ties of some actors, all without one, that a filter lets through and that
    hold or may hold at a date; and what these name: actors, sources, events, decisions.

    Without any of them all records are chosen, saved views included. Notes come only with `notes`,
    private ones only with `private` too.
    """
    if not named and as_of is None and filter_ is None:
        tables = {t: rows for t, rows in raw.items() if t in TABLES and (notes or t != "notes")}
        return _told(Selection(graph, tables), private=private)
    claims = set(_claims(graph, named, as_of, filter_))
    chosen = {("claims", id_) for id_ in claims} | {("actors", id_) for id_ in named}
    _add_named(chosen, raw)
    actors = {id_ for table, id_ in chosen if table == "actors"}
    for id_, record in raw.get("events", {}).items():
        here = {(item.table, item.id) for item in named_ids("events", record)}
        about = {name for table, name in here if table == "actors"}
        if not claims.isdisjoint(name for table, name in here if table == "claims") or (
            about and about <= actors and about & set(named or actors)
        ):
            chosen.add(("events", id_))
    _add_named(chosen, raw)
    for id_, record in raw.get("identities", {}).items():
        if {record.get("a"), record.get("b")} <= actors:
            chosen.add(("identities", id_))
    selected = Selection(graph, _tables(raw, chosen, notes=notes), as_of, filter_, named)
    return _told(selected, private=private)


def only(
    graph: Graph,
    raw: Tables,
    records: Iterable[tuple[str, str]],
    as_of: Period | None = None,
    *,
    notes: bool = False,
    private: bool = False,
) -> Selection:
    """Some records by table and id, with what they name, and that names, but no further claims;
    `as_of` is the date of a format that is written for one. Notes on them come with `notes`,
    private ones only with `private` too."""
    chosen = set(records)
    named = tuple(dict.fromkeys(id_ for table, id_ in chosen if table == "actors"))
    _add_named(chosen, raw)
    tables = _tables(raw, chosen, notes=notes)
    selected = Selection(graph, tables, as_of, named=tuple(sorted(named)), single=True)
    return _told(selected, private=private)


def _tables(
    raw: Tables, chosen: set[tuple[str, str]], *, notes: bool
) -> dict[str, dict[str, Json]]:
    """The chosen records by table, in the order of the store; with `notes` the notes on them."""
    if notes:
        chosen |= set(_notes(raw, chosen))
    return {
        table: {id_: record for id_, record in raw.get(table, {}).items() if (table, id_) in chosen}
        for table in TABLES
    }


def _told(chosen: Selection, *, private: bool) -> Selection:
    """A selection with the number of private notes that are, or are not, in it."""
    count = private_notes.count(chosen.tables)
    if private:
        return chosen._replace(private=count)
    return chosen._replace(tables=private_notes.without(chosen.tables), left_out=count)


def _claims(
    graph: Graph, named: tuple[str, ...], as_of: Period | None, filter_: Filter | None
) -> Iterator[str]:
    ties: Iterable[str] = graph.iter_ties()
    if named:
        ties = dict.fromkeys(tie for actor in named for tie in graph.ties_of(actor))
    for tie in ties:
        if as_of is None:
            if all_time.passes(graph, tie, filter_):
                yield from graph.tie_claims[tie]
        elif tie_filter.passes(graph, tie, Lens(as_of, filter=filter_)):
            for id_ in graph.tie_claims[tie]:
                if claim_state(graph, graph.claims[id_], as_of) in (State.HELD, State.POSSIBLY):
                    yield id_


def _add_named(chosen: set[tuple[str, str]], raw: Tables) -> None:
    """Add what the chosen records name, and what that names, to them; other claims are left out."""
    waiting = list(chosen)
    while waiting:
        table, id_ = waiting.pop()
        for item in named_ids(table, raw.get(table, {}).get(id_, {})):
            key = (item.table, item.id)
            if item.table in ("", "claims") or key in chosen:
                continue
            chosen.add(key)
            waiting.append(key)


def _notes(raw: Tables, chosen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    ids = {id_ for _, id_ in chosen}
    for id_, record in raw.get("notes", {}).items():
        about = [item.id for item in named_ids("notes", record)]
        if any(item in ids or set(tie_ends(item)) & ids for item in about):
            yield "notes", id_
