"""Ties as of a date, as a lens shows them, in their order under an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.states import TieAtDate, is_supported, look_at, publishers
from proxytui.asof.tie_filter import passes
from proxytui.asof.tie_order import order
from proxytui.collation import sort_key
from proxytui.model import claim_status, dates, stances, told_dates
from proxytui.model.dates import State
from proxytui.model.publishers import changed_sources
from proxytui.model.tie import TermCount, Tie
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Attested, Claim
    from proxytui.model.tie import Ending


def tie(index: Graph, tie_id: str, lens: Lens, via: str | None = None) -> Tie:
    """A tie with all that is said about it as of the lens's date; raises KeyError for an unknown
    tie.

    Publishers are those of the claims that hold or may hold then; of all live claims where none
    does. Planned claims have publishers only where all live claims are planned.
    """
    return _built(index, tie_id, look_at(index, tie_id, lens.as_of), via)


def shown(index: Graph, tie_id: str, lens: Lens, via: str | None = None) -> Tie | None:
    """The tie if it shows: held, possibly, or *not* only by an approximate bound close by.

    The lens's filter doesn't matter; see `tie_filter.passes`.
    """
    look = look_at(index, tie_id, lens.as_of)
    if look.state is State.NOT and not look.near and not lens.show_all:
        return None
    return _built(index, tie_id, look, via)


class _BuiltTies(dict[tuple[object, ...], Tie]):
    """Ties as they were built last: at most dates the claims of a tie have the states that they had
    at the date before, and all of the tie follows from these."""

    _MOST = 128

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, index: Graph, tie_id: str, look: TieAtDate, via: str | None) -> Tie:
        """The tie as it looks, built where it is not remembered."""
        if self._version != index.version or len(self) >= self._MOST:
            self.clear()
            self._version = index.version
        key = (tie_id, via, look.near, *look.states)
        tie = self.get(key)
        if tie is None:
            tie = self[key] = _build(index, tie_id, look, via)
        return tie


def _built(index: Graph, tie_id: str, look: TieAtDate, via: str | None) -> Tie:
    return index.memo.of(_BuiltTies).of(index, tie_id, look, via)


def _ending(index: Graph, look: TieAtDate) -> Ending | None:
    """The last of the endings that end the claims of a tie that is *not*, other than by their own
    dates."""
    if look.state is not State.NOT:
        return None
    endings = ((claim, index.ending(claim.id)) for claim in look.stated)
    return max(
        (
            ending
            for claim, ending in endings
            if ending is not None and ending.day < index.own_bounds(claim.id).latest_end
        ),
        default=None,
    )


def _build(index: Graph, tie_id: str, look: TieAtDate, via: str | None) -> Tie:
    kind, subject, object_ = index.ends[tie_id]
    claims = [index.told(claim.id) for claim in look.claims]
    live = [claim for claim in claims if claim_status.live(claim)]
    return Tie(
        id=tie_id,
        type=kind,
        subject=subject,
        object=object_,
        state=look.state,
        status=claim_status.status(look.claims, look.states, index.sources),
        terms=terms(index, kind, look.holding, look.held),
        claims=tuple(claims),
        states=tuple(look.states),
        support=tuple(look.support),
        live=tuple(live),
        publishers=publishers(index, look.counting),
        standing=look.standing,
        attested=_attested(index, look.stated),
        ending=_ending(index, look),
        near=look.near,
        via=via,
        disputed_terms=disputed_terms(index, look.claims, look.states),
        changed_sources=tuple(changed_sources(live or look.claims, index.sources.get)),
    )


def terms(
    index: Graph, kind: str, holding: Sequence[Claim], held_ids: Collection[str] = ()
) -> tuple[TermCount, ...]:
    """The union of the terms that publishers report: terms of held claims first, then those that
    most publishers name, then in the usual order. `held_ids` are the ids of the held claims."""
    reported = [claim for claim in holding if claim.terms and is_supported(index, claim)]
    codes = {code for claim in reported for code in claim.terms}
    if not codes:
        return ()
    usual_order = {code: place for place, code in enumerate(CLAIM_TYPES[kind].terms)}
    counts = []
    for code in codes:
        naming = [claim for claim in reported if code in claim.terms]
        is_held = any(claim.id in held_ids for claim in naming)
        counts.append(TermCount(code, publishers(index, naming), is_held))

    def place(term: TermCount) -> tuple[bool, int, int, str]:
        return (
            not term.held,
            -term.publishers,
            usual_order.get(term.code, len(usual_order)),
            term.code,
        )

    return tuple(sorted(counts, key=place))


def disputed_terms(
    index: Graph, claims: Sequence[Claim], states: Sequence[State]
) -> tuple[str, ...]:
    """The terms that somebody reports at a date and somebody disputes then, in the usual order."""
    stances_then = stances.at_date(claims, states, index.sources.get)
    disputed = stances.disputed_terms(stances_then, index.sources.get)
    usual = CLAIM_TYPES[claims[0].type].terms if disputed else ()
    return tuple(code for code in (*usual, *sorted(disputed - set(usual))) if code in disputed)


def _attested(index: Graph, claims: Iterable[Claim]) -> Attested | None:
    """The earliest and the latest date at which a supported claim is attested."""
    reported = (claim for claim in claims if is_supported(index, claim))
    attestations = [
        dates.parse(text) for claim in reported for text in index.attested(claim.id) or ()
    ]
    if not attestations:
        return None
    return told_dates.earliest(attestations).text, told_dates.latest(attestations).text


def ordered(index: Graph, actor: str, lens: Lens, ties: Iterable[Tie | None]) -> tuple[Tie, ...]:
    """Ties as they stand under an actor, by `order`, most publishers first, then by name.

    None, for a tie that doesn't show, is passed over.
    """
    name = index.namer(lens.as_of)

    def place(tie: Tie) -> tuple[int, int, str, str, str]:
        other = sort_key(name(tie.other(tie.via or actor)))
        where = order(tie.state, tie.near, tie.standing)
        return where, -tie.publishers, other, tie.via or "", tie.id

    return tuple(sorted((tie for tie in ties if tie is not None), key=place))


def ties(index: Graph, actor: str, lens: Lens) -> tuple[Tie, ...]:
    """The ties of an actor that show under the lens, in order; () for an unknown actor."""
    shown_ties = (
        shown(index, tie_id, lens)
        for tie_id in index.ties_of(actor)
        if lens.types is None or index.ends[tie_id].type in lens.types
        if passes(index, tie_id, lens, actor)
    )
    return ordered(index, actor, lens, shown_ties)
