"""The scope of a claim in words: its means, conflict, office and dates, and whose years."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates, publishers
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    named,
    plural,
    quoted,
    source_phrase,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim

_YEAR = re.compile(r"[0-9]{3}[0-9X]")
_SHORT_RANGE = re.compile(r"\b([0-9]{2})[0-9]{2}\s?[-–—/]\s?([0-9]{2})\b")


def scope_words(claim: Claim, name: Namer, *, office: bool = True) -> str:
    """Means, conflict, office and dates of a claim in a row; empty for one that names none."""
    parts = [term(claim.type, code) for code in claim.terms]
    if claim.against:
        parts.append(
            f"in a conflict with {join_words([named(name(foe)) for foe in claim.against])}"
        )
    if office and text.line(claim.role or ""):
        parts.append(f"as {quoted(claim.role or '')}")
    parts += filter(None, (span_words(claim),))
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
    years = {year for part in date.split("/") for year in _YEAR.findall(part[:4])}
    if not years or not text.line(raw):
        return ""
    supporting = [citation for citation in citations if citation.stance == "supports"]
    own = {citation.source for citation in supporting}
    own_words = [raw, *map(_quote_in_context, supporting)]
    for cited in map(source, sorted(own)):
        own_words += [cited.published or "", cited.published_raw or ""] if cited else []
    missing = {year for year in years if not _names_year(own_words, year)}
    lenders = dict.fromkeys(
        citation.source
        for citation in citations
        if citation.source not in own
        and citation.stance not in ("supports", "disputes")
        and not publishers.retracted(citation, source)
        and any(_names_year((_quote_in_context(citation),), year) for year in missing)
    )
    if not lenders:
        return ""
    named_sources = [source_phrase(source(id_)) for id_ in lenders][:2]
    if len(lenders) > 2:
        named_sources = [named_sources[0], plural(len(lenders) - 1, "other source")]
    lent = "year" if missing == years else join_words(sorted(missing))
    return f"{lent} by {join_words(named_sources)}"


def _quote_in_context(citation: Citation) -> str:
    quote = citation.quote
    return f"{quote.prefix} {quote.exact} {quote.suffix}" if quote else ""


def _names_year(words: Iterable[str], year: str) -> bool:
    """Whether any of these texts names a year, in whatever digits: "1990" stands in "1975–90" too,
    and "198X" is any year of the decade."""
    pattern = re.compile(rf"(?<![0-9]){year.replace('X', '[0-9]')}(?![0-9])")
    return any(pattern.search(_plain_digits(passage)) for passage in words)


def _plain_digits(words: str) -> str:
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in words)
    return plain + "".join(f" {century}{rest}" for century, rest in _SHORT_RANGE.findall(plain))
