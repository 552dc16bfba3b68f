"""The actors of a graph that several records stand for, because they are judged the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model import merging
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Citation, Decision
else:
    merging = LazyModule("proxytui.model.merging")


class MergedActors(NamedTuple):
    """What merged actors stand for.

    `aliases` leads from the id of an actor that another one stands for to the id of that;
    `originals` has the actors as they are recorded, `within` the ids of the claims between them,
    which make no tie, and `decisions` what they were joined by, each by the merged actor's id.
    """

    aliases: Mapping[str, str]
    originals: Mapping[str, tuple[Actor, ...]]
    within: Mapping[str, tuple[str, ...]]
    decisions: Mapping[str, tuple[Decision, ...]]

    def recorded(self, id_: str, actors: ById[Actor]) -> Actor | None:
        """An actor as it is recorded, by its own id, of those in a graph; None without one."""
        originals = self.originals.get(self.standing(id_), ())
        return next((actor for actor in originals if actor.id == id_), None) or actors.get(id_)

    def records(self, id_: str) -> tuple[str, ...]:
        """The ids of the records that an actor of the graph stands for: most often its own."""
        return tuple(original.id for original in self.originals.get(id_, ())) or (id_,)

    def shown(self, citation: Citation) -> Citation:
        """A citation of a record as the graph has it, with the speaker that another stands for."""
        speaker = citation.speaker
        standing = self.aliases.get(speaker.actor or "") if speaker is not None else None
        if speaker is None or standing is None:
            return citation
        speaker = msgspec.structs.replace(speaker, actor=standing)
        return msgspec.structs.replace(citation, speaker=speaker)

    def standing(self, id_: str) -> str:
        """The id in the graph of an actor or a tie, by the ids of whichever actors: most often the
        same."""
        return (self.aliases and merging.representing(id_, self.aliases)) or id_


_EMPTY: Mapping[str, tuple[()]] = MappingProxyType({})
NOBODY = MergedActors(MappingProxyType({}), _EMPTY, _EMPTY, _EMPTY)
"""What a graph has where nobody is judged the same as anybody."""
