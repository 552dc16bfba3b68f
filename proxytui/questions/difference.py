"""Changes of ties between two dates of the world."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.asof import states, tie_filter, ties
from proxytui.asof.lens import Lens
from proxytui.collation import sort_key
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
from proxytui.model.dates import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json
    from proxytui.model.tie import Tie

Pair: TypeAlias = tuple["Tie | None", "Tie | None"]
Tables: TypeAlias = "Mapping[str, Mapping[str, Json]]"


_ALL_AT_ONCE = 1000
"""For more ties than this, all claims are read at once."""


class TieChange(NamedTuple):
    """A change of a tie: its kind as in `wording.CHANGES`, and the tie as it stands at `period`,
    the later date unless it ended."""

    kind: str
    tie: Tie
    period: Period
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """The change in words, made at the first access."""
        return self.tell()


def between(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    filter_: Filter | None = None,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[TieChange, ...]:
    """Changes of ties from one date to another, in the order of kinds and names; none where both
    dates are the same.

    A tie comes once for each kind of change; with a filter only ties that it lets through at either
    date, seen from the actor `at`.
    """
    if before == after:
        return ()
    changes = []
    lens = Lens(after, filter=filter_)
    for old, new in changed_ties(index, tie_ids, before, after, lens, at, checkpoint):
        for kind in wording.difference_kinds(old, new, (before, after)):
            ended = kind in ("ended", "may-have-ended")
            period = before if ended or not new else after
            name = index.namer(period)
            tell = lazy_words(
                wording.difference_words,
                old,
                new,
                before,
                after,
                name,
                index.source_names.get,
                kind,
            )
            tie = old if ended or new is None else new
            if tie is None:
                raise ValueError("a change is one of a tie that shows at either date")
            changes.append(TieChange(kind, tie, period, tell))
    return sort_changes(changes, wording.CHANGES, index.namer(after), checkpoint)


def lazy_words(words: Callable[..., str], *arguments: object) -> Callable[[], str]:
    """A function that words these values at its first call and remembers the words."""
    return cache(partial(words, *arguments))


def sort_changes(
    changes: Iterable[TieChange],
    kinds: Iterable[str],
    name: Callable[[str], str],
    checkpoint: Checkpoint = never,
) -> tuple[TieChange, ...]:
    """Changes in the order of these kinds, then of the names of their ties' actors."""
    order = {kind: place for place, kind in enumerate(kinds)}

    def place(change: TieChange) -> tuple[int, str, str, str]:
        subject, object_ = sort_key(name(change.tie.subject)), sort_key(name(change.tie.object))
        return order[change.kind], subject, object_, change.tie.id

    return tuple(in_order(changes, place, checkpoint))


def changed_ties(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    lens: Lens,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[Pair, ...]:
    """The ties among `tie_ids`, of the lens's types, that changed from one period to the other.

    The lens's filter lets a tie through that passes at either period, seen from the actor `at`.
    Each tie is as of `before` and as of `after`, None where it is *not*; in the order given.
    """
    pairs: list[Pair] = []
    distinct_ids = dict.fromkeys(tie_ids)
    if len(distinct_ids) > _ALL_AT_ONCE and index.unsummarised(distinct_ids) > _ALL_AT_ONCE:
        index.summarise_all(checkpoint)
    every = with_checkpoints(distinct_ids, checkpoint, CLAIMS)
    for id_ in told_progress.counted(every, len(distinct_ids), "ties compared"):
        if id_ not in index.tie_claims:
            continue
        if lens.types is not None and index.ends[id_].type not in lens.types:
            continue
        if all(_same(index, claim_id, before, after) for claim_id in index.tie_claims[id_]):
            continue
        looks = (lens._replace(as_of=period) for period in (before, after))
        if not any(tie_filter.passes(index, id_, look, at) for look in looks):
            continue
        old, new = (
            tie if tie.state is not State.NOT else None
            for tie in (
                ties.tie(index, id_, lens._replace(as_of=period)) for period in (before, after)
            )
        )
        if wording.difference_kinds(old, new, (before, after)):
            pairs.append((old, new))
    return tuple(pairs)


def _same(index: Index, claim_id: str, before: Period, after: Period) -> bool:
    """Whether a claim's state is the same at both periods; cheap enough for all claims."""
    return states.state_at(index, claim_id, before.first, before.last, before) is states.state_at(
        index, claim_id, after.first, after.last, after
    )
