"""The file of all names of a store that stays on the disk: how it is filled, in a few passes.

The rows are those that names in memory would have, in the same order and with the same words, so
that both give the same answers. Little of it is in memory at a time but the different words.
"""

from __future__ import annotations

from array import array
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from proxytui.graph.merged_actors import NOBODY
from proxytui.jobs import told_progress
from proxytui.search.name_blocks import CODE, searchable_names, unsorted_rows
from proxytui.search.phonetics import SHORT, as_one, signs_of
from proxytui.search.transliteration import latin, readings, spelling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from proxytui.graph.filed_actors import FiledActors
    from proxytui.jobs.pacing import Checkpoint

VERSION = 2
CHUNK_ROWS = 8192
"""So many keys stand in one piece of text, which is read and searched at once."""
_ROWS = 2000
_PAIRS = 1 << 31
"""The numbers of pairs of words begin here, after those of all words."""
_WEIGHT_BITS = 16
_WEIGHT = (1 << _WEIGHT_BITS) - 1
_CACHE_KILOBYTES = 4096
"""What is put in is in order already: with sixteen times as much it takes as long."""

# Rows are numbered in their order. `row_words` has the numbers of a row's words, their weights, and
# its pairs with their places; `word_rows` the rows of a word; all as arrays of 32 bits.
_SCHEMA = """
CREATE TABLE rows (
    number INTEGER PRIMARY KEY, size INTEGER NOT NULL, key TEXT NOT NULL, variant INTEGER NOT NULL,
    less REAL NOT NULL, shown TEXT NOT NULL, actor TEXT NOT NULL, weak INTEGER NOT NULL);
CREATE TABLE sizes (size INTEGER PRIMARY KEY);
CREATE TABLE chunks (first INTEGER PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE row_words (
    row INTEGER PRIMARY KEY, words BLOB NOT NULL, weights BLOB NOT NULL, pairs BLOB NOT NULL);
CREATE TABLE wholes (first INTEGER PRIMARY KEY, weights BLOB NOT NULL);
CREATE TABLE word_rows (word INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE heard (
    skeleton TEXT NOT NULL, word INTEGER NOT NULL, letters TEXT NOT NULL, consonants TEXT NOT NULL,
    PRIMARY KEY (skeleton, word)) WITHOUT ROWID;
CREATE TABLE skeletons (
    length INTEGER NOT NULL, signs INTEGER NOT NULL, listed TEXT NOT NULL,
    PRIMARY KEY (length, signs)) WITHOUT ROWID;
CREATE TEMP TABLE new_rows (size, key, variant, less, shown, actor, weak);
CREATE TEMP TABLE new_heard (skeleton, word, letters, consonants);
CREATE TEMP TABLE standing (word, row);
CREATE TEMP TABLE unsorted_pairs (pair, row, place);
CREATE TEMP TABLE new_pairs (number, row, place);
"""


def fill(base: sqlite3.Connection, actors: FiledActors, checkpoint: Checkpoint) -> None:
    """Fill an empty file with the names of these actors."""
    told_progress.tell("reading the names of a large store for the first time")
    base.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    base.executescript(_SCHEMA)
    base.execute("BEGIN")
    for batch in actors.batches():
        names = searchable_names(batch, NOBODY)
        base.executemany("INSERT INTO new_rows VALUES (?, ?, ?, ?, ?, ?, ?)", unsorted_rows(names))
        checkpoint()
    told_progress.tell("putting the names of a large store in order")
    base.execute(
        "INSERT INTO rows (size, key, variant, less, shown, actor, weak) SELECT * FROM new_rows"
        " ORDER BY size, key, variant, less, shown, actor, weak"
    )
    base.execute("INSERT INTO sizes SELECT DISTINCT size FROM new_rows")
    checkpoint()
    _chunks_in(base, checkpoint)
    told_progress.tell("reading how the names of a large store sound")
    _Words(base, checkpoint).read()
    base.execute("COMMIT")
    base.execute("CREATE INDEX beginnings ON rows (size, key)")


def _chunks_in(base: sqlite3.Connection, checkpoint: Checkpoint) -> None:
    """Put the keys of all rows in order into pieces of text, one a line."""
    first = 1
    while rows := _numbered(base, "key", first, CHUNK_ROWS):
        keys = "\n" + "".join(f"{key}\n" for _, key in rows)
        base.execute("INSERT INTO chunks VALUES (?, ?)", (first, keys.encode()))
        first += len(rows)
        checkpoint()


def _numbered(
    base: sqlite3.Connection, column: str, first: int, most: int
) -> list[tuple[int, str]]:
    query = f"SELECT number, {column} FROM rows WHERE number >= ? ORDER BY number LIMIT ?"
    return base.execute(query, (first, most)).fetchall()


class _Words:
    """The words of all names that have spellings, numbered in the order of the rows.

    Only they are in memory, each with its number and weight in one; pairs of words are put in order
    by the file.
    """

    def __init__(self, base: sqlite3.Connection, checkpoint: Checkpoint) -> None:
        self._base, self._checkpoint = base, checkpoint
        self._words: dict[str, int] = {}
        self._skeletons: dict[tuple[int, int], dict[str, None]] = {}
        self._wholes = array("I")

    def read(self) -> None:
        """Fill the tables."""
        base, first = self._base, 1
        query = (
            "SELECT number, shown FROM rows WHERE number >= ? AND less != ? AND NOT variant"
            " ORDER BY number LIMIT ?"
        )
        while rows := base.execute(query, (first, CODE, _ROWS)).fetchall():
            self._rows_in(rows)
            first = rows[-1][0] + 1
            self._checkpoint()
        self._words.clear()
        base.execute("INSERT INTO wholes VALUES (1, ?)", (self._wholes.tobytes(),))
        self._rows_of("SELECT word, row FROM standing ORDER BY word, rowid")
        self._number_pairs()
        self._rows_of("SELECT number, row FROM new_pairs ORDER BY rowid")
        self._pairs_of_rows()
        base.execute("INSERT INTO heard SELECT * FROM new_heard ORDER BY skeleton, word")
        base.executemany(
            "INSERT INTO skeletons VALUES (?, ?, ?)",
            ((*key, "\n".join(listed)) for key, listed in self._skeletons.items()),
        )

    def _rows_in(self, rows: list[tuple[int, str]]) -> None:
        latins = latin([shown for _, shown in rows])
        self._words_in(latins)
        words_of, standing, pairs_of = [], [], []
        for (number, _), words in zip(rows, latins, strict=True):
            known = [self._words[word] for word in words]
            numbers = array("I", [word >> _WEIGHT_BITS for word in known])
            weights = array("I", [word & _WEIGHT for word in known])
            pairs = [
                (as_one(words[place], words[place + 1]), number, place)
                for place in range(len(words) - 1)
                if min(weights[place], weights[place + 1]) <= SHORT
            ]
            # As long as the pairs that are put there later.
            words_of.append((number, numbers.tobytes(), weights.tobytes(), bytes(8 * len(pairs))))
            standing += [(n, number) for n in numbers]
            pairs_of += pairs
            self._wholes.extend([1] * (number - 1 - len(self._wholes)))
            self._wholes.append(sum(weights) or 1)
        self._base.executemany("INSERT INTO row_words VALUES (?, ?, ?, ?)", words_of)
        self._base.executemany("INSERT INTO standing VALUES (?, ?)", standing)
        self._base.executemany("INSERT INTO unsorted_pairs VALUES (?, ?, ?)", pairs_of)

    def _words_in(self, latins: list[list[str]]) -> None:
        """Number the words that are new."""
        known = self._words
        new = list(dict.fromkeys(word for words in latins for word in words if word not in known))
        numbers = range(len(known), len(known) + len(new))
        weights = self._heard(new, numbers)
        known.update(
            (word, number << _WEIGHT_BITS | weight)
            for word, number, weight in zip(new, numbers, weights, strict=True)
        )

    def _heard(self, words: Sequence[str], numbers: Iterable[int]) -> list[int]:
        """Take in how words sound; returns their weights."""
        spelt = spelling(words)
        heard = []
        for number, skeleton, letters, consonants in zip(
            numbers, spelt.skeletons, spelt.letters, spelt.consonants, strict=True
        ):
            for reading in readings(skeleton):
                heard.append((reading, number, letters, consonants))
                group = self._skeletons.setdefault((len(reading), signs_of(reading)), {})
                group[reading] = None
        self._base.executemany("INSERT INTO new_heard VALUES (?, ?, ?, ?)", heard)
        return spelt.weights

    def _number_pairs(self) -> None:
        """Number the pairs in the order in which they first stand in rows."""
        places = self._base.execute(
            "SELECT pair, row, place FROM (SELECT rowid AS at, pair, row, place,"
            " min(rowid) OVER (PARTITION BY pair) AS first FROM unsorted_pairs) ORDER BY first, at"
        )
        number = _PAIRS - 1
        last = ""
        while batch := places.fetchmany(_ROWS):
            new: list[str] = []
            numbered = []
            for pair, row, place in batch:
                if pair != last:
                    number, last = number + 1, pair
                    new.append(pair)
                numbered.append((number, row, place))
            self._heard(new, range(number + 1 - len(new), number + 1))
            self._base.executemany("INSERT INTO new_pairs VALUES (?, ?, ?)", numbered)
            self._checkpoint()

    def _rows_of(self, query: str) -> None:
        """Put the rows of each word in their place."""
        words = groupby(self._base.execute(query), itemgetter(0))
        arrays = ((word, array("I", [row for _, row in rows]).tobytes()) for word, rows in words)
        while batch := list(islice(arrays, _ROWS)):
            self._base.executemany("INSERT INTO word_rows VALUES (?, ?)", batch)
            self._checkpoint()

    def _pairs_of_rows(self) -> None:
        """Put the pairs of each row in their place."""
        query = "SELECT row, number, place FROM new_pairs ORDER BY row, place"
        rows = groupby(self._base.execute(query), itemgetter(0))
        arrays = (
            (array("I", chain.from_iterable(pair[1:] for pair in pairs)).tobytes(), row)
            for row, pairs in rows
        )
        while batch := list(islice(arrays, _ROWS)):
            self._base.executemany("UPDATE row_words SET pairs = ? WHERE row = ?", batch)
            self._checkpoint()
