"""Commands that write records as text: add some, change one, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import Refused, UnknownName
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.lazy import LazyModule
from proxytui.model.changes import Change
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.commands import notes
    from proxytui.editing import assignments, directory, identities, marked, records, removal
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model import references
    from proxytui.model.records import Json
    from proxytui.notation import writer
    from proxytui.views import plan
    from proxytui.workspace import Workspace
else:
    assignments = LazyModule("proxytui.editing.assignments")
    directory = LazyModule("proxytui.editing.directory")
    identities = LazyModule("proxytui.editing.identities")
    marked = LazyModule("proxytui.editing.marked")
    notes = LazyModule("proxytui.commands.notes")
    records = LazyModule("proxytui.editing.records")
    removal = LazyModule("proxytui.editing.removal")
    references = LazyModule("proxytui.model.references")
    plan = LazyModule("proxytui.views.plan")
    writer = LazyModule("proxytui.notation.writer")

_LISTED = 5
"""So many ids are listed in a message, the others counted."""


class Faulty(Answer, frozen=True):
    """What is wrong with a text of records, called `name`; nothing of it was written."""

    name: str
    faults: tuple[tuple[int, int, str], ...]

    @property
    def code(self) -> int:
        """As for a call with a wrong argument."""
        return 2

    @property
    def refuses_text(self) -> bool:
        """Nothing of a text with a fault is stored."""
        return True

    def document(self, workspace: Workspace) -> Json:
        """The JSON shape: where each fault is, and what."""
        return {
            "faults": [
                {"line": line, "column": column, "message": message}
                for line, column, message in self.faults
            ]
        }


class Edited(Answer, frozen=True):
    """What was written: records added, changed and removed, as (table, id), and the step's id."""

    added: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    transaction: str

    def document(self, workspace: Workspace) -> Json:
        """The JSON shape of `add`, `edit` and `remove`."""
        groups = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return {
            **{
                name: [{"table": table, "id": id_} for table, id_ in keys]
                for name, keys in groups.items()
            },
            "transaction": self.transaction,
        }


def written(workspace: Workspace, changes: Sequence[Change], label: str) -> Edited:
    """Apply changes as one step, and say which records they were."""
    step = workspace.apply(changes, label) if changes else None
    added: list[tuple[str, str]] = []
    changed: list[tuple[str, str]] = []
    removed: list[tuple[str, str]] = []
    for change in changes:
        keys = changed if change.before is not None else added
        (removed if change.after is None else keys).append((change.table, change.id))
    transaction = step.id if step is not None else ""
    return Edited(tuple(added), tuple(changed), tuple(removed), transaction)


def read_text(
    workspace: Workspace, text: str, shown: Iterable[tuple[str, str]] = ()
) -> records.Edit:
    """What a text of records asks for, or its faults; `shown` as in `editing.records.edit`."""
    from proxytui.workspace import moment

    return records.edit(text, directory.of(workspace), workspace, moment(), shown=shown)


def _sound(
    call: Call, workspace: Workspace, text: str, shown: Iterable[tuple[str, str]] = ()
) -> records.Edit:
    """What a text asks for, which its writer is shown with its faults until it has none, or is left
    with them."""
    keys = tuple(shown)
    edit = read_text(workspace, text, keys)
    while edit.faults:
        again = call.prose_again(marked.marked(text, edit.faults))
        words = marked.unmarked(again) if again is not None else text
        if words.rstrip() == text.rstrip():
            break
        text = words
        edit = read_text(workspace, text, keys)
    return edit


def _written(workspace: Workspace, edit: records.Edit, name: str, label: str) -> Edited | Faulty:
    if edit.faults:
        places = ((*fault.place, fault.message) for fault in edit.faults)
        return Faulty(name, tuple(places))
    return written(workspace, edit.changes, label)


def add(call: Call) -> Edited | Faulty:
    """Add the records of one or more lines, or of a longer text."""
    lines = call.values("line")
    text = "\n".join(lines) if lines else call.prose("")
    if not text.strip():
        raise Refused("there is nothing to add", "write a claim, such as: A backs B: weapons")
    workspace = call.workspace_or_create
    edit = _sound(call, workspace, text)
    label = plan.step_label("add", edit.changes, directory.of(workspace))
    return _written(workspace, edit, "text", label)


def edit(call: Call) -> Edited | Faulty:
    """Change a record: some fields of it, or its text in an editor."""
    workspace = call.workspace
    given = call.values("field")
    if given:
        table, id_ = single(workspace, call.text("name"))
        before = workspace.record(table, id_) or {}
        text = assignments.assigned(table, id_, before, given, directory.of(workspace))
        return _written(workspace, read_text(workspace, text), "record", f"edit {id_}")
    keys = named(workspace, call.text("name"))
    text = call.prose(text_of(workspace, keys))
    if not text.strip():
        raise Refused("the text is empty, and nothing was changed", "`remove` removes a record")
    edit = _sound(call, workspace, text, keys)
    return _written(workspace, edit, "text", f"edit {keys[0][1]}")


def text_of(
    workspace: Workspace, keys: Iterable[tuple[str, str]], checkpoint: Checkpoint = never
) -> str:
    """The text of some records; `checkpoint` is called where that can be interrupted."""
    rows = ((table, id_, workspace.record(table, id_)) for table, id_ in keys)
    known = ((table, id_, record) for table, id_, record in rows if record is not None)
    return writer.write(with_checkpoints(known, checkpoint, CLAIMS), directory.of(workspace))


def named(workspace: Workspace, name: str) -> list[tuple[str, str]]:
    """The records that a name or an id means: one, a tie's claims, or an actor with all of its
    claims. Raises UnknownName."""
    index = workspace.index
    for table in TABLES:
        if table != "actors" and workspace.record(table, name) is not None:
            return [(table, name)]
    tie = notes.canonical_tie_id(workspace, name)
    if tie:
        return [("claims", id_) for id_ in index.tie_claims[tie]]
    actor = workspace.find(name).id
    claims = [id_ for tie in index.ties_of(actor) for id_ in index.tie_claims[tie]]
    claims += index.merged.within.get(actor, ())
    actors = list(index.merged.records(actor))
    if name.strip() in actors[1:]:
        # Of several records that are one actor, the id names just this one.
        actor = name.strip()
        records_ = ((id_, workspace.record("claims", id_) or {}) for id_ in claims)
        claims = [id_ for id_, r in records_ if actor in (r.get("subject"), r.get("object"))]
        actors = [actor]
    return [*(("actors", id_) for id_ in actors), *(("claims", id_) for id_ in claims)]


def single(workspace: Workspace, name: str) -> tuple[str, str]:
    """The one record that a name or an id means, by its table and id. Raises UnknownName where that
    is an actor of several records, or a tie of several claims."""
    keys = named(workspace, name)
    table, id_ = keys[0]
    if table == "actors":
        index = workspace.index
        standing = index.merged.standing(id_)
        ids = identities.records_called(index, workspace, name, standing)
    else:
        ids = tuple(id_ for _, id_ in keys)
    if len(ids) > 1:
        shown = texts.line(name)
        listed = ", ".join(map(texts.line, ids[:_LISTED]))
        more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
        what = "records" if table == "actors" else "claims"
        raise UnknownName(f"“{shown}” is {len(ids)} {what}", f"give the id of one: {listed}{more}")
    return table, ids[0]


def remove(call: Call) -> Edited:
    """Remove a record; with --force what rests on it too."""
    workspace = call.workspace
    table, id_ = single(workspace, call.text("name"))
    keys = [(table, id_)]
    citing = references.citing(workspace.raw(), keys)
    if citing and not call.flag("force"):
        listed = ", ".join(f"{place}/{key}" for place, key in citing[:_LISTED])
        more = f" and {len(citing) - _LISTED} more" if len(citing) > _LISTED else ""
        raise Refused(
            f"{id_} is named by {listed}{more}",
            "remove those first, or all of them with --force; nothing was written",
        )
    keys += removal.falling(workspace.raw(), keys)
    changes = [Change(place, key, workspace.record(place, key), None) for place, key in keys]
    return written(workspace, changes, f"remove {id_}")


_NAME = Argument(
    "NAME", "an actor, or the id of any record or tie", Shape.REQUIRED, values=Values.ACTORS
)

COMMANDS = (
    Command(
        "add",
        "add claims, actors, events, sources, notes, a line each or a text of them",
        (
            Argument(
                "LINE",
                "a record; left out: standard input when piped, else your editor",
                Shape.WORDS,
            ),
        ),
        add,
        json=True,
    ),
    Command(
        "edit",
        "change a record; without FIELD=VALUE its text in your editor, of an actor with its claims",
        (_NAME, Argument("FIELD", "FIELD=VALUE; FIELD= empties the field", Shape.WORDS)),
        edit,
        json=True,
    ),
    Command(
        "remove",
        "remove a record; undo brings it back",
        (_NAME, Argument("--force", "remove what names it too", Shape.FLAG)),
        remove,
        json=True,
    ),
)
