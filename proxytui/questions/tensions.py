"""Tensions: both sides backed, allies that oppose each other, triangles that don't balance.

A triangle of the signed network is balanced if the product of its signs is positive (Cartwright and
Harary, "Structural balance: a generalization of Heider's theory", Psychological Review 63, 1956).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, in_order, with_checkpoints
from proxytui.model.dates import State, year_of
from proxytui.model.vocabulary import BACKING
from proxytui.questions.signed_ties import Side, triangles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.questions.signed_ties import Edges, SignedClaim, SignedTies

_HOLDING = (State.HELD, State.POSSIBLY)
_NOBODY: frozenset[str] = frozenset()
_REMEMBERED = 1024
"""The number of remembered wordings: a few screens, which are drawn again and again."""


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
        """The ties of the tension, made at access as the index then stands."""
        return self.tell.ties(self)

    @property
    def words(self) -> str:
        """The tension in words, made at access."""
        return self.tell.words(self)


class LazyWording:
    """The ties and words of the findings of one date; the latest are remembered."""

    def __init__(self, index: Index, period: Period) -> None:
        self._index, self._period = index, period
        self.ties = lru_cache(_REMEMBERED)(self._ties)
        self.words = lru_cache(_REMEMBERED)(self._words)

    def _ties(self, finding: Finding) -> tuple[Tie, ...]:
        lens = Lens(self._period)
        return tuple(ties.tie(self._index, tie, lens) for tie in finding.tie_ids)

    def _words(self, finding: Finding) -> str:
        index, period = self._index, self._period
        return wording.tension_words(
            finding.kind,
            finding.actors,
            finding.ties,
            finding.state,
            period,
            index.namer(period),
            index.source_names.get,
        )


class Balance(NamedTuple):
    """The numbers of balanced and unbalanced triangles of a year; `held_…` count those in which
    every tie is held. What is *possibly* so for want of any start is left out, as in the bar of
    years."""

    year: int
    balanced: int
    unbalanced: int
    held_balanced: int
    held_unbalanced: int


# As of a date


def findings(signed: SignedTies) -> tuple[Finding, ...]:
    """The tensions as of the date, in the order of kinds and names, held ones first.

    A triangle of an actor that backs both sides comes only once, as `both-sides`.
    """
    edges = {
        edge: holding
        for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint)
        if (holding := tuple(claim for claim in claims if claim.state in _HOLDING))
    }
    tell = LazyWording(signed.index, signed.period)
    tensions = [*_both_sides(signed, edges, tell), *_allies_opposed(signed, edges, tell)]
    both_sides = {frozenset(tension.actors) for tension in tensions if tension.kind == "both-sides"}
    tensions += (
        tension
        for tension in _unbalanced(signed, edges, tell)
        if frozenset(tension.actors) not in both_sides
    )
    name = signed.index.namer(signed.period)
    order = {kind: place for place, kind in enumerate(wording.TENSIONS)}

    ranks = len(State)

    def place(tension: Finding) -> tuple[int, list[str], tuple[str, ...]]:
        names = [sort_key(name(actor)) for actor in tension.actors]
        return order[tension.kind] * ranks - tension.state.rank, names, tension.actors

    return tuple(in_order(tensions, place, signed.checkpoint))


def _side(edges: Edges, first: str, second: str, third: str) -> Side:
    """The claims between two actors that count beside a third."""
    edge = (first, second) if first < second else (second, first)
    return Side(edge, tuple(claim for claim in edges[edge] if claim.counts_beside(third)))


def _finding(
    tell: LazyWording, kind: str, actors: tuple[str, ...], sides: Sequence[Side]
) -> Finding:
    """A tension between the claims of some edges; an edge is as strong as its strongest claim."""
    state = min((side.state for side in sides), key=lambda state: state.rank)
    ids = dict.fromkeys(tie for side in sides for tie in side.tie_ids)
    return Finding(kind, actors, tuple(ids), state, tell)


def _both_sides(signed: SignedTies, edges: Edges, tell: LazyWording) -> Iterator[Finding]:
    backers: defaultdict[str, set[str]] = defaultdict(set)
    for edge, claims in with_checkpoints(edges.items(), signed.checkpoint):
        for claim in claims:
            if claim.type in BACKING:
                subject, object_ = claim.ends(edge)
                backers[object_].add(subject)
    for edge, claims in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        if all(claim.positive for claim in claims):
            continue
        first, second = edge
        for actor in sorted(backers.get(first, _NOBODY) & backers.get(second, _NOBODY)):
            between = _side(edges, first, second, actor)
            sides = [
                _backing(edges, actor, first, second),
                _backing(edges, actor, second, first),
                between._replace(claims=tuple(c for c in between.claims if not c.positive)),
            ]
            if all(side.claims for side in sides):
                yield _finding(tell, "both-sides", (actor, first, second), sides)


def _backing(edges: Edges, backer: str, backed: str, foe: str) -> Side:
    """The claims that an actor backs another that count beside the other's foe."""
    side = _side(edges, backer, backed, foe)
    forward = side.edge[0] == backer
    return side._replace(
        claims=tuple(c for c in side.claims if c.type in BACKING and c.forward is forward)
    )


def _allies_opposed(signed: SignedTies, edges: Edges, tell: LazyWording) -> Iterator[Finding]:
    for edge, claims in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        if len(claims) == 1:
            continue
        plus = [claim for claim in claims if claim.positive]
        minus = [claim for claim in claims if not claim.positive]
        # Of sides taken in different conflicts neither speaks against the other.
        friendly = tuple(
            claim for claim in plus if any(_may_share_a_conflict(claim, foe) for foe in minus)
        )
        hostile = tuple(
            claim for claim in minus if any(_may_share_a_conflict(claim, friend) for friend in plus)
        )
        if friendly and hostile:
            sides = Side(edge, friendly), Side(edge, hostile)
            yield _finding(tell, "allies-opposed", edge, sides)


def _may_share_a_conflict(first: SignedClaim, second: SignedClaim) -> bool:
    """Whether two claims may be of one conflict."""
    return not first.against or not second.against or bool({*first.against} & {*second.against})


def _unbalanced(signed: SignedTies, edges: Edges, tell: LazyWording) -> Iterator[Finding]:
    for actors in with_checkpoints(triangles(edges, signed.checkpoint), signed.checkpoint, CLAIMS):
        first, second, third = actors
        sides = [
            _side(edges, *ends)
            for ends in ((first, second, third), (first, third, second), (second, third, first))
        ]
        signs = [{claim.positive for claim in side.claims} for side in sides]
        # An edge with both signs has none; it is a tension by itself.
        if all(len(sign) == 1 for sign in signs) and signs.count({False}) % 2:
            yield _finding(tell, "unbalanced", actors, sides)


# Year by year


class AllyAndEnemy(NamedTuple):
    """The ties of two actors who are said to be on one side and opposed in the same years; `years`
    are those in which both are drawn, `held` those of them in which both are held."""

    ties: tuple[str, ...]
    years: tuple[int, ...]
    held: tuple[int, ...]


def allies_and_enemies(signed: SignedTies) -> Iterator[AllyAndEnemy]:
    """Pairs of actors said to be on one side and opposed in one year, in no order.

    As in the balance, what is *possibly* so for want of any start is left out; and so are years
    after the date.
    """
    last = year_of(signed.period.last)
    for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint, CLAIMS):
        if len(claims) == 1:
            continue
        sides = [[claim for claim in claims if claim.positive is sign] for sign in (True, False)]
        alike = [
            [claim for claim in side if any(_may_share_a_conflict(claim, foe) for foe in other)]
            for side, other in (sides, reversed(sides))
        ]
        drawn, held = (
            [{year for claim in side for year in _years_of(claim, certain, last)} for side in alike]
            for certain in (False, True)
        )
        if years := drawn[0] & drawn[1]:
            ties = [tie for side in alike for tie in Side(edge, tuple(side)).tie_ids]
            yield AllyAndEnemy(tuple(ties), tuple(sorted(years)), tuple(sorted(held[0] & held[1])))


def _years_of(claim: SignedClaim, certain: bool, last: int) -> Iterator[int]:
    if claim.years is not None:
        for start, end in claim.years.held if certain else claim.years.drawn:
            yield from range(max(start, 1), min(end, last) + 1)


class _YearBits(NamedTuple):
    """The years in which a claim of an edge is drawn, and held, a bit for each year."""

    positive: bool
    against: tuple[str, ...]
    drawn: int
    held: int


def balance(signed: SignedTies) -> tuple[Balance, ...]:
    """The balance of each year, from the first to the last that a bound of these ties lies in; ()
    without any. It takes as long for one year as for a hundred."""
    named = [
        year
        for claims in with_checkpoints(signed.edges.values(), signed.checkpoint, CLAIMS)
        for claim in claims
        if claim.years is not None
        for year in claim.years.named
    ]
    if not named:
        return ()
    first, last = min(named), max(named)
    # Most edges have claims that others have too: their bits are worked out, and kept, once.
    known: dict[tuple[SignedClaim, ...], tuple[_YearBits, ...]] = {}
    lines: dict[tuple[str, str], tuple[_YearBits, ...]] = {}
    for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint, CLAIMS):
        year_lines = known.get(claims)
        if year_lines is None:
            year_lines = known[claims] = tuple(_year_bits(claims, first, last))
        if year_lines:
            lines[edge] = year_lines
    counters = [Counter[int]() for _ in range(4)]
    for actors in with_checkpoints(triangles(lines, signed.checkpoint), signed.checkpoint, CLAIMS):
        for counter, years in zip(counters, _triangle_years(lines, *actors), strict=True):
            if years:
                counter[years] += 1
    totals = [_by_year(counter, last - first + 1) for counter in counters]
    return tuple(
        Balance(first + year, *(total[year] for total in totals))
        for year in range(last - first + 1)
    )


def _year_bits(claims: Iterable[SignedClaim], first: int, last: int) -> Iterator[_YearBits]:
    for claim in claims:
        if claim.years is not None:
            drawn, held = (_bits(r, first, last) for r in (claim.years.drawn, claim.years.held))
            yield _YearBits(claim.positive, claim.against, drawn, held)


def _bits(runs: Iterable[tuple[int, int]], first: int, last: int) -> int:
    bits = 0
    for start, end in runs:
        start, end = max(start, first) - first, min(end, last) - first
        if start <= end:
            bits |= ((1 << (end - start + 1)) - 1) << start
    return bits


def _triangle_years(
    lines: Mapping[tuple[str, str], tuple[_YearBits, ...]], first: str, second: str, third: str
) -> tuple[int, int, int, int]:
    """The years, as bits, in which a triangle is balanced and unbalanced, then those all held."""
    there = held = -1
    odd = 0
    for edge, beside in (
        ((first, second), third),
        ((first, third), second),
        ((second, third), first),
    ):
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
    """The number of times that each bit is set, by bits and how often they occur."""
    totals = [0] * years
    for bits, times in counter.items():
        while bits:
            low = bits & -bits
            totals[low.bit_length() - 1] += times
            bits ^= low
    return totals
