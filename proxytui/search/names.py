"""Actors by any of their names, ids and identifiers, in any script and spelling, best first."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Container
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import UnknownName
from proxytui.jobs.collector import without_collector
from proxytui.jobs.pacing import batches, never, with_checkpoints
from proxytui.search.named_outright import (
    alike_but_for_signs,
    beginning_so,
    called,
    identified,
    shortest_of,
)
from proxytui.search.near_names import NameHit, meant
from proxytui.search.phonetics import Likeness, PhoneticIndex, likely
from proxytui.search.transliteration import latin, other_spellings, plain
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from proxytui.graph.merged_actors import MergedActors
    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Actor


class _SearchableName(NamedTuple):
    """A name, id or identifier by which an actor is found. `less` lowers its score; it is `_CODE`
    for ids and identifiers, which have no spellings."""

    less: float
    shown: str
    actor: str
    weak: bool


class _Row(NamedTuple):
    """A `_SearchableName` with the key by which it is looked up; `is_variant` marks another reading
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
_CODE = 1.0
_WEAK = 0.04
_OTHER = 0.02


def _searchable_names(
    actors: Iterable[Actor], merged: MergedActors, checkpoint: Checkpoint
) -> list[_SearchableName]:
    names: list[_SearchableName] = []
    for actor in with_checkpoints(actors, checkpoint):
        for number, name in enumerate(actor.names):
            weak = name.type == "weak"
            is_main = number == 0 or name.type in ("name", "acronym")
            less = _WEAK if weak else 0.0 if is_main else _OTHER
            names.append(_SearchableName(less, name.text, actor.id, weak))
        for id_ in merged.records(actor.id):
            names.append(_SearchableName(_CODE, id_, actor.id, False))
        for scheme, values in actor.identifiers.items():
            names += [
                _SearchableName(_CODE, f"{scheme}:{value}", actor.id, False) for value in values
            ]
    return names


def _rows(names: Sequence[_SearchableName], checkpoint: Checkpoint) -> list[_Row]:
    sizes: dict[int, list[_Row]] = {}
    for batch in batches(names, checkpoint):
        texts = [name.shown for name in batch]
        named = [(name, False) for name in batch]
        for name in batch:
            if name.less != _CODE:
                for other in other_spellings(name.shown):
                    texts.append(other)
                    named.append((name, True))
        for key, (name, is_variant) in zip(plain(texts), named, strict=True):
            if key:
                sizes.setdefault(len(key), []).append(_Row(len(key), key, is_variant, *name))
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
_CLOSE = 95.0
_FAINT = 50.0
"""Names less alike than this are noise, and not shown."""
USEFUL = 72.0
"""Names less alike than this come last and are no answer: nine of ten of them are not meant."""


_CANDIDATES = 10
_LISTED = 5
"""So many candidates are named in a line."""
_NAMED, _NAMED_SHORT = 0.85, 0.94
"""How alike a whole name among other words must be, and one of few consonants."""
_PART, _WORD, _MISTYPED = 4, 5, 80.0
"""How many letters of a part of a name, and of a word of it, mean something; and how alike a
mistyped word is."""


class _Unfit(Container[str]):
    """The actors to skip: those in another block, and those that don't fit."""

    def __init__(self, elsewhere: Container[str], fits: Callable[[str], bool]) -> None:
        self._elsewhere, self._fits = elsewhere, fits

    def __contains__(self, actor: object) -> bool:
        return actor in self._elsewhere or not self._fits(str(actor))


class _Block:
    """The names of a set of actors, short ones first, so that a search may stop at its limit."""

    def __init__(self, names: Sequence[_SearchableName], checkpoint: Checkpoint = never) -> None:
        self.rows = _rows(names, checkpoint)
        self._blob = "\n" + "".join(f"{row.key}\n" for row in self.rows)
        self._starts = list(accumulate((row.size + 1 for row in self.rows), initial=1))
        sizes = [row.size for row in self.rows]
        self._sizes = [(bisect_left(sizes, n), bisect_right(sizes, n), n) for n in sorted({*sizes})]
        self._sounds: PhoneticIndex | None = None
        self._spelt: list[_Row] = []

    def _containing(self, needle: str) -> Iterator[_Row]:
        position = self._blob.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position + 1) - 1
            yield self.rows[number]
            # The search goes on from the line feed before the next row, which may begin the needle.
            position = self._blob.find(needle, self._starts[number + 1] - 1)

    def _starting(self, key: str, longest: int = sys.maxsize) -> Iterator[_Row]:
        """The rows whose key begins so, in order: looked up, where the blob has to be read."""
        for begin, end, size in self._sizes:
            if len(key) <= size <= longest:
                first = bisect_left(self.rows, key, begin, end, key=lambda row: row.key)
                for number in range(first, end):
                    if not self.rows[number].key.startswith(key):
                        break
                    yield self.rows[number]

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

    def by_sound(self, text: str) -> list[tuple[_Row, Likeness]]:
        """Names whose words sound like those of the text."""
        return [(self._spelt[like.row], like) for like in self.phonetic_index().close(text)]

    def phonetic_index(self, checkpoint: Checkpoint = never) -> PhoneticIndex:
        """The phonetic index of the names; takes long at the first call."""
        if self._sounds is None:
            self._spelt = [row for row in self.rows if row.less != _CODE and not row.is_variant]
            shown = [row.shown for row in self._spelt]
            latins = [words for part in batches(shown, checkpoint) for words in latin(part)]
            self._sounds = PhoneticIndex(latins, checkpoint)
        return self._sounds


class NameSearch:
    """A search over the names of a graph's actors; built at the first search, kept up by `update`.

    Changed actors move from the large block into a small one that is cheap to build again.
    """

    def __init__(self, index: Graph) -> None:
        self._index = index
        self._base: _Block | None = None
        self._fresh: _Block | None = None
        self._changed: set[str] = set()
        self._awaiting = False
        self._first_query_done = False

    def prepare(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """A function that builds the names outside the graph's thread; None where they are built.

        It takes long, with breaks, and touches nothing that others see. It returns a second
        function, which takes the names over in the graph's thread.
        """
        if self._base is not None:
            return None
        actors, merged = list(self._index.iter_actors()), self._index.merged
        if not self._awaiting:
            # Another thread may be at it already: what changed since it began counts for both.
            self._awaiting, self._changed = True, set()

        def build(checkpoint: Checkpoint) -> Callable[[], None]:
            block = _Block(_searchable_names(actors, merged, checkpoint), checkpoint)
            block.phonetic_index(checkpoint)

            def take() -> None:
                if self._awaiting:
                    self._base, self._fresh, self._awaiting = block, None, False

            return take

        return build

    @property
    def built(self) -> bool:
        """Whether the names are ready for the next search."""
        return self._base is not None

    def update(self, changes: Iterable[Change]) -> None:
        """Follow changes that the graph has followed."""
        if self._base is None and not self._awaiting:
            return
        moved = {change.id for change in changes if change.table == "actors"}
        if moved:
            self._changed |= moved
            self._fresh = None
        # With more changes, building the small block again and again costs more than one large one.
        if self._base and len(self._changed) > max(200, len(self._base.rows) // 50):
            self._base = None

    def _blocks(self) -> tuple[tuple[_Block, Collection[str]], ...]:
        actors, merged = self._index.actors, self._index.merged
        if self._base is None:
            self._base = _Block(_searchable_names(self._index.iter_actors(), merged, never))
            self._changed = set()
            self._fresh = None
            self._awaiting = False
        if not self._changed:
            return ((self._base, ()),)
        if self._fresh is None:
            moved = [
                actor for id_ in self._changed if (actor := actors.get(id_)) and actor.id == id_
            ]
            self._fresh = _Block(_searchable_names(moved, merged, never))
        return (self._base, self._changed), (self._fresh, ())

    def _blocks_sounding_like(self, text: str) -> tuple[tuple[_Block, Collection[str]], ...]:
        """The blocks; for the first query, before they are built, only the names that may sound
        like the text, in a third of the time."""
        if self._base is not None or self._awaiting or self._first_query_done:
            return self._blocks()
        self._first_query_done = True
        all_names = _searchable_names(self._index.iter_actors(), self._index.merged, never)
        names = [name for name in all_names if name.less != _CODE]
        near = likely(latin([name.shown for name in names]), text)
        return ((_Block([names[place] for place in near]), ()),)

    def search(
        self, query: str, limit: int = 50, fits: Callable[[str], bool] | None = None
    ) -> tuple[NameHit, ...]:
        """Actors that a query in any script and spelling names, each by its best name.

        With `fits`, only actors for whose id it is true.
        """
        keys = [key for key in dict.fromkeys(plain([query, *other_spellings(query)])) if key]
        if not keys or limit < 1:
            return ()
        best: dict[str, NameHit] = {}
        for block, others in self._blocks():
            skip: Container[str] = others if fits is None else _Unfit(others, fits)
            hits = [hit for key in keys for hit in block.by_letters(key, limit, skip).values()]
            # Under three letters everything sounds alike.
            if len(keys[0]) > 2 or not keys[0].isascii():
                hits += [
                    NameHit(row.actor, row.shown, score)
                    for row, like in block.by_sound(query)
                    if row.actor not in skip
                    and (score := _CLOSE * like.query * (0.90 + 0.10 * like.name)) >= _FAINT
                ]
            for hit in hits:
                if hit.actor not in best or _order(hit) < _order(best[hit.actor]):
                    best[hit.actor] = hit
        ranked = sorted(best.values(), key=_order)[:limit]
        return tuple(hit._replace(score=round(hit.score, 1)) for hit in ranked)

    def candidates(self, text: str) -> tuple[NameHit, ...]:
        """Actors that may be meant: those that answer well, or with a word that is almost the same,
        and those whose whole name is among the words of the text."""
        hits = [hit for hit in self.search(text, _CANDIDATES) if _useful(hit, text)]
        named: dict[str, NameHit] = {hit.actor: hit for hit in hits}
        among = [
            NameHit(row.actor, row.shown, _CLOSE * like.name)
            for block, skip in self._blocks()
            for row, like in block.by_sound(text)
            if row.actor not in skip
            if like.name >= (_NAMED if like.evidence > 2 else _NAMED_SHORT)
            or _shares_a_word(row.shown, text)
        ]
        for hit in sorted(among, key=_order):
            named.setdefault(hit.actor, hit)
        return tuple(named.values())[:_CANDIDATES]

    def alike(self, text: str) -> tuple[NameHit, ...]:
        """Actors with a name that as a whole is spelt like the text; weak names don't count.

        Scores say how alike, 0 to 100. Few consonants are shared by many names, so there the
        letters have to agree.
        """
        best: dict[str, NameHit] = {}
        for block, skip in self._blocks_sounding_like(text):
            for row, like in block.by_sound(text):
                likeness = min(like.query, like.name)
                minimum = 0.85 if like.evidence > 3 else 0.92
                if row.weak or row.actor in skip or likeness < minimum:
                    continue
                hit = NameHit(row.actor, row.shown, 100 * likeness)
                if row.actor not in best or _order(hit) < _order(best[row.actor]):
                    best[row.actor] = hit
        return tuple(sorted(best.values(), key=_order))


def _useful(hit: NameHit, text: str) -> bool:
    """Whether a hit is worth offering to somebody who typed the text."""
    typed, name = plain([text, hit.name])
    is_part = len(typed) >= _PART and typed in name
    return is_part or hit.score >= USEFUL or _shares_a_word(hit.name, text)


def _shares_a_word(name: str, text: str) -> bool:
    """Whether a name and a text have a word of some length that is almost the same."""
    from rapidfuzz import fuzz  # 24 ms to import

    typed, named = plain([text, name])
    return any(
        len(word) >= _WORD and fuzz.ratio(word, other) >= _MISTYPED
        for word in typed.split()
        for other in named.split()
    )


def _order(hit: NameHit) -> tuple[float, int, str, str]:
    return -hit.score, len(hit.name), hit.name, hit.actor


_MARGIN = 4.0
"""The points by which the closest spelling must lead the next one to be taken for meant."""


def resolve(index: Graph, names: NameSearch, text: str, *, beginnings: bool = True) -> str:
    """The id of the actor that a text names: by id, `scheme:value`, name, the beginning of a main
    name, or close spelling, in this order.

    Without `beginnings` only whole names count, as in what was written long ago and isn't looked at
    again. A beginning decides if it is of one actor alone, or of one whose whole name begins all
    others. A spelling is close if it is so to one actor alone. Weak names never decide. Raises
    UnknownName with the candidates where no actor answers, or more than one.
    """
    text = text.strip()
    if text in index.actors:
        return index.merged.standing(text)
    for look_up in (identified, called, alike_but_for_signs):
        ids = look_up(index, text)
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            several = [NameHit(id_, _first_name(index, id_), _WHOLE) for id_ in sorted(ids)]
            raise _unknown(text, f"“{_short(text)}” names {len(ids)} actors", several)
    beginning = beginning_so(index, text) if beginnings else []
    if shortest := shortest_of(index, beginning):
        return shortest
    with without_collector():
        alike = names.alike(text)
    if alike and (len(alike) == 1 or alike[0].score - alike[1].score >= _MARGIN):
        return alike[0].actor
    near = [*beginning, *(hit.actor for hit in meant(index, names.candidates(text), text))]
    hits = [NameHit(id_, _first_name(index, id_), _WHOLE) for id_ in dict.fromkeys(near)]
    raise _unknown(text, f"no actor is named “{_short(text)}”", hits)


def _first_name(index: Graph, id_: str) -> str:
    names = index.actors[id_].names
    return names[0].text if names else id_


def _short(text: str) -> str:
    shown = line(text)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _unknown(text: str, title: str, hits: Iterable[NameHit]) -> UnknownName:
    candidates = tuple((hit.actor, hit.name) for hit in hits)[:_CANDIDATES]
    if not candidates:
        hint = "`search` looks through quotes, notes and sources too"
        return UnknownName(f"{title}, and no name comes close", hint, (), text)
    named = (f"{_short(name)} ({line(id_)})" for id_, name in candidates[:_LISTED])
    return UnknownName(title, f"give the id of one of: {', '.join(named)}", candidates, text)
