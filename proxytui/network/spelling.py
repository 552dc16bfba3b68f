"""How alike two spellings of a name are, across scripts: comparable words, and a table of them.

A word is compared by three strings: its *skeleton* (transliterated, vowels dropped, consonants
in nine classes), its consonants as they stand, and its letters. Transliterations of one name
mostly share the first, so the skeleton finds candidates and the other two put them in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from proxytui.text import fold, line

LONGEST = 200
"""Characters of a name that are compared; nobody types more, and some files hold megabytes."""

_QUOTES = dict.fromkeys(map(ord, "'`’‘ʼʿʾ\"ـ"))
_ASCII_PLAIN = {c: " " for c in range(128) if not chr(c).isalnum()} | _QUOTES
_NOT_WORD = re.compile(r"[\W_]+")

# Letters that anyascii writes with signs that would be read otherwise: an h that is no part of a
# digraph, a Hebrew vav that is mostly a vowel, and affricates that Latin spells in many ways.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("هحהח", "'h"),
        **dict.fromkeys("ו", "w"),
        **dict.fromkeys("כ", "k"),
        **dict.fromkeys("цצץ", "z"),
        **dict.fromkeys("چčćч", "tch"),
        **dict.fromkeys("щ", "sh"),
        **dict.fromkeys("çş", "s"),
        **dict.fromkeys("χ", "kh"),
    }
)
_ARABIC_ARTICLE = re.compile(r"(?<!\w)و?ال(?=\w{3})")
_ASCII_SPACED = {c: " " for c in range(128) if not chr(c).isalnum() and chr(c) not in "'`\n"}
_MARKS = dict.fromkeys(map(ord, "'`"))
# Articles as they are assimilated and spelt, and the commonest words between names.
_ARTICLES = frozenset(
    "al el il ul l ad ar as ash at an az ed er es esh et en ez the of and in for wa va ve".split()
)
_CLASSES = (
    *(("tsch", "s"), ("dsch", "s"), ("dzh", "s"), ("tch", "s"), ("sch", "s"), ("dj", "s")),
    *(("sh", "s"), ("zh", "s"), ("kh", "h"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ph", "b")),
    *(("ck", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ch", "!"), ("x", "ks")),
)
_LETTER_CLASSES: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "aeiouyw'`")),
    **{
        ord(letter): letters[0]
        for letters in ("bpfv", "kqgc", "td", "szj", "h", "l", "m", "n", "r")
        for letter in letters
    },
}
_VOWELS = dict.fromkeys(map(ord, "aeiouyw'`"))
_DOUBLED = tuple((c * 2, c) for c in "bktshlmnr!")


def plain(text: str) -> str:
    """The text for finding: folded, words of letters and digits with one blank between them."""
    text = text[:LONGEST]
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_PLAIN).split())
    bare = fold(text.replace("\u200c", " ")).translate(_QUOTES)
    return _NOT_WORD.sub(" ", bare).strip()


def latin(texts: Sequence[str]) -> list[list[str]]:
    """Each text as words in `[a-z0-9'`]`, articles set apart and dropped where more is left."""
    made = [t[:LONGEST] if t.isascii() else "" for t in texts]
    foreign = [i for i, t in enumerate(texts) if not t.isascii()]
    if foreign:
        from anyascii import anyascii  # 27 ms to import

        joined = "\n".join(
            line(texts[i][:LONGEST]).casefold().replace("\u200c", " ") for i in foreign
        )
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


def skeletons(words: Sequence[str]) -> list[str]:
    """The skeleton of each word of `latin`; a word without consonants stands for itself.

    `!` stands for *ch*, which is one sound in English and another in German or Greek.
    """
    # One string for all of them: replacing in 50,000 words at once takes 30 ms, one by one 400.
    joined = "\n".join(words)
    for old, new in _CLASSES:
        joined = joined.replace(old, new)
    joined = joined.translate(_LETTER_CLASSES)
    for _ in range(2):
        for old, new in _DOUBLED:
            joined = joined.replace(old, new)
    return [
        (made[:-1] if len(made) > 1 and made[-1] == "h" else made) or word.translate(_MARKS)
        for made, word in zip(joined.split("\n"), words, strict=True)
    ]


def _readings(skeleton: str) -> tuple[str, ...]:
    if "!" not in skeleton:
        return (skeleton,)
    return (skeleton.replace("!", "h"), skeleton.replace("!", "s"))


class Word(NamedTuple):
    """One word: its letters, its consonants, its skeleton, and how much it tells (its length)."""

    letters: str
    consonants: str
    skeleton: str
    weight: int


def words(latins: Sequence[str]) -> list[Word]:
    """The comparable form of each word of `latin`."""
    made = []
    for word, skeleton in zip(latins, skeletons(latins), strict=True):
        letters = word.translate(_MARKS)
        consonants = word.translate(_VOWELS)
        made.append(Word(letters, consonants or letters, skeleton, max(1, len(skeleton))))
    return made


def _joined(first: Word, second: Word) -> bool:
    """Whether two words are also compared as one: name parts that some spellings write together."""
    return min(first.weight, second.weight) <= 2


class Likeness(NamedTuple):
    """How a row answers to a query, each 0..1: the query found in it, and it found in the query.

    `evidence` is the number of consonants that rest on it.
    """

    row: int
    query: float
    name: float
    evidence: int


_EXPANDED = 3000
"""Rows that are compared word by word for one query; 3,000 take about 6 ms."""


class Sounds:
    """The words of many names, found by sound; rows are positions in `texts`."""

    def __init__(self, texts: Sequence[str]) -> None:
        latins = latin(texts)
        known = list(dict.fromkeys(w for ws in latins for w in ws))
        table = dict(zip(known, words(known), strict=True))
        pairs: dict[str, None] = {}
        for ws in latins:
            for a, b in zip(ws, ws[1:], strict=False):
                if _joined(table[a], table[b]):
                    pairs[f"{a}'{b}"] = None
        fresh = [p for p in pairs if p not in table]
        table.update(zip(fresh, words(fresh), strict=True))
        numbers = {w: n for n, w in enumerate(table)}
        self._words = list(table.values())
        self._rows_of: list[list[int]] = [[] for _ in numbers]
        self._single: list[tuple[int, ...]] = []
        self._pairs: list[tuple[tuple[int, int, int], ...]] = []
        for row, ws in enumerate(latins):
            single = tuple(numbers[w] for w in ws)
            double = tuple(
                (numbers[pair], a, b)
                for a, b, pair in (
                    (i, i + 1, f"{x}'{y}")
                    for i, (x, y) in enumerate(zip(ws, ws[1:], strict=False))
                )
                if pair in pairs
            )
            self._single.append(single)
            self._pairs.append(double)
            for n in {*single, *(d[0] for d in double)}:
                self._rows_of[n].append(row)
        self._by_skeleton: dict[str, list[int]] = {}
        for n, word in enumerate(self._words):
            for reading in _readings(word.skeleton):
                self._by_skeleton.setdefault(reading, []).append(n)
        self._by_length: dict[int, list[str]] = {}
        for skeleton in self._by_skeleton:
            self._by_length.setdefault(len(skeleton), []).append(skeleton)
        self._cache: dict[str, dict[int, float]] = {}

    def _like(self, word: Word) -> dict[int, float]:
        """Words like this one, by number: 0..1, nothing below the cutoff of the skeletons."""
        from rapidfuzz import fuzz, process

        cached = self._cache.get(word.letters)
        if cached is not None:
            return cached
        skeleton_scores: dict[str, float] = {}
        for reading in _readings(word.skeleton):
            if reading in self._by_skeleton:
                skeleton_scores[reading] = 100.0
            size = len(reading)
            if size < 2:
                continue
            # One consonant more or less in short words, one other consonant from four on.
            cutoff = 75 if size > 3 else 80
            low, high = size * cutoff / (200 - cutoff), size * (200 - cutoff) / cutoff
            for length, bucket in self._by_length.items():
                if not max(2, low) <= length <= high:
                    continue
                for other, score, _ in process.extract(
                    reading, bucket, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
                ):
                    if score > skeleton_scores.get(other, 0.0):
                        skeleton_scores[other] = score
        found: dict[int, float] = {}
        ratio = fuzz.ratio
        letters, consonants = word.letters, word.consonants
        for other, score in sorted(skeleton_scores.items(), key=lambda s: (-s[1], s[0])):
            for n in self._by_skeleton[other]:
                candidate = self._words[n]
                near = (
                    0.55 * score
                    + 0.25 * ratio(consonants, candidate.consonants)
                    + 0.20 * ratio(letters, candidate.letters)
                ) / 100
                if near > found.get(n, 0.0):
                    found[n] = near
            if len(found) > _EXPANDED:
                break
        if len(self._cache) > 256:
            self._cache.clear()
        self._cache[word.letters] = found
        return found

    def close(self, text: str) -> list[Likeness]:
        """Rows whose words are like those of `text`, in any order; unsorted."""
        spelt = latin([text])[0][:12]
        if not spelt:
            return []
        parts = words(spelt)
        doubles = words([f"{a}'{b}" for a, b in zip(spelt, spelt[1:], strict=False)])
        units = [(word, (i,)) for i, word in enumerate(parts)] + [
            (word, (i, i + 1))
            for i, word in enumerate(doubles)
            if len(parts) == 2 or _joined(parts[i], parts[i + 1])
        ]
        likes = [(self._like(word), at) for word, at in units]
        total = sum(p.weight for p in parts)
        return [
            self._likeness(row, likes, parts, total) for row in self._candidates(likes, parts)
        ]

    def _candidates(
        self, likes: Sequence[tuple[dict[int, float], tuple[int, ...]]], parts: Sequence[Word]
    ) -> Iterable[int]:
        """Rows that share a word with the query: those of rare and of close words first."""
        ranked = [
            (-near * sum(parts[i].weight for i in at), len(self._rows_of[n]), n)
            for like, at in likes
            for n, near in like.items()
        ]
        rows: dict[int, None] = {}
        for _, _, n in sorted(ranked):
            rows.update(dict.fromkeys(self._rows_of[n][:_EXPANDED]))
            if len(rows) > _EXPANDED:
                break
        return rows

    def _likeness(
        self,
        row: int,
        likes: Sequence[tuple[dict[int, float], tuple[int, ...]]],
        parts: Sequence[Word],
        total: int,
    ) -> Likeness:
        """Each word of the query with its best word of the row, none used twice."""
        single = self._single[row]
        matches = []
        for like, at in likes:
            for place, n in enumerate(single):
                near = like.get(n)
                if near is not None:
                    matches.append((near, at, (place,)))
            for n, a, b in self._pairs[row]:
                near = like.get(n)
                if near is not None:
                    matches.append((near, at, (a, b)))
        if len(matches) > 1:
            matches.sort(key=lambda m: (-m[0] * sum(parts[i].weight for i in m[1]), m))
        asked: set[int] = set()
        used: set[int] = set()
        found = matched = evidence = 0.0
        for near, at, places in matches:
            if asked.isdisjoint(at) and used.isdisjoint(places):
                asked.update(at)
                used.update(places)
                weight = sum(parts[i].weight for i in at)
                found += near * weight
                evidence += weight
                matched += near * sum(self._words[single[p]].weight for p in places)
        whole = sum(self._words[n].weight for n in single)
        return Likeness(row, found / total, matched / whole, int(evidence))
