"""The program around the views: help, palette, themes, pictures, copying, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.model import dates
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.views import quotes
from proxytui.wording import footnote

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.commands.opening import Opening
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row


class Program(Controller):
    """The group Program of the table of actions, and copying."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        host = desk.host
        self.handlers = {
            "copy": self.copy,
            "stores": self.stores,
            "theme": lambda: host.choose_theme(),
            "picture": lambda: host.save_picture(),
            "help": lambda: host.show_keys(desk.contexts),
            "palette": lambda: host.action_command_palette(),
            "close": self.close,
            "leave": self.leave,
            "quit": lambda: host.leaving.at_once(),
            "suspend": lambda: host.action_suspend_process(),
        }

    def close(self) -> None:
        """Clear the filter of this pane, else unpin, else leave the zoom; never quits."""
        desk = self.desk
        pane = desk.pane
        if desk.filters[pane]:
            desk.filters[pane] = ""
            desk.draw()
        elif desk.rollup.cancel() or desk.neighbourhood.close():
            return
        elif self.session.pinned.id:
            desk.action_run("back")
        elif desk.zoomed:
            desk.action_run("zoom")

    def leave(self) -> None:
        """Go one level up; at the top, ask whether to end."""
        desk = self.desk
        if desk.filters[desk.pane] or self.session.pinned.id or desk.zoomed:
            self.close()
        elif desk.pane != "actors":
            order = ("actors", "ties", "detail")
            desk.focus_pane(order[order.index(desk.pane) - 1])
        else:
            desk.host.leaving.ask()

    def stores(self) -> None:
        """Ask for another store, and open it in the place of this one."""
        from proxytui.tui.start_screen import StartScreen

        workspace, host = self.workspace, self.desk.host
        current = None if workspace.demo else workspace.folder

        def chosen(opening: Opening | None) -> None:
            if opening is not None:
                host.leaving.switch(opening)

        screen = StartScreen(host.palette, current=current, over=True)
        self.desk.app.push_screen(screen, chosen)

    # Copying

    def copy(self) -> None:
        """Open a menu of the texts that can be copied here."""
        copies = self._copies()
        if not copies:
            self.say("Nothing to copy here.")
            return
        choices = [Choice(letter, label, "", letter) for letter, (label, _) in copies.items()]

        def copied(letter: str | None) -> None:
            if letter:
                label, text = copies[letter]
                self.desk.host.copy(text(), label)

        self.desk.app.push_screen(SelectOne("Copy", choices, self.desk.palette), copied)

    def _copies(self) -> dict[str, tuple[str, Callable[[], str]]]:
        desk = self.desk
        scene = desk.scene
        target = desk.action_target
        copies: dict[str, tuple[str, Callable[[], str]]] = {}
        if target.kind == "actor" and target.id:
            copies["n"] = ("name", lambda: scene.name(target.id))
        if target.id:
            copies["i"] = ("id", lambda: target.id)
        if target.kind == "tie" and target.id in scene.index.tie_claims:
            tie = ties.tie(scene.index, target.id, scene.lens)
            period = scene.lens.as_of
            copies["w"] = (
                "what is said of the tie",
                lambda: wording.tie_words(tie, period, scene.name, scene.source),
            )
        cited = quotes.find(scene, desk.rows["detail"].key)
        if cited is not None and cited.citation.quote is not None:
            quote = cited.citation.quote
            copies["q"] = ("quote", lambda: f"“{texts.line(quote.exact)}”")
        if cited is not None:
            copies["f"] = ("footnote", lambda: self._footnote(cited))
            copies["m"] = ("footnote, as Markdown", lambda: self._footnote(cited, markdown=True))
        elif target.kind == "source" and target.id in scene.index.sources:
            source = scene.index.sources[target.id]
            copies["f"] = ("footnote", lambda: footnote.reference(source))
        if desk.pane == "ties":
            rows = desk.rows["ties"].rows
            copies["t"] = (
                "map as text" if self.session.mapped else "tree as text",
                lambda: "\n".join((self._drawing_heading(), *map(_line, rows))),
            )
        return copies

    def _drawing_heading(self) -> str:
        """The heading of a copied drawing: the centre and the date."""
        scene = self.desk.scene
        centre = texts.line(scene.name(self.session.centre))
        return f"{centre} · as of {dates.words(scene.lens.as_of.text)}"

    def _footnote(self, cited: quotes.Cited, *, markdown: bool = False) -> str:
        """The quote with its source in full, and apart from it the date of the explorer."""
        scene = self.desk.scene
        citation, period = cited.citation, scene.lens.as_of
        check = scene.check(citation) if citation.quote is not None else None
        note = footnote.CitedWords(
            citation, cited.record, scene.source(citation.source), check.check if check else None
        )
        if not markdown:
            return footnote.footnote(note, scene.name, period)
        label = f"{cited.record.id}-{cited.place + 1}"
        return footnote.markdown_footnote(note, scene.name, period, label)


def _line(row: Row) -> str:
    return "".join(span.text for span in row.line).rstrip()
