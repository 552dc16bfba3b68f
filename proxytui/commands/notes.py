"""Commands for notes: on an actor, a tie, an event, a source, a claim."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape
from proxytui.errors import Refused, UsageError
from proxytui.lazy import LazyModule
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id

if TYPE_CHECKING:
    from proxytui.commands import json_shapes
    from proxytui.model.records import Json, Note
    from proxytui.workspace import Workspace
else:
    json_shapes = LazyModule("proxytui.commands.json_shapes")


class Notes(Answer, frozen=True):
    """Notes, oldest first; `authors` of those that somebody else than the user wrote, in words."""

    notes: tuple[Note, ...]
    authors: dict[str, str]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `note list`; `by` where somebody else than the user wrote it."""
        rows = json_shapes.records(workspace, "notes", (note.id for note in self.notes))
        for row in rows:
            if row["id"] in self.authors:
                row["by"] = self.authors[row["id"]]
        return {"notes": rows}


def authors(workspace: Workspace, own: str = "") -> dict[str, str]:
    """The authors of notes in words, by the notes' ids, as far as the journal here names them; it
    takes time by the journal's size. `own` is the word for the user, whose notes are left out
    without it."""
    user = os.environ.get("USER") or os.environ.get("LOGNAME") or ""
    try:
        known = workspace.note_authors()
    except OSError:
        return {}
    words: dict[str, str] = {}
    for id_, author in known.items():
        if author.elsewhere or author.by not in ("", user):
            words[id_] = author.elsewhere or author.by
        elif author.by and own:
            words[id_] = own
    return words


def subject_id(workspace: Workspace, name: str) -> str:
    """The id of what a note is about, from the id of a tie or of any record, or an actor's name.

    Raises UnknownName.
    """
    index, id_ = workspace.index, name.strip()
    tables = (index.claims, index.events, index.sources, index.notes, index.views, index.identities)
    if any(id_ in table for table in tables):
        return id_
    return canonical_tie_id(workspace, id_) or workspace.find(id_).id


def canonical_tie_id(workspace: Workspace, typed: str) -> str:
    """The id of a recorded tie from its id as it is typed, where a symmetric one may begin with
    either end; empty for any other text."""
    kind, *ends = typed.strip().split(":")
    if kind in CLAIM_TYPES and len(ends) == 2:
        tie = tie_id(kind, *ends)
        if tie in workspace.index.tie_claims:
            return tie
    return ""


def add(call: Call) -> Done:
    """Keep a note."""
    workspace = call.workspace
    about = subject_id(workspace, call.text("name"))
    words = _words(call.text("text") or call.prose(""))
    return Done((workspace.add_note((about,), words),), f"noted on {about}")


def list_(call: Call) -> Notes:
    """All notes, or those about one thing."""
    index, name = call.workspace.index, call.text("name")
    about = index.notes_of(subject_id(call.workspace, name)) if name else ()
    listed = (index.notes[id_] for id_ in about) if name else index.iter_notes()
    notes = sorted(listed, key=lambda note: (note.created, note.id))
    return Notes(tuple(notes), authors(call.workspace) if notes else {})


def edit(call: Call) -> Done:
    """Give a note another text."""
    workspace = call.workspace
    note = _note(call)
    words = _words(call.text("text") or call.prose(note.text))
    if words == note.text:
        return Done((note.id,), f"{note.id} stays as it is")
    workspace.edit_note(note.id, words)
    return Done((note.id,), f"changed {note.id}")


def remove(call: Call) -> Done:
    """Remove a note."""
    note = _note(call)
    call.workspace.remove_note(note.id)
    return Done((), f"removed {note.id}; `undo` brings it back")


def _note(call: Call) -> Note:
    id_ = call.text("id").strip()
    note = call.workspace.index.notes.get(id_)
    if note is None:
        raise UsageError(f"there is no note {id_}", "`note list` shows the ids")
    return note


def _words(typed: str) -> str:
    words = typed.strip()
    if not words:
        raise Refused("the note has no text", "nothing was stored")
    return words


_ABOUT = "an actor as above, or the id of a tie, claim, event or source"
_TEXT = Argument("TEXT", "the note; left out: standard input when piped, else $VISUAL or $EDITOR")

COMMANDS = (
    Command(
        "note add",
        "keep a note",
        (Argument("NAME", _ABOUT, Shape.REQUIRED), _TEXT),
        add,
    ),
    Command(
        "note list",
        "all notes, or those about one thing",
        (Argument("NAME", _ABOUT),),
        list_,
        json=True,
    ),
    Command(
        "note edit",
        "give a note another text",
        (Argument("ID", "the note's id", Shape.REQUIRED), _TEXT),
        edit,
    ),
    Command(
        "note remove",
        "remove a note; undo brings it back",
        (Argument("ID", "the note's id", Shape.REQUIRED),),
        remove,
    ),
)
