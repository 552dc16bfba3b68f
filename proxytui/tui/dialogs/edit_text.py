"""A small window to edit a text in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from proxytui import text as texts

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class EditText(ModalScreen[str | None]):
    """A text to edit; ctrl+s keeps it. A changed text is not thrown away at the first esc."""

    BINDINGS = [("ctrl+s", "keep", "")]

    def __init__(self, title: str, text: str, theirs: str | None = None) -> None:
        """`theirs` is the text as it was changed elsewhere meanwhile; it is shown above."""
        super().__init__()
        self._title = title
        self._text = texts.clean(text)
        self._theirs = None if theirs is None else texts.clean(theirs)
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
            yield TextArea(self._text, id="text", soft_wrap=True, tab_behavior="focus")
            yield Static("", id="warning", markup=False)

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.set_focus(area)

    @property
    def draft(self) -> str:
        """The text where it was changed and is not kept yet, else ""."""
        text = self.query_one(TextArea).text
        return "" if text == self._stored else text

    @property
    def _stored(self) -> str:
        return self._text if self._theirs is None else self._theirs

    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(texts.clean(self.query_one(TextArea).text))

    def on_text_area_changed(self) -> None:
        """Take the warning back: a change after it needs one of its own."""
        self._warned = False
        self.query_one("#warning", Static).update(Content(""))

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
