"""Who is who, decided by a person: two actors judged, and a judgement taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.collation import identity
from proxytui.errors import Refused
from proxytui.model.changes import Change
from proxytui.model.identities import SAME, Chains, age
from proxytui.model.records import Decision, encode
from proxytui.wording.identity import contradicted_words, still_joined_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Json


class Records(Protocol):
    """The records of a store as they are stored."""

    def record(self, table: str, id_: str) -> Json | None:
        """A record, or None."""

    def fresh_id(self, table: str, wanted: str = "") -> str:
        """An id that no record has."""


class Judgement(NamedTuple):
    """What a person says of two actors; `time` is RFC 3339 UTC."""

    a: str
    b: str
    judgement: str
    reason: str
    time: str


def records_called(index: Graph, records: Records, name: str, standing: str) -> tuple[str, ...]:
    """The ids of the recorded actors that a name may mean, of those that `standing` stands for: the
    one with this id, else those with this name, else all."""
    typed = name.strip()
    if records.record("actors", typed) is not None:
        return (typed,)
    called = [
        original.id
        for original in index.merged.originals.get(standing, ())
        if identity(typed) in {identity(name.text) for name in original.names}
    ]
    return tuple(called) or index.merged.records(standing)


def recorded_actor(index: Graph, records: Records, name: str, standing: str) -> str:
    """The id of the recorded actor that a name means, of those that `standing` stands for: by its
    id, or by a name that only one of them has; else `standing`."""
    called = records_called(index, records, name, standing)
    return called[0] if len(called) == 1 else standing


def on_pair(index: Graph, a: str, b: str) -> list[Decision]:
    """The decisions on two actors as they are recorded, the earliest first."""
    decisions = [d for d in index.iter_decisions() if {d.a, d.b} == {a, b}]
    return sorted(decisions, key=age)


def decide(index: Graph, records: Records, judged: Judgement) -> tuple[Change, ...]:
    """The changes that record a judgement; an earlier one on the same two gives way to it."""
    if judged.a == judged.b:
        raise Refused(
            f"both are the actor {judged.a}", "give the ids of two actors; `who` lists decisions"
        )
    earlier = on_pair(index, judged.a, judged.b)
    decision = Decision(
        earlier[0].id if earlier else records.fresh_id("identities"),
        judged.a,
        judged.b,
        judged.judgement,
        judged.reason.strip() or None,
        judged.time,
    )
    before = records.record("identities", decision.id)
    return (
        Change("identities", decision.id, before, encode(decision)),
        *_removals(records, earlier[1:]),
    )


def take_back(index: Graph, records: Records, a: str, b: str, judgement: str) -> tuple[Change, ...]:
    """The changes that take back a judgement on two actors; raises Refused where there is none."""
    decisions = [d for d in on_pair(index, a, b) if d.judgement == judgement]
    if not decisions:
        chain = Chains(index.iter_decisions()).joining(a, b) if judgement == SAME else ()
        links = ", ".join(f"{step.a} and {step.b}" for step in chain)
        hint = f"they are joined by {links}" if links else "`who` lists what is decided"
        raise Refused(f"{a} and {b} are not judged: {judgement}", hint)
    return _removals(records, decisions)


def at_odds(index: Graph, a: str, b: str) -> str:
    """What other decisions say against what is decided on two actors now, in words: that these join
    them all the same, or hold apart what a decision for *same* joins; empty where all fit."""
    chains = Chains(index.iter_decisions())
    last = on_pair(index, a, b)[-1:]
    if last and last[0].judgement == SAME:
        return contradicted_words(chains.contradicted_by(last[0].id))
    return still_joined_words(chains.joining(a, b))


def _removals(records: Records, decisions: Iterable[Decision]) -> tuple[Change, ...]:
    return tuple(
        Change("identities", decision.id, records.record("identities", decision.id), None)
        for decision in decisions
    )
