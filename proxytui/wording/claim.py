"""A claim in words: who reports it, with which means, of which dates; never as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates, publishers
from proxytui.model.stances import planned
from proxytui.model.vocabulary import BASES, FLAGS
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    named,
    quoted,
    sentence,
    statement,
    term,
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


def claim_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """A claim's full wording on one line: who says it, what, of which dates, with which doubts."""
    return " ".join(claim_sentences(claim, name, source))


def claim_sentences(claim: Claim, name: Namer, source: Lookup) -> tuple[str, ...]:
    """The same, sentence by sentence.

    Dates and flags are told of what a source supports; where none does, what is denied or mentioned
    stands in the first sentence with its dates.
    """
    supporting = publishers.supporting((claim,), source)
    if supporting:
        made = [_reported(claim, name, source), *_claim_dates(claim, source)]
        made += flag_sentences(claim, source)
    else:
        scope = scope_words(claim, name, office=False)
        what = _told(claim, name) + (f": {scope}" if scope else "")
        before = _shelved(claim)
        made = [before + one for one in unsupported((claim,), lambda _: what, name, source)]
        made += _raw_words(claim)
    if claim.status == "disputed":
        made.append("Recorded as disputed")
    if claim.reason and text.line(claim.reason):
        made.append(f"Reason recorded: {quoted(claim.reason)}")
    if supporting:
        made += objections((claim,), lambda _: "", name, source)
    if claim.summary and text.line(claim.summary):
        made.append(f"The recorder's summary: {quoted(claim.summary)}")
    return tuple(sentence(one) for one in made)


def end_words(claim: Claim, name: Namer, source: Lookup) -> str:
    """The end of a claim of which all else was told at its start: who gives it, and of what."""
    given, raw = claim.until or "", claim.until_raw or ""
    end = f"End given: {date_words(given)}{beside(given, raw, claim, source)}"
    against = objections((claim,), lambda _: "", name, source)
    return " ".join(map(sentence, (end, _reported(claim, name, source), *against)))


def _told(claim: Claim, name: Namer) -> str:
    return statement(
        claim.type,
        name(claim.subject),
        name(claim.object),
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )


def _shelved(claim: Claim) -> str:
    """What stands before a claim that does not count, and nothing before others."""
    shelved = claim.status if claim.status in ("refuted", "retracted") else ""
    shelved = shelved or ("deprecated" if claim.rank == "deprecated" else "")
    return f"Recorded as {shelved}: " if shelved else ""


def _reported(claim: Claim, name: Namer, source: Lookup) -> str:
    """Who supports a claim, and what it says without its dates."""
    means = ", ".join(term(claim.type, code) for code in claim.terms)
    what = _told(claim, name) + (f": {means}" if means else "")
    if claim.against:
        what += f", in a conflict with {join_words([named(name(foe)) for foe in claim.against])}"
    if planned(claim):
        what = f"as an intention only: that {what}"
    elif has_flag(claim, "alleged", source):
        what = f"it is alleged that {what}"
    before = _shelved(claim)
    to = "according to " if before else "According to "
    supporting = publishers.supporting((claim,), source)
    return f"{before}{to}{sources(supporting, name, source)} {what}"


def flag_sentences(claim: Claim, source: Lookup) -> list[str]:
    """What is said of a claim as a whole; of an allegation, why it is one."""
    flags = {flag: words for flag, words in FLAGS.items() if has_flag(claim, flag, source)}
    made = [f"{flag.capitalize()}: {words}" for flag, words in flags.items() if flag != "alleged"]
    return [alleged_words((claim,), source), *made] if "alleged" in flags else made


def _claim_dates(claim: Claim, source: Lookup) -> list[str]:
    """Start, end and attestation of one claim, with the source's own words for them, and which
    source a year is from that is in none of them."""
    made = []
    for what, given, raw in (
        ("start", claim.since, claim.since_raw or ""),
        ("end", claim.until, claim.until_raw or ""),
    ):
        words = quoted(raw)
        if given and dates.is_open(given):
            made.append("said to go on" + (f" ({words})" if words else ""))
        elif given:
            made.append(f"{what} given: {date_words(given)}{beside(given, raw, claim, source)}")
        elif words:
            made.append(f"{what} given only as {words}")
        elif what == "start":
            made.append("no start given")
    if claim.attested:
        made.append(f"last attested {date_words(claim.attested[1])}")
    if claim.basis != "throughout" and (claim.since or claim.until):
        made.append(f"meant {BASES.get(claim.basis, 'as recorded')}")
    joined = "; ".join(made)
    return [joined[0].upper() + joined[1:]]


def beside(given: str, raw: str, record: Claim | Event, source: Lookup) -> str:
    """The source's own words for a date, and whose year it is; in parentheses."""
    lent = lent_year(given, raw, record.citations, source)
    beside = ", ".join(filter(None, (quoted(raw), lent)))
    return f" ({beside})" if beside else ""


def _raw_words(claim: Claim) -> list[str]:
    """The words for the dates of a claim that nobody supports."""
    words = dict.fromkeys(filter(None, map(quoted, (claim.since_raw or "", claim.until_raw or ""))))
    return [f"The words for its time: {join_words(list(words))}"] if words else []
