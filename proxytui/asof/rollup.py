"""The ties of an actor's leaders and parts, shown as its own and marked through whom they come."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from proxytui.asof import tie_filter, tie_spans
from proxytui.asof.ties import ordered, shown
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_spans import TieSpan
    from proxytui.graph.protocol import Graph
    from proxytui.graph.ties import TieEnds
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.tie import Tie

BELONGING = tuple(code for code, kind in CLAIM_TYPES.items() if kind.rolls_up)
"""Claim types whose subject's ties roll up into the object."""

_INTO = {(kind, True) for kind in BELONGING}


def members(
    index: Graph, lens: Lens, actor: str, checkpoint: Checkpoint = never
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Leaders and parts of an actor as of the date, and theirs in turn, nearest first.

    Each comes once, with the ids of the ties that lead to it on a shortest way, and never the
    actor itself. The ties are those reported, held or possibly; the lens's filter doesn't matter.
    """
    found = _found(index, lens, actor, checkpoint)
    return tuple(with_checkpoints(found, checkpoint, CLAIMS))[1:]


def _found(
    index: Graph, lens: Lens, actor: str, checkpoint: Checkpoint
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same as they are come upon, after the actor."""
    _, begin, end, _ = lens.as_of
    found: dict[str, tuple[str, ...]] = {actor: ()}
    queue = [actor]
    for current in queue:
        yield current, found[current]
        belonging = [
            one for one in tie_spans.spans_at_actor(index, current, checkpoint) if one.way in _INTO
        ]
        for one in sorted(belonging, key=_by_tie):
            if one.other not in found and one.now(begin, end).reported:
                found[one.other] = (*found[current], one.tie)
                queue.append(one.other)


def _by_tie(one: TieSpan) -> str:
    return one.tie


def ties_to_outsiders(index: Graph, lens: Lens, actor: str) -> Iterator[tuple[TieSpan, str]]:
    """Ties of `counted` that are told for such without knowing all leaders and parts: to actors
    who lead nobody and are part of nothing, so that they are none of them."""
    for at, _ in _found(index, lens, actor, never):
        for one in tie_spans.spans_at_actor(index, at):
            if one.other != actor and not _belongs(index, one.other):
                yield one, at


def _belongs(index: Graph, actor: str) -> bool:
    """Whether the actor is the subject of a tie by which its ties roll up, at whatever date."""
    ties = index.ties_of(actor)
    for kind in BELONGING:
        start = f"{kind}:{actor}:"
        place = bisect_left(ties, start)
        if place < len(ties) and ties[place].startswith(start):
            return True
    return False


def ties(
    index: Graph,
    actor: str,
    lens: Lens,
    wanted: Callable[[TieEnds, str], bool] = lambda ends, at: True,
) -> tuple[Tie, ...]:
    """An actor's ties as the lens shows them, and those of its leaders and parts with `via`.

    `wanted` picks ties by their ends and the actor (or leader, or part) at which they stand.
    """
    found = (
        shown(index, one.tie, lens, None if at == actor else at)
        for one, at in rolled_up_ties(index, actor, lens)
        if (lens.types is None or one.way[0] in lens.types)
        and wanted(index.ends[one.tie], at)
        and tie_filter.passes(index, one.tie, lens, at)
    )
    return ordered(index, actor, lens, found)


def rolled_up_ties(
    index: Graph, actor: str, lens: Lens, checkpoint: Checkpoint = never
) -> Iterator[tuple[TieSpan, str]]:
    """An actor's ties, and its leaders' and parts', with the actor they stand at.

    Nothing is merged: a tie of a part stands beside the actor's own. Left out are the actor's
    ties with its own parts, and those of leaders and parts with the actor and one another.
    """
    group = dict(members(index, lens, actor, checkpoint))
    parts = {
        member
        for member, way in group.items()
        if all(CLAIM_TYPES[index.ends[tie_id].type].rolls_up == "part" for tie_id in way)
    }
    everyone = {actor, *group}
    for at in (actor, *group):
        inside = parts if at == actor else everyone
        for one in tie_spans.spans_at_actor(index, at, checkpoint):
            if one.other not in inside:
                yield one, at
