"""The start screen: what each of its keys opens or makes, and what it says where that fails."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring, text_of

from proxytui import paths
from proxytui.commands import new_store
from proxytui.commands.opening import Opening
from proxytui.store.store import Store
from proxytui.tui import recent_stores
from proxytui.tui.start_app import StartApp
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RECORDS = """\
source memo-1  A memorandum
  publisher Desk; published 2020-05
actor North (state)
North backs +South: weapons since 2010 "sent them rifles" memo-1
"""


class Start:
    """A start screen that is open, and what it says."""

    def __init__(self, app: StartApp) -> None:
        self.app = app

    @property
    def words(self) -> str:
        rows = self.app.screen.query_one("#stores", Rows)
        return " ".join(" ".join(text_of(rows)).split())

    async def until(self, met: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not met():
                await asyncio.sleep(0.01)


async def begun(
    *keys: str, proposed: str = "", fails: str = "", size: tuple[int, int] = (80, 24)
) -> tuple[Opening | None, str]:
    """What the start screen ends with after these keys, and its last words; with `fails` it is
    left once it says so."""
    app = StartApp(proposed=proposed)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        start = Start(app)
        await pilot.press(*keys)
        words = ""
        if fails:
            await start.until(lambda: fails in start.words)
            words = start.words
            await pilot.press("escape", "q")
        await start.until(lambda: bool(app._exit))
    return app.return_value, words


def store(folder: Path, as_of: str = "") -> Path:
    Store.create(folder, None, as_of=as_of)
    return folder


def raw(folder: Path) -> dict[str, dict[str, object]]:
    opened = Workspace.open(folder)
    try:
        return {table: dict(rows) for table, rows in opened.raw().items()}
    finally:
        opened.close()


def stores(home: Path) -> list[str]:
    return sorted(
        file.parent.name for file in home.rglob("store.json") if file.parent.name != "backups"
    )


# What each key does


@pytest.mark.parametrize("keys", [("d",), ("g", "d")])
async def test_the_demo_is_one_key_away(keys: tuple[str, ...], home: Path) -> None:
    assert await begun(*keys) == (Opening(None), "")
    assert stores(home) == []


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_it_is_left_without_a_store(key: str, home: Path) -> None:
    assert await begun(key) == (None, "")
    assert stores(home) == []


async def test_a_question_that_needs_words_stays_until_there_are_some(home: Path) -> None:
    for key in ("n", "i"):
        assert "Nothing is typed yet" in (await begun(key, "enter", fails="typed yet"))[1]
    opening, _ = await begun("n", "enter", *"sudan", "enter", "enter")
    assert opening is not None
    assert opening.address == paths.placed("sudan")


async def test_going_back_where_there_is_no_store_quits_nothing(home: Path) -> None:
    leaving, _ = await begun("escape", "escape", fails="no store to go back to")
    assert leaving is None


async def test_a_date_that_is_none_is_asked_again_with_its_words(home: Path) -> None:
    opening, _ = await begun("n", *"sudan", "enter", *"20225", "enter", "backspace", "enter")
    assert opening is not None
    assert opening.address == paths.placed("sudan")
    opened = Workspace.open(opening.address)
    assert opened.default_period.text == "2022"
    opened.close()


async def test_an_empty_store_is_made_by_its_name_and_starts_at_its_date(home: Path) -> None:
    opening, _ = await begun("n", *"sudan", "enter", *"2025-04", "enter")
    assert opening is not None
    assert opening.address == paths.placed("sudan")
    opened = Workspace.open(opening.address)
    assert (opened.name, opened.default_period.text) == ("sudan", "2025-04")
    opened.close()


async def test_an_empty_store_is_made_in_any_folder_and_needs_no_date(
    home: Path, tmp_path: Path
) -> None:
    opening, _ = await begun("down", "down", "enter", *str(tmp_path / "mine"), "enter", "enter")
    assert opening is not None
    assert opening.address == tmp_path / "mine"
    assert raw(tmp_path / "mine")["actors"] == {}


async def test_the_folder_that_was_looked_for_is_proposed(home: Path, tmp_path: Path) -> None:
    opening, _ = await begun("enter", "enter", "enter", proposed=str(tmp_path / "drc"))
    assert opening is not None
    assert opening.address == tmp_path / "drc"


@pytest.mark.parametrize("form", ["claims", "json"])
async def test_a_file_becomes_a_store_of_its_name(home: Path, form: str) -> None:
    file = home / f"notes on sudan.{form}"
    file.write_text(RECORDS)
    if form == "json":
        file.write_text("{")
        first, _ = await begun("i", *"notes on sudan.json", "enter", fails="no JSON")
        assert first is None
        record = {"id": "north", "kind": "state", "names": [{"text": "North"}]}
        file.write_text(json.dumps({"proxytui": 1, "actors": [record]}))
    opening, _ = await begun("i", *file.name, "enter")
    assert opening is not None
    assert opening.address == paths.placed("notes-on-sudan")
    assert "north" in raw(opening.address)["actors"]
    again, _ = await begun("i", *file.name, "enter")
    assert again is not None
    assert again.address == paths.placed("notes-on-sudan-2")


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        (RECORDS.replace("backs", "bakcs"), "notes.claims:4:7:"),
        (RECORDS.replace("North backs", "Norht backs"), "notes.claims:4:1:"),
        ("# nothing\n", "no sound record"),
        (None, "notes.claims"),
    ],
)
async def test_a_faulty_file_is_told_with_its_place_and_makes_nothing(
    home: Path, text: str | None, fails: str
) -> None:
    if text is not None:
        (home / "notes.claims").write_text(text)
    opening, words = await begun("i", *"notes.claims", "enter", fails=fails)
    assert opening is None
    assert stores(home) == []
    assert list((home / "data").rglob("*")) in ([], [home / "data" / "proxytui"])
    assert fails in words


async def test_a_copy_of_the_demo_keeps_what_is_written(home: Path) -> None:
    opening, _ = await begun("c")
    assert opening is not None
    assert opening.address == paths.bundled_copy() == paths.default_store()
    assert len(raw(opening.address)["actors"]) > 100


async def test_a_name_that_is_taken_is_asked_for_again(home: Path) -> None:
    store(paths.placed("sudan"))
    opening, words = await begun("n", *"sudan", "enter", "enter", fails="already")
    assert opening is None
    assert "There is" in words or "there is" in words


async def test_a_date_that_is_none_is_told_and_makes_nothing(home: Path) -> None:
    opening, words = await begun("n", *"sudan", "enter", *"April", "enter", fails="no date")
    assert opening is None
    assert "April" in words
    assert stores(home) == []


async def test_stores_that_were_open_have_a_digit_each_newest_first(home: Path) -> None:
    for name in ("one", "two", "gone"):
        recent_stores.remember(store(home / name))
    (home / "gone" / "store.json").rename(home / "gone" / "moved")
    (home / "gone" / "journal").rename(home / "gone" / "away")
    assert (await begun("1"))[0] == Opening(home / "two")
    assert (await begun("2"))[0] == Opening(home / "one")
    assert (await begun("3", "q"))[0] is None
    # The cursor rests on the one that was open last.
    assert (await begun("enter"))[0] == Opening(home / "two")


@pytest.mark.parametrize("spoilt", ["{", "[1, 2]", '{"a": []}', ""])
async def test_a_spoilt_list_of_stores_is_an_empty_one(home: Path, spoilt: str) -> None:
    recent_stores.remember(store(home / "one"))
    (paths.state_dir() / "stores.json").write_text(spoilt)
    assert (await begun("1", "q"))[0] is None


@pytest.mark.parametrize("name", ["[red]x[/]", "a\x1b]0;owned\x07b", "\u202eliam", "e" * 200])
async def test_a_store_of_any_name_is_shown_clean_and_opened(home: Path, name: str) -> None:
    recent_stores.remember(store(home / name))
    app = StartApp(trouble=f"There is no store at {name}.")
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = "".join(strip.text for strip in strips)
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        if name.startswith("["):
            assert name in shown
        await pilot.press("1")
    assert app.return_value == Opening(home / name)


# Over the explorer


async def test_from_the_explorer_it_leads_on_to_another_store_and_back(
    workspace: Workspace, home: Path
) -> None:
    recent_stores.remember(store(home / "other"))
    recent_stores.remember(workspace.place.folder)
    async with exploring(workspace) as it:
        await it.press("ctrl+o")
        assert it.top == "StartScreen"
        assert "other" in it.screen
        assert workspace.place.folder.name not in it.screen.replace("stores", "")
        await it.press("q")
        assert it.top == "Explorer"
        await it.press("ctrl+o", "ctrl+o")
        assert it.top == "Explorer"
        await it.press("ctrl+o", "1")
    assert it.app.leaving.next_store == Opening(home / "other")


async def test_a_new_store_can_be_made_over_the_explorer(workspace: Workspace, home: Path) -> None:
    async with exploring(workspace) as it:
        await it.press("ctrl+o", "n", *"sudan", "enter", "enter")
        async with asyncio.timeout(20):
            while not it.app._exit:
                await asyncio.sleep(0.01)
    assert it.app.leaving.next_store is not None
    assert it.app.leaving.next_store.address == paths.placed("sudan")


@pytest.mark.parametrize(
    ("line", "folder"), [("open ./other", "other"), ("open kept", "data/proxytui/kept")]
)
async def test_a_store_is_opened_by_its_folder_or_name(
    workspace: Workspace, home: Path, line: str, folder: str
) -> None:
    store(home / "other")
    store(paths.placed("kept"))
    async with exploring(workspace) as it:
        await it.press(":", *line, "enter")
    following = it.app.leaving.next_store
    assert following is not None
    assert following.address is not None
    assert following.address.resolve() == (home / folder).resolve()


async def test_a_store_that_is_not_there_is_not_opened(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press(":", *"open nowhere", "enter")
        assert "There is no store at" in it.said[-1]
        await it.press(":", *f"open {workspace.place.folder}", "enter")
        assert "This store is open" in it.said[-1]
        await it.press(":", *"open", "enter")
        assert it.top == "StartScreen"
        await it.press("escape")
        assert it.top == "Explorer"
    assert it.app.leaving.next_store is None


@pytest.fixture
def shown(home: Path) -> Iterator[Workspace]:
    """The bundled data set, as --demo opens it."""
    opened = Workspace.open(demo=True, origin="window-test")
    yield opened
    opened.close()


@pytest.mark.parametrize("answer", ["y", "n", "s"])
async def test_a_demo_in_which_something_was_written_asks_before_it_is_left_for_a_store(
    shown: Workspace, home: Path, answer: str
) -> None:
    recent_stores.remember(store(home / "other"))
    async with exploring(shown, centre="iran") as it:
        await it.press("i")
        await it.answer("a thought")
        await it.press("ctrl+o", "1")
        assert it.top == "SelectOne"
        assert "Leave the demo?" in it.screen
        await it.press(answer)
        if answer == "n":
            assert it.top == "Explorer"
            await it.press("q")
            assert "Quit ProxyTUI?" in it.screen
            await it.press("n")
            return
        async with asyncio.timeout(20):
            while not it.app._exit:
                await asyncio.sleep(0.01)
    assert it.app.leaving.next_store == Opening(home / "other")
    kept = raw(paths.default_store())["notes"] if answer == "s" else {}
    assert ("a thought" in [note["text"] for note in kept.values()]) is (answer == "s")


async def test_where_no_store_is_open_the_key_of_stores_leaves_nothing() -> None:
    async with StartApp().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        assert not pilot.app._exit


async def test_a_name_with_a_slash_is_no_folder_in_the_dark(home: Path) -> None:
    _, words = await begun("n", *"a[/b]", "enter", fails="A name has no /")
    assert "a folder begins with /" in words
    assert not any(home.rglob("store.json"))


async def test_while_a_store_is_made_nothing_else_is_opened_by_mouse_or_key(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = store(home / "other")
    recent_stores.remember(opened)
    making = threading.Event()

    def slowly(folder: Path, as_of: str) -> Opening:
        making.wait(20)
        return Opening(folder)

    monkeypatch.setattr(new_store, "empty", slowly)
    app = StartApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("n", *"sudan", "enter", "enter")
        rows = app.screen.query_one("#stores", Rows)
        rows.post_message(Rows.Chosen(rows, "1"))
        await pilot.press("1", "d", "q")
        assert not app._exit
        making.set()
        await Start(app).until(lambda: bool(app._exit))
    assert app.return_value == Opening(paths.placed("sudan"))


async def test_the_tour_is_one_key_away_and_leads_back(home: Path) -> None:
    assert await begun("t") == (Opening(None, tour=True), "")
    assert stores(home) == []


@pytest.mark.usefixtures("hurried")
async def test_a_store_on_a_disk_that_hangs_keeps_no_key_waiting(
    home: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    recent_stores.remember(store(home / "other"))
    answers, asked_in = threading.Event(), set[str]()

    def is_store(folder: Path) -> bool:
        asked_in.add(threading.current_thread().name)
        answers.wait(20)
        return True

    monkeypatch.setattr(paths, "is_store", is_store)
    try:
        assert (await begun("d"))[0] == Opening(None)
        async with exploring(workspace) as it:
            await it.press("ctrl+o")
            assert it.top == "StartScreen"
            await it.press("down", "q", ":", *"open ./other", "enter", "j")
            assert it.top == "Explorer"
            answers.set()
            async with asyncio.timeout(20):
                while not it.app._exit:
                    await asyncio.sleep(0.01)
    finally:
        answers.set()
    assert threading.main_thread().name not in asked_in
    assert it.app.leaving.next_store == Opening(home / "other")
