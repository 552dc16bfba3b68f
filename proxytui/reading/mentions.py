"""Where known actors are named in a text, in any script, whatever is grown onto their names.

A dictionary of folded words finds what a search for letters loses: of 900 planted Arabic names,
some with و ب ل ك before them, it found 892, and Aho-Corasick 335. Folding case doubled the hits in
Latin letters, so names of one word and acronyms stand in their own case only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.reading import name_forms
from proxytui.reading.folding import UNSEEN
from proxytui.reading.name_cases import CaseOf, stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.reading.name_forms import Words


class Mention(NamedTuple):
    """A place where known actors are named: code points of the text as it stands, without clitics,
    and the ids of the actors that the name may be, usually one."""

    start: int
    end: int
    actors: tuple[str, ...]


class _Entry(NamedTuple):
    """An actor by a name: `case` says how the name is written where that matters."""

    actor: str
    case: CaseOf | None


class _Reading(NamedTuple):
    """A way to read the first word of a name: without so many letters before it, and as a stem."""

    lead: int
    first: str
    sizes: tuple[int, ...]
    stemmed: bool = False


_LONGEST = 400
"""The most code points by which a name may go on behind the stretch that is looked through."""
_MOST_DOTTED = 5
_LONG_CAPITALS = 7
"""Of so many letters a name in capitals is no acronym but a list's way to write names."""


class _Names:
    """The actors by the keys of their names, and how many words the names have that begin alike."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[_Entry, ...]] = {}
        self.sizes: dict[str, tuple[int, ...]] = {}

    def add(self, key: str, first: str, size: int, entry: _Entry) -> bool:
        """Take an actor in; False where it is there already."""
        known = self.entries.get(key, ())
        if entry in known:
            return False
        self.entries[key] = (*known, entry)
        sizes = self.sizes.get(first, ())
        if size not in sizes:
            self.sizes[first] = tuple(sorted((*sizes, size), reverse=True))
        return True

    def remove(self, key: str, actor: str) -> None:
        """Forget an actor by this key."""
        left = tuple(entry for entry in self.entries.get(key, ()) if entry.actor != actor)
        if left:
            self.entries[key] = left
        else:
            self.entries.pop(key, None)


class KnownNames:
    """The names of actors, each with its kind (name, acronym, alias …) and the actor's id; weak
    names are left out, as they are no answer to a link either.

    100,000 names take half a second; `checkpoint` is called where that can be interrupted.
    """

    def __init__(
        self, names: Iterable[tuple[str, str, str]] = (), checkpoint: Checkpoint = never
    ) -> None:
        self._names, self._stems = _Names(), _Names()
        self._keys: dict[str, list[str]] = {}
        self._stem_keys: dict[str, list[str]] = {}
        for name, kind, actor in with_checkpoints(names, checkpoint):
            self.add(name, kind, actor)

    def add(self, name: str, kind: str, actor: str) -> None:
        """Take in a name of an actor."""
        if kind == "weak":
            return
        for key, first, size, case in _keys(name, kind):
            if self._names.add(key, first, size, _Entry(actor, case)):
                self._keys.setdefault(actor, []).append(key)
            if name_forms.is_cyrillic(first):
                words = re.split(r"(\w+)", key)
                words[1::2] = map(name_forms.stem, words[1::2])
                stems = "".join(words)
                if self._stems.add(stems, words[1], size, _Entry(actor, case)):
                    self._stem_keys.setdefault(actor, []).append(stems)

    def remove(self, actor: str) -> None:
        """Forget all names of an actor."""
        for key in self._keys.pop(actor, ()):
            self._names.remove(key, actor)
        for key in self._stem_keys.pop(actor, ()):
            self._stems.remove(key, actor)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions that begin in a stretch of a text, in its order; they don't overlap, and of
        several that begin at a place the longest counts.

        Raises IndexError where the stretch begins behind the text.
        """
        if start > len(text):
            raise IndexError("the stretch begins behind the text")
        last = len(text) if end is None else min(end, len(text))
        while start and start < last and text[start - 1].isalnum() and text[start].isalnum():
            start += 1
        read = name_forms.words(text, start, min(len(text), last + _LONGEST))
        turkish = name_forms.is_turkish(text)
        places = list(self._places(text, read, last, turkish=turkish))
        if read.broken:
            # A hyphen at the end of a line may belong to a compound: `Iranian-` `backed`.
            apart = name_forms.words(text, start, min(len(text), last + _LONGEST), whole=False)
            others = self._places(text, apart, last, turkish=turkish)
            places = _together(places, list(others))
        return places

    def _places(self, text: str, read: Words, last: int, *, turkish: bool) -> Iterator[Mention]:
        readings: dict[str, tuple[_Reading, ...]] = {}
        starts, forms = read.starts, read.forms
        place, count = 0, len(forms)
        while place < count and starts[place] < last:
            word = forms[place]
            ways = readings.get(word)
            if ways is None:
                ways = readings[word] = tuple(self._readings(word, turkish=turkish))
            if ways:
                mention, size = self._longest(text, read, place, ways, turkish=turkish)
                if mention is not None:
                    yield mention
                    place += size
                    continue
            place += 1

    def _readings(self, word: str, *, turkish: bool) -> Iterator[_Reading]:
        if sizes := self._names.sizes.get(word):
            yield _Reading(0, word, sizes)
        if word[0] < "\u0400":
            if turkish:
                for bare in name_forms.unsuffixed(word):
                    if 1 in self._names.sizes.get(bare, ()):
                        yield _Reading(0, bare, (1,))
            return
        for lead, rest in name_forms.unprefixed(word):
            if sizes := self._names.sizes.get(rest):
                yield _Reading(lead, rest, sizes)
        if name_forms.is_cyrillic(word):
            first = name_forms.stem(word)
            if sizes := self._stems.sizes.get(first):
                yield _Reading(0, first, sizes, stemmed=True)

    def _longest(
        self, text: str, read: Words, place: int, ways: Iterable[_Reading], *, turkish: bool
    ) -> tuple[Mention | None, int]:
        best: tuple[Mention | None, int] = (None, 0)
        for way in ways:
            for size in way.sizes:
                if size <= best[1] or place + size > len(read.forms):
                    continue
                start, end = self._range(text, read, place, size, way.lead)
                actors = self._actors(text, start, end, read, place, size, way)
                if not actors and turkish and size > 1:
                    actors = self._suffixed(read, place, size, way)
                if actors:
                    best = Mention(start, end, actors), size
                    break
        return best

    def _actors(
        self, text: str, start: int, end: int, read: Words, place: int, size: int, way: _Reading
    ) -> tuple[str, ...]:
        if size == 1:
            key = way.first
            if way.lead and len(key) < name_forms.SHORTEST:
                return ()
        else:
            forms = read.forms[place + 1 : place + size]
            gaps = read.gaps[place + 1 : place + size]
            if name_forms.PARTED in gaps:
                return ()
            if way.stemmed:
                forms = list(map(name_forms.stem, forms))
            key = way.first + "".join(map("".join, zip(gaps, forms, strict=True)))
        entries = (self._stems if way.stemmed else self._names).entries.get(key, ())
        return stands(((entry.actor, entry.case) for entry in entries), text, start, end)

    def _suffixed(self, read: Words, place: int, size: int, way: _Reading) -> tuple[str, ...]:
        """The actors of a name whose last word has a Turkish ending."""
        forms = read.forms[place : place + size]
        for bare in name_forms.unsuffixed(forms[-1]):
            gaps = read.gaps[place + 1 : place + size]
            words = [*forms[1:-1], bare]
            key = way.first + "".join(map("".join, zip(gaps, words, strict=True)))
            if entries := self._names.entries.get(key):
                return tuple(dict.fromkeys(entry.actor for entry in entries))
        return ()

    @staticmethod
    def _range(text: str, read: Words, place: int, size: int, lead: int) -> tuple[int, int]:
        start, end = read.starts[place], read.ends[place + size - 1]
        if lead:
            start += name_forms.letters_at(text[start : read.ends[place]], lead)
        while end > start and text[end - 1] in UNSEEN:
            end -= 1
        return start, end


def _together(places: list[Mention], others: list[Mention]) -> list[Mention]:
    """Some mentions, and those of others that don't overlap with them."""
    kept = list(places)
    number = 0
    for other in others:
        while number < len(places) and places[number].end <= other.start:
            number += 1
        if number == len(places) or places[number].start >= other.end:
            kept.append(other)
    return sorted(kept)


def _keys(name: str, kind: str) -> Iterator[tuple[str, str, int, CaseOf | None]]:
    """The keys by which a name is found, each with its first word, its number of words, and the
    case in which it stands in a text."""
    low = name.lower().replace("-", " ") if name.isascii() else ""
    if low.replace(" ", "").isalnum():
        forms = low.split()
        key = " ".join(forms)
    else:
        read = name_forms.words(name)
        if not read.forms:
            return
        forms, key = read.forms, name_forms.key(read)
    size = len(forms)
    if size == 1 and (len(key) < 2 or key.isdecimal()):
        return
    letters = name if size == 1 else ""
    is_short = size > 1 and name.isupper() and sum(map(str.isalpha, name)) < _LONG_CAPITALS
    if kind == "acronym" or is_short:
        letters = name
    capitals = kind != "acronym" and name.isupper() and len(name) >= _LONG_CAPITALS
    case = CaseOf.word(letters, either=capitals) if letters else None
    yield key, forms[0], size, case
    if size == 1 and name.isupper() and name.isalpha() and len(key) <= _MOST_DOTTED:
        yield ".".join(key), key[0], len(key), case
    elif size > 1 and "'" in key:
        joined = key.replace("'", "")
        yield joined, joined.split(" ")[0], size - key.count("'"), CaseOf.several(joined, name)
    elif 1 < size <= _MOST_DOTTED and key == ".".join(forms) and len(key) == 2 * size - 1:
        joined = "".join(forms)
        yield joined, joined, 1, CaseOf.word(joined.upper())
    if size > 1 and forms[0] == "the":
        rest = key[len("the") :].lstrip()
        words = name.split(None, 1)
        yield rest, forms[1], size - 1, CaseOf.several(rest, words[-1])
    if size > 1 and "\u0600" <= forms[0][0] <= "\u06ff" and key == " ".join(forms):
        # Persian writes a sign that isn't seen where Arabic has a blank.
        joined = "".join(forms)
        yield joined, joined, 1, None
