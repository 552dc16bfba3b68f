"""The problems that a check would find in the records that an import adds or changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.references import named_ids, tie_ends
from proxytui.model.vocabulary import TABLES
from proxytui.questions import integrity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from proxytui.graph.index import Index
    from proxytui.model.changes import Change
    from proxytui.model.records import Json
    from proxytui.questions.integrity import Problem

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]


def problems(
    changes: Sequence[Change], index: Index, raw: Tables, text_of: Callable[[str], str | None]
) -> tuple[Problem, ...]:
    """The problems of records as changes leave them, among the records of the store.

    Only these records and those they name are looked at, so a few rows cost no pass over a store.
    """
    after = {(change.table, change.id): change.after for change in changes}
    chosen: dict[str, dict[str, Json]] = {table: {} for table in TABLES}
    waiting = list(after)
    while waiting:
        table, id_ = waiting.pop()
        record = after.get((table, id_), raw.get(table, {}).get(id_))
        if record is None or id_ in chosen[table]:
            continue
        chosen[table][id_] = record
        # Of records that are only named, a source alone names others that matter here.
        if (table, id_) in after or table == "sources":
            waiting += _named(table, record)
    report = integrity.report(index, chosen, text_of)
    new = {f"{table}/{id_}" for table, id_ in after}
    return tuple(problem for problem in report.problems if problem.record in new)


def _named(table: str, record: Json) -> Iterator[Key]:
    for named in named_ids(table, record):
        places = (named.table,) if named.table else TABLES
        yield from ((place, named.id) for place in places)
        yield from (("actors", end) for end in tie_ends(named.id))
