"""The orders of the list of actors: in which group each stands, and where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.newest_word import newest_word
from proxytui.asof.weight import UNTIED, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from proxytui.asof.counts import Counts
    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.model.filters import Filter
    from proxytui.model.records import Actor

    Place: TypeAlias = Callable[["Actor"], "ActorPlace"]

ORDERS = {
    "weight": "by ties of backing at the date, most first",
    "name": "by name",
    "newest": "by the newest word on each, newest first",
    "kind": "by kind, and by name in each",
}
"""The orders with their words; each has the same two groups apart."""
LISTED, DESCRIBED, TIELESS = "", "apart:described", "apart:without"
"""The group without a heading, and those apart: actors known by a description only, and actors
without a tie at the date, or without one that the filter lets through."""
APART = (DESCRIBED, TIELESS)


class ActorPlace(NamedTuple):
    """Where an actor stands: the key of its group, and its rank there, the lowest first; actors of
    one rank stand by their names."""

    group: str
    rank: tuple[int, ...] = ()


def by_kind(actor: Actor) -> ActorPlace:
    """Each kind is a group."""
    return ActorPlace(f"kind:{actor.kind}")


def unweighed(_: Actor) -> ActorPlace:
    """All in one group, while no tie has been looked at."""
    return ActorPlace(LISTED)


def by_ties(index: Index) -> Place:
    """All in one group by the number of their ties at whatever date, most first."""

    def place(actor: Actor) -> ActorPlace:
        return ActorPlace(LISTED, (-index.degree(actor.id),))

    return place


def places(order: str, index: Index, lens: Lens, counts: Mapping[str, Counts]) -> Place:
    """The places of actors in an order of `ORDERS` as of the lens's date."""

    def place(actor: Actor) -> ActorPlace:
        held, possible, others = found = weight(index, actor.id, lens, counts[actor.id])
        group = f"kind:{actor.kind}" if order == "kind" else LISTED
        if actor.described:
            group = DESCRIBED
        if found == UNTIED or not is_of_filter(actor, lens.filter):
            group = TIELESS
        if order == "newest":
            return ActorPlace(group, (-newest_word(index, actor.id).day,))
        return ActorPlace(group, (-held, -possible, -others) if order == "weight" else ())

    return place


def is_of_filter(actor: Actor, filter_: Filter | None) -> bool:
    """Whether an actor is of the kinds and countries that a filter asks for."""
    if filter_ is None:
        return True
    if filter_.kinds and actor.kind not in filter_.kinds:
        return False
    return not filter_.countries or not filter_.countries.isdisjoint(actor.countries)
