"""How alike names are by their sound, across scripts: a table of the words of many names."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import batches, never, with_checkpoints
from proxytui.search.transliteration import Spelling, heard, latin, readings, skeletons, spelling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint

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


def _cutoff(size: int) -> int:
    """How alike skeletons must be, to 100, to one with so many consonants.

    One consonant more or less in short words, one other consonant from four on; in long words that
    is well above the cutoff, and a lower one only brings noise.
    """
    return 75 if 4 <= size <= 6 else 80


def _signs(skeleton: str) -> int:
    """Which consonants are in it, as bits; the nine classes have a bit each."""
    bits = 0
    for sign in skeleton:
        bits |= 1 << ord(sign) % 13
    return bits


def _asked(query: str) -> tuple[list[tuple[tuple[int, ...], str]], list[int]]:
    """The words of a query and pairs of them that may be one, with their places; and how much
    each single word tells."""
    spelt = latin([query])[0][:_ASKED]
    weights = spelling(spelt).weights
    units: list[tuple[tuple[int, ...], str]] = [((i,), word) for i, word in enumerate(spelt)]
    units += [
        ((i, i + 1), _as_one(spelt[i], spelt[i + 1]))
        for i in range(len(spelt) - 1)
        if min(weights[i], weights[i + 1]) <= _SHORT
    ]
    return units, weights


def _as_one(word: str, other: str) -> str:
    """Two words read as one; the mark keeps the letters that meet from being read as one sound."""
    return f"{word}'{other}"


def likely(latins: Sequence[Sequence[str]], query: str) -> list[int]:
    """Which texts, given as words of `latin`, hold a word, or two read as one, that sounds like one
    of the query.

    A `Sounds` of these alone answers as that of all would: for a single question the less work.
    """
    from rapidfuzz import fuzz, process

    words = list(dict.fromkeys(chain.from_iterable(latins)))
    found = skeletons(words)
    short = {word for word, skeleton in zip(words, found, strict=True) if len(skeleton) <= _SHORT}
    joined: dict[str, list[int]] = {}
    for row, line in enumerate(latins):
        if len(line) > 1 and not short.isdisjoint(line):
            for one, other in pairwise(line):
                if one in short or other in short:
                    joined.setdefault(_as_one(one, other), []).append(row)
    words += joined
    found += skeletons(list(joined))
    read = {skeleton: readings(skeleton) for skeleton in dict.fromkeys(found)}
    known = list(dict.fromkeys(chain.from_iterable(read.values())))
    like: set[str] = set()
    for asked in {reading for _, word in _asked(query)[0] for reading in heard(word)}:
        like.add(asked)
        if len(asked) > 1:
            cutoff = _cutoff(len(asked))
            near = process.extract(asked, known, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
            like.update(skeleton for skeleton, _, _ in near)
    alike = {skeleton for skeleton, one in read.items() if not like.isdisjoint(one)}
    wanted = {word for word, skeleton in zip(words, found, strict=True) if skeleton in alike}
    rows = {row for row, line in enumerate(latins) if not wanted.isdisjoint(line)}
    rows.update(row for pair in wanted & joined.keys() for row in joined[pair])
    return sorted(rows)


class PhoneticIndex:
    """The words of many names, given as those of `latin`, found by sound; rows are positions."""

    def __init__(self, latins: Sequence[Sequence[str]], checkpoint: Checkpoint = never) -> None:
        numbers: dict[str, int] = {}
        for words in with_checkpoints(latins, checkpoint):
            for word in words:
                numbers.setdefault(word, len(numbers))
        spelt = [spelling(part) for part in batches(list(numbers), checkpoint)]
        self._words = Spelling(
            [one for part in spelt for one in part.letters],
            [one for part in spelt for one in part.consonants],
            [one for part in spelt for one in part.skeletons],
            [one for part in spelt for one in part.weights],
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
            group.setdefault(_signs(skeleton), []).append(skeleton)
        self._cache: dict[str, dict[int, float]] = {}

    def _index_pairs(self, latins: Sequence[Sequence[str]], checkpoint: Checkpoint) -> None:
        """Add the pairs of words that are also read as one, with the place of their first."""
        weights = self._words.weights
        numbers: dict[str, int] = {}
        for row, single in enumerate(with_checkpoints(self._single, checkpoint)):
            for place in range(len(single) - 1):
                if min(weights[single[place]], weights[single[place + 1]]) <= _SHORT:
                    pair = _as_one(latins[row][place], latins[row][place + 1])
                    n = numbers.setdefault(pair, len(weights) + len(numbers))
                    self._pairs.setdefault(row, []).append((n, place))
        for part in batches(list(numbers), checkpoint):
            more = spelling(part)
            self._words.letters.extend(more.letters)
            self._words.consonants.extend(more.consonants)
            self._words.skeletons.extend(more.skeletons)
            weights.extend(more.weights)

    def close(self, text: str) -> list[Likeness]:
        """Rows whose words are like those of `text`, in any order; unsorted."""
        units, weights = _asked(text)
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

        (letters,), (consonants,), _, _ = spelling([word])
        scores: dict[str, float] = {}
        for reading in heard(word):
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
        cutoff = _cutoff(size)
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
