"""Search over names, quotes, notes, sources, events and kept texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.places import PLACES
from proxytui.errors import UsageError
from proxytui.jobs.pacing import never
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.search import engine, matching
    from proxytui.search import query as queries
    from proxytui.search.query import Query
    from proxytui.workspace import Workspace
else:
    engine = LazyModule("proxytui.search.engine")
    matching = LazyModule("proxytui.search.matching")
    queries = LazyModule("proxytui.search.query")


_LIMIT = 200
_EXCERPT = 160


class FoundText(NamedTuple):
    """Something found: its kind, the record it stands in, an excerpt and what was found in it, 0
    to 100."""

    kind: str
    id: str
    text: str
    score: float
    marks: tuple[tuple[int, int], ...] = ()


class SearchAnswer(Answer, frozen=True):
    """What a search found, best first."""

    query: str
    hits: tuple[FoundText, ...]

    @property
    def code(self) -> int:
        """1 without a hit."""
        return 0 if self.hits else 1

    def document(self, workspace: Workspace) -> Json:
        """The shape of `search`; words in a kept text are a hit of its source."""
        hits = [
            {
                "kind": "source" if hit.kind == "text" else hit.kind,
                "id": hit.id,
                "text": hit.text,
                "score": hit.score,
            }
            for hit in self.hits
        ]
        return {"query": self.query, "hits": hits}


def search(call: Call) -> SearchAnswer:
    """What a query finds, among all records and the texts that are kept."""
    query = queries.read(text.line(call.text("query")))
    if query.problems:
        raise UsageError(query.problems[0], "see the manual on search")
    asked = _within(query, call.text("in"))
    if asked is None or query.empty:
        return SearchAnswer(query.text, ())
    workspace = call.workspace
    words = workspace.fulltext
    find = words.find if words.exists and workspace.gather()(never) else None
    found = engine.Search(workspace.index, asked)
    hits = engine.everything(found, workspace.names, workspace.text_of, find, _LIMIT)
    # The sort keeps the order of kinds and records among equals.
    best = sorted(hits, key=lambda hit: -hit.score)[:_LIMIT]
    return SearchAnswer(query.text, tuple(_shown(hit, asked) for hit in best))


def _within(query: Query, given: str) -> Query | None:
    """The query for the places of `--in` alone; None where it asks for others only."""
    named = [place.strip() for place in given.split(",") if place.strip()]
    for place in named:
        if place not in PLACES:
            raise UsageError(f"can't search in '{place}'", f"use {', '.join(PLACES)}")
    if not named:
        return query
    kinds = frozenset(kind for place in named for kind in PLACES[place])
    asked = kinds & query.places if query.places else kinds
    return query._replace(places=asked) if asked else None


def _shown(hit: engine.Hit, query: Query) -> FoundText:
    piece = matching.excerpt(hit.text, query.wanted(hit.kind), _EXCERPT)
    return FoundText(hit.kind, hit.id, piece.text, hit.score, piece.marks)


COMMANDS = (
    Command(
        "search",
        "names in any script and spelling; words of quotes, events, notes, sources and texts",
        (
            Argument("QUERY", "words; the manual has its fields and signs", Shape.REQUIRED),
            Argument(
                "--in",
                f"where: {','.join(PLACES)}; all if left out",
                metavar="PLACES",
            ),
        ),
        search,
        json=True,
    ),
)
