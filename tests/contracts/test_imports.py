"""What is not imported: the program starts fast because it leaves things out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_NOT_FOR_READING = ("textual", "pydantic", "networkx", "tinydb", "edtf", "sqlite3")
_NOT_BEFORE_THE_FIRST_PAINT = (
    "_hashlib",
    "pydantic",
    "rapidfuzz",
    "anyascii",
    "sqlite3",
    "networkx",
    "tinydb",
    "argparse",
    "edtf",
    # Own ones that only some later key, or one command, asks for.
    "proxytui.questions.gaps",
    "proxytui.search.names",
    "proxytui.search.engine",
    "proxytui.questions.paths",
    "proxytui.search.transliteration",
    "proxytui.questions.tensions",
    "proxytui.store.folder.backup",
    "proxytui.store.merge_stores",
    "proxytui.store.folder.migrations",
    "proxytui.store.folder.repair",
    # What other panes, windows and commands need.
    "tomllib",
    "shlex",
    "proxytui.commands.table",
    "proxytui.commands.parse",
    "proxytui.exchange.mapping",
    "proxytui.exchange.table_columns",
    "proxytui.exchange.table_dates",
    "proxytui.questions.difference",
    "proxytui.questions.history",
    "proxytui.questions.next_change",
    "proxytui.questions.notebook",
    "proxytui.questions.store_summary",
    "proxytui.reading.folding",
    "proxytui.reading.quotes",
    "proxytui.reading.sentences",
    "proxytui.crash",
    "proxytui.questions.saved_views",
    "proxytui.tui.clipboard",
    "proxytui.tui.dialogs",
    "proxytui.tui.explorer.copying",
    "proxytui.tui.explorer.key_groups",
    "proxytui.tui.explorer.notes",
    "proxytui.tui.forms",
    "proxytui.tui.key_list",
    "proxytui.tui.news",
    "proxytui.tui.palette_provider",
    "proxytui.tui.recent_stores",
    "proxytui.tui.svg",
    "proxytui.tui.views",
    "proxytui.views.actor_overview",
    "proxytui.views.history",
    "proxytui.views.import_plan",
    "proxytui.wording.event",
    "proxytui.wording.path",
    "proxytui.wording.publisher",
    "proxytui.wording.tension",
    "proxytui.wording.timeline",
)
_READING = [
    ("show", "Iran"),
    ("show", "Iran", "--json"),
    ("tree", "Iran"),
    ("path", "Iran", "Hamas"),
    ("map", "Iran"),
    ("timeline", "Iran", "--json"),
    ("diff", "2010", "2012"),
    ("tensions",),
    ("gaps",),
    ("note", "list"),
    ("source", "list"),
    ("stats",),
    ("locate",),
    ("log", "--json"),
]

_RUN = """
import json, sys
sys.argv = ["proxytui", *{argv!r}]
from proxytui.__main__ import main
code = main()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def _modules(code: str, tmp_path: Path) -> list[str]:
    """The modules that a fresh interpreter has after `code`, which prints them last, as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    exit_code, modules = json.loads(done.stderr.splitlines()[-1])
    assert exit_code == 0, done.stderr
    assert isinstance(modules, list)
    return modules


def _of(modules: list[str], names: tuple[str, ...]) -> list[str]:
    return [m for m in modules if any(m == name or m.startswith(f"{name}.") for name in names)]


def test_the_version_is_answered_before_anything_is_imported(tmp_path: Path) -> None:
    nothing = "import json, sys; print(json.dumps([0, sorted(sys.modules)]), file=sys.stderr)"
    bare = _modules(nothing, tmp_path)
    modules = _modules(_RUN.format(argv=["--version"]), tmp_path)
    added = sorted(set(modules) - set(bare))
    assert [m for m in added if m != "__future__"] == ["proxytui", "proxytui.__main__"]


@pytest.mark.parametrize("argv", _READING, ids=" ".join)
def test_a_reading_command_brings_neither_the_explorer_nor_validation(
    argv: tuple[str, ...], tmp_path: Path
) -> None:
    modules = _modules(_RUN.format(argv=["--demo", *argv]), tmp_path)
    assert "proxytui.commands.table" in modules
    assert not _of(modules, _NOT_FOR_READING)


# What each command asks of the records; the table of commands has none of it.
_ONLY_FOR_A_COMMAND = (
    "proxytui.workspace",
    "proxytui.store",
    "proxytui.graph",
    "proxytui.drawing",
    "proxytui.reading",
    "proxytui.search",
    "proxytui.wording",
    "tinydb",
    "rich",
)


def test_help_brings_nothing_that_a_command_needs_to_run(tmp_path: Path) -> None:
    modules = _modules(_RUN.format(argv=["--help"]), tmp_path)
    assert "proxytui.commands.table" in modules
    assert not _of(modules, _ONLY_FOR_A_COMMAND)
    assert _of(modules, ("proxytui.questions",)) == [
        "proxytui.questions",
        "proxytui.questions.saved_views",
    ]


_EXPLORER = """
import json, sys
sys.argv = ["proxytui"]
import asyncio
from pathlib import Path
from proxytui import paths
from proxytui.workspace import Workspace
import proxytui.cli.main, proxytui.cli.explorer
from proxytui.tui.app import ProxyTUI
from proxytui.tui.explorer.screen import Explorer

painted = []
draw = Explorer.draw_detail

def draw_detail(explorer, *at):
    # The last pane, once the others are on the screen.
    assert explorer.rows["actors"].rows and explorer.rows["ties"].rows, "nothing is painted yet"
    painted.append(sorted(sys.modules))
    draw(explorer, *at)

Explorer.draw_detail = draw_detail

async def shown():
    workspace = Workspace.open({folder!r} and Path({folder!r}))
    app = ProxyTUI(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
    workspace.close()
    return painted[0]

print(json.dumps([0, asyncio.run(shown())]), file=sys.stderr)
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    from proxytui import paths
    from proxytui.store.store import Store

    Store.create(tmp_path / "store", paths.bundled_data())
    modules = _modules(_EXPLORER.format(folder=str(tmp_path / "store")), tmp_path)
    assert "textual.app" in modules
    assert not _of(modules, _NOT_BEFORE_THE_FIRST_PAINT)


_LOOP = """
import json, sys, types
from contextlib import ExitStack
import proxytui.cli.explorer as explorer

app = types.ModuleType("proxytui.tui.app")
app.run = lambda *_: (json.dumps([0, sorted(sys.modules)]), None)
sys.modules["proxytui.tui.app"] = app
explorer.leave = lambda *_, **__: None
print(explorer._explore(None, None, ExitStack())[0], file=sys.stderr)
"""


def test_the_explorers_loop_is_imported_without_openssl(tmp_path: Path) -> None:
    modules = _modules(_LOOP, tmp_path)
    assert "asyncio" in modules
    assert not _of(modules, ("ssl", "_ssl"))
