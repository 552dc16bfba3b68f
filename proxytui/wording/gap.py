"""Weak spots of what is recorded, in words: what is missing or odd, and what is said there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.records import Claim, Event
from proxytui.model.vocabulary import CHECK_MARKS, Check
from proxytui.wording import citation_words, claim_sentences, event_words
from proxytui.wording.phrases import Namer, date_words, join_words, named, quoted, sentence
from proxytui.wording.tie import report
from proxytui.wording.tie_dates import state_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Actor, Citation
    from proxytui.model.tie import Tie

GAPS: dict[str, str] = {
    "no-quote": "no quote is recorded",
    "no-date": "no start, end or attestation is recorded",
    "no-terms": "no means of support are recorded",
    "no-publisher": "no publisher supports it",
    "one-publisher": "one publisher only supports it",
    "quote-absent": "quotes that do not stand in the kept text",
    "quote-moved": "quotes that stand elsewhere than recorded",
    "quote-ambiguous": "quotes that stand at several places",
    "quote-unverified": "quotes of which no text is here",
    "quote-qualified": "quotes with a “not”, “if”, “may” or the like before them",
    "ends-before-start": "ends before it starts, by the dates given",
    "leads-dissolved": "leads what is recorded as dissolved",
    "ally-and-enemy": "support and opposition reported of the same years",
    "stale": "last attested long before the date of the store",
}
"""Every code of a weak spot with its heading, in order; codes are part of the contract."""


def claim_gap_words(code: str, claim: Claim, name: Namer, source: Lookup, more: str = "") -> str:
    """A weak spot of a claim: what it is, then who says what."""
    first = claim_sentences(claim, name, source)[0]
    return f"{sentence(_capital(more or GAPS[code]))} {first}"


def tie_gap_words(
    code: str, ties: Sequence[Tie], period: Period, name: Namer, source: Lookup, more: str = ""
) -> str:
    """A weak spot of ties as of a date: what it is, then who reports each."""
    if code == "stale":
        more = f"{state_words(ties[0], period)}, without an end given"
    reports = [sentence(one) for tie in ties for one in report(tie, period, name, source)]
    return " ".join([sentence(_capital(more or GAPS[code])), *reports])


def actor_gap_words(code: str, label: str) -> str:
    """A weak spot of what is recorded of an actor itself."""
    return sentence(f"{_capital(GAPS[code])}: what is recorded of {named(label)}")


def quote_shown(citation: Citation) -> str:
    """The words that are quoted, a long quote's first ones."""
    words = quoted(citation.quote.exact) if citation.quote else ""
    return words if len(words) <= 82 else f"{words[:80]}…”"


def qualified_words(word: str, quote: str = "the quote") -> str:
    """That a word which may turn or weaken a quote stands before it in its sentence."""
    return f"the sentence has {quoted(word)} before {quote}: read it"


def quote_gap_words(
    check: Check,
    citation: Citation,
    record: Actor | Claim | Event,
    name: Namer,
    source: Lookup,
    qualifier: str = "",
) -> str:
    """A quote that can't be found or verified, or that has a qualifier before it in its sentence;
    who is quoted, and for what."""
    words = quote_shown(citation) or "words that cannot be shown"
    said = f"{CHECK_MARKS[check].words}: {words}"
    if qualifier:
        said = qualified_words(qualifier, words)
    told = f"{_capital(said)}; {citation_words(citation, name, source)}"
    if isinstance(record, Claim):
        cited = claim_sentences(record, name, source)[0]
    elif isinstance(record, Event):
        cited = event_words(record, name, source)
    else:
        cited = sentence(f"Cited for what is recorded of {named(name(record.id))}")
    return f"{sentence(told)} {cited}"


def dissolved_words(group: str, dissolved: str) -> str:
    """Why a leader is odd: what is recorded of the group that is said to be led."""
    return f"{named(group)} is recorded as dissolved {date_words(dissolved)}"


def years_words(years: Sequence[int], held: Sequence[int]) -> str:
    """Of which years support and opposition are both reported, runs of years as one."""
    said = f"Support or alliance, and opposition, are reported of {_runs(years)}"
    return f"{said}, held in {_runs(held)}" if held else f"{said}, possibly"


def _runs(years: Sequence[int]) -> str:
    made: list[list[int]] = []
    for year in years:
        if made and year == made[-1][1] + 1:
            made[-1][1] = year
        else:
            made.append([year, year])
    return join_words([str(a) if a == b else f"{a}–{b}" for a, b in made])


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
