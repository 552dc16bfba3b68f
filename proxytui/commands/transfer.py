"""Commands that bring records in from a file, and out into one."""

from __future__ import annotations

import os
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui import text as texts
from proxytui.commands.arguments import AS_OF, FILTER, VIEW
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.exchange import formats
from proxytui.exchange.formats import FORMATS
from proxytui.exchange.rows import ReadOptions
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from proxytui.commands import edit as editing
    from proxytui.commands import (
        exported,
        foreign_file,
        importing,
        mappings,
        markdown_folder,
        note_folder,
        output_file,
        text_editor,
    )
    from proxytui.commands.edit import Faulty
    from proxytui.commands.foreign_file import ForeignFile
    from proxytui.commands.mappings import Unmapped
    from proxytui.exchange import aside_file, detection, losses
    from proxytui.exchange import proposal as proposals
    from proxytui.exchange.import_plan import ImportPlan
    from proxytui.exchange.rows import Rows
    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Json
    from proxytui.place import Place
    from proxytui.wording import private_notes
    from proxytui.workspace import Workspace
else:
    editing = LazyModule("proxytui.commands.edit")
    exported = LazyModule("proxytui.commands.exported")
    foreign_file = LazyModule("proxytui.commands.foreign_file")
    importing = LazyModule("proxytui.commands.importing")
    markdown_folder = LazyModule("proxytui.commands.markdown_folder")
    mappings = LazyModule("proxytui.commands.mappings")
    note_folder = LazyModule("proxytui.commands.note_folder")
    output_file = LazyModule("proxytui.commands.output_file")
    text_editor = LazyModule("proxytui.commands.text_editor")
    aside_file = LazyModule("proxytui.exchange.aside_file")
    detection = LazyModule("proxytui.exchange.detection")
    losses = LazyModule("proxytui.exchange.losses")
    proposals = LazyModule("proxytui.exchange.proposal")
    private_notes = LazyModule("proxytui.wording.private_notes")

_ASIDE_FOLDER = "aside"
_NOTES_FOLDER = "markdown-notes"


class Imported(Answer, frozen=True):
    """The result of an import, or with `dry` what it would be; `transaction` is empty where nothing
    changed. `aside` is the file with the rows that were set aside, "" without one.
    """

    plan: ImportPlan
    transaction: str
    dry: bool
    aside: str = ""

    @property
    def code(self) -> int:
        """1 where rows were set aside, a field was changed on both sides, a field was probably
        meant to be another one, or what came in has problems."""
        proposal = self.plan.proposal
        amiss = any(field.nearest for field in proposal.unknown)
        left = proposal.set_aside or proposal.conflicts
        return 1 if left or self.plan.problems or amiss else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `import`."""
        plan, proposal = self.plan, self.plan.proposal
        unknown: list[Json] = [
            {
                "row": item.row,
                "field": item.field,
                **({"nearest": item.nearest} if item.nearest else {}),
            }
            for item in proposal.unknown
        ]
        shape: Json = {
            "format": plan.format,
            "read": proposal.read,
            "added": proposal.added,
            "changed": proposal.changed,
            "unchanged": proposal.unchanged,
            "set_aside": [{"row": row.row, "reason": row.reason} for row in proposal.set_aside],
            "unknown_fields": unknown,
            "attested": list(plan.attested),
            "kept": [{"record": record, "field": field} for record, field in proposal.kept],
            "removed_here": list(proposal.removed),
            "conflicts": [
                {
                    "record": item.record,
                    "field": item.field,
                    **({"here": item.ours} if item.ours is not None else {}),
                    **({"there": item.theirs} if item.theirs is not None else {}),
                }
                for item in proposal.conflicts
            ],
            "matched": [item._asdict() for item in plan.matched],
            "gone": list(plan.gone),
            "problems": [
                {"code": item.code, "record": item.record, "message": item.message}
                for item in plan.problems
            ],
        }
        return {**shape, **({"aside_file": self.aside} if self.aside else {})}


class Exported(Answer, frozen=True):
    """A file's bytes for standard output, or its text in pieces; and a message, which may be ""."""

    data: bytes | Iterator[str]
    message: str

    def pieces(self) -> Iterator[bytes]:
        """The bytes, piece by piece; to be asked for once."""
        return output_file.pieces(self.data)


class SuggestedMapping(Exported, frozen=True):
    """A mapping to begin with, as the bytes of a file."""

    def to_json(self, call: Call) -> Json:
        """The shape of `import --suggest-mapping`."""
        return {"mapping": b"".join(self.pieces()).decode()}


def import_(call: Call) -> Imported | SuggestedMapping | Faulty:
    """Bring in a file's records in one transaction; again, and nothing changes."""
    dry = call.flag("dry_run")
    call.tell_cut_off = _cut_off
    source = _source(call)
    if call.flag("suggest_mapping"):
        return _suggested(call, source)
    workspace = call.workspace_to_import(trial=dry)
    call.tell_cut_off = partial(_cut_off, workspace)
    planned = _plan(call, workspace, source, call.watched)
    if isinstance(planned, editing.Faulty):
        return planned
    return _imported(workspace, planned, dry=dry)


def _suggested(call: Call, source: ForeignFile | Path) -> SuggestedMapping:
    """A mapping to begin with, for a table."""
    if isinstance(source, foreign_file.ForeignFile):
        name = call.text("format")
        format_ = formats.named(name) if name else mappings.format_of(source)
        if format_ is not None and format_.mapped:
            return SuggestedMapping(mappings.suggestion(call, source, format_).encode(), "")
    raise UsageError(f"{texts.line(call.text('file'))} is no table", "name a CSV, TSV or XLSX")


def _cut_off(workspace: Workspace | None = None) -> str:
    written = workspace.last_written() if workspace is not None else ""
    return f"imported as {written}; `undo` takes it back" if written else "nothing was imported"


def plan(call: Call, workspace: Workspace, watched: Callable[[Rows], Rows]) -> ImportPlan:
    """What a call of `import` would change; `watched` sees the rows pass. Raises UsageError for a
    file that can't be read."""
    planned = _plan(call, workspace, _source(call), watched)
    if isinstance(planned, editing.Faulty):
        line, column, message = planned.faults[0]
        more = len(planned.faults) - 1
        also = f" (and {more} more)" if more else ""
        raise UsageError(f"{planned.name}:{line}:{column}: {message}{also}", "mend the file")
    return planned


def unmapped(call: Call, place: Place) -> Unmapped | None:
    """The table that a call of `import` names, where nothing says yet what its columns are; None
    for any other file. Raises UsageError for one that can't be read."""
    source = _source(call)
    if not isinstance(source, foreign_file.ForeignFile):
        return None
    chosen = _format(call, source)
    return mappings.unmapped(call, place, source, chosen) if chosen.mapped else None


def _plan(
    call: Call,
    workspace: Workspace,
    source: ForeignFile | Path,
    watched: Callable[[Rows], Rows] = iter,
) -> ImportPlan | Faulty:
    if not isinstance(source, foreign_file.ForeignFile):
        reading = note_folder.read(workspace, source)
        title = source.resolve().name
        return importing.own_records(workspace, _NOTES_FOLDER, title, reading, remember=False)
    chosen = _format(call, source)
    if chosen.name != "claims":
        attest = not call.flag("no_attest")
        options = ReadOptions(personal=call.flag("personal"))
        if not chosen.mapped:
            return importing.plan(
                workspace, source, chosen, options, attest=attest, watched=watched
            )
        table = mappings.returned(call, workspace, source, chosen)
        if table is not None:
            return importing.plan_returned(workspace, source, chosen, table, watched=watched)
        mapped = mappings.choose(call, workspace.place, source, chosen)
        options = options._replace(mapping=mapped.document)
        planned = importing.plan(workspace, source, chosen, options, watched=watched)
        return mappings.planned(planned, workspace, mapped)
    edit = editing.read_text(workspace, _decoded(source))
    if edit.faults:
        faults = tuple((*fault.place, fault.message) for fault in edit.faults)
        return editing.Faulty(source.name, faults)
    # What is written down comes in as it stands there: nothing is attested beside it.
    records = {(change.table, change.id): change.after or {} for change in edit.changes}
    records |= {key: workspace.record(*key) or {} for key in edit.kept}
    rows = (proposals.Row(f"{t}/{id_}", t, id_, record) for (t, id_), record in records.items())
    reading = proposals.ReadFile(tuple(rows), (), whole=True)
    return importing.own_records(workspace, chosen.name, source.name, reading)


def _imported(workspace: Workspace, plan: ImportPlan, *, dry: bool) -> Imported:
    transaction = ""
    if plan.proposal.changes and not dry:
        transaction = importing.carry_out(workspace, plan).id
    aside = "" if dry else _write_aside(workspace, plan)
    return Imported(plan, transaction, dry, aside)


def _write_aside(workspace: Workspace, plan: ImportPlan) -> str:
    """Write the rows that were set aside to where the store's cache is, mostly its own folder;
    returns the path. The demo keeps nothing."""
    rows, cache = plan.proposal.set_aside, workspace.place.cache
    if workspace.demo or cache is None or all(row.raw is None for row in rows):
        return ""
    ending = "csv" if aside_file.is_table(rows) else "jsonl"
    folder = cache / _ASIDE_FOLDER
    file = folder / f"{texts.file_name(plan.title)}.aside.{ending}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        lines = aside_file.lines(rows)
        output_file.write_pieces(file, (line.encode(errors="replace") for line in lines))
    except (OSError, ProxyTUIError):
        return ""
    return str(file)


def _format(call: Call, source: ForeignFile) -> formats.Format:
    """The format of a file: as it is named, of tables where a mapping is, else told."""
    name = call.text("format")
    if name:
        chosen = formats.named(name)
    else:
        table = mappings.format_of(source) if call.text("mapping") else None
        chosen = table or detection.known(source.head)
    given = [f"--{key}" for key in ("mapping", "encoding", "sheet") if call.text(key)]
    if given and not chosen.mapped:
        raise UsageError(f"{given[0]} is for tables, not for {chosen.name}", "leave it out")
    return chosen


def _source(call: Call) -> ForeignFile | Path:
    """The file to import, or the folder."""
    name = call.text("file")
    if name == "-":
        return foreign_file.from_bytes("standard input", call.standard_input())
    folder = paths.expanded(name)
    if os.path.isdir(folder):  # False for a name that can't be one
        return markdown_folder.packed(folder, call.text("format")) or folder
    if call.text("format") == _NOTES_FOLDER:
        raise UsageError(f"{folder} is no folder", f"{_NOTES_FOLDER} is a folder of files")
    return foreign_file.opened(name)


def _decoded(file: ForeignFile) -> str:
    try:
        return text_editor.decoded(file.file.read())
    except UnicodeDecodeError as error:
        words = f"{texts.line(file.name)} isn't in UTF-8 (byte {error.start + 1})"
        raise UsageError(words, "save it as UTF-8") from None
    except ValueError as error:
        words = f"{texts.line(file.name)} is no text ({error})"
        raise UsageError(words, "save it as UTF-8") from None


def export(call: Call) -> Exported | Done:
    """Write records to a file, or hand on what to print."""
    name = call.text("format")
    if name == note_folder.FORMAT:
        return note_folder.export(call.workspace, call.text("output"), call.flag("private"))
    format_ = formats.named(name)
    write, write_folder = format_.write, format_.write_folder
    chosen = exported.chosen(call, dated=format_.dated, own=format_.own)
    message = _export_words(format_, chosen)
    if write is None and write_folder is not None:
        if not call.text("output"):
            raise UsageError(f"{name} is a folder of files", "name it with -o")
        if name == markdown_folder.FORMAT:
            markdown_folder.refuse_filled(paths.expanded(call.text("output")))
        files = write_folder(chosen)
        folder = _save_folder(call, files)
        return Done(
            (), "; ".join(filter(None, (f"wrote {len(files)} files into {folder}", message)))
        )
    if write is None:
        raise UsageError(f"{name} can't be exported", "it is a format for import only")
    if not call.text("output"):
        return Exported(write(chosen), message)
    file = output_file.save_text(call.text("output"), write(chosen), call.place)
    return Done((), "; ".join(filter(None, (f"wrote {file}", message))))


def _export_words(format_: formats.Format, chosen: Selection) -> str:
    words = []
    if count := len(chosen.tables.get("notes", {})):
        words.append(f"the export holds {count} note{'s' if count != 1 else ''}")
    words.append(private_notes.taken_words(chosen.private))
    words.append(private_notes.left_out_words(chosen.left_out))
    lost = losses.of(format_, chosen)
    if lost.coarsened:
        words.append(f"made coarser by {format_.name}: {', '.join(lost.coarsened)}")
    if lost.dropped:
        words.append(f"not in {format_.name}: {', '.join(lost.dropped)}")
    return "; ".join(filter(None, words))


def _save_folder(call: Call, files: Mapping[str, Iterator[str]]) -> Path:
    folder = paths.expanded(call.text("output"))
    output_file.refuse_store_file(folder / "store.json", call.place)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ProxyTUIError(f"can't make {folder} ({error.strerror})", "name another one") from None
    for path, text in files.items():
        output_file.write_pieces(folder / PurePath(path), output_file.pieces(text))
    return folder


_FORMAT = "--format"

COMMANDS = (
    Command(
        "export",
        "write all records to standard output or a file; or only some ties, by names, date, filter",
        (
            Argument(
                "NAME",
                "actors whose ties are written; all without one",
                Shape.WORDS,
                values=Values.ACTORS,
            ),
            Argument(
                _FORMAT,
                "the format of the file; csv, markdown and markdown-notes are folders",
                metavar="F",
                choices=(*(f.name for f in FORMATS.values() if f.writes), _NOTES_FOLDER),
                default="json",
            ),
            Argument(
                "--output",
                "the file or folder to write",
                metavar="FILE",
                short="-o",
                values=Values.FILES,
            ),
            AS_OF,
            FILTER,
            VIEW,
            Argument(
                "--only",
                "these records and what they name: an actor or a tie with all its claims, a claim,"
                " an event, a source, a note; by id",
                Shape.REPEATED,
                metavar="RECORD",
                values=Values.ACTORS,
            ),
            Argument("--ticked", "only what is ticked in the explorer", Shape.FLAG),
            Argument("--notes", "write the notes too", Shape.FLAG),
            Argument("--private", "write the notes too, your private ones as well", Shape.FLAG),
            Argument("--years", "the years of ucdp-esd, such as 1975..2017", metavar="A..B"),
        ),
        export,
    ),
    Command(
        "import",
        "bring in the records of a file in one step; bad rows are set aside, odd ones named",
        (
            Argument(
                "FILE",
                "what to read, packed with gzip or not, or a folder of notes or of linked files;"
                " - for standard input",
                Shape.REQUIRED,
                values=Values.FILES,
            ),
            Argument(
                _FORMAT,
                "the format of the file; told by its content if left out",
                metavar="F",
                choices=(*(f.name for f in FORMATS.values() if f.reads), _NOTES_FOLDER),
            ),
            Argument("--dry-run", "only say what would change", Shape.FLAG),
            Argument("--no-attest", "leave claims without a date as they are", Shape.FLAG),
            Argument(
                "--personal", "take in birth dates, papers and addresses of persons", Shape.FLAG
            ),
            Argument(
                "--mapping",
                "what the columns of a table mean: a file in TOML, or the name of one that is kept",
                metavar="M",
            ),
            Argument(
                "--suggest-mapping", "only print a mapping to begin with, for a table", Shape.FLAG
            ),
            Argument("--encoding", "the encoding of a table as text", metavar="E"),
            Argument("--sheet", "the sheet of a workbook", metavar="S"),
        ),
        import_,
        json=True,
    ),
)
