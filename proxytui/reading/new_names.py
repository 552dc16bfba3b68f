"""Words of a text that may be a name nobody has recorded yet: capitals in a row, never more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.reading.units import Stretch

if TYPE_CHECKING:
    from proxytui.reading.units import Units

_BETWEEN = frozenset("of the al el ul bin ibn abu de da der von van and for".split())  # noqa: SIM905
_GAP = re.compile(r"[ \t]*\n?[ \t]*|[-‐‑]")
_MOST = 8


def capitalised(units: Units, place: int) -> Stretch | None:
    """The run of capitalised words at a place; None where the word there has no capital, or only
    since it begins a sentence."""
    word = units.word(place)
    if not _capital(units.text, word):
        return None
    start, end = word
    for _ in range(_MOST):
        before = _joined(units, units.previous_word(Stretch(start, end)), start)
        if before is None:
            break
        start = before.start
    for _ in range(_MOST):
        behind = _joined(units, units.next_word(Stretch(start, end)), end)
        if behind is None:
            break
        end = behind.end
    run = Stretch(start, end)
    return None if run == word and _is_plain(units, word) else run


def _is_plain(units: Units, word: Stretch) -> bool:
    """Whether a word begins a sentence, and stands in small letters elsewhere in the text."""
    text = units.text
    if any(map(str.isalnum, text[units.sentence(word.start).start : word.start])):
        return False
    small = text[slice(*word)].lower()
    place = text.find(small)
    while place >= 0:
        behind = text[place + len(small) : place + len(small) + 1]
        if not text[place - 1 : place].isalnum() and not behind.isalnum():
            return True
        place = text.find(small, place + 1)
    return False


def _joined(units: Units, word: Stretch, edge: int) -> Stretch | None:
    """A word, with a small one between, that belongs to the name which ends or begins at `edge`."""
    text = units.text
    is_before = word.end <= edge
    far = word
    if text[slice(*word)].casefold() in _BETWEEN and _touch(text, word, edge):
        step = units.previous_word if is_before else units.next_word
        far = step(word)
        edge = word.start if is_before else word.end
        if far == word:
            return None
    if not _capital(text, far) or not _touch(text, far, edge):
        return None
    return far


def _touch(text: str, word: Stretch, edge: int) -> bool:
    gap = text[word.end : edge] if word.end <= edge else text[edge : word.start]
    return _GAP.fullmatch(gap) is not None and bool(gap)


def _capital(text: str, word: Stretch) -> bool:
    return text[word.start : word.start + 1].isupper()
