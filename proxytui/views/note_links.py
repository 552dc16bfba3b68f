"""What the links in notes lead to."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.errors import UnknownName
from proxytui.model import note_text
from proxytui.views.scene import pinnable
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.graph.index import Index
    from proxytui.model.records import Actor, Note

    Find = Callable[[str], Actor]


def targets(index: Index, find: Find, note: Note) -> list[Target]:
    """The records that a note links to, in the order of its text; links that lead nowhere are left
    out. `find` gives the actor of a name and raises UnknownName."""
    records = (target(index, find, link) for link in note_text.links(note.text))
    return list(dict.fromkeys(record for record in records if record is not None))


def about(index: Index, note: Note) -> list[Target]:
    """The records that a note is about and that are there."""
    records = (pinnable(index, id_) for id_ in note.about)
    return list(dict.fromkeys(record for record in records if record is not None))


def target(index: Index, find: Find, link: str) -> Target | None:
    """The record that a link means by its id, its title or a name of an actor."""
    for words in note_text.meanings(link):
        record = pinnable(index, words) or _titled(index, words) or _actor(find, words)
        if record is not None:
            return record
    return None


def _titled(index: Index, words: str) -> Target | None:
    called = identity(words)
    for event in index.iter_events():
        if identity(event.title) == called:
            return Target("event", event.id)
    return next((Target("source", id_) for id_ in index.source_names.called(words)), None)


def _actor(find: Find, words: str) -> Target | None:
    with suppress(UnknownName):
        return Target("actor", find(words).id)
    return None
