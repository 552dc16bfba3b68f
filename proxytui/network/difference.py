"""What changed among ties between two dates of the world, or between two states of the store."""

from __future__ import annotations

from copy import copy
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from proxytui import wording
from proxytui.comparing import sort_key
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
from proxytui.model.dates import State
from proxytui.model.vocabulary import tie_id
from proxytui.network import lens as lenses
from proxytui.network.lens import Lens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json, Source
    from proxytui.model.tie import Tie
    from proxytui.network.index import Index

Pair: TypeAlias = tuple["Tie | None", "Tie | None"]
Tables: TypeAlias = "Mapping[str, Mapping[str, Json]]"


_MANY = 1000
"""Of so many ties all claims are read at once."""


class Became(NamedTuple):
    """A change of a tie: its kind as in `wording.CHANGES`, and the tie as it stands at `period`,
    the later date unless it ended."""

    kind: str
    tie: Tie
    period: Period
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """What is said of it; made when it is first asked for."""
        return self.tell()


def between(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    wanted: Filter | None = None,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[Became, ...]:
    """What began, ended or changed from one date to another, in the order of kinds and names.

    Nothing did where both are the same. A tie comes once for each kind of change; with a filter
    only those that it lets through at either date, seen from the actor `at`.
    """
    if before == after:
        return ()
    found = []
    lens = Lens(after, filter=wanted)
    for old, new in changed(index, tie_ids, before, after, lens, at, checkpoint):
        for kind in wording.difference_kinds(old, new, after):
            ended = kind in ("ended", "may-have-ended")
            period = before if ended or not new else after
            name = index.namer(period)
            tell = telling(
                wording.difference_words, old, new, before, after, name, index.sources.get, kind
            )
            tie = old if ended or new is None else new
            if tie is None:
                raise ValueError("a change is one of a tie that shows at either date")
            found.append(Became(kind, tie, period, tell))
    return _ordered(found, index.namer(after), checkpoint)


def telling(words: Callable[..., str], *given: object) -> Callable[[], str]:
    """What makes words of these values, once."""
    return cache(partial(words, *given))


def _ordered(
    found: Iterable[Became], name: Callable[[str], str], checkpoint: Checkpoint = never
) -> tuple[Became, ...]:
    order = {kind: place for place, kind in enumerate(wording.CHANGES)}

    def place(one: Became) -> tuple[int, str, str, str]:
        subject, object_ = sort_key(name(one.tie.subject)), sort_key(name(one.tie.object))
        return order[one.kind], subject, object_, one.tie.id

    return tuple(in_order(found, place, checkpoint))


def changed(
    index: Index,
    tie_ids: Iterable[str],
    before: Period,
    after: Period,
    lens: Lens,
    at: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[Pair, ...]:
    """Those ties, of the lens's types, that began, ended or changed from one period to the other.

    Its filter lets a tie through that passes at either, seen from the actor `at`. Each as of
    `before` and as of `after`, None where it is *not*; in the order given.
    """
    found: list[Pair] = []
    asked = dict.fromkeys(tie_ids)
    if len(asked) > _MANY and index.untold(asked) > _MANY:
        index.tell_all(checkpoint)
    for id_ in with_checkpoints(asked, checkpoint, CLAIMS):
        if id_ not in index.tie_claims:
            continue
        if lens.types is not None and index.ends[id_].type not in lens.types:
            continue
        if all(_same(index, claim_id, before, after) for claim_id in index.tie_claims[id_]):
            continue
        looks = (lens._replace(as_of=period) for period in (before, after))
        if not any(lenses.passes(index, id_, look, at) for look in looks):
            continue
        old, new = (
            tie if tie.state is not State.NOT else None
            for tie in (
                lenses.tie(index, id_, lens._replace(as_of=period)) for period in (before, after)
            )
        )
        if wording.difference_kinds(old, new, after):
            found.append((old, new))
    return tuple(found)


def _same(index: Index, claim_id: str, before: Period, after: Period) -> bool:
    """Whether a claim's state is the same at both; by numbers, for a pass over all claims."""
    return lenses.state_at(index, claim_id, before.first, before.last, before) is lenses.state_at(
        index, claim_id, after.first, after.last, after
    )


# Two states of the store


def rewound(tables: Tables, changes: Iterable[Change]) -> Tables:
    """The records as they were before these changes, given newest first; the tables stay as they
    are. What a change says stood before is what stood there then."""
    made = {table: cast("MutableMapping[str, Json]", copy(rows)) for table, rows in tables.items()}
    for change in changes:
        rows = made.setdefault(change.table, {})
        if change.before is None:
            rows.pop(change.id, None)
        else:
            rows[change.id] = change.before
    return made


def recorded(
    old: Index, new: Index, changes: Iterable[Change], period: Period, actor: str = ""
) -> tuple[Became, ...]:
    """What two states of the store say otherwise of one date, in the order of kinds and names.

    `changes` are those that lead from one to the other; ties that they don't touch are not looked
    at. With `actor` only its ties are. Ties that hold at neither date are compared too.
    """
    lens = Lens(period)

    def name(actor_id: str) -> str:
        return (new if actor_id in new.actors else old).namer(period)(actor_id)

    def source(source_id: str) -> Source | None:
        return new.sources.get(source_id) or old.sources.get(source_id)

    found = []
    for id_ in sorted(_touched(old, new, changes)):
        before, after = (
            lenses.tie(index, id_, lens) if id_ in index.tie_claims else None
            for index in (old, new)
        )
        for kind in wording.recorded_kinds(before, after):
            ended = kind in ("ended", "may-have-ended")
            tie = before if ended or after is None else after
            if tie is None or actor not in ("", tie.subject, tie.object):
                continue
            tell = telling(
                wording.difference_words, before, after, period, period, name, source, kind
            )
            found.append(Became(kind, tie, period, tell))
    return _ordered(found, name)


def _touched(old: Index, new: Index, changes: Iterable[Change]) -> set[str]:
    """The ties of claims that changed, and of those that cite a source which did."""
    found: set[str] = set()
    sources: set[str] = set()
    for change in changes:
        if change.table == "claims":
            found.update(
                tie_id(str(one.get("type")), str(one.get("subject")), str(one.get("object")))
                for one in (change.before, change.after)
                if one is not None
            )
        elif change.table == "sources":
            sources.add(change.id)
        elif change.table == "actors" and None in (change.before, change.after):
            found.update(*(index.ties_of(change.id) for index in (old, new)))
    for index in (old, new) if sources else ():
        for source_id in _with_copies(index, sources):
            for table, id_ in index.citing(source_id):
                if table == "claims":
                    claim = index.claims[id_]
                    found.add(tie_id(claim.type, claim.subject, claim.object))
    return found


def _with_copies(index: Index, sources: Iterable[str]) -> set[str]:
    """The sources, and all that are copies of them, of their copies, and so on."""
    copies: dict[str, list[str]] = {}
    for source in index.sources.values():
        if source.copy_of:
            copies.setdefault(source.copy_of, []).append(source.id)
    found, waiting = set(sources), list(sources)
    for source_id in waiting:
        fresh = [one for one in copies.get(source_id, ()) if one not in found]
        found.update(fresh)
        waiting += fresh
    return found
