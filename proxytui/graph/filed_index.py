"""The index of records that stay on the disk: looked up when asked for, changes lie over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from proxytui.graph.backlinks import Citations, Mentions
from proxytui.graph.filed_actors import FiledActors
from proxytui.graph.filed_table import FiledTable
from proxytui.graph.filed_ties import FiledTies
from proxytui.graph.index import Index
from proxytui.graph.ties import LazyMapping
from proxytui.jobs.pacing import never
from proxytui.model.record_source import LinkedSource
from proxytui.model.records import STRUCTS, Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.graph.claim_facts import ClaimSummary
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.record_source import Links
    from proxytui.model.records import Actor, Claim, Json

Value = TypeVar("Value")

_LISTED = 2000
"""So many actors are listed; any other is found by its name."""
_SUMMARIES = 1 << 17
"""So many claims are kept in a few numbers: 30 MB."""


def build(raw: Mapping[str, Mapping[str, Json]]) -> Index:
    """The index of all records, by table and id: over the disk where they lie there."""
    sources = {table: rows for table in STRUCTS if isinstance(rows := raw.get(table), LinkedSource)}
    return FiledIndex(sources) if len(sources) == len(STRUCTS) else Index.build(raw)


class _LookedUp(LazyMapping[Value]):
    """A value for each tie, by its id; all of them are counted and gone through by `ids`."""

    def __init__(
        self,
        values: dict[str, Value],
        find: Callable[[str], None],
        ids: Callable[[], Iterator[str]],
        count: Callable[[], int],
    ) -> None:
        super().__init__(values, find, lambda: None)
        self._ids, self._counted = ids, count

    def __iter__(self) -> Iterator[str]:
        return self._ids()

    def __len__(self) -> int:
        return self._counted()


class FiledIndex(Index):
    """As `Index`, in memory that doesn't grow with the store: it holds what changes touched, and
    what was asked for last."""

    on_disk = True

    def __init__(self, sources: Mapping[str, LinkedSource]) -> None:
        self._opening = True
        self._on_disk = sources
        self._links: Links = sources["claims"].links
        super().__init__()
        ties = self._ties
        self._tie_claims = _LookedUp(ties.claims, self._join_tie, self.iter_ties, self._count_ties)
        self.tie_claims = self._tie_claims
        self.ends = _LookedUp(ties.ends, self._join_tie, self.iter_ties, self._count_ties)
        # Of records as they are in the file the file knows what they name.
        self._named_since = Citations()
        self._citations = self._named_since
        self._mentions[Event] = Mentions()
        loose = {id_: self._claims.from_file(id_) for id_ in self._links.unfit()}
        self._filed("claims").leave_out(loose)
        self._place(loose)
        for table in sorted(STRUCTS, key=lambda table: table == "claims"):
            for id_, record in list(sources[table].overrides.items()):
                if record is None:
                    self._drop(table, id_)
                else:
                    self._put(table, id_, record)

    def _new_table(self, table: str) -> FiledTable[Any]:
        return FiledTable(table, self._on_disk[table])

    def _new_ties(self) -> FiledTies:
        return FiledTies(self._links)

    def _filed(self, table: str) -> FiledTable[Any]:
        return cast("FiledTable[Any]", self._table(table))

    @property
    def _filed_ties(self) -> FiledTies:
        return cast("FiledTies", self._ties)

    @property
    def unread(self) -> int:
        """How many claims there are, until `read_ends` is called: nothing has to be read, but to
        look the first ties up takes longer than to show the first names."""
        return len(self._claims) if self._opening else 0

    def read_ends(self) -> None:
        """Nothing: ties are looked up."""
        self._opening = False

    def listed_actors(self) -> list[Actor]:
        """The actors with the most ties."""
        return [self.actors[id_] for id_ in self._filed_ties.most_tied(_LISTED)]

    def summary(self, claim_id: str) -> ClaimSummary:
        """The state, publishers and support of a claim in a few numbers."""
        if len(self._summaries) >= _SUMMARIES:
            self._summaries.clear()
        return super().summary(claim_id)

    def summarise_all(self, checkpoint: Checkpoint = never) -> None:
        """Nothing: more claims are summarised than are kept."""

    # The actors of the file

    @property
    def filed_actors(self) -> FiledActors:
        """The actors as the file has them, and which of them are otherwise by now."""
        return FiledActors(self._filed("actors"), self._on_disk["actors"])

    # Ties

    def _join_all(self) -> None:
        """Nothing: ties are looked up, however many are asked for."""

    def iter_ties(self) -> Iterator[str]:
        """The ids of all ties, looked up actor by actor."""
        return self._filed_ties.iter_ids(iter(self._actors))

    def _count_ties(self) -> int:
        return self._filed_ties.count(iter(self._actors))

    def join_ties(self, checkpoint: Checkpoint) -> None:
        """Nothing: `iter_ties` begins at once."""

    def degree(self, actor: str) -> int:
        """How many ties an actor has."""
        return self._filed_ties.degree(actor)

    def _claims_into(self, type_: str, actor: str) -> Iterator[Claim]:
        """Claims of a type of which an actor is the object; of a hub's thousands only these are
        looked up."""
        if self._filed_ties.is_looked_up(actor):
            return super()._claims_into(type_, actor)
        return map(self.claims.__getitem__, self._links.claims_into(type_, actor))

    def _was_succeeded(self, actor: str) -> bool:
        return True

    # What points at what

    def actors_identified(self, scheme: str, value: str) -> Iterator[Actor]:
        """The actors with this identifier of a scheme, such as `wikidata` and `Q41053`."""
        actors = self._filed("actors")
        stored = filter(actors.is_stored, self._on_disk["actors"].ids_with(value))
        for actor in (*map(self.actors.__getitem__, dict.fromkeys(stored)), *actors.changed()):
            if value in actor.identifiers.get(scheme, ()):
                yield actor

    def events_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the events in which the actor takes part."""
        stored = filter(self._filed("events").is_stored, self._links.events_at(actor))
        return tuple(sorted({*stored, *self._mentions[Event].events_at.get(actor, ())}))

    def events_of_claim(self, claim: str) -> tuple[str, ...]:
        """The ids of the events that name the claim."""
        stored = filter(self._filed("events").is_stored, self._links.events_about(claim))
        return tuple(sorted({*stored, *self._mentions[Event].events_about.get(claim, ())}))

    def citing(self, source: str) -> tuple[tuple[str, str], ...]:
        """The actors, claims and events with a citation of the source, as (table, id)."""
        stored = (
            (table, id_)
            for table, id_ in self._links.citing(source)
            if self._filed(table).is_stored(id_)
        )
        return tuple(sorted({*stored, *self._named_since.citing.get(source, ())}))

    def with_copies(self, sources: Iterable[str]) -> list[str]:
        """The ids of sources and of all that are copies of them, of their copies, and so on."""
        ids = list(dict.fromkeys(sources))
        is_stored = self._filed("sources").is_stored
        for source in ids:
            copies = {*filter(is_stored, self._links.copies(source))}
            copies |= self._named_since.copies.get(source, set())
            ids += sorted(copies.difference(ids))
        return ids

    def _forget_citing(self, source: str) -> None:
        self.attestations_changed()
        for source_id in self.with_copies((source,)):
            for table, id_ in self.citing(source_id):
                if table == "claims":
                    claim = self.claims[id_]
                    self._forget_facts(claim)
                    self._forget_endings_by(claim)
