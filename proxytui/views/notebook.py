"""All notes as a list, a line each, and the note under the cursor below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.model.private_notes import is_private
from proxytui.views import notes
from proxytui.views.key_words import with_keys
from proxytui.views.lines import (
    Line,
    Listing,
    Row,
    Span,
    cut,
    fit,
    foreign,
    paragraph,
    rule,
    spread,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.questions.notebook import ListedNote, NoteListing
    from proxytui.views.scene import Scene

_DAY = 10
_WIDE = 110
"""From so many cells on, there is a column for who wrote a note."""
_AUTHOR = 14
_LINE, _PAGE = 1_000, 20_000
"""Characters of a note that are looked at for its line, and for what is shown below the list."""
_EMPTY = (
    "No notes yet. In the explorer {note} writes one on what is selected, {note-editor} in your"
    " editor; the command note add does too."
)
_NONE = "No note has these words; {close} clears the filter."


def rows(
    scene: Scene, listing: NoteListing, authors: Mapping[str, str], cells: int
) -> Sequence[Row]:
    """The notes. Keys: their ids."""
    if not listing.notes:
        words = with_keys(_NONE if listing.total else _EMPTY, scene.key)
        return [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
    keys = [listed.note.id for listed in listing.notes]
    return Listing(keys, lambda place: _line(scene, listing.notes[place], authors, cells))


def _line(scene: Scene, listed: ListedNote, authors: Mapping[str, str], cells: int) -> Line:
    note = listed.note
    about = ", ".join(texts.line(notes.title(scene, id_)) for id_ in note.about)
    column = max(12, cells // 4)
    words = foreign(" ".join(note.text[:_LINE].split()), "note")
    left = (
        Span(f"{note.modified[:_DAY]}  ", "date"),
        Span(fit(about, column), "strong"),
        Span("  "),
        *((Span("private ", "key"),) if is_private(note.id) else ()),
        words,
    )
    right: Line = ()
    signed = cells >= _WIDE and bool(authors)
    room = cells - (_AUTHOR + 3 if signed else 0)
    unseen = _tags(listed, words.text if width(left) <= room else "")
    if unseen:
        right = (Span(cut(unseen, cells // 4), "key"),)
    if signed:
        right = (
            *right,
            Span("  "),
            Span(fit(texts.line(authors.get(note.id, "")), _AUTHOR), "dim"),
        )
    return spread(left, right, cells)


def _tags(listed: ListedNote, words: str) -> str:
    """The tags of a note that don't stand in its words as they are seen."""
    seen = {word.casefold().rstrip(".,;:!?)") for word in words.split()}
    tags = [f"#{texts.line(tag)}" for tag in listed.tags]
    return " ".join(tag for tag in tags if tag.casefold() not in seen)


def whole(
    scene: Scene, listed: ListedNote, authors: Mapping[str, str], cells: int, lines: int
) -> list[Line]:
    """A note on so many lines: what it is about, its times and author, its tags, and its text as
    far as there is room."""
    note = listed.note
    about = ", ".join(texts.line(notes.title(scene, id_)) for id_ in note.about)
    changed = note.modified != note.created
    facts = [
        "private" if is_private(note.id) else "",
        f"written {notes.when(note.created)} UTC",
        f"changed {notes.when(note.modified)} UTC" if changed else "",
        f"by {authors[note.id]}" if note.id in authors else "",
        _tags(listed, note.text[:_PAGE]),
    ]
    lines_above = [
        rule(about or "about nothing that is here", note.id, cells),
        *paragraph(texts.line(" · ".join(fact for fact in facts if fact)), cells, "dim")[:2],
    ]
    room = max(1, lines - len(lines_above))
    words = paragraph(note.text[:_PAGE], cells, "note")
    if len(words) > room or len(note.text) > _PAGE:
        more = Span(with_keys("… {edit-note} shows all of it", scene.key), "dim")
        words = [*words[: room - 1], (more,)]
    return [*lines_above, *words]
