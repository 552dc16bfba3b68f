"""A tie in short: its state in a row of facts, and the citations to show of it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import stances
from proxytui.model.dates import State
from proxytui.model.vocabulary import Standing, Status, term_word
from proxytui.wording.changed_sources import tie_remark
from proxytui.wording.phrases import plural, quoted
from proxytui.wording.reason import reason_words
from proxytui.wording.tie import heading, unreported_words, verb
from proxytui.wording.tie_dates import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim
    from proxytui.model.tie import Tie


class Fact(NamedTuple):
    """Words about a tie and their subject: `office`, `state`, `status`, `means`, `disputed`,
    `sources`, `publishers`."""

    about: str
    words: str


def facts(tie: Tie, period: Period | None) -> tuple[Fact, ...]:
    """Office, state, status, means, changed sources and publishers of a tie; without a period, of
    all time.

    Beside means that nobody disputes stand those that somebody does, and those that are only said
    not to be so.
    """
    row = []
    here = _with_support(tie)
    reported = [claim for claim, support in here if support is Standing.SUPPORTED]
    roles = {claim.role for claim in reported if claim.role}
    if len(roles) == 1:
        row.append(Fact("office", quoted(roles.pop())))
    row.append(Fact("state", _state(tie, period)))
    unreported = unreported_words(tie)
    if not unreported and tie.status not in (Status.ASSERTED, Status.REFUTED, Status.RETRACTED):
        row.append(Fact("status", tie.status.value))
    plain, disputed = means(tie)
    if plain:
        row.append(Fact("means", ", ".join(plain)))
    if disputed:
        row.append(Fact("disputed", f"{', '.join(disputed)} disputed"))
    more = denied_means(tie)
    if more and not unreported:
        row.append(Fact("disputed", f"not borne out: {', '.join(more)}"))
    if remark := tie_remark(tie):
        row.append(Fact("sources", remark))
    publisher_count = plural(tie.publishers, "publisher") if tie.publishers else "no publisher"
    row.append(Fact("publishers", unreported or publisher_count))
    return tuple(row)


def _state(tie: Tie, period: Period | None) -> str:
    """The state of a tie as of the date, with the reason where it is not simply held."""
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
    """The words before an actor of a group that stands apart: how the tie is reported, of another
    time, or what it would be that nobody reports."""
    return verb(type_, inverse) if unreported_words(tie) else heading(type_, inverse)


def apart_rank(tie: Tie) -> int:
    """The place of a tie's group among those that stand apart, from 1; 0 for what is reported."""
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
"""Groups that stand apart from what is reported at the date, in order, each with its heading."""

APART_IN_SHORT = {
    "unspoken": "not spoken of",
    "retracted": "only retracted",
    "mentioned": "mentioned",
    "denied": "denied",
}
"""The headings of `APART` where there is little room."""


def left_out_words(counts: Mapping[str, int]) -> str:
    """A remark on the ties that stand apart and are not drawn, empty for none; `counts` are by key
    of `APART`."""
    parts = [f"{counts[key]} {words}" for key, words in APART.items() if counts.get(key)]
    return f"left out: {', '.join(parts)}; --all shows them" if parts else ""


def means(tie: Tie) -> tuple[list[str], list[str]]:
    """The reported means, each with its publishers, in two lists: undisputed and disputed ones. Of
    a tie that is disputed as a whole all stand in the first.

    Of a tie that is held, a means that no held claim names is only possible.
    """
    apart: tuple[list[str], list[str]] = [], []
    for term_count in tie.terms:
        disputed = tie.status is not Status.DISPUTED and term_count.code in tie.disputed_terms
        doubt = "possibly " if tie.state is State.HELD and not term_count.held else ""
        apart[disputed].append(
            f"{doubt}{term_word(tie.type, term_count.code)} ({term_count.publishers})"
        )
    return apart


def denied_means(tie: Tie) -> list[str]:
    """The means that are only said not to be so, at the date."""
    reported = {term_count.code for term_count in tie.terms}
    codes = dict.fromkeys(
        code
        for claim, support in _with_support(tie)
        if support is Standing.DENIED
        for code in claim.terms
    )
    return [term_word(tie.type, code) for code in codes if code not in reported]


def _with_support(tie: Tie) -> list[tuple[Claim, Standing]]:
    """The claims that are not *not* at the tie's date, each with its support."""
    claims = zip(tie.claims, tie.states, tie.support, strict=True)
    return [(claim, support) for claim, state, support in claims if state is not State.NOT]


# Which citations to show


def first_citations(tie: Tie, source: Lookup) -> tuple[tuple[int, int], ...]:
    """The citations to show of a tie first, each as the places of its claim and of itself in that:
    one, and where something is disputed at the date another that disputes it.

    The first supports the tie at the date, else disputes it, else is any; of a retracted source it
    is only where there is no other. Of several, one with words is taken, and of these that of the
    newest source. The second is of the same claim, where that is disputed.
    """

    def published(place: tuple[int, int]) -> str:
        cited_source = source(tie.claims[place[0]].citations[place[1]].source)
        return cited_source.published or "" if cited_source is not None else ""

    cited = [
        (
            state is State.NOT,
            stances.rank_now(citation, source),
            citation.quote is None,
            -state.rank,
            n,
            m,
        )
        for n, (claim, state) in enumerate(zip(tie.claims, tie.states, strict=True))
        for m, citation in enumerate(claim.citations)
    ]
    if not cited:
        return ()
    cited.sort(key=lambda item: published(item[4:]), reverse=True)
    first = min(cited, key=lambda item: item[:4])
    away, rank, _, _, place, number = first
    if rank != _SUPPORTS:
        return ((place, number),)
    others = [
        other
        for other in cited
        if other[1] == _DISPUTES and (other[0] is False or (away and other[4] == place))
    ]
    if not others:
        return ((place, number),)
    against = min(others, key=lambda other: (other[4] != place, *other[:4]))
    return (place, number), against[4:]


_SUPPORTS, _DISPUTES = 0, 1


def cited_first(tie: Tie, source: Lookup) -> tuple[Citation, ...]:
    """The citations at the places of `first_citations`."""
    return tuple(tie.claims[n].citations[m] for n, m in first_citations(tie, source))


def by_stance(citations: Iterable[Citation], source: Lookup) -> list[Citation]:
    """Citations in the order in which they are shown: supporting, disputing, mentioning ones; last
    those of retracted sources."""
    return sorted(citations, key=lambda citation: stances.rank_now(citation, source))
