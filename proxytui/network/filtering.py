"""What a filter lets through: the codes that a tie has of each field, and how many ties have them.

`lens.passes` asks as of a date, `ever.passes` over all time; both cost nothing without a filter.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import grades
from proxytui.model.filters import CODES, FIELDS
from proxytui.model.publishers import independent
from proxytui.network import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from proxytui.model.filters import Filter
    from proxytui.network.index import Index
    from proxytui.network.lens import Look

_MOST_PUBLISHERS = 99


class _Tie:
    """A tie as a filter asks about it; `at` is the actor at which it is looked at, "" for neither
    end, and what depends on a date is looked up when it is asked for."""

    def __init__(self, index: Index, tie: str, at: str, look: Callable[[], Look]) -> None:
        self.index, self.tie, self.at = index, tie, at
        self._look = look
        self._looked: Look | None = None

    @property
    def look(self) -> Look:
        if self._looked is None:
            self._looked = self._look()
        return self._looked

    @property
    def others(self) -> Collection[str]:
        _, subject, object_ = self.index.ends[self.tie]
        if self.at == subject:
            return (object_,)
        return (subject,) if self.at == object_ else (subject, object_)


def _types(one: _Tie) -> Collection[str]:
    return (one.index.ends[one.tie].type,)


def _support(one: _Tie) -> Collection[str]:
    """Letters too, where a dotted code refines one; of claims that somebody supports."""
    index, look = one.index, one.look
    if index.ends[one.tie].type != "backs":
        return ()
    codes = {code for claim in look.counting if index.supported(claim.id) for code in claim.terms}
    return codes | {code.partition(".")[0] for code in codes}


def _kinds(one: _Tie) -> Collection[str]:
    return [one.index.actors[actor].kind for actor in one.others]


def _countries(one: _Tie) -> Collection[str]:
    return [code for actor in one.others for code in one.index.actors[actor].countries]


def _states(one: _Tie) -> Collection[str]:
    return (one.look.state.value,)


def _statuses(one: _Tie) -> Collection[str]:
    return (standing.status(one.look.claims, one.index.sources).value,)


def _reliability(one: _Tie) -> Collection[str]:
    return _limits("reliability", grades.worst(one.look.counting, one.index.sources.get)[0])


def _credibility(one: _Tie) -> Collection[str]:
    return _limits("credibility", grades.worst(one.look.counting, one.index.sources.get)[1])


def _limits(field: str, worst: str) -> Collection[str]:
    """Every limit that a worst grade keeps within; none where nothing is graded."""
    return CODES[field][CODES[field].index(worst) :] if worst else ()


def _publishers(one: _Tie) -> Collection[str]:
    found = independent(one.look.counting, one.index.sources.get)
    return [str(number + 1) for number in range(min(found, _MOST_PUBLISHERS))]


_CODES: dict[str, Callable[[_Tie], Collection[str]]] = {
    # What needs no look at the claims comes first.
    "types": _types,
    "kinds": _kinds,
    "countries": _countries,
    "states": _states,
    "support": _support,
    "statuses": _statuses,
    "publishers": _publishers,
    "reliability": _reliability,
    "credibility": _credibility,
}


def passes(index: Index, wanted: Filter, tie: str, at: str, look: Callable[[], Look]) -> bool:
    """Whether a tie has one of the codes of each field that asks for any.

    Kind and country are those of the actor at the other end than `at`; of either end where that
    is "". `look` tells how the tie stands, where that matters.
    """
    one = _Tie(index, tie, at, look)
    for field, codes in _CODES.items():
        chosen = getattr(wanted, field)
        if chosen and chosen.isdisjoint(codes(one)):
            return False
    return True


# What there is to choose from


class Facts(NamedTuple):
    """All codes that a tie has, field by field, in the order of a filter's fields."""

    types: tuple[str, ...]
    support: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    states: tuple[str, ...]
    statuses: tuple[str, ...]
    reliability: tuple[str, ...]
    credibility: tuple[str, ...]
    publishers: tuple[str, ...]


def facts(index: Index, tie: str, at: str, look: Look) -> Facts:
    """The codes of a tie; equal for ties that no filter tells apart, so they can be counted."""
    one = _Tie(index, tie, at, lambda: look)
    return Facts(*(tuple(sorted(set(_CODES[field](one)))) for field in FIELDS))


class Tally(NamedTuple):
    """How many ties a filter leaves, and of each field how many would be left by each code if it
    were the only one chosen there."""

    left: int
    by_field: Mapping[str, Mapping[str, int]]


def tally(counted: Iterable[tuple[Facts, int]], wanted: Filter | None) -> Tally:
    """Counts of ties by their facts, as a filter leaves them."""
    left = 0
    by_field: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for given, number in counted:
        failing = (
            [
                field
                for field, chosen, codes in zip(FIELDS, wanted, given, strict=True)
                if chosen and chosen.isdisjoint(codes)
            ]
            if wanted
            else []
        )
        if len(failing) > 1:
            continue
        left += 0 if failing else number
        for field in failing or FIELDS:
            for code in getattr(given, field):
                by_field[field][code] += number
    return Tally(left, by_field)
