"""The floor of the first paint: a Textual app with three Statics and a Footer."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static


class Bare(App[None]):
    """Shows three words."""

    BINDINGS = [("ctrl+q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Three Statics and a Footer."""
        yield Static("Afghanistan")
        yield Static("two")
        yield Static("three")
        yield Footer()


if __name__ == "__main__":
    Bare().run()
