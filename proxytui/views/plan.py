"""The plan of an edit before it is written: each change in lines of the notation."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from proxytui.notation.names import NamesOfRecords
from proxytui.notation.writer import write
from proxytui.views.lines import BLANK, Row, Span, paragraph
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.model.changes import Change
    from proxytui.model.records import Json
    from proxytui.notation.names import Names

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_ORDER = {"claims": 0, "events": 1, "actors": 2, "sources": 3, "notes": 4}
_AROUND = ("prefix", "suffix", "start", "text")
_ROLES = {"+": "good", "-": "alert"}


class PlannedChange(NamedTuple):
    """One record of a plan: what happens to it, the first line of its text, and the lines that it
    gets and loses, each behind `+` or `-`; of an added one all others, of a removed one none."""

    kind: str
    head: str
    lines: tuple[tuple[str, str], ...]


class _NamesAfter:
    """The names of a store's actors and of those that changes add to it."""

    def __init__(self, names: Names, changes: Sequence[Change]) -> None:
        self._names = names
        self._added = NamesOfRecords(
            {
                change.id: change.after
                for change in changes
                if change.table == "actors" and change.before is None and change.after is not None
            }
        )

    def is_actor(self, id_: str) -> bool:
        return self._added.is_actor(id_) or self._names.is_actor(id_)

    def name(self, id_: str) -> tuple[str, bool]:
        return (self._added if self._added.is_actor(id_) else self._names).name(id_)


def plan(
    changes: Iterable[Change], names: Names, most: int | None = None
) -> tuple[PlannedChange, ...]:
    """Changes as they will be written, at `most` so many, claims first; `names` are those of the
    store's actors."""
    listed = tuple(changes)
    after = _NamesAfter(names, listed)
    chosen = listed if most is None else sorted(listed, key=_rank)[:most]
    return tuple(_planned(change, after) for change in chosen)


def _rank(change: Change) -> int:
    return _ORDER.get(change.table, len(_ORDER))


def _planned(change: Change, names: Names) -> PlannedChange:
    added = change.before is None
    before, after = (
        write([(change.table, change.id, _told(record) if added else record)], names).splitlines()
        if record
        else []
        for record in (change.before, change.after)
    )
    if not before:
        return PlannedChange(ADDED, after[0], tuple(("+", line.strip()) for line in after[1:]))
    if not after:
        return PlannedChange(REMOVED, before[0], ())
    return PlannedChange(CHANGED, after[0], tuple(_differences(before, after)))


def _told(record: Json) -> Json:
    """A record that is added without what only the program uses: the words around a quote, by which
    it is found again, and the names of kept files."""
    told = {key: value for key, value in record.items() if key != "documents"}
    citations = told.get("citations")
    if isinstance(citations, list):
        told["citations"] = [
            _told_citation(citation) if isinstance(citation, dict) else citation
            for citation in citations
        ]
    return told


def _told_citation(citation: Json) -> Json:
    told = dict(citation)
    quote, locator = told.get("quote"), told.get("locator")
    if isinstance(quote, dict):
        told["quote"] = {key: value for key, value in quote.items() if key not in _AROUND}
    if isinstance(locator, dict):
        # A table numbers its rows; a source may name them, so that the record has either.
        told["locator"] = {
            key: f"{value}" if isinstance(value, int) else value for key, value in locator.items()
        }
    return told


def _differences(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (("-", line.strip()) for line in before[i:j])
            yield from (("+", line.strip()) for line in after[k:m])


def step_label(verb: str, changes: Sequence[Change], names: Names) -> str:
    """Changes as one step in the list of changes: `add Iran backs Hamas: weapons, and 2 more`."""
    ranked = sorted(changes, key=_rank)
    if not ranked:
        return verb
    head = plan(ranked[:1], _NamesAfter(names, ranked))[0].head.removesuffix(f" [{ranked[0].id}]")
    more = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"{verb} {shortened(head)}{more}"


def counts(plan: Sequence[PlannedChange]) -> str:
    """`2 added, 1 removed`."""
    by_kind = Counter(change.kind for change in plan)
    return ", ".join(
        f"{by_kind[word]} {word}" for word in (ADDED, CHANGED, REMOVED) if by_kind[word]
    )


def rows(plan: Sequence[PlannedChange], cells: int) -> list[Row]:
    """Each record with what happens to it, and below it the lines that it gets and loses. Keys:
    places in the plan."""
    rows: list[Row] = []
    for place, change in enumerate(plan):
        if rows:
            rows.append(BLANK)
        first, *more = paragraph(f"{change.kind}: {change.head}", cells, "strong")
        rows += [Row(str(place), first), *(Row("", line, stop=False) for line in more)]
        for sign, words in change.lines:
            first, *more = paragraph(words, cells - 2, "text", "  ")
            head = (Span(f"  {sign} ", _ROLES[sign]), *first[1:])
            rows.append(Row("", head, stop=False))
            rows += [Row("", (Span("  "), *line), stop=False) for line in more]
    return rows
