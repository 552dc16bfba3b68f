"""Claims joined into ties, those of an actor when the actor is first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from proxytui.model.vocabulary import BASES, CLAIM_TYPES, tie_id

if TYPE_CHECKING:
    from collections.abc import Container

    from proxytui.graph.lazy_table import ClaimEnds
    from proxytui.model.records import Claim

Value = TypeVar("Value")

_SYMMETRIC = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.symmetric)
# One text for each type, where a file has one for each claim.
_TYPES = {code: code for code in CLAIM_TYPES}
_BASES = set(BASES)


class _UnfitError(Exception):
    """Raised for a claim that can't stand in a tie."""


class TieEnds(NamedTuple):
    """A tie's type and its two actors, the smaller id first where the type is symmetric."""

    type: str
    subject: str
    object: str


class Ties:
    """Ties by id and by actor.

    Claims wait at their two actors until either is asked for its ties: for 100,000 claims that
    takes 0.1 s, and a quarter of the memory of joining all at once.
    """

    def __init__(self) -> None:
        self.claims: dict[str, tuple[str, ...]] = {}
        self.ends: dict[str, TieEnds] = {}
        self._at: dict[str, tuple[str, ...]] = {}
        # Column by column, so that nearly all work on many claims is done by built-in functions.
        self._ids: list[str] = []
        self._types: list[str] = []
        self._subjects: list[str] = []
        self._objects: list[str] = []
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)

    def of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, in order."""
        ties = self._at.get(actor)
        if ties is not None:
            return ties
        return self._join(actor) if actor in self._waiting else ()

    def is_joined(self, actor: str) -> bool:
        """Whether the actor's claims were joined into ties."""
        return actor in self._at

    def busiest(self) -> str:
        """The actor with the most ties; of equal ones the smallest id, "" without any tie."""
        # An actor has no more ties than claims, so that few actors' claims have to be joined.
        bounds = {actor: len(ties) for actor, ties in self._at.items()}
        bounds.update((actor, len(places)) for actor, places in self._waiting.items())
        best = (0, "")
        for bound, actor in sorted((-bound, actor) for actor, bound in bounds.items()):
            if (bound, actor) > best and best[0]:
                break
            best = min(best, (-len(self.of(actor)), actor))
        return best[1]

    def add_later(
        self, claims: Mapping[str, Claim | ClaimEnds], actors: Mapping[str, str]
    ) -> list[str]:
        """Take in claims to be joined later; returns the ids of those that can't stand in a tie,
        which are left out.

        `actors` has each actor's id as key and as value, so that no id is kept twice in memory.
        Claims whose ties were joined already must be among those ties.
        """
        try:
            self._append(claims, actors)
        except _UnfitError:
            unfit_ids = [id_ for id_, claim in claims.items() if unfit(claim, actors)]
            left_out = set(unfit_ids)
            self._append({id_: c for id_, c in claims.items() if id_ not in left_out}, actors)
            return unfit_ids
        return []

    def _append(self, claims: Mapping[str, Claim | ClaimEnds], actors: Mapping[str, str]) -> None:
        base = len(self._ids)
        fresh = list(claims.values())
        try:
            types = [_TYPES[claim.type] for claim in fresh]
            subjects = [actors[claim.subject] for claim in fresh]
            objects = [actors[claim.object] for claim in fresh]
        except KeyError:
            raise _UnfitError from None
        if any(map(is_, subjects, objects)) or not {claim.basis for claim in fresh} <= _BASES:
            raise _UnfitError
        for place, kind in enumerate(types):
            if kind in _SYMMETRIC and subjects[place] > objects[place]:
                subjects[place], objects[place] = objects[place], subjects[place]
        waiting = self._waiting
        for place, ends in enumerate(zip(subjects, objects, strict=True), base):
            waiting[ends[0]].append(place)
            waiting[ends[1]].append(place)
        for actor in self._at:
            waiting.pop(actor, None)
        self._ids += claims
        self._types += types
        self._subjects += subjects
        self._objects += objects

    def join_at(self, actor: str, claims: Mapping[str, ClaimEnds]) -> None:
        """Join an actor's claims into ties: these claims, and those that wait at the actor."""
        joined: defaultdict[str, list[str]] = defaultdict(list)
        for id_, claim in claims.items():
            tie = tie_id(claim.type, claim.subject, claim.object)
            joined[tie].append(id_)
            if tie not in self.ends:
                self.ends[tie] = ends_of(claim)
        for place in self._waiting.pop(actor, ()):
            kind, subject, object_ = self._types[place], self._subjects[place], self._objects[place]
            tie = f"{kind}:{subject}:{object_}"
            joined[tie].append(self._ids[place])
            if tie not in self.ends:
                self.ends[tie] = TieEnds(kind, subject, object_)
        for tie, ids in joined.items():
            if tie not in self.claims:
                self.claims[tie] = tuple(sorted(ids)) if len(ids) > 1 else (ids[0],)
        self._at[actor] = tuple(sorted(joined))

    def _join(self, actor: str) -> tuple[str, ...]:
        self.join_at(actor, {})
        return self._at[actor]

    def join_all(self) -> None:
        """Join all claims into ties."""
        for actor in list(self._waiting):
            self.join_at(actor, {})

    def add(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Add one claim to its tie."""
        tie = tie_id(claim.type, claim.subject, claim.object)
        for actor in (claim.subject, claim.object):
            before = self.of(actor)
            place = bisect_left(before, tie)
            if before[place : place + 1] != (tie,):
                self._at[actor] = (*before[:place], tie, *before[place:])
        self.ends.setdefault(tie, ends_of(claim))
        self.claims[tie] = tuple(sorted((*self.claims.get(tie, ()), id_)))

    def remove(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Remove a claim from its tie, and the tie with its last claim."""
        tie = tie_id(claim.type, claim.subject, claim.object)
        at = {actor: self.of(actor) for actor in (claim.subject, claim.object)}
        remaining = tuple(other for other in self.claims[tie] if other != id_)
        if remaining:
            self.claims[tie] = remaining
            return
        del self.claims[tie], self.ends[tie]
        for actor, ties in at.items():
            # Of thousands of ties each is found without looking at all.
            place = bisect_left(ties, tie)
            self._at[actor] = ties[:place] + ties[place + 1 :]


def ends_of(claim: Claim | ClaimEnds) -> TieEnds:
    """The ends of the tie that a claim stands in."""
    kind, first, second = claim.type, claim.subject, claim.object
    if kind in _SYMMETRIC and first > second:
        first, second = second, first
    return TieEnds(kind, first, second)


def unfit(claim: Claim | ClaimEnds, actors: Container[str]) -> str:
    """Why a claim can't stand in a tie; "" where it can."""
    if claim.type not in CLAIM_TYPES:
        return f"no such claim type: {claim.type}"
    if claim.basis not in BASES:
        return f"no such basis: {claim.basis}"
    if claim.subject == claim.object:
        return f"subject and object are the same: {claim.subject}"
    if claim.subject in actors and claim.object in actors:
        return ""
    missing = [end for end in (claim.subject, claim.object) if end not in actors]
    return f"no such actor: {', '.join(missing)}"


class LazyMapping(Mapping[str, Value]):
    """A value for each tie, by its id; `find` joins the claims of the tie asked for, `complete` all
    claims."""

    def __init__(
        self, values: dict[str, Value], find: Callable[[str], None], complete: Callable[[], None]
    ) -> None:
        self._values, self._find, self._complete = values, find, complete

    def __getitem__(self, tie: str) -> Value:
        value = self._values.get(tie)
        if value is None:
            self._find(tie)
            return self._values[tie]
        return value

    def __iter__(self) -> Iterator[str]:
        self._complete()
        return iter(self._values)

    def __len__(self) -> int:
        self._complete()
        return len(self._values)
