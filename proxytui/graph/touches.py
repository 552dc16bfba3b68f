"""Which actors and ties changes touched, so that what was worked out of others can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.graph.ties import ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from proxytui.graph.lazy_table import ClaimEnds
    from proxytui.graph.ties import TieEnds
    from proxytui.model.records import Claim

_KEPT = 4096
"""So many touched actors and ties are told apart; after more of them all count as touched."""


class Touched(NamedTuple):
    """The actors whose records changed, came or went, and the ties of which claims, or the facts
    that follow from them, did."""

    actors: Set[str]
    ties: Mapping[str, TieEnds]

    def at(self, actor: str) -> dict[str, TieEnds]:
        """The ties with an actor at one of their ends."""
        return {tie: ends for tie, ends in self.ties.items() if actor in ends[1:]}


class Touches:
    """What was touched last, by the version of the index that touched it."""

    def __init__(self) -> None:
        # The newest stand last.
        self._actors: dict[str, int] = {}
        self._ties: dict[str, tuple[int, TieEnds]] = {}
        self._known_from = 0

    def actor(self, actor: str, version: int) -> None:
        """An actor's record changed."""
        self._actors.pop(actor, None)
        self._actors[actor] = version
        self._make_room(version)

    def tie(self, tie: str, ends: TieEnds, version: int) -> None:
        """Something may stand otherwise of a tie."""
        self._ties.pop(tie, None)
        self._ties[tie] = version, ends
        self._make_room(version)

    def claim(self, claim: Claim | ClaimEnds, version: int) -> None:
        """A claim changed, or what follows from it."""
        ends = ends_of(claim)
        self.tie(":".join(ends), ends, version)

    def everything(self, version: int) -> None:
        """What else changed can't be told."""
        self._actors.clear()
        self._ties.clear()
        self._known_from = version

    def since(self, version: int) -> Touched | None:
        """What was touched after a version; None where that can't be told."""
        if version < self._known_from:
            return None
        actors, ties = set(), {}
        for actor, touched in reversed(self._actors.items()):
            if touched <= version:
                break
            actors.add(actor)
        for tie, (touched, ends) in reversed(self._ties.items()):
            if touched <= version:
                break
            ties[tie] = ends
        return Touched(actors, ties)

    def _make_room(self, version: int) -> None:
        if len(self._actors) + len(self._ties) > _KEPT:
            self.everything(version)
