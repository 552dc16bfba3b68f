"""Search over everything: names by sound, the words of records and kept texts by letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import msgspec

from proxytui.collation import sort_key
from proxytui.model.records import STRUCTS, Actor, Claim, Event, Note, Source
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
"""What stands over the hits of each kind."""

TABLES = ("claims", "events", "actors", "notes", "sources")
"""The tables whose records have words."""

Texts: TypeAlias = Callable[[str], str | None]
"""From the sha256 of a kept text to it, if it is here."""

LISTED = 50.0
"""The score of what is listed because a field or a condition asks for it, without words."""

_NAMES = 50
_SIFTED = 200
"""Names that are looked at where conditions may drop most of them."""
_CLOSE = 120
_PASSAGE = 1500
"""Code points of a passage of a kept text, in which all words of a query have to stand."""


class Passage(NamedTuple):
    """Words of a record: the citation they stand in, or where in a kept text; else place 0."""

    kind: str
    place: int
    text: str


class Hit(NamedTuple):
    """Something found: `kind` as in KINDS, the record and the place in it, the words, 0 to 100."""

    kind: str
    table: str
    id: str
    place: int
    text: str
    score: float

    @property
    def order(self) -> tuple[float, str, str, int]:
        """Best first, and always the same."""
        return -self.score, self.table, self.id, self.place


def passages(value: Value) -> Iterator[Passage]:
    """The words of a record that a search looks through; names are not among them."""
    if isinstance(value, Claim | Event | Actor):
        for place, citation in enumerate(value.citations):
            if citation.quote is not None:
                yield Passage("quote", place, citation.quote.exact)
                if citation.quote.translation:
                    yield Passage("quote", place, citation.quote.translation)
    if isinstance(value, Event):
        said = (value.title, value.place, value.summary)
        yield Passage("event", 0, " · ".join(words for words in said if words))
    elif isinstance(value, Note):
        yield Passage("note", 0, value.text)
    elif isinstance(value, Source):
        fields = (value.title, value.author, value.publisher, value.publisher_parent)
        yield Passage("source", 0, " · ".join(words for words in fields if words))


def split(text: str) -> Iterator[Passage]:
    """The passages of a kept text, each from its place on; they end where a line or word ends."""
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
    """What was found in the passage of a kept text at a place, as code points of the text: all of
    it where it stands close together, else the first of it."""
    passage = passage_at(text, place).text
    found = marks(passage, [in_a_row(needles)])[:1] or marks(passage, needles)
    if not found:
        return None
    last = found[-1] if found[-1][1] - found[0][0] <= _CLOSE else found[0]
    return place + found[0][0], place + last[1]


class _FoundRecord(Protocol):
    @property
    def candidates(self) -> Sequence[tuple[str, str, int]]: ...
    @property
    def total(self) -> int: ...


Find: TypeAlias = Callable[[str, Sequence[tuple[Sequence[str], bool]], int], _FoundRecord | None]
"""From a kind of hit, words in each of their readings and whether the last is whole, and how many
at most, to places (table, id, place) that may have them, and how many there are."""


class Candidates(NamedTuple):
    """Records and passages of kept texts in which words may stand, and how many of each kind."""

    records: tuple[tuple[str, str], ...]
    passages: Mapping[tuple[str, int], Passage]
    totals: Mapping[str, int]


def spelt(table: str, id_: str, data: bytes) -> Iterator[tuple[str, int, str]]:
    """The plain words of a record, or of a kept text, given as its bytes: kind, place, words."""
    if table == "documents":
        with suppress(UnicodeDecodeError):
            for passage in split(data.decode()):
                yield passage.kind, passage.place, searchable(passage.text)
    elif table in TABLES:
        # The id put in front makes the stored record the value's own shape.
        whole = b'{"id": %b, %b' % (msgspec.json.encode(id_), data[1:])
        with suppress(msgspec.MsgspecError):
            for passage in passages(msgspec.json.decode(whole, type=STRUCTS[table])):
                yield passage.kind, passage.place, searchable(passage.text)


class Search:
    """A query over an index, and how each kind of record answers to it."""

    def __init__(self, index: Graph, query: Query) -> None:
        self.query = query
        self.sieve = ConditionMatcher(index, query.conditions)
        self._index = index
        self._wanted = {kind: query.wanted(kind) for kind in KINDS}
        self._unwanted = {kind: query.unwanted(kind) for kind in KINDS}
        # Without conditions or words, what a field asks for is listed.
        self._asks = {
            kind: query.asks_for(kind)
            and bool(self._wanted[kind] or query.conditions or kind in query.places)
            for kind in KINDS
        }

    def asks_for(self, *kinds: str) -> bool:
        """Whether there can be hits of any of these kinds."""
        return any(self._asks[kind] for kind in kinds)

    # Actors

    @property
    def lists_actors(self) -> bool:
        """Whether actors are told by conditions alone, or by their claims: that takes a while."""
        return self.asks_for("actor") and (self.sieve.of_claims or not self.query.named.strip())

    def actors(self, names: NameSearch) -> list[Hit]:
        """Actors by any of their names, best first; without names to look for, by the alphabet."""
        return [hit for some in self.each_actor(names) for hit in some]

    def each_actor(self, names: NameSearch) -> Iterator[list[Hit]]:
        """The same, with nothing for each actor that was looked at before."""
        if not self.asks_for("actor"):
            return
        actors, named = self._index.actors, self.query.named
        found: Iterable[tuple[str, str, float]]
        if named.strip():
            sifted = self.sieve.of_claims or self._strict
            fits = None if self.sieve.open or self.sieve.of_claims else self._fits
            found = names.search(named, _SIFTED if sifted else _NAMES, fits)
        else:
            said = []
            for actor in self._index.iter_actors():
                if self.sieve.of_claims or self.sieve.passes(actor):
                    called = line(actor.names[0].text) if actor.names else actor.id
                    said.append((sort_key(called), called, actor.id))
                yield []
            found = ((id_, called, LISTED) for _, called, id_ in sorted(said))
        for id_, name, near in found:
            actor = actors[id_]
            answers = self._called(actor) and (not self.sieve.of_claims or self._fits(id_))
            yield [Hit("actor", "actors", id_, 0, name, near)] if answers else []

    def _fits(self, actor: str) -> bool:
        return self.sieve.passes(self._index.actors[actor])

    @property
    def _strict(self) -> bool:
        return bool(self._unwanted["actor"]) or any(n.whole for n in self._wanted["actor"])

    def _called(self, actor: Actor) -> bool:
        """Whether the phrases stand in its names, and what is not wanted in none of them."""
        if not self._strict:
            return True
        called = [searchable(one.text) for one in actor.names]
        if any(needle.within(one) for needle in self._unwanted["actor"] for one in called):
            return False
        phrases = [needle for needle in self._wanted["actor"] if needle.whole]
        return all(any(needle.within(one) for one in called) for needle in phrases)

    # Words

    def of(self, table: str, value: Value) -> list[Hit]:
        """What of a record answers; the better where two passages stand at one place."""
        found: dict[tuple[str, int], Hit] = {}
        for passage in passages(value):
            if not self._asks[passage.kind]:
                continue
            near = self._score(passage)
            key = (passage.kind, passage.place)
            if near and (key not in found or near > found[key].score):
                found[key] = Hit(passage.kind, table, value.id, passage.place, passage.text, near)
        if table == "actors" and self.sieve.wants_claims:
            return []
        if found and not self.sieve.passes(value):
            return []
        return list(found.values())

    def of_passage(self, source: str, passage: Passage) -> Hit | None:
        """What of a passage of a source's kept text answers."""
        near = self._score(passage)
        if not near:
            return None
        return Hit("text", "sources", source, passage.place, passage.text, near)

    def _score(self, passage: Passage) -> float:
        if surely_without(self._wanted[passage.kind], passage.text):
            return 0.0
        known = searchable(passage.text)
        if any(needle.within(known) for needle in self._unwanted[passage.kind]):
            return 0.0
        wanted = self._wanted[passage.kind]
        return score(wanted, known) if wanted else LISTED

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
        if self.asks_for("text") and self._wanted["text"] and self.sieve.passes_sources:
            for source in index.iter_sources():
                text = texts(source.documents[-1].text) if source.documents else None
                for passage in split(text) if text else ():
                    hit = self.of_passage(source.id, passage)
                    yield [hit] if hit else []

    # By the file of words

    def look_up(self, find: Find, texts: Texts, most: int) -> Candidates | None:
        """Where the file of words says that hits may be, at most so many of a kind; in whatever
        thread. None where it can't tell, or where the words are too few to ask for."""
        records: dict[tuple[str, str], None] = {}
        passages: dict[tuple[str, int], Passage] = {}
        totals: dict[str, int] = {}
        for kind in KINDS[1:]:
            if not self._asks[kind] or (
                kind in ("source", "text") and not self.sieve.passes_sources
            ):
                continue
            wanted = self._wanted[kind]
            found = find(kind, [(n.readings, n.whole) for n in wanted], most) if wanted else None
            if found is None:
                return None
            totals[kind] = found.total
            for table, id_, place in found.candidates:
                if kind != "text":
                    records[table, id_] = None
                elif text := texts(id_):
                    passages[id_, place] = passage_at(text, place)
        return Candidates(tuple(records), passages, totals)

    def follow(self, leads: Candidates) -> list[Hit]:
        """The hits that leads lead to, as the records are now."""
        index = self._index
        hits: list[Hit] = []
        for table, id_ in leads.records:
            value = getattr(index, table).get(id_)
            if value is not None:
                hits += self.of(table, value)
        if leads.passages:
            newest = {s.documents[-1].text: s.id for s in index.iter_sources() if s.documents}
            for (sha, _), passage in leads.passages.items():
                hit = self.of_passage(newest[sha], passage) if sha in newest else None
                hits += [hit] if hit else []
        return hits


def best(hits: Iterable[Hit], most: int = 0) -> dict[str, list[Hit]]:
    """Hits by kind, best first; with `most` not more of a kind."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.kind, []).append(hit)
    return {
        # Of a hundred thousand, to choose fifty takes a third of what sorting all takes.
        kind: nsmallest(most, found[kind], _order) if most else sorted(found[kind], key=_order)
        for kind in KINDS
        if kind in found
    }


def _order(hit: Hit) -> tuple[float, str, str, int]:
    return hit.order


def everything(
    search: Search, names: NameSearch, texts: Texts, find: Find | None = None, most: int = 0
) -> list[Hit]:
    """All hits, by kind, best first; with `find`, about the best `most` of each kind."""
    leads = search.look_up(find, texts, most) if find is not None else None
    if leads is not None:
        said = search.follow(leads)
    else:
        said = [hit for some in search.scan(texts) for hit in some]
    return [*search.actors(names), *(hit for hits in best(said).values() for hit in hits)]
