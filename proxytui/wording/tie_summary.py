"""A tie in short: how it stands, in a row of facts, and the words to show of it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.model import stances
from proxytui.model.dates import State
from proxytui.model.vocabulary import Status, term_word
from proxytui.wording.phrases import plural
from proxytui.wording.reason import reason_words
from proxytui.wording.tie import heading, unreported_words, verb
from proxytui.wording.tie_dates import claims_there, state_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Claim
    from proxytui.model.tie import Tie


class Fact(NamedTuple):
    """Words about a tie, and what they tell: `office`, `state`, `status`, `means`, `disputed`,
    `publishers`."""

    about: str
    words: str


def facts(tie: Tie, period: Period | None) -> tuple[Fact, ...]:
    """Office, state, status, means and publishers of a tie; without a period, of all time.

    Beside means that nobody disputes stand those that somebody does, and those that are only said
    not to be so.
    """
    made = []
    here = claims_there(tie)
    reported = [claim for claim in here if _is_said(claim)]
    roles = {claim.role for claim in reported if claim.role}
    if len(roles) == 1:
        made.append(Fact("office", f"“{text.line(roles.pop())}”"))
    made.append(Fact("state", _state(tie, period)))
    unreported = unreported_words(tie)
    if not unreported and tie.status not in (Status.ASSERTED, Status.REFUTED, Status.RETRACTED):
        made.append(Fact("status", tie.status.value))
    plain, disputed = means(tie)
    if plain:
        made.append(Fact("means", ", ".join(plain)))
    if disputed:
        made.append(Fact("disputed", f"{', '.join(disputed)} disputed"))
    more = denied_means(tie)
    if more and not unreported:
        made.append(Fact("disputed", f"not borne out: {', '.join(more)}"))
    counted = plural(tie.publishers, "publisher") if tie.publishers else "no publisher"
    made.append(Fact("publishers", unreported or counted))
    return tuple(made)


def _state(tie: Tie, period: Period | None) -> str:
    """Held or not as of the date, else why it is not simply held."""
    reason = reason_words(tie, period)
    if reason and tie.state is State.UNSPOKEN:
        return reason
    if reason and tie.state is State.POSSIBLY:
        return f"possibly, {reason}"
    words = state_words(tie, period)
    return f"{words}, {reason}" if reason and tie.ending else words


def apart(tie: Tie) -> str:
    """The group in which a tie stands apart from those that are reported: "not spoken of then",
    "only mentioned", "denied"; empty for one that is reported."""
    return unreported_words(tie) or (tie.state.words if tie.state is State.UNSPOKEN else "")


def lead(tie: Tie, type_: str, inverse: bool) -> str:
    """What goes before an actor in such a group: how the tie is reported, of another time, or what
    it would be that nobody reports."""
    return verb(type_, inverse) if unreported_words(tie) else heading(type_, inverse)


def apart_rank(tie: Tie) -> int:
    """Where that group comes, 0 for what is reported."""
    words = apart(tie)
    return _APART.index(words) + 1 if words else 0


_APART = (
    State.UNSPOKEN.words,
    "not reported",
    "only in what is retracted",
    "only mentioned",
    "not borne out",
    "denied",
)


APART = {
    "unspoken": "not spoken of then",
    "retracted": "only in what is retracted",
    "mentioned": "only mentioned",
    "denied": "denied or not borne out",
}
"""What stands apart from what is reported at the date, in this order, each with its heading."""


def left_out_words(counts: Mapping[str, int]) -> str:
    """How many ties stand apart and are not drawn, by the keys of `APART`; empty for none."""
    parts = [f"{counts[key]} {words}" for key, words in APART.items() if counts.get(key)]
    return f"left out: {', '.join(parts)}; --all shows them" if parts else ""


def means(tie: Tie) -> tuple[list[str], list[str]]:
    """The means that somebody reports, each with its publishers: those that nobody disputes, and
    those that somebody does; of a tie that is disputed as a whole all stand among the first.

    Of a tie that is held, those that no claim which is held names are only possible.
    """
    apart: tuple[list[str], list[str]] = [], []
    for one in tie.terms:
        disputed = tie.status is not Status.DISPUTED and one.code in tie.disputed_terms
        doubt = "possibly " if tie.state is State.HELD and not one.held else ""
        apart[disputed].append(f"{doubt}{term_word(tie.type, one.code)} ({one.publishers})")
    return apart


def denied_means(tie: Tie) -> list[str]:
    """The means that are only said not to be so, at the date."""
    reported = {one.code for one in tie.terms}
    codes = dict.fromkeys(
        code
        for claim in claims_there(tie)
        if not _is_said(claim) and _is_disputed(claim)
        for code in claim.terms
    )
    return [term_word(tie.type, code) for code in codes if code not in reported]


def _is_said(claim: Claim) -> bool:
    return any(citation.stance == "supports" for citation in claim.citations)


def _is_disputed(claim: Claim) -> bool:
    return any(citation.stance == "disputes" for citation in claim.citations)


# Which words to show


def first_citations(tie: Tie) -> tuple[tuple[int, int], ...]:
    """What to show of a tie, each as the places of a claim of it and of a citation in that: one,
    and of a tie of which something is disputed at the date one that disputes it too.

    The first is one that supports it then, else one that disputes it, else any; among those one
    with words. The second is of the same claim, where that is disputed.
    """
    cited = [
        (state is State.NOT, stances.rank(citation), citation.quote is None, -state.rank, n, m)
        for n, (claim, state) in enumerate(zip(tie.claims, tie.states, strict=True))
        for m, citation in enumerate(claim.citations)
    ]
    if not cited:
        return ()
    first = min(cited)
    away, rank, _, _, place, number = first
    if rank != _SUPPORTS:
        return ((place, number),)
    others = (
        (one[4] != place, *one)
        for one in cited
        if one[1] == _DISPUTES and (one[0] is False or (away and one[4] == place))
    )
    against = min(others, default=None)
    return ((place, number),) if against is None else ((place, number), against[5:])


_SUPPORTS, _DISPUTES = 0, 1


def cited_first(tie: Tie) -> tuple[Citation, ...]:
    """The same citations themselves."""
    return tuple(tie.claims[n].citations[m] for n, m in first_citations(tie))


def by_stance(citations: Iterable[Citation]) -> list[Citation]:
    """Citations in the order in which all are shown: what says so, what disputes it, what mentions
    it."""
    return sorted(citations, key=stances.rank)
