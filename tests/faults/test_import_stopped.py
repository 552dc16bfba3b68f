"""An import that is stopped by ctrl+c or by the system: all of it is there, or nothing is."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import command_line
import pytest

from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 1200
MOMENTS = {
    "the file is opened": ("proxytui.commands.foreign_file", "opened", "after", 1),
    "a row is read": ("proxytui.model.foreign_json", "parse", "before", 700),
    "a record is checked": ("proxytui.model.validation", "faults", "before", 900),
    "what came in is looked over": ("proxytui.exchange.review", "problems", "after", 1),
    "a backup was made": ("proxytui.store.folder.backup", "make", "after", 1),
    "the records are beside the journal": ("proxytui.store.folder.segments", "write", "after", 1),
    "the line is about to be written": ("proxytui.store.folder.disk", "append", "before", 1),
    "the line is written": ("proxytui.store.folder.disk", "append", "after", 1),
    "the numbers are about to be told": ("proxytui.views.import_plan", "counts", "before", 1),
}
"""At what to stop: the function, before or after it, and at which call of it."""

_STOPPED = """
import importlib, os, sys
from proxytui.store.folder import segments
segments.LIMIT_BYTES = 2000
module, name, when, at, number = sys.argv[1:6]
del sys.argv[1:6]
holder = importlib.import_module(module)
real, count = getattr(holder, name), 0

def stopping(*args, **more):
    global count
    count += 1
    if count == int(at) and when == "before":
        os.kill(os.getpid(), int(number))
    result = real(*args, **more)
    if count == int(at) and when == "after":
        os.kill(os.getpid(), int(number))
    return result

setattr(holder, name, stopping)
from proxytui.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Records of this program in a file: too many for a line of the journal."""
    file = tmp_path / "records.json"
    actors = ",\n".join(
        json.dumps({"id": f"a-{n:04}", "kind": "armed-group", "names": [{"text": f"Actor {n}"}]})
        for n in range(ROWS)
    )
    file.write_text(f'{{"proxytui": 1,\n"actors": [\n{actors}\n]}}\n')
    return file


def stopped(
    moment: tuple[str, str, str, int], number: int, folder: Path, file: Path
) -> command_line.Ended:
    """An import that gets a signal at a moment."""
    module, name, when, at = moment
    where = [module, name, when, str(at), str(number)]
    words = ["--store", str(folder), "import", str(file)]
    env = {"HOME": str(file.parent), "PATH": "/usr/bin:/bin", "USER": "tester"}
    return command_line.python(["-c", _STOPPED, *where, *words], folder=file.parent, env=env)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_is_there_whole_or_not_at_all_and_the_last_line_says_which(
    moment: str, number: int, folder: Path, file: Path
) -> None:
    ended = stopped(MOMENTS[moment], number, folder, file)

    assert ended.code == {signal.SIGINT: 130, signal.SIGTERM: 143}[number], ended.err
    store = Store.open(folder)
    assert store.warnings == ()
    last = ended.err.splitlines()[-1]
    if moment in ("the line is written", "the numbers are about to be told"):
        assert len(store.records("actors")) == 1 + ROWS
        step = store.log()[0].transaction.id
        assert last == f"proxytui: imported as {step}; `undo` takes it back"
        store.undo()
    else:
        assert last == "proxytui: nothing was imported"
        assert store.log()[0].transaction.label == "note n-first"
    assert list(store.records("actors")) == ["north"]
    store.close()


def test_after_it_was_stopped_it_comes_in_as_if_nothing_had_been(folder: Path, file: Path) -> None:
    stopped(MOMENTS["the records are beside the journal"], signal.SIGINT, folder, file)
    env = {"HOME": str(file.parent), "PATH": "/usr/bin:/bin"}

    ended = command_line.process(
        ["--store", str(folder), "import", str(file)], folder=file.parent, env=env
    )

    assert ended.code == 0
    assert "added 1200 actors" in ended.err
    assert "rows read" not in ended.err  # nobody looks at a pipe
    store = Store.open(folder)
    assert len(store.records("actors")) == 1 + ROWS
    assert store.warnings == ()
