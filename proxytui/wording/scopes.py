"""What a claim is limited to, in words: its means, conflict, office and dates, and whose years."""

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
    given = (("start", since), ("end", until))
    return ", ".join(f"{what} given: {date_words(value)}" for what, value in given if value)


def lent_year(given: str, raw: str, citations: Sequence[Citation], source: Lookup) -> str:
    """Which other source a date has its year from: "year by the World Factbook", or, of an
    interval, which year: "2007 by the World Factbook"; else empty.

    That is where neither the words for the date nor anything cited in support of it holds a year of
    it, nor the date of such a source, and a quote of another source that only mentions it does.
    """
    years = {found for part in given.split("/") for found in _YEAR.findall(part[:4])}
    if not years or not text.line(raw):
        return ""
    supporting = [one for one in citations if one.stance == "supports"]
    own = {one.source for one in supporting}
    known = [raw, *map(_quoted, supporting)]
    for found in map(source, sorted(own)):
        known += [found.published or "", found.published_raw or ""] if found else []
    missing = {year for year in years if not _holds(known, year)}
    lenders = dict.fromkeys(
        one.source
        for one in citations
        if one.source not in own
        and one.stance not in ("supports", "disputes")
        and not publishers.retracted(one, source)
        and any(_holds((_quoted(one),), year) for year in missing)
    )
    if not lenders:
        return ""
    named_sources = [source_phrase(source(id_)) for id_ in lenders][:2]
    if len(lenders) > 2:
        named_sources = [named_sources[0], plural(len(lenders) - 1, "other source")]
    lent = "year" if missing == years else join_words(sorted(missing))
    return f"{lent} by {join_words(named_sources)}"


def _quoted(citation: Citation) -> str:
    quote = citation.quote
    return f"{quote.prefix} {quote.exact} {quote.suffix}" if quote else ""


def _holds(words: Iterable[str], year: str) -> bool:
    """Whether any of these words has a year, in whatever digits: "1990" stands in "1975–90" too,
    and "198X" is any year of the decade."""
    pattern = re.compile(rf"(?<![0-9]){year.replace('X', '[0-9]')}(?![0-9])")
    return any(pattern.search(_figures(one)) for one in words)


def _figures(words: str) -> str:
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in words)
    return plain + "".join(f" {century}{rest}" for century, rest in _SHORT_RANGE.findall(plain))
