"""Claims by what they assert: those that say the same stand together, whoever says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.model import dates, publishers
from proxytui.model.stances import disputing, mentioning
from proxytui.model.told_dates import as_told
from proxytui.model.vocabulary import BASES, FLAGS
from proxytui.wording.phrases import (
    Namer,
    join_words,
    plural,
    quoted,
    sentence,
    statement,
    upper_first,
)
from proxytui.wording.reporting import found_nothing
from proxytui.wording.scopes import content_words, span_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim


class Assertion(NamedTuple):
    """What one or more claims assert, in words, and these claims."""

    words: str
    claims: tuple[Claim, ...]


def assertions(claims: Iterable[Claim], name: Namer, source: Lookup) -> list[Assertion]:
    """The claims by what they assert, in the order of the first claim of each."""
    alike: dict[str, list[Claim]] = {}
    for claim in claims:
        alike.setdefault(assertion_words(claim, name, source), []).append(claim)
    return [Assertion(words, tuple(group)) for words, group in alike.items()]


def assertion_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """What a claim asserts, with its means, conflict, dates and flags, and without who says so:
    "The claim that North backs the Guard: weapons, start given: 2019."."""
    content = statement(
        claim.type,
        name(claim.subject),
        name(claim.object),
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )
    scope = _scope(claim, name, source)
    flags = [f"{flag.capitalize()}: {FLAGS[flag]}" for flag in FLAGS if flag in claim.flags]
    head = f"The claim that {content}" + (f": {scope}" if scope else "")
    return " ".join(map(sentence, (head, *flags)))


def scope_label(claim: Claim, name: Namer, source: Lookup) -> str:
    """A claim beside others of its tie, in a few words: its dates, means, conflict and flags.

    The dates differ most, and are the last to be cut.
    """
    told = as_told(claim, source)
    parts = (span_words(told), content_words(told, name, office=False), _meant(told))
    scope = [part for part in parts if part] or ["neither means nor dates"]
    return " · ".join((*scope, *(flag for flag in FLAGS if flag in claim.flags)))


def _scope(claim: Claim, name: Namer, source: Lookup) -> str:
    told = as_told(claim, source)
    parts = (content_words(told, name, office=False), span_words(told), _meant(told))
    return ", ".join(filter(None, parts))


def _meant(claim: Claim) -> str:
    """How the dates of a claim are meant, where that is not what one would take for granted."""
    parts: list[str] = []
    if claim.until and dates.is_open(claim.until):
        parts.append("said to go on")
    if claim.basis != "throughout" and (claim.since or claim.until):
        parts.append(f"meant {BASES.get(claim.basis, 'as recorded')}")
    return ", ".join(filter(None, parts))


def support_words(claims: Sequence[Claim], source: Lookup) -> str:
    """How many publishers say so, dispute it or only mention it: "2 publishers say so · 1 disputes
    it"; with those left out of what is since retracted."""
    denying = disputing(claims, source)
    empty = [citation for citation in denying if found_nothing(citation)]
    counts = (
        (publishers.supporting(claims, source), "says so", "say so"),
        ([c for c in denying if not found_nothing(c)], "disputes it", "dispute it"),
        (empty, "found no evidence", "found no evidence"),
        (mentioning(claims, source), "only mentions it", "only mention it"),
    )
    parts: list[str] = []
    for citations, verb, verbs in counts:
        count = len(publishers.groups(citations, source))
        if count:
            noun = str(count) if parts else plural(count, "publisher")
            parts.append(f"{noun} {verb if count == 1 else verbs}")
    withdrawn = {
        citation.source
        for claim in claims
        for citation in claim.citations
        if publishers.retracted(citation, source)
    }
    if withdrawn:
        parts.append(f"{plural(len(withdrawn), 'source')} since retracted")
    return " · ".join(parts) or "no source is recorded"


def record_words(claims: Sequence[Claim], source: Lookup) -> list[str]:
    """What whoever recorded the claims put down beside them: status, rank and reason, the sources'
    words for their time, summaries. Of several claims with how many it is said of."""
    by_words: dict[str, int] = {}
    for claim in claims:
        for words in _recorded(as_told(claim, source)):
            by_words[words] = by_words.get(words, 0) + 1
    return [
        sentence(
            upper_first(words)
            if count == len(claims)
            else f"{count} of {len(claims)} claims: {words}"
        )
        for words, count in by_words.items()
    ]


def _recorded(claim: Claim) -> list[str]:
    standing = claim_standing(claim)
    reason = quoted(claim.reason or "")
    words = []
    if standing:
        words.append(f"recorded as {join_words(standing)}{f': {reason}' if reason else ''}")
    elif reason:
        words.append(f"reason recorded: {reason}")
    raw = [quoted(part) for part in (claim.since_raw or "", claim.until_raw or "") if part]
    if raw := list(dict.fromkeys(filter(None, raw))):
        words.append(f"the words for its time: {join_words(raw)}")
    if claim.summary and text.line(claim.summary):
        words.append(f"the recorder's summary: {quoted(claim.summary)}")
    return words


def claim_standing(claim: Claim) -> list[str]:
    """The rank and the status of a claim, where they are not the usual ones."""
    standing = [] if claim.rank == "normal" else [text.line(claim.rank)]
    return standing if claim.status == "asserted" else [*standing, text.line(claim.status)]


def stance_words(citation: Citation, source: Lookup) -> str:
    """What a citation does for its claim: "says so", "disputes", "mentions"; of a source that was
    retracted "said so, since retracted"."""
    if found_nothing(citation):
        now, then = "found no evidence", "found no evidence"
    else:
        verbs = {"supports": ("says so", "said so"), "disputes": ("disputes", "disputed")}
        now, then = verbs.get(citation.stance, ("mentions", "mentioned"))
    return f"{then}, since retracted" if publishers.retracted(citation, source) else now
