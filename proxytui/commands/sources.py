"""Commands for sources: keep a text, attach one, list them, verify what is quoted from them."""

from __future__ import annotations

from collections import Counter
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
    from proxytui.model.records import Citation, Json, Source
    from proxytui.questions.integrity import Report
    from proxytui.reading import files
    from proxytui.wording import phrases
    from proxytui.workspace import Workspace
else:
    phrases = LazyModule("proxytui.wording.phrases")
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    files = LazyModule("proxytui.reading.files")


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
}
"""The fields of a source that `source add` has options for, with what stands for their values."""


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
    """Keep a file's text as a source."""
    file = readable_file(call.text("file"))
    fields: Json = {field: call.text(field) for field in _METAVARS if call.text(field)}
    files.read(file)  # what is refused makes no store
    workspace = call.workspace_or_create
    source, is_new = workspace.add_source(file, fields)
    if is_new:
        return Done((source,), f"kept {file.name} as {source}")
    record = workspace.raw()["sources"][source]
    lost = tuple(
        f"--{name.replace('_', '-')}" for name in fields if record.get(name) != fields[name]
    )
    words = f"the text of {file.name} is kept already as {source}; nothing was added"
    return KnownText(
        (source,), f"{words}, nor is {phrases.join_words(lost)} stored" if lost else words, lost
    )


def attach(call: Call) -> Done:
    """Give a source the text that it cites."""
    id_, file = call.text("id").strip(), readable_file(call.text("file"))
    workspace = call.workspace
    if id_ not in workspace.index.sources:
        raise UsageError(f"there is no source {id_}", "`source list` shows the ids")
    had = set(workspace.index.sources[id_].documents)
    sha = workspace.attach(id_, file)
    is_new = set(workspace.index.sources[id_].documents) != had
    counts = _check_counts(workspace, id_)
    in_text = sum(counts.values()) - counts.get(Check.ABSENT.value, 0)
    verb = "attached to" if is_new else "attached already to"
    words = f"{verb} {id_}; {in_text} of {sum(counts.values())} quotes are in it"
    others = [other for other in workspace.sources_with(sha) if other != id_]
    return Done(
        (sha,), f"{words}; {phrases.join_words(others)} has the same text" if others else words
    )


def list_(call: Call) -> Sources:
    """All sources."""
    workspace = call.workspace
    sources = sorted(workspace.index.iter_sources(), key=attrgetter("id"))
    return Sources(tuple((source, _check_counts(workspace, source.id)) for source in sources))


def _check_counts(workspace: Workspace, source: str) -> dict[str, int]:
    """The number of quotes from a source by the value of their check; without zeros."""
    counts = Counter(
        workspace.check_quote(citation).check.value
        for citation in _citations(workspace, source)
        if citation.quote is not None
    )
    return {check.value: counts[check.value] for check in Check if counts[check.value]}


def _citations(workspace: Workspace, source: str) -> Iterator[Citation]:
    index = workspace.index
    for table, id_ in index.citing(source):
        if table == "actors":
            citations = index.actors[id_].citations
        elif table == "claims":
            citations = index.claims[id_].citations
        else:
            citations = index.events[id_].citations
        yield from (citation for citation in citations if citation.source == source)


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
        workspace.report(only_quotes=True), workspace.copies_beside(workspace.folder)
    )


def check(call: Call) -> VerifiedQuotes:
    """Check records, references, dates and quotes, and the store's files."""
    from proxytui.commands import merge_driver
    from proxytui.questions.integrity import Problem

    workspace = call.workspace
    report = workspace.report()
    report = report.after(Problem(*problem) for problem in _unknown(workspace))
    if not workspace.demo and merge_driver.outdated(workspace.folder):
        words = f"git merges it by a driver of an earlier version; {merge_driver.RENEW}"
        report = report.after([Problem("merge-driver", "store.json", words)])
    return VerifiedQuotes(report, workspace.copies_beside(workspace.folder))


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


_NO_TITLE = {"title": "its title; the file's name if left out"}
_OPTIONS = tuple(
    Argument(f"--{field.notation}", _NO_TITLE.get(name, field.help), metavar=_METAVARS[name])
    for name, field in by_name("sources").items()
    if name in _METAVARS
)

COMMANDS = (
    Command(
        "source add",
        "keep a text as a source",
        (
            Argument(
                "FILE", "a text file, in any Unicode encoding", Shape.REQUIRED, values=Values.FILES
            ),
            *_OPTIONS,
        ),
        add,
    ),
    Command(
        "source attach",
        "give a source the text that it cites",
        (
            Argument("ID", "the source's id", Shape.REQUIRED, values=Values.SOURCES),
            Argument(
                "FILE", "a text file, in any Unicode encoding", Shape.REQUIRED, values=Values.FILES
            ),
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
