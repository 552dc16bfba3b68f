"""A home of its own for every test, stores to look at, and terminals that are closed at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from terminal import PROGRAM, Terminal

from proxytui import paths
from proxytui.model.changes import Change
from proxytui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = ("PATH", "LC_ALL", "LC_CTYPE", "VIRTUAL_ENV")
_CHECKOUT = Path(__file__).resolve().parents[2]


def _installed() -> bool:
    try:
        metadata.version("proxytui")
    except metadata.PackageNotFoundError:
        return False
    return True


class Home:
    """A user's home with a store in it, and terminals opened there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.env = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.env |= {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TMPDIR": str(folder / "tmp"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PROXYTUI_STORE": str(self.store),
        }
        if not _installed():
            self.env["PYTHONPATH"] = str(_CHECKOUT)
        (folder / "tmp").mkdir()
        self._open: list[Terminal] = []

    def terminal(self, *argv: str, columns: int = 120, rows: int = 40, **env: str) -> Terminal:
        """Start the program with these words; where the first is a path, that program."""
        whole = argv if argv and argv[0].startswith("/") else (*PROGRAM, *argv)
        made = Terminal(whole, self.env | env, self.folder, columns, rows)
        self._open.append(made)
        return made

    def explorer(self, *argv: str, columns: int = 120, rows: int = 40, **env: str) -> Terminal:
        """The explorer, once its first screen stands."""
        made = self.terminal(*argv, columns=columns, rows=rows, **env)
        made.wait_for(lambda: made.ready, "the first screen")
        return made

    def altered(self, code: str, *argv: str) -> Terminal:
        """The explorer in a process that runs this code first."""
        patch = self.folder / "patch"
        patch.mkdir()
        (patch / "sitecustomize.py").write_text(code)
        known = self.env.get("PYTHONPATH", "")
        path = os.pathsep.join([str(patch), known]).rstrip(os.pathsep)
        return self.explorer(*argv, PYTHONPATH=path)

    def run(self, *argv: str) -> None:
        """Run a command to its end, which must be a good one."""
        words = [*PROGRAM, *argv]
        subprocess.run(words, env=self.env, cwd=self.folder, check=True, capture_output=True)

    def records(self, *made: tuple[str, str, dict[str, Any]]) -> None:
        """Put records, as (table, id, record), into the store; an empty one is made first."""
        if not self.store.exists():
            Store.create(self.store, None, "fixture")
        store = Store.open(self.store)
        store.apply([Change(table, id_, None, record) for table, id_, record in made], "records")
        store.close()

    def notes(self) -> list[str]:
        """The texts of the store's notes, read by opening it anew; it must open undamaged."""
        store = Store.open(self.store, read_only=True)
        try:
            assert not store.set_aside
            return [note["text"] for note in store.records("notes").values()]
        finally:
            store.close()

    def close(self) -> None:
        """End what still runs."""
        for terminal in self._open:
            terminal.close()


@pytest.fixture
def new_home() -> type[Home]:
    """What makes a home of a folder, for a test that needs several."""
    return Home


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made from the bundled data set; copied, never written to."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    Store.create(folder, paths.bundled_data())
    return folder


@pytest.fixture
def bare_home(tmp_path: Path) -> Iterator[Home]:
    """A home without a store."""
    folder = tmp_path / "home"
    folder.mkdir()
    made = Home(folder)
    yield made
    made.close()


@pytest.fixture
def home(bare_home: Home, bundled: Path) -> Home:
    """A home whose store is the bundled data set."""
    shutil.copytree(bundled, bare_home.store)
    return bare_home


@pytest.fixture
def small_home(bare_home: Home) -> Home:
    """A home with four actors in its store: Alpha backs Bravo, Bravo Charlie, Charlie Alpha."""
    cited = [{"source": "s-one", "quote": {"exact": "helps the other with all it has"}}]
    backs = {"type": "backs", "since": "1990", "until": "..", "citations": cited}
    names = {"alpha": "Alpha", "bravo": "Bravo", "charlie": "Charlie", "delta": "Delta"}
    bare_home.records(
        *(
            ("actors", id_, {"kind": "armed-group", "names": [{"text": name}]})
            for id_, name in names.items()
        ),
        ("sources", "s-one", {"title": "One", "published": "2020-01-01"}),
        ("claims", "c-1", {**backs, "subject": "alpha", "object": "bravo"}),
        ("claims", "c-2", {**backs, "subject": "bravo", "object": "charlie"}),
        ("claims", "c-3", {**backs, "subject": "charlie", "object": "alpha"}),
        ("claims", "c-4", {**backs, "subject": "alpha", "object": "delta"}),
    )
    return bare_home


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of the tests that take longer; PROXYTUI_KILL_ROUNDS makes them longer still."""
    config.addinivalue_line("markers", "slow: kills the program in the middle of its work")
