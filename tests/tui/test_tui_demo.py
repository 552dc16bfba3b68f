"""A demo keeps nothing: it says so, says what is thrown away, and offers to keep the notes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.commands import demo
from proxytui.store.store import Store
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IRAN = "iran"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's own store is looked for; not there yet."""
    folder = tmp_path / "own"
    monkeypatch.setenv("PROXYTUI_STORE", str(folder))
    return folder


@pytest.fixture
def shown(own: Path) -> Iterator[Workspace]:
    """The bundled data set, as --demo opens it."""
    opened = Workspace.open(demo=True, origin="window-test")
    yield opened
    opened.close()


def notes(folder: Path) -> dict[str, list[str]]:
    """The notes of a store on disk, by what they are about."""
    store = Store.open(folder, read_only=True)
    try:
        return {one["text"]: one["about"] for one in store.records("notes").values()}
    finally:
        store.close()


async def note(it: Driver, text: str) -> None:
    await it.press("i")
    await it.answer(text)


def choices(it: Driver) -> list[str]:
    assert it.top == "SelectOne"
    return text_of(it.app.screen.query_one(Rows))


async def ended(it: Driver) -> None:
    async with asyncio.timeout(30):
        while it.app._exit is False:
            await it.pilot.pause(0.02)


async def test_a_note_says_that_it_is_not_kept_for_good(shown: Workspace) -> None:
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "ask again")
        assert it.said[-1] == "Noted, and kept until you leave the demo. u takes it back."
        await it.press("B")
        assert "and kept until you leave the demo" in it.said[-1]


async def test_in_a_store_of_ones_own_no_such_thing_is_said(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await note(it, "ask again")
        assert it.said[-1] == "Noted. u takes it back."
        await it.press("q")
        assert "everything is saved" in choices(it)[0]


async def test_leaving_says_how_much_is_thrown_away(shown: Workspace) -> None:
    async with exploring(shown, centre=IRAN) as it:
        await it.press("q")
        assert choices(it) == ["y  Quit  this is a demo, and nothing was written in it", "n  Stay"]
        await it.press("esc")
        await note(it, "one")
        await note(it, "two")
        await it.press("B", "q")
        listed = [" ".join(line.split()) for line in choices(it)]
        assert listed == [
            "y Quit 2 notes and 1 other change of this demo are thrown away",
            "s Save the 2 notes into your own store; the others are thrown away",
            "n Stay",
        ]
        await it.press("y")
        await ended(it)
    assert it.app.leaving.last_words() == [
        "2 notes and 1 other change of the demo were thrown away"
    ]


async def test_what_was_taken_back_is_not_counted(shown: Workspace) -> None:
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "one")
        await it.press("u", "q")
        assert "nothing was written" in choices(it)[0]


@pytest.mark.parametrize("first", [(), ("V", "t"), ("i",)], ids=["explorer", "view", "field"])
async def test_ctrl_q_asks_too_where_something_would_be_lost(
    shown: Workspace, first: tuple[str, ...]
) -> None:
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "one")
        await it.press(*first, "ctrl+q")
        assert "1 note of this demo is thrown away" in choices(it)[0]
        await it.press("n")
        assert it.app._exit is False


async def test_the_notes_come_into_the_users_own_store(shown: Workspace, own: Path) -> None:
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "on the actor")
        await it.press("2", "j")
        await note(it, "on a tie")
        about = it.explorer.target.id
        await it.press("1", "q", "s")
        await ended(it)
    assert it.app.leaving.last_words() == [f"2 notes kept in your store at {own}"]
    assert notes(own) == {"on the actor": [IRAN], "on a tie": [about]}
    store = Store.open(own)
    store.undo()
    store.close()
    assert notes(own) == {}


async def test_what_the_own_store_does_not_know_goes_to_a_file(
    shown: Workspace, own: Path, home: Path
) -> None:
    Store.create(own, None)
    store = Workspace.open(own)
    store.apply(list(_actor("iran")), "an actor")
    store.close()
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "on Iran")
        await it.press("2", "j")
        await note(it, "on a \x1b[31mtie")
        await it.press("1", "q", "s")
        await ended(it)
    assert notes(own) == {"on Iran": ["iran"]}
    (file,) = home.glob("proxytui-demo-notes-*.md")
    written = file.read_text(encoding="utf-8")
    assert "on a" in written
    assert "Iran › " in written
    assert "on Iran" not in written
    assert file.stat().st_mode & 0o077 == 0
    (said,) = it.app.leaving.last_words()
    assert said.startswith(f"1 note kept in your store at {own}; 1 note written to {file}: ")
    assert said.endswith("your store doesn't have what they are about")


def _actor(id_: str) -> Iterator[object]:
    from proxytui.model.changes import Change

    yield Change("actors", id_, None, {"kind": "state", "names": [{"text": "Iran"}]})


async def test_a_store_that_cannot_be_opened_loses_no_note(
    shown: Workspace, own: Path, home: Path
) -> None:
    own.mkdir()
    (own / "store.json").write_text("no store", encoding="utf-8")
    async with exploring(shown, centre=IRAN) as it:
        await note(it, "dear to me")
        await it.press("q", "s")
        await ended(it)
    (file,) = home.glob("proxytui-demo-notes-*.md")
    assert "dear to me" in file.read_text(encoding="utf-8")
    assert str(file) in it.app.leaving.last_words()[0]


def test_saving_twice_doubles_no_note(shown: Workspace, own: Path) -> None:
    shown.add_note((IRAN,), "once")
    lost = demo.unsaved(shown)
    demo.keep_notes(lost.notes)
    assert demo.keep_notes(lost.notes) == f"1 note kept in your store at {own}"
    assert notes(own) == {"once": [IRAN]}


def test_a_note_never_takes_the_place_of_the_users(shown: Workspace, own: Path) -> None:
    shown.add_note((IRAN,), "mine of the demo")
    (lost,) = demo.unsaved(shown).notes
    demo.keep_notes([lost._replace(record={**lost.record, "text": "mine at home"})])
    demo.keep_notes([lost])
    assert set(notes(own)) == {"mine of the demo", "mine at home"}
