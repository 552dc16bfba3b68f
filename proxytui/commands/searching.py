"""Search over names, quotes, notes, sources and events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.commands.call import Answer, Call
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.values import Json
    from proxytui.network.index import Index
    from proxytui.workspace import Workspace

PLACES = ("actors", "quotes", "notes", "sources", "events")
_LIMIT = 50
_EXCERPT = 160
# Scores of foreign text lie under those of names that begin with the query.
_WHOLE, _WORD, _INSIDE, _SCATTERED = 100.0, 75.0, 55.0, 35.0


class Hit(NamedTuple):
    """Something found: its kind, the record it stands in, the words that were found, 0 to 100."""

    kind: str
    id: str
    text: str
    score: float


class Found(Answer, frozen=True):
    """What a search found, best first."""

    query: str
    hits: tuple[Hit, ...]

    @property
    def code(self) -> int:
        """1 without a hit."""
        return 0 if self.hits else 1

    def document(self, workspace: Workspace) -> Json:
        """The shape of `search`."""
        return {"query": self.query, "hits": [hit._asdict() for hit in self.hits]}


def search(call: Call) -> Found:
    """Names over spellings and scripts; the words of quotes, notes, sources and events."""
    query = text.line(call.text("query"))
    places = tuple(place.strip() for place in call.text("in").split(",") if place.strip()) or PLACES
    for place in places:
        if place not in PLACES:
            raise UsageError(f"can't search in '{place}'", f"use {', '.join(PLACES)}")
    workspace = call.workspace
    hits: list[Hit] = []
    if query and "actors" in places:
        names = workspace.names.search(query, _LIMIT)
        hits += [Hit("actor", hit.actor, hit.name, hit.score) for hit in names]
    wanted = _plain(query)
    if wanted:
        for kind, id_, words in _texts(workspace.index, places):
            score = _score(wanted, _plain(words))
            if score:
                hits.append(Hit(kind, id_, words, score))
    # The sort keeps the order of kinds and records among equals.
    hits.sort(key=lambda hit: -hit.score)
    excerpts = [hit._replace(text=_excerpt(hit.text, wanted)) for hit in hits[: 4 * _LIMIT]]
    return Found(query, tuple(excerpts))


def _texts(index: Index, places: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Every text to search, as the kind of hit, the record's id and the text."""
    if "quotes" in places:
        for rows in (index.claims, index.events, index.actors):
            for id_, record in rows.items():
                for citation in record.citations:
                    if citation.quote is not None:
                        yield "quote", id_, citation.quote.exact
                        if citation.quote.translation:
                            yield "quote", id_, citation.quote.translation
    if "notes" in places:
        for id_, note in index.notes.items():
            yield "note", id_, note.text
    if "sources" in places:
        for id_, source in index.sources.items():
            fields = (source.title, source.author, source.publisher, source.publisher_parent)
            yield "source", id_, " · ".join(words for words in fields if words)
    if "events" in places:
        for id_, event in index.events.items():
            said = (event.title, event.place, event.summary)
            yield "event", id_, " · ".join(words for words in said if words)


def _plain(words: str) -> str:
    # What folding does to printable ASCII, at a tenth of its cost; most texts are.
    if words.isascii() and words.isprintable():
        return " ".join(words.lower().split())
    return text.fold(words)


def _score(wanted: str, words: str) -> float:
    """How well a folded text answers, 0 where it doesn't: the query whole, then its words apart."""
    at = words.find(wanted)
    if at < 0:
        return _SCATTERED if all(word in words for word in wanted.split()) else 0.0
    if len(words) == len(wanted):
        return _WHOLE
    starts = at == 0 or not words[at - 1].isalnum()
    best = _WORD if starts else _INSIDE
    return round(best + 10 * len(wanted) / len(words), 1)


def _excerpt(words: str, wanted: str) -> str:
    """The words around the place found, on one line, with dots where something is left out."""
    shown = text.line(words)
    if len(shown) <= _EXCERPT:
        return shown
    # Folding may change lengths, so the place is only about right; the excerpt is wide enough.
    start = max(0, _plain(words).find(wanted) - _EXCERPT // 3)
    if start:
        blank = shown.find(" ", start)
        start = blank + 1 if 0 <= blank < start + 30 else start
    end = start + _EXCERPT
    if end < len(shown):
        end = max(shown.rfind(" ", start, end), start + _EXCERPT // 2)
    return f"{'… ' if start else ''}{shown[start:end].strip()}{' …' if end < len(shown) else ''}"
