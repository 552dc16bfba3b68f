"""The scope of a claim in words: its means, conflict, office and dates, and whose years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates, publishers, told_dates
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    named,
    plural,
    quoted,
    term,
)
from proxytui.wording.source import source_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim


def scope_words(claim: Claim, name: Namer, *, office: bool = True) -> str:
    """Means, conflict, office and dates of a claim in a row; empty for one that names none."""
    return ", ".join(filter(None, (content_words(claim, name, office=office), span_words(claim))))


def content_words(claim: Claim, name: Namer, *, office: bool = True) -> str:
    """Means, conflict and office of a claim in a row; empty for one that names none."""
    parts = [term(claim.type, code) for code in claim.terms]
    if claim.against:
        parts.append(
            f"in a conflict with {join_words([named(name(foe)) for foe in claim.against])}"
        )
    if office and text.line(claim.role or ""):
        parts.append(f"as {quoted(claim.role or '')}")
    return ", ".join(parts)


def span_words(claim: Claim) -> str:
    """The dates that are given for a claim: "2006", "1976 to 2005", "start given: not before 2014";
    empty where none are."""
    since = claim.since or ""
    until = "" if claim.until and dates.is_open(claim.until) else claim.until or ""
    if since and since == until:
        return date_words(since)
    if since and until and "/" not in since + until:
        return f"{date_words(since)} to {date_words(until)}"
    ends = (("start", since), ("end", until))
    return ", ".join(f"{end} given: {date_words(value)}" for end, value in ends if value)


def lent_year(date: str, raw: str, citations: Sequence[Citation], source: Lookup) -> str:
    """The other source from which a date has its year: "year by the World Factbook", or, of an
    interval, with the year: "2007 by the World Factbook"; empty where there is none.

    A year is lent where it is neither in the words for the date, nor in anything cited in support,
    nor in the date of such a source, but in a quote of another source that only mentions the claim.
    """
    years = told_dates.years(date)
    if not years or not text.line(raw):
        return ""
    supporting = [
        citation
        for citation in citations
        if citation.stance == "supports" and not publishers.retracted(citation, source)
    ]
    own = {citation.source for citation in supporting}
    own_words = [raw]
    for citation in supporting:
        own_words += told_dates.dating_passages(citation, source)
    missing = {year for year in years if not told_dates.names_year(own_words, year)}
    lenders = dict.fromkeys(
        citation.source
        for citation in citations
        if citation.source not in own
        and citation.stance not in ("supports", "disputes")
        and not publishers.retracted(citation, source)
        and any(
            told_dates.names_year((told_dates.quote_in_context(citation),), year)
            for year in missing
        )
    )
    if not lenders:
        return ""
    named_sources = [source_phrase(source(id_)) for id_ in lenders][:2]
    if len(lenders) > 2:
        named_sources = [named_sources[0], plural(len(lenders) - 1, "other source")]
    lent = "year" if missing == years else join_words(sorted(missing))
    return f"{lent} by {join_words(named_sources)}"
