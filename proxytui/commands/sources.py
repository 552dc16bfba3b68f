"""Commands for sources: keep a text, attach one, list them, verify what is quoted from them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule
from proxytui.model.fields import by_name
from proxytui.model.vocabulary import Check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.commands import json_shapes
    from proxytui.model.records import Json, Source
    from proxytui.questions import quote_counts, quotes_of_source
    from proxytui.questions.integrity import Report
    from proxytui.reading import files, shared_passages
    from proxytui.reading.files import ReadFile
    from proxytui.views import source_file
    from proxytui.wording import phrases
    from proxytui.workspace import Workspace
else:
    phrases = LazyModule("proxytui.wording.phrases")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    source_file = LazyModule("proxytui.views.source_file")
    quote_counts = LazyModule("proxytui.questions.quote_counts")
    quotes_of_source = LazyModule("proxytui.questions.quotes_of_source")
    files = LazyModule("proxytui.reading.files")
    shared_passages = LazyModule("proxytui.reading.shared_passages")


_METAVARS = {
    "title": "TITLE",
    "author": "WHO",
    "publisher": "WHO",
    "publisher_parent": "WHO",
    "published": "DATE",
    "url": "URL",
    "licence": "TERMS",
    "lang": "CODE",
    "kind": "KIND",
    "copy_of": "ID",
}
"""The fields of a source that `source add` has options for, with what stands for their values."""

_FORMATS = ("text", "markdown", "html", "mhtml", "xml", "pdf", "docx", "odt")
_NAMED = 3
"""Records that are named where quotes are absent; `source verify` lists all."""


class Sources(Answer, frozen=True):
    """Sources by id, each with the checks of what is quoted from it, counted."""

    sources: tuple[tuple[Source, dict[str, int]], ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `source list`."""
        listed = []
        for source, quotes in self.sources:
            listed.append({**json_shapes.record(workspace, "sources", source.id), "quotes": quotes})
        return {"sources": listed}


class KnownText(Done, frozen=True):
    """A source that has the text already; `lost` are options of the call that had no effect."""

    lost: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """1 where an option had no effect."""
        return 1 if self.lost else 0


def add(call: Call) -> Done:
    """Keep the text of a file, or of standard input, as a source."""
    file = _file(call)
    fields: Json = dict(given(call))
    workspace = call.workspace_or_create
    source, is_new = workspace.add_source(file, fields)
    name = source_file.file_name(file)
    if is_new:
        words = f"kept {name} as {source}: {source_file.content(file)}"
        copies = shared_passages.likely_copies(
            file.extracted.text,
            (other for other in workspace.index.iter_sources() if other.id != source),
            workspace.text_of,
        )
        hints = [*file.extracted.unsure]
        if copies and "copy_of" not in fields:
            hints.append(source_file.likeness(copies[0]))
            hints.append(f"if it is a copy, say so: `edit {source} copy_of={copies[0].source}`")
        return Done((source,), "; ".join([words, *hints]))
    record = workspace.raw()["sources"][source]
    lost = tuple(
        f"--{name.replace('_', '-')}" for name in fields if record.get(name) != fields[name]
    )
    words = f"the text of {name} is kept already as {source}; nothing was added"
    return KnownText(
        (source,), f"{words}, nor is {phrases.join_words(lost)} stored" if lost else words, lost
    )


def given(call: Call) -> dict[str, str]:
    """The fields of a source that a call gives."""
    return {field: call.text(field) for field in _METAVARS if call.text(field)}


def attach(call: Call) -> Done:
    """Give a source the text that it cites, or a new version beside the one it has."""
    id_ = call.text("id").strip()
    file = _file(call)
    workspace = call.workspace
    if id_ not in workspace.index.sources:
        raise UsageError(f"there is no source {id_}", "`source list` shows the ids")
    had = workspace.index.sources[id_].documents
    sha = workspace.attach(id_, file)
    is_new = workspace.index.sources[id_].documents != had
    words = f"attached to {id_}" if is_new else f"attached already to {id_}"
    cited = list(quotes_of_source.cited(workspace.index, id_))
    total, absent = quotes_of_source.recheck(cited, file.extracted.text)
    words = f"{words}; {total - len(absent)} of {total} quotes are in it"
    if absent:
        where = list(dict.fromkeys(absent))
        more = [f"{len(where) - _NAMED} more"] if len(where) > _NAMED else []
        words = f"{words}, absent are those of {phrases.join_words([*where[:_NAMED], *more])}"
    others = [other for other in workspace.sources_with(sha) if other != id_]
    parts = [words, *file.extracted.unsure]
    if others:
        parts.append(f"{phrases.join_words(others)} has the same text")
    return Done((sha,), "; ".join(parts))


def _file(call: Call) -> ReadFile:
    """The file that a call names, read; raises ProxyTUIError where it can't be, or is no text."""
    reading = files.Reading(call.text("format"), call.text("encoding"), call.flag("whole"))
    if call.text("file") == "-":
        return files.read_bytes(call.standard_input(), files.STANDARD_INPUT, reading)
    return files.read(readable_file(call.text("file")), reading)


def list_(call: Call) -> Sources:
    """All sources."""
    workspace = call.workspace
    sources = sorted(workspace.index.iter_sources(), key=attrgetter("id"))
    counts = quote_counts.by_source(workspace.index, workspace.text_of)
    return Sources(tuple((source, counts.get(source.id, {})) for source in sources))


def readable_file(name: str) -> Path:
    """The path of a file that can be read; raises UsageError."""
    file = paths.expanded(name)
    try:
        with file.open("rb"):
            return file
    except OSError as error:
        raise UsageError(f"can't read {file} ({error.strerror})", "check the path") from None


class VerifiedQuotes(Answer, frozen=True):
    """The problems of records, quotes and the store's files, and the hints, which are no problems.

    `copies` are files in the store's folder that look like other copies of its own.
    """

    report: Report
    copies: tuple[str, ...]

    @property
    def code(self) -> int:
        """1 where there are problems."""
        return 1 if self.report.problems else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `check` and `source verify`."""
        return {
            "problems": [
                {"code": problem.code, "record": problem.record, "message": problem.message}
                for problem in self.report.problems
            ],
            "hints": [
                {"code": problem.code, "record": problem.record, "message": problem.message}
                for problem in self.report.hints
            ],
            "copies": list(self.copies),
            "quotes": {check.value: self.report.quotes.get(check.value, 0) for check in Check},
            "records": dict(self.report.records),
        }


def verify(call: Call) -> VerifiedQuotes:
    """Check every quote against the kept text of its source, and the store's files."""
    workspace = call.workspace
    return VerifiedQuotes(
        workspace.report(only_quotes=True), workspace.copies_beside(workspace.place)
    )


def check(call: Call) -> VerifiedQuotes:
    """Check records, references, dates and quotes, and the store's files."""
    from proxytui.commands import merge_driver
    from proxytui.questions.integrity import Problem

    workspace = call.workspace
    report = workspace.report()
    report = report.after(Problem(*problem) for problem in _unknown(workspace))
    if not workspace.demo and any(map(merge_driver.outdated, workspace.place.folders)):
        words = f"git merges it by a driver of an earlier version; {merge_driver.RENEW}"
        report = report.after([Problem("merge-driver", "store.json", words)])
    return VerifiedQuotes(report, workspace.copies_beside(workspace.place))


def _unknown(workspace: Workspace) -> Iterator[tuple[str, str, str]]:
    """The unknown fields that come near a known one, as code, record and message.

    What comes near none is of a newer version, or the user's own.
    """
    from proxytui.model import unknown_fields

    for table, rows in workspace.raw().items():
        for id_, record in rows.items():
            for field in unknown_fields.unknown(table, record):
                if field.nearest:
                    yield "unknown-field", f"{table}/{id_}", field.words


_NO_TITLE = {"title": "its title; if left out the file's own, else its name"}
_OPTIONS = tuple(
    Argument(f"--{field.notation}", _NO_TITLE.get(name, field.help), metavar=_METAVARS[name])
    for name, field in by_name("sources").items()
    if name in _METAVARS
)

_FILE = Argument(
    "FILE",
    "text, Markdown, HTML, a saved page, XML, PDF, DOCX or ODT; - is standard input",
    Shape.REQUIRED,
    values=Values.FILES,
)
_READING = (
    Argument(
        "--format",
        "what the file is, where that isn't told right",
        metavar="KIND",
        choices=_FORMATS,
    ),
    Argument("--encoding", "how its letters are written: cp1254", metavar="NAME"),
    Argument("--whole", "all words of a page, menus too, not only its article", Shape.FLAG),
)

COMMANDS = (
    Command("source add", "keep a file's text as a source", (_FILE, *_OPTIONS, *_READING), add),
    Command(
        "source attach",
        "give a source the text that it cites, or a new version of it",
        (
            Argument("ID", "the source's id", Shape.REQUIRED, values=Values.SOURCES),
            _FILE,
            *_READING,
        ),
        attach,
    ),
    Command(
        "source list",
        "all sources, with the checks of what is quoted from them",
        (),
        list_,
        json=True,
    ),
    Command(
        "source verify",
        "check every quote against the kept text of its source, and the store's files",
        (),
        verify,
        json=True,
    ),
    Command(
        "check",
        "check records, references, dates, quotes and the store's files: a line a problem",
        (),
        check,
        json=True,
    ),
)
