"""Filters on ties: the codes that a tie has in each field, and how many ties have each code.

`passes` asks as of a date, `all_time.passes` over all time; both cost nothing without a filter.
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
    from proxytui.model.records import Claim

_MOST_PUBLISHERS = 99


class _FilteredTie:
    """A tie as a filter asks about it, seen from the actor `at`, or from neither end where that is
    "".

    Whatever depends on a date is looked up when it is first needed.
    """

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


def _types(tie: _FilteredTie) -> Collection[str]:
    return (tie.index.ends[tie.tie].type,)


def _support(tie: _FilteredTie) -> Collection[str]:
    """Terms of claims that somebody supports, and their letters, which dotted codes refine."""
    index = tie.index
    if index.ends[tie.tie].type not in WITH_MEANS:
        return ()
    look = tie.look
    return _terms(claim for claim in look.counting if index.supported(claim.id))


def _terms(claims: Iterable[Claim]) -> Collection[str]:
    codes = {code for claim in claims for code in claim.terms}
    return codes | {code.partition(".")[0] for code in codes}


def _kinds(tie: _FilteredTie) -> Collection[str]:
    return [tie.index.actors[actor].kind for actor in tie.others]


def _countries(tie: _FilteredTie) -> Collection[str]:
    return [code for actor in tie.others for code in tie.index.actors[actor].countries]


def _states(tie: _FilteredTie) -> Collection[str]:
    return (tie.look.state.value,)


def _statuses(tie: _FilteredTie) -> Collection[str]:
    return (claim_status.status(tie.look.claims, tie.look.states, tie.index.sources).value,)


def _reliability(tie: _FilteredTie) -> Collection[str]:
    return _limits("reliability", tie.worst[0])


def _credibility(tie: _FilteredTie) -> Collection[str]:
    return _limits("credibility", tie.worst[1])


def _limits(field: str, worst: str) -> Collection[str]:
    """Every limit that a worst grade keeps within; none where nothing is graded."""
    return CODES[field][CODES[field].index(worst) :] if worst else ()


def _publishers(tie: _FilteredTie) -> Collection[str]:
    return _up_to(independent(tie.look.counting, tie.index.sources.get))


def _up_to(count: int) -> Collection[str]:
    return [str(number + 1) for number in range(min(count, _MOST_PUBLISHERS))]


_CODES: dict[str, Callable[[_FilteredTie], Collection[str]]] = {
    # Fields that need no look at the claims come first.
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


def fulfils(
    index: Graph, filter_: Filter, tie_id: str, at: str, look: Callable[[], TieAtDate]
) -> bool:
    """Whether a tie has one of the chosen codes in each field in which the filter chooses any.

    Kind and country are those of the actor at the other end than `at`; of either end where `at` is
    "". `look` gives the tie at the date, and is called only where that matters.
    """
    tie = _FilteredTie(index, tie_id, at, look)
    if (filter_.support or filter_.publishers) and not _may_fulfil(index, filter_, tie_id):
        return False
    for field, codes_of in _CODES.items():
        chosen = getattr(filter_, field)
        if chosen and chosen.isdisjoint(codes_of(tie)):
            return False
    return True


def _may_fulfil(index: Graph, filter_: Filter, tie_id: str) -> bool:
    """Whether the claims of a tie, whatever their dates, give the means and the number of
    publishers. Most ties fail by that, which costs no look at a date."""
    claims = [index.claims[id_] for id_ in index.tie_claims[tie_id]]
    if filter_.support and filter_.support.isdisjoint(_terms(claims)):
        return False
    cited = sum(len(claim.citations) for claim in claims)
    return not filter_.publishers or not filter_.publishers.isdisjoint(_up_to(cited))


# What there is to choose from


def passes(index: Graph, tie_id: str, lens: Lens, at: str = "") -> bool:
    """Whether the lens's filter lets a tie through, seen from the actor `at`, or from neither end.

    Whether the tie shows at the date is another question: lists and counts ask both.
    """
    if lens.filter is None:
        return True
    return fulfils(index, lens.filter, tie_id, at, partial(look_at, index, tie_id, lens.as_of))


class Tally(NamedTuple):
    """How many ties a filter leaves, and for each field how many each code would leave if it were
    the only one chosen there."""

    left: int
    by_field: Mapping[str, Mapping[str, int]]


class FilterCounts:
    """Ties counted by every code that a filter can ask for, so that any filter is tallied at once.

    Each code has a number with a bit for each tie: a tally of 60,000 ties takes a millisecond.
    """

    def __init__(self) -> None:
        self.number = 0
        self._places: dict[str, dict[str, array[int]]] = {field: {} for field in FIELDS}
        self._masks: dict[str, dict[str, int]] | None = None

    def add(self, index: Graph, tie_id: str, at: str, look: TieAtDate) -> None:
        """Count a tie by its codes, as `fulfils` reads them."""
        tie = _FilteredTie(index, tie_id, at, lambda: look)
        for field, codes_of in _CODES.items():
            places = self._places[field]
            for code in set(codes_of(tie)):
                if code not in places:
                    places[code] = array("L")
                places[code].append(self.number)
        self.number += 1
        self._masks = None

    def codes(self, field: str) -> Collection[str]:
        """The codes of a field that any of the ties has."""
        return self._places[field].keys()

    def tally(self, filter_: Filter | None) -> Tally:
        """How many ties a filter leaves, in all and by code."""
        masks = self._masked()
        all_ties = (1 << self.number) - 1
        passing = {
            field: _union(masks[field], chosen) if chosen else all_ties
            for field, chosen in zip(FIELDS, filter_ or [()] * len(FIELDS), strict=True)
        }
        by_field = {}
        for field in FIELDS:
            others = all_ties
            for other, mask in passing.items():
                others &= mask if other != field else all_ties
            by_field[field] = {
                code: (others & mask).bit_count() for code, mask in masks[field].items()
            }
        remaining = all_ties
        for mask in passing.values():
            remaining &= mask
        return Tally(remaining.bit_count(), by_field)

    def _masked(self) -> dict[str, dict[str, int]]:
        if self._masks is None:
            self._masks = {
                field: {code: self._mask(places) for code, places in by_code.items()}
                for field, by_code in self._places.items()
            }
        return self._masks

    def _mask(self, places: Iterable[int]) -> int:
        bits = bytearray(self.number // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")


def _union(masks: Mapping[str, int], chosen: Iterable[str]) -> int:
    union = 0
    for code in chosen:
        union |= masks.get(code, 0)
    return union
