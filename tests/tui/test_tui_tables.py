"""A table in the explorer: its columns are said one by one, while the first rows read so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.exchange import csv_folder, native
from proxytui.exchange.selection import Selection
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text("Who,Whom,How,When\nNorthland,Rebels,arms,13/02/1982\n", "utf-8")
    return path


def stored(workspace: Workspace) -> str:
    return "".join(native.document(workspace.raw()))


async def opened(it: Driver, screen: str) -> str:
    for _ in range(1_000):
        # Its rows come once it is laid out; the file is read beside the keys meanwhile.
        if it.top == screen and any(rows.rows for rows in it.app.screen.query(Rows)):
            break
        await it.settled()
        await asyncio.sleep(0.01)
    await it.settled()
    return "\n".join(text_of(it.app.screen.query_one(Rows)))


def lines(it: Driver) -> str:
    return "\n".join(text_of(it.app.screen.query_one(Rows)))


async def test_columns_are_changed_with_a_key_and_the_first_rows_read_so_at_once(
    empty: Workspace, table: Path
) -> None:
    before = stored(empty)
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(table))
        words = await opened(it, "MapColumns")
        assert "Still to be said: which column is the subject, the object, the type." in words
        await it.press("enter")
        assert it.top == "MapColumns"
        await it.press("j", "l", "j", "right", "j", "right", "j", "right", "right", "j", *["l"] * 3)
        words = lines(it)
        assert "Northland backs Rebels: weapons." in words
        assert stored(empty) == before
        await it.press("enter")
        plan = await opened(it, "ShowPlan")
        assert "added 2 actors, 1 claim and 1 source" in plan
        await it.press("enter")
        await it.settled()
        assert "Northland" in stored(empty)
        await it.press("O")
        await it.answer(str(table))
        assert "nothing to import" in str(
            (await opened(it, "ShowPlan")) and it.app.screen.query_one(".box").border_title
        )


async def test_what_a_row_is_is_turned_on_the_first_line_and_what_was_said_comes_back(
    empty: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("subject,kind,relation\nRebels,militia,backs\n", "utf-8")
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(path))
        words = await opened(it, "MapColumns")
        assert "is a tie" in words.split("\n")[0]
        assert "Still to be said: which column is the object." in words
        await it.press("j", "l", "k")
        said = lines(it)
        await it.press("h", "l")
        assert lines(it) == said
        while "is an actor" not in lines(it).split("\n")[0]:
            await it.press("right")
        await it.press("j", "l")
        assert "Rebels: recorded as armed group" in lines(it)
        await it.press("enter")
        assert "added 1 actor and 1 source" in await opened(it, "ShowPlan")


async def test_of_a_workbook_with_several_sheets_one_is_chosen_from_a_list(
    empty: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["subject", "object", "type"])
    workbook.active.append(["Northland", "Rebels", "backs"])
    people = workbook.create_sheet("人々")
    for row in (["name", "kind"], [], ["Smith", "person"], ["Jones", "person"]):
        people.append(row)
    workbook.create_sheet("Nothing")
    workbook.save(path)
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(path))
        assert (await opened(it, "SelectOne")).split("\n") == [
            "Sheet  1 row: subject, object, type",
            "人々   2 rows: name, kind",
        ]
        await it.press("escape")
        assert it.said[-1] == "Nothing was imported."
        await it.press("O")
        await it.answer(str(path))
        await opened(it, "SelectOne")
        await it.press("j", "enter")
        assert "Smith: recorded as person" in await opened(it, "MapColumns")
        await it.press("enter")
        assert "added 2 actors and 1 source" in await opened(it, "ShowPlan")


async def test_our_own_tables_come_back_without_a_question(
    empty: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    written = csv_folder.write_folder(Selection(empty.index, empty.raw()))["claims.csv"]
    header = "".join(written)
    cells = {"subject": "Northland", "type": "backs", "object": "Rebels", "source": "A paper"}
    names = header.strip("\ufeff\n").split(",")
    path.write_text(header + ",".join(cells.get(name, "") for name in names) + "\n", "utf-8")
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(path))
        assert "added 2 actors, 1 claim and 1 source" in await opened(it, "ShowPlan")


async def test_leaving_the_columns_reads_nothing(empty: Workspace, table: Path) -> None:
    before = stored(empty)
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(table))
        await opened(it, "MapColumns")
        await it.press("escape")
        assert it.top == "Explorer"
        assert stored(empty) == before
        assert not (empty.place.folder / "mappings").exists()
