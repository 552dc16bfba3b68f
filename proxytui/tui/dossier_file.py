"""Writing a dossier to a file from a screen: the question for its name, and the work behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui import text as texts
from proxytui.errors import UsageError
from proxytui.jobs.slices import aside
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.host import host
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.wording.phrases import join_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proxytui.exchange.formats import Format
    from proxytui.exchange.selection import Selection
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation
    from proxytui.reading.last_text import LastText
    from proxytui.tui.desk import Desk
    from proxytui.tui.keyed_screen import StoreScreen

_FORMATS = {".html": "html", ".htm": "html", ".md": "md"}


class DossierFile:
    """Asks on a screen where a dossier goes, and writes it while keys go on.

    It is that of a date, None for all dates, and of a filter: the explorer's, unless the screen has
    its own.
    """

    def __init__(
        self, desk: Desk, screen: StoreScreen, filter_: Callable[[], Filter | None] | None = None
    ) -> None:
        self._desk, self._screen = desk, screen
        self._filter = filter_ or (lambda: desk.session.filter)
        self._question = BackgroundQuestion[str](screen, desk.workspace.index)

    def ask(self, named: tuple[str, ...], period: Period | None) -> None:
        """Ask for the file of the dossier of an actor, or of a pair; a name is proposed."""
        name = self._desk.workspace.index.namer(period)
        title = join_words([texts.line(name(actor)) for actor in named])
        ends = "-".join((*named, period.text if period is not None else "all-dates"))
        question = PromptQuestion(
            f"dossier of {title}, .html or .md:",
            answered=partial(self._named, named, period, title),
        )
        self._screen.ask(question, f"dossier-{texts.file_name(ends)}.html")

    def _named(self, actors: tuple[str, ...], period: Period | None, title: str, to: str) -> None:
        if not to.strip():
            return
        file = paths.expanded(to.strip())
        format_ = _format(file)
        if format_ is None:
            words = f"{texts.line(file.name)} is neither .html nor .md; name it so"
            host(self._screen).say(words, "warning")
            return

        def go() -> None:
            self._write(actors, period, format_, file, title)

        if not file.exists():
            go()
            return
        choices = [
            Choice("keep", "leave it", "nothing is written", "n"),
            Choice("replace", "replace it", "by the dossier", "y"),
        ]
        window = SelectOne(f"{texts.line(file.name)} exists", choices, self._screen.palette)
        self._screen.app.push_screen(window, lambda chosen: go() if chosen == "replace" else None)

    def _write(
        self,
        actors: tuple[str, ...],
        period: Period | None,
        format_: Format,
        file: Path,
        title: str,
    ) -> None:
        from proxytui.commands import output_file

        app, place = host(self._screen), self._desk.workspace.place

        def made(document: str) -> None:
            save = partial(output_file.save, str(file), document.encode(), place)
            words = f"Dossier of {title} saved, without notes:"
            app.writer.do(save, lambda saved: app.say(f"{words} {saved.resolve()}"))

        self._question.ask(partial(self._document, actors, period, format_), made)

    def _document(
        self,
        actors: tuple[str, ...],
        period: Period | None,
        format_: Format,
        checkpoint: Checkpoint,
    ) -> str:
        from proxytui.exchange.selection import select
        from proxytui.reading.last_text import LastText

        workspace = self._desk.workspace
        selection = select(workspace.index, workspace.raw(), actors, period, self._filter())
        checkpoint()
        last_text = LastText(workspace.text_of)
        selection = selection._replace(check=partial(self._checked, checkpoint, last_text))
        return "".join(_pieces(format_, selection, checkpoint))

    def _checked(self, checkpoint: Checkpoint, text_of: LastText, citation: Citation) -> QuoteCheck:
        """The check of a quote; a kept text is read beside the keys."""
        from proxytui.reading import quotes

        checkpoint()
        workspace = self._desk.workspace
        check = workspace.known_check(citation)
        if check is None:
            source = workspace.index.sources.get(citation.source)
            check = aside(partial(quotes.check_cited, citation, source, text_of))
            workspace.remember_checks({citation: check})
        return check


def _format(file: Path) -> Format | None:
    """The format that the ending of a file's name asks for."""
    from proxytui.exchange import formats

    name = _FORMATS.get(file.suffix.lower())
    return formats.named(name) if name else None


def _pieces(format_: Format, selection: Selection, checkpoint: Checkpoint) -> list[str]:
    write = format_.write
    if write is None:
        raise UsageError(f"{format_.name} can't be written", "name an .html or .md file")
    pieces = []
    for piece in write(selection):
        pieces.append(piece)
        checkpoint()
    return pieces
