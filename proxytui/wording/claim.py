"""A claim in words: who reports it, with which means, of which dates; never as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates, publishers, stances
from proxytui.model.stances import planned
from proxytui.model.told_dates import as_told
from proxytui.model.vocabulary import FLAGS
from proxytui.wording.changed_sources import changed_source_sentences
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    lower_first,
    named,
    quoted,
    sentence,
    statement,
    term,
    upper_first,
)
from proxytui.wording.reporting import (
    has_flag,
    objections,
    sources,
    unsupported,
)
from proxytui.wording.scopes import lent_year, scope_words
from proxytui.wording.tie import (
    alleged_words,
)

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim, Event


_ON_WHICH_DAYS = {"within": "on some day in that time", "each-year": "coded year by year"}
"""What is said of a claim that is not true of all days between its dates, by its basis."""


def claim_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """A claim's full wording on one line: who says it, what, of which dates, with which doubts."""
    return " ".join(claim_sentences(claim, name, source))


def claim_sentences(claim: Claim, name: Namer, source: Lookup) -> tuple[str, ...]:
    """A claim's full wording, sentence by sentence.

    Dates and flags have sentences of their own where a source supports the claim; where none does,
    the first sentence has what is denied or mentioned, with its dates.
    """
    claim = as_told(claim, source)
    supporting = publishers.supporting((claim,), source)
    if supporting:
        sentences = [_report(claim, name, source), *_claim_dates(claim, source)]
        sentences += flag_sentences(claim, source)
    else:
        scope = scope_words(claim, name, office=False)
        content = _claim_statement(claim, name) + (f": {scope}" if scope else "")
        before = _shelved_prefix(claim)
        sentences = [
            before + words for words in unsupported((claim,), lambda _: content, name, source)
        ]
        sentences += _raw_words(claim)
    if claim.status == "disputed":
        sentences.append("Recorded as disputed")
    if claim.reason and text.line(claim.reason):
        sentences.append(f"Reason recorded: {quoted(claim.reason)}")
    if supporting:
        sentences += objections((claim,), lambda _: "", name, source)
    sentences += changed_source_sentences((claim,), source, said=_is_withdrawn(claim, source))
    if claim.summary and text.line(claim.summary):
        sentences.append(f"The recorder's summary: {quoted(claim.summary)}")
    return tuple(sentence(words) for words in sentences)


def _is_withdrawn(claim: Claim, source: Lookup) -> bool:
    """Whether a claim rests on retracted sources alone, as its first sentence says then."""
    stance_groups = stances.apart((claim,), source)
    return bool(stance_groups.withdrawn)


def end_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """The end of a claim, told apart from its start: the date, who gives it, and of which claim."""
    claim = as_told(claim, source)
    until, raw = claim.until or "", claim.until_raw or ""
    end = f"{date_words(until)}{date_note(until, raw, claim, source)}"
    report = _report(claim, name, source)
    against = objections((claim,), lambda _: "", name, source)
    if "/" in until or not report.startswith("According to "):
        return " ".join(map(sentence, (f"End given: {end}", report, *against)))
    return " ".join(map(sentence, (f"Until {end}, {lower_first(report)}", *against)))


def _claim_statement(claim: Claim, name: Namer) -> str:
    return statement(
        claim.type,
        name(claim.subject),
        name(claim.object),
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )


def _shelved_prefix(claim: Claim) -> str:
    """The words before a claim that does not count: "Recorded as refuted: "; empty for others."""
    shelved = claim.status if claim.status in ("refuted", "retracted") else ""
    shelved = shelved or ("deprecated" if claim.rank == "deprecated" else "")
    return f"Recorded as {shelved}: " if shelved else ""


def _report(claim: Claim, name: Namer, source: Lookup) -> str:
    """A claim without its dates: who supports it, and what they say."""
    means = ", ".join(term(claim.type, code) for code in claim.terms)
    content = _claim_statement(claim, name) + (f": {means}" if means else "")
    if claim.against:
        content += f", in a conflict with {join_words([named(name(foe)) for foe in claim.against])}"
    if planned(claim):
        content = f"it is intended that {content}"
    elif has_flag(claim, "alleged", source):
        content = f"it is alleged that {content}"
    before = _shelved_prefix(claim)
    to = "according to " if before else "According to "
    supporting = publishers.supporting((claim,), source)
    return f"{before}{to}{sources(supporting, name, source)} {content}"


def flag_sentences(claim: Claim, source: Lookup) -> list[str]:
    """A sentence for each flag of a claim as a whole; that of an allegation says why it is one."""
    flags = {flag: words for flag, words in FLAGS.items() if has_flag(claim, flag, source)}
    sentences = [
        f"{flag.capitalize()}: {words}" for flag, words in flags.items() if flag != "alleged"
    ]
    return [alleged_words((claim,), source), *sentences] if "alleged" in flags else sentences


def _claim_dates(claim: Claim, source: Lookup) -> list[str]:
    """One sentence with start, end and attestation of a claim, the source's own words for them, and
    the source of a year that these words leave out."""
    parts = _span_given(claim)
    ends = (
        ("start", claim.since, claim.since_raw or ""),
        ("end", claim.until, claim.until_raw or ""),
    )
    for end, date, raw in () if parts else ends:
        words = quoted(raw)
        if date and dates.is_open(date):
            parts.append("said to go on" + (f" ({words})" if words else ""))
        elif date:
            parts.append(f"{end} given: {date_words(date)}{date_note(date, raw, claim, source)}")
        elif words:
            parts.append(f"{end} given only as {words}")
        elif end == "start":
            parts.append("no start given")
    if claim.attested:
        parts.append(f"last attested {date_words(claim.attested[1])}")
    one_year = claim.since == claim.until and claim.basis == "each-year"
    if claim.basis != "throughout" and (claim.since or claim.until) and not one_year:
        parts.append(_ON_WHICH_DAYS.get(claim.basis, f"held {claim.basis}"))
    joined = "; ".join(parts)
    return [upper_first(joined)]


def _span_given(claim: Claim) -> list[str]:
    """The plain start and end of a claim in one phrase; none where either is more than a date."""
    since, until = claim.since or "", claim.until or ""
    if not since or not until or "/" in since + until or dates.is_open(until):
        return []
    if text.line(claim.since_raw or "") or text.line(claim.until_raw or ""):
        return []
    if since == until:
        return [f"date given: {date_words(since)}"]
    return [f"dates given: {date_words(since)} to {date_words(until)}"]


def date_note(date: str, raw: str, record: Claim | Event, source: Lookup) -> str:
    """The parenthesis behind a date: the source's own words for it, and whose year it is."""
    lent = lent_year(date, raw, record.citations, source)
    notes = ", ".join(filter(None, (quoted(raw), lent)))
    return f" ({notes})" if notes else ""


def _raw_words(claim: Claim) -> list[str]:
    """The sources' words for the dates of a claim that nobody supports, in at most one sentence."""
    words = dict.fromkeys(filter(None, map(quoted, (claim.since_raw or "", claim.until_raw or ""))))
    return [f"The words for its time: {join_words(list(words))}"] if words else []
