"""Decisions on who is who: which actors are judged the same, and where decisions contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.records import STRUCTS, Decision, decode

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from proxytui.model.records import Json

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


class Contradiction(NamedTuple):
    """Two actors that `decision` judges different, although `chain`, other decisions one after
    another, leads from one to the other as the same."""

    decision: Decision
    chain: tuple[Decision, ...]


class Groups(NamedTuple):
    """Actors judged the same: the representative of each actor in a group, and the members of each
    group by its representative, which comes first."""

    representative: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]


NONE = Groups({}, {})
"""The groups where nobody is judged the same as anybody."""


def decisions(rows: Mapping[str, Json]) -> dict[str, Decision]:
    """The decisions among stored records, by id; those of a wrong shape are left out."""
    values: dict[str, Decision] = {}
    for id_, record in rows.items():
        decision = read(id_, record)
        if decision is not None:
            values[id_] = decision
    return values


def newest_first(decided: Iterable[Decision]) -> list[Decision]:
    """Decisions by the time when they were made; those without one last."""
    return sorted(decided, key=age, reverse=True)


def read(id_: str, record: Json | None) -> Decision | None:
    """The decision of a stored record; None where it has none, or is of a wrong shape."""
    if record is None:
        return None
    try:
        value = decode(STRUCTS["identities"], id_, record)  # type: ignore[type-var]
    except (msgspec.ValidationError, TypeError):
        return None
    return value if isinstance(value, Decision) else None


def groups(decided: Iterable[Decision], actors: Container[str]) -> Groups:
    """The groups that decisions for *same* make, over several decisions too.

    A group stands under the first actor of its earliest decision: whoever decides says by that
    which one it is called after, and neither later decisions nor new claims change it. Decisions
    on actors that don't exist count for nothing, nor do those that a later one on the same two
    takes the place of.
    """
    root: dict[str, str] = {}
    order: dict[str, int] = {}
    same = (d for d in latest(decided) if d.judgement == SAME and d.a != d.b)
    for decision in same:
        if decision.a not in actors or decision.b not in actors:
            continue
        for actor in (decision.a, decision.b):
            root.setdefault(actor, actor)
            order.setdefault(actor, len(order))
        first, second = _root(root, decision.a), _root(root, decision.b)
        if first != second:
            # The earlier one of two groups keeps its representative.
            earlier, later = sorted((first, second), key=order.__getitem__)
            root[later] = earlier
    if not root:
        return NONE
    members: dict[str, list[str]] = {}
    for actor in order:
        members.setdefault(_root(root, actor), []).append(actor)
    listed = {first: tuple(actors) for first, actors in members.items()}
    return Groups({actor: first for first, group in listed.items() for actor in group}, listed)


class Chains:
    """What decisions for *same* join, one after another, where each is the last on its pair."""

    def __init__(self, decided: Iterable[Decision]) -> None:
        self._latest = latest(decided)
        self._steps: dict[str, list[tuple[str, Decision]]] = {}
        for decision in self._latest:
            if decision.judgement == SAME:
                self._steps.setdefault(decision.a, []).append((decision.b, decision))
                self._steps.setdefault(decision.b, []).append((decision.a, decision))

    def joining(self, a: str, b: str) -> tuple[Decision, ...]:
        """The shortest chain of decisions for *same* that leads from one actor to another; () where
        nothing joins them."""
        chains: dict[str, tuple[Decision, ...]] = {a: ()}
        for actor in (waiting := [a]):
            for other, decision in self._steps.get(actor, ()):
                if other not in chains:
                    chains[other] = (*chains[actor], decision)
                    waiting.append(other)
        return chains.get(b, ())

    def contradictions(self) -> list[Contradiction]:
        """The decisions for *different* that a chain contradicts."""
        different = [decision for decision in self._latest if decision.judgement == DIFFERENT]
        contradicted = ((decision, self.joining(decision.a, decision.b)) for decision in different)
        return [Contradiction(decision, chain) for decision, chain in contradicted if chain]

    def contradicted_by(self, id_: str) -> list[Contradiction]:
        """The decisions for *different* that a decision for *same*, by its id, has a part in
        contradicting."""
        return [odd for odd in self.contradictions() if id_ in (step.id for step in odd.chain)]


def _root(root: dict[str, str], actor: str) -> str:
    while root[actor] != actor:
        root[actor] = root[root[actor]]
        actor = root[actor]
    return actor


def latest(decided: Iterable[Decision]) -> list[Decision]:
    """The last decision on each pair of actors, which is the one that counts; the earliest
    first."""
    last = {frozenset((d.a, d.b)): d for d in sorted(decided, key=age)}
    return sorted(last.values(), key=age)


def age(decision: Decision) -> tuple[str, str]:
    """The key that sorts decisions, the earliest first; of two times of one second the longer one
    is the later."""
    return (decision.made or "").removesuffix("+00:00").removesuffix("Z"), decision.id
