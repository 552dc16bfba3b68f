"""The floor of a key: a list, a text of 36 lines that changes with it, header and footer, all of
them Textual's own widgets."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Header, OptionList, Static

_OPTIONS = 200
_LINES = 36


class Stock(App[None]):
    """Shows the lines of the option under the cursor beside the list."""

    CSS = "OptionList, Static { width: 1fr; height: 1fr; border: round grey; }"
    BINDINGS = [("ctrl+q", "quit", "Quit"), ("f1", "help", "Help"), ("f2", "theme", "Theme")]

    def compose(self) -> ComposeResult:
        """The list and its text between header and footer."""
        yield Header()
        with Horizontal():
            yield OptionList(*(f"Option {number}" for number in range(_OPTIONS)))
            yield Static(markup=False)
        yield Footer()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show other words for another option."""
        number = event.option_index
        lines = (f"Line {line} of what is said of option {number}" for line in range(_LINES))
        self.query_one(Static).update("\n".join(lines))
