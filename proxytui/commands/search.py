"""Search over names, quotes, notes, sources, events and kept texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.places import PLACES
from proxytui.errors import UsageError
from proxytui.jobs import told_progress
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


class ShownHit(NamedTuple):
    """A hit as it is shown: its kind, the record it stands in, an excerpt, its score from 0 to 100,
    the marked places in the excerpt, and the status of its source where that is not current."""

    kind: str
    id: str
    text: str
    score: float
    marks: tuple[tuple[int, int], ...] = ()
    source_status: str = ""

    @property
    def document(self) -> Json:
        """The JSON shape of a hit; words in a kept text are a hit of its source."""
        shape: Json = {
            "kind": "source" if self.kind == "text" else self.kind,
            "id": self.id,
            "text": self.text,
            "score": self.score,
        }
        return {**shape, "source_status": self.source_status} if self.source_status else shape


class SearchAnswer(Answer, frozen=True):
    """The hits of a search, best first."""

    query: str
    hits: tuple[ShownHit, ...]

    @property
    def code(self) -> int:
        """1 without a hit."""
        return 0 if self.hits else 1

    def document(self, workspace: Workspace) -> Json:
        """The shape of `search`."""
        return {"query": self.query, "hits": [hit.document for hit in self.hits]}


def search(call: Call) -> SearchAnswer:
    """Search all records and the texts that are kept."""
    query = queries.read(text.line(call.text("query")))
    if query.problems:
        raise UsageError(query.problems[0], "see the manual on search")
    limited = _within(query, call.text("in"))
    if limited is None or query.empty:
        return SearchAnswer(query.text, ())
    workspace = call.workspace
    texts, large = workspace.fulltext, workspace.index.on_disk
    if large and not texts.exists:
        told_progress.tell("filing the words of a large store for the first time")
    # In a small store each search alone takes less than making the file.
    is_filed = (texts.exists or large) and workspace.gather()(never)
    find_in_texts = texts.find if is_filed else None
    running = engine.Search(workspace.index, limited)
    hits = engine.everything(running, workspace.names, workspace.text_of, find_in_texts, _LIMIT)
    # The sort keeps the order of kinds and records among equals.
    best = sorted(hits, key=lambda hit: -hit.score)[:_LIMIT]
    shown = (_shown_hit(workspace, hit, limited) for hit in best)
    return SearchAnswer(query.text, tuple(shown))


def _within(query: Query, places: str) -> Query | None:
    """The query limited to the places of `--in`; None where it looks only in others."""
    names = [place.strip() for place in places.split(",") if place.strip()]
    for place in names:
        if place not in PLACES:
            raise UsageError(f"can't search in '{place}'", f"use {', '.join(PLACES)}")
    if not names:
        return query
    kinds = frozenset(kind for place in names for kind in PLACES[place])
    kinds_left = kinds & query.places if query.places else kinds
    return query._replace(places=kinds_left) if kinds_left else None


def _shown_hit(workspace: Workspace, hit: engine.Hit, query: Query) -> ShownHit:
    piece = matching.excerpt(hit.text, query.needles(hit.kind), _EXCERPT)
    status = engine.source_status(workspace.index, hit)
    shown_status = "" if status == "current" else status
    return ShownHit(hit.kind, hit.id, piece.text, hit.score, piece.marks, shown_status)


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
