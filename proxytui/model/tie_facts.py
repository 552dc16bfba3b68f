"""A tie in short: how it stands, in a row of facts, and the words to show of it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.model.dates import State
from proxytui.model.phrases import many
from proxytui.model.tie_wording import state_words
from proxytui.model.vocabulary import Status, term_word

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.values import Citation, Tie

_UNSUPPORTED = {
    "supported": "no publisher supports it now",
    "denied": "no publisher supports it",
    "mentioned": "only mentioned",
}


class Fact(NamedTuple):
    """Words about a tie, and what they tell: `office`, `state`, `status`, `means`, `publishers`."""

    about: str
    words: str


def facts(tie: Tie, period: Period | None) -> tuple[Fact, ...]:
    """Office, state, status, means and publishers of a tie; without a period, of all time."""
    made = []
    roles = {claim.role for claim in tie.live if claim.role}
    if len(roles) == 1:
        made.append(Fact("office", f"“{text.line(roles.pop())}”"))
    made.append(Fact("state", state_words(tie, period)))
    if tie.status not in (Status.ASSERTED, Status.REFUTED, Status.RETRACTED):
        made.append(Fact("status", tie.status.value))
    supported = [term for term in tie.terms if term.publishers]
    means = ", ".join(f"{term_word(tie.type, one.code)} ({one.publishers})" for one in supported)
    if means:
        made.append(Fact("means", means))
    publishers = many(tie.publishers, "publisher") if tie.publishers else _UNSUPPORTED[tie.support]
    made.append(Fact("publishers", publishers))
    return tuple(made)


def first_citation(tie: Tie) -> tuple[int, int] | None:
    """What to show first, as the places of a claim of the tie and of a citation in that: words that
    support it at the date, else any words, else any citation."""
    ranked = [
        (citation.quote is None, state is State.NOT, citation.stance != "supports", n, m)
        for n, (claim, state) in enumerate(zip(tie.claims, tie.states, strict=True))
        for m, citation in enumerate(claim.citations)
    ]
    return min(ranked)[3:] if ranked else None


def cited_first(tie: Tie) -> Citation | None:
    """The same citation itself."""
    place = first_citation(tie)
    return tie.claims[place[0]].citations[place[1]] if place is not None else None
