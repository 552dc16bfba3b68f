"""Weak spots of what is recorded, in words: what is missing or odd, and what is said there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.records import Claim, Event
from proxytui.model.vocabulary import CHECK_MARKS, Check
from proxytui.wording import citation_words, claim_sentences, event_words
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    named,
    quoted,
    sentence,
    upper_first,
)
from proxytui.wording.tie import report_sentences
from proxytui.wording.tie_dates import last_attested, state_words
from proxytui.wording.timeline import year_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Actor, Citation
    from proxytui.model.tie import Tie

GAPS: dict[str, str] = {
    "no-quote": "no quote is recorded",
    "no-date": "no date is given",
    "no-terms": "no means of support are recorded",
    "no-publisher": "no publisher says so",
    "one-publisher": "only one publisher says so",
    "quote-absent": "quotes that do not stand in the kept text",
    "quote-moved": "quotes that stand elsewhere than recorded",
    "quote-ambiguous": "quotes that stand at several places",
    "quote-unverified": "quotes of which no text is here",
    "quote-qualified": "quotes with a “not”, “if”, “may” or the like before them",
    "ends-before-start": "the end given lies before the start",
    "leads-dissolved": "leads what is recorded as dissolved",
    "ally-and-enemy": "support and opposition reported for the same years",
    "stale": "last reported long before the store's date",
}
"""Every code of a weak spot with its heading, in order; codes are part of the contract."""


def claim_gap_words(code: str, claim: Claim, name: Namer, source: Lookup, more: str = "") -> str:
    """A weak spot of a claim in words, to stand under its heading: who says what, before it `more`
    of what is weak there."""
    first = claim_sentences(claim, name, source)[0]
    return f"{sentence(upper_first(more))} {first}" if more else first


def tie_gap_words(
    code: str, ties: Sequence[Tie], period: Period, name: Namer, source: Lookup, more: str = ""
) -> str:
    """A weak spot of ties as of a date in words, to stand under its heading: who reports each tie,
    before it `more` of what is weak there."""
    if code == "stale":
        more = f"{_last_reported(ties[0], period)}, no end given"
    reports = [
        sentence(words) for tie in ties for words in report_sentences(tie, period, name, source)
    ]
    return " ".join([*([sentence(upper_first(more))] if more else []), *reports])


def _last_reported(tie: Tie, period: Period) -> str:
    last = last_attested(tie)
    return f"last attested {last}" if last else state_words(tie, period)


def actor_gap_words(code: str, label: str) -> str:
    """A weak spot of the record of an actor itself, in words."""
    return sentence(f"{upper_first(GAPS[code])}: what is recorded of {named(label)}")


def quote_shown(citation: Citation) -> str:
    """The words of a quote in quotation marks; of a long one the first 80 characters."""
    words = quoted(citation.quote.exact) if citation.quote else ""
    return words if len(words) <= 82 else f"{words[:80]}…”"


def qualified_words(word: str, quote: str = "the quote") -> str:
    """A remark on a word before a quote in its sentence that may turn or weaken it."""
    return f"the sentence has {quoted(word)} before {quote}: read it"


def quote_gap_words(
    check: Check,
    citation: Citation,
    record: Actor | Claim | Event,
    name: Namer,
    source: Lookup,
    qualifier: str = "",
) -> str:
    """A weak spot of a quote in words: it can't be found or verified, or has a qualifier before it
    in its sentence; then who is quoted, and for what."""
    words = quote_shown(citation) or "words that cannot be shown"
    finding = f"{CHECK_MARKS[check].words}: {words}"
    if qualifier:
        finding = qualified_words(qualifier, words)
    opening = f"{upper_first(finding)}; {citation_words(citation, name, source)}"
    if isinstance(record, Claim):
        cited = claim_sentences(record, name, source)[0]
    elif isinstance(record, Event):
        cited = event_words(record, name, source)
    else:
        cited = sentence(f"Cited for what is recorded of {named(name(record.id))}")
    return f"{sentence(opening)} {cited}"


def dissolved_words(group: str, dissolved: str) -> str:
    """A remark on a leader whose group is recorded as dissolved."""
    return f"{named(group)} is recorded as dissolved {date_words(dissolved)}"


def ally_and_enemy_words(years: Sequence[int], held_years: Sequence[int]) -> str:
    """The years of which support and opposition are both reported, runs of years as one."""
    words = f"Both are reported for {_runs(years)}"
    return f"{words}, held in {_runs(held_years)}" if held_years else f"{words}, possibly"


def _runs(years: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return join_words([year_range((first, last)) for first, last in runs])
