"""Words of a text that may be a name nobody has recorded yet: capitals in a row, never more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.late_pattern import late_pattern
from proxytui.reading.units import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.text_marks import TextMentions
    from proxytui.reading.units import Units

_BETWEEN = frozenset("of the al el ul bin ibn abu de da der von van for".split())  # noqa: SIM905
_BEFORE = ("al", "el", "ul", "bin", "ibn", "abu")
"""Small words that a name may begin with."""
_WITHIN = ("of", "for")
"""A name that has such a word before "and" goes on behind it: "Agency of Roads and Mines"."""
_GAP = late_pattern(r"[ \t]*\n?[ \t]*|[-‐‑]")
_ARTICLE = late_pattern(r"(?:a[dhlnrstz]|[eu]l|adh|ash|ath|e[ds])[-‐‑'’]", re.IGNORECASE)
_OWNING = late_pattern(r"['’][sS]\Z")
_PLAIN = frozenset(
    """
    a an the this that these those he she it they we i you his her its their our my your who
    what when where why how there here if as at by in on of to for from with and or but not no
    yes after before since while during although though because however meanwhile another many
    some both most several according monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december nobody
    nothing none then thus so also still yet once only such each every all any few more less other
    others
    """.split()  # noqa: SIM905
)
"""Words that a capital makes no name."""
_MOST = 8
"""The most words of a name."""
_MARKS = ".,;:!?…\"'“”‘’()[]"


def capitalised(units: Units, place: int) -> Stretch | None:
    """The run of capitalised words at a place; None where the word there has no capital, or only
    since it begins a sentence.

    Of "Russia and Turkey" each is a run, of "Agency of Roads and Mines" all is. A word that only
    describes, such as "Russia-backed", is in none.
    """
    word = units.word(place)
    if not _capital(units.text, word):
        return None
    words = [word]
    while len(words) < _MOST and (before := _joined(units, words, -1)):
        words[:0] = before
    while len(words) < _MOST and (behind := _joined(units, words, 1)):
        words += behind
    words = _without_lead(units, words)
    if word not in words or (len(words) == 1 and _is_plain(units, word)):
        return None
    start, end = words[0].start, words[-1].end
    article = units.previous_word(words[0])
    if units.text[slice(*article)] in _BEFORE and _touch(units.text, article, words[0]):
        start = article.start
    owning = _OWNING.search(units.text, start, end)
    return Stretch(start, owning.start() if owning is not None else end)


def new_names(units: Units, mentions: TextMentions, within: Stretch) -> Iterator[Stretch]:
    """The runs of capitalised words in a stretch of a text that no known actor's name touches, in
    order."""
    place = within.start
    while place < within.end:
        word = units.word(place)
        if not place <= word.start < within.end:
            return
        run = capitalised(units, word.start)
        if run is not None and len(units.text[slice(*run)]) > 1 and not mentions.between(*run):
            yield run
        place = max(word.end, run.end if run is not None else 0)


def names_onward(units: Units, mentions: TextMentions, place: int, step: int) -> Iterator[Stretch]:
    """The new names behind a place, or with a negative step before it, the nearest first."""
    number = units.paragraph_number(place)
    while 0 <= number < len(units.paragraphs):
        for name in [*new_names(units, mentions, units.paragraphs[number])][::step]:
            if name.start > place if step > 0 else name.start < place:
                yield name
        number += step


def _without_lead(units: Units, words: list[Stretch]) -> list[Stretch]:
    """The words of a run without a first one that has its capital from where it stands: "The", or
    "Dozens" of "Dozens of Valley Guards"."""
    first, *others = words
    if not others or not _begins_sentence(units, first):
        return words
    counts = units.text[first.end - 1] == "s" and not _capital(units.text, others[0])
    if _is_plain(units, first) or (counts and not _stands_inside(units, first)):
        return [*_from_capital(units.text, others)]
    return words


def _from_capital(text: str, words: list[Stretch]) -> Iterator[Stretch]:
    """The words from the first one with a capital on."""
    is_begun = False
    for word in words:
        is_begun = is_begun or _capital(text, word)
        if is_begun:
            yield word


def is_name(units: Units, picked: Stretch) -> bool:
    """Whether a selection may be a name: a few words, of one sentence, and no sentence itself
    unless all its words are written as those of names are."""
    words = units.text[slice(*picked)].split()
    if not words or len(words) > _MOST:
        return False
    sentence = units.sentence(picked.start)
    if picked.end > sentence.end:
        return False
    around = units.text[sentence.start : picked.start] + units.text[picked.end : sentence.end]
    if any(map(str.isalnum, around)):
        return True
    return all(_stands_in_name(word.strip(_MARKS)) for word in words)


def _stands_in_name(word: str) -> bool:
    """Whether a word has a capital, a sign without case, or is a small one within names."""
    return not word[:1].islower() or word.casefold() in _BETWEEN


def _is_plain(units: Units, word: Stretch) -> bool:
    """Whether a word's capital is only that of a sentence's beginning: it is known to be no name,
    or stands in small letters elsewhere in the text."""
    words = units.text[slice(*word)]
    if words.casefold() in _PLAIN and not words.isupper():
        return True
    return _begins_sentence(units, word) and any(_places(units.text, words.lower()))


def _begins_sentence(units: Units, word: Stretch) -> bool:
    start = units.sentence(word.start).start
    return not any(map(str.isalnum, units.text[start : word.start]))


def _stands_inside(units: Units, word: Stretch) -> bool:
    """Whether a word stands with its capital inside a sentence too."""
    places = _places(units.text, units.text[slice(*word)])
    return any(not _begins_sentence(units, Stretch(at, at + 1)) for at in places)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself."""
    place = text.find(word)
    while place >= 0:
        behind = text[place + len(word) : place + len(word) + 1]
        if not text[place - 1 : place].isalnum() and not behind.isalnum():
            yield place
        place = text.find(word, place + 1)


def _joined(units: Units, words: list[Stretch], step: int) -> list[Stretch]:
    """The word before a run, or behind it, that belongs to it, with the small ones between."""
    text = units.text
    beyond = units.next_word if step > 0 else units.previous_word
    near = words[-1] if step > 0 else words[0]
    joined: list[Stretch] = []
    while len(joined) <= 2:
        far = beyond(near)
        pair = (near, far) if step > 0 else (far, near)
        if far == near or not _touch(text, *pair):
            return []
        joined.append(far)
        if _capital(text, far):
            return joined[::step]
        small = text[slice(*far)].casefold()
        parts = [text[slice(*word)] for word in words]
        is_within = small == "and" and step > 0 and any(part in _WITHIN for part in parts)
        if small not in _BETWEEN and not is_within:
            return []
        near = far
    return []


def _touch(text: str, word: Stretch, behind: Stretch) -> bool:
    """Whether nothing but a gap stands between two words, the first of which owns nothing."""
    is_gap = word.end < behind.start and bool(_GAP.fullmatch(text, word.end, behind.start))
    return is_gap and _OWNING.search(text, *word) is None


def _capital(text: str, word: Stretch) -> bool:
    """Whether a word has a capital as names have: "Sham", "al-Sham", "Lashkar-e-Tayyiba"."""
    article = _ARTICLE.match(text, *word)
    start = article.end() if article is not None else word.start
    if not text[start : start + 1].isupper() and not text[word.start].isupper():
        return False
    last = text[start : word.end].replace("‐", "-").replace("‑", "-").rpartition("-")
    return not (last[1] and last[2][:1].islower())
