"""A folder of Markdown, as Obsidian opens it: a file for each actor, source, event and note.

An actor's file has its ties as links to the files of others, each with what the program says of it
and with the words of sources as block quotes. What the program wrote stands between two marks, the
records themselves below in a comment: what somebody writes outside comes in as their own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from proxytui import text, wording
from proxytui.asof import all_time, ties
from proxytui.asof.lens import Lens
from proxytui.exchange import front_matter
from proxytui.exchange.graph_rows import OWN
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.exchange.markdown_beside import EventsAndNotes
from proxytui.exchange.note_files import ENDING, FileNames
from proxytui.exchange.written_graph import LOSSES as OF_GRAPHS
from proxytui.exchange.written_graph import carried
from proxytui.model.fields import FIELDS
from proxytui.wording.footnote import escape_markdown, reference
from proxytui.wording.phrases import upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Actor, Citation, Source
    from proxytui.model.tie import Tie

BEGIN, END = "%% written by ProxyTUI %%", "%% end of what ProxyTUI wrote %%"
"""The lines around what the program wrote; Obsidian doesn't show them."""
OWN_BEGIN, OWN_END = f"%% {OWN}: ", " %%"
"""What stands around the records in their comment, which is one line."""

LOSSES: dict[str, str] = {
    **OF_GRAPHS,
    **{
        f"sources.{field}": KEPT
        for field in ("title", "short", "author", "publisher", "published", "url")
    },
    **{f"sources.{field}": KEPT for field in ("licence", "lang", "accessed", "kind", "status")},
    **{f"sources.{field}": KEPT for field in ("publisher_parent", "archive_url")},
    "sources.published_raw": COARSENED,
    "sources.copy_of": COARSENED,
    "sources.documents": COARSENED,  # the day on which the text was kept
    "actors.names": COARSENED,  # without their types, languages and dates
    "actors.citations": DROPPED,
    **{f"events.{field.name}": KEPT for field in FIELDS["events"]},
    "events.claims": COARSENED,  # the ties
    "events.citations": COARSENED,
    **{f"notes.{field.name}": KEPT for field in FIELDS["notes"]},
}
"""What becomes of each field, for a program that reads front matter and text."""

_OF_SOURCES = (
    "short", "author", "publisher", "publisher_parent", "published", "accessed", "url",
    "archive_url", "licence", "lang", "kind", "status",
)  # fmt: skip


def write_folder(selection: Selection) -> Mapping[str, Iterator[str]]:
    """The files of the folder by name."""
    folder = _Folder(selection)
    return {
        **{folder.files[id_]: folder.actor(id_) for id_ in folder.actors},
        **{folder.files[id_]: folder.source(id_) for id_ in folder.sources},
        **{folder.files[id_]: folder.event(id_) for id_ in folder.beside.events},
        **{folder.files[id_]: folder.note(id_) for id_ in folder.beside.notes},
    }


class _Folder:
    """The files that are written, by the ids of their actors and sources."""

    def __init__(self, selection: Selection) -> None:
        self._selection, self._graph = selection, selection.graph
        self._name = selection.graph.namer(selection.as_of)
        chosen = selection.tables
        standing = selection.graph.merged.standing
        actors = sorted({standing(id_) for id_ in chosen.get("actors", {})})
        self.actors = [id_ for id_ in actors if id_ in self._graph.actors]
        self.sources = [id_ for id_ in sorted(chosen.get("sources", {})) if self._source(id_)]
        names = FileNames(())
        self.files = {id_: names.fresh(self._name(id_), id_) for id_ in self.actors}
        for id_ in self.sources:
            source = self._source(id_)
            self.files[id_] = names.fresh(source.title.strip("[]") if source else id_, id_)
        self.beside = EventsAndNotes(selection, self._link)
        for id_ in (*self.beside.events, *self.beside.notes):
            self.files[id_] = names.fresh(self.beside.title(id_), id_)
        self._ties: dict[str, list[str]] = {id_: [] for id_ in self.actors}
        self._claims = dict(selection.ties())
        for tie in self._claims:
            _, subject, object_ = self._graph.ends[tie]
            for end in (subject, object_):
                self._ties.setdefault(end, []).append(tie)

    def actor(self, id_: str) -> Iterator[str]:
        """The file of an actor."""
        actor = self._graph.actors[id_]
        told = [tie for tie in self._ties[id_] if self._graph.ends[tie].subject == id_]
        claims = [claim for tie in told for claim in self._claims[tie]]
        records = self._graph.merged.records(id_)
        own = carried(self._selection, {"actors": records, "claims": claims})
        yield front_matter.write(_properties(actor))
        yield f"{BEGIN}\n\n# {escape_markdown(self._name(id_))}\n"
        if actor.summary:
            yield f"\n{escape_markdown(actor.summary)}\n"
        pairs = sorted((self._heading(tie, id_), tie) for tie in self._ties[id_])
        for heading, group in groupby(pairs, lambda pair: pair[0]):
            yield f"\n## {escape_markdown(upper_first(heading))}\n\n"
            for _, tie in group:
                yield from self._tie(tie, id_)
        yield from self.beside.of(id_)
        yield f"\n{END}\n{_comment(own)}"

    def source(self, id_: str) -> Iterator[str]:
        """The file of a source."""
        source = self._graph.sources[id_]
        given = {field: getattr(source, field) for field in _OF_SOURCES}
        own = carried(self._selection, {"sources": [id_]})
        properties = {"id": id_, "title": source.title, **{k: v for k, v in given.items() if v}}
        yield front_matter.write(properties)
        yield f"{BEGIN}\n\n{escape_markdown(reference(source))}.\n\n{END}\n"
        yield _comment(own)

    def event(self, id_: str) -> Iterator[str]:
        """The file of an event."""
        yield self.beside.event_properties(id_)
        yield f"{BEGIN}\n\n{self.beside.event(id_)}"
        for citation in self._graph.events[id_].citations:
            yield from self._quote(citation)
        yield from self.beside.linked(id_)
        yield f"\n{END}\n{_comment(carried(self._selection, {'events': [id_]}))}"

    def note(self, id_: str) -> Iterator[str]:
        """The file of a note."""
        yield self.beside.note_properties(id_)
        yield f"{BEGIN}\n\n{self.beside.note(id_)}\n{END}\n"
        yield _comment(carried(self._selection, {"notes": [id_]}))

    def _source(self, id_: str) -> Source | None:
        return self._graph.sources.get(id_)

    def _made(self, id_: str) -> Tie:
        period = self._selection.as_of
        return (
            ties.tie(self._graph, id_, Lens(period)) if period else all_time.tie(self._graph, id_)
        )

    def _heading(self, id_: str, actor: str) -> str:
        tie = self._made(id_)
        return wording.relation(tie, inverse=tie.subject != actor)

    def _tie(self, id_: str, actor: str) -> Iterator[str]:
        """A tie as an item of a list; its quotes stand in the file of its subject."""
        tie = self._made(id_)
        is_subject = tie.subject == actor
        other = tie.object if is_subject else tie.subject
        words = wording.tie_words(
            tie, self._selection.as_of, self._name, self._source, inverse=not is_subject
        )
        yield f"- {self._link(other)}: {escape_markdown(words)}\n"
        for claim in self._claims[id_] if is_subject else ():
            for citation in self._graph.claims[claim].citations:
                yield from self._quote(citation)

    def _quote(self, citation: Citation) -> Iterator[str]:
        words = wording.citation_words(citation, self._name, self._source)
        exact = text.line(citation.quote.exact) if citation.quote else ""
        if exact:
            yield f"\n  > {escape_markdown(exact)}\n  >\n"
        lead = "  > " if exact else "\n  > "
        yield f"{lead}— {escape_markdown(words)} ({self._link(citation.source)})\n"

    def _link(self, id_: str, words: str = "") -> str:
        """A link to a file, which shows the words, else the name that it is made of."""
        file = self.files.get(self._graph.merged.standing(id_), "").removesuffix(ENDING)
        if not file:
            return escape_markdown(words or self._name(id_))
        return f"[[{file}|{words}]]" if words and words != file else f"[[{file}]]"


def _comment(own: str) -> str:
    """Records as a comment, which a sign of theirs can't end."""
    return f"{OWN_BEGIN}{own.replace('%', chr(92) + 'u0025')}{OWN_END}\n"


def _properties(actor: Actor) -> dict[str, object]:
    """The properties of an actor; those that say nothing are left out."""
    first, *others = (text.line(name.text) for name in actor.names)
    properties: dict[str, object] = {
        "id": actor.id,
        "kind": actor.kind,
        "title": first,
        "aliases": list(dict.fromkeys(others)),
        "described": actor.described,
        "summary": actor.summary,
        "countries": list(actor.countries),
        "identifiers": [f"{s}:{i}" for s, ids in sorted(actor.identifiers.items()) for i in ids],
        "founded": actor.founded,
        "dissolved": actor.dissolved,
        "tags": list(actor.tags),
    }
    return {key: value for key, value in properties.items() if value}
