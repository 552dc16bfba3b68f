"""The records in memory: actors, ties and what points at what, kept up by the change feed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model import dates, vocabulary, wording
from proxytui.model.dates import MAX_DAY, Precision
from proxytui.model.values import STRUCTS, Actor, Claim, Event, Note, Source, decode
from proxytui.network import standing
from proxytui.network.references import Pointers, References
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from proxytui.model.dates import Bounds, Period
    from proxytui.model.values import Attested, Change, Decision, Json, View
    from proxytui.network.references import Value
    from proxytui.network.standing import Span

_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
# The explorer looks at one date, or two to compare; stepping through years passes over the rest.
_PERIODS_KEPT = 4


def _derived_from(source: Value | None) -> tuple[str | None, ...]:
    """The fields of a source that decide what its citations support and attest; () for none."""
    if not isinstance(source, Source):
        return ()
    return source.status, source.published, source.copy_of


class Ends(NamedTuple):
    """A tie's type and its two actors, the smaller id first where the type is symmetric."""

    type: str
    subject: str
    object: str


class Backing(NamedTuple):
    """The `backs` ties by id, as their ends and the states of their claims in numbers.

    `single`: those with one claim, as (subject, object, *Span); `several`: the others, with all
    spans and the ids of claims that have none because they hold *within* a span.
    """

    single: dict[str, tuple[str, str, int, int, int, int]]
    several: dict[str, tuple[str, str, tuple[Span, ...], tuple[str, ...]]]


class Index:
    """All values by table and id, and the ways between them.

    Made with `build`; `apply` brings it to where `build` of the changed records would be, with
    work for what the changes touch only. Only one thread may use it.
    """

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self.claims: dict[str, Claim] = {}
        self.events: dict[str, Event] = {}
        self.sources: dict[str, Source] = {}
        self.notes: dict[str, Note] = {}
        self.identities: dict[str, Decision] = {}
        self.views: dict[str, View] = {}
        self.tie_claims: dict[str, tuple[str, ...]] = {}
        self.ends: dict[str, Ends] = {}
        self._aside: dict[tuple[str, str], str] = {}
        # Claims that stand in no tie, and the ends that some of them wait for.
        self._loose: dict[str, Claim] = {}
        self._awaited: Pointers[str] = Pointers()
        self._ties: Pointers[str] = Pointers()
        self._references = References()
        # Derived when asked for, dropped when touched.
        self._attested: dict[str, Attested | None] = {}
        self._bounds: dict[str, Bounds] = {}
        self._supported: dict[str, bool] = {}
        self._backing = Backing({}, {})
        self._unread: set[str] = set()
        self._labels: dict[Period | None, dict[str, tuple[Actor, str]]] = {}
        self._newest: str | None = None
        self._newest_known = False

    @classmethod
    def build(cls, raw: Mapping[str, Mapping[str, Json]]) -> Index:
        """The index of all records, given by table and id; unknown tables are passed over."""
        index = cls()
        for table in ("actors", "sources", "events", "notes", "identities", "views"):
            for id_, record in raw.get(table, {}).items():
                index._put(table, id_, record)
        claims = [
            claim
            for id_, record in raw.get("claims", {}).items()
            if isinstance(claim := index._decoded("claims", id_, record), Claim)
        ]
        index._place(claims)
        return index

    def apply(self, changes: Iterable[Change]) -> None:
        """Take over what each change has as `after`, in order."""
        for change in changes:
            if change.table not in STRUCTS:
                continue
            if change.after is None:
                self._drop(change.table, change.id)
            else:
                self._put(change.table, change.id, change.after)

    @property
    def set_aside(self) -> list[tuple[str, str, str]]:
        """Records left out, as (table, id, reason): of a wrong shape, or with ends missing."""
        unread = [(table, id_, reason) for (table, id_), reason in self._aside.items()]
        unfit = [("claims", claim.id, self._unfit(claim)) for claim in self._loose.values()]
        return sorted(unread + unfit)

    # What points at what

    def ties_of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, at either end."""
        return self._ties.listed(actor)

    def events_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the events in which the actor takes part."""
        return self._references.events_at.listed(actor)

    def events_of_claim(self, claim: str) -> tuple[str, ...]:
        """The ids of the events that name the claim."""
        return self._references.events_about.listed(claim)

    def notes_of(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes about a record or a tie."""
        return self._references.notes_about.listed(id_)

    def backlinks(self, id_: str) -> tuple[str, ...]:
        """The ids of the notes whose text has `[[…]]` with this id or a name of its record."""
        called = {folded(id_)}
        if id_ in self.actors:
            called.update(folded(name.text) for name in self.actors[id_].names)
        for titled in (self.events.get(id_), self.sources.get(id_)):
            if titled is not None:
                called.add(folded(titled.title))
        return tuple(
            sorted(set().union(*(self._references.links.get(name, ()) for name in called)))
        )

    def citing(self, source: str) -> tuple[tuple[str, str], ...]:
        """The actors, claims and events with a citation of the source, as (table, id)."""
        return self._references.citing.listed(source)

    # What is derived from a record

    def attested(self, claim_id: str) -> Attested | None:
        """When the claim is spoken of as current, as recorded or derived."""
        if claim_id not in self._attested:
            self._attested[claim_id] = standing.attested(self.claims[claim_id], self.sources)
        return self._attested[claim_id]

    def bounds(self, claim_id: str) -> Bounds:
        """The day bounds of a claim, its attestation counted in."""
        known = self._bounds.get(claim_id)
        if known is None:
            known = standing.bounds(self.claims[claim_id], self.attested(claim_id))
            self._bounds[claim_id] = known
        return known

    def supported(self, claim_id: str) -> bool:
        """Whether any citation supports the claim."""
        known = self._supported.get(claim_id)
        if known is None:
            known = standing.supported(self.claims[claim_id], self.sources)
            self._supported[claim_id] = known
        return known

    def backing(self) -> Backing:
        """Every `backs` tie with a claim that can hold; those touched since are read anew."""
        single, several = self._backing
        # In order, because ties of one actor side by side are counted twice as fast.
        for tie_id in sorted(self._unread):
            single.pop(tie_id, None)
            several.pop(tie_id, None)
            spans, within = [], []
            for claim_id in self.tie_claims.get(tie_id, ()):
                claim = self.claims[claim_id]
                if claim.basis == "within":
                    within.append(claim_id)
                elif span := standing.span(claim, self.bounds(claim_id), self.supported(claim_id)):
                    spans.append(span)
            if len(spans) == 1 and not within:
                single[tie_id] = (*self.ends[tie_id][1:], *spans[0])
            elif spans or within:
                several[tie_id] = (*self.ends[tie_id][1:], tuple(spans), tuple(within))
        self._unread.clear()
        return self._backing

    def namer(self, period: Period | None) -> Callable[[str], str]:
        """From an actor's id to its label at the period; an unknown id stands for itself."""
        known = self._labels.setdefault(period, {})
        if len(self._labels) > _PERIODS_KEPT:
            del self._labels[next(iter(self._labels))]

        def name(actor_id: str) -> str:
            actor = self.actors.get(actor_id)
            if actor is None:
                return actor_id
            labelled = known.get(actor_id)
            if labelled is None or labelled[0] is not actor:
                labelled = known[actor_id] = actor, wording.label(actor, period)
            return labelled[1]

        return name

    def newest_attestation(self) -> str | None:
        """The newest date at which a live claim is attested: a day, or the month or year given."""
        if not self._newest_known:
            spoken = (self.attested(c.id) for c in self.claims.values() if standing.live(c))
            ends = {pair[1] for pair in spoken if pair is not None}
            closed = [read for read in map(dates.parse, ends) if read.last < MAX_DAY]
            self._newest = None
            if closed:
                newest = standing.latest(closed)
                width = _WIDTH[newest.precision]
                self._newest = date.fromordinal(newest.last).isoformat()[:width]
            self._newest_known = True
        return self._newest

    # One record in, one record out

    def _decoded(self, table: str, id_: str, record: Json) -> Value | None:
        kind: type[Actor] = STRUCTS[table]  # type: ignore[assignment]
        try:
            return decode(kind, id_, record)
        except (msgspec.ValidationError, TypeError) as error:
            self._aside[table, id_] = str(error)
            return None

    def _put(self, table: str, id_: str, record: Json) -> None:
        self._aside.pop((table, id_), None)
        value = self._decoded(table, id_, record)
        if value is None:
            reason = self._aside[table, id_]
            self._drop(table, id_)
            self._aside[table, id_] = reason
        elif isinstance(value, Claim):
            self._drop(table, id_)
            self._place([value])
        else:
            old = self._table(table).get(id_)
            if old is not None:
                self._references.remove(table, old)
            self._table(table)[id_] = value
            self._references.add(table, value)
            if isinstance(value, Actor) and old is None:
                self._arrived(id_)
            elif isinstance(value, Source) and _derived_from(old) != _derived_from(value):
                self._reread(id_)

    def _drop(self, table: str, id_: str) -> None:
        self._aside.pop((table, id_), None)
        if table == "claims":
            loose = self._loose.pop(id_, None)
            if loose is not None:
                self._awaited.unlink((loose.subject, loose.object), id_)
            elif id_ in self.claims:
                self._unlink(self.claims.pop(id_))
            return
        old = self._table(table).pop(id_, None)
        if old is None:
            return
        self._references.remove(table, old)
        if isinstance(old, Actor):
            stranded = [self.claims[c] for t in self.ties_of(id_) for c in self.tie_claims[t]]
            for claim in stranded:
                del self.claims[claim.id]
                self._unlink(claim)
            self._place(stranded)
        elif isinstance(old, Source):
            self._reread(id_)

    def _table(self, table: str) -> dict[str, Value]:
        values: dict[str, Value] = getattr(self, table)
        return values

    # Claims and their ties

    def _place(self, claims: Iterable[Claim]) -> None:
        """Put claims into their ties, or aside where they can't stand there."""
        joined: dict[str, list[str]] = {}
        for claim in claims:
            if self._unfit(claim):
                self._loose[claim.id] = claim
                self._awaited.link((claim.subject, claim.object), claim.id)
                continue
            self.claims[claim.id] = claim
            tie_id = vocabulary.tie_id(claim.type, claim.subject, claim.object)
            if tie_id not in joined:
                joined[tie_id] = []
                subject, object_ = claim.subject, claim.object
                if vocabulary.CLAIM_TYPES[claim.type].symmetric:
                    subject, object_ = sorted((subject, object_))
                self.ends[tie_id] = Ends(claim.type, subject, object_)
                self._ties.link((subject, object_), tie_id)
            joined[tie_id].append(claim.id)
            self._references.add("claims", claim)
        for tie_id, ids in joined.items():
            self.tie_claims[tie_id] = tuple(sorted((*self.tie_claims.get(tie_id, ()), *ids)))
            self._touch(tie_id)

    def _unfit(self, claim: Claim) -> str:
        """Why a claim can't stand in a tie, or nothing."""
        if claim.type not in vocabulary.CLAIM_TYPES:
            return f"no such claim type: {claim.type}"
        if claim.basis not in vocabulary.BASES:
            return f"no such basis: {claim.basis}"
        if claim.subject == claim.object:
            return f"subject and object are the same: {claim.subject}"
        missing = [end for end in (claim.subject, claim.object) if end not in self.actors]
        return f"no such actor: {', '.join(missing)}" if missing else ""

    def _unlink(self, claim: Claim) -> None:
        tie_id = vocabulary.tie_id(claim.type, claim.subject, claim.object)
        self._forget(claim.id)
        self._references.remove("claims", claim)
        self._touch(tie_id)
        rest = tuple(other for other in self.tie_claims[tie_id] if other != claim.id)
        if rest:
            self.tie_claims[tie_id] = rest
            return
        del self.tie_claims[tie_id], self.ends[tie_id]
        self._ties.unlink((claim.subject, claim.object), tie_id)

    def _touch(self, tie_id: str) -> None:
        self._newest_known = False
        if self.ends[tie_id].type == "backs":
            self._unread.add(tie_id)

    def _forget(self, claim_id: str) -> None:
        self._attested.pop(claim_id, None)
        self._bounds.pop(claim_id, None)
        self._supported.pop(claim_id, None)

    # What an actor or a source changes elsewhere

    def _arrived(self, actor: str) -> None:
        """Give the claims that waited for an actor another try."""
        for claim_id in self._awaited.listed(actor):
            claim = self._loose[claim_id]
            self._drop("claims", claim_id)
            self._place([claim])

    def _reread(self, source: str) -> None:
        """Forget what was derived from a source and from its copies."""
        affected = [source]
        for source_id in affected:
            affected += sorted(self._references.copies.get(source_id, set()).difference(affected))
        for source_id in affected:
            for table, id_ in self._references.citing.get(source_id, ()):
                if table == "claims":
                    self._forget(id_)
                    claim = self.claims[id_]
                    self._touch(vocabulary.tie_id(claim.type, claim.subject, claim.object))
