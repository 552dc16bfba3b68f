"""Sources in the explorer: a document is shown before it is kept, and all sources are listed."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from meanwhile import until
from textual.widgets import Static
from tui_driver import exploring, text_of

from proxytui.reading import files
from proxytui.reading.formats import pdf as pdf_format
from proxytui.tui.widgets.rows import Rows
from tests.small_pdf import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from tui_driver import Driver

    from proxytui.workspace import Workspace

PAGES = [
    [["Report on the north"], ["It was said to get its", "weapons from over the border."]],
    [],
    [["A second page says that the", "border has been closed since."]],
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(PAGES, Title="Report on the north", Author="The Panel"))
    return path


def records(workspace: Workspace) -> str:
    return json.dumps({t: dict(rows) for t, rows in workspace.raw().items()}, sort_keys=True)


async def shown(it: Driver) -> str:
    """What the window says of the file, once it is there."""
    async with asyncio.timeout(20):
        while it.top != "SelectOne" or not it.app.screen.query_one(Rows).rows:
            await it.settled()
            await asyncio.sleep(0.01)
    await it.settled()
    return it.screen


async def test_a_document_is_shown_before_it_is_kept_and_taken_back_in_one_step(
    empty: Workspace, report: Path
) -> None:
    before = records(empty)
    for keys in (["P"], ["colon"]):
        async with exploring(empty) as it:
            await it.press(*keys)
            words = str(report) if keys == ["P"] else f"source add {report}"
            await it.answer(words)
            screen = await shown(it)
            assert "PDF, 26 words, 3 pages" in screen
            assert "title: Report on the north" in screen
            assert "author: The Panel" in screen
            assert "not stated: publisher, published, language, address" in screen
            assert "no text on page 2" in screen
            assert records(empty) == before
            await it.press("k")
            await it.settled()
            (source,) = empty.raw()["sources"].values()
            assert source["author"] == "The Panel"
            assert any("Kept Report on the north" in line for line in it.said)
            await it.press("u")
            assert records(empty) == before


async def test_a_document_that_is_kept_to_be_read_opens_and_undo_is_a_key_there_too(
    empty: Workspace, report: Path
) -> None:
    before = records(empty)
    async with exploring(empty) as it:
        await it.press("P")
        await it.answer(str(report))
        await shown(it)
        await it.press("enter")
        async with asyncio.timeout(20):
            while it.top != "Reader":
                await it.settled()
                await asyncio.sleep(0.01)
        assert "Report on the north" in it.screen
        await it.press("u")
        assert records(empty) == before


async def test_a_source_of_a_store_without_actors_is_seen_from_the_list_of_sources(
    empty: Workspace, report: Path
) -> None:
    empty.add_source(files.read(report), {})
    async with exploring(empty) as it:
        await it.press("V", "k", "enter")
        await it.settled()
        assert "Report on the north" in it.screen
        await it.press("u")
        await it.settled()
        assert "Report on the north" not in it.screen


async def test_leaving_the_window_keeps_nothing(empty: Workspace, report: Path) -> None:
    before = records(empty)
    async with exploring(empty) as it:
        for key in ("escape", "l"):
            await it.press("P")
            await it.answer(str(report))
            await shown(it)
            await it.press(key)
            assert it.top == "Explorer"
        assert records(empty) == before
        assert it.said[-1] == "Nothing was kept."


async def test_a_file_that_is_no_document_is_said_in_a_line(
    empty: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    async with exploring(empty) as it:
        for name, words in (("a.png", "is a picture, not a text"), ("none", "can't read")):
            await it.press("P")
            await it.answer(str(tmp_path / name))
            async with asyncio.timeout(20):
                while not any(words in line for line in it.said):
                    await it.settled()
                    await asyncio.sleep(0.01)
            assert it.top == "Explorer"


@pytest.mark.usefixtures("hurried")
async def test_the_same_key_leaves_a_document_that_is_being_read(
    empty: Workspace, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()
    real = files.read

    def slow(*arguments: Any) -> Any:
        reading.set()
        go_on.wait(10)
        return real(*arguments)

    monkeypatch.setattr(files, "read", slow)
    async with exploring(empty) as it:
        await it.press("P")
        await it.answer(str(report))
        assert reading.wait(10)
        await it.press("j", "P")
        assert it.said[-1] == "Reading stopped; nothing was kept."
        go_on.set()
        await it.settled()
        assert it.top == "Explorer"


async def test_a_text_that_is_kept_already_is_said_to_be(empty: Workspace, report: Path) -> None:
    empty.add_source(files.read(report), {})
    before = records(empty)
    async with exploring(empty) as it:
        await it.press("P")
        await it.answer(str(report))
        async with asyncio.timeout(20):
            while not any("kept already, as Report on the north" in line for line in it.said):
                await it.settled()
                await asyncio.sleep(0.01)
        assert records(empty) == before


async def test_a_likely_copy_is_kept_as_one_only_by_choice(
    empty: Workspace, tmp_path: Path
) -> None:
    wire = " ".join(f"word{n} of{n} the{n} wire{n}" for n in range(30))
    (tmp_path / "wire.txt").write_text(wire)
    (tmp_path / "paper.txt").write_text(f"Our own head. {wire} Our own end.")
    first, _ = empty.add_source(files.read(tmp_path / "wire.txt"), {"title": "The wire"})
    async with exploring(empty) as it:
        await it.press("P")
        await it.answer(str(tmp_path / "paper.txt"))
        screen = await shown(it)
        assert "100 % of its passages stand in" in screen
        assert "keep it as a copy of The wire" in screen
        await it.press("c")
        await it.settled()
        (copy,) = (s for i, s in empty.raw()["sources"].items() if i != first)
        assert copy["copy_of"] == first


async def test_all_sources_are_listed_with_what_is_quoted_from_them_and_rests_on_them(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(120, 40)) as it:
        await it.press("V", "k")
        assert it.top == "SourcesView"
        lines = text_of(it.app.screen.rows)
        assert len(lines) == len(workspace.raw()["sources"])
        herald = next(line for line in lines if "Herald" in line)
        assert "1 of 11 absent   10 records   1 text" in herald
        assert f"All sources · {len(lines)} sources" in it.screen
        await it.press("slash")
        await it.type("herald")
        assert len(text_of(it.app.screen.rows)) == 1
        await it.press("enter", "enter")
        assert it.top == "Explorer"
        assert it.explorer.target.kind == "source"


async def test_a_source_is_edited_retracted_and_read_from_the_list(workspace: Workspace) -> None:
    async with exploring(workspace, size=(120, 40)) as it:
        await it.press("V", "k")
        it.app.screen.rows.go_to("source:s-herald")
        await it.press("e")
        assert it.top == "RecordForm"
        await it.press("escape")
        assert it.top == "SourcesView"
        await it.press("D")
        assert "Status of the source" in it.screen
        await it.press("r")
        await it.answer("withdrawn by its publisher")
        await it.settled()
        source = workspace.raw()["sources"]["s-herald"]
        assert (source["status"], source["reason"]) == ("retracted", "withdrawn by its publisher")
        assert "retracted" in text_of(it.app.screen.rows)[it.app.screen.rows.cursor]
        await it.press("u")
        assert "retracted" not in text_of(it.app.screen.rows)[it.app.screen.rows.cursor]


async def test_a_new_version_is_held_against_the_quotes_before_it_is_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Nothing of what was said is said any more.")
    async with exploring(workspace, size=(120, 40)) as it:
        await it.press("V", "k")
        it.app.screen.rows.go_to("source:s-herald")
        await it.press("v")
        assert "a new version of" in str(it.app.screen.query_one("#prompt-label", Static).content)
        await it.answer(str(tmp_path / "new.txt"))
        screen = await shown(it)
        assert "are absent in this version" in screen
        had = len(workspace.raw()["sources"]["s-herald"].get("documents", []))
        await it.press("k")
        await it.settled()
        assert len(workspace.raw()["sources"]["s-herald"]["documents"]) == had + 1
        await it.press("u")
        assert len(workspace.raw()["sources"]["s-herald"].get("documents", [])) == had


# Files


async def test_tab_completes_the_path_of_a_file_and_goes_through_those_that_fit(
    empty: Workspace, tmp_path: Path, report: Path
) -> None:
    folder = tmp_path / "papers of the north"
    folder.mkdir()
    for name in ("letter-1.txt", "letter-2.txt", ".hidden"):
        (folder / name).write_text("North armed South.", encoding="utf-8")
    async with exploring(empty) as it:
        for key in ("P", "O"):
            await it.press(key)
            assert "tab completes" in it.screen
            field = it.app.screen.prompt.field
            await it.type(f"{tmp_path}/pap")
            await it.press("tab")
            assert field.value == f"{folder}/"
            await it.press("tab")
            assert field.value == f"{folder}/letter-"
            await it.press("tab")
            assert field.value.endswith("letter-1.txt")
            await it.press("tab")
            assert field.value.endswith("letter-2.txt")
            await it.press("tab")
            assert field.value.endswith("letter-1.txt")
            field.value = f"{tmp_path}/nothing"
            await it.press("tab")
            assert field.value == f"{tmp_path}/nothing"
            await it.press("esc")


async def test_the_list_of_sources_hints_at_adding_one_first_of_all(empty: Workspace) -> None:
    async with exploring(empty, size=(60, 20)) as it:
        await it.press("V", "k")
        assert "P add a document" in it.hints


@pytest.mark.parametrize("key", ["P", "colon"])
async def test_a_text_that_was_lost_comes_back_and_nothing_else_changes(
    empty: Workspace, report: Path, key: str
) -> None:
    file = files.read(report)
    source, _ = empty.add_source(file, {})
    (document,) = empty.index.sources[source].documents
    (empty.place.folder / "documents" / document.text).unlink()
    before = records(empty)
    assert empty.text_of(document.text) is None
    async with exploring(empty) as it:
        await it.press(key)
        await it.answer(str(report) if key == "P" else f"source add {report}")
        await until(it, lambda: any("was lost, and is back" in line for line in it.said))
    assert empty.text_of(document.text) is not None
    assert records(empty) == before


async def test_a_long_document_says_how_far_it_is_read_and_can_be_left(
    empty: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf([[[f"Page {number} has words."]] for number in range(1, 41)]))
    go_on = threading.Event()
    real = pdf_format._lines

    def slow(document: Any, number: int) -> Any:
        if number == 5:
            go_on.wait(10)
        return real(document, number)

    monkeypatch.setattr(pdf_format, "_lines", slow)
    async with exploring(empty) as it:
        await it.press("P")
        await it.answer(str(path))
        await until(it, lambda: "reading page 5 of 40, P stops it" in it.hints)
        await it.press("P")
        go_on.set()
        assert it.said[-1] == "Reading stopped; nothing was kept."
        await until(it, lambda: "reading" not in it.hints)
        assert it.top == "Explorer"
