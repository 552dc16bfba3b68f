"""What a store says at a date, in short: who backs whom, by how many, and what is disputed."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.asof import tie_filter, tie_spans
from proxytui.asof.reported import reported_state
from proxytui.asof.ties import tie
from proxytui.jobs.pacing import CLAIMS, with_checkpoints
from proxytui.model import dates, nearness, publishers
from proxytui.model.dates import State
from proxytui.model.told_dates import read
from proxytui.model.vocabulary import BACKING, Status, tie_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.tie import Tie

_PIECE = 100
"""Ties between two checkpoints, of which most take a few microseconds."""
_MOST = 12
"""Ties, publishers and sources that are looked at closely; a screen shows fewer."""
_KEPT = 4096
"""So many ties are kept at a time, of which the first few are looked for."""


class ToldTie(NamedTuple):
    """A tie, and the first and last year that the dates of its live claims name, 0 without any."""

    tie: Tie
    first: int
    last: int


class NewestSource(NamedTuple):
    """A source and how many claims cite it."""

    id: str
    claims: int


class StoreSummary(NamedTuple):
    """A store at a date, seen through a filter.

    `held` and `possible` count ties of backing that a publisher reports then, `single` those of
    them that rest on one publisher. `strongest` are the first of them: those of most publishers.
    `disputed` are ties of any type of which something is disputed then, with their number.
    `sources` counts those that a claim cites, `said_by` the claims that each publisher is cited
    for, most first; `first` and `last` are the years of what is recorded, 0 without any date.
    """

    actors: int
    held: int
    possible: int
    single: int
    strongest: tuple[ToldTie, ...]
    disputed: tuple[Tie, ...]
    disputes: int
    sources: int
    publishers: int
    said_by: tuple[tuple[str, int], ...]
    newest: tuple[NewestSource, ...]
    first: int
    last: int


def summarise(index: Index, lens: Lens, checkpoint: Checkpoint) -> StoreSummary:
    """Look at every tie of a store as of the lens's date; what hangs on no date is remembered until
    a record changes."""
    index.join_ties(checkpoint)
    counts = {State.HELD: 0, State.POSSIBLY: 0}
    single = 0
    backing: list[tuple[tuple[int, bool, int], str]] = []
    disputed: list[Tie] = []
    disputes = 0
    basis = _basis(index, checkpoint)
    for id_ in with_checkpoints(_ids(index), checkpoint, _PIECE):
        state = reported_state(index, id_, lens.as_of)
        if state is State.NOT or not tie_filter.passes(index, id_, lens):
            continue
        if id_ in basis.disputed:
            shown = tie(index, id_, lens)
            if shown.status is Status.DISPUTED or shown.disputed_terms:
                disputes += 1
                disputed.append(shown)
                if len(disputed) > _KEPT:
                    disputed = sorted(disputed, key=_by_weight)[:_MOST]
        if index.ends[id_].type in BACKING:
            publishers_then = _publishers(index, id_, lens)
            counts[state] += 1
            single += publishers_then == 1
            claims = len(index.tie_claims[id_])
            backing.append(((publishers_then, state is State.HELD, claims), id_))
            if len(backing) > _KEPT:
                backing = nlargest(_MOST, backing)
    disputed.sort(key=_by_weight)
    strongest = [
        _told(index, tie(index, id_, lens))
        for _, id_ in with_checkpoints(nlargest(_MOST, backing), checkpoint, 1)
    ]
    return StoreSummary(
        len(index.actors),
        counts[State.HELD],
        counts[State.POSSIBLY],
        single,
        tuple(strongest),
        tuple(disputed[:_MOST]),
        disputes,
        basis.sources,
        basis.publishers,
        basis.said_by,
        basis.newest,
        basis.first,
        basis.last,
    )


def _ids(index: Index) -> Iterable[str]:
    """The ids of all ties; those in memory as they are now, since a change may come between."""
    return index.iter_ties() if index.on_disk else list(index.iter_ties())


def _by_weight(disputed: Tie) -> tuple[bool, int, str]:
    return disputed.type not in BACKING, -disputed.publishers, disputed.id


def _publishers(index: Index, tie: str, lens: Lens) -> int:
    """How many publishers report a tie then."""
    claims = index.tie_claims[tie]
    if len(claims) == 1:
        return index.summary(claims[0]).publishers
    span = tie_spans.tie_span(index, tie, index.ends[tie].subject)
    return span.now(lens.as_of.first, lens.as_of.last).publishers


def _told(index: Index, shown: Tie) -> ToldTie:
    days = [day for claim in shown.live for day in _known_days(index, claim.id)]
    years = (dates.year_of(min(days)), dates.year_of(max(days))) if days else (0, 0)
    return ToldTie(shown, *years)


def _known_days(index: Index, claim_id: str) -> tuple[int, ...]:
    return nearness.known_days(index.own_bounds(claim_id), index.attested(claim_id)) or ()


class _Basis(NamedTuple):
    """What a store rests on, at whatever date: as in `StoreSummary`, and the ties of which somebody
    disputes something."""

    sources: int
    publishers: int
    said_by: tuple[tuple[str, int], ...]
    newest: tuple[NewestSource, ...]
    first: int
    last: int
    disputed: frozenset[str]


class _Remembered(dict[int, _Basis]):
    """The basis of the store by the version of its records; only the newest."""


def _basis(index: Index, checkpoint: Checkpoint) -> _Basis:
    remembered = index.memo.of(_Remembered)
    known = remembered.get(index.version)
    if known is None:
        remembered.clear()
        known = remembered[index.version] = _gather(index, checkpoint)
    return known


def _gather(index: Index, checkpoint: Checkpoint) -> _Basis:
    """Read every claim once."""
    cited: Counter[str] = Counter()
    said_by: Counter[str] = Counter()
    names: dict[str, str] = {}
    first, last = dates.MAX_DAY, dates.MIN_DAY
    disputed: set[str] = set()
    for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
        sources = {citation.source for citation in claim.citations}
        cited.update(sources)
        for source in sources - names.keys():
            names[source] = _publisher(index, source)
        said_by.update({names[source] for source in sources})
        if days := _known_days(index, claim.id):
            first, last = min(first, *days), max(last, *days)
        if claim.status == "disputed" or any(c.stance == "disputes" for c in claim.citations):
            disputed.add(tie_id(claim.type, claim.subject, claim.object))
    del said_by[""]
    years = (dates.year_of(first), dates.year_of(last)) if first <= last else (0, 0)
    return _Basis(
        len(cited),
        len({publishers.publisher_key(source, index.sources.get) for source in cited}),
        tuple(nlargest(_MOST, said_by.items(), key=itemgetter(1))),
        _newest(index, cited),
        *years,
        frozenset(disputed),
    )


def _publisher(index: Index, source: str) -> str:
    """The publisher of a source, of a copy that of its original; its short name where it names
    none."""
    first = publishers.original(source, index.sources.get)
    return (
        text.line(first.publisher or index.source_names.name(first.id)) if first is not None else ""
    )


def _newest(index: Index, cited: Mapping[str, int]) -> tuple[NewestSource, ...]:
    """The sources published last that a claim cites and nobody retracted, newest first."""
    dated = []
    for id_ in cited:
        source = index.sources.get(id_)
        published = read(source.published) if source is not None else None
        if source is not None and published is not None and source.status != "retracted":
            dated.append((published.last, cited[id_], id_))
    return tuple(NewestSource(id_, claims) for _, claims, id_ in nlargest(_MOST, dated))
