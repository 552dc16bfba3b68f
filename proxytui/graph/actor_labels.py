"""Labels of actors at a period, remembered until the actor changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.dates import Period
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor

# The explorer looks at one date, or two to compare; stepping through years passes over the rest.
_PERIODS_KEPT = 4


class ActorLabels:
    """The labels of actors for a few periods; those of actors without dated names for all."""

    def __init__(self, actors: ById[Actor]) -> None:
        self._actors = actors
        self._by_period: dict[Period | None, dict[str, tuple[Actor, str]]] = {}
        self._undated: dict[str, tuple[Actor, str]] = {}

    def namer(self, period: Period | None) -> Callable[[str], str]:
        """From an actor's id to its label at the period; an unknown id stands for itself."""
        dated, undated = self._by_period.setdefault(period, {}), self._undated
        if len(self._by_period) > _PERIODS_KEPT:
            del self._by_period[next(iter(self._by_period))]

        def name(actor_id: str) -> str:
            actor = self._actors.get(actor_id)
            if actor is None:
                return actor_id
            labelled = undated.get(actor_id) or dated.get(actor_id)
            if labelled is None or labelled[0] is not actor:
                undated.pop(actor_id, None)
                labelled = actor, wording.label(actor, period)
                (dated if wording.varies(actor) else undated)[actor_id] = labelled
            return labelled[1]

        return name
