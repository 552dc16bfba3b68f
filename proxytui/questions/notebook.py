"""All notes, newest first, and those among them with some words or a tag."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import Typed, identity, readings
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.model import note_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Note


class ListedNote(NamedTuple):
    """A note with its tags, those in its text too, and the keys by which they are compared."""

    note: Note
    tags: tuple[str, ...]
    keys: tuple[str, ...]


class NoteListing(NamedTuple):
    """The notes that were asked for, newest first; the number of all, and of each tag's notes."""

    notes: tuple[ListedNote, ...] = ()
    total: int = 0
    tags: Mapping[str, int] = {}


class Notebook:
    """The notes of a store as they are looked through again and again.

    `title` names what a note is about. What was read of a note is kept until it changes.
    """

    def __init__(self, index: Index, title: Callable[[str], str]) -> None:
        self._index = index
        self._title = title
        self._version = -1
        self._tags: dict[str, ListedNote] = {}
        self._read: dict[str, tuple[Note, str]] = {}

    def listing(self, text: str = "", tag: str = "", checkpoint: Checkpoint = never) -> NoteListing:
        """The notes in which each word of the text stands: in what they say, their tags or the
        names of what they are about. With `tag` only those that have it."""
        if self._version != self._index.version:
            # A renamed actor is another one to look for.
            self._version = self._index.version
            self._read.clear()
        words = [Typed(word) for word in text.split()]
        tag_key = identity(tag)
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        hits: list[ListedNote] = []
        total = 0
        for note in with_checkpoints(self._index.iter_notes(), checkpoint):
            total += 1
            listed = self._listed(note)
            for key, name in zip(listed.keys, listed.tags, strict=True):
                names.setdefault(key, name)
            if listed.keys:
                counts.update(set(listed.keys))
            if tag_key and tag_key not in listed.keys:
                continue
            if not words or all(word.among(self._readings(listed)) for word in words):
                hits.append(listed)
        hits.sort(key=_age, reverse=True)
        by_count = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return NoteListing(tuple(hits), total, {names[key]: count for key, count in by_count})

    def _listed(self, note: Note) -> ListedNote:
        listed = self._tags.get(note.id)
        if listed is None or listed.note != note:
            tags = note_text.tags(note)
            listed = ListedNote(note, tags, tuple(map(identity, tags)))
            self._tags[note.id] = listed
        return listed

    def _readings(self, listed: ListedNote) -> str:
        note = listed.note
        known = self._read.get(note.id)
        if known is None or known[0] != note:
            tags = " ".join(f"#{tag}" for tag in listed.tags)
            titles = " ".join(map(self._title, note.about))
            known = self._read[note.id] = note, readings(f"{note.text} {tags} {titles}")
        return known[1]


def _age(listed: ListedNote) -> tuple[str, str, str]:
    note = listed.note
    return note.modified, note.created, note.id


def unlinked(index: Index, actor: str, checkpoint: Checkpoint = never) -> tuple[str, ...]:
    """The ids of notes in which an actor is named and not linked, newest first; without those that
    are about it or link to it elsewhere."""
    if actor not in index.actors:
        return ()
    pattern = note_text.NamePattern(index.actors[actor])
    known = {*index.notes_of(actor), *index.backlinks(actor)}
    hits = [
        note
        for note in with_checkpoints(index.iter_notes(), checkpoint)
        if note.id not in known and pattern.first(note.text) is not None
    ]
    hits.sort(key=lambda note: (note.modified, note.id), reverse=True)
    return tuple(note.id for note in hits)
