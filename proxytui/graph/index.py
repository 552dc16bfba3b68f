"""The index: records in memory, ties and backlinks, kept up by the change feed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import msgspec

from proxytui.collation import identity
from proxytui.graph.actor_labels import ActorLabels
from proxytui.graph.backlinks import Citations, Mentions, ReverseIndex
from proxytui.graph.claim_facts import ClaimFacts, derived_from
from proxytui.graph.lazy_table import ClaimEnds, LazyTable, untrusted
from proxytui.graph.memo import Memo
from proxytui.graph.ties import LazyMapping, TieEnds, unfit
from proxytui.graph.touches import Touched, Touches
from proxytui.jobs.collector import without_collector
from proxytui.jobs.pacing import CLAIMS, with_checkpoints
from proxytui.model.record_source import RecordSource
from proxytui.model.records import STRUCTS, Actor, Claim, Event, Note, Source, decode
from proxytui.model.vocabulary import OFFICES, SUCCESSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.graph.backlinks import Value
    from proxytui.graph.merged_actors import MergedActors
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.dates import Period
    from proxytui.model.record_source import ById
    from proxytui.model.records import Json

# A command asks for few actors: searching the file's bytes for each costs less than reading all.
_MOST_SEARCHES = 4


class Index(ClaimFacts):
    """Records by table and id, the ties that claims make, and backlinks.

    Made with `build`; `apply` brings it to where `build` of the changed records would be, with work
    only for what the changes touch. Only one thread may use it.
    """

    def __init__(self) -> None:
        super().__init__(self._claims_into)
        self.memo = Memo()
        self._touches = Touches()
        self.version = 0
        self.changes = 0
        self._tie_claims = LazyMapping(self._ties.claims, self._join_tie, self._join_all)
        self.tie_claims: ById[tuple[str, ...]] = self._tie_claims
        self.ends: ById[TieEnds] = LazyMapping(self._ties.ends, self._join_tie, self._join_all)
        # Stored claims of which the two actors were not read yet, and how many actors' claims were
        # searched for among them.
        self._file: RecordSource | None = None
        self._searches = 0
        self._unreadable: dict[tuple[str, str], str] = {}
        # Claims that stand in no tie, and the actors that some of them wait for.
        self._unplaced: dict[str, Claim | ClaimEnds] = {}
        self._awaited: ReverseIndex[str] = ReverseIndex()
        # Built when first needed, kept up from then on.
        self._mentions: dict[type[Event | Note], Mentions] = {}
        self._citations: Citations | None = None
        # Actors that some claim says were succeeded: few, so that the claims of the others needn't
        # be joined to know that nothing ended them. Searched for once in a file that is not read.
        self._succeeded: set[str] = set()
        self._succeeded_known = False
        self._labels = ActorLabels(self.actors)

    @classmethod
    def build(cls, raw: Mapping[str, Mapping[str, Json]]) -> Index:
        """The index of all records, by table and id; unknown tables are ignored."""
        index = cls()
        with without_collector():
            index._build(raw)
        return index

    def _build(self, raw: Mapping[str, Mapping[str, Json]]) -> None:
        tables = {table: raw.get(table, {}) for table in STRUCTS}
        for table, rows in tables.items():
            if isinstance(rows, RecordSource) and table != "claims":
                self._table(table).attach(rows)
            for id_, record in untrusted(rows).items() if table != "claims" else ():
                if record is not None:
                    self._put(table, id_, record)
        rows = tables["claims"]
        if isinstance(rows, RecordSource):
            self._file = rows
            self._claims.attach(rows, self.read_ends)
        fresh = {
            id_: self._decoded("claims", id_, record)
            for id_, record in untrusted(rows).items()
            if record is not None
        }
        sound = {id_: claim for id_, claim in fresh.items() if isinstance(claim, Claim)}
        self._place(sound, building=True)

    @property
    def unread(self) -> int:
        """How many claims are stored of which `read_ends` was not called yet."""
        return len(self._file) if self._file is not None else 0

    def read_ends(self) -> None:
        """Read between which actors the stored claims are, if that was not done: 3 µs a claim.

        Until then claims are searched for where an actor is asked for, 40 ms an actor.
        """
        if self._file is None:
            return
        rows, self._file = self._file, None
        with without_collector():
            edges = rows.project(ClaimEnds)
            rows.index_by_id(list(edges))
            for id_ in rows.overrides:
                edges.pop(id_, None)
            self._succeeded.update(e.object for e in edges.values() if e.type == SUCCESSION)
            unfit = self._ties.add_later(edges, {actor: actor for actor in self._actors})
            loose = {id_: edges.pop(id_) for id_ in unfit}
            self._claims.include(edges)
            self._place(loose)

    def _search_claims_of(self, actor: str) -> None:
        """Find an actor's claims in a file of which the ends were not read."""
        if self._file is None or self._ties.is_joined(actor) or actor not in self.actors:
            return
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            self.read_ends()
            return
        rows = self._file
        edges = {
            id_: edge
            for end in ("subject", "object")
            for id_, edge in rows.find_by_text(end, actor, ClaimEnds).items()
            if actor in (edge.subject, edge.object) and id_ not in rows.overrides
        }
        edges = {id_: edge for id_, edge in edges.items() if not unfit(edge, self.actors)}
        self._claims.include(edges, complete=False)
        self._ties.join_at(actor, edges)

    def _join_tie(self, tie: str) -> None:
        """Join the claims of any actor that may be the subject of a tie with this id."""
        parts = tie.split(":")
        for end in range(2, len(parts)):
            self.ties_of(":".join(parts[1:end]))

    def _join_all(self) -> None:
        self.read_ends()
        self._ties.join_all()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over the `after` of each change, in order."""
        for change in changes:
            if change.table not in STRUCTS:
                continue
            self.changes += 1
            if change.table != "notes":
                self.version += 1
            if change.table == "actors":
                self._touches.actor(change.id, self.version)
            if change.table in ("actors", "claims"):
                self.read_ends()
            if change.after is None:
                self._drop(change.table, change.id)
            else:
                self._put(change.table, change.id, change.after)

    def touched_since(self, version: int) -> Touched | None:
        """The actors and ties that changes after a version touched; None where it may be any."""
        return self._touches.since(version)

    def identify(self, merged: MergedActors) -> None:
        """Have merged actors looked up by the ids of all records that they stand for."""
        if merged.aliases != self.merged.aliases:
            self._touch_everything(self.version + 1)
        super().identify(merged)

    def _touch_everything(self, version: int) -> None:
        self._touches.everything(version)
        self.memo.clear()

    @property
    def set_aside(self) -> list[tuple[str, str, str]]:
        """Records left out, as (table, id, reason): of a wrong shape, or with actors missing."""
        self.read_ends()
        unreadable = [(table, id_, reason) for (table, id_), reason in self._unreadable.items()]
        unplaced = [
            ("claims", id_, unfit(claim, self.actors)) for id_, claim in self._unplaced.items()
        ]
        return sorted(unreadable + unplaced)

    # What points at what

    def iter_ties(self) -> Iterator[str]:
        """The ids of all ties; see `join_ties` for whoever can't wait."""
        return iter(self._tie_claims)

    def join_ties(self, checkpoint: Checkpoint) -> None:
        """Join all claims into ties, actor by actor with breaks, so that `iter_ties` begins at
        once."""
        for actor in with_checkpoints(self._actors, checkpoint, CLAIMS):
            self.ties_of(actor)

    def ties_of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, at either end."""
        self._search_claims_of(actor)
        return self._ties.of(actor)

    def degree(self, actor: str) -> int:
        """How many ties an actor has."""
        return len(self.ties_of(actor))

    def _claims_into(self, type_: str, actor: str) -> Iterator[Claim]:
        """Claims of a type of which an actor is the object."""
        if type_ == SUCCESSION and not self._was_succeeded(actor):
            return
        ties = self.ties_of(actor)
        for tie_id in ties[bisect_left(ties, f"{type_}:") : bisect_left(ties, f"{type_};")]:
            if self.ends[tie_id].object == actor:
                yield from (self.claims[claim_id] for claim_id in self.tie_claims[tie_id])

    def _was_succeeded(self, actor: str) -> bool:
        if self._file is not None and not self._succeeded_known:
            self._succeeded_known = True
            edges = self._file.find_by_text("type", SUCCESSION, ClaimEnds)
            self._succeeded.update(edge.object for edge in edges.values())
        return actor in self._succeeded

    def unsummarised(self, tie_ids: Iterable[str]) -> int:
        """How many claims of these ties have no `summary` worked out yet."""
        summaries = self._summaries
        claims = self.tie_claims
        return sum(c not in summaries for tie_id in tie_ids for c in claims.get(tie_id) or ())

    def busiest(self) -> str:
        """The actor with the most ties; the smallest id decides between equals, "" without any."""
        self.read_ends()
        return self._ties.busiest() or min(self._actors, default="")

    def events_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the events in which the actor takes part."""
        if Event in self._mentions or self._file is None:
            return self._mentioned(Event).events_at.listed(actor)
        events = self._events.find_by_text("actor", actor)
        return tuple(sorted(e.id for e in events if actor in {p.actor for p in e.participants}))

    def events_of_claim(self, claim: str) -> tuple[str, ...]:
        """The ids of the events that name the claim."""
        return self._mentioned(Event).events_about.listed(claim)

    def notes_of(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes about a record or a tie, by whichever of its ids."""
        return self._mentioned(Note).notes_about.listed(self.merged.standing(id_))

    def backlinks(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes whose text has `[[…]]` with this id, or with a name or title of its
        record."""
        id_ = self.merged.standing(id_)
        called = {identity(id_)}
        called.update(identity(actor.id) for actor in self.merged.originals.get(id_, ()))
        if id_ in self.actors:
            called.update(identity(name.text) for name in self.actors[id_].names)
        if id_ in self.events:
            called.add(identity(self.events[id_].title))
        called.update(map(identity, self.source_names.names(id_)))
        return tuple(
            sorted(set().union(*(self._mentioned(Note).links.get(name, ()) for name in called)))
        )

    def citing(self, source: str) -> tuple[tuple[str, str], ...]:
        """The actors, claims and events with a citation of the source, as (table, id)."""
        return self._cited().citing.listed(source)

    def with_copies(self, sources: Iterable[str]) -> list[str]:
        """The ids of sources and of all that are copies of them, of their copies, and so on."""
        return self._cited().with_copies(sources)

    def namer(self, period: Period | None) -> Callable[[str], str]:
        """From an actor's id to its label at the period; an unknown id stands for itself."""
        return self._labels.namer(period)

    # One record in, one record out

    def _decoded(self, table: str, id_: str, record: Json) -> Value | None:
        kind: type[Actor] = STRUCTS[table]  # type: ignore[assignment]
        try:
            return decode(kind, id_, record)
        except (msgspec.ValidationError, TypeError) as error:
            self._unreadable[table, id_] = str(error)
            return None

    def _put(self, table: str, id_: str, record: Json) -> None:
        self._unreadable.pop((table, id_), None)
        value = self._decoded(table, id_, record)
        if value is None:
            reason = self._unreadable[table, id_]
            self._drop(table, id_)
            self._unreadable[table, id_] = reason
        elif isinstance(value, Claim):
            self._drop(table, id_)
            self._place({id_: value})
        else:
            old = self._table(table).get(id_)
            self._unmention(old)
            self._table(table).put(id_, value)
            self._mention(value)
            if isinstance(value, Actor):
                if old is None:
                    self.forget_ends(id_)
                    self._place_waiting(id_)
                elif (old.dissolved, old.kind) != (value.dissolved, value.kind):
                    self._forget_ties(id_)
            elif isinstance(value, Source) and derived_from(old) != derived_from(value):
                self._forget_citing(id_)

    def _drop(self, table: str, id_: str) -> None:
        self._unreadable.pop((table, id_), None)
        if table == "claims":
            loose = self._unplaced.pop(id_, None)
            if loose is not None:
                self._awaited.unlink((loose.subject, loose.object), id_)
            elif (claim := self._claims.pop(id_)) is not None:
                self._unlink(claim)
            return
        old = self._table(table).pop(id_)
        if old is None:
            return
        self._unmention(old)
        if isinstance(old, Actor):
            self.forget_ends(id_)
            stranded = {c: self.claims[c] for t in self.ties_of(id_) for c in self.tie_claims[t]}
            for claim_id, claim in stranded.items():
                self._claims.pop(claim_id)
                self._unlink(claim)
            self._place(stranded)
        elif isinstance(old, Source):
            self._forget_citing(id_)

    def _table(self, table: str) -> LazyTable[Any]:
        return getattr(self, f"_{table}")  # type: ignore[no-any-return]  # one for each name

    def _mentioned(self, kind: type[Event | Note]) -> Mentions:
        mentions = self._mentions.get(kind)
        if mentions is None:
            values = self.iter_events() if kind is Event else self.iter_notes()
            mentions = self._mentions[kind] = Mentions(values)
        return mentions

    def _cited(self) -> Citations:
        if self._citations is None:
            citations = self._citations = Citations()
            for table in (self._actors, self._events, self._sources, self._claims):
                for value in table.values():
                    citations.add(value)
        return self._citations

    def _mention(self, value: Value) -> None:
        for indexed in (self._mentions.get(type(value)), self._citations):  # type: ignore[arg-type]
            if indexed is not None:
                indexed.add(value)

    def _unmention(self, value: Value | None) -> None:
        for indexed in (self._mentions.get(type(value)), self._citations):  # type: ignore[arg-type]
            if indexed is not None and value is not None:
                indexed.remove(value)

    # Claims and their ties

    def _place(self, claims: Mapping[str, Claim | ClaimEnds], *, building: bool = False) -> None:
        """Add claims to the ties, or set them aside where they can't stand in one."""
        fitting: dict[str, Claim | ClaimEnds] = {}
        for id_, claim in claims.items():
            if unfit(claim, self.actors):
                self._unplaced[id_] = claim
                self._awaited.link((claim.subject, claim.object), id_)
                continue
            if isinstance(claim, Claim):
                self._claims.put(id_, claim)
                self._mention(claim)
            if claim.type == SUCCESSION:
                self._succeeded.add(claim.object)
            fitting[id_] = claim
        if building:
            ends = (end for claim in fitting.values() for end in (claim.subject, claim.object))
            self._ties.add_later(fitting, {end: end for end in ends})
        for id_, claim in fitting.items() if not building else ():
            self._ties.add(id_, claim)
            self._touches.claim(claim, self.version)
            self._forget_endings_by(claim)
            self.count_attestation(claim, 1)

    def _whole(self, id_: str, claim: Claim | ClaimEnds) -> Claim:
        """A claim that stood in no tie, with all its fields."""
        return claim if isinstance(claim, Claim) else self._claims.from_file(id_)

    def _unlink(self, claim: Claim) -> None:
        self._ties.remove(claim.id, claim)
        self._forget_facts(claim)
        self._forget_endings_by(claim)
        self._unmention(claim)
        self.count_attestation(claim, -1)

    # What an actor or a source changes elsewhere

    def _place_waiting(self, actor: str) -> None:
        """Try once more to place the claims that waited for an actor."""
        for claim_id in self._awaited.listed(actor):
            claim = self._unplaced[claim_id]
            self._drop("claims", claim_id)
            self._place({claim_id: self._whole(claim_id, claim)})

    def _forget_endings_by(self, claim: Claim | ClaimEnds) -> None:
        """Forget facts of other claims that depend on this one: it may say how their actors
        ended."""
        if claim.type == SUCCESSION:
            self._forget_ties(claim.object)
        elif claim.type in OFFICES:
            for other in self._claims_into(claim.type, claim.object):
                self._forget_facts(other)

    def _forget_facts(self, claim: Claim) -> None:
        self.forget(claim.id)
        self._touches.claim(claim, self.version)

    def _forget_ties(self, actor: str) -> None:
        self.forget_ends(actor)
        for tie_id in self.ties_of(actor):
            self._touches.tie(tie_id, self.ends[tie_id], self.version)
            for claim_id in self.tie_claims[tie_id]:
                self.forget(claim_id)

    def _forget_citing(self, source: str) -> None:
        """Forget the facts that depend on a source or its copies."""
        self.attestations_changed()
        if self._citations is None:
            # Nobody asked yet who cites it: little is remembered, and all of it can go.
            self.forget_all()
            self._touch_everything(self.version)
            return
        for source_id in self._citations.with_copies((source,)):
            for table, id_ in self._citations.citing.get(source_id, ()):
                if table == "claims":
                    claim = self.claims[id_]
                    self._forget_facts(claim)
                    self._forget_endings_by(claim)
