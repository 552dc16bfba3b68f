"""Dates that a sentence gives for a claim: since when, until when, on which day it is spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_MONTHS = {
    month: f"{number:02}"
    for number, month in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}
_MONTH = "|".join(_MONTHS)
_DATE = (
    rf"(?:(?:early|mid|late)[- ])?(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{_MONTH})\s+)?"
    rf"(?:(?P<day2>\d{{1,2}}),\s+)?(?P<year>(?:1[89]|20)\d\d)(?P<decade>s)?"
)
_SINCE = re.compile(rf"\bsince\s+(?:at least\s+)?{_DATE}\b")
_FROM = re.compile(rf"\bfrom\s+{_DATE}\s+(?:to|until|through)\s+(?P<last>(?:1[89]|20)\d\d)\b")
_UNTIL = re.compile(rf"\buntil\s+{_DATE}\b")
_NOT_UNTIL = re.compile(r"(?:\bnot\b|n['’]t\b).*\buntil\b", re.DOTALL)
_IN = re.compile(rf"\b(?i:in|on|during|by)\s+(?:the\s+)?{_DATE}\b")


class Dates(NamedTuple):
    """Start, end and the day spoken of, in EDTF; None where the words give none."""

    since: str | None = None
    until: str | None = None
    attested: str | None = None


def dates(text: str, sentence: ParsedSentence, predicate: int) -> Dates:
    """The dates that hang on a predicate or on the verb of its clause."""
    start, end = _own_words(sentence, predicate)
    words = text[start:end]
    years = _FROM.search(words)
    if years:
        return Dates(_edtf(years), years["last"])
    if _NOT_UNTIL.search(words):
        until = _UNTIL.search(words)
        return Dates(_edtf(until) if until else None)
    since, until, day = (pattern.search(words) for pattern in (_SINCE, _UNTIL, _IN))
    return Dates(
        _edtf(since) if since else None,
        _edtf(until) if until else None,
        _edtf(day) if day and not since and not until else None,
    )


def _own_words(sentence: ParsedSentence, predicate: int) -> tuple[int, int]:
    """The range of a clause; where other clauses hang on it, only that around its own words."""
    clause = sentence.clause(predicate)
    places = [clause]
    waiting = [clause]
    while waiting:
        for child in sentence.children(waiting.pop()):
            word = sentence[child]
            if word.relation not in ("relcl", "ccomp", "advcl", "parataxis", "acl") and not (
                word.relation == "conj" and word.is_verb
            ):
                places.append(child)
                waiting.append(child)
    return sentence[min(places)].start, sentence[max(places)].end


def _edtf(match: re.Match[str]) -> str:
    if match["decade"]:
        return f"{match['year'][:3]}X"
    parts = [match["year"]]
    if match["month"]:
        parts.append(_MONTHS[match["month"]])
        day = match["day"] or match["day2"]
        if day and 1 <= int(day) <= 31:
            parts.append(f"{int(day):02}")
    return "-".join(parts)
