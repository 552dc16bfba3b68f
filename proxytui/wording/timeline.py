"""A timeline in words: years that are certain, possible or open, and who a claim comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import publishers, stances
from proxytui.model.stances import planned
from proxytui.model.vocabulary import WITH_MEANS
from proxytui.wording.phrases import join_words, plural, term
from proxytui.wording.reporting import is_denial
from proxytui.wording.source import publisher_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim

_NEVER, _ALWAYS = 0, 10000
"""The years that stand for no bound, as in `dates.year_of`."""

Run = tuple[int, int]


def years_words(
    held_runs: Sequence[Run], possible: Sequence[Run], started: bool, goes_on: bool
) -> str:
    """The certain years, and those before and after that are possible: "held 1982–2006, possibly
    until 2011"; no capital, no full stop.

    Runs of years, ends included, in order; each certain one lies in one of the possible ones. 0
    and 10000 are ends that nothing bounds. `started` is whether any start is given, `goes_on`
    whether a source says that it does.
    """
    parts = [
        _run_words(whole, [run for run in held_runs if _lies_within(run, whole)])
        for whole in possible
    ]
    if not started:
        parts.append("no start given")
    if possible and possible[-1][1] >= _ALWAYS:
        parts.append("said to go on" if goes_on else "no end given")
    return "; ".join(parts) or "no year given"


def _lies_within(run: Run, whole: Run) -> bool:
    return whole[0] <= run[0] and run[1] <= whole[1]


def _run_words(whole: Run, held_runs: Sequence[Run]) -> str:
    first, last = whole
    if not held_runs:
        if first <= _NEVER and last >= _ALWAYS:
            return "possibly at any time"
        if first <= _NEVER:
            return f"possibly until {last}"
        return (
            f"possibly from {first} on" if last >= _ALWAYS else f"possibly in {year_range(whole)}"
        )
    parts = []
    if first <= _NEVER:
        parts.append("possibly before")
    elif first < held_runs[0][0]:
        parts.append(f"possibly from {first}")
    parts.append("held in " + join_words([year_range(run) for run in held_runs]))
    if len(held_runs) > 1:
        parts.append("possibly between")
    if last >= _ALWAYS:
        parts.append("possibly after")
    elif last > held_runs[-1][1]:
        parts.append(f"possibly until {last}")
    return ", ".join(parts)


def year_range(run: Run) -> str:
    return f"{run[0]}" if run[0] == run[1] else f"{run[0]}–{run[1]}"


def short_claim_label(claim: Claim, source: Lookup) -> str:
    """A claim's label for few cells, what is claimed first and means by their letters: "W F · Lake
    Gazette"."""
    if claim.type in WITH_MEANS:
        claimed = " ".join(dict.fromkeys(code.partition(".")[0] for code in claim.terms))
    else:
        claimed = ", ".join(term(claim.type, code) for code in claim.terms)
    return " · ".join(filter(None, (claimed, claim_label(claim, source, means=False))))


def claim_label(claim: Claim, source: Lookup, *, means: bool = True) -> str:
    """The publishers and means of a claim in a few words: "Lake Gazette: weapons, funding"; of one
    that nobody supports, who says otherwise or mentions it. Without `means` only who says it."""
    supporting = publishers.supporting((claim,), source)
    terms = ", ".join(term(claim.type, code) for code in claim.terms) if means else ""
    behind = f": {terms}" if terms else ""
    if supporting:
        return _publishers(supporting, source) + behind
    denying = stances.disputing((claim,), source)
    if denying:
        how = "denied, according to" if any(map(is_denial, denying)) else "not so, according to"
        if all("unsupported" in cited.flags for cited in denying):
            how = "no evidence found by"
        return f"{how} {_publishers(denying, source)}{behind}"
    withdrawn = [cited for cited in claim.citations if cited.stance == "supports"]
    if withdrawn:
        return f"retracted: {_publishers(withdrawn, source)}"
    if claim.citations:
        return f"only mentioned by {_publishers(claim.citations, source)}{behind}"
    return "no source recorded"


def _publishers(citations: Iterable[Citation], source: Lookup) -> str:
    """The first publisher, or its only source by the short name, and how many more there are."""
    names = publisher_names(citations, source)
    others = f" and {plural(len(names) - 1, 'other')}" if len(names) > 1 else ""
    return names[0] + others


def undated_words(claim: Claim) -> str:
    """The reason why a claim is drawn nowhere on a timeline."""
    if claim.status in ("refuted", "retracted"):
        return f"recorded as {claim.status}: at no date"
    if claim.rank == "deprecated":
        return "recorded as deprecated: at no date"
    if planned(claim):
        return "planned: at no date"
    return "ends before it begins" if claim.since or claim.until else "no date given"
