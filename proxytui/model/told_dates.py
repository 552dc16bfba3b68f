"""The dates that are told of a claim: what only retracted sources give for it is left out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from proxytui import text
from proxytui.model import dates
from proxytui.model.publishers import retracted, supporting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.dates import Edtf
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Attested, Citation, Claim, Source

_YEAR = re.compile(r"[0-9]{3}[0-9X]")
_SHORT_RANGE = re.compile(r"\b([0-9]{2})([0-9]{2})\s?[-–—/]\s?([0-9]{2})\b")


def as_told(claim: Claim, source: Lookup) -> Claim:
    """The claim with the dates that are told of it, and so count for it; itself where these are the
    recorded ones.

    `attested` are the recorded dates, without those on which only retracted sources that support
    the claim were published, and without all where no other supports it. Where none is left or
    recorded and `until` is `..`, they are the earliest and latest day on which a supporting source
    was published.

    Start and end, and the words for them, are left out where a retracted source gives them and no
    other does. A source gives a date if its quote has the words for it, or if that or the date of
    the source names the year. Where a supporting source is cited without a quote, nobody can tell,
    and the date stays; so it does where all support is retracted, since it says then of which time
    that is.
    """
    withdrawn = tuple(c for c in claim.citations if retracted(c, source))
    told: dict[str, Any] = {}
    if withdrawn:
        told |= _end_told("since", claim.since, claim.since_raw, claim, source)
        told |= _end_told("until", claim.until, claim.until_raw, claim, source)
    until = told.get("until", claim.until)
    spoken = _attested(claim, until, withdrawn, source)
    if spoken != claim.attested:
        told["attested"] = spoken
    return msgspec.structs.replace(claim, **told) if told else claim


# Start and end


def _end_told(
    field: str, date: str | None, raw: str | None, claim: Claim, source: Lookup
) -> dict[str, None]:
    """The fields of a start or an end that are left out, each None."""
    left_out: dict[str, None] = {}
    speaking = [c for c in claim.citations if c.stance != "disputes"]
    gone = [c for c in speaking if retracted(c, source)]
    left = [c for c in speaking if not retracted(c, source)]
    if raw and _any_quotes(gone, raw) and not _any_quotes(left, raw):
        left_out[f"{field}_raw"] = None
    if not date:
        return left_out
    support = supporting((claim,), source)
    is_clear = bool(support) and all(citation.quote is not None for citation in support)
    if is_clear and _any_gives(gone, date, raw, source) and not _any_gives(left, date, raw, source):
        return {field: None, f"{field}_raw": None}
    return left_out


def _any_quotes(citations: Iterable[Citation], raw: str) -> bool:
    words = text.fold(text.line(raw))
    return bool(words) and any(
        words in text.fold(text.line(quote_in_context(citation))) for citation in citations
    )


def _any_gives(citations: Sequence[Citation], date: str, raw: str | None, source: Lookup) -> bool:
    if raw and _any_quotes(citations, raw):
        return True
    passages = [passage for citation in citations for passage in dating_passages(citation, source)]
    return any(names_year(passages, year) for year in years(date))


def dating_passages(citation: Citation, source: Lookup) -> list[str]:
    """The texts that may name the year of what a citation says: its quote, and when its source was
    published."""
    cited = source(citation.source)
    if cited is None:
        return [quote_in_context(citation)]
    # Of a day only the year: "2001-12" is no span until 2012.
    published = " ".join(sorted(years(cited.published or "")))
    return [quote_in_context(citation), published, cited.published_raw or ""]


def quote_in_context(citation: Citation) -> str:
    """The words of a citation with those around them; empty where it has none."""
    quote = citation.quote
    return f"{quote.prefix} {quote.exact} {quote.suffix}" if quote else ""


def years(date: str) -> set[str]:
    """The years and decades that a date names, as it writes them: "1990", "198X"."""
    return {year for part in date.split("/") for year in _YEAR.findall(part[:4])}


def names_year(passages: Iterable[str], year: str) -> bool:
    """Whether any of these texts names a year, in whatever digits: "1990" stands in "1975–90" too,
    and "198X" is any year of the decade."""
    pattern = re.compile(rf"(?<![0-9]){year.replace('X', '[0-9]')}(?![0-9])")
    return any(pattern.search(_plain_digits(passage)) for passage in passages)


def _plain_digits(words: str) -> str:
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in words)
    # A month stands so behind its year too: "2024-12" is no span until 2012.
    ranges = _SHORT_RANGE.findall(plain)
    return plain + "".join(f" {century}{last}" for century, first, last in ranges if first < last)


# Attestation


def attested(claim: Claim, source: Lookup) -> Attested | None:
    """The `attested` of `as_told` for a claim that cites no retracted source."""
    return _attested(claim, claim.until, (), source)


def _attested(
    claim: Claim, until: str | None, withdrawn: tuple[Citation, ...], source: Lookup
) -> Attested | None:
    """The dates from and to which sources speak of the claim as current; those that can't be read
    are left out."""
    if claim.attested is not None:
        days = [day for day in map(read, claim.attested) if day is not None]
        is_shaken = any(citation.stance == "supports" for citation in withdrawn)
        if is_shaken:
            days = [day for day in days if not _only_by_retracted(day, claim, source)]
        if days or not is_shaken:
            return (days[0].text, days[-1].text) if days else None
    if not until or not dates.is_open(until):
        return None
    cited = (source(citation.source) for citation in supporting((claim,), source))
    published = [day for each in cited if each and (day := read(each.published)) is not None]
    return (earliest(published).text, latest(published).text) if published else None


def _only_by_retracted(day: Edtf, claim: Claim, source: Lookup) -> bool:
    """Whether of the sources that support a claim those published on this date are all retracted,
    and there is one; or all are, whenever they were published."""
    support = [
        (retracted(citation, source), _published_on(day, source(citation.source)))
        for citation in claim.citations
        if citation.stance == "supports"
    ]
    then = [withdrawn for withdrawn, is_then in support if is_then]
    return all(then) if then else all(withdrawn for withdrawn, _ in support)


def _published_on(day: Edtf, source: Source | None) -> bool:
    published = read(source.published) if source is not None else None
    return published is not None and day.first <= published.last and published.first <= day.last


def read(date: str | None) -> Edtf | None:
    """The date as it is read; None where there is none, or it can't be read."""
    try:
        return dates.parse(date) if date else None
    except dates.DateError:
        return None


def earliest(days: Iterable[Edtf]) -> Edtf:
    """The date that begins first; the text decides between equals, so that order does not."""
    return min(days, key=lambda day: (day.first, day.last, day.text))


def latest(days: Iterable[Edtf]) -> Edtf:
    """The date that ends last; the narrower one of two that end together."""
    return max(days, key=lambda day: (day.last, day.first, day.text))
