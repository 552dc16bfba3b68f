"""Ties by what two publishers say of them, and ties without a publisher, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.model import publishers
from proxytui.model.stances import disputing
from proxytui.wording.phrases import Namer, join_words, lower_first, named, plural, sentence, term
from proxytui.wording.reporting import objections
from proxytui.wording.scopes import scope_words
from proxytui.wording.tie import report_sentences
from proxytui.wording.tie_dates import dates_given

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie

CONTRASTS: dict[str, str] = {
    "only-from": "only from the first",
    "only-to": "only from the second",
    "both": "from both",
    "dates": "other dates by each",
    "terms": "other means by each",
    "disputed": "disputed by one of them",
}
"""Kinds of contrast between two publishers on a tie, each with its heading, in order."""


def contrast_kinds(
    first_tie: Tie | None, second_tie: Tie | None, source: Lookup
) -> tuple[str, ...]:
    """The kinds of contrast between two publishers on a tie.

    Each tie is as one publisher alone has it, None where that one is silent.
    """
    first, second = (
        bool(tie and publishers.supporting(tie.live, source)) for tie in (first_tie, second_tie)
    )
    kinds = []
    if first or second:
        kinds.append("both" if first and second else "only-from" if first else "only-to")
    if first and second and first_tie and second_tie:
        if _dates(first_tie) != _dates(second_tie):
            kinds.append("dates")
        if {term.code for term in first_tie.terms} != {term.code for term in second_tie.terms}:
            kinds.append("terms")
    if (first or second) and any(
        disputing(tie.live, source) for tie in (first_tie, second_tie) if tie
    ):
        kinds.append("disputed")
    return tuple(kinds)


def _dates(tie: Tie) -> set[tuple[str | None, str | None]]:
    return {(claim.since, claim.until) for claim in tie.live}


def contrast_words(
    kind: str,
    first_tie: Tie | None,
    second_tie: Tie | None,
    names: tuple[str, str],
    period: Period,
    name: Namer,
    source: Lookup,
) -> str:
    """A contrast of one of the `contrast_kinds` on one line, always with who reports it."""
    first, second = (_publisher_name(publisher) for publisher in names)
    reports = {
        who: " ".join(map(sentence, report_sentences(tie, period, name, source)))
        for who, tie in ((first, first_tie), (second, second_tie))
        if tie is not None and publishers.supporting(tie.live, source)
    }
    if kind in ("only-from", "only-to"):
        who, without = (first, second) if kind == "only-from" else (second, first)
        return f"From {who}, not from {without}. {reports[who]}"
    report_words = " ".join(dict.fromkeys(reports.values()))
    if kind == "both":
        return f"From both {first} and {second}. {report_words}"
    if kind == "dates" and first_tie and second_tie:
        date_lists = [
            ", ".join(_lowered(dates_given(tie.live, source))) for tie in (first_tie, second_tie)
        ]
        opening = sentence(
            f"Other dates by each: by {first}, {date_lists[0]}; by {second}, {date_lists[1]}"
        )
        return f"{opening} {report_words}"
    if kind == "terms":
        return f"Other means are reported by each. {report_words}"
    denying = objections(
        _all_claims(first_tie, second_tie),
        lambda claim: scope_words(claim, name),
        name,
        source,
    )
    return " ".join([report_words, *map(sentence, denying)])


def _all_claims(first_tie: Tie | None, second_tie: Tie | None) -> list[Claim]:
    """The claims of both ties; a claim that is in both has the citations of either."""
    claims_by_id: dict[str, Claim] = {}
    for claim in (claim for tie in (first_tie, second_tie) if tie for claim in tie.live):
        known = claims_by_id.get(claim.id)
        cited = (*known.citations, *claim.citations) if known else claim.citations
        claims_by_id[claim.id] = msgspec.structs.replace(
            claim, citations=tuple(dict.fromkeys(cited))
        )
    return list(claims_by_id.values())


def _publisher_name(name: str) -> str:
    return named(text.line(name) or "a publisher without a name")


def _lowered(sentences: list[str]) -> list[str]:
    return list(map(lower_first, sentences)) or ["no dates"]


# Without a publisher

FATES: dict[str, str] = {
    "falls": "would fall",
    "weakens": "would weaken or change",
    "stays": "would stay as they are",
}
"""Fates of a tie without a publisher, each with its heading, in order."""


def fate(before: Tie, after: Tie | None, source: Lookup) -> str:
    """The code in `FATES` of a tie without a publisher; `after` is what is left of it, or None."""
    supported, still = (
        bool(tie and publishers.supporting(tie.live, source)) for tie in (before, after)
    )
    if after is None or (supported and not still):
        return "falls"
    same = (
        before.publishers == after.publishers
        and before.state is after.state
        and before.status is after.status
        and {term.code for term in before.terms} == {term.code for term in after.terms}
    )
    return "stays" if same else "weakens"


def fate_words(
    before: Tie, after: Tie | None, publisher: str, period: Period, name: Namer, source: Lookup
) -> str:
    """The fate of a tie without a publisher, on one line, and who reports what is left of it; of
    one that falls, who reports it now."""
    without = f"Without {_publisher_name(publisher)}"
    kind = fate(before, after, source)
    if after is None or kind == "falls":
        report_words = " ".join(map(sentence, report_sentences(before, period, name, source)))
        return f"{sentence(f'{without} no source supports it')} {report_words}"
    report_words = " ".join(map(sentence, report_sentences(after, period, name, source)))
    if kind == "stays":
        return f"{sentence(f'{without} it would stay as it is')} {report_words}"
    return f"{sentence(f'{without}: {join_words(_losses(before, after))}')} {report_words}"


def _losses(before: Tie, after: Tie) -> list[str]:
    parts = []
    if before.publishers != after.publishers:
        parts.append(f"{plural(after.publishers, 'publisher')} instead of {before.publishers}")
    if before.state is not after.state:
        parts.append(f"{after.state.words} instead of {before.state.words}")
    if before.status is not after.status:
        parts.append(f"{after.status.value} instead of {before.status.value}")
    for lead, tie, other in (("no longer", before, after), ("but then", after, before)):
        other_codes = {term_count.code for term_count in other.terms}
        codes = [
            term(tie.type, term_count.code)
            for term_count in tie.terms
            if term_count.code not in other_codes
        ]
        if codes:
            parts.append(f"{lead} {join_words(codes, 'or' if tie is before else 'and')}")
    return parts
