"""Names in a file, looked up when they are asked for: of a store that stays on the disk."""

from __future__ import annotations

import sys
import threading
from array import array
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from proxytui.jobs.pacing import never
from proxytui.search import filed_names_build
from proxytui.search.name_blocks import NameBlock, NameRow
from proxytui.search.phonetics import KnownWord, RowWords, SoundIndex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from proxytui.graph.filed_actors import FiledActors
    from proxytui.jobs.pacing import Checkpoint

Row: TypeAlias = tuple[Any, ...]

FILE = "names.sqlite"
_ROW = "SELECT size, key, variant, less, shown, actor, weak FROM rows WHERE "
_LAST = "\U0010ffff"
_AT_ONCE = 64
"""So many rows are read at a time: few searches look at more."""


class NamesFile:
    """An open file of names; any thread may ask."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._turn = threading.Lock()

    @classmethod
    def open(cls, actors: FiledActors, checkpoint: Checkpoint = never) -> NamesFile | None:
        """The file of the names of these actors, which is made where there is none that fits; None
        where it can't be written."""
        fill = partial(filed_names_build.fill, actors=actors, checkpoint=checkpoint)
        base = actors.derived(FILE, filed_names_build.VERSION, fill)
        return cls(base) if base is not None else None

    def rows(self, query: str, *values: object) -> list[Row]:
        """All rows of an answer."""
        with self._turn:
            return self._base.execute(query, values).fetchall()


class FiledBlock(NameBlock):
    """The names of all actors of a file, as they are stored."""

    def __init__(self, file: NamesFile) -> None:
        self._file = file
        self._sizes = [size for (size,) in file.rows("SELECT size FROM sizes ORDER BY 1")]
        self._chunks: list[tuple[int, bytes]] = []
        self._sounds: FiledSounds | None = None

    def _containing(self, needle: str) -> Iterator[NameRow]:
        sought = needle.encode()
        for first, keys in self._keys():
            row, counted, at = first - 1, 0, keys.find(sought)
            while at >= 0:
                row += keys.count(b"\n", counted, at)
                counted = at
                yield self._spelt_row(row)
                at = keys.find(sought, keys.find(b"\n", at))

    def _keys(self) -> list[tuple[int, bytes]]:
        """The keys of all rows, one a line, in pieces with the number of their first row: a few
        bytes a name."""
        if not self._chunks:
            self._chunks = self._file.rows("SELECT first, keys FROM chunks ORDER BY first")
        return self._chunks

    def _starting(self, key: str, longest: int = sys.maxsize) -> Iterator[NameRow]:
        after = " AND size = ? AND key >= ? AND key < ? ORDER BY number LIMIT ? OFFSET ?"
        query = f"{_ROW}1{after}"
        for size in self._sizes:
            if len(key) <= size <= longest:
                offset = 0
                while rows := self._file.rows(query, size, key, key + _LAST, _AT_ONCE, offset):
                    yield from map(NameRow._make, rows)
                    offset += len(rows)
                    if len(rows) < _AT_ONCE:
                        break

    def _spelt_row(self, place: int) -> NameRow:
        return NameRow._make(self._file.rows(f"{_ROW}number = ?", place)[0])

    def phonetic_index(self, checkpoint: Checkpoint = never) -> FiledSounds:
        """The names by sound."""
        if self._sounds is None:
            self._sounds = FiledSounds(self._file)
        return self._sounds

    @property
    def size(self) -> int:
        """How many rows there are."""
        (number,) = self._file.rows("SELECT coalesce(max(number), 0) FROM rows")[0]
        return int(number)


class FiledSounds(SoundIndex):
    """The words of names in a file; rows are their numbers."""

    def __init__(self, file: NamesFile) -> None:
        super().__init__()
        self._file = file
        self._wholes = array("I", [0])
        for (weights,) in file.rows("SELECT weights FROM wholes"):
            self._wholes.frombytes(weights)

    def _is_known(self, skeleton: str) -> bool:
        return bool(self._file.rows("SELECT 1 FROM heard WHERE skeleton = ? LIMIT 1", skeleton))

    def _known_words(self, skeleton: str) -> Iterator[KnownWord]:
        query = "SELECT word, letters, consonants FROM heard WHERE skeleton = ? ORDER BY word"
        for word, letters, consonants in self._file.rows(query, skeleton):
            yield KnownWord(word, letters, consonants)

    def _near_skeletons(self, shortest: int, longest: int) -> Iterator[tuple[int, list[str]]]:
        query = "SELECT signs, listed FROM skeletons WHERE length BETWEEN ? AND ?"
        for signs, listed in self._file.rows(query, shortest, longest):
            yield signs, listed.split("\n")

    def _rows_with(self, word: int) -> Sequence[int]:
        rows = array("I")
        for (data,) in self._file.rows("SELECT rows FROM word_rows WHERE word = ?", word):
            rows.frombytes(data)
        return rows

    def _words_of(self, row: int) -> RowWords:
        query = "SELECT words, weights, pairs FROM row_words WHERE row = ?"
        words, weights, pairs = (array("I", data) for data in self._file.rows(query, row)[0])
        return RowWords(words, weights, list(zip(pairs[::2], pairs[1::2], strict=True)))
