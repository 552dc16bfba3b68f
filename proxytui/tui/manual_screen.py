"""The manual on the screen: a chapter, its links, find, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from proxytui.collation import Typed
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.dialogs.type_to_find import PickByTyping
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.manual_files import Place, pages, place_of, text_of
from proxytui.tui.manual_places import CONTENTS
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt, PromptQuestion
from proxytui.tui.widgets.rows import Rows
from proxytui.views import manual_page
from proxytui.views.lines import Row, Span

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.manual_page import ManualPage

_WIDEST = 100
_HINTS = (
    ("next-link", "next link"),
    ("open-link", "follows"),
    ("chapters", "chapters"),
    ("filter", "find"),
    ("close", "back"),
    ("help", "keys"),
)
_HIT_HINT = ("next-hit", "next")


class ManualScreen(KeyedScreen):
    """A page of the manual; esc goes back along the links that were followed, then closes it."""

    def __init__(self, keymap: Keymap, palette: ThemeStyles, address: str) -> None:
        super().__init__(keymap)
        self.palette = palette
        self._place = place_of(address, CONTENTS)
        self._way: list[Place] = []
        self._page: ManualPage | None = None
        self._cells = 0
        self._hits: list[tuple[int, int]] = []
        self._hit = 0
        self._query = ""
        self.handlers = {
            "down": lambda: self._scroll(1),
            "up": lambda: self._scroll(-1),
            "half-down": lambda: self._scroll(self._height // 2),
            "half-up": lambda: self._scroll(-(self._height // 2)),
            "page-down": lambda: self._scroll(self._height - 1),
            "page-up": lambda: self._scroll(1 - self._height),
            "top": lambda: self.rows.scroll_to(y=0, animate=False),
            "bottom": lambda: self.rows.scroll_to(y=len(self.rows.rows), animate=False),
            "next-link": lambda: self._to_link(1),
            "previous-link": lambda: self._to_link(-1),
            "open-link": self._follow,
            "chapters": self._list_chapters,
            "manual": self._list_chapters,
            "filter": self._ask_words,
            "next-hit": lambda: self._to_hit(1),
            "previous-hit": lambda: self._to_hit(-1),
            "back": self._back,
            "copy": self._copy,
            "close": self._close,
            "leave": self._leave,
            "help": lambda: self.host.show_keys(self.contexts),
            "palette": lambda: self.host.action_command_palette(),
            "quit": lambda: self.host.quit(),
            "suspend": lambda: self.host.action_suspend_process(),
        }

    def compose(self) -> ComposeResult:
        """Title, page, hints, and the line that asks."""
        yield Bar(id="header")
        yield Rows(id="page")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours."""
        self.rows = self.query_one("#page", Rows)
        self.paint_with(self.palette)
        self.take_focus()

    @property
    def contexts(self) -> frozenset[str]:
        """The context of the manual."""
        return frozenset({"manual"})

    def take_focus(self) -> None:
        """The page."""
        self.set_focus(self.rows)

    def draw_hints(self) -> None:
        """Draw the keys at the bottom."""
        if self.prompt.question is not None:
            super().draw_hints()
            return
        hints = (_HIT_HINT, *_HINTS) if self._hits else _HINTS
        self.show_hints(self.worded_hints(hints))

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the page for another width."""
        message.stop()
        if min(_WIDEST, self.rows.cells) != self._cells:
            self._draw()

    def on_bar_resized(self) -> None:
        """Draw title and hints."""
        self.query_one("#header", Bar).show([(Span("ProxyTUI   ", "strong"), Span("manual"))])
        self.draw_hints()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Follow the link that was clicked twice."""
        message.stop()
        self._follow()

    # Drawing

    @property
    def _height(self) -> int:
        return max(2, self.rows.size.height)

    def _draw(self) -> None:
        cells = self._cells = min(_WIDEST, self.rows.cells)
        if not cells:
            return
        name, anchor, top = self._place
        text = text_of(name)
        if text is None:
            words = f"{name} is not here; it comes with the program's source."
            self._page = None
            self.rows.show([Row("", (Span(words, "dim"),), stop=False)])
            return
        self._hits = []
        self._page = manual_page.page(text, cells)
        self.rows.show(self._page.rows, at="")
        self._go_to_line(self._page.anchors.get(anchor, 0) if top is None else top)
        title = next((chapter.title for chapter in manual_page.chapters(text)), name)
        self.rows.border_title = Content(title)
        self.rows.border_subtitle = Content("")

    def _go_to_line(self, line: int) -> None:
        self.rows.scroll_to(y=line, animate=False, force=True)

    def _scroll(self, lines: int) -> None:
        self.rows.scroll_relative(y=lines, animate=False)

    # Links

    def _links_in_view(self) -> list[str]:
        if self._page is None:
            return []
        top = self.rows.scroll_offset.y
        shown = self.rows.rows[top : top + self._height]
        return [row.key for row in shown if row.key in self._page.links]

    def _to_link(self, step: int) -> None:
        """The next link, or the first one in view where the cursor is elsewhere."""
        shown = self._links_in_view()
        if shown and self.rows.key not in shown:
            self.rows.go_to(shown[0 if step > 0 else -1])
        else:
            self.rows.move(step)

    def _follow(self) -> None:
        """Follow the link under the cursor; of several in its line ask for one."""
        shown = self._links_in_view()
        key = self.rows.key if self.rows.key in shown else next(iter(shown), "")
        links = self._page.links.get(key, ()) if self._page is not None else ()
        if len(links) == 1:
            self._lead_to(links[0])
        elif links:
            choices = [Choice(link, link) for link in links]
            self.app.push_screen(SelectOne("Which link?", choices, self.palette), self._lead_to)
        else:
            self.host.say(
                f"No link is in view; {self.keymap.label('chapters')} lists the chapters."
            )

    def _lead_to(self, address: str | None) -> None:
        if not address:
            return
        if "://" in address:
            self.host.copy(address, "the address")
            return
        self._go_to(place_of(address, self._place.page))

    def _go_to(self, place: Place) -> None:
        self._way.append(self._place._replace(top=self.rows.scroll_offset.y))
        self._place = place
        self._draw()

    def _list_chapters(self) -> None:
        """List the chapters; once words are typed, those and their parts that have them in their
        titles."""
        listed = [
            (f"{name}#{chapter.anchor}", chapter)
            for name in pages()
            for chapter in manual_page.chapters(text_of(name) or "")
        ]

        def rows(typed: str, cells: int) -> list[Row]:
            words = Typed(typed)
            return [
                Row(address, (Span("  " * (chapter.level - 1) + chapter.title),))
                for address, chapter in listed
                if (words or chapter.level == 1) and words.within(chapter.title)
            ]

        window = PickByTyping("Chapters of the manual", rows, self.palette, "a word of its title")

        def chosen(address: str | None) -> None:
            if address:
                self._go_to(place_of(address, CONTENTS))

        self.app.push_screen(window, chosen)

    # Finding

    def _ask_words(self) -> None:
        self.ask(PromptQuestion("/ find:", self._look_for, left=None), self._query)

    def _look_for(self, query: str) -> None:
        self._query = query
        self._unmark()
        if self._page is None or not query.strip():
            return
        self._hits = manual_page.find(self._page.rows, query)
        self._hit = 0
        if self._hits:
            self._to_hit(0)
        else:
            self._name_pages_with(query)

    def _name_pages_with(self, query: str) -> None:
        others = [
            manual_page.chapters(text)[0].title
            for name in pages()
            if name != self._place.page and (text := text_of(name)) and Typed(query).within(text)
        ]
        words = f"“{query}” is not on this page"
        self.host.say(
            f"{words}, but in: {', '.join(others)}." if others else f"{words}, nor others."
        )

    def _to_hit(self, step: int) -> None:
        if self._page is None or not self._hits:
            return
        self._hit = (self._hit + step) % len(self._hits)
        rows, first = manual_page.marked(self._page.rows, self._hits[self._hit])
        self.rows.show(rows)
        self._go_to_line(max(0, first - self._height // 3))
        self.rows.border_subtitle = Content(f"{self._hit + 1} of {len(self._hits)} · n N")
        self.draw_hints()

    def _unmark(self) -> None:
        self._hits = []
        if self._page is not None:
            self.rows.show(self._page.rows)
        self.rows.border_subtitle = Content("")
        self.draw_hints()

    # Leaving

    def _copy(self) -> None:
        """Copy what is selected with the mouse, else the page as it is drawn."""
        selected = self.get_selected_text()
        lines = ("".join(span.text for span in row.line).rstrip() for row in self.rows.rows)
        self.host.copy(
            selected or "\n".join(lines), "what is selected" if selected else "this page"
        )

    def _back(self) -> None:
        """Back along the last link that was followed."""
        if self._way:
            self._place = self._way.pop()
            self._draw()
        else:
            self.host.say(f"No link was followed; {self.keymap.label('close')} closes the manual.")

    def _close(self) -> None:
        """Clear what was found, else back along the last link, else close the manual."""
        if self._hits:
            self._unmark()
        elif self._way:
            self._back()
        else:
            self._leave()

    def _leave(self) -> None:
        self.dismiss()
