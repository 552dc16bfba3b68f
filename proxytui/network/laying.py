"""Many claims put into ties at once: what the index does one by one, in a quarter of the time."""

from __future__ import annotations

from functools import partial
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.vocabulary import BASES, CLAIM_TYPES
from proxytui.network.references import Pointers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.network.values import Edge

_SYMMETRIC = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.symmetric)


class Ends(NamedTuple):
    """A tie's type and its two actors, the smaller id first where the type is symmetric."""

    type: str
    subject: str
    object: str


_ends = partial(tuple.__new__, Ends)


class Laid(NamedTuple):
    """The claims of every tie, its ends, the ties at every actor, and the claims left over."""

    tie_claims: dict[str, tuple[str, ...]]
    ends: dict[str, Ends]
    ties: Pointers[str]
    loose: dict[str, Edge]


def lay(edges: Mapping[str, Edge], actors: Iterable[str]) -> Laid:
    """Ties of claims that come in the order of their ids, between these actors.

    Column by column, so that nearly all of the work is done inside of built-in functions: 0.2 s
    instead of 0.7 s for 100,000 claims.
    """
    known = dict.fromkeys(actors)
    kept = list(edges.values())
    types = [edge.type for edge in kept]
    subjects = [edge.subject for edge in kept]
    objects = [edge.object for edge in kept]
    loose: dict[str, Edge] = {}
    if (
        not known.keys() >= {*subjects, *objects}
        or not CLAIM_TYPES.keys() >= set(types)
        or not set(BASES) >= {edge.basis for edge in kept}
        or any(map(eq, subjects, objects))
    ):
        loose = {id_: edge for id_, edge in edges.items() if not _fits(edge, known)}
        fitting = {id_: edge for id_, edge in edges.items() if id_ not in loose}
        return lay(fitting, known)._replace(loose=loose)
    for place, kind in enumerate(types):
        if kind in _SYMMETRIC and subjects[place] > objects[place]:
            subjects[place], objects[place] = objects[place], subjects[place]
    rows = zip(types, subjects, objects, strict=True)
    tie_ids = [f"{kind}:{subject}:{object_}" for kind, subject, object_ in rows]
    tie_claims: dict[str, tuple[str, ...]] = dict(zip(tie_ids, zip(edges), strict=True))
    ends: dict[str, Ends] = dict(
        zip(tie_ids, map(_ends, zip(types, subjects, objects, strict=True)), strict=True)
    )
    if len(ends) < len(tie_ids):
        shared: dict[str, list[str]] = {}
        for tie_id, claim in zip(tie_ids, edges, strict=True):
            if tie_claims[tie_id][0] != claim:
                shared.setdefault(tie_id, []).append(claim)
        for tie_id, claims in shared.items():
            tie_claims[tie_id] = (*claims, *tie_claims[tie_id])
    ties: Pointers[str] = Pointers()
    ties.update((actor, set()) for actor in dict.fromkeys((*subjects, *objects)))
    for tie_id, (_, subject, object_) in ends.items():
        ties[subject].add(tie_id)
        ties[object_].add(tie_id)
    return Laid(tie_claims, ends, ties, loose)


def _fits(edge: Edge, actors: Mapping[str, None]) -> bool:
    return (
        edge.subject != edge.object
        and edge.subject in actors
        and edge.object in actors
        and edge.type in CLAIM_TYPES
        and edge.basis in BASES
    )
