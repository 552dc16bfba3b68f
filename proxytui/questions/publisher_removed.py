"""What would become of the ties without a publisher: which fall, weaken or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.asof import states as states_module
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.asof.states import claim_state, held, publishers, strongest
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, in_order, never, with_checkpoints
from proxytui.model import claim_status
from proxytui.questions.difference import lazy_words
from proxytui.questions.publishers import citing
from proxytui.wording import publisher as publisher_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie
    from proxytui.questions.publishers import Publisher


class TieWithoutPublisher(NamedTuple):
    """What becomes of a tie: a code of `publisher_wording.FATES`, and the tie as it stands with the
    publisher."""

    code: str
    tie: Tie
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """What is said of it; made when it is first asked for."""
        return self.tell()


def without(
    index: Index, publisher: Publisher, period: Period, checkpoint: Checkpoint = never
) -> tuple[TieWithoutPublisher, ...]:
    """What becomes as of a date of each tie that cites the publisher, in the order of codes and
    names; the others stay as they are.

    Start, end and attestation of a claim that others support too stay as recorded.
    """
    name, source = index.namer(period), index.sources.get
    found = []
    for tie_id in with_checkpoints(
        citing(index, publisher.sources, checkpoint=checkpoint), checkpoint, CLAIMS
    ):
        whole = ties.tie(index, tie_id, Lens(period))
        rest = _left(index, whole, publisher.sources, period)
        fate, named = publisher_wording.fate(whole, rest, source), publisher.name
        tell = lazy_words(publisher_wording.fate_words, whole, rest, named, period, name, source)
        found.append(TieWithoutPublisher(fate, whole, tell))
    order = {code: place for place, code in enumerate(publisher_wording.FATES)}

    def place(one: TieWithoutPublisher) -> tuple[int, str, str, str]:
        tie = one.tie
        return order[one.code], sort_key(name(tie.subject)), sort_key(name(tie.object)), tie.id

    return tuple(in_order(found, place, checkpoint))


def _left(index: Index, tie: Tie, sources: Collection[str], period: Period) -> Tie | None:
    """What is left of a tie without some sources; None where no citation is."""
    claims: list[Claim] = []
    for claim in tie.claims:
        cited = tuple(one for one in claim.citations if one.source not in sources)
        if len(cited) == len(claim.citations):
            claims.append(claim)
        elif cited:
            claims.append(msgspec.structs.replace(claim, citations=cited))
    if not claims:
        return None
    states = [claim_state(index, claim, period) for claim in claims]
    live = [claim for claim in claims if claim_status.live(claim)]
    support = [claim_status.support(claim, index.sources) for claim in claims]
    holding = states_module.holding(claims, states, support)
    counting = holding or [c for c in live if not claim_status.planned(c)] or live
    state, spoken = strongest(states, support)
    return msgspec.structs.replace(
        tie,
        state=state,
        standing=spoken,
        status=claim_status.status(claims, states, index.sources),
        terms=ties.terms(index, tie.type, holding, held(claims, states)),
        claims=tuple(claims),
        states=tuple(states),
        live=tuple(live),
        publishers=publishers(index, counting),
        disputed_terms=ties.disputed_terms(index, claims, states),
    )
