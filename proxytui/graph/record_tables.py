"""The tables of records in memory: looked up by id, and gone through one record after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxytui.graph.lazy_table import LazyTable
from proxytui.graph.merged_actors import NOBODY
from proxytui.graph.source_names import SourceNames
from proxytui.graph.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.filed_actors import FiledActors
    from proxytui.graph.merged_actors import MergedActors
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Claim, Decision, Event, Note, Source, View


class RecordTables:
    """Records by table and id.

    Passes go through the records in the order of the file, then through those added since. Claims
    are most of a store: those that had to be decoded for a pass are not kept.
    """

    on_disk = False
    """Whether the records stay on the disk: whoever goes through all of them keeps only a few."""

    def __init__(self) -> None:
        self._actors: LazyTable[Actor] = self._new_table("actors")
        self._claims: LazyTable[Claim] = self._new_table("claims")
        self._events: LazyTable[Event] = self._new_table("events")
        self._sources: LazyTable[Source] = self._new_table("sources")
        self._notes: LazyTable[Note] = self._new_table("notes")
        self._identities: LazyTable[Decision] = self._new_table("identities")
        self._views: LazyTable[View] = self._new_table("views")
        self.actors: ById[Actor] = self._actors
        self.claims: ById[Claim] = self._claims
        self.events: ById[Event] = self._events
        self.sources: ById[Source] = self._sources
        self.notes: ById[Note] = self._notes
        self.identities: ById[Decision] = self._identities
        self.views: ById[View] = self._views
        self.source_names = SourceNames(self._sources)
        """The sources by the short names that tell them apart."""
        self.merged = NOBODY
        """What actors stand for that were made of several records."""
        self._ties = self._new_ties()

    def _new_table(self, table: str) -> LazyTable[Any]:
        return LazyTable(table)

    def _new_ties(self) -> Ties:
        return Ties()

    def identify(self, merged: MergedActors) -> None:
        """Have merged actors looked up by the ids of all records that they stand for."""
        self.merged, self._actors.aliases = merged, merged.aliases

    def actor_ids(self) -> Iterator[str]:
        """The ids of all actors; no actor is decoded."""
        return iter(self._actors)

    def iter_actors(self) -> Iterator[Actor]:
        """Every one of the actors."""
        return iter(self._actors.values())

    @property
    def filed_actors(self) -> FiledActors | None:
        """The actors of a file, where records stay on the disk."""
        return None

    def listed_actors(self) -> list[Actor]:
        """The actors that a list of them shows: all, or of too many those with the most ties."""
        return list(self.iter_actors())

    def iter_claims(self) -> Iterator[Claim]:
        """Every claim that stands in a tie, in a third of the time of looking each up by its id."""
        return iter(self._claims.values())

    def iter_events(self) -> Iterator[Event]:
        """Every one of the events."""
        return iter(self._events.values())

    def iter_sources(self) -> Iterator[Source]:
        """Every one of the sources."""
        return iter(self._sources.values())

    def iter_notes(self) -> Iterator[Note]:
        """Every one of the notes."""
        return iter(self._notes.values())

    def iter_decisions(self) -> Iterator[Decision]:
        """Every one of the decisions on who is who."""
        return iter(self._identities.values())

    def iter_views(self) -> Iterator[View]:
        """Every saved view."""
        return iter(self._views.values())

    def actors_named(self, text: str) -> Iterator[Actor]:
        """The actors with a name of just this text; few are decoded to find them."""
        for actor in self._actors.find_by_text("text", text):
            if any(name.text == text for name in actor.names):
                yield actor

    def actors_identified(self, scheme: str, value: str) -> Iterator[Actor]:
        """The actors with this identifier of a scheme, such as `wikidata` and `Q41053`."""
        for actor in self._actors.values():
            if value in actor.identifiers.get(scheme, ()):
                yield actor
