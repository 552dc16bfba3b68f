"""How alike two spellings of a name are, across scripts: comparable words, and a table of them.

A word is compared by three strings: its *skeleton* (transliterated, vowels dropped, consonants
in nine classes), its consonants as they stand, and its letters. Transliterations of one name
mostly share the first, so the skeleton finds candidates and the other two put them in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from proxytui.network.pace import no_pause, paced, parts
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.network.pace import Breathe

LONGEST = 200
"""Characters of a name that are compared; nobody types more, and some files hold megabytes."""

_QUOTES = frozenset(map(ord, "'`’‘ʼʿʾ\"ـ"))
_ASCII_PLAIN: dict[int, str | None] = {
    **{c: " " for c in range(128) if not chr(c).isalnum() and c != 0x0A},
    **dict.fromkeys(_QUOTES),
}

# Letters that anyascii writes with signs that would be read otherwise: an h that is no part of a
# digraph, an ending and a Hebrew vav that are mostly vowels, sounds that Latin spells in many ways.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("هحהח", "'h"),
        **dict.fromkeys("ו", "w"),
        **dict.fromkeys("כ", "k"),
        **dict.fromkeys("цצץظ", "z"),
        **dict.fromkeys("ة", "a"),
        **dict.fromkeys("چčćч", "tch"),
        **dict.fromkeys("щ", "sh"),
        **dict.fromkeys("çş", "s"),
        **dict.fromkeys("χ", "kh"),
    }
)
# A geresh behind a Hebrew letter, and pairs of Greek ones, write sounds of other languages.
_GERESH = re.compile("([גדזחטצץת])['`’׳]")
_GERESH_READ = {
    "ג": "j",
    "ד": "dh",
    "ז": "zh",
    "ח": "kh",
    "ט": "z",
    "צ": "tch",
    "ץ": "tch",
    "ת": "th",
}
_GREEK = re.compile("γου(?=[αάεέιίοό])|τζ|γκ|(?<!\\w)[μν][πτ]|[οό][υύ]")
_GREEK_READ = {"γου": "w", "τζ": "dj", "γκ": "g", "μπ": "b", "ντ": "d"}
# Where these are, a c that begins no other sign is the Turkish one.
_TURKISH = re.compile("[ğışöü]")
_TURKISH_C = re.compile("c(?![hk])")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)و?ال(?=\w{3})")
_ASCII_SPACED = {c: " " for c in range(128) if not chr(c).isalnum() and chr(c) not in "'`\n"}
_MARKS = dict.fromkeys(map(ord, "'`"))
# Articles as they are assimilated and spelt, and the commonest words between names.
_ARTICLES = frozenset(
    (
        *("al", "el", "il", "ul", "l", "ad", "ar", "as", "ash", "at", "an", "az"),
        *("ed", "er", "es", "esh", "et", "en", "ez", "the", "of", "and", "in", "for"),
        *("wa", "va", "ve"),
    )
)
_CLASSES = (
    *(("tsch", "s"), ("dsch", "s"), ("dzh", "s"), ("tch", "s"), ("sch", "s"), ("dj", "s")),
    *(("tsh", "s"), ("\nx", "\ns")),
    *(("sh", "s"), ("zh", "s"), ("kh", "H"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ph", "b")),
    *(("ck", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ch", "!"), ("x", "ks")),
)
_LETTER_CLASSES: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "aeiouyw'`")),
    **{
        ord(letter): letters[0]
        for letters in ("bpfv", "kqgc", "td", "szj", "hH", "l", "m", "n", "r")
        for letter in letters
    },
}
_VOWELS = dict.fromkeys(map(ord, "aeiouyw'`"))
_DOUBLED = tuple((c * 2, c) for c in "bktshlmnr!")


def plain(texts: Sequence[str]) -> list[str]:
    """The texts for finding: without case or accents, one blank between words, no other signs."""
    # All at once: one text at a time takes six times as long.
    lines = [_one_line(text) for text in texts]
    simple = [i for i, text in enumerate(lines) if text.isascii()]
    other = [i for i, text in enumerate(lines) if not text.isascii()]
    made = [""] * len(lines)
    joined = "\n".join(lines[i] for i in simple).lower().translate(_ASCII_PLAIN)
    for i, one in zip(simple, joined.split("\n"), strict=False):
        made[i] = " ".join(one.split())
    joined = normalize("NFKD", "\n".join(lines[i] for i in other).casefold())
    joined = normalize("NFKC", joined.translate({ord(c): _plain(c) for c in set(joined)}))
    for i, one in zip(other, joined.split("\n"), strict=False):
        made[i] = " ".join(one.split())
    return made


def _one_line(text: str) -> str:
    text = text[:LONGEST]
    return text if text.isprintable() else line(text.replace("\u200c", " "))


def _plain(char: str) -> str:
    if combining(char) or ord(char) in _QUOTES:
        return ""
    return char if char == "\n" or char.isalnum() or category(char)[0] == "M" else " "


def latin(texts: Sequence[str]) -> list[list[str]]:
    """Each text as words in `[a-z0-9'`]`, articles set apart and dropped where more is left."""
    made = [_one_line(t) if t.isascii() else "" for t in texts]
    foreign = [i for i, t in enumerate(texts) if not t.isascii()]
    if foreign:
        from anyascii import anyascii  # 27 ms to import

        joined = "\n".join(_as_spelt(_one_line(texts[i]).casefold()) for i in foreign)
        split = _ARABIC_ARTICLE.sub("al ", joined).translate(_LETTERS)
        lines = anyascii(split).split("\n")
        if len(lines) != len(foreign):
            lines = [anyascii(one).replace("\n", " ") for one in split.split("\n")]
        for i, one in zip(foreign, lines, strict=True):
            made[i] = one
    result = []
    for one in made:
        words = [w for w in one.lower().translate(_ASCII_SPACED).split() if w.strip("'`")]
        bare = [w for w in words if w.strip("'`") not in _ARTICLES]
        result.append(bare or words)
    return result


def _as_spelt(text: str) -> str:
    """A text with what its own spelling writes in other ways than Latin ones do, so that it reads
    as they do."""
    text = _GERESH.sub(lambda found: _GERESH_READ[found[1]], text)
    text = _GREEK.sub(lambda found: _GREEK_READ.get(found[0], "u"), text)
    if _TURKISH.search(text):
        text = _TURKISH_C.sub("dj", text)
    return _HAN.sub(r" \g<0>", text)


def skeletons(words: Sequence[str]) -> list[str]:
    """The skeleton of each word of `latin`; a word without consonants stands for itself.

    `!` stands for *ch*, which is one sound in English and another in German or Greek.
    """
    if not words:
        return []
    # One string for all of them: 40,000 words at once take 40 ms, one by one 290.
    joined = "\n" + "\n".join(words)
    for old, new in _CLASSES:
        joined = joined.replace(old, new)
    # An h as the last letter is silent, or was a vowel.
    joined = joined.replace("h\n", "\n").removesuffix("h").translate(_LETTER_CLASSES)
    for _ in range(2):
        for old, new in _DOUBLED:
            joined = joined.replace(old, new)
    return [
        made or word.translate(_MARKS)
        for made, word in zip(joined[1:].split("\n"), words, strict=True)
    ]


def _readings(skeleton: str) -> tuple[str, ...]:
    if "!" not in skeleton:
        return (skeleton,)
    return (skeleton.replace("!", "h"), skeleton.replace("!", "s"))


class Spelling(NamedTuple):
    """The comparable forms of words, one list each; `weights` say how much each word tells."""

    letters: list[str]
    consonants: list[str]
    skeletons: list[str]
    weights: list[int]


def spelling(words: Sequence[str]) -> Spelling:
    """The comparable forms of words of `latin`."""
    joined = "\n".join(words)
    letters = joined.translate(_MARKS).split("\n") if words else []
    consonants = joined.translate(_VOWELS).split("\n") if words else []
    found = skeletons(words)
    return Spelling(
        letters,
        [some or every for some, every in zip(consonants, letters, strict=True)],
        found,
        list(map(len, found)),
    )


_SHORT = 3
"""A word of so few consonants is also read as one with its neighbour, as some spellings do."""


class Likeness(NamedTuple):
    """How a row answers to a query, each 0..1: the query found in it, and it found in the query.

    `evidence` is the number of consonants that rest on it.
    """

    row: int
    query: float
    name: float
    evidence: int


class _Unit(NamedTuple):
    """One or two words of a query: their places, their weight, and the known words like them."""

    places: tuple[int, ...]
    weight: int
    like: dict[int, float]


_WORDS = 300
"""Known words that are compared letter by letter with one of the query."""
_ROWS = 800
"""Rows that are looked at for one word of the query."""
_COMPARED = 80
"""Rows that are compared word by word. Lower limits cost hits, higher ones the time of a key."""
_SEEKING = 3
"""Words of a query that bring rows in; the others only tell which of them are meant."""
_ASKED = 8
"""Words of a query that count."""


def _telling(unit: _Unit) -> tuple[bool, int, tuple[int, ...]]:
    """Single words before pairs, long ones first."""
    return len(unit.places) > 1, -unit.weight, unit.places


def _signs(skeleton: str) -> int:
    """Which consonants are in it, as bits; the nine classes have a bit each."""
    bits = 0
    for sign in skeleton:
        bits |= 1 << ord(sign) % 13
    return bits


class Sounds:
    """The words of many names, found by sound; rows are positions in `texts`."""

    def __init__(self, texts: Sequence[str], breathe: Breathe = no_pause) -> None:
        latins = [words for part in parts(texts, breathe) for words in latin(part)]
        numbers: dict[str, int] = {}
        for words in paced(latins, breathe):
            for word in words:
                numbers.setdefault(word, len(numbers))
        spelt = [spelling(part) for part in parts(list(numbers), breathe)]
        self._words = Spelling(
            [one for part in spelt for one in part.letters],
            [one for part in spelt for one in part.consonants],
            [one for part in spelt for one in part.skeletons],
            [one for part in spelt for one in part.weights],
        )
        self._single = [[numbers[w] for w in ws] for ws in paced(latins, breathe)]
        self._pairs: dict[int, list[tuple[int, int]]] = {}
        self._index_pairs(latins, breathe)
        weights = self._words.weights
        self._wholes = [
            sum([weights[n] for n in single]) or 1 for single in paced(self._single, breathe)
        ]
        self._rows_of: list[list[int]] = [[] for _ in weights]
        rows_of = self._rows_of
        for row, single in enumerate(paced(self._single, breathe)):
            for n in single:
                rows_of[n].append(row)
        for row, pairs in paced(self._pairs.items(), breathe):
            for n, _ in pairs:
                rows_of[n].append(row)
        self._by_skeleton: dict[str, list[int]] = {}
        for n, skeleton in enumerate(paced(self._words.skeletons, breathe)):
            for reading in _readings(skeleton):
                self._by_skeleton.setdefault(reading, []).append(n)
        self._groups: dict[int, dict[int, list[str]]] = {}
        for skeleton in paced(self._by_skeleton, breathe):
            group = self._groups.setdefault(len(skeleton), {})
            group.setdefault(_signs(skeleton), []).append(skeleton)
        self._cache: dict[str, dict[int, float]] = {}

    def _index_pairs(self, latins: Sequence[Sequence[str]], breathe: Breathe) -> None:
        """Add the pairs of words that are also read as one, with the place of their first."""
        weights = self._words.weights
        numbers: dict[str, int] = {}
        for row, single in enumerate(paced(self._single, breathe)):
            for place in range(len(single) - 1):
                if min(weights[single[place]], weights[single[place + 1]]) <= _SHORT:
                    # The mark keeps the two letters that meet from being read as one sound.
                    pair = f"{latins[row][place]}'{latins[row][place + 1]}"
                    n = numbers.setdefault(pair, len(weights) + len(numbers))
                    self._pairs.setdefault(row, []).append((n, place))
        for part in parts(list(numbers), breathe):
            more = spelling(part)
            self._words.letters.extend(more.letters)
            self._words.consonants.extend(more.consonants)
            self._words.skeletons.extend(more.skeletons)
            weights.extend(more.weights)

    def close(self, text: str) -> list[Likeness]:
        """Rows whose words are like those of `text`, in any order; unsorted."""
        spelt = latin([text])[0][:_ASKED]
        weights = spelling(spelt).weights
        units = [((i,), word) for i, word in enumerate(spelt)] + [
            ((i, i + 1), f"{spelt[i]}'{spelt[i + 1]}")
            for i in range(len(spelt) - 1)
            if min(weights[i], weights[i + 1]) <= _SHORT
        ]
        read = [
            _Unit(places, sum(weights[i] for i in places), self._like(word))
            for places, word in units
        ]
        total = sum(weights)
        return [self._likeness(row, read, total) for row in self._candidates(read)]

    def _like(self, word: str) -> dict[int, float]:
        """Known words like this one, by number: 0..1, best first."""
        cached = self._cache.get(word)
        if cached is not None:
            return cached
        from rapidfuzz import fuzz  # 24 ms to import

        (letters,), (consonants,), (skeleton,), _ = spelling([word])
        scores: dict[str, float] = {}
        readings = _readings(skeleton)
        if "c" in word:
            # Whoever types a Turkish c may leave out the letters by which it could be told.
            readings += _readings(*skeletons([_TURKISH_C.sub("dj", word)]))
        for reading in dict.fromkeys(readings):
            for other, score in self._sounding(reading):
                scores[other] = max(score, scores.get(other, 0.0))
        found: dict[int, float] = {}
        ratio = fuzz.ratio
        known = self._words
        for other, score in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
            for n in self._by_skeleton[other]:
                near = (
                    0.0050 * score
                    + 0.0020 * ratio(consonants, known.consonants[n])
                    + 0.0030 * ratio(letters, known.letters[n])
                )
                if near > found.get(n, 0.0):
                    found[n] = near
            if len(found) > _WORDS:
                break
        found = dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
        if len(self._cache) > 64:
            self._cache.clear()
        self._cache[word] = found
        return found

    def _sounding(self, skeleton: str) -> list[tuple[str, float]]:
        """Known skeletons like this one, and how much, to 100."""
        from rapidfuzz import fuzz, process

        size, signs = len(skeleton), _signs(skeleton)
        found = [(skeleton, 100.0)] if skeleton in self._by_skeleton else []
        if size < 2:
            return found
        # One consonant more or less in short words, one other consonant from four on; in long
        # words that is well above the cutoff, and a lower one only brings noise.
        cutoff = 75 if 4 <= size <= 6 else 80
        for length, group in self._groups.items():
            differing = int((size + length) * (100 - cutoff) / 100)
            if length < 2 or abs(size - length) > differing:
                continue
            # Each sign put in or left out changes one bit at most.
            near = [
                other
                for bits, others in group.items()
                if (bits ^ signs).bit_count() <= differing
                for other in others
            ]
            found += [
                (other, score)
                for other, score, _ in process.extract(
                    skeleton, near, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
                )
            ]
        return found

    def _candidates(self, units: Sequence[_Unit]) -> list[int]:
        """The rows that share most with the query, by a sum that is quick to make."""
        sums: dict[int, float] = {}
        for order, (places, weight, like) in enumerate(sorted(units, key=_telling)):
            chosen = []
            count = 0
            for n, near in like.items():
                chosen.append((self._rows_of[n], near * weight))
                count += len(self._rows_of[n])
                if count > _ROWS:
                    break
            best: dict[int, float] = {}
            for rows, value in reversed(chosen):
                best.update(dict.fromkeys(rows, value))
            if not sums:
                sums = best
                continue
            known = best.keys() & sums.keys()
            if len(places) == 1:
                for row in known:
                    sums[row] += best[row]
            else:
                # Two words read as one don't count twice.
                for row in known:
                    sums[row] = max(sums[row], best[row])
            if order < _SEEKING:
                sums = best | sums
        wholes = self._wholes
        ranked = [(-value * (6 + value / wholes[row]), row) for row, value in sums.items()]
        ranked.sort()
        return [row for _, row in ranked[:_COMPARED]]

    def _likeness(self, row: int, units: Sequence[_Unit], total: int) -> Likeness:
        """Each word of the query with its best word of the row, none used twice."""
        single = self._single[row]
        pairs = self._pairs.get(row, ())
        matches: list[tuple[float, tuple[int, ...], tuple[int, ...], int]] = []
        for places, weight, like in units:
            for place, n in enumerate(single):
                if n in like:
                    matches.append((-like[n] * weight, places, (place,), weight))
            for n, place in pairs:
                if n in like:
                    matches.append((-like[n] * weight, places, (place, place + 1), weight))
        if len(matches) > 1:
            matches.sort()
        asked: set[int] = set()
        used: set[int] = set()
        found = matched = 0.0
        evidence = 0
        weights = self._words.weights
        for value, places, at, weight in matches:
            if asked.isdisjoint(places) and used.isdisjoint(at):
                asked.update(places)
                used.update(at)
                found -= value
                evidence += weight
                matched -= value / weight * sum([weights[single[place]] for place in at])
        return Likeness(row, found / total, matched / self._wholes[row], evidence)
