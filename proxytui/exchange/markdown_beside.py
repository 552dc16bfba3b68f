"""Events and notes as files of a folder of Markdown, with links to the files of what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text, wording
from proxytui.collation import identity
from proxytui.exchange import front_matter
from proxytui.model import note_text
from proxytui.model.references import tie_ends
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.wording.footnote import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.exchange.selection import Selection
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Event, Source

_EVENT = ("date", "date_raw", "basis", "kind", "place", "flags", "summary")
_HIDDEN = "%%"


class EventsAndNotes:
    """The chosen events and notes by id, and those of each actor.

    `link` writes a link to the file of a record that has one, and shows the words that it is given
    or the record's own name.
    """

    def __init__(self, selection: Selection, link: Callable[[str, str], str]) -> None:
        self._graph, self._link = selection.graph, link
        self._name = selection.graph.namer(selection.as_of)
        self._claims = selection.tables.get("claims", {})
        self.events = sorted(selection.tables.get("events", {}))
        self.notes = sorted(selection.tables.get("notes", {}))
        self._of: dict[str, dict[str, None]] = {}
        for id_ in self.events:
            for part in self._graph.events[id_].participants:
                self._of.setdefault(part.actor, {})[id_] = None
        for id_ in self.notes:
            for about in self._graph.notes[id_].about:
                for end in tie_ends(about) or (about,):
                    self._of.setdefault(end, {})[id_] = None
        self._ids: dict[str, str] = {}

    def title(self, id_: str) -> str:
        """What the file of an event or a note is called by: its title, or its first words."""
        if id_ in self._graph.events:
            return self._graph.events[id_].title
        lines = (line.strip("#>*+- \t") for line in self._graph.notes[id_].text.split("\n"))
        about = self._graph.notes[id_].about
        first = next((line for line in lines if text.visible(line)), "")
        # A link shows its words.
        for words in note_text.links(first):
            first = first.replace(f"[[{words}]]", words.rpartition("|")[2])
        if first or not about:
            return first
        return f"Note on {', '.join(map(self._name, tie_ends(about[0]) or about[:1]))}"

    def of(self, actor: str) -> Iterator[str]:
        """The lists of an actor's file: the events in which it takes part, the notes on it."""
        listed = self._of.get(actor, {})
        for heading, ids in (("Events", self.events), ("Notes", self.notes)):
            if own := [id_ for id_ in ids if id_ in listed]:
                yield f"\n## {heading}\n\n"
                yield from (f"- {self._link(id_, '')}\n" for id_ in own)

    def event_properties(self, id_: str) -> str:
        """The front matter of an event's file."""
        event = self._graph.events[id_]
        given = {field: getattr(event, field) for field in _EVENT}
        stated = {field: value for field, value in given.items() if value}
        return front_matter.write(
            {"id": id_, "title": event.title, **stated, "status": event.status}
        )

    def event(self, id_: str) -> str:
        """What is said of an event."""
        event = self._graph.events[id_]
        words = wording.event_words(event, self._name, self._graph.sources.get)
        return f"# {escape_markdown(text.line(event.title))}\n\n{escape_markdown(words)}\n"

    def linked(self, id_: str) -> Iterator[str]:
        """Who took part in an event, and the ties that it bears on."""
        event = self._graph.events[id_]
        if event.participants:
            yield "\n## Said to take part\n\n"
        for part in event.participants:
            role = f": {escape_markdown(text.line(part.role))}" if part.role else ""
            yield f"- {self._link(part.actor, '')}{role}\n"
        claims = [self._graph.claims[claim] for claim in event.claims if claim in self._claims]
        ties = dict.fromkeys(self._tie(c.type, c.subject, c.object) for c in claims)
        if ties:
            yield "\n## Ties\n\n"
            yield from (f"- {tie}\n" for tie in ties)

    def note_properties(self, id_: str) -> str:
        """The front matter of a note's file."""
        note = self._graph.notes[id_]
        about = [self._about(subject) for subject in note.about]
        tags = {"tags": list(note.tags)} if note.tags else {}
        times = {"created": note.created, "modified": note.modified}
        return front_matter.write({"id": id_, "about": about, **tags, **times})

    def note(self, id_: str) -> str:
        """The words of a note, whose links lead to the files of what they name."""
        words = self._graph.notes[id_].text
        for link in dict.fromkeys(note_text.links(words)):
            target = next(filter(None, map(self._id, note_text.meanings(link))), "")
            if target:
                shown = link.partition("|")[2].strip() if "|" in link else ""
                words = words.replace(f"[[{link}]]", self._about(target, shown))
        # What begins a line of ours may not begin one of the note's.
        lines = (f"\\{line}" if line.startswith(_HIDDEN) else line for line in words.split("\n"))
        return "\n".join(lines) + "\n"

    def _about(self, id_: str, words: str = "") -> str:
        ends = tie_ends(id_)
        return self._tie(id_.partition(":")[0], *ends) if ends else self._link(id_, words)

    def _tie(self, type_: str, *ends: str) -> str:
        return f" › {CLAIM_TYPES[type_].heading} › ".join(self._link(end, "") for end in ends)

    def _id(self, words: str) -> str:
        """The record or tie that words name: by its id, or by a name that no other has."""
        graph = self._graph
        if words in graph.tie_claims or any(words in known for known in self._tables()):
            return words
        if not self._ids:
            names = [(name.text, actor.id) for actor in graph.iter_actors() for name in actor.names]
            names += [(item.title, item.id) for item in graph.iter_sources()]
            names += [(item.title, item.id) for item in graph.iter_events()]
            for name, id_ in names:
                key = identity(name)
                self._ids[key] = id_ if self._ids.get(key, id_) == id_ else ""
        return self._ids.get(identity(words), "")

    def _tables(self) -> tuple[ById[Actor], ById[Source], ById[Event]]:
        return self._graph.actors, self._graph.sources, self._graph.events
