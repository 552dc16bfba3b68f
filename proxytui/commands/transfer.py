"""Commands that bring records in from a file, and out into one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.output_file import save
from proxytui.commands.sources import readable_file
from proxytui.errors import UsageError
from proxytui.exchange import FORMATS, codec
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.commands import edit as editing
    from proxytui.commands import note_folder, text_editor
    from proxytui.commands.edit import Faulty
    from proxytui.exchange import attesting, claims
    from proxytui.exchange import proposal as proposals
    from proxytui.exchange.proposal import Proposal
    from proxytui.model.records import Json
    from proxytui.questions.integrity import Problem
    from proxytui.workspace import Workspace
else:
    attesting = LazyModule("proxytui.exchange.attesting")
    claims = LazyModule("proxytui.exchange.claims")
    editing = LazyModule("proxytui.commands.edit")
    note_folder = LazyModule("proxytui.commands.note_folder")
    text_editor = LazyModule("proxytui.commands.text_editor")
    proposals = LazyModule("proxytui.exchange.proposal")


class Imported(Answer, frozen=True):
    """The result of an import, or with `dry` what it would be; `transaction` is empty where nothing
    changed.

    `problems` are what `check` says of the records that came in, `attested` the ids of the claims
    that were attested by the day of their sources.
    """

    format: str
    proposal: Proposal
    transaction: str
    dry: bool
    problems: tuple[Problem, ...] = ()
    attested: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """1 where rows were set aside, a field was probably meant to be another one, or what came
        in has problems."""
        amiss = any(field.nearest for field in self.proposal.unknown)
        return 1 if self.proposal.set_aside or self.problems or amiss else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `import`."""
        proposal = self.proposal
        unknown: list[Json] = [
            {
                "row": item.row,
                "field": item.field,
                **({"nearest": item.nearest} if item.nearest else {}),
            }
            for item in proposal.unknown
        ]
        return {
            "format": self.format,
            "read": proposal.read,
            "added": proposal.added,
            "changed": proposal.changed,
            "unchanged": proposal.unchanged,
            "set_aside": [item._asdict() for item in proposal.set_aside],
            "unknown_fields": unknown,
            "attested": list(self.attested),
            "problems": [
                {"code": item.code, "record": item.record, "message": item.message}
                for item in self.problems
            ],
        }


class Exported(Answer, frozen=True):
    """A file's bytes for standard output, and a message beside it, which may be empty."""

    data: bytes
    message: str


def import_(call: Call) -> Imported | Faulty:
    """Bring in a file's records in one transaction; again, and nothing changes."""
    title, data = _read(call)
    name = call.text("format")
    workspace = call.workspace_or_create
    attested: tuple[str, ...] = ()
    if data is None:
        name = note_folder.FORMAT
        reading = note_folder.read(workspace, paths.expanded(call.text("file")))
    elif name == "claims" or title.endswith(".claims") or claims.is_notation(data):
        name = "claims"
        edit = editing.read_text(workspace, _decoded(data, title))
        if edit.faults:
            return editing.Faulty(title, tuple((*f.place, f.message) for f in edit.faults))
        # What is written down comes in as it stands there: nothing is attested beside it.
        records = {(change.table, change.id): change.after or {} for change in edit.changes}
        records |= {key: workspace.record(*key) or {} for key in edit.kept}
        rows = (proposals.Row(f"{t}/{id_}", t, id_, after) for (t, id_), after in records.items())
        reading = proposals.ReadFile(tuple(rows), (), whole=True)
    else:
        read = codec(name).read
        if read is None:
            raise UsageError(f"{name} can't be imported", "it is a format for export only")
        reading = read(data)
    raw = workspace.raw()
    if not (reading.whole or call.flag("no_attest")):
        reading, attested = attesting.attest(reading, raw)
    proposal = proposals.propose(reading, raw)
    problems: tuple[Problem, ...] = ()
    if proposal.changes:
        from proxytui.exchange import review  # looks at every field, which only an import does

        problems = review.problems(proposal.changes, workspace.index, raw, workspace.text_of)
    transaction = ""
    if proposal.changes and not call.flag("dry_run"):
        workspace.back_up()
        transaction = workspace.apply(proposal.changes, f"import {title}").id
    changed = {change.id for change in proposal.changes if change.table == "claims"}
    new = tuple(id_ for id_ in attested if id_ in changed)
    return Imported(name, proposal, transaction, call.flag("dry_run"), problems, new)


def _read(call: Call) -> tuple[str, bytes | None]:
    """The name of the file to import, and its bytes; None for a folder."""
    if call.text("file") == "-":
        return "standard input", call.standard_input()
    folder = paths.expanded(call.text("file"))
    if os.path.isdir(folder):  # False for a name that can't be one
        return folder.resolve().name, None
    if call.text("format") == note_folder.FORMAT:
        raise UsageError(f"{folder} is no folder", f"{note_folder.FORMAT} is a folder of files")
    file = readable_file(call.text("file"))
    try:
        return file.name, file.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read {file} ({error.strerror})", "check the path") from None


def _decoded(data: bytes, title: str) -> str:
    try:
        return text_editor.decoded(data)
    except ValueError as error:
        raise UsageError(f"{title} is no text ({error})", "save it as UTF-8") from None


def export(call: Call) -> Exported | Done:
    """Write all records to a file, or hand on what to print."""
    name = call.text("format")
    if name == note_folder.FORMAT:
        return note_folder.export(call.workspace, call.text("output"))
    write = codec(name).write
    if write is None:
        raise UsageError(f"{name} can't be exported", "it is a format for import only")
    data = write(call.workspace.raw())
    count = len(call.workspace.index.notes)
    message = f"the export holds {count} note{'s' if count != 1 else ''}" if count else ""
    if not call.text("output"):
        return Exported(data, message)
    file = save(call.text("output"), data, call.folder)
    return Done((), f"wrote {file}" + (f"; {message}" if message else ""))


_FORMAT = Argument(
    "--format",
    "the format of the file; markdown-notes is a folder, with a file for each note",
    metavar="F",
    choices=(*FORMATS, "markdown-notes"),
    default="json",
)

COMMANDS = (
    Command(
        "export",
        "write all records of all dates, notes included, to standard output or a file",
        (
            _FORMAT,
            Argument("--output", "the file or folder to write", metavar="FILE", short="-o"),
        ),
        export,
    ),
    Command(
        "import",
        "bring in the records of a file in one step; bad rows are set aside, odd ones named",
        (
            Argument(
                "FILE", "what to read, or a folder of notes; - for standard input", Shape.REQUIRED
            ),
            _FORMAT,
            Argument("--dry-run", "only say what would change", Shape.FLAG),
            Argument("--no-attest", "leave claims without a date as they are", Shape.FLAG),
        ),
        import_,
        json=True,
    ),
)
