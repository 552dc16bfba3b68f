"""A small window to edit a text in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.link_list import BEGINS_LINK, LinkList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles
    from proxytui.tui.widgets.link_list import LinkSource
    from proxytui.tui.widgets.rows import Rows


class _LinkedTextArea(TextArea):
    """A text area that asks `complete` before it takes a key itself."""

    def __init__(self, text: str, complete: Callable[[str], bool]) -> None:
        super().__init__(text, id="text", soft_wrap=True, tab_behavior="focus")
        self._complete = complete

    async def _on_key(self, event: events.Key) -> None:
        if self._complete(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class EditText(Window[str | None]):
    """A text to edit; ctrl+s keeps it. A changed text is not thrown away at the first esc."""

    BINDINGS = [("ctrl+s", "keep", "")]

    def __init__(
        self,
        title: str,
        text: str,
        palette: ThemeStyles,
        theirs: str | None = None,
        links: LinkSource | None = None,
        stored: str | None = None,
    ) -> None:
        """`theirs` is the text as it was changed elsewhere meanwhile; it is shown above. `links`
        has what fits behind `[[`, where the text may have links. `stored` is the text as it is
        kept, where that is not the `text` to begin with."""
        super().__init__()
        self._source = links
        self._palette = palette
        self._title = title
        self._text = texts.clean(text)
        self._theirs = None if theirs is None else texts.clean(theirs)
        self._stored = self._text if stored is None else texts.clean(stored)
        self._warned = False

    def compose(self) -> ComposeResult:
        """Yield the text in a box."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("ctrl+s keeps · esc leaves")
            if self._theirs is not None:
                box.border_subtitle = Content("ctrl+s keeps yours · esc leaves theirs")
                yield Static("Changed elsewhere while you wrote. It says now:", classes="about")
                with VerticalScroll(classes="theirs", can_focus=False):
                    yield Static(Content(self._theirs))
                yield Static("Yours; nothing is written yet:", classes="about")
            if self._source is not None:
                keys = f"{box.border_subtitle} · [[ {BEGINS_LINK} links"
                box.border_subtitle = Content(keys)
            yield _LinkedTextArea(self._text, self._complete)
            yield LinkList(id="text-links")
            yield Static("", id="warning", markup=False)

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self._links.palette = self._palette
        self._links.begin(self._source)
        self.set_focus(area)

    @property
    def _links(self) -> LinkList:
        return self.query_one(LinkList)

    @property
    def _before(self) -> str:
        """The text of the line before the cursor."""
        area = self.query_one(TextArea)
        row, column = area.cursor_location
        return area.document.get_line(row)[:column]

    def _complete(self, key: str) -> bool:
        """Let a key act on the list of links; False where none is open, or the key is not its."""
        self._links.follow(self._before)
        return self._links.press(key, self._take)

    def _take(self, typed: int, link: str) -> None:
        """Put a link in the place of so many characters before the cursor."""
        area = self.query_one(TextArea)
        row, column = area.cursor_location
        area.replace(link, (row, column - typed), (row, column))
        self._links.follow(self._before)

    @property
    def draft(self) -> str:
        """The text where it was changed and is not kept yet, else ""."""
        text = self.query_one(TextArea).text
        return "" if text == self._stored else text

    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(texts.clean(self.query_one(TextArea).text))

    def on_text_area_changed(self) -> None:
        """Take the warning back: a change after it needs one of its own."""
        self._warned = False
        self.query_one("#warning", Static).update(Content(""))
        self._links.follow(self._before)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list of links for its width."""
        message.stop()
        self._links.draw()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take the link that was clicked twice."""
        message.stop()
        self._complete("enter")

    def on_key(self, event: events.Key) -> None:
        """Leave; a changed text is only thrown away when esc is pressed again."""
        if event.key != "escape":
            # Not stopped: bindings of the field and this window run once the app gets the key.
            return
        event.stop()
        if self._warned or self.query_one(TextArea).text == self._stored:
            self.dismiss(None)
            return
        self._warned = True
        self.query_one("#warning", Static).update(
            Content("Changed: ctrl+s keeps it, esc again throws the change away.")
        )
