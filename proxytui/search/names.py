"""Actors by any of their names, ids and identifiers, in any script and spelling, best first."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.errors import UnknownName
from proxytui.graph.merged_actors import NOBODY
from proxytui.jobs.collector import without_collector
from proxytui.jobs.pacing import never
from proxytui.search.filed_names import FiledBlock, NamesFile
from proxytui.search.filed_spellings import SpellingsFile
from proxytui.search.name_blocks import CODE, BlockInMemory, NameBlock, searchable_names
from proxytui.search.named_outright import (
    alike_but_for_signs,
    beginning_so,
    called,
    identified,
    shortest_of,
)
from proxytui.search.near_names import NameHit, meant
from proxytui.search.phonetics import likely
from proxytui.search.transliteration import latin, other_spellings, plain
from proxytui.text import fold, line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from proxytui.graph.filed_actors import FiledActors
    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Change
    from proxytui.model.records import Actor


_WHOLE = 100.0
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


def _filed_names(filed: FiledActors, checkpoint: Checkpoint = never) -> NameBlock:
    """The names of the actors of a file: in a file of their own, which is made at the first time;
    in memory where that can't be written."""
    file = NamesFile.open(filed, checkpoint)
    if file is not None:
        return FiledBlock(file)
    stored = chain.from_iterable(filed.batches())
    return BlockInMemory(searchable_names(stored, NOBODY, checkpoint), checkpoint)


class NameSearch:
    """A search over the names of a graph's actors; built at the first search, kept up by `update`.

    Changed actors move from the large block into a small one that is cheap to build again.
    """

    def __init__(self, index: Graph) -> None:
        self._index = index
        self._base: NameBlock | None = None
        self._fresh: NameBlock | None = None
        self._changed: set[str] = set()
        self._spellings: SpellingsFile | None = None
        self._awaiting = False
        self._first_query_done = False

    def prepare(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """A function that builds the names outside the graph's thread; None where they are built.

        It takes long, with breaks, and touches nothing that others see. It returns a second
        function, which takes the names over in the graph's thread.
        """
        if self._base is not None:
            return None
        filed = self._index.filed_actors
        if filed is not None:
            return partial(self._prepare_filed, filed)
        actors, merged = list(self._index.iter_actors()), self._index.merged
        if not self._awaiting:
            # Another thread may be at it already: what changed since it began counts for both.
            self._awaiting, self._changed = True, set()

        def build(checkpoint: Checkpoint) -> Callable[[], None]:
            block = BlockInMemory(searchable_names(actors, merged, checkpoint), checkpoint)
            block.phonetic_index(checkpoint)

            def take() -> None:
                if self._awaiting:
                    self._base, self._fresh, self._awaiting = block, None, False

            return take

        return build

    def _prepare_filed(self, filed: FiledActors, checkpoint: Checkpoint) -> Callable[[], None]:
        block = _filed_names(filed, checkpoint)
        block.phonetic_index(checkpoint)

        def take() -> None:
            if self._base is None:
                self._base, self._fresh = block, None
                self._changed = filed.changed()

        return take

    def spelt_alike(self, text: str) -> Iterator[Actor]:
        """All actors with a name that differs from the text by case and signs at most, and maybe
        others."""
        return self._with_names(lambda file: file.spelt(fold(text), identity(text)))

    def beginning(self, text: str) -> Iterator[Actor]:
        """All actors with a name that begins so, whatever its case and accents, and maybe
        others."""
        return self._with_names(lambda file: file.beginning(fold(text)))

    def _with_names(self, look_up: Callable[[SpellingsFile], Iterable[str]]) -> Iterator[Actor]:
        filed = self._index.filed_actors
        if filed is not None and self._spellings is None:
            self._spellings = SpellingsFile.open(filed)
        if filed is None or self._spellings is None:
            yield from self._index.iter_actors()
            return
        changed = filed.changed()
        for id_ in look_up(self._spellings):
            if id_ not in changed:
                yield self._index.actors[id_]
        yield from self._standing(changed)

    def _standing(self, ids: Iterable[str]) -> Iterator[Actor]:
        """Those of some actors that there are."""
        for id_ in ids:
            actor = self._index.actors.get(id_)
            if actor is not None and actor.id == id_:
                yield actor

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
        # Those of a file stay: it holds what is stored, whatever changes.
        in_memory = self._index.filed_actors is None
        if in_memory and self._base and len(self._changed) > max(200, self._base.size // 50):
            self._base = None

    def _blocks(self) -> tuple[tuple[NameBlock, Collection[str]], ...]:
        base = self._base or self._made_base()
        if not self._changed:
            return ((base, ()),)
        if self._fresh is None:
            self._fresh = BlockInMemory(
                searchable_names(self._standing(self._changed), self._index.merged)
            )
        return (base, self._changed), (self._fresh, ())

    def _made_base(self) -> NameBlock:
        filed = self._index.filed_actors
        if filed is not None:
            base = _filed_names(filed)
            self._changed = filed.changed()
        else:
            names = searchable_names(self._index.iter_actors(), self._index.merged)
            base, self._changed = BlockInMemory(names), set()
        self._base, self._fresh, self._awaiting = base, None, False
        return base

    def _blocks_sounding_like(self, text: str) -> tuple[tuple[NameBlock, Collection[str]], ...]:
        """The blocks; for the first query, before they are built, only the names that may sound
        like the text, in a third of the time."""
        in_memory = self._index.filed_actors is None
        if self._base or not in_memory or self._awaiting or self._first_query_done:
            return self._blocks()
        self._first_query_done = True
        all_names = searchable_names(self._index.iter_actors(), self._index.merged, never)
        names = [name for name in all_names if name.less != CODE]
        near = likely(latin([name.shown for name in names]), text)
        return ((BlockInMemory([names[place] for place in near]), ()),)

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
    for ids in _outright(index, names, text):
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            several = [NameHit(id_, _first_name(index, id_), _WHOLE) for id_ in sorted(ids)]
            raise _unknown(text, f"“{_short(text)}” names {len(ids)} actors", several)
    beginning = beginning_so(names.beginning(text), text) if beginnings else []
    if shortest := shortest_of(index, beginning):
        return shortest
    with without_collector():
        alike = names.alike(text)
    if alike and (len(alike) == 1 or alike[0].score - alike[1].score >= _MARGIN):
        return alike[0].actor
    near = [*beginning, *(hit.actor for hit in meant(index, names.candidates(text), text))]
    hits = [NameHit(id_, _first_name(index, id_), _WHOLE) for id_ in dict.fromkeys(near)]
    raise _unknown(text, f"no actor is named “{_short(text)}”", hits)


def _outright(index: Graph, names: NameSearch, text: str) -> Iterator[set[str]]:
    """The actors that a text names by an identifier, by a name, and by one but for its signs."""
    yield identified(index, text)
    yield called(index, text)
    yield alike_but_for_signs(index, names.spelt_alike(text), text)


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
