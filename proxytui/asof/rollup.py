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

    Each comes once, with the ids of the ties on a shortest way to it; the actor itself is left out.
    Only ties that are reported count, held or possibly, whatever the lens's filter.
    """
    walk = _walk_members(index, lens, actor, checkpoint)
    return tuple(with_checkpoints(walk, checkpoint, CLAIMS))[1:]


def _walk_members(
    index: Graph, lens: Lens, actor: str, checkpoint: Checkpoint
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The actor, then its leaders and parts with the ties that lead to each, as they are
    reached."""
    _, begin, end, _ = lens.as_of
    ties_to: dict[str, tuple[str, ...]] = {actor: ()}
    queue = [actor]
    for current in queue:
        yield current, ties_to[current]
        belonging = [
            span
            for span in tie_spans.spans_at_actor(index, current, checkpoint)
            if span.way in _INTO
        ]
        for span in sorted(belonging, key=_by_tie):
            if span.other not in ties_to and span.now(begin, end).reported:
                ties_to[span.other] = (*ties_to[current], span.tie)
                queue.append(span.other)


def _by_tie(span: TieSpan) -> str:
    return span.tie


def ties_to_outsiders(index: Graph, lens: Lens, actor: str) -> Iterator[tuple[TieSpan, str]]:
    """Rolled-up ties whose other end can't be a member: actors that neither lead nor belong to
    anything. Needs no membership, so it comes before `rolled_up_ties`."""
    for at, _ in _walk_members(index, lens, actor, never):
        for span in tie_spans.spans_at_actor(index, at):
            if span.other != actor and not _belongs(index, span.other):
                yield span, at


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
    selects: Callable[[TieEnds, str], bool] = lambda ends, at: True,
) -> tuple[Tie, ...]:
    """An actor's ties as the lens shows them, and those of its leaders and parts with `via`.

    `selects` picks ties by their ends and the actor (or leader, or part) at which they stand.
    """
    shown_ties = (
        shown(index, span.tie, lens, None if at == actor else at)
        for span, at in rolled_up_ties(index, actor, lens)
        if (lens.types is None or span.way[0] in lens.types)
        and selects(index.ends[span.tie], at)
        and tie_filter.passes(index, span.tie, lens, at)
    )
    return ordered(index, actor, lens, shown_ties)


def rolled_up_ties(
    index: Graph, actor: str, lens: Lens, checkpoint: Checkpoint = never
) -> Iterator[tuple[TieSpan, str]]:
    """An actor's ties, and its leaders' and parts', with the actor at which each stands.

    Nothing is merged: a tie of a part stands beside the actor's own. Left out are the actor's ties
    with its own parts, and those of leaders and parts with the actor and one another.
    """
    chains = dict(members(index, lens, actor, checkpoint))
    parts = {
        member
        for member, way in chains.items()
        if all(CLAIM_TYPES[index.ends[tie_id].type].rolls_up == "part" for tie_id in way)
    }
    everyone = {actor, *chains}
    for at in (actor, *chains):
        inside = parts if at == actor else everyone
        for span in tie_spans.spans_at_actor(index, at, checkpoint):
            if span.other not in inside:
                yield span, at
