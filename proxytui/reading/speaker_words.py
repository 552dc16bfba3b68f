"""A guess at who says a passage inside its text: "X said", "according to X"; never more than that.

Only the words around the passage are looked at, so that it must be accepted by whoever reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.reading.units import Stretch

if TYPE_CHECKING:
    from proxytui.reading.units import Units

_SAYS = (
    r"(?:have |has |had )?(?:said|says|say|told|tells|claimed|claims|claim|stated|states|state|"
    r"announced|announces|alleged|alleges|allege|reported|reports|report|added|adds|argued|argues|"
    r"insisted|insists|acknowledged|acknowledges|confirmed|confirms|denied|denies|deny|wrote|"
    r"writes|testified|warned|warns|believed|believe|believes)\b"
)
_NAME = r"[^\W_][\w.’'&/-]*"
_PHRASE = (
    r"(?:(?i:the|a|an|one|two|three|some|several|many|most|both)\s+)?(?!(?:and|or|but|nor)\b)"
    rf"{_NAME}(?:\s+{_NAME}){{0,6}}?"
)
# Of verbs small letters alone: "the Islamic State" states nothing.
_SUBJECT = re.compile(rf"(?P<who>{_PHRASE})\s+{_SAYS}")
_VOICE = r"(?P<who>[^,;:()]{2,80}?)(?=\s*(?:[,;:()]|\.\s+[^\W\d_a-z]|\.?\s*\Z))"
_ACCORDING = re.compile(rf"\b[Aa]ccording\s+to\s+{_VOICE}")
_CITING = re.compile(rf"\b[Cc]iting\s+{_VOICE}")
_PRONOUNS = frozenset("he she it they we i you who that which this these those there".split())  # noqa: SIM905
_BEGINS = re.compile(r"(?:\A|[,;:—–(“\"]|\b(?:and|but|as|that|which|while|where|when)\b)\s*")


def guess(units: Units, start: int, end: int) -> Stretch | None:
    """The words for who may say a passage, by their range, in the sentences that it stands in; None
    where nobody is named for it."""
    sentence = units.sentence(start)
    last = units.sentence(max(start, end - 1))
    return _in(units.text, Stretch(sentence.start, max(last.end, sentence.end)), start, end)


def _in(text: str, around: Stretch, start: int, end: int) -> Stretch | None:
    words = text[around.start : around.end]
    for pattern in (_ACCORDING, _CITING):
        for match in pattern.finditer(words):
            who = _trimmed(words, *match.span("who"))
            if who is not None:
                return Stretch(around.start + who.start, around.start + who.end)
    best: Stretch | None = None
    for begin in _BEGINS.finditer(words):
        said = _SUBJECT.match(words, begin.end())
        who = _trimmed(words, *said.span("who")) if said is not None else None
        if who is None:
            continue
        place = Stretch(around.start + who.start, around.start + who.end)
        if best is None or _far(place, start, end) < _far(best, start, end):
            best = place
    return best


def _far(place: Stretch, start: int, end: int) -> int:
    """How far some words are from a passage; 0 inside it."""
    return max(0, start - place.end, place.start - end)


def _trimmed(words: str, start: int, end: int) -> Stretch | None:
    """The words for a speaker without an article; None for a pronoun, which names nobody."""
    who = words[start:end].strip()
    if not who or who.casefold() in _PRONOUNS:
        return None
    return Stretch(start, start + len(who))
