"""The ties at an actor in a few numbers each: state, nearness and publishers at any period.

An actor may have thousands of ties. Each is looked at once, when the actor is first asked for;
after that another period costs a microsecond a tie, and no claim is read for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.asof import tie_order
from proxytui.asof.states import holding, publishers, strongest
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates, nearness
from proxytui.model.claim_status import StateSpan
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Claim

TieDirection: TypeAlias = tuple[str, bool]
"""A type, and whether the actor is the object of it; never so for a symmetric one."""

_KEPT = 250_000
"""How many spans are kept, two for each tie, one at either end: rolled up, a hub shows most of a
large store."""


class ClaimSpan(NamedTuple):
    """The days on which a claim is drawn, held, spoken of and near, and its support.

    `acts` are the readings of a claim that holds *within* its span, which is held where the period
    contains one; None for other claims.
    """

    span: StateSpan
    acts: tuple[tuple[int, int], ...] | None
    support: Standing

    def at(self, begin: int, end: int) -> State:
        """The state as of a period, given by its first and last day."""
        if self.acts is not None and any(
            begin <= start and until <= end for start, until in self.acts
        ):
            return State.HELD
        return self.span.at(begin, end)


class TieNow(NamedTuple):
    """A tie as of a period: its state, whether it is near, its support and publishers."""

    state: State
    near: bool
    support: Standing
    publishers: int

    @property
    def reported(self) -> bool:
        """Whether a publisher reports it then; see `tie_order.is_reported`."""
        return tie_order.is_reported(self.state, self.support)


class ManyClaims:
    """The claims of a tie whose states at a period don't follow from one span: several claims, or
    one that holds *within* its span."""

    def __init__(self, index: Graph, claims: Sequence[Claim]) -> None:
        self._index = index
        self._claims = claims
        self._spans = [claim_span(index, claim) for claim in claims]
        self._support = [index.summary(claim.id).support for claim in claims]
        self._live = [claim for claim in claims if claim_status.live(claim)]
        self._stated = [claim for claim in self._live if not claim_status.planned(claim)]
        self._known: dict[tuple[int, ...], tuple[TieNow, bool]] = {}

    @property
    def around(self) -> StateSpan:
        """A span around those of all claims: where it is *not* and not near, so are they."""
        spans = [claim.span for claim in self._spans if claim is not None]
        if not spans:
            return _NEVER
        first = min(min(span.first, span.near_from) for span in spans)
        last = max(max(span.last, span.near_to) for span in spans)
        return StateSpan(first, last, *_NO_DAY, *nearness.NEVER, *_NO_DAY)

    def at(self, begin: int, end: int) -> TieNow:
        """The tie as of a period, given by its first and last day."""
        spans = self._spans
        states = [State.NOT if span is None else span.at(begin, end) for span in spans]
        # They are the same for years; all but whether a claim is near follows from them.
        key = tuple(map(id, states))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._follow(states)
        now, is_held = known
        if not is_held and any(span and span.span.near(begin, end) for span in spans):
            return now._replace(near=True)
        return now

    def _follow(self, states: list[State]) -> tuple[TieNow, bool]:
        """The tie where its claims have these states, and whether one speaks of it then."""
        state, support = strongest(states, self._support)
        claims = holding(self._claims, states, self._support)
        count = publishers(self._index, claims or self._stated or self._live)
        return TieNow(state, False, support, count), bool(claims)


class TieSpan(NamedTuple):
    """A tie at an actor, and the actor at its other end, whose `label` is folded, or "" where it
    depends on the date.

    A tie of one plain claim has its days and publishers here; any other has `several`, and as its
    span one that is *not* and not near only where all of its claims are.
    """

    tie: str
    other: str
    label: str
    way: TieDirection
    span: StateSpan
    support: Standing
    publishers: int
    several: ManyClaims | None = None

    def now(self, begin: int, end: int) -> TieNow:
        """The tie as of a period, given by its first and last day."""
        if self.several is not None:
            return self.several.at(begin, end)
        span = self.span
        state = span.at(begin, end)
        near = state is State.NOT and span.near(begin, end)
        return TieNow(state, near, self.support, self.publishers)


class _SeveralClaims(dict[str, ManyClaims]):
    """The ties of several claims looked at since the last change, by their ids."""

    _MOST = 20_000

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, index: Graph, tie_id: str) -> ManyClaims:
        """The claims of a tie."""
        if self._version != index.version or len(self) >= self._MOST:
            self.clear()
            self._version = index.version
        claims = self.get(tie_id)
        if claims is None:
            claims = ManyClaims(index, [index.claims[id_] for id_ in index.tie_claims[tie_id]])
            self[tie_id] = claims
        return claims


def now(index: Graph, tie_id: str, begin: int, end: int) -> TieNow:
    """A tie as of a period, given by its first and last day; where many are asked for at many
    dates, `spans_at_actor` is for those at one actor."""
    ids = index.tie_claims[tie_id]
    if len(ids) == 1:
        span, publishers, support = index.summary(ids[0])
        if span is None:
            span = _NEVER
        if span is not claim_status.SINGLE_ACT:
            state = span.at(begin, end)
            near = state is State.NOT and span.near(begin, end)
            return TieNow(state, near, support, publishers)
    return index.memo.of(_SeveralClaims).of(index, tie_id).at(begin, end)


def spans_at_actor(index: Graph, actor: str, checkpoint: Checkpoint = never) -> tuple[TieSpan, ...]:
    """The spans of all ties at an actor, by the labels of their other ends; remembered, and after a
    change only those that it touched are worked out anew."""
    cache = index.memo.of(SpanCache)
    spans = cache.current(index, actor)
    if spans is None:
        ties = with_checkpoints(index.ties_of(actor), checkpoint, CLAIMS)
        spans = cache.keep(index, actor, _in_order(tie_span(index, tie, actor) for tie in ties))
    return spans


def are_remembered(index: Graph, actor: str) -> bool:
    """Whether the spans at an actor are in memory, so that they cost next to nothing."""
    return index.memo.of(SpanCache).current(index, actor) is not None


def _in_order(spans: Iterable[TieSpan]) -> tuple[TieSpan, ...]:
    return tuple(sorted(spans, key=lambda span: (span.label, span.tie)))


class SpanCache(dict[str, tuple[TieSpan, ...]]):
    """Spans by actor; all are dropped where there are too many."""

    def __init__(self) -> None:
        super().__init__()
        self._versions: dict[str, int] = {}
        self._size = 0

    def current(self, index: Graph, actor: str) -> tuple[TieSpan, ...] | None:
        """The spans of an actor's ties where they are remembered, as they stand now."""
        spans = self.get(actor)
        if spans is None or self._versions[actor] == index.version:
            return spans
        touched = index.touched_since(self._versions[actor])
        if touched is None:
            return None
        at_actor = touched.at(actor)
        kept = [s for s in spans if s.tie not in at_actor and s.other not in touched.actors]
        if len(kept) < len(spans) or at_actor:
            anew = {span.tie for span in spans if span.other in touched.actors} | at_actor.keys()
            there = (tie for tie in anew if index.tie_claims.get(tie))
            spans = _in_order((*kept, *(tie_span(index, tie, actor) for tie in there)))
        return self.keep(index, actor, spans)

    def keep(self, index: Graph, actor: str, spans: tuple[TieSpan, ...]) -> tuple[TieSpan, ...]:
        """Remember the spans of an actor's ties, and return them."""
        self._size -= len(self.get(actor, ()))
        if self._size + len(spans) > _KEPT:
            self.clear()
        self._size += len(spans)
        self[actor], self._versions[actor] = spans, index.version
        return spans

    def clear(self) -> None:
        """Forget all spans."""
        super().clear()
        self._versions.clear()
        self._size = 0


def tie_span(index: Graph, tie_id: str, actor: str) -> TieSpan:
    """The span of one tie at an actor; nothing is remembered."""
    _, subject, object_ = index.ends[tie_id]
    other = subject if object_ == actor else object_
    end = index.actors.get(other)
    if end is None:
        label = sort_key(other)
    else:
        label = "" if wording.varies(end) else sort_key(wording.label(end, None))
    way = direction_of(index, tie_id, actor)
    ids = index.tie_claims[tie_id]
    if len(ids) == 1:
        summary = index.summary(ids[0])
        support, publishers = summary.support, summary.publishers
        if summary.span is None:
            return TieSpan(tie_id, other, label, way, _NEVER, support, publishers)
        if summary.span is not claim_status.SINGLE_ACT:
            return TieSpan(tie_id, other, label, way, summary.span, support, publishers)
    several = index.memo.of(_SeveralClaims).of(index, tie_id)
    return TieSpan(tie_id, other, label, way, several.around, Standing.SUPPORTED, 0, several)


def direction_of(index: Graph, tie_id: str, actor: str) -> TieDirection:
    """The direction in which a tie stands at one of its actors."""
    kind, _, object_ = index.ends[tie_id]
    return direction(kind, object_ == actor)


def direction(kind: str, inverse: bool) -> TieDirection:
    """The direction of a tie of a type at one of its actors, with `inverse` the object."""
    return _WAYS[kind, inverse]


_WAYS = {
    (code, into): (code, into and not kind.symmetric)
    for code, kind in CLAIM_TYPES.items()
    for into in (False, True)
}
_NO_DAY = (dates.MAX_DAY + 1, dates.MIN_DAY - 1)
_NEVER = StateSpan(*_NO_DAY, 0, 0, *nearness.NEVER, *_NO_DAY)


def claim_span(index: Graph, claim: Claim) -> ClaimSpan | None:
    """The span of a claim in the graph; None where it is *not*, and not near, at every period."""
    summary = index.summary(claim.id)
    if summary.span is None:
        return None
    if summary.span is not claim_status.SINGLE_ACT:
        return ClaimSpan(summary.span, None, summary.support)
    bounds = index.bounds(claim.id)
    if not claim_status.live(claim) or claim_status.planned(claim) or bounds.contradictory:
        return None
    # No day from which on it is held: only its readings tell whether it is.
    drawn = (bounds.earliest_start, bounds.latest_end)
    near = nearness.nearby(bounds)
    span = StateSpan(*drawn, *_NO_DAY, *index.reach(claim.id), *near)
    acts = dates.acts(bounds, index.attested(claim.id)) if index.supported(claim.id) else ()
    return ClaimSpan(span, tuple(acts), summary.support)
