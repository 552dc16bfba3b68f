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
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
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
            index.sources.get,
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


class _SignedClaim(NamedTuple):
    """A claim on an edge: its tie, whether it is positive, in which conflicts (() for all), its
    state at the date asked for, and the years in which it is drawn."""

    tie: str
    positive: bool
    against: tuple[str, ...]
    state: State
    years: YearRuns | None

    def counts_beside(self, third: str) -> bool:
        """Whether the claim counts beside a third actor: if it names conflicts, only in these."""
        return not self.against or third in self.against


_Edges: TypeAlias = dict[tuple[str, str], list[_SignedClaim]]


class SignedTies:
    """The signed network: the claims between two actors, by the pair of their ids, the smaller
    first.

    It is made once for all questions, since a store's claims are not kept in memory. With a filter
    it has only the ties that this lets through at the date. `checkpoint` is called between pieces
    of making it and of every question asked of it.
    """

    def __init__(
        self,
        index: Index,
        period: Period,
        filter_: Filter | None = None,
        checkpoint: Checkpoint = never,
    ) -> None:
        self.index, self.period = index, period
        self.tell, self.checkpoint = LazyWording(index, period), checkpoint
        self.edges: _Edges = {}
        by_id = self._signed_claims(checkpoint)
        lens = Lens(period, filter=filter_)
        index.join_ties(checkpoint)
        for tie in with_checkpoints(index.iter_ties(), checkpoint, CLAIMS):
            kind, *ends = index.ends[tie]
            if kind not in POSITIVE and kind not in NEGATIVE:
                continue
            if not tie_filter.passes(index, tie, lens):
                continue
            signed_claims = [
                by_id[claim_id] for claim_id in index.tie_claims[tie] if claim_id in by_id
            ]
            if signed_claims:
                self.edges.setdefault((min(ends), max(ends)), []).extend(signed_claims)

    def let_go(self) -> None:
        """Forget the claims, in pieces too: to free a hundred thousand takes as long as a question
        to them."""
        for _ in with_checkpoints(range(len(self.edges)), self.checkpoint):
            self.edges.popitem()

    def _signed_claims(self, checkpoint: Checkpoint) -> dict[str, _SignedClaim]:
        """The claims of signed ties by id; read in the claims' own order, in which alone that is
        quick."""
        index, period = self.index, self.period
        by_id: dict[str, _SignedClaim] = {}
        for claim in with_checkpoints(index.iter_claims(), checkpoint, CLAIMS):
            positive = claim.type in POSITIVE
            # A denial ties nobody to a side, and what is only mentioned neither.
            if (positive or claim.type in NEGATIVE) and index.supported(claim.id):
                tie = tie_id(claim.type, claim.subject, claim.object)
                state = states.claim_state(index, claim, period)
                years = yearly.years_drawn(index, claim.id)
                by_id[claim.id] = _SignedClaim(tie, positive, claim.against, state, years)
        return by_id


def triangles(
    edges: Iterable[tuple[str, str]], checkpoint: Checkpoint = never
) -> Iterator[tuple[str, str, str]]:
    """All triangles of an undirected graph, each once, its actors in order."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in with_checkpoints(edges, checkpoint):
        beside[first].add(second)
        beside[second].add(first)
    place = {actor: n for n, actor in enumerate(sorted(beside, key=lambda a: (len(beside[a]), a)))}
    ahead = {
        actor: {second for second in neighbours if place[second] > place[actor]}
        for actor, neighbours in with_checkpoints(beside.items(), checkpoint, CLAIMS)
    }
    for first, following in with_checkpoints(ahead.items(), checkpoint, CLAIMS):
        for second in following:
            for third in following & ahead[second]:
                low, middle, high = sorted((first, second, third))
                yield low, middle, high


# As of a date


def findings(signed: SignedTies) -> tuple[Finding, ...]:
    """The tensions as of the date, in the order of kinds and names, held ones first.

    A triangle of an actor that backs both sides comes only once, as `both-sides`.
    """
    edges = {
        edge: holding
        for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint)
        if (holding := [claim for claim in claims if claim.state in (State.HELD, State.POSSIBLY)])
    }
    tensions = [*_both_sides(signed, edges), *_allies_opposed(signed, edges)]
    both_sides = {frozenset(tension.actors) for tension in tensions if tension.kind == "both-sides"}
    tensions += (
        tension
        for tension in _unbalanced(signed, edges)
        if frozenset(tension.actors) not in both_sides
    )
    name = signed.index.namer(signed.period)
    order = {kind: place for place, kind in enumerate(wording.TENSIONS)}

    ranks = len(State)

    def place(tension: Finding) -> tuple[int, list[str], tuple[str, ...]]:
        names = [sort_key(name(actor)) for actor in tension.actors]
        return order[tension.kind] * ranks - tension.state.rank, names, tension.actors

    return tuple(in_order(tensions, place, signed.checkpoint))


def _claims_beside(edges: _Edges, first: str, second: str, third: str) -> list[_SignedClaim]:
    """The claims between two actors that count beside a third."""
    edge = edges[min(first, second), max(first, second)]
    return [claim for claim in edge if claim.counts_beside(third)]


def _finding(
    signed: SignedTies, kind: str, actors: tuple[str, ...], sides: Iterable[list[_SignedClaim]]
) -> Finding:
    """A tension between the claims of some edges; an edge is as strong as its strongest claim."""
    sides = list(sides)
    states = [max((claim.state for claim in side), key=lambda state: state.rank) for side in sides]
    state = min(states, key=lambda state: state.rank)
    ids = dict.fromkeys(tie for side in sides for tie in sorted({claim.tie for claim in side}))
    return Finding(kind, actors, tuple(ids), state, signed.tell)


def _both_sides(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    backers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in with_checkpoints(edges.values(), signed.checkpoint):
        for claim in edge:
            kind, subject, object_ = signed.index.ends[claim.tie]
            if kind in BACKING:
                backers[object_].add(subject)
    for (first, second), edge in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        if all(claim.positive for claim in edge):
            continue
        for actor in sorted(backers[first] & backers[second]):
            sides = [
                [
                    claim
                    for claim in _claims_beside(edges, actor, end, foe)
                    if claim.tie in {f"{code}:{actor}:{end}" for code in BACKING}
                ]
                for end, foe in ((first, second), (second, first))
            ]
            between = [
                claim for claim in _claims_beside(edges, first, second, actor) if not claim.positive
            ]
            if all((*sides, between)):
                yield _finding(signed, "both-sides", (actor, first, second), (*sides, between))


def _allies_opposed(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    for actors, edge in with_checkpoints(edges.items(), signed.checkpoint, CLAIMS):
        plus = [claim for claim in edge if claim.positive]
        minus = [claim for claim in edge if not claim.positive]
        # Of sides taken in different conflicts neither speaks against the other.
        friendly = [
            claim for claim in plus if any(_may_share_a_conflict(claim, foe) for foe in minus)
        ]
        hostile = [
            claim for claim in minus if any(_may_share_a_conflict(claim, friend) for friend in plus)
        ]
        if friendly and hostile:
            yield _finding(signed, "allies-opposed", actors, (friendly, hostile))


def _may_share_a_conflict(first: _SignedClaim, second: _SignedClaim) -> bool:
    """Whether two claims may be of one conflict."""
    return not first.against or not second.against or bool({*first.against} & {*second.against})


def _unbalanced(signed: SignedTies, edges: _Edges) -> Iterator[Finding]:
    for actors in with_checkpoints(triangles(edges, signed.checkpoint), signed.checkpoint, CLAIMS):
        first, second, third = actors
        sides = [
            _claims_beside(edges, *ends)
            for ends in ((first, second, third), (first, third, second), (second, third, first))
        ]
        signs = [{claim.positive for claim in side} for side in sides]
        # An edge with both signs has none; it is a tension by itself.
        if all(len(sign) == 1 for sign in signs) and signs.count({False}) % 2:
            yield _finding(signed, "unbalanced", actors, sides)


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
    for edge in with_checkpoints(signed.edges.values(), signed.checkpoint, CLAIMS):
        sides = [[claim for claim in edge if claim.positive is sign] for sign in (True, False)]
        alike = [
            [claim for claim in side if any(_may_share_a_conflict(claim, foe) for foe in other)]
            for side, other in (sides, reversed(sides))
        ]
        drawn, held = (
            [{year for claim in side for year in _years_of(claim, certain, last)} for side in alike]
            for certain in (False, True)
        )
        if years := drawn[0] & drawn[1]:
            ties = dict.fromkeys(claim.tie for side in alike for claim in side)
            yield AllyAndEnemy(tuple(ties), tuple(sorted(years)), tuple(sorted(held[0] & held[1])))


def _years_of(claim: _SignedClaim, certain: bool, last: int) -> Iterator[int]:
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
    lines = {
        edge: year_lines
        for edge, claims in with_checkpoints(signed.edges.items(), signed.checkpoint, CLAIMS)
        if (
            year_lines := [
                _YearBits(
                    claim.positive,
                    claim.against,
                    _bits(claim.years.drawn, first, last),
                    _bits(claim.years.held, first, last),
                )
                for claim in claims
                if claim.years is not None
            ]
        )
    }
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


def _bits(runs: Iterable[tuple[int, int]], first: int, last: int) -> int:
    bits = 0
    for start, end in runs:
        start, end = max(start, first) - first, min(end, last) - first
        if start <= end:
            bits |= ((1 << (end - start + 1)) - 1) << start
    return bits


def _triangle_years(
    lines: Mapping[tuple[str, str], list[_YearBits]], first: str, second: str, third: str
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
