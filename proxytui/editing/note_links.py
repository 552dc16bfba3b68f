"""Links in a note as they are typed: which records fit, and how a link to one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import with_checkpoints
from proxytui.model import note_text
from proxytui.wording import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Note


class LinkOption(NamedTuple):
    """A record that a link may lead to: its kind (`actor`, `event`, `source`), id and name."""

    kind: str
    id: str
    name: str


class LinkNames:
    """The names of actors, titles of events and short names of sources, as a link may begin.

    `near` gives so many actors whose names come close to a text, best first, each by its id and
    the name that does. Titles are there once they are prepared.
    """

    def __init__(self, index: Index, near: Callable[[str, int], Sequence[tuple[str, str]]]) -> None:
        self._index = index
        self._near = near
        self._version = -1
        self._titles: list[tuple[str, LinkOption]] = []

    def options(self, typed: str, nearby: Iterable[str], most: int) -> list[LinkOption]:
        """The records whose names fit what is typed, those that begin with it first; before
        anything is typed the actors `nearby`."""
        needle = " ".join(typed.split()).casefold()
        if not needle:
            known = (id_ for id_ in dict.fromkeys(nearby) if id_ in self._index.actors)
            return [LinkOption("actor", id_, self._label(id_)) for id_ in known][:most]
        # An actor may be found by its id, which is not what it is called.
        actors = [
            LinkOption("actor", id_, name if name != id_ else self._label(id_))
            for id_, name in self._near(typed, most)
        ]
        titled = self._titled(needle, most)
        options = [*actors, *titled]
        first = [option for option in options if option.name.casefold().startswith(needle)]
        return list(dict.fromkeys((*first, *options)))[:most]

    def _label(self, id_: str) -> str:
        return label(self._index.actors[id_], None)

    def prepare(self, checkpoint: Checkpoint) -> None:
        """Fold the titles of events and sources, where they changed: 20,000 take 0.2 s."""
        version = self._index.version
        if version == self._version:
            return
        short = self._index.source_names.name
        events = ((LinkOption("event", e.id, e.title), "") for e in self._index.iter_events())
        # A source is found by its title too, and linked to by its short name.
        sources = (
            (LinkOption("source", s.id, short(s.id)), s.title) for s in self._index.iter_sources()
        )
        titles = [
            (" ".join(f"{option.name} {also}".split()).casefold(), option)
            for options in (events, sources)
            for option, also in with_checkpoints(options, checkpoint)
        ]
        self._titles, self._version = titles, version

    def _titled(self, needle: str, most: int) -> list[LinkOption]:
        """So many of the events and sources that are prepared with the text in their title, those
        first that begin with it."""
        hits = [pair for pair in self._titles if needle in pair[0]]
        hits.sort(key=lambda pair: (not pair[0].startswith(needle), len(pair[0])))
        return [option for _, option in hits[:most]]


def written(option: LinkOption, leads_to: Callable[[str], str]) -> str:
    """A link to a record by its name where that means it alone, else by its id; `leads_to` gives
    the id that a link of these words means."""
    if note_text.can_stand_in_link(option.name) and leads_to(option.name) == option.id:
        return f"[[{option.name}]]"
    return note_text.link_to(option.name, option.id)


def linked(
    note: Note, pattern: note_text.NamePattern, actor: str, means: Callable[[str], str]
) -> str:
    """The text of a note with the first mention of an actor turned into a link; as it is where
    there is none. `means` gives the id that a link of these words means."""
    place = pattern.first(note.text)
    if place is None:
        return note.text
    words = note.text[place.start : place.end]
    link = written(LinkOption("actor", actor, words), means)
    return note.text[: place.start] + link + note.text[place.end :]
