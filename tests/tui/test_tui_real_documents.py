"""Documents as they are found: each opens in the reading room, marks, scrolls and verifies."""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from room_driver import reading

from proxytui import paths
from proxytui.jobs.pacing import never
from proxytui.model.changes import Change
from proxytui.model.vocabulary import Check
from proxytui.reading import files, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.tui.reading.reader import Reader
    from proxytui.workspace import Workspace

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_DOCUMENTATION = (Path("/usr/share/doc"), Path(sys.prefix))
_INSTALLED = 12
"""PDF and HTML files that are taken from the documentation of installed packages."""
_PLACES = 5
"""Sentences of a document that are quoted."""


def _documents() -> Iterator[Path]:
    """The documents of the data, of editions of the same one the last, and installed ones."""
    last = sorted((DATA / "factbook-editions").glob("*"))[-1:]
    for file in sorted(DATA.rglob("*")) if DATA.is_dir() else ():
        is_edition = "factbook-editions" in file.parts
        if file.is_file() and (not is_edition or file.parent in last):
            yield file
    installed = (
        file
        for folder in _DOCUMENTATION
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in (".pdf", ".html") and file.stat().st_size > 8_000
    )
    for file, _ in zip(installed, range(_INSTALLED), strict=False):
        yield file


@pytest.fixture
def with_actors(empty: Workspace) -> Workspace:
    """A store that has the actors of the bundled data alone."""
    bundled = json.loads((paths.bundled_data() / "store.json").read_bytes())["actors"]
    for record in bundled.values():
        record.pop("citations", None)
    empty.apply([Change("actors", id_, None, record) for id_, record in bundled.items()], "actors")
    return empty


def _in_view(reader: Reader) -> list[str]:
    """The lines of the text on the screen."""
    view, top = reader.view, reader.view.scroll_offset.y
    rows = view.rows[top : top + view.size.height]
    return ["".join(span.text for span in row.line) for row in rows]


@pytest.mark.skipif(not DATA.exists(), reason="the documents are not here")
@pytest.mark.parametrize("file", _documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
async def test_a_document_opens_marks_scrolls_and_what_is_selected_of_it_verifies(
    with_actors: Workspace, file: Path
) -> None:
    workspace = with_actors
    source, _ = workspace.add_source(files.read(file), {"title": "A document"})
    (document,) = workspace.index.sources[source].documents
    text = workspace.text_of(document.text)
    assert text is not None
    chance = random.Random(file.name)
    async with reading(workspace, source, centre="iran") as (it, reader):
        room = reader.room
        assert room is not None
        mentions = list(room.mentions.all(never))
        if mentions:
            place = mentions[-1].start
            reader.go_to(place)
            await it.settled()
            line = reader.view.wrapped.line_at(place)
            roles = {span.role for span in reader.view.rows[line].line}
            assert roles & {"mention", "picked"}
        for key in ("G", "g", "pagedown", "j", "k", "ctrl+d", "n"):
            await it.press(*(("g", "g") if key == "g" else (key,)))
            lines = _in_view(reader)
            assert any(line.strip() for line in lines)
            assert all(cell_len(line) <= reader.view.size.width for line in lines)
        for _ in range(_PLACES):
            reader.go_to(chance.randrange(len(text)))
            await it.press("s")
            start, end = room.cursor.picked
            await it.press("esc")
            quote = quotes.anchor_at(text, start, end)
            check = quotes.check(quote, text)
            assert (check.start, check.end) == (start, end)
            # A form or a table may have the same words with the same ones around them again.
            again = [m.start() for m in re.finditer(re.escape(quote.exact), text)]
            ways = {(text[n - 9 : n], text[n + len(quote.exact) :][:9]) for n in again}
            assert check.check is Check.EXACT or len(ways) < len(again)
