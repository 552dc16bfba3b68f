"""Names, ids and identifiers to be found by letters and by sound, those of a set of actors."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import batches, never, with_checkpoints
from proxytui.search.near_names import NameHit
from proxytui.search.phonetics import Likeness, PhoneticIndex
from proxytui.search.transliteration import latin, other_spellings, plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from proxytui.graph.merged_actors import MergedActors
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor
    from proxytui.search.phonetics import SoundIndex


class SearchableName(NamedTuple):
    """A name, id or identifier by which an actor is found. `less` lowers its score; it is `CODE`
    for ids and identifiers, which have no spellings."""

    less: float
    shown: str
    actor: str
    weak: bool


class NameRow(NamedTuple):
    """A `SearchableName` with the key by which it is looked up; `is_variant` marks another reading
    of its signs."""

    size: int
    key: str
    is_variant: bool
    less: float
    shown: str
    actor: str
    weak: bool


# Of two equally good names, the one that an actor goes by and its acronyms come first: by less
# than scores are rounded to.
CODE = 1.0
_WEAK = 0.04
_OTHER = 0.02


def searchable_names(
    actors: Iterable[Actor], merged: MergedActors, checkpoint: Checkpoint = never
) -> list[SearchableName]:
    names: list[SearchableName] = []
    for actor in with_checkpoints(actors, checkpoint):
        for number, name in enumerate(actor.names):
            weak = name.type == "weak"
            is_main = number == 0 or name.type in ("name", "acronym")
            less = _WEAK if weak else 0.0 if is_main else _OTHER
            names.append(SearchableName(less, name.text, actor.id, weak))
        for id_ in merged.records(actor.id):
            names.append(SearchableName(CODE, id_, actor.id, False))
        for scheme, values in actor.identifiers.items():
            names += [
                SearchableName(CODE, f"{scheme}:{value}", actor.id, False) for value in values
            ]
    return names


def unsorted_rows(names: Sequence[SearchableName]) -> Iterator[NameRow]:
    """The rows of names, each with those of its other spellings."""
    texts = [name.shown for name in names]
    named = [(name, False) for name in names]
    for name in names:
        if name.less != CODE:
            for other in other_spellings(name.shown):
                texts.append(other)
                named.append((name, True))
    for key, (name, is_variant) in zip(plain(texts), named, strict=True):
        if key:
            yield NameRow(len(key), key, is_variant, *name)


def _rows(names: Sequence[SearchableName], checkpoint: Checkpoint) -> list[NameRow]:
    sizes: dict[int, list[NameRow]] = {}
    for batch in batches(names, checkpoint):
        for row in unsorted_rows(batch):
            sizes.setdefault(row.size, []).append(row)
    # Short names first; one sort of all would hold others up for long.
    return [
        row for size in sorted(sizes) for row in sorted(with_checkpoints(sizes[size], checkpoint))
    ]


# Scores: at least the first where the text was found so, up to the second for a whole name.
_WHOLE = 100.0
_START = (90.0, 99.0)
_OTHER_START = (89.5, 89.9)
"""The beginning of a name that an actor doesn't go by gives way to that of one that it does."""
_WORD_START = (80.0, 89.0)
_INSIDE = (60.0, 69.0)


class NameBlock(ABC):
    """The names of a set of actors, short ones first, so that a search may stop at its limit."""

    @abstractmethod
    def _containing(self, needle: str) -> Iterator[NameRow]:
        """The rows whose key has the needle in it; it may begin with the blank before a word."""

    @abstractmethod
    def _starting(self, key: str, longest: int = sys.maxsize) -> Iterator[NameRow]:
        """The rows whose key begins so, in order."""

    @abstractmethod
    def _spelt_row(self, place: int) -> NameRow:
        """The name of a row of the index by sound."""

    @abstractmethod
    def phonetic_index(self, checkpoint: Checkpoint = never) -> SoundIndex:
        """The names by sound; may take long at the first call."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many rows there are."""

    def by_letters(self, key: str, limit: int, skip: Container[str]) -> dict[str, NameHit]:
        """Hits by letters: the whole name, its start, the start of a word, inside; at most
        `limit`."""
        hits: dict[str, NameHit] = {}
        for rows, (low, high) in (
            (self._starting(key, len(key)), (_WHOLE, _WHOLE)),
            (self._starting(key), _START),
            (self._containing(f" {key}"), _WORD_START),
            (self._containing(key), _INSIDE),
        ):
            if len(hits) >= limit:
                break
            # An actor may have thousands of names, so rows are limited too.
            for count, row in enumerate(rows):
                if len(hits) >= limit or count >= 20 * limit:
                    break
                if row.actor not in hits and row.actor not in skip:
                    is_other = low == _START[0] and row.less > 0.0
                    least, most = _OTHER_START if is_other else (low, high)
                    score = least + (most - least) * len(key) / row.size
                    hits[row.actor] = NameHit(row.actor, row.shown, score - row.less)
        return hits

    def by_sound(self, text: str) -> list[tuple[NameRow, Likeness]]:
        """Names whose words sound like those of the text."""
        return [(self._spelt_row(like.row), like) for like in self.phonetic_index().close(text)]


class BlockInMemory(NameBlock):
    """Names in memory, made at once from those of some actors."""

    def __init__(self, names: Sequence[SearchableName], checkpoint: Checkpoint = never) -> None:
        self._rows = _rows(names, checkpoint)
        self._blob = "\n" + "".join(f"{row.key}\n" for row in self._rows)
        self._starts = list(accumulate((row.size + 1 for row in self._rows), initial=1))
        sizes = [row.size for row in self._rows]
        self._sizes = [(bisect_left(sizes, n), bisect_right(sizes, n), n) for n in sorted({*sizes})]
        self._sounds: PhoneticIndex | None = None
        self._spelt: list[NameRow] = []

    def _containing(self, needle: str) -> Iterator[NameRow]:
        position = self._blob.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position + 1) - 1
            yield self._rows[number]
            # The search goes on from the line feed before the next row, which may begin the needle.
            position = self._blob.find(needle, self._starts[number + 1] - 1)

    def _starting(self, key: str, longest: int = sys.maxsize) -> Iterator[NameRow]:
        """The rows whose key begins so, in order: looked up, where the blob has to be read."""
        for begin, end, size in self._sizes:
            if len(key) <= size <= longest:
                first = bisect_left(self._rows, key, begin, end, key=lambda row: row.key)
                for number in range(first, end):
                    if not self._rows[number].key.startswith(key):
                        break
                    yield self._rows[number]

    def phonetic_index(self, checkpoint: Checkpoint = never) -> PhoneticIndex:
        """The phonetic index of the names; takes long at the first call."""
        if self._sounds is None:
            self._spelt = [row for row in self._rows if row.less != CODE and not row.is_variant]
            shown = [row.shown for row in self._spelt]
            latins = [words for part in batches(shown, checkpoint) for words in latin(part)]
            self._sounds = PhoneticIndex(latins, checkpoint)
        return self._sounds

    def _spelt_row(self, place: int) -> NameRow:
        return self._spelt[place]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._rows)
