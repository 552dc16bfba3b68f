"""The user's notes about a record, and the notes elsewhere that link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.model import note_text
from proxytui.model.private_notes import is_private
from proxytui.views.key_words import with_keys
from proxytui.views.lines import BLANK, Row, Span, foreign, paragraph, rule
from proxytui.views.page_lines import GAP, PageLine, dotted, plain
from proxytui.views.scene import pinnable
from proxytui.wording.authors import by as written_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.model.records import Note
    from proxytui.views.scene import Scene

_NAMED = 20
"""Of notes that only name a record so many are shown."""


_NONE = "No note yet. {note} writes one, {note-editor} in your editor."
_FIND = "{notebook} and {filter} find them all"


def rows(
    scene: Scene,
    target: str,
    cells: int,
    authors: Mapping[str, str] | None = None,
    unlinked: Sequence[str] = (),
) -> list[Row]:
    """The notes on a record, below them those that link to it, and last those that only name it,
    which are `unlinked`. Keys: `note:ID`; `authors` are those of notes that the user didn't write.
    """
    index = scene.index
    own = [index.notes[id_] for id_ in index.notes_of(target)]
    about = {note.id for note in own}
    back = [index.notes[id_] for id_ in index.backlinks(target) if id_ not in about]
    named = [index.notes[id_] for id_ in unlinked if id_ in index.notes]
    rows: list[Row] = []
    for note in sorted(own, key=lambda note: (note.created, note.id)):
        rows += _note(scene, note, target, cells, authors or {})
    if not own:
        words = with_keys(_NONE, scene.key)
        rows += [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
        rows.append(BLANK)
    if back:
        rows.append(Row("", (Span(f"linked from {len(back)}", "heading"),), stop=False))
        for note in sorted(back, key=lambda note: (note.created, note.id)):
            rows += _note(scene, note, target, cells, authors or {})
    if named:
        heading = f"named in {len(named)} more, not linked"
        rows.append(
            Row("", rule(heading, with_keys("{link-mention} links", scene.key), cells), stop=False)
        )
        for note in named[:_NAMED]:
            rows += _note(scene, note, target, cells, authors or {})
        if len(named) > _NAMED:
            words = f"… {len(named) - _NAMED} more; {with_keys(_FIND, scene.key)}"
            rows += [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
    return rows


def short(scene: Scene, target: str, cells: int) -> list[Row]:
    """The notes on a record as they stand at the end of an overview."""
    rows: list[Row] = []
    for id_ in scene.index.notes_of(target):
        rows += _note(scene, scene.index.notes[id_], target, cells, {})
    return rows


def _note(
    scene: Scene, note: Note, target: str, cells: int, authors: Mapping[str, str]
) -> list[Row]:
    lines = paragraph(note.text, cells, "note")
    rows = [Row(f"note:{note.id}", lines[0])]
    rows += [Row("", line, stop=False) for line in lines[1:]]
    others = [title(scene, about) for about in note.about if about != target]
    tail = "private · " if is_private(note.id) else ""
    tail += f"{when(note.modified)} UTC" + (f" · about {', '.join(others)}" if others else "")
    written = written_by(*scene.authors("notes", note.id))
    if not written and note.id in authors:
        written = written_by(authors[note.id])
    tail += f" · {written}" if written else ""
    tail += "".join(f" · #{tag}" for tag in note.tags)
    rows += [Row("", line, stop=False) for line in paragraph(texts.line(tail), cells, "dim", "  ")]
    rows.append(BLANK)
    return rows


def when(time: str) -> str:
    """`2024-12-02 09:30`, of a time in UTC."""
    return time[:16].replace("T", " ")


def title(scene: Scene, about: str) -> str:
    """The subject of a note in words: a name, a tie by its ends, a title."""
    index = scene.index
    if about in index.actors:
        return scene.name(about)
    target = pinnable(index, about)
    if target is not None and target.kind == "tie":
        _, subject, object_ = target.id.split(":", 2)
        return f"{scene.name(subject)} › {scene.name(object_)}"
    event = index.events.get(about)
    return f"“{event.title}”" if event else index.source_names.name(about)


# On a page


def page(scene: Scene, notes: Sequence[Note], authors: Mapping[str, str]) -> Iterator[PageLine]:
    """Notes below the names of what they are about; `authors` are those of notes that the user
    didn't write."""
    for number, note in enumerate(notes):
        if number:
            yield GAP
        about = (texts.line(title(scene, id_)) for id_ in note.about)
        yield plain(", ".join(about), "strong")
        yield from page_lines(note, by=authors.get(note.id, ""))


def page_lines(note: Note, indent: str = "", by: str = "") -> Iterator[PageLine]:
    """A note with its id and time, by whom it is where that is somebody else, and all its lines."""
    tags = " ".join(f"#{tag}" for tag in note_text.tags(note))
    private = "private" if is_private(note.id) else ""
    facts = (note.id, private, note.modified, f"by {by}" if by else "", tags)
    yield PageLine(dotted(foreign(fact, "dim") for fact in facts), (Span(indent),))
    for line in texts.clean(note.text).expandtabs(4).split("\n"):
        yield PageLine((Span(line, "note"),), (Span(f"{indent}  "),))
