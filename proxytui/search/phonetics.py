"""How alike names are by their sound, across scripts: a table of the words of many names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import batches, never, with_checkpoints
from proxytui.search.transliteration import (
    Spelling,
    latin,
    readings,
    skeletons,
    sounds_of,
    spelling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.jobs.pacing import Checkpoint

SHORT = 3
"""A word of so few consonants is also read as one with its neighbour, as some spellings do."""


class Likeness(NamedTuple):
    """How well a row answers to a query, 0 to 1: `query` is the share of the query found in the
    row, `name` the share of the row found in the query.

    `evidence` is the number of consonants that agree.
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
"""How many known words are compared letter by letter with one of the query."""
_ROWS = 800
"""How many rows are looked at for one word of the query."""
_COMPARED = 80
"""How many rows are compared word by word: fewer cost hits, more cost a key's time."""
_SEEKING = 3
"""How many words of a query bring rows in; the others only decide between them."""
_QUERY_WORDS = 8
"""How many words of a query count."""


def _telling(unit: _Unit) -> tuple[bool, int, tuple[int, ...]]:
    """The sort key of units: single words before pairs, long ones first."""
    return len(unit.places) > 1, -unit.weight, unit.places


def _cutoff(size: int) -> int:
    """How alike skeletons must be, to 100, to one with so many consonants.

    One consonant more or less in short words, one other consonant from four on; in long words that
    is well above the cutoff, and a lower one only brings noise.
    """
    return 75 if 4 <= size <= 6 else 80


def _differing(size: int, length: int, cutoff: int) -> int:
    """How many signs two skeletons of these sizes may differ by."""
    return int((size + length) * (100 - cutoff) / 100)


def signs_of(skeleton: str) -> int:
    """The consonants of a skeleton as bits, one for each of the nine classes."""
    bits = 0
    for sign in skeleton:
        bits |= 1 << ord(sign) % 13
    return bits


def _asked(query: str) -> tuple[list[tuple[tuple[int, ...], str]], list[int]]:
    """The words of a query and the pairs of them that may be one, with their places; and the weight
    of each single word."""
    spelt = latin([query])[0][:_QUERY_WORDS]
    weights = spelling(spelt).weights
    units: list[tuple[tuple[int, ...], str]] = [((i,), word) for i, word in enumerate(spelt)]
    units += [
        ((i, i + 1), as_one(spelt[i], spelt[i + 1]))
        for i in range(len(spelt) - 1)
        if min(weights[i], weights[i + 1]) <= SHORT
    ]
    return units, weights


def as_one(word: str, other: str) -> str:
    """Two words read as one; the mark keeps the letters that meet from being read as one sound."""
    return f"{word}'{other}"


def likely(latins: Sequence[Sequence[str]], query: str) -> list[int]:
    """The positions of texts, each as words of `latin`, with a word, or two read as one, that
    sounds like one of the query.

    A `PhoneticIndex` of these alone answers as one of all would: less work for a single query.
    """
    from rapidfuzz import fuzz, process

    words = list(dict.fromkeys(chain.from_iterable(latins)))
    found_skeletons = skeletons(words)
    short = {
        word
        for word, skeleton in zip(words, found_skeletons, strict=True)
        if len(skeleton) <= SHORT
    }
    joined: dict[str, list[int]] = {}
    for row, line in enumerate(latins):
        if len(line) > 1 and not short.isdisjoint(line):
            for first, second in pairwise(line):
                if first in short or second in short:
                    joined.setdefault(as_one(first, second), []).append(row)
    words += joined
    found_skeletons += skeletons(list(joined))
    readings_of = {skeleton: readings(skeleton) for skeleton in dict.fromkeys(found_skeletons)}
    known_readings = list(dict.fromkeys(chain.from_iterable(readings_of.values())))
    near_readings: set[str] = set()
    for query_reading in {reading for _, word in _asked(query)[0] for reading in sounds_of(word)}:
        near_readings.add(query_reading)
        if len(query_reading) > 1:
            cutoff = _cutoff(len(query_reading))
            matches = process.extract(
                query_reading, known_readings, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
            )
            near_readings.update(skeleton for skeleton, _, _ in matches)
    alike = {
        skeleton for skeleton, sounds in readings_of.items() if not near_readings.isdisjoint(sounds)
    }
    alike_words = {
        word for word, skeleton in zip(words, found_skeletons, strict=True) if skeleton in alike
    }
    rows = {row for row, line in enumerate(latins) if not alike_words.isdisjoint(line)}
    rows.update(row for pair in alike_words & joined.keys() for row in joined[pair])
    return sorted(rows)


class KnownWord(NamedTuple):
    """A word of some names: its number, its letters and its consonants."""

    number: int
    letters: str
    consonants: str


class RowWords(NamedTuple):
    """The words of a row by their numbers, how many consonants each has, and the pairs that are
    also read as one, each with the place of its first."""

    numbers: Sequence[int]
    weights: Sequence[int]
    pairs: Sequence[tuple[int, int]]


class SoundIndex(ABC):
    """Rows of words that are found by their sound, wherever the words are kept."""

    _wholes: Sequence[int]
    """How many consonants each row has, 1 at least."""

    def __init__(self) -> None:
        self._cache: dict[str, dict[int, float]] = {}

    @abstractmethod
    def _is_known(self, skeleton: str) -> bool:
        """Whether a word is read so."""

    @abstractmethod
    def _known_words(self, skeleton: str) -> Iterable[KnownWord]:
        """The words that are read so, in the order of their numbers."""

    @abstractmethod
    def _near_skeletons(self, shortest: int, longest: int) -> Iterable[tuple[int, list[str]]]:
        """The known skeletons of some lengths, by the bits of `signs_of` that they share."""

    @abstractmethod
    def _rows_with(self, word: int) -> Sequence[int]:
        """The rows in which a word stands."""

    @abstractmethod
    def _words_of(self, row: int) -> RowWords:
        """The words of a row."""

    def close(self, text: str) -> list[Likeness]:
        """Rows whose words are like those of `text`, in any order; unsorted."""
        units, weights = _asked(text)
        weighted = [
            _Unit(places, sum(weights[i] for i in places), self._like(word))
            for places, word in units
        ]
        total = sum(weights)
        return [self._likeness(row, weighted, total) for row in self._candidates(weighted)]

    def _like(self, word: str) -> dict[int, float]:
        """Known words like this one, by number, with a likeness of 0 to 1; best first."""
        cached = self._cache.get(word)
        if cached is not None:
            return cached
        from rapidfuzz import fuzz  # 24 ms to import

        (letters,), (consonants,), _, _ = spelling([word])
        scores: dict[str, float] = {}
        for reading in sounds_of(word):
            for other, score in self._sounding(reading):
                scores[other] = max(score, scores.get(other, 0.0))
        scored: dict[int, float] = {}
        ratio = fuzz.ratio
        for other, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
            for n, known_letters, known_consonants in self._known_words(other):
                near = (
                    0.0050 * score
                    + 0.0020 * ratio(consonants, known_consonants)
                    + 0.0030 * ratio(letters, known_letters)
                )
                if near > scored.get(n, 0.0):
                    scored[n] = near
            if len(scored) > _WORDS:
                break
        scored = dict(sorted(scored.items(), key=lambda pair: (-pair[1], pair[0])))
        if len(self._cache) > 64:
            self._cache.clear()
        self._cache[word] = scored
        return scored

    def _sounding(self, skeleton: str) -> list[tuple[str, float]]:
        """Known skeletons like this one, with a likeness of up to 100."""
        from rapidfuzz import fuzz, process

        size, signs = len(skeleton), signs_of(skeleton)
        scored = [(skeleton, 100.0)] if self._is_known(skeleton) else []
        if size < 2:
            return scored
        cutoff = _cutoff(size)
        lengths = [
            length
            for length in range(2, 2 * size + 2)
            if abs(size - length) <= _differing(size, length, cutoff)
        ]
        near: list[str] = []
        for bits, others in self._near_skeletons(lengths[0], lengths[-1]):
            length = len(others[0])
            # A sign more or less changes one bit at most.
            if (bits ^ signs).bit_count() <= _differing(size, length, cutoff):
                near += others
        scored += [
            (other, score)
            for other, score, _ in process.extract(
                skeleton, near, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
            )
        ]
        return scored

    def _candidates(self, units: Sequence[_Unit]) -> list[int]:
        """The rows that share most with the query, by a sum that is quick to compute."""
        sums: dict[int, float] = {}
        for order, (places, weight, like) in enumerate(sorted(units, key=_telling)):
            chosen = []
            count = 0
            for n, near in like.items():
                rows = self._rows_with(n)
                chosen.append((rows, near * weight))
                count += len(rows)
                if count > _ROWS:
                    break
            best: dict[int, float] = {}
            for rows, value in reversed(chosen):
                best.update(dict.fromkeys(rows, value))
            if not sums:
                sums = best
                continue
            shared = best.keys() & sums.keys()
            if len(places) == 1:
                for row in shared:
                    sums[row] += best[row]
            else:
                # Two words read as one don't count twice.
                for row in shared:
                    sums[row] = max(sums[row], best[row])
            if order < _SEEKING:
                sums = best | sums
        wholes = self._wholes
        ranked = [(-value * (6 + value / wholes[row]), row) for row, value in sums.items()]
        ranked.sort()
        return [row for _, row in ranked[:_COMPARED]]

    def _likeness(self, row: int, units: Sequence[_Unit], total: int) -> Likeness:
        """The likeness of a row: each word of the query matched with its best word of the row, none
        used twice."""
        single, row_weights, pairs = self._words_of(row)
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
        matched_places: set[int] = set()
        used_places: set[int] = set()
        query_share = name_share = 0.0
        evidence = 0
        for value, places, row_places, weight in matches:
            if matched_places.isdisjoint(places) and used_places.isdisjoint(row_places):
                matched_places.update(places)
                used_places.update(row_places)
                query_share -= value
                evidence += weight
                name_share -= value / weight * sum([row_weights[place] for place in row_places])
        return Likeness(row, query_share / total, name_share / self._wholes[row], evidence)


class PhoneticIndex(SoundIndex):
    """The words of many names, each as words of `latin`, in memory; rows are positions."""

    def __init__(self, latins: Sequence[Sequence[str]], checkpoint: Checkpoint = never) -> None:
        super().__init__()
        numbers: dict[str, int] = {}
        for words in with_checkpoints(latins, checkpoint):
            for word in words:
                numbers.setdefault(word, len(numbers))
        spelt = [spelling(part) for part in batches(list(numbers), checkpoint)]
        self._words = Spelling(
            [letters for part in spelt for letters in part.letters],
            [consonants for part in spelt for consonants in part.consonants],
            [skeleton for part in spelt for skeleton in part.skeletons],
            [weight for part in spelt for weight in part.weights],
        )
        self._single = [[numbers[w] for w in ws] for ws in with_checkpoints(latins, checkpoint)]
        self._pairs: dict[int, list[tuple[int, int]]] = {}
        self._index_pairs(latins, checkpoint)
        weights = self._words.weights
        self._wholes = [
            sum([weights[n] for n in single]) or 1
            for single in with_checkpoints(self._single, checkpoint)
        ]
        self._rows_of: list[list[int]] = [[] for _ in weights]
        rows_of = self._rows_of
        for row, single in enumerate(with_checkpoints(self._single, checkpoint)):
            for n in single:
                rows_of[n].append(row)
        for row, pairs in with_checkpoints(self._pairs.items(), checkpoint):
            for n, _ in pairs:
                rows_of[n].append(row)
        self._by_skeleton: dict[str, list[int]] = {}
        for n, skeleton in enumerate(with_checkpoints(self._words.skeletons, checkpoint)):
            for reading in readings(skeleton):
                self._by_skeleton.setdefault(reading, []).append(n)
        self._groups: dict[int, dict[int, list[str]]] = {}
        for skeleton in with_checkpoints(self._by_skeleton, checkpoint):
            group = self._groups.setdefault(len(skeleton), {})
            group.setdefault(signs_of(skeleton), []).append(skeleton)

    def _index_pairs(self, latins: Sequence[Sequence[str]], checkpoint: Checkpoint) -> None:
        """Add the pairs of words that are also read as one, with the place of their first."""
        weights = self._words.weights
        numbers: dict[str, int] = {}
        for row, single in enumerate(with_checkpoints(self._single, checkpoint)):
            for place in range(len(single) - 1):
                if min(weights[single[place]], weights[single[place + 1]]) <= SHORT:
                    pair = as_one(latins[row][place], latins[row][place + 1])
                    n = numbers.setdefault(pair, len(weights) + len(numbers))
                    self._pairs.setdefault(row, []).append((n, place))
        for part in batches(list(numbers), checkpoint):
            more = spelling(part)
            self._words.letters.extend(more.letters)
            self._words.consonants.extend(more.consonants)
            self._words.skeletons.extend(more.skeletons)
            weights.extend(more.weights)

    def _is_known(self, skeleton: str) -> bool:
        return skeleton in self._by_skeleton

    def _known_words(self, skeleton: str) -> Iterator[KnownWord]:
        letters, consonants = self._words.letters, self._words.consonants
        for n in self._by_skeleton[skeleton]:
            yield KnownWord(n, letters[n], consonants[n])

    def _near_skeletons(self, shortest: int, longest: int) -> Iterator[tuple[int, list[str]]]:
        for length, group in self._groups.items():
            if shortest <= length <= longest:
                yield from group.items()

    def _rows_with(self, word: int) -> Sequence[int]:
        return self._rows_of[word]

    def _words_of(self, row: int) -> RowWords:
        single, weights = self._single[row], self._words.weights
        return RowWords(single, [weights[n] for n in single], self._pairs.get(row, ()))
