"""Files that become sources: read in a thread, shown before they are kept, kept in one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths
from proxytui import text as texts
from proxytui.lazy import LazyModule
from proxytui.tui.desk import OpenView
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.jobs.file_names import FileNames
from proxytui.tui.jobs.shown_progress import ShownProgress
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.commands.call import Call
    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.questions import quotes_of_source
    from proxytui.questions.quotes_of_source import Rechecked
    from proxytui.reading import files, shared_passages
    from proxytui.reading.files import ReadFile, Reading
    from proxytui.reading.shared_passages import SharedText
    from proxytui.tui.desk import Desk
    from proxytui.views import source_file
else:
    files = LazyModule("proxytui.reading.files")
    shared_passages = LazyModule("proxytui.reading.shared_passages")
    quotes_of_source = LazyModule("proxytui.questions.quotes_of_source")
    source_file = LazyModule("proxytui.views.source_file")

_READ, _KEEP, _COPY, _WHOLE, _LEAVE = "read", "keep", "copy", "whole", "leave"


class _Asked(NamedTuple):
    """What is to be done with a file: its path, how it is read, the fields that are given, and the
    source that it is a version of, "" for a new one."""

    name: str
    reading: Reading
    fields: Mapping[str, str]
    source: str = ""


class _Looked(NamedTuple):
    """A file that was read, what it may be a copy of, how the quotes of its source fare, and
    whether its text is in the store's folder already."""

    file: ReadFile
    copies: list[SharedText]
    rechecked: Rechecked | None
    is_kept: bool


class SourceFiles(Controller):
    """The actions that make a file a source, or a new version of one, and their commands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading = BackgroundWork["_Looked"](desk, "document")
        self._file_names = FileNames(desk)
        self._progress = ShownProgress(desk, self._reading)
        self.handlers = {"add-document": self.add, "attach-version": self.attach}

    # What is asked

    def add(self) -> None:
        """Ask for a file; while one is read, leave that."""
        self._ask("a document to add, its file:", "")

    def attach(self) -> None:
        """Ask for a new version of the source under the cursor."""
        screen = self.desk.app.screen
        targets = screen.targets(screen.rows.key) if isinstance(screen, OpenView) else ()
        for target in targets:
            self._ask(f"a new version of {self._name(target.id)}, its file:", target.id)

    def _ask(self, label: str, source: str) -> None:
        if self._reading.working:
            self._reading.stop()
            self.say("Reading stopped; nothing was kept.")
            return

        def answered(name: str) -> None:
            if name.strip():
                self._read(_Asked(name.strip(), files.AS_IT_IS, {}, source))

        self.desk.open_views.screen.ask(
            PromptQuestion(label, answered, lasting=True, completed=self._file_names)
        )

    def begin(self, call: Call) -> None:
        """Read the file of a call of `source add`."""
        from proxytui.commands.sources import given

        self._read(_Asked(call.text("file"), _how(call), given(call)))

    def begin_attaching(self, call: Call) -> None:
        """Read the file of a call of `source attach`."""
        source = call.text("id").strip()
        if source not in self.workspace.index.sources:
            self.say(f"There is no source {source}; {self.key('sources')} lists them.")
            return
        self._read(_Asked(call.text("file"), _how(call), {}, source))

    def _name(self, source: str) -> str:
        return texts.line(self.workspace.index.source_names.name(source))

    # Reading

    def _read(self, asked: _Asked) -> None:
        workspace = self.workspace
        sources = list(workspace.index.iter_sources())
        cited = list(quotes_of_source.cited(workspace.index, asked.source)) if asked.source else []
        text_of = workspace.text_of
        progress, stops = self._progress, self.key("add-document")

        def work(checkpoint: Checkpoint) -> _Looked:
            file = files.read(paths.expanded(asked.name), asked.reading, checkpoint, progress.note)
            text = file.extracted.text
            is_kept = text_of(source_file.sha(file)) is not None
            if asked.source:
                rechecked = quotes_of_source.recheck(cited, text, checkpoint)
                return _Looked(file, [], rechecked, is_kept)
            copies = shared_passages.likely_copies(text, sources, text_of, checkpoint)
            return _Looked(file, copies, None, is_kept)

        def failed(error: ProxyTUIError) -> None:
            self.say(str(error), severity="warning")

        progress.begin("reading ", f", {stops} stops it")
        word = f"reading the file, {stops} stops it"
        self._reading.ask(work, partial(self._show, asked), failed, word, 0.3)

    def _show(self, asked: _Asked, looked: _Looked) -> None:
        """Show what was read, and ask what to do with it."""
        file = looked.file
        known = self.workspace.sources_with(source_file.sha(file))
        if known and (not asked.source or asked.source in known):
            self._say_known(known[0], looked)
            return
        about = source_file.sentences(file, asked.fields, looked.copies, looked.rechecked)
        beside = " beside the older one" if asked.source else ""
        choices = [
            Choice(_READ, f"keep it{beside} and read it", "", "r"),
            Choice(_KEEP, f"keep it{beside or ' as a source'}", "", "k"),
        ]
        if looked.copies:
            title = self._name(looked.copies[0].source)
            words = f"keep it as a copy of {title}"
            choices.append(Choice(_COPY, words, "both count once", "c"))
        if file.extracted.format == "HTML" and not asked.reading.whole:
            choices.append(Choice(_WHOLE, "read all words of the page", "menus too", "w"))
        choices.append(Choice(_LEAVE, "leave it", "", "l"))

        def chosen(id_: str | None) -> None:
            if id_ == _WHOLE:
                self._read(asked._replace(reading=asked.reading._replace(whole=True)))
            elif id_ == _COPY:
                self._keep(asked, file, {"copy_of": looked.copies[0].source})
            elif id_ in (_READ, _KEEP):
                self._keep(asked, file, {}, read=id_ == _READ)
            else:
                self.say("Nothing was kept.")

        screen = SelectOne(source_file.file_name(file), choices, self.desk.palette, about=about)
        self.desk.app.push_screen(screen, chosen)

    def _say_known(self, source: str, looked: _Looked) -> None:
        """Say which source has the text; where its file was lost, put that back."""
        name = f"{self._name(source)} ({source})"
        if looked.is_kept:
            self.say(f"This text is kept already, as {name}; nothing was added.")
            return

        def done(_: object) -> None:
            self.say(f"The text of {name} was lost, and is back; nothing else was changed.")

        self.write(partial(self.workspace.attach, source, looked.file), done)

    def _keep(
        self, asked: _Asked, file: ReadFile, more: Mapping[str, str], *, read: bool = False
    ) -> None:
        workspace = self.workspace
        undo = self.key("undo")

        def work() -> str:
            if asked.source:
                workspace.attach(asked.source, file)
                return asked.source
            return workspace.new_source(file, {**asked.fields, **more})

        def done(source: str) -> None:
            name = self._name(source)
            words = "A new version is kept of" if asked.source else "Kept"
            self.say(f"{words} {name} ({source}){self.retention}; {undo} takes it back.")
            screen = self.desk.app.screen
            if isinstance(screen, OpenView) and "sources" in screen.contexts:
                screen.rows.go_to(f"source:{source}")
            if read:
                self.desk.detail_keys.read(Target("source", source))

        self.write(work, done)


def _how(call: Call) -> Reading:
    return files.Reading(call.text("format"), call.text("encoding"), call.flag("whole"))
