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
    r"(?P<date>(?:the\s+)?(?P<about>(?:about|around|circa|roughly|approximately)\s+(?:the\s+)?)?"
    r"(?P<part>(?:early|mid|middle|late|beginning|start|end|spring|summer|autumn|fall)"
    r"(?:-|\s+(?:of\s+)?)(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{_MONTH})\s+)?"
    r"(?:(?P<day2>\d{1,2}),\s+)?(?P<year>(?:1[89]|20)\d\d)(?P<decade>s)?)"
)
_SINCE = re.compile(rf"\b(?:since|starting in|beginning in)\s+(?:at least\s+)?{_DATE}\b")
_ONWARDS = re.compile(rf"\bfrom\s+{_DATE}\s+(?:on|onwards?)\b")
_FROM = re.compile(rf"\bfrom\s+{_DATE}\s+(?:to|until|through)\s+(?P<last>(?:1[89]|20)\d\d)\b")
_BETWEEN = re.compile(rf"\bbetween\s+{_DATE}\s+and\s+(?P<last>(?:1[89]|20)\d\d)\b")
_UNTIL = re.compile(rf"\buntil\s+{_DATE}\b")
_NOT_UNTIL = re.compile(r"(?:\bnot\b|n['’]t\b).*\buntil\b", re.DOTALL)
_IN = re.compile(rf"\b(?i:(?:in|on|during|by)\s+|(?=(?:about|around|circa)\s)){_DATE}\b")
_OTHER_CLAUSES = frozenset(("relcl", "ccomp", "advcl", "parataxis", "acl"))
_OBJECTS = ("dobj", "agent", "dative", "xcomp", "ccomp", "attr", "acomp")


class Dates(NamedTuple):
    """Start, end and the day spoken of, in EDTF; None where the words give none.

    Beside a start or an end stand its words where they say more than it can, and the `basis` on
    which it holds between the two.
    """

    since: str | None = None
    until: str | None = None
    attested: str | None = None
    since_raw: str | None = None
    until_raw: str | None = None
    basis: str = "throughout"


def dates(text: str, sentence: ParsedSentence, predicate: int) -> Dates:
    """The dates that hang on a predicate or on the verb of its clause."""
    words = _own_words(text, sentence, predicate)
    years = _FROM.search(words)
    if years:
        return Dates(_edtf(years), years["last"], since_raw=_raw(years))
    years = _BETWEEN.search(words)
    if years:
        # Whether on all days between the two, the words leave open.
        return Dates(_edtf(years), years["last"], since_raw=_raw(years), basis="within")
    if _NOT_UNTIL.search(words):
        until = _UNTIL.search(words)
        return Dates(_edtf(until), since_raw=_raw(until)) if until else Dates()
    since = _SINCE.search(words) or _ONWARDS.search(words)
    until, day = (pattern.search(words) for pattern in (_UNTIL, _IN))
    if day and since is None and _is_beginning(sentence, predicate):
        since = day
    return Dates(
        _edtf(since) if since else None,
        _edtf(until) if until else None,
        _edtf(day) if day and not since and not until else None,
        _raw(since) if since else None,
        _raw(until) if until else None,
    )


def _is_beginning(sentence: ParsedSentence, predicate: int) -> bool:
    """Whether the words tell of a beginning: "began to arm"."""
    head = sentence.head(predicate)
    return (
        head is not None
        and sentence[head].lemma in ("begin", "start")
        and sentence[predicate].relation == "xcomp"
    )


def _own_words(text: str, sentence: ParsedSentence, predicate: int) -> str:
    """The text of a clause without that of other clauses which hang on it."""
    clause = predicate
    if not _is_coordinated(sentence, predicate):
        clause = sentence.clause(predicate)
    elif _shares_object(sentence, sentence[predicate].head):
        clause = sentence[predicate].head
    places, waiting = [clause], [clause]
    while waiting:
        current = waiting.pop()
        shared = _shares_object(sentence, current)
        for child in sentence.children(current):
            other = sentence[child].relation in _OTHER_CLAUSES or (
                _is_coordinated(sentence, child) and not shared
            )
            if not other:
                places.append(child)
                waiting.append(child)
    words, last = [], None
    for place in sorted(places):
        if last is not None:
            joined = place == last + 1
            words.append(text[sentence[last].end : sentence[place].start] if joined else " ; ")
        words.append(text[sentence[place].start : sentence[place].end])
        last = place
    return "".join(words)


def _is_coordinated(sentence: ParsedSentence, place: int) -> bool:
    return sentence[place].relation == "conj" and sentence[place].is_verb


def _shares_object(sentence: ParsedSentence, verb: int) -> bool:
    """Whether what a verb acts upon, and when, stands behind the next: "armed and trained X"."""
    return sentence[verb].is_verb and sentence.child(verb, *_OBJECTS) is None


def _raw(match: re.Match[str]) -> str | None:
    """The words of a date that say more than its EDTF: "the early 1990s", "about 1982"."""
    if match["about"] is None and match["part"] is None:
        return None
    return " ".join(match["date"].split())


def _edtf(match: re.Match[str]) -> str:
    if match["decade"]:
        return f"{match['year'][:3]}X"
    parts = [match["year"]]
    if match["month"]:
        parts.append(_MONTHS[match["month"]])
        day = match["day"] or match["day2"]
        if day and 1 <= int(day) <= 31:
            parts.append(f"{int(day):02}")
    return "-".join(parts) + ("~" if match["about"] else "")
