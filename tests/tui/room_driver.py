"""The reading room as tests open it: on a source of their own, with what is drawn and recorded."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from meanwhile import until
from tui_driver import exploring

from proxytui.reading import files
from proxytui.tui.asked import TextPlace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui_driver import Driver

    from proxytui.model.records import Claim
    from proxytui.tui.reading.reader import Reader
    from proxytui.workspace import Workspace

LETTER = """\
A letter from the border

According to Ilan Voss, Ardania arms the Cedar
Brigade. Borland denies that it pays the Ndele Guard.

“Nothing came from Ardania,” the Cedar Brigade said.
The Red Lantern Society, new in the hills, backs nobody.
"""


@asynccontextmanager
async def reading(
    workspace: Workspace,
    source: str,
    size: tuple[int, int] = (120, 40),
    centre: str = "ardania",
) -> AsyncIterator[tuple[Driver, Reader]]:
    """The reading room, open on the text of a source."""
    async with exploring(workspace, size=size, centre=centre) as it:
        known = workspace.index.sources

        def places() -> list[TextPlace]:
            return [TextPlace(known[source])]

        it.explorer.detail_keys.open_text(places, "no text")
        # Before the text is laid out nothing works yet, and nothing is there.
        await until(it, lambda: it.top == "Reader" and it.app.screen.room is not None)
        await until(it, lambda: not it.app.screen.working)
        await it.settled()
        yield it, it.app.screen


def added(workspace: Workspace, folder: Path, text: str) -> str:
    file = folder / "letter.txt"
    file.write_text(text, encoding="utf-8")
    fields = {"title": "A letter", "published": "2024-03-01"}
    source, _ = workspace.add_source(files.read(file), fields)
    return source


def marked(reader: Reader, role: str) -> list[str]:
    """The words that are drawn in a role, line by line."""
    rows = reader.view.rows
    return [s.text for row in rows for s in row.line if s.role == role and s.text.strip()]


def picked(reader: Reader) -> str:
    return " ".join(" ".join(marked(reader, "picked")).split())


def new_claims(workspace: Workspace, source: str) -> list[Claim]:
    return [
        claim
        for claim in workspace.index.claims.values()
        if any(citation.source == source for citation in claim.citations)
    ]


async def finish(it: Driver, workspace: Workspace, source: str, count: int = 1) -> None:
    await until(it, lambda: len(new_claims(workspace, source)) == count)
    await until(it, lambda: not it.app.writer.busy and not it.app.screen.working)
    await it.settled()
