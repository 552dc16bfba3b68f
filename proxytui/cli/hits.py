"""What a search found, printed for people: a heading for each kind, the words found in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui.cli.page import Page, column, said, widest
from proxytui.cli.stderr import say
from proxytui.search.engine import TITLES

if TYPE_CHECKING:
    from proxytui.commands.search import SearchAnswer, ShownHit

_ID_CELLS = 36


def show(page: Page, found: SearchAnswer) -> None:
    """The hits, kind by kind, each kind where its best hit would stand."""
    cells = widest([hit.id for hit in found.hits], _ID_CELLS)
    kinds = dict.fromkeys(hit.kind for hit in found.hits)
    for number, kind in enumerate(kinds):
        hits = [hit for hit in found.hits if hit.kind == kind]
        if number:
            page.gap()
        page.put(said(f"{TITLES[kind]} ({len(hits)})", "bold"))
        for hit in hits:
            page.put(_words(hit), Text.assemble("  ", column(hit.id, cells, "dim"), "  "))
    if not found.hits:
        say(f"nothing found for “{found.query[:60]}”; try fewer words or another spelling")


def _words(hit: ShownHit) -> Text:
    """The excerpt; it is on one line already, so that the places in it still count."""
    shown = Text(hit.text)
    for start, end in hit.marks:
        shown.stylize("bold underline", start, end)
    return Text.assemble("“", shown, "”") if hit.kind in ("quote", "text") else shown
