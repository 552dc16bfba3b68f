"""What two publishers say of a tie, and what is left of it without one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.model import publishers
from proxytui.model.stances import disputing
from proxytui.wording.phrases import Namer, join_words, named, plural, sentence, term
from proxytui.wording.reporting import objections
from proxytui.wording.scopes import scope_words
from proxytui.wording.tie import report
from proxytui.wording.tie_dates import dates_given

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie

CONTRASTS: dict[str, str] = {
    "only-from": "rest on the first, not on the second",
    "only-to": "rest on the second, not on the first",
    "both": "rest on both",
    "dates": "other dates by each",
    "terms": "other means by each",
    "disputed": "disputed by one of them",
}
"""How two publishers may stand to a tie, each with its heading, in order."""


def contrast_kinds(one: Tie | None, other: Tie | None, source: Lookup) -> tuple[str, ...]:
    """How two publishers stand to a tie, given as each alone has it; None where one is silent."""
    first, second = (bool(tie and publishers.supporting(tie.live, source)) for tie in (one, other))
    kinds = []
    if first or second:
        kinds.append("both" if first and second else "only-from" if first else "only-to")
    if first and second and one and other:
        if _dates(one) != _dates(other):
            kinds.append("dates")
        if {term.code for term in one.terms} != {term.code for term in other.terms}:
            kinds.append("terms")
    if (first or second) and any(disputing(tie.live, source) for tie in (one, other) if tie):
        kinds.append("disputed")
    return tuple(kinds)


def _dates(tie: Tie) -> set[tuple[str | None, str | None]]:
    return {(claim.since, claim.until) for claim in tie.live}


def contrast_words(
    kind: str,
    one: Tie | None,
    other: Tie | None,
    names: tuple[str, str],
    period: Period,
    name: Namer,
    source: Lookup,
) -> str:
    """One of `contrast_kinds` on one line, always with who reports it."""
    first, second = (_publisher(each) for each in names)
    reports = {
        who: " ".join(map(sentence, report(tie, period, name, source)))
        for who, tie in ((first, one), (second, other))
        if tie is not None and publishers.supporting(tie.live, source)
    }
    if kind in ("only-from", "only-to"):
        who, without = (first, second) if kind == "only-from" else (second, first)
        return f"Rests on {who}, not on {without}. {reports[who]}"
    said = " ".join(dict.fromkeys(reports.values()))
    if kind == "both":
        return f"Rests on {first} and on {second}. {said}"
    if kind == "dates" and one and other:
        given = [", ".join(_lower(dates_given(tie.live, source))) for tie in (one, other)]
        opening = sentence(f"Other dates by each: by {first}, {given[0]}; by {second}, {given[1]}")
        return f"{opening} {said}"
    if kind == "terms":
        return f"Other means are reported by each. {said}"
    denying = objections(_joined(one, other), lambda one: scope_words(one, name), name, source)
    return " ".join([said, *map(sentence, denying)])


def _joined(one: Tie | None, other: Tie | None) -> list[Claim]:
    """The claims of both, those that both speak of with the citations of either."""
    made: dict[str, Claim] = {}
    for claim in (claim for tie in (one, other) if tie for claim in tie.live):
        known = made.get(claim.id)
        cited = (*known.citations, *claim.citations) if known else claim.citations
        made[claim.id] = msgspec.structs.replace(claim, citations=tuple(dict.fromkeys(cited)))
    return list(made.values())


def _publisher(name: str) -> str:
    return named(text.line(name) or "a publisher without a name")


def _lower(said: list[str]) -> list[str]:
    return [one[0].lower() + one[1:] for one in said] or ["no dates"]


# Without a publisher

FATES: dict[str, str] = {
    "falls": "would fall",
    "weakens": "would weaken or change",
    "stays": "would stay as they are",
}
"""What becomes of a tie without a publisher, each with its heading, in order."""


def fate(before: Tie, after: Tie | None, source: Lookup) -> str:
    """What becomes of a tie where `after` is what is left of it, None where nothing is."""
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
    """The same on one line, with what is reported, of what would stay where something does."""
    without = f"Without {_publisher(publisher)}"
    kind = fate(before, after, source)
    if after is None or kind == "falls":
        told = " ".join(map(sentence, report(before, period, name, source)))
        return f"{sentence(f'{without} no source supports it')} {told}"
    told = " ".join(map(sentence, report(after, period, name, source)))
    if kind == "stays":
        return f"{sentence(f'{without} it would stay as it is')} {told}"
    return f"{sentence(f'{without}: {join_words(_less(before, after))}')} {told}"


def _less(before: Tie, after: Tie) -> list[str]:
    said = []
    if before.publishers != after.publishers:
        said.append(f"{plural(after.publishers, 'publisher')} instead of {before.publishers}")
    if before.state is not after.state:
        said.append(f"{after.state.words} instead of {before.state.words}")
    if before.status is not after.status:
        said.append(f"{after.status.value} instead of {before.status.value}")
    for words, these, those in (("no longer", before, after), ("but then", after, before)):
        known = {one.code for one in those.terms}
        codes = [term(these.type, one.code) for one in these.terms if one.code not in known]
        if codes:
            said.append(f"{words} {join_words(codes, 'or' if these is before else 'and')}")
    return said
