"""Changes of ties between two states of the store."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.model.changes import apply, invert
from proxytui.model.vocabulary import tie_id
from proxytui.questions.difference import TieChange, lazy_words, sort_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from proxytui.graph.index import Index
    from proxytui.model.changes import Change
    from proxytui.model.dates import Period
    from proxytui.model.records import Json, Source
    from proxytui.questions.difference import Tables

_ENDS = ("type", "subject", "object")


def rewound(tables: Tables, changes: Iterable[Change]) -> Tables:
    """Tables with the records as they were before some changes, which are given newest first; the
    tables passed in stay as they are. What a change says stood before is what stood there then."""
    rewound_tables = {
        table: cast("MutableMapping[str, Json]", copy(rows)) for table, rows in tables.items()
    }
    for change in changes:
        apply(rewound_tables, invert((change,)))
    return rewound_tables


def recorded(
    old: Index, new: Index, changes: Iterable[Change], period: Period, actor: str = ""
) -> tuple[TieChange, ...]:
    """Changes in what two states of the store say of one date, in the order of kinds and names.

    `changes` are those that lead from one to the other; ties that they don't touch are not looked
    at. With `actor` only its ties are. Ties that hold at neither date are compared too.
    """
    lens = Lens(period)

    def name(actor_id: str) -> str:
        return (new if actor_id in new.actors else old).namer(period)(actor_id)

    def source(source_id: str) -> Source | None:
        return new.sources.get(source_id) or old.sources.get(source_id)

    tie_changes = []
    for id_ in sorted(_touched_ties(old, new, changes)):
        before, after = (
            ties.tie(index, id_, lens) if id_ in index.tie_claims else None for index in (old, new)
        )
        for kind in wording.recorded_kinds(before, after):
            ended = kind in ("ended", "may-have-ended")
            tie = before if ended or after is None else after
            if tie is None or actor not in ("", tie.subject, tie.object):
                continue
            tell = lazy_words(
                wording.difference_words, before, after, period, period, name, source, kind
            )
            tie_changes.append(TieChange(kind, tie, period, tell))
    return sort_changes(tie_changes, wording.CHANGES, name)


def _touched_ties(old: Index, new: Index, changes: Iterable[Change]) -> set[str]:
    """The ties of claims that changed, and of those that cite a source which did."""
    tie_ids: set[str] = set()
    sources: set[str] = set()
    for change in changes:
        if change.table == "claims":
            tie_ids.update(
                index.merged.standing(tie_id(*(str(record.get(field)) for field in _ENDS)))
                for record in (change.before, change.after)
                if record is not None
                for index in (old, new)
            )
        elif change.table == "sources":
            sources.add(change.id)
        elif change.table == "actors" and None in (change.before, change.after):
            tie_ids.update(*(index.ties_of(change.id) for index in (old, new)))
    for index in (old, new) if sources else ():
        for source_id in index.with_copies(sources):
            for table, id_ in index.citing(source_id):
                if table == "claims":
                    claim = index.claims[id_]
                    tie_ids.add(tie_id(claim.type, claim.subject, claim.object))
    return tie_ids
