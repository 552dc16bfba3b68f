"""Search over everything: names by sound, the words of records and kept texts by letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import msgspec

from proxytui.collation import sort_key
from proxytui.model import publishers
from proxytui.model.records import STRUCTS, Actor, Citation, Claim, Event, Note, Source
from proxytui.search.conditions import ConditionMatcher
from proxytui.search.matching import in_a_row, marks, score, searchable, surely_without
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.graph.backlinks import Value
    from proxytui.graph.protocol import Graph
    from proxytui.search.matching import SearchTerm
    from proxytui.search.names import NameSearch
    from proxytui.search.query import Query

KINDS = ("actor", "quote", "event", "note", "source", "text")
"""The kinds of hits, in the order in which they are shown."""

TITLES = {
    "actor": "Actors",
    "quote": "Quotes",
    "event": "Events",
    "note": "Notes",
    "source": "Sources",
    "text": "Kept texts",
}
"""The heading over the hits of each kind."""

TABLES = ("claims", "events", "actors", "notes", "sources")
"""The tables whose records have words."""

Texts: TypeAlias = Callable[[str], str | None]
"""From the sha256 of a kept text to the text, or None where it isn't here."""

LISTED = 50.0
"""The score of a hit that a field or a condition asks for, without words."""

_NAMES = 50
_NAMES_TO_FILTER = 200
"""How many names are searched for where conditions may drop most of them."""
_CLOSE = 120
_PASSAGE = 1500
"""Code points of a passage of a kept text, in which all words of a query have to stand."""


class Passage(NamedTuple):
    """Words of a record: `place` is the citation they stand in, or where in a kept text; else 0."""

    kind: str
    place: int
    text: str


class Hit(NamedTuple):
    """A passage or actor that answers to a query: `kind` as in KINDS, the record and the place in
    it, the words, a score of 0 to 100."""

    kind: str
    table: str
    id: str
    place: int
    text: str
    score: float

    @property
    def order(self) -> tuple[float, str, str, int]:
        """The sort key: best first, then by table, id and place."""
        return -self.score, self.table, self.id, self.place


def source_status(index: Graph, hit: Hit) -> str:
    """The status of the source whose words a hit has: `retracted`, `corrected`, or `current`, as
    for a hit that is no words of a source."""
    if hit.kind in ("source", "text"):
        return publishers.source_status(Citation(hit.id), index.sources.get)
    if hit.kind != "quote":
        return "current"
    record: Claim | Event | Actor | None
    if hit.table == "claims":
        record = index.claims.get(hit.id)
    else:
        record = (index.events if hit.table == "events" else index.actors).get(hit.id)
    if record is None or hit.place >= len(record.citations):
        return "current"
    return publishers.source_status(record.citations[hit.place], index.sources.get)


def passages(value: Value) -> Iterator[Passage]:
    """The words of a record that a search looks through; names are not among them."""
    if isinstance(value, Claim | Event | Actor):
        for place, citation in enumerate(value.citations):
            if citation.quote is not None:
                yield Passage("quote", place, citation.quote.exact)
                if citation.quote.translation:
                    yield Passage("quote", place, citation.quote.translation)
    if isinstance(value, Event):
        texts = (value.title, value.place, value.summary)
        yield Passage("event", 0, " · ".join(words for words in texts if words))
    elif isinstance(value, Note):
        yield Passage("note", 0, value.text)
    elif isinstance(value, Source):
        fields = (value.short, value.title, value.author, value.publisher, value.publisher_parent)
        yield Passage("source", 0, " · ".join(words for words in fields if words))


def split(text: str) -> Iterator[Passage]:
    """The passages of a kept text one after another; each ends where a line or word ends."""
    start = 0
    while start < len(text):
        passage = passage_at(text, start)
        yield passage
        start += len(passage.text)


def passage_at(text: str, start: int) -> Passage:
    """The passage of a kept text that begins at a place."""
    end = start + _PASSAGE
    if end < len(text):
        half = start + _PASSAGE // 2
        for sign in ("\n\n", "\n", " "):
            at = text.rfind(sign, half, end)
            if at > 0:
                end = at + len(sign)
                break
    return Passage("text", start, text[start:end])


def stretch(text: str, place: int, needles: Sequence[SearchTerm]) -> tuple[int, int] | None:
    """The place of the needles in the passage of a kept text that begins at `place`, in code points
    of the text: all of them where they stand close together, else the first; None without any."""
    passage = passage_at(text, place).text
    marked = marks(passage, [in_a_row(needles)])[:1] or marks(passage, needles)
    if not marked:
        return None
    last = marked[-1] if marked[-1][1] - marked[0][0] <= _CLOSE else marked[0]
    return place + marked[0][0], place + last[1]


class _FoundRecord(Protocol):
    @property
    def candidates(self) -> Sequence[tuple[str, str, int]]: ...
    @property
    def total(self) -> int: ...


Find: TypeAlias = Callable[[str, Sequence[tuple[Sequence[str], bool]], int], _FoundRecord | None]
"""A full-text search: from a kind of hit, words (each in its readings, and whether the last word is
whole) and a limit, to places (table, id, place) that may have them, and their total number."""


class Candidates(NamedTuple):
    """Records and passages of kept texts in which words may stand, and how many of each kind."""

    records: tuple[tuple[str, str], ...]
    passages: Mapping[tuple[str, int], Passage]
    totals: Mapping[str, int]


def spelt(table: str, id_: str, data: bytes) -> Iterator[tuple[str, int, str]]:
    """The plain words of a record, or of a kept text, from its bytes, as (kind, place, words)."""
    if table == "documents":
        with suppress(UnicodeDecodeError):
            for passage in split(data.decode()):
                yield passage.kind, passage.place, searchable(passage.text)
    elif table in TABLES:
        # With its id in front the stored record has the shape of the value.
        record = b'{"id": %b, %b' % (msgspec.json.encode(id_), data[1:])
        with suppress(msgspec.MsgspecError):
            for passage in passages(msgspec.json.decode(record, type=STRUCTS[table])):
                yield passage.kind, passage.place, searchable(passage.text)


class Search:
    """A query over a graph, answered for each kind of record."""

    def __init__(self, index: Graph, query: Query) -> None:
        self.query = query
        self.sieve = ConditionMatcher(index, query.conditions)
        self._index = index
        self._needles = {kind: query.needles(kind) for kind in KINDS}
        self._excluded = {kind: query.excluded(kind) for kind in KINDS}
        # Without conditions or words, all that a field asks for is listed.
        self._asks = {
            kind: query.asks_for(kind)
            and bool(self._needles[kind] or query.conditions or kind in query.places)
            for kind in KINDS
        }

    def asks_for(self, *kinds: str) -> bool:
        """Whether there can be hits of any of these kinds."""
        return any(self._asks[kind] for kind in kinds)

    # Actors

    @property
    def lists_actors(self) -> bool:
        """Whether actors are found by conditions alone, or by their claims: that takes a while."""
        return self.asks_for("actor") and (self.sieve.of_claims or not self.query.named.strip())

    def actors(self, names: NameSearch) -> list[Hit]:
        """Actors by any of their names, best first; in alphabetical order where no name is searched
        for."""
        return [hit for hits in self.each_actor(names) for hit in hits]

    def each_actor(self, names: NameSearch) -> Iterator[list[Hit]]:
        """The hits of `actors` one at a time, with an empty list for each actor that was looked at
        and is no hit."""
        if not self.asks_for("actor"):
            return
        actors, named = self._index.actors, self.query.named
        matches: Iterable[tuple[str, str, float]]
        if named.strip():
            filtered = self.sieve.of_claims or self._strict
            fits = None if self.sieve.open or self.sieve.of_claims else self._fits
            matches = names.search(named, _NAMES_TO_FILTER if filtered else _NAMES, fits)
        else:
            listed = []
            for actor in self._index.iter_actors():
                if self.sieve.of_claims or self.sieve.passes(actor):
                    label = line(actor.names[0].text) if actor.names else actor.id
                    listed.append((sort_key(label), label, actor.id))
                yield []
            matches = ((id_, label, LISTED) for _, label, id_ in sorted(listed))
        for id_, name, points in matches:
            actor = actors[id_]
            answers = self._called(actor) and (not self.sieve.of_claims or self._fits(id_))
            yield [Hit("actor", "actors", id_, 0, name, points)] if answers else []

    def _fits(self, actor: str) -> bool:
        return self.sieve.passes(self._index.actors[actor])

    @property
    def _strict(self) -> bool:
        return bool(self._excluded["actor"]) or any(n.whole for n in self._needles["actor"])

    def _called(self, actor: Actor) -> bool:
        """Whether an actor's names have all phrases, and none of the excluded words."""
        if not self._strict:
            return True
        names = [searchable(name.text) for name in actor.names]
        if any(needle.within(name) for needle in self._excluded["actor"] for name in names):
            return False
        phrases = [needle for needle in self._needles["actor"] if needle.whole]
        return all(any(needle.within(name) for name in names) for needle in phrases)

    # Words

    def of(self, table: str, value: Value) -> list[Hit]:
        """The hits in a record; the better one where two passages stand at one place."""
        hits: dict[tuple[str, int], Hit] = {}
        for passage in passages(value):
            if not self._asks[passage.kind]:
                continue
            points = self._score(passage)
            key = (passage.kind, passage.place)
            if points and (key not in hits or points > hits[key].score):
                hits[key] = Hit(passage.kind, table, value.id, passage.place, passage.text, points)
        if table == "actors" and self.sieve.wants_claims:
            return []
        if hits and not self.sieve.passes(value):
            return []
        return list(hits.values())

    def of_passage(self, source: str, passage: Passage) -> Hit | None:
        """The hit in a passage of a source's kept text, or None."""
        points = self._score(passage)
        if not points:
            return None
        return Hit("text", "sources", source, passage.place, passage.text, points)

    def _score(self, passage: Passage) -> float:
        if surely_without(self._needles[passage.kind], passage.text):
            return 0.0
        words = searchable(passage.text)
        if any(needle.within(words) for needle in self._excluded[passage.kind]):
            return 0.0
        needles = self._needles[passage.kind]
        return score(needles, words) if needles else LISTED

    def scan(self, texts: Texts) -> Iterator[list[Hit]]:
        """Hits among all records and kept texts, a list for each record or passage looked at."""
        index = self._index
        passes: Mapping[str, tuple[Callable[[], Iterable[Value]], tuple[str, ...]]] = {
            "claims": (index.iter_claims, ("quote",)),
            "events": (index.iter_events, ("quote", "event")),
            "actors": (index.iter_actors, ("quote",)),
            "notes": (index.iter_notes, ("note",)),
            "sources": (index.iter_sources, ("source",)),
        }
        for table, (values, kinds) in passes.items():
            if self.asks_for(*kinds):
                for value in values():
                    yield self.of(table, value)
        # A condition holds of no text.
        if self.asks_for("text") and self._needles["text"] and self.sieve.passes_sources:
            for source in index.iter_sources():
                text = texts(source.documents[-1].text) if source.documents else None
                for passage in split(text) if text else ():
                    hit = self.of_passage(source.id, passage)
                    yield [hit] if hit else []

    # By the search index

    def look_up(self, find: Find, texts: Texts, most: int) -> Candidates | None:
        """The places where hits may be by the search index, at most `most` of a kind; in whatever
        thread. None where the index can't tell, or the words are too few for it."""
        records: dict[tuple[str, str], None] = {}
        passages: dict[tuple[str, int], Passage] = {}
        totals: dict[str, int] = {}
        for kind in KINDS[1:]:
            if not self._asks[kind] or (
                kind in ("source", "text") and not self.sieve.passes_sources
            ):
                continue
            needles = self._needles[kind]
            result = find(kind, [(n.readings, n.whole) for n in needles], most) if needles else None
            if result is None:
                return None
            totals[kind] = result.total
            for table, id_, place in result.candidates:
                if kind != "text":
                    records[table, id_] = None
                elif text := texts(id_):
                    passages[id_, place] = passage_at(text, place)
        return Candidates(tuple(records), passages, totals)

    def follow(self, candidates: Candidates) -> list[Hit]:
        """The hits at candidate places, as the records are now."""
        index = self._index
        hits: list[Hit] = []
        seen: set[tuple[str, str]] = set()
        for table, id_ in candidates.records:
            value = getattr(index, table).get(id_)
            # Several records may stand for one actor.
            if value is not None and (table, value.id) not in seen:
                seen.add((table, value.id))
                hits += self.of(table, value)
        if candidates.passages:
            newest = {s.documents[-1].text: s.id for s in index.iter_sources() if s.documents}
            for (sha, _), passage in candidates.passages.items():
                hit = self.of_passage(newest[sha], passage) if sha in newest else None
                hits += [hit] if hit else []
        return hits


def best(hits: Iterable[Hit], most: int = 0) -> dict[str, list[Hit]]:
    """Hits by kind, best first; not more than `most` of a kind, if given."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return {
        # To choose fifty of a hundred thousand takes a third of the time of sorting all.
        kind: nsmallest(most, by_kind[kind], _order) if most else sorted(by_kind[kind], key=_order)
        for kind in KINDS
        if kind in by_kind
    }


def _order(hit: Hit) -> tuple[float, str, str, int]:
    return hit.order


def everything(
    search: Search, names: NameSearch, texts: Texts, find: Find | None = None, most: int = 0
) -> list[Hit]:
    """Every hit, by kind, best first; with `find`, about the best `most` of each kind."""
    candidates = search.look_up(find, texts, most) if find is not None else None
    if candidates is not None:
        hits = search.follow(candidates)
    else:
        hits = [hit for batch in search.scan(texts) for hit in batch]
    return [*search.actors(names), *(hit for group in best(hits).values() for hit in group)]
