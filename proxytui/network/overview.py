"""Who stands closest together around an actor: few enough for one drawing of who backs whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.dates import State
from proxytui.network.ranking import one_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.network.index import Index
    from proxytui.network.lens import Lens

MOST_ACTORS = 25
_TIES_EACH = 1.3
"""Ties an actor, on the average, up to which the lines of a drawing can still be followed."""


class Arrow(NamedTuple):
    """A tie between two of them that shows."""

    tie: str
    subject: str
    object: str
    held: bool


class Overview(NamedTuple):
    """The actors, the one in the middle first, all ties of backing between them, and how many
    actors are tied to one of them and are left out."""

    actors: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def overview(index: Index, lens: Lens, centre: str, most: int = MOST_ACTORS) -> Overview:
    """The actors around one, at most so many, as of the lens's date; none for an unknown one.

    Next comes whoever has most ties to those who are in already, held ones counting twice, then
    who was met first. It ends before there are more ties than can be followed.
    """
    if centre not in index.actors:
        return Overview((), (), 0)
    chosen: dict[str, None] = {}
    arrows: dict[str, Arrow] = {}
    waiting: dict[str, list[Arrow]] = {centre: []}
    while waiting and len(chosen) < most:
        actor = max(waiting, key=lambda one: sum(1 + arrow.held for arrow in waiting[one]))
        fresh = waiting.pop(actor)
        if len(chosen) > 1 and len(arrows) + len(fresh) > most * _TIES_EACH:
            waiting[actor] = fresh
            break
        chosen[actor] = None
        arrows.update((arrow.tie, arrow) for arrow in fresh)
        for other, arrow in _ties(index, lens, actor):
            if other not in chosen:
                waiting.setdefault(other, []).append(arrow)
    return Overview(tuple(chosen), tuple(arrows.values()), len(waiting))


def _ties(index: Index, lens: Lens, actor: str) -> Iterator[tuple[str, Arrow]]:
    for inward in (False, True):
        for ranked in one_way(index, lens, actor, ("backs", inward)):
            ends = (ranked.other, actor) if inward else (actor, ranked.other)
            yield ranked.other, Arrow(ranked.tie, *ends, ranked.state is State.HELD)
