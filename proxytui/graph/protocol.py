"""The graph as questions see it: what may be asked of it, whatever holds the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.graph.claim_facts import ClaimSummary
    from proxytui.graph.filed_actors import FiledActors
    from proxytui.graph.memo import Memo
    from proxytui.graph.merged_actors import MergedActors
    from proxytui.graph.source_names import SourceNames
    from proxytui.graph.ties import TieEnds
    from proxytui.graph.touches import Touched
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.claim_status import StateSpan
    from proxytui.model.dates import Bounds, Period
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Attested, Claim, Decision, Event, Note, Source, View
    from proxytui.model.tie import Ending


class Graph(Protocol):
    """Records by table and id, the ties that claims make, and what follows from a claim.

    Records are looked up by id; whatever has to go through all of a table does so by one of the
    `iter_…` methods, which an implementation over a file or a database can answer as well.
    """

    actors: ById[Actor]
    claims: ById[Claim]
    events: ById[Event]
    sources: ById[Source]
    notes: ById[Note]
    identities: ById[Decision]
    views: ById[View]
    tie_claims: ById[tuple[str, ...]]
    """The ids of the claims of each tie, in order."""
    ends: ById[TieEnds]
    """The type and the two actors of each tie."""
    source_names: SourceNames
    """The sources by the short names that tell them apart."""
    merged: MergedActors
    """What actors stand for that were made of several records judged the same."""
    memo: Memo
    """What was worked out from the records; whoever looks into it asks `touched_since`."""
    version: int
    """Grows with each change to records that are no notes."""
    changes: int
    """Grows with each change."""

    @property
    def on_disk(self) -> bool:
        """Whether the records stay on the disk: whoever goes through all of them keeps only a
        few."""

    def touched_since(self, version: int) -> Touched | None:
        """The actors and ties that changes after a version touched; None where it may be any."""

    # Passes over a whole table

    def actor_ids(self) -> Iterator[str]:
        """The ids of all actors; no actor is decoded."""

    def iter_actors(self) -> Iterator[Actor]:
        """Every one of the actors."""

    def listed_actors(self) -> list[Actor]:
        """The actors that a list of them shows: all, or of too many those with the most ties."""

    @property
    def filed_actors(self) -> FiledActors | None:
        """The actors of a file, where records stay on the disk: what is derived from all of them
        is kept beside it."""

    def iter_claims(self) -> Iterator[Claim]:
        """Every claim that stands in a tie, much faster than looking each up by its id."""

    def iter_events(self) -> Iterator[Event]:
        """Every one of the events."""

    def iter_sources(self) -> Iterator[Source]:
        """Every one of the sources."""

    def iter_notes(self) -> Iterator[Note]:
        """Every one of the notes."""

    def iter_decisions(self) -> Iterator[Decision]:
        """Every one of the decisions on who is who."""

    def iter_views(self) -> Iterator[View]:
        """Every saved view."""

    def iter_ties(self) -> Iterator[str]:
        """The ids of all ties."""

    def join_ties(self, checkpoint: Checkpoint) -> None:
        """Make `iter_ties` begin at once, by work with breaks."""

    # Records by what they hold

    def actors_named(self, text: str) -> Iterator[Actor]:
        """The actors with a name of just this text."""

    def actors_identified(self, scheme: str, value: str) -> Iterator[Actor]:
        """The actors with this identifier of a scheme."""

    def ties_of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, at either end, in order."""

    def degree(self, actor: str) -> int:
        """How many ties an actor has, where an actor's ties need not be known for it."""

    def busiest(self) -> str:
        """The actor with the most ties; "" in a graph without actors."""

    def events_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the events in which the actor takes part."""

    def events_of_claim(self, claim: str) -> tuple[str, ...]:
        """The ids of the events that name the claim."""

    def notes_of(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes about a record or a tie, by whichever of its ids."""

    def backlinks(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes whose text links to a record."""

    def citing(self, source: str) -> tuple[tuple[str, str], ...]:
        """The actors, claims and events with a citation of the source, as (table, id)."""

    def with_copies(self, sources: Iterable[str]) -> list[str]:
        """The ids of sources and of all that are copies of them, of their copies, and so on."""

    def namer(self, period: Period | None) -> Callable[[str], str]:
        """From an actor's id to its label at the period; an unknown id stands for itself."""

    @property
    def set_aside(self) -> list[tuple[str, str, str]]:
        """Records left out, as (table, id, reason)."""

    # What follows from a claim, by its id; KeyError for one that stands in no tie

    def told(self, claim_id: str) -> Claim:
        """The claim with the dates that are told of it: without those that only retracted sources
        give, and with the attestation that follows from its sources."""

    def attested(self, claim_id: str) -> Attested | None:
        """From when to when the claim is spoken of as current."""

    def bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim, narrowed by the ends of its actors."""

    def own_bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim by its own dates and attestation alone."""

    def reach(self, claim_id: str) -> tuple[int, int]:
        """The first and last day of those on which somebody speaks of the claim."""

    def ending(self, claim_id: str) -> Ending | None:
        """The event that ends a claim besides its own dates; None without one."""

    def supported(self, claim_id: str) -> bool:
        """Whether any citation supports the claim."""

    def span(self, claim_id: str) -> StateSpan | None:
        """The state of a claim at every date; None where it is *not* at all of them."""

    def summary(self, claim_id: str) -> ClaimSummary:
        """State, publishers and support of a claim in a few numbers."""

    def unsummarised(self, tie_ids: Iterable[str]) -> int:
        """How many claims of these ties have no `summary` worked out yet."""

    def summarise_all(self, checkpoint: Checkpoint = ...) -> None:
        """Work out the `summary` of all claims, which is faster than one by one."""

    def dates_of(self, claim: Claim) -> tuple[Bounds, tuple[int, int], Attested | None]:
        """Bounds, reach and attestation of a claim that the graph doesn't hold as it is."""

    def newest_attestation(self) -> str | None:
        """The newest date at which a live claim is attested: a day, month or year."""

    # How far the file was read

    @property
    def unread(self) -> int:
        """How many claims are stored of which the two actors were not read yet."""

    def read_ends(self) -> None:
        """Read between which actors all claims are."""
