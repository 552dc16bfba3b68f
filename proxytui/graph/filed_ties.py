"""Ties in a file, those of an actor looked up when the actor is asked for, and changes of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from proxytui.graph.ties import TieEnds, Ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.lazy_table import ClaimEnds
    from proxytui.model.record_source import Links
    from proxytui.model.records import Claim

_KEPT = 1 << 16
"""So many ties are kept; after more of them those that no change touched are looked up again."""


class FiledTies(Ties):
    """Ties by id and by actor.

    An actor whose ties a change touches has them looked up before, and kept from then on: all
    others stand as they do in the file.
    """

    def __init__(self, links: Links) -> None:
        super().__init__()
        self._links = links
        self._changed: set[str] = set()

    def of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, in order."""
        ties = self._at.get(actor)
        return self._look_up(actor) if ties is None else ties

    def _look_up(self, actor: str) -> tuple[str, ...]:
        if len(self.claims) > _KEPT:
            self._make_room()
        ids = []
        for type_, subject, object_, claims in self._links.ties_at(actor):
            id_ = f"{type_}:{subject}:{object_}"
            ids.append(id_)
            if id_ not in self.claims:
                self.claims[id_] = claims
                self.ends[id_] = TieEnds(type_, subject, object_)
        ties = self._at[actor] = tuple(sorted(ids))
        return ties

    def _make_room(self) -> None:
        self._at = {actor: self._at[actor] for actor in self._changed}
        claims, ends = self.claims.copy(), self.ends.copy()
        self.claims.clear()
        self.ends.clear()
        for ties in self._at.values():
            for id_ in ties:
                self.claims[id_], self.ends[id_] = claims[id_], ends[id_]

    def is_looked_up(self, actor: str) -> bool:
        """Whether the ties of an actor are in memory; all that changes touched are."""
        return actor in self._at

    def count(self, actors: Iterator[str]) -> int:
        """How many ties there are; of `actors`, which are all, only where a change touched some."""
        return sum(1 for _ in self.iter_ids(actors)) if self._changed else self._links.ties()

    def degree(self, actor: str) -> int:
        """How many ties an actor has."""
        ties = self._at.get(actor)
        return self._links.degree(actor) if ties is None else len(ties)

    def busiest(self) -> str:
        """The actor with the most ties; of equal ones the smallest id, "" without any tie."""
        best = min(((-len(self.of(actor)), actor) for actor in self._changed), default=(0, ""))
        for actor, ties in self._links.actors_by_ties():
            if actor not in self._changed:
                best = min(best, (-ties, actor))
                break
        return best[1] if best[0] else ""

    def most_tied(self, most: int) -> list[str]:
        """The ids of at most so many actors, those with most ties first."""
        changed = [(-len(ties), actor) for actor in self._changed if (ties := self.of(actor))]
        unchanged = (
            (-ties, actor)
            for actor, ties in self._links.actors_by_ties()
            if actor not in self._changed
        )
        return [actor for _, actor in sorted([*changed, *islice(unchanged, most)])[:most]]

    def iter_ids(self, actors: Iterator[str]) -> Iterator[str]:
        """The ids of all ties; those of one actor are in memory at a time, but for the last ones
        looked up."""
        for actor in actors:
            for id_ in self.of(actor):
                if id_.split(":", 2)[1] == actor or self.ends[id_].subject == actor:
                    yield id_

    def add(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Add one claim to its tie."""
        self._keep(claim)
        super().add(id_, claim)

    def remove(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Remove a claim from its tie, and the tie with its last claim."""
        self._keep(claim)
        super().remove(id_, claim)

    def _keep(self, claim: Claim | ClaimEnds) -> None:
        for actor in (claim.subject, claim.object):
            self.of(actor)
        # Looking one up may have made room by forgetting the other.
        for actor in (claim.subject, claim.object):
            if actor not in self._at:
                self._look_up(actor)
            self._changed.add(actor)
