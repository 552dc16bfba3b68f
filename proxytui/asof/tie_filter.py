"""What a filter lets through: the codes that a tie has of each field, and how many ties have them.

`lens.fulfils` asks as of a date, `ever.fulfils` over all time; both cost nothing without a filter.
"""

from __future__ import annotations

from array import array
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.states import look_at
from proxytui.model import claim_status, grades
from proxytui.model.filters import CODES, FIELDS
from proxytui.model.publishers import independent
from proxytui.model.vocabulary import WITH_MEANS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from proxytui.asof.lens import Lens
    from proxytui.asof.states import TieAtDate
    from proxytui.graph.protocol import Graph
    from proxytui.model.filters import Filter

_MOST_PUBLISHERS = 99


class _Tie:
    """A tie as a filter asks about it; `at` is the actor at which it is looked at, "" for neither
    end, and what depends on a date is looked up when it is asked for."""

    def __init__(self, index: Graph, tie: str, at: str, look: Callable[[], TieAtDate]) -> None:
        self.index, self.tie, self.at = index, tie, at
        self._look = look

    @cached_property
    def look(self) -> TieAtDate:
        return self._look()

    @cached_property
    def worst(self) -> tuple[str, str]:
        return grades.worst(self.look.counting, self.index.sources.get)

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
    if index.ends[one.tie].type not in WITH_MEANS:
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
    return (claim_status.status(one.look.claims, one.look.states, one.index.sources).value,)


def _reliability(one: _Tie) -> Collection[str]:
    return _limits("reliability", one.worst[0])


def _credibility(one: _Tie) -> Collection[str]:
    return _limits("credibility", one.worst[1])


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


def fulfils(index: Graph, wanted: Filter, tie: str, at: str, look: Callable[[], TieAtDate]) -> bool:
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


def passes(index: Graph, tie_id: str, lens: Lens, at: str = "") -> bool:
    """Whether the lens's filter lets a tie through, seen from the actor `at`, or from neither end.

    Whoever lists or counts ties asks this beside whether they show.
    """
    if lens.filter is None:
        return True
    return fulfils(index, lens.filter, tie_id, at, partial(look_at, index, tie_id, lens.as_of))


class Tally(NamedTuple):
    """How many ties a filter leaves, and of each field how many would be left by each code if it
    were the only one chosen there."""

    left: int
    by_field: Mapping[str, Mapping[str, int]]


class FilterCounts:
    """Ties by all that a filter could ask of them, so that any filter is tallied at once.

    A bit for each tie in a number for each code: a tally of 60,000 ties takes a millisecond.
    """

    def __init__(self) -> None:
        self.number = 0
        self._places: dict[str, dict[str, array[int]]] = {field: {} for field in FIELDS}
        self._masks: dict[str, dict[str, int]] | None = None

    def add(self, index: Graph, tie: str, at: str, look: TieAtDate) -> None:
        """Count a tie, as `fulfils` would see it."""
        one = _Tie(index, tie, at, lambda: look)
        for field, codes in _CODES.items():
            known = self._places[field]
            for code in set(codes(one)):
                if code not in known:
                    known[code] = array("L")
                known[code].append(self.number)
        self.number += 1
        self._masks = None

    def codes(self, field: str) -> Collection[str]:
        """The codes of a field that any of the ties has."""
        return self._places[field].keys()

    def tally(self, wanted: Filter | None) -> Tally:
        """The ties as a filter leaves them."""
        masks = self._masked()
        every = (1 << self.number) - 1
        passing = {
            field: _union(masks[field], chosen) if chosen else every
            for field, chosen in zip(FIELDS, wanted or [()] * len(FIELDS), strict=True)
        }
        by_field = {}
        for field in FIELDS:
            others = every
            for other, mask in passing.items():
                others &= mask if other != field else every
            by_field[field] = {
                code: (others & mask).bit_count() for code, mask in masks[field].items()
            }
        left = every
        for mask in passing.values():
            left &= mask
        return Tally(left.bit_count(), by_field)

    def _masked(self) -> dict[str, dict[str, int]]:
        if self._masks is None:
            self._masks = {
                field: {code: self._mask(places) for code, places in known.items()}
                for field, known in self._places.items()
            }
        return self._masks

    def _mask(self, places: Iterable[int]) -> int:
        bits = bytearray(self.number // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")


def _union(masks: Mapping[str, int], chosen: Iterable[str]) -> int:
    made = 0
    for code in chosen:
        made |= masks.get(code, 0)
    return made
