"""Commands for notes: on an actor, a tie, an event, a source, a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import Refused, StoreError, UsageError
from proxytui.lazy import LazyModule
from proxytui.model import note_text
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.commands import json_shapes, note_sharing, templates
    from proxytui.model.records import Json, Note
    from proxytui.workspace import Workspace
else:
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    note_sharing = LazyModule("proxytui.commands.note_sharing")
    templates = LazyModule("proxytui.commands.templates")


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
    try:
        known, user = workspace.note_authors(), workspace.login
    except (OSError, StoreError):
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
    return recorded_id(workspace, name) or workspace.find(name.strip()).id


def recorded_id(workspace: Workspace, words: str) -> str:
    """The id that words are, of a record or a tie; empty for any other words."""
    index, id_ = workspace.index, words.strip()
    records = (index.actors, index.claims, index.events, index.sources)
    tables = (*records, index.notes, index.views, index.identities)
    return id_ if any(id_ in table for table in tables) else canonical_tie_id(workspace, id_)


def canonical_tie_id(workspace: Workspace, typed: str) -> str:
    """The id of a recorded tie from its id as it is typed, where a symmetric one may begin with
    either end; empty for any other text."""
    kind, *ends = typed.strip().split(":")
    if kind in CLAIM_TYPES and len(ends) == 2:
        tie = workspace.index.merged.standing(tie_id(kind, *ends))
        if tie in workspace.index.tie_claims:
            return tie
    return ""


def add(call: Call) -> Done:
    """Keep a note."""
    workspace = call.workspace
    named = (call.text("name"), *call.values("about"))
    about = tuple(dict.fromkeys(subject_id(workspace, name) for name in named))
    template = call.text("template")
    if template and call.text("text"):
        raise UsageError("a template is for a note without TEXT", "leave one of them out")
    begun = templates.filled(template, caller(workspace)(about[0])) if template else ""
    words = _words(call.text("text") or call.prose(begun))
    if words == begun.strip():
        raise Refused("the note was left as its template begins it", "nothing was stored")
    id_ = workspace.add_note(about, words, _tags(call), private=call.flag("private"))
    kind = "a private note" if call.flag("private") else "noted"
    return Done((id_,), f"{kind} on {', '.join(about)}")


def list_(call: Call) -> Notes:
    """All notes, or those about one thing or with one tag."""
    index, name = call.workspace.index, call.text("name")
    about = index.notes_of(subject_id(call.workspace, name)) if name else ()
    listed = (index.notes[id_] for id_ in about) if name else index.iter_notes()
    if call.text("tag"):
        tag = identity(call.text("tag").removeprefix("#"))
        listed = (note for note in listed if tag in map(identity, note_text.tags(note)))
    notes = sorted(listed, key=lambda note: (note.created, note.id))
    return Notes(tuple(notes), authors(call.workspace) if notes else {})


def edit(call: Call) -> Done:
    """Give a note another text, or more that it is about, or more tags."""
    workspace = call.workspace
    note = _note(call)
    about = tuple(subject_id(workspace, name) for name in call.values("about"))
    tags = _tags(call)
    words: str | None = call.text("text")
    share, private = call.flag("share"), call.flag("private")
    if share or private:
        if words or about or tags or (share and private):
            flag = "--share" if share else "--private"
            raise UsageError(f"{flag} changes nothing else of a note", "leave out the rest")
        if share:
            (id_,) = note_sharing.share(workspace, [note.id])
            return Done((id_,), f"{note.id} is {id_} now, for all who read the store")
        (id_,) = note_sharing.make_private(workspace, [note.id])
        return Done((id_,), f"{note.id} is {id_} now, for you alone; {note_sharing.STAYS}")
    if not words:
        words = None if about or tags else call.prose(note.text)
    if words is not None:
        words = _words(words)
    if not workspace.edit_note(note.id, words, about=about, tags=tags):
        return Done((note.id,), f"{note.id} stays as it is")
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


def _tags(call: Call) -> tuple[str, ...]:
    typed = (tag.strip().removeprefix("#") for tag in call.values("tag"))
    return tuple(dict.fromkeys(tag for tag in typed if tag))


def caller(workspace: Workspace) -> Callable[[str], str]:
    """A function that gives what a note is about in words: an actor by its name, a tie by its ends,
    an event or a source by its title, anything else by its id."""
    index = workspace.index
    name = index.namer(workspace.default_period)

    def called(id_: str) -> str:
        id_ = index.merged.standing(id_)
        if id_ in index.actors:
            return name(id_)
        if id_ in index.tie_claims:
            return " › ".join(map(name, id_.split(":", 2)[1:]))
        event = index.events.get(id_)
        return event.title if event else index.source_names.name(id_)

    return called


def _words(typed: str) -> str:
    words = typed.strip()
    if not words:
        raise Refused("the note has no text", "nothing was stored")
    return words


_ABOUT = "an actor as above, or the id of a tie, claim, event or source"
_TEXT = Argument("TEXT", "the note; left out: standard input when piped, else $VISUAL or $EDITOR")
_MORE = Argument(
    "--about",
    "another thing that it is about",
    Shape.REPEATED,
    metavar="NAME",
    values=Values.ACTORS,
)
_TAG = Argument("--tag", "a tag of it", Shape.REPEATED, metavar="TAG", values=Values.TAGS)

COMMANDS = (
    Command(
        "note add",
        "keep a note",
        (
            Argument("NAME", _ABOUT, Shape.REQUIRED, values=Values.ACTORS),
            _TEXT,
            _MORE,
            _TAG,
            Argument("--template", "begin it as this template in your settings does", metavar="T"),
            Argument("--private", "on a server: nobody else can read it", Shape.FLAG),
        ),
        add,
    ),
    Command(
        "note list",
        "all notes, or those about one thing or with one tag",
        (
            Argument("NAME", _ABOUT, values=Values.ACTORS),
            Argument("--tag", "only those with this tag", metavar="TAG", values=Values.TAGS),
        ),
        list_,
        json=True,
    ),
    Command(
        "note edit",
        "give a note another text, more subjects or more tags",
        (
            Argument("ID", "the note's id", Shape.REQUIRED, values=Values.NOTES),
            _TEXT,
            _MORE,
            _TAG,
            Argument("--share", "let all who read the store read a private note", Shape.FLAG),
            Argument(
                "--private",
                "on a server: let nobody else see a note of yours from now on; what it said "
                "stays in the store's past, for all who can read that",
                Shape.FLAG,
            ),
        ),
        edit,
    ),
    Command(
        "note remove",
        "remove a note; undo brings it back",
        (Argument("ID", "the note's id", Shape.REQUIRED, values=Values.NOTES),),
        remove,
    ),
)
