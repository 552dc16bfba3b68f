"""Importing a file in the explorer: what would change is read first, written on enter, undone."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input
from tui_driver import Driver, exploring, text_of

from proxytui.commands import transfer
from proxytui.exchange import native
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace

RECORDS: dict[str, Any] = {
    "proxytui": 1,
    "actors": [
        {"id": "upper", "kind": "state", "names": [{"text": "Upper Land"}]},
        {"id": "lower", "kind": "party", "names": [{"text": "Lower Party"}]},
        {"id": "odd", "kind": "dragon", "names": [{"text": "Odd"}]},
    ],
    "sources": [{"id": "s-1", "title": "A paper", "published": "2001-02-03"}],
    "claims": [
        {
            "id": "c-1",
            "type": "backs",
            "subject": "upper",
            "object": "lower",
            "citations": [{"source": "s-1"}],
        }
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def stored(workspace: Workspace) -> str:
    return "".join(native.document(workspace.raw()))


async def shown(it: Driver) -> str:
    for _ in range(1_000):
        # Its rows come once it is laid out; the file is read beside the keys meanwhile.
        if it.top == "ShowPlan" and any(rows.rows for rows in it.app.screen.query(Rows)):
            break
        await it.settled()
        await asyncio.sleep(0.01)
    await it.settled()
    return "\n".join(text_of(it.app.screen.query_one(Rows)))


@pytest.mark.parametrize("key", ["O", ":"])
async def test_a_file_is_shown_before_it_is_written_and_taken_back_in_one_step(
    empty: Workspace, file: Path, key: str
) -> None:
    before = stored(empty)
    async with exploring(empty) as it:
        if key == "O":
            await it.press("O")
            await it.answer(str(file))
        else:
            await it.press("colon")
            await it.answer(f"import {file}")
        words = await shown(it)
        assert "added 2 actors, 1 claim and 1 source" in words
        assert "set aside actors/odd" in words
        assert "Upper Land backs Lower Party" in words
        assert stored(empty) == before
        await it.press("enter")
        await it.settled()
        assert "upper" in stored(empty)
        assert any("Imported records.json" in line for line in it.said)
        await it.press("u")
        assert stored(empty) == before


async def test_leaving_the_plan_writes_nothing(empty: Workspace, file: Path) -> None:
    before = stored(empty)
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(file))
        await shown(it)
        await it.press("escape")
        assert it.top == "Explorer"
        assert stored(empty) == before


async def test_a_file_that_is_not_there_is_said_in_a_line(empty: Workspace) -> None:
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer("/nowhere/at/all.csv")
        for _ in range(50):
            await it.settled()
        assert any("can't read" in line for line in it.said)


@pytest.mark.usefixtures("hurried")
async def test_the_same_key_leaves_a_file_that_is_being_read(
    empty: Workspace, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()
    real = transfer.plan

    def slow(*arguments: Any) -> Any:
        reading.set()
        go_on.wait(10)
        return real(*arguments)

    monkeypatch.setattr(transfer, "plan", slow)
    before = stored(empty)
    async with exploring(empty) as it:
        await it.press("O")
        it.app.screen.query_one(Input).value = str(file)
        await it.pilot.press("enter")
        for _ in range(200):
            await it.pilot.pause(0.01)
            if reading.is_set():
                break
        for _ in range(200):
            await it.pilot.pause(0.01)
            if "reading the file, O stops it" in it.screen:
                break
        await it.pilot.press("O")
        for _ in range(200):
            await it.pilot.pause(0.01)
            if any("Reading stopped" in line for line in it.said):
                break
        go_on.set()
        await it.settled()
        assert any("Reading stopped" in line for line in it.said)
        assert it.top == "Explorer"
    assert stored(empty) == before


async def test_what_an_import_wrote_is_told_without_what_it_did_not(
    empty: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "one.json"
    path.write_text(
        json.dumps(
            {
                "proxytui": 1,
                "actors": [{"id": "up", "kind": "state", "names": [{"text": "Upper Land"}]}],
            }
        ),
        encoding="utf-8",
    )
    async with exploring(empty) as it:
        await it.press("O")
        await it.answer(str(path))
        words = await shown(it)
        assert "added 1 actor" in words
        assert "nothing" not in words
        await it.press("enter")
        told = next(said for said in reversed(it.said) if said.startswith("Imported"))
        assert "added 1 actor; u takes it back." in told
        assert "0" not in told
