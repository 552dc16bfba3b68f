"""Records for the graph, with one actor where several are judged the same.

What is stored stays as it is: records that name such an actor are read under the id of the one
that stands for it, and changes are led the same way. Without a decision for *same* tables and
changes pass through untouched.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, cast

import msgspec

from proxytui.graph import filed_index
from proxytui.graph.merged_actors import NOBODY, MergedActors
from proxytui.lazy import LazyModule
from proxytui.model import identities
from proxytui.model.changes import Change
from proxytui.model.record_source import RecordSource
from proxytui.model.records import Actor, decode

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        MutableMapping,
        Sequence,
    )
    from typing import TypeAlias

    from proxytui.graph.index import Index
    from proxytui.model import merging, references
    from proxytui.model.records import Decision, Json

    Tables: TypeAlias = Mapping[str, Mapping[str, Json]]

else:
    # A store without decisions pays for neither.
    merging = LazyModule("proxytui.model.merging")
    references = LazyModule("proxytui.model.references")

_NAMING = ("actors", "claims", "events", "notes", "views")
"""The tables of which a record may name an actor; decisions are shown as they were made."""
_IN_TIES = frozenset({"notes", "views"})
"""The tables of which a record may name an actor inside the id of a tie: small ones."""
_MOST_SEARCHES = 8
"""So many ids are searched for in a file's bytes, in 20 ms each of 80 MB, before all records are
gone through."""


class _Speaker(msgspec.Struct, frozen=True, gc=False):
    actor: str | None = None


class _Part(msgspec.Struct, frozen=True, gc=False):
    """A citation with its speaker, or a participant."""

    actor: str | None = None
    speaker: _Speaker | None = None


class _Naming(msgspec.Struct, frozen=True, gc=False):
    """The fields of an actor, a claim or an event that name actors."""

    subject: str = ""
    object: str = ""
    against: tuple[str, ...] = ()
    participants: tuple[_Part, ...] = ()
    citations: tuple[_Part, ...] = ()


class MergedRecords:
    """The records of a store as its graph has them; `stored` gives a copy of its tables as they
    are now.

    `build` makes the graph; `lead` turns changes into those that `apply` has the graph take over.
    All belong to the graph's thread.
    """

    def __init__(self, stored: Callable[[], Tables]) -> None:
        self._stored = stored
        self._decisions: dict[str, Decision] = {}
        self._decided: set[str] = set()
        self._groups = identities.NONE
        self._originals: dict[str, tuple[Actor, ...]] = {}
        self._reasons: dict[str, tuple[Decision, ...]] = {}
        self._within: dict[str, str] = {}

    def build(self) -> Index:
        """The graph of all records."""
        raw = self._stored()
        self._decisions = identities.decisions(raw.get("identities", {}))
        self._regroup(raw)
        if not self._groups.members:
            return filed_index.build(raw)
        members = self._groups.representative.keys()
        keys = _naming(raw, members - self._groups.members.keys())
        tables = {
            table: cast("MutableMapping[str, Json]", copy.copy(rows)) for table, rows in raw.items()
        }
        for table, id_ in keys | {("actors", member) for member in members}:
            rows = tables[table]
            record = self._merged(raw, table, id_)
            if record is None:
                del rows[id_]
            else:
                rows[id_] = record
        index = filed_index.build(tables)
        index.identify(self._merged_actors())
        return index

    def lead(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The changes for the graph that changes of stored records come to, each made when it is
        asked for: a decision may move thousands of claims."""
        for change in changes:
            yield from self._led(change)

    def apply(self, index: Index, led: Sequence[Change]) -> None:
        """Have the graph take over changes from `lead`; it finds actors by the decisions as they
        are by then."""
        if index.merged is not NOBODY or self._groups.members:
            index.identify(self._merged_actors())
        index.apply(led)

    def _led(self, change: Change) -> Iterator[Change]:
        """The changes of the graph's records that a change of a stored one comes to."""
        table, id_ = change.table, change.id
        if table == "identities":
            before = self._decisions.pop(id_, None)
            after = identities.read(id_, change.after)
            if after is not None:
                self._decisions[id_] = after
            if any(
                d.judgement == identities.SAME or {d.a, d.b} <= self._decided
                for d in (before, after)
                if d is not None
            ):
                yield from self._regrouped()
            yield change
        elif table == "actors" and id_ in self._decided:
            # It may have come or gone, and with it what its decisions say.
            yield from self._regrouped()
            standing = self._groups.representative.get(id_)
            if standing is None:
                yield self._renamed(change)
            else:
                yield self._now(self._stored(), "actors", standing)
        else:
            yield self._renamed(change)

    def _renamed(self, change: Change) -> Change:
        record = change.after
        if record is not None and self._groups.members and change.table in _NAMING:
            record = merging.renamed(change.table, record, self._groups.representative)
        self._note_within(change.table, change.id, change.after, record)
        return change if record is change.after else msgspec.structs.replace(change, after=record)

    # The groups

    def _regroup(self, raw: Tables) -> None:
        actors = raw.get("actors", {})
        decided = self._decisions.values()
        same = [d for d in decided if d.judgement == identities.SAME]
        self._decided = {actor for decision in same for actor in (decision.a, decision.b)}
        same = [d for d in identities.latest(decided) if d.judgement == identities.SAME]
        before, self._groups = self._groups, identities.groups(same, actors)
        for standing in before.members.keys() - self._groups.members.keys():
            del self._originals[standing], self._reasons[standing]
        reasons: dict[str, list[Decision]] = {}
        for decision in same:
            both = [self._groups.representative.get(end) for end in (decision.a, decision.b)]
            if both[0] is not None and both[0] == both[1]:
                reasons.setdefault(both[0], []).append(decision)
        for standing, members in self._groups.members.items():
            self._reasons[standing] = tuple(reasons[standing])
            if before.members.get(standing) != members:
                self._read_originals(raw, standing)

    def _read_originals(self, raw: Tables, standing: str) -> None:
        originals = []
        for member in self._groups.members[standing]:
            try:
                originals.append(decode(Actor, member, raw["actors"][member]))
            except (KeyError, TypeError, msgspec.ValidationError):
                continue
        self._originals[standing] = tuple(originals)

    def _regrouped(self) -> Iterator[Change]:
        """The changes that make the graph's actors those of the decisions as they are now."""
        raw = self._stored()
        before = self._groups
        self._regroup(raw)
        after = self._groups
        if before == after:
            return
        names = before.representative.keys() | after.representative.keys()
        moved = {
            id_
            for id_ in names
            if before.representative.get(id_, id_) != after.representative.get(id_, id_)
        }
        standing = [
            id_
            for id_ in sorted(names)
            if after.representative.get(id_, id_) == id_
            and before.members.get(id_) != after.members.get(id_)
        ]
        naming = sorted(_naming(raw, moved))
        actors = {after.representative.get(id_, id_) for table, id_ in naming if table == "actors"}
        hidden = moved & (after.representative.keys() - after.members.keys())
        # First the actors that claims go to, last those that they come from.
        for id_ in sorted(actors.union(standing, moved) - hidden):
            yield self._now(raw, "actors", id_)
        yield from (self._now(raw, table, id_) for table, id_ in naming if table != "actors")
        yield from (Change("actors", id_, None, None) for id_ in sorted(hidden))

    def _now(self, raw: Tables, table: str, id_: str) -> Change:
        """The change that sets a record of the graph to what it is now."""
        record = self._merged(raw, table, id_) if id_ in raw.get(table, {}) else None
        return Change(table, id_, None, record)

    def _merged(self, raw: Tables, table: str, id_: str) -> Json | None:
        """A record of the graph; None where another one stands for it, or it makes no tie."""
        groups = self._groups
        if table == "actors" and id_ in groups.representative:
            members = groups.members.get(id_)
            if members is None:
                return None
            self._read_originals(raw, id_)
            rows = raw["actors"]
            return merging.joined(
                [merging.renamed(table, rows[m], groups.representative) or {} for m in members]
            )
        stored = raw[table][id_]
        record = merging.renamed(table, stored, groups.representative)
        self._note_within(table, id_, stored, record)
        return record

    def _note_within(self, table: str, id_: str, stored: Json | None, record: Json | None) -> None:
        if table != "claims":
            return
        self._within.pop(id_, None)
        if record is None and stored is not None:
            self._within[id_] = self._groups.representative[str(stored["subject"])]

    def _merged_actors(self) -> MergedActors:
        if not self._groups.members:
            return NOBODY
        within: dict[str, list[str]] = {}
        for claim, standing in sorted(self._within.items()):
            within.setdefault(standing, []).append(claim)
        return MergedActors(
            {id_: first for id_, first in self._groups.representative.items() if id_ != first},
            self._originals,
            {standing: tuple(claims) for standing, claims in within.items()},
            self._reasons,
        )


def graph_of(tables: Tables) -> Index:
    """The graph of tables that stay as they are."""
    return MergedRecords(lambda: tables).build()


def _naming(raw: Tables, actors: Collection[str]) -> set[tuple[str, str]]:
    """The records, as (table, id), that are one of these actors or name one, in any field."""
    keys: set[tuple[str, str]] = set()
    wanted = set(actors)
    if not wanted:
        return keys
    for table in _NAMING:
        rows = raw.get(table, {})
        stored: Iterable[str] = rows
        if isinstance(rows, RecordSource) and table not in _IN_TIES:
            stored = {id_ for id_ in _in_file(rows, wanted) if id_ in rows}
            stored |= {id_ for id_, record in rows.overrides.items() if record is not None}
        keys |= {(table, id_) for id_ in stored if _is_or_names(table, id_, rows[id_], wanted)}
    return keys


def _is_or_names(table: str, id_: str, record: Json, actors: set[str]) -> bool:
    if table == "actors" and id_ in actors:
        return True
    return any(
        named.id in actors or (not named.table and not actors.isdisjoint(named.id.split(":")))
        for named in references.named_ids(table, record)
    )


def _in_file(rows: RecordSource, actors: set[str]) -> set[str]:
    """The stored records, by id, that may name one of the actors."""
    if len(actors) <= _MOST_SEARCHES:
        return {id_ for actor in actors for id_ in rows.ids_with(actor)}
    ids: list[str] = []
    naming: set[str] = set()
    for batch in rows.project_in_batches(_Naming):
        ids += batch
        naming.update(id_ for id_, part in batch.items() if _names(part, actors))
    # Thousands of them are going to be looked up, by bisection of the file otherwise.
    rows.index_by_id(ids)
    return naming.union(actor for actor in actors if actor in rows)


def _names(naming: _Naming, actors: set[str]) -> bool:
    if naming.subject in actors or naming.object in actors:
        return True
    if naming.against and not actors.isdisjoint(naming.against):
        return True
    return any(
        part.actor in actors or (part.speaker is not None and part.speaker.actor in actors)
        for part in (*naming.participants, *naming.citations)
    )
