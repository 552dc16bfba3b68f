"""The menu of the texts that can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.host import host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.copies import Copy


def offer(screen: Screen[None], copies: Iterable[Copy], palette: ThemeStyles) -> None:
    """Let one of some texts be chosen, and copy it; without any, say so."""
    by_key = {copy.key: copy for copy in copies}
    if not by_key:
        host(screen).say("There is nothing here to copy.")
        return

    def copied(key: str | None) -> None:
        text = by_key[key].text() if key else ""
        if key and text:
            host(screen).copy(text, by_key[key].label)

    choices = [Choice(copy.key, copy.label, "", copy.key) for copy in by_key.values()]
    screen.app.push_screen(SelectOne("Copy", choices, palette), copied)
