"""What a store says at a date, in short: who backs whom, by how many, and what is disputed."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.asof import tie_filter, tie_spans
from proxytui.asof.ties import tie
from proxytui.jobs.pacing import CLAIMS, with_checkpoints
from proxytui.model import dates, nearness, publishers
from proxytui.model.dates import State
from proxytui.model.told_dates import read
from proxytui.model.vocabulary import BACKING, Standing, Status
from proxytui.wording.phrases import source_title

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.tie import Tie

_MOST = 12
"""Ties, publishers and sources that are looked at closely; a screen shows fewer."""


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
    """Look at every tie of a store as of the lens's date."""
    index.join_ties(checkpoint)
    begin, end = lens.as_of.first, lens.as_of.last
    counts = {State.HELD: 0, State.POSSIBLY: 0}
    single = 0
    backing: list[tuple[tuple[int, bool, int], str]] = []
    disputed: list[str] = []
    for tie_id in with_checkpoints(list(index.iter_ties()), checkpoint, CLAIMS):
        kind, subject, _ = index.ends[tie_id]
        now = tie_spans.tie_span(index, tie_id, subject).now(begin, end)
        if not now.reported or not tie_filter.passes(index, tie_id, lens):
            continue
        if _is_disputed(index, tie_id):
            disputed.append(tie_id)
        if kind in BACKING and now.support is Standing.SUPPORTED:
            counts[now.state] += 1
            single += now.publishers == 1
            claims = len(index.tie_claims[tie_id])
            backing.append(((now.publishers, now.state is State.HELD, claims), tie_id))
    strongest = [
        _told(index, tie(index, id_, lens))
        for _, id_ in with_checkpoints(nlargest(_MOST, backing), checkpoint, 1)
    ]
    ties = [tie(index, id_, lens) for id_ in with_checkpoints(disputed, checkpoint, CLAIMS)]
    ties = [each for each in ties if each.status is Status.DISPUTED or each.disputed_terms]
    ties.sort(key=lambda each: (each.type not in BACKING, -each.publishers, each.id))
    cited = _cited(index, checkpoint)
    said_by = _said_by(index, checkpoint)
    years = _years(index, checkpoint)
    return StoreSummary(
        len(index.actors),
        counts[State.HELD],
        counts[State.POSSIBLY],
        single,
        tuple(strongest),
        tuple(ties[:_MOST]),
        len(ties),
        len(cited),
        len({publishers.publisher_key(source, index.sources.get) for source in cited}),
        tuple(nlargest(_MOST, said_by.items(), key=lambda pair: pair[1])),
        _newest(index, cited),
        *years,
    )


def _is_disputed(index: Index, tie_id: str) -> bool:
    """Whether anything is said against a tie at all, at whatever date."""
    claims = (index.claims[claim] for claim in index.tie_claims[tie_id])
    return any(
        claim.status == "disputed" or any(c.stance == "disputes" for c in claim.citations)
        for claim in claims
    )


def _told(index: Index, shown: Tie) -> ToldTie:
    years = [year for claim in shown.live for year in _named_years(index, claim.id)]
    return ToldTie(shown, min(years, default=0), max(years, default=0))


def _named_years(index: Index, claim_id: str) -> tuple[int, ...]:
    days = nearness.known_days(index.own_bounds(claim_id), index.attested(claim_id))
    return tuple(map(dates.year_of, days)) if days else ()


def _years(index: Index, checkpoint: Checkpoint) -> tuple[int, int]:
    first, last = dates.MAX_DAY, dates.MIN_DAY
    for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
        days = nearness.known_days(index.own_bounds(claim.id), index.attested(claim.id))
        if days:
            first, last = min(first, *days), max(last, *days)
    return (dates.year_of(first), dates.year_of(last)) if first <= last else (0, 0)


def _cited(index: Index, checkpoint: Checkpoint) -> dict[str, int]:
    """How many claims cite each source."""
    numbers: dict[str, int] = {}
    for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
        for source in {citation.source for citation in claim.citations}:
            numbers[source] = numbers.get(source, 0) + 1
    return numbers


def _said_by(index: Index, checkpoint: Checkpoint) -> dict[str, int]:
    """How many claims cite a source of each publisher, copies counted with their originals; a
    source without a publisher stands for itself."""
    numbers: dict[str, int] = {}
    for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
        cited = {citation.source for citation in claim.citations}
        originals = (publishers.original(source, index.sources.get) for source in cited)
        names = {text.line(o.publisher or source_title(o)) for o in originals if o is not None}
        for name in names:
            numbers[name] = numbers.get(name, 0) + 1
    return numbers


def _newest(index: Index, cited: dict[str, int]) -> tuple[NewestSource, ...]:
    """The sources published last that a claim cites and nobody retracted, newest first."""
    dated = []
    for id_ in cited:
        source = index.sources.get(id_)
        published = read(source.published) if source is not None else None
        if source is not None and published is not None and source.status != "retracted":
            dated.append((published.last, cited[id_], id_))
    return tuple(NewestSource(id_, claims) for _, claims, id_ in nlargest(_MOST, dated))
