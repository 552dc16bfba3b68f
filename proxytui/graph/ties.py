"""The ties that claims make, those of an actor laid when somebody asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from proxytui.model.vocabulary import BASES, CLAIM_TYPES, tie_id

if TYPE_CHECKING:
    from collections.abc import Collection

    from proxytui.graph.lazy_table import ClaimEnds
    from proxytui.model.records import Claim

Kept = TypeVar("Kept")

_SYMMETRIC = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.symmetric)
# One text for each, where a file has one a claim.
_TYPES = {code: code for code in CLAIM_TYPES}
_BASES = set(BASES)


class _UnfitError(Exception):
    """A claim can't stand in a tie."""


class TieEnds(NamedTuple):
    """A tie's type and its two actors, the smaller id first where the type is symmetric."""

    type: str
    subject: str
    object: str


class Ties:
    """Ties by id and by actor. Claims wait at their two actors until one is asked for its ties:
    of 100,000 claims that takes 0.1 s, and a quarter of the memory, of laying all at once."""

    def __init__(self) -> None:
        self.claims: dict[str, tuple[str, ...]] = {}
        self.ends: dict[str, TieEnds] = {}
        self._at: dict[str, tuple[str, ...]] = {}
        # Column by column, so that nearly all work on many is done inside of built-in functions.
        self._ids: list[str] = []
        self._types: list[str] = []
        self._subjects: list[str] = []
        self._objects: list[str] = []
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)

    def of(self, actor: str) -> tuple[str, ...]:
        """The ids of all ties at the actor, in order."""
        known = self._at.get(actor)
        if known is not None:
            return known
        return self._lay(actor) if actor in self._waiting else ()

    def laid(self, actor: str) -> bool:
        """Whether the actor's ties were asked for."""
        return actor in self._at

    def most(self) -> str:
        """The actor with the most ties; the smallest id decides between equals, "" without any."""
        # An actor has no more ties than claims, so that few have to be laid.
        bounds = {actor: len(ties) for actor, ties in self._at.items()}
        bounds.update((actor, len(places)) for actor, places in self._waiting.items())
        best = (0, "")
        for bound, actor in sorted((-bound, actor) for actor, bound in bounds.items()):
            if (bound, actor) > best and best[0]:
                break
            best = min(best, (-len(self.of(actor)), actor))
        return best[1]

    def wait(self, claims: Mapping[str, Claim | ClaimEnds], actors: Mapping[str, str]) -> list[str]:
        """Take claims in, between actors whose ids are given once more as values, so that no id
        is kept twice; returns the ids of those that can't stand in a tie, which are left out.

        Ties that are laid already are those of these claims too.
        """
        try:
            self._take(claims, actors)
        except _UnfitError:
            loose = [id_ for id_, claim in claims.items() if not _fits(claim, actors)]
            left = set(loose)
            self._take({id_: c for id_, c in claims.items() if id_ not in left}, actors)
            return loose
        return []

    def _take(self, claims: Mapping[str, Claim | ClaimEnds], actors: Mapping[str, str]) -> None:
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

    def lay(self, actor: str, claims: Mapping[str, ClaimEnds]) -> None:
        """Lay an actor's ties of these claims, and of those that wait at it."""
        joined: defaultdict[str, list[str]] = defaultdict(list)
        for id_, claim in claims.items():
            tie = tie_id(claim.type, claim.subject, claim.object)
            joined[tie].append(id_)
            if tie not in self.ends:
                self.ends[tie] = _ends(claim)
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

    def _lay(self, actor: str) -> tuple[str, ...]:
        self.lay(actor, {})
        return self._at[actor]

    def lay_all(self) -> None:
        """Lay the ties of everyone."""
        for actor in list(self._waiting):
            self.lay(actor, {})

    def add(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Put one claim into its tie."""
        tie = tie_id(claim.type, claim.subject, claim.object)
        for actor in (claim.subject, claim.object):
            before = self.of(actor)
            if tie not in before:
                self._at[actor] = tuple(sorted((*before, tie)))
        self.ends.setdefault(tie, _ends(claim))
        self.claims[tie] = tuple(sorted((*self.claims.get(tie, ()), id_)))

    def remove(self, id_: str, claim: Claim | ClaimEnds) -> None:
        """Take a claim out of its tie, and the tie where it was the last one."""
        tie = tie_id(claim.type, claim.subject, claim.object)
        at = {actor: self.of(actor) for actor in (claim.subject, claim.object)}
        rest = tuple(other for other in self.claims[tie] if other != id_)
        if rest:
            self.claims[tie] = rest
            return
        del self.claims[tie], self.ends[tie]
        for actor, ties in at.items():
            self._at[actor] = tuple(other for other in ties if other != tie)


def _ends(claim: Claim | ClaimEnds) -> TieEnds:
    kind, first, second = claim.type, claim.subject, claim.object
    if kind in _SYMMETRIC and first > second:
        first, second = second, first
    return TieEnds(kind, first, second)


def _fits(claim: Claim | ClaimEnds, actors: Collection[str]) -> bool:
    return (
        claim.subject != claim.object
        and claim.subject in actors
        and claim.object in actors
        and claim.type in CLAIM_TYPES
        and claim.basis in BASES
    )


class LazyMapping(Mapping[str, Kept]):
    """Something of every tie, by its id: of those laid at once, of others once they are found."""

    def __init__(
        self, made: dict[str, Kept], find: Callable[[str], None], whole: Callable[[], None]
    ) -> None:
        self._made, self._find, self._whole = made, find, whole

    def __getitem__(self, tie: str) -> Kept:
        found = self._made.get(tie)
        if found is None:
            self._find(tie)
            return self._made[tie]
        return found

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return iter(self._made)

    def __len__(self) -> int:
        self._whole()
        return len(self._made)
