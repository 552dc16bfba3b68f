"""A store that takes its time to open: it is named on the screen, and can be left."""

from __future__ import annotations

import shutil
import socket
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tui_driver import text_of

from proxytui.cli import explorer as explorer_module
from proxytui.errors import StoreError
from proxytui.jobs import told_progress
from proxytui.jobs.thread_task import ThreadTask
from proxytui.tui import opening_app
from proxytui.tui.opening_app import OpeningApp
from proxytui.tui.start_app import StartApp
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a store that opens waits for."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes all and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"postgresql://anna@127.0.0.1:{listener.getsockname()[1]}/desk"


def waiting(gate: threading.Event) -> ThreadTask[bool]:
    task = ThreadTask(lambda _: gate.wait(20), "opening")
    task.start()
    return task


def is_over(gate: threading.Event) -> Callable[[], bool]:
    task = waiting(gate)
    return lambda: task.done


def words(app: App[object], id_: str = "opening") -> str:
    return " ".join(" ".join(text_of(app.screen.query_one(f"#{id_}", Rows))).split())


async def until(pilot: Pilot[object], met: Callable[[], object]) -> None:
    for _ in range(2000):
        if met():
            return
        await pilot.pause(0.01)
    raise AssertionError


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 18)])
async def test_what_is_opened_is_named_until_it_is_open(
    gate: threading.Event, size: tuple[int, int], home: Path
) -> None:
    told = [""]
    app = OpeningApp(is_over(gate), "postgresql://db.example.org/desk", lambda: told[0])
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "opening postgresql://db.example.org/desk …" in words(app))
        told[0] = "reading the store: 40 %"
        await until(pilot, lambda: "40 %" in words(app))
        assert "esc" in app.screen.query_one("#hints", Bar).render_line(0).text
        gate.set()
        await until(pilot, lambda: app._exit)
    assert app.return_value is True
    assert app.crash is None


@pytest.mark.parametrize("key", ["escape", "q", "ctrl+q", "ctrl+c"])
async def test_a_store_that_takes_long_to_open_can_be_left(
    gate: threading.Event, key: str, home: Path
) -> None:
    app = OpeningApp(is_over(gate), "/srv/valley", str)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "/srv/valley" in words(app))
        await pilot.press(key)
        await until(pilot, lambda: app._exit)
    assert app.return_value is False


async def test_what_is_foreign_in_the_name_of_a_store_stays_text(
    gate: threading.Event, home: Path
) -> None:
    app = OpeningApp(is_over(gate), "/srv/[red]a\x1b[31m\u202eb", str)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "/srv/[red]a" in words(app))
        assert "\x1b" not in words(app)
        assert "\u202e" not in words(app)


async def test_the_manual_opens_over_it(gate: threading.Event, home: Path) -> None:
    app = OpeningApp(is_over(gate), "/srv/valley", str)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "/srv/valley" in words(app))
        await pilot.press("f1")
        await until(pilot, lambda: type(app.screen).__name__ == "ManualScreen")
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ != "ManualScreen")
        assert not app._exit
    assert app.crash is None


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was on the screen while a store was opened, which is waited for."""
    named: list[tuple[str, str]] = []

    def waited_for(task: ThreadTask[object], name: str, progress: Callable[[], str]) -> bool:
        named.append((name, progress()))
        return task.wait(20)

    monkeypatch.setattr(opening_app, "waited_for", waited_for)
    monkeypatch.setattr(explorer_module, "_SOON_SECONDS", 0.0)
    monkeypatch.setattr(explorer_module, "_refuse_without_terminal", lambda: None)
    return named


def test_a_server_that_does_not_answer_leads_to_the_start_screen(
    silent: str, shown: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(trouble: str, proposed: str = "", opened: str = "") -> None:
        asked.append((trouble, opened))

    monkeypatch.setattr("proxytui.store.server.link._CONNECT_SECONDS", 2)
    monkeypatch.setattr(explorer_module, "_ask", ask)
    assert explorer_module.explore(silent, ExitStack(), demo=False) == 0
    assert shown == [(silent, "")]
    ((trouble, opened),) = asked
    assert "the server doesn't answer" in trouble
    assert opened == silent


def test_a_store_that_is_left_while_it_opens_ends_the_program(
    silent: str, shown: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr(opening_app, "waited_for", lambda *_: False)
    assert explorer_module.explore(silent, ExitStack(), demo=False) == 0


def test_a_folder_that_opens_slowly_is_named_too_and_belongs_to_the_explorers_thread(
    made: Path, tmp_path: Path, shown: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(made, tmp_path / "copy")
    open_ = Workspace.open
    told = threading.Event()

    def slow(*args: object, **options: object) -> Workspace:
        told_progress.tell("reading the store for the first time: 40 %")
        told.set()
        return open_(*args, **options)

    monkeypatch.setattr(Workspace, "open", slow)
    workspace = explorer_module._opened(folder, ExitStack(), demo=False, origin="window-1")
    assert workspace is not None
    assert told.is_set()
    assert [name for name, _ in shown] in ([str(folder)], [])
    note = workspace.add_note(("ardania",), "seen at the lake")
    assert note in workspace.index.notes, "what this thread writes is followed at once"
    workspace.close()


def test_what_can_not_be_opened_is_raised_in_the_explorers_thread(
    tmp_path: Path, shown: list[tuple[str, str]]
) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        explorer_module._opened(tmp_path / "nowhere", ExitStack(), demo=False, origin="window-1")


async def test_the_start_screen_lets_go_of_a_server_that_does_not_answer(
    silent: str, home: Path
) -> None:
    app = StartApp(opened=silent)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("o", "enter")
        await until(
            pilot, lambda: "opening it" in app.screen.query_one("#hints", Bar).render_line(0).text
        )
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen._working)  # type: ignore[attr-defined]
        await pilot.press("q")
        await until(pilot, lambda: app._exit)
    assert app.return_value is None
    assert app.crash is None


def test_a_disk_that_hangs_before_it_says_whether_there_is_a_store_is_named_and_can_be_left(
    gate: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    named: list[str] = []

    def left(_: ThreadTask[object], name: str, progress: Callable[[], str]) -> bool:
        named.append(name)
        return False

    monkeypatch.setattr(opening_app, "waited_for", left)
    monkeypatch.setattr(explorer_module, "_SOON_SECONDS", 0.02)
    monkeypatch.setattr(explorer_module, "_refuse_without_terminal", lambda: None)
    monkeypatch.setattr("os.path.lexists", lambda _: gate.wait(20))
    monkeypatch.setattr(Workspace, "open", lambda *_, **__: gate.wait(20))
    monkeypatch.setenv("PROXYTUI_STORE", "")
    assert explorer_module.explore(tmp_path / "valley", ExitStack(), demo=False) == 0
    assert explorer_module.explore(None, ExitStack(), demo=False) == 0
    assert named[0] == str(tmp_path / "valley")
    assert len(named) == 2


def test_a_store_that_is_gone_once_a_slow_disk_answers_is_asked_for(
    gate: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(explorer_module, "_SOON_SECONDS", 0.02)
    monkeypatch.setattr(explorer_module, "_refuse_without_terminal", lambda: None)
    monkeypatch.setattr("os.path.lexists", lambda _: gate.wait(20))
    monkeypatch.setattr(opening_app, "waited_for", lambda task, *_: task.wait(20))
    monkeypatch.setattr(explorer_module, "_ask", lambda trouble="", **_: asked.append(trouble))
    assert explorer_module.explore(tmp_path / "valley", ExitStack(), demo=False) == 0
    assert "there is no store at" in asked[0].lower()
