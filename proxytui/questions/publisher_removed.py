"""The ties of a store without a publisher: which of them fall, weaken or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.asof.states import claim_state, held, holding, publishers, strongest
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
from proxytui.model import claim_status
from proxytui.model.told_dates import as_told
from proxytui.questions.difference import lazy_words
from proxytui.questions.publishers import ties_citing
from proxytui.wording.publisher import FATES, fate, fate_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie
    from proxytui.questions.publishers import Publisher


class TieWithoutPublisher(NamedTuple):
    """The fate of a tie without a publisher: a code of `wording.publisher.FATES`, and the tie as it
    stands with the publisher."""

    code: str
    tie: Tie
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """The fate in words, made at the first access."""
        return self.tell()


def ties_without(
    index: Index, publisher: Publisher, period: Period, checkpoint: Checkpoint = never
) -> tuple[TieWithoutPublisher, ...]:
    """The fate as of a date of each tie that cites the publisher, in the order of codes and names;
    all other ties stay as they are.

    Start, end and attestation of a claim that others support too stay as recorded.
    """
    name, source = index.namer(period), index.source_names.get
    outcomes = []
    for tie_id in with_checkpoints(
        ties_citing(index, publisher.sources, checkpoint=checkpoint), checkpoint, CLAIMS
    ):
        whole = ties.tie(index, tie_id, Lens(period))
        rest = _tie_without(index, whole, publisher.sources, period)
        code = fate(whole, rest, source)
        tell = lazy_words(fate_words, whole, rest, publisher.name, period, name, source)
        outcomes.append(TieWithoutPublisher(code, whole, tell))
    order = {code: place for place, code in enumerate(FATES)}

    def place(outcome: TieWithoutPublisher) -> tuple[int, str, str, str]:
        tie = outcome.tie
        return order[outcome.code], sort_key(name(tie.subject)), sort_key(name(tie.object)), tie.id

    return tuple(in_order(outcomes, place, checkpoint))


def _tie_without(index: Index, tie: Tie, sources: Collection[str], period: Period) -> Tie | None:
    """The tie without the citations of some sources; None where no citation is left."""
    claims: list[Claim] = []
    for claim in tie.claims:
        cited = tuple(citation for citation in claim.citations if citation.source not in sources)
        if len(cited) == len(claim.citations):
            claims.append(claim)
        elif cited:
            # What is derived from its sources follows those that are left.
            rest = msgspec.structs.replace(index.claims[claim.id], citations=cited)
            claims.append(as_told(rest, index.sources.get))
    if not claims:
        return None
    states = [claim_state(index, claim, period) for claim in claims]
    live = [claim for claim in claims if claim_status.live(claim)]
    support = [claim_status.support(claim, index.sources) for claim in claims]
    holding_claims = holding(claims, states, support)
    counting = holding_claims or [c for c in live if not claim_status.planned(c)] or live
    state, spoken = strongest(states, support)
    return msgspec.structs.replace(
        tie,
        state=state,
        standing=spoken,
        status=claim_status.status(claims, states, index.sources),
        terms=ties.terms(index, tie.type, holding_claims, held(claims, states)),
        claims=tuple(claims),
        states=tuple(states),
        support=tuple(support),
        live=tuple(live),
        publishers=publishers(index, counting),
        disputed_terms=ties.disputed_terms(index, claims, states),
    )
