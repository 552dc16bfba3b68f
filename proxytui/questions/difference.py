"""What changed among ties between two dates of the world, or between two states of the store."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.asof import states, tie_filter, ties
from proxytui.asof.lens import Lens
from proxytui.collation import sort_key
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


_MANY = 1000
"""Of so many ties all claims are read at once."""


class TieChange(NamedTuple):
    """A change of a tie: its kind as in `wording.CHANGES`, and the tie as it stands at `period`,
    the later date unless it ended."""

    kind: str
    tie: Tie
    period: Period
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """What is said of it; made when it is first asked for."""
        return self.tell()


def between(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    wanted: Filter | None = None,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[TieChange, ...]:
    """What began, ended or changed from one date to another, in the order of kinds and names.

    Nothing did where both are the same. A tie comes once for each kind of change; with a filter
    only those that it lets through at either date, seen from the actor `at`.
    """
    if before == after:
        return ()
    found = []
    lens = Lens(after, filter=wanted)
    for old, new in changed(index, tie_ids, before, after, lens, at, checkpoint):
        for kind in wording.difference_kinds(old, new, after):
            ended = kind in ("ended", "may-have-ended")
            period = before if ended or not new else after
            name = index.namer(period)
            tell = lazy_words(
                wording.difference_words, old, new, before, after, name, index.sources.get, kind
            )
            tie = old if ended or new is None else new
            if tie is None:
                raise ValueError("a change is one of a tie that shows at either date")
            found.append(TieChange(kind, tie, period, tell))
    return _ordered(found, index.namer(after), checkpoint)


def lazy_words(words: Callable[..., str], *given: object) -> Callable[[], str]:
    """What makes words of these values, once."""
    return cache(partial(words, *given))


def _ordered(
    found: Iterable[TieChange], name: Callable[[str], str], checkpoint: Checkpoint = never
) -> tuple[TieChange, ...]:
    order = {kind: place for place, kind in enumerate(wording.CHANGES)}

    def place(one: TieChange) -> tuple[int, str, str, str]:
        subject, object_ = sort_key(name(one.tie.subject)), sort_key(name(one.tie.object))
        return order[one.kind], subject, object_, one.tie.id

    return tuple(in_order(found, place, checkpoint))


def changed(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    lens: Lens,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[Pair, ...]:
    """Those ties, of the lens's types, that began, ended or changed from one period to the other.

    Its filter lets a tie through that passes at either, seen from the actor `at`. Each as of
    `before` and as of `after`, None where it is *not*; in the order given.
    """
    found: list[Pair] = []
    asked = dict.fromkeys(tie_ids)
    if len(asked) > _MANY and index.untold(asked) > _MANY:
        index.tell_all(checkpoint)
    for id_ in with_checkpoints(asked, checkpoint, CLAIMS):
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
        if wording.difference_kinds(old, new, after):
            found.append((old, new))
    return tuple(found)


def _same(index: Index, claim_id: str, before: Period, after: Period) -> bool:
    """Whether a claim's state is the same at both; by numbers, for a pass over all claims."""
    return states.state_at(index, claim_id, before.first, before.last, before) is states.state_at(
        index, claim_id, after.first, after.last, after
    )


# Two states of the store
