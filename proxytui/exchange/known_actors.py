"""The actors of a store as a foreign file is held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Actor, Json
    from proxytui.search.exact_names import ExactNames


class StoredActors:
    """The actors of a graph by identifier and by exact name; `records` are as they are stored."""

    def __init__(self, graph: Graph, names: ExactNames, records: Mapping[str, Json]) -> None:
        self._graph, self._names, self._records = graph, names, records

    def identified(self, scheme: str, value: str) -> Iterable[Actor]:
        """The actors with an identifier."""
        return self._graph.actors_identified(scheme, value)

    def called(self, name: str) -> Iterable[Actor]:
        """The actors with this very name, whatever its case and signs."""
        actors = self._graph.actors
        return [actors[id_] for id_ in self._names.called(name) if id_ in actors]

    def record(self, id_: str) -> Json | None:
        """The record of an actor as it is stored, by its id."""
        return self._records.get(id_)
