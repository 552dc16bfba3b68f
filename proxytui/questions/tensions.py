"""Tensions: both sides backed, allies that oppose each other, triangles that don't balance.

The signed network has a positive edge where an actor is said to back another or to be allied with
it, a negative one where it is said to oppose it. A triangle is balanced if the product of its signs
is positive (Cartwright and Harary, "Structural balance: a generalization of Heider's theory",
Psychological Review 63, 1956). Triangles are found edge by edge from the end with fewer neighbours,
in O(m^1.5) for m edges (Chiba and Nishizeki, 1985).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.asof import states, tie_filter, ties
from proxytui.asof.lens import Lens
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.dates import State, year_of
from proxytui.model.vocabulary import BACKING, CLAIM_TYPES, tie_id
from proxytui.questions import yearly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.tie import Tie
    from proxytui.questions.yearly import YearRuns

POSITIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign > 0)
NEGATIVE = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.sign < 0)

_KEPT = 1024
"""So many words are remembered: a few screens of them, which are drawn again and again."""


class Finding(NamedTuple):
    """A tension: its kind as in `wording.TENSIONS`, the actors in it, the ids of the ties it rests
    on, and the weakest of their states; of a month or year each tie holds on some day, not all on
    one."""

    kind: str
    actors: tuple[str, ...]
    tie_ids: tuple[str, ...]
    state: State
    tell: LazyWording

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties it rests on; made when they are asked for, as the index then stands."""
        return self.tell.ties(self)

    @property
    def words(self) -> str:
        """What is said of it; made when it is asked for."""
        return self.tell.words(self)


class LazyWording:
    """What findings of one date say; what was told last is remembered."""

    def __init__(self, index: Index, period: Period) -> None:
        self._index, self._period = index, period
        self.ties = lru_cache(_KEPT)(self._ties)
        self.words = lru_cache(_KEPT)(self._words)

    def _ties(self, one: Finding) -> tuple[Tie, ...]:
        lens = Lens(self._period)
        return tuple(ties.tie(self._index, tie, lens) for tie in one.tie_ids)

    def _words(self, one: Finding) -> str:
        index, period = self._index, self._period
        return wording.tension_words(
            one.kind,
            one.actors,
            one.ties,
            one.state,
            period,
            index.namer(period),
            index.sources.get,
        )


class Balance(NamedTuple):
    """How many triangles of a year balance and how many don't; `held` those of them of which every
    tie is held. What is *possibly* so for want of any start is left out, as in the bar of years."""

    year: int
    balanced: int
    unbalanced: int
    held_balanced: int
    held_unbalanced: int


class _SaidTie(NamedTuple):
    """A claim on an edge: its tie, whether it is positive, in which conflicts (() for all), its
    state at the date asked for, and the years in which it is drawn."""

    tie: str
    positive: bool
    against: tuple[str, ...]
    state: State
    years: YearRuns | None

    def counts_beside(self, third: str) -> bool:
        """Whether it counts beside a third actor: a side is taken in the conflicts it names."""
        return not self.against or third in self.against


_Edges: TypeAlias = dict[tuple[str, str], list[_SaidTie]]


class SignedTies:
    """The signed network: what is said between two actors, the smaller id first.

    Made once for all questions, since a store's claims are not kept in memory.
    With a filter only of the ties that it lets through at the date. `checkpoint` is called between
    pieces of this and of every question asked of it.
    """

    def __init__(
        self,
        index: Index,
        period: Period,
        wanted: Filter | None = None,
        checkpoint: Checkpoint = never,
    ) -> None:
        self.index, self.period = index, period
        self.tell, self.checkpoint = LazyWording(index, period), checkpoint
        self.edges: _Edges = {}
        said = self._said(checkpoint)
        lens = Lens(period, filter=wanted)
        for tie in with_checkpoints(index.iter_ties(), checkpoint, CLAIMS):
            kind, *ends = index.ends[tie]
            if kind not in POSITIVE and kind not in NEGATIVE:
                continue
            if not tie_filter.passes(index, tie, lens):
                continue
            found = [said[claim_id] for claim_id in index.tie_claims[tie] if claim_id in said]
            if found:
                self.edges.setdefault((min(ends), max(ends)), []).extend(found)

    def _said(self, checkpoint: Checkpoint) -> dict[str, _SaidTie]:
        """What each claim says, by their ids; read in their own order, in which alone it is
        quick."""
        index, period = self.index, self.period
        said: dict[str, _SaidTie] = {}
        for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
            positive = claim.type in POSITIVE
            # A denial ties nobody to a side, and what is only mentioned neither.
            if (positive or claim.type in NEGATIVE) and index.supported(claim.id):
                tie = tie_id(claim.type, claim.subject, claim.object)
                state = states.claim_state(index, claim, period)
                years = yearly.years_drawn(index, claim.id)
                said[claim.id] = _SaidTie(tie, positive, claim.against, state, years)
        return said


def triangles(
    edges: Iterable[tuple[str, str]], checkpoint: Checkpoint = never
) -> Iterator[tuple[str, str, str]]:
    """All triangles of an undirected graph, each once, its actors in order."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in with_checkpoints(edges, checkpoint):
        beside[one].add(other)
        beside[other].add(one)
    place = {actor: n for n, actor in enumerate(sorted(beside, key=lambda a: (len(beside[a]), a)))}
    ahead = {
        actor: {other for other in found if place[other] > place[actor]}
        for actor, found in with_checkpoints(beside.items(), checkpoint, CLAIMS)
    }
    for one, following in with_checkpoints(ahead.items(), checkpoint, CLAIMS):
        for other in following:
            for third in following & ahead[other]:
                low, middle, high = sorted((one, other, third))
                yield low, middle, high


# As of a date


def findings(signed: SignedTies) -> tuple[Finding, ...]:
    """The tensions as of the date, in the order of kinds and names, what is held first.

    A triangle that is one actor between both sides comes only once, as that.
    """
    edges = {
        edge: holding
        for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint)
        if (holding := [said for said in claims if said.state in (State.HELD, State.POSSIBLY)])
    }
    found = [*_both_sides(signed, edges), *_allies_opposed(signed, edges)]
    told = {frozenset(one.actors) for one in found if one.kind == "both-sides"}
    found += (one for one in _unbalanced(signed, edges) if frozenset(one.actors) not in told)
    name = signed.index.namer(signed.period)
    order = {kind: place for place, kind in enumerate(wording.TENSIONS)}

    def place(one: Finding) -> tuple[int, int, list[str], tuple[str, ...]]:
        names = [sort_key(name(actor)) for actor in one.actors]
        return order[one.kind], -one.state.rank, names, one.actors

    return tuple(sorted(found, key=place))


def _beside(edges: _Edges, one: str, other: str, third: str) -> list[_SaidTie]:
    """What is said between two actors that counts beside a third."""
    edge = edges[min(one, other), max(one, other)]
    return [said for said in edge if said.counts_beside(third)]


def _finding(
    signed: SignedTies, kind: str, actors: tuple[str, ...], sides: Iterable[list[_SaidTie]]
) -> Finding:
    """A tension of what is said on some edges; each is as strong as the strongest on it."""
    sides = list(sides)
    states = [max((said.state for said in side), key=lambda one: one.rank) for side in sides]
    state = min(states, key=lambda one: one.rank)
    ids = dict.fromkeys(tie for side in sides for tie in sorted({said.tie for said in side}))
    return Finding(kind, actors, tuple(ids), state, signed.tell)


def _both_sides(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    backers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in with_checkpoints(edges.values(), signed.checkpoint):
        for said in edge:
            kind, subject, object_ = signed.index.ends[said.tie]
            if kind in BACKING:
                backers[object_].add(subject)
    for (one, other), edge in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        if all(said.positive for said in edge):
            continue
        for actor in sorted(backers[one] & backers[other]):
            sides = [
                [
                    said
                    for said in _beside(edges, actor, end, foe)
                    if said.tie in {f"{code}:{actor}:{end}" for code in BACKING}
                ]
                for end, foe in ((one, other), (other, one))
            ]
            between = [said for said in _beside(edges, one, other, actor) if not said.positive]
            if all((*sides, between)):
                yield _finding(signed, "both-sides", (actor, one, other), (*sides, between))


def _allies_opposed(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    for actors, edge in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        plus = [said for said in edge if said.positive]
        minus = [said for said in edge if not said.positive]
        # Of sides taken in different conflicts neither speaks against the other.
        friendly = [said for said in plus if any(_alike(said, foe) for foe in minus)]
        hostile = [said for said in minus if any(_alike(said, friend) for friend in plus)]
        if friendly and hostile:
            yield _finding(signed, "allies-opposed", actors, (friendly, hostile))


def _alike(one: _SaidTie, other: _SaidTie) -> bool:
    """Whether two claims may be of one conflict."""
    return not one.against or not other.against or bool({*one.against} & {*other.against})


def _unbalanced(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    for actors in with_checkpoints(triangles(edges, signed.checkpoint), signed.checkpoint, CLAIMS):
        one, other, third = actors
        sides = [
            _beside(edges, *ends)
            for ends in ((one, other, third), (one, third, other), (other, third, one))
        ]
        signs = [{said.positive for said in side} for side in sides]
        # An edge with both signs has none; it is told by itself.
        if all(len(sign) == 1 for sign in signs) and signs.count({False}) % 2:
            yield _finding(signed, "unbalanced", actors, sides)


# Year by year


class AllyAndEnemy(NamedTuple):
    """The ties of two actors that are both supported or allied and opposed in the same years: those
    in which both are drawn, and those of them in which both are held."""

    ties: tuple[str, ...]
    years: tuple[int, ...]
    held: tuple[int, ...]


def at_once(signed: SignedTies) -> Iterator[AllyAndEnemy]:
    """Pairs of actors said to be on one side and opposed in one year, in no order.

    As in the balance, what is *possibly* so for want of any start is left out; and so are years
    after the date.
    """
    last = year_of(signed.period.last)
    for edge in with_checkpoints(signed.edges.values(), signed.checkpoint, CLAIMS):
        sides = [[said for said in edge if said.positive is sign] for sign in (True, False)]
        alike = [
            [said for said in side if any(_alike(said, foe) for foe in other)]
            for side, other in (sides, reversed(sides))
        ]
        drawn, held = (
            [{year for said in side for year in _each(said, certain, last)} for side in alike]
            for certain in (False, True)
        )
        if years := drawn[0] & drawn[1]:
            ties = dict.fromkeys(said.tie for side in alike for said in side)
            yield AllyAndEnemy(tuple(ties), tuple(sorted(years)), tuple(sorted(held[0] & held[1])))


def _each(said: _SaidTie, certain: bool, last: int) -> Iterator[int]:
    if said.years is not None:
        for start, end in said.years.held if certain else said.years.drawn:
            yield from range(max(start, 1), min(end, last) + 1)


class _Line(NamedTuple):
    """A claim of an edge year by year, each a bit: where it is drawn, and where it is held."""

    positive: bool
    against: tuple[str, ...]
    drawn: int
    held: int


def balance(signed: SignedTies) -> tuple[Balance, ...]:
    """How many triangles balance in each year, from the first to the last that a bound of these
    ties lies in; () without any. The same work for one year as for a hundred."""
    named = [
        year
        for claims in with_checkpoints(signed.edges.values(), signed.checkpoint, CLAIMS)
        for said in claims
        if said.years is not None
        for year in said.years.named
    ]
    if not named:
        return ()
    first, last = min(named), max(named)
    lines = {
        edge: found
        for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint, CLAIMS)
        if (
            found := [
                _Line(
                    said.positive,
                    said.against,
                    _bits(said.years.drawn, first, last),
                    _bits(said.years.held, first, last),
                )
                for said in claims
                if said.years is not None
            ]
        )
    }
    counted = [Counter[int]() for _ in range(4)]
    for actors in with_checkpoints(triangles(lines, signed.checkpoint), signed.checkpoint, CLAIMS):
        for counter, years in zip(counted, _years(lines, *actors), strict=True):
            if years:
                counter[years] += 1
    totals = [_by_year(counter, last - first + 1) for counter in counted]
    return tuple(
        Balance(first + year, *(total[year] for total in totals))
        for year in range(last - first + 1)
    )


def _bits(runs: Iterable[tuple[int, int]], first: int, last: int) -> int:
    made = 0
    for start, end in runs:
        start, end = max(start, first) - first, min(end, last) - first
        if start <= end:
            made |= ((1 << (end - start + 1)) - 1) << start
    return made


def _years(
    lines: Mapping[tuple[str, str], list[_Line]], one: str, other: str, third: str
) -> tuple[int, int, int, int]:
    """The years in which a triangle is balanced and unbalanced; and those where all is held."""
    there = held = -1
    odd = 0
    for edge, beside in (((one, other), third), ((one, third), other), ((other, third), one)):
        drawn, certain = [0, 0], [0, 0]
        for line in lines[edge]:
            if not line.against or beside in line.against:
                drawn[line.positive] |= line.drawn
                certain[line.positive] |= line.held
        plus, minus = drawn[True] & ~drawn[False], drawn[False] & ~drawn[True]
        there &= plus | minus
        odd ^= minus
        held &= (plus & certain[True]) | (minus & certain[False])
        if not there:
            return 0, 0, 0, 0
    return there & ~odd, there & odd, there & held & ~odd, there & held & odd


def _by_year(counter: Counter[int], years: int) -> list[int]:
    """How often each bit is set in these numbers, each counted as often as it occurs."""
    totals = [0] * years
    for bits, times in counter.items():
        while bits:
            low = bits & -bits
            totals[low.bit_length() - 1] += times
            bits ^= low
    return totals
