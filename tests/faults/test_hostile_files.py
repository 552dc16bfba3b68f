"""Hostile store files and imports: one line on standard error, an exit code, and nothing else."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hostile_files import META, RECORDS, Hostile

from proxytui import crash
from proxytui.cli import main
from proxytui.model.changes import Change
from proxytui.store.folder import load
from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

LONG = os.environ.get("FAULTS") == "long"
CASES = 3_600 if LONG else 110
"""Of each kind of file; three kinds."""
BATCHES = 12 if LONG else 2

_READING = (
    ("stats",),
    ("show", "north"),
    ("show", "Militia"),
    ("tree", "north", "--all", "--roll-up"),
    ("timeline", "militia"),
    ("search", "chief"),
    ("note", "list"),
    ("source", "list"),
    ("source", "verify"),
    ("check",),
    ("log",),
    ("export",),
)
_WRITING = (
    ("note", "add", "north", "a word"),
    ("note", "remove", "n-1"),
    ("undo",),
    ("redo",),
    ("compact",),
)
_SPOKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WRITES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_WRITES |= {"os.chmod", "os.chown", "shutil.rmtree", "shutil.move", "subprocess.Popen", "os.system"}


class _Watch:
    """Hears of every file that this process writes, renames or removes while it is on.

    What Python tells its audit hooks is told before links are followed, and before a failure.
    """

    def __init__(self) -> None:
        self.inside: tuple[str, ...] | None = None
        self.astray: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.inside is None:
            return
        if event == "open":
            path, _, flags = arguments
            if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
                return
            paths = [path]
        elif event in _WRITES:
            paths = [one for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)]
        else:
            return
        for path in paths:
            if isinstance(path, int) or os.fspath(path) == os.devnull:
                continue
            whole = os.path.abspath(os.fsdecode(path))
            if not whole.startswith(self.inside):
                self.astray.append(f"{event} {whole}")


@pytest.fixture(scope="session")
def watch():
    made = _Watch()
    yield made
    made.inside = None


class Program:
    """The command line, called in this process; a crash fails with its traceback."""

    def __init__(self, monkeypatch, watch: _Watch, home: Path) -> None:
        self.home, self.store, self._watch = home, home / "store", watch
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("PROXYTUI_STORE", str(self.store))
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        monkeypatch.setattr(crash, "keep_traceback", self._crash)
        monkeypatch.setattr(load, "_PAUSE_SECONDS", 0)
        monkeypatch.setattr(main.signal, "signal", lambda *a: None)
        self._monkeypatch = monkeypatch
        self.crashed: BaseException | None = None

    def _crash(self, error: BaseException) -> str:
        self.crashed = error
        return "crashed"

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        out = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", write_through=True)
        err = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", write_through=True)
        self.crashed, self._watch.astray = None, []
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.StringIO())
            self._watch.inside = (f"{self.store}/", f"{self.home}/.store.")
            try:
                code = main.run(words)
            finally:
                self._watch.inside = None
        said = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err)]
        return code, said[0], said[1]


@pytest.fixture
def program(monkeypatch, watch, tmp_path):
    return Program(monkeypatch, watch, tmp_path)


def _held(program: Program, words: tuple[str, ...], case: object) -> int:
    """Run a call and hold it to what the command line promises; its exit code."""
    code, out, err = program(*words)
    if program.crashed is not None:
        raise AssertionError(f"{case}: {words} crashed") from program.crashed
    assert code in (0, 1, 2, 3), (case, words, code, err)
    assert not program._watch.astray, (case, words, program._watch.astray)
    assert not _SPOKEN.search(out), (case, words)
    assert not _SPOKEN.search(err), (case, words)
    assert all(line.startswith("proxytui: ") for line in err.splitlines()), (case, words, err[:500])
    assert code not in (2, 3) or err, (case, words, code)
    return code


def _calls(hostile: Hostile) -> list[tuple[str, ...]]:
    reading = hostile.chance.choice(_READING)
    shape = () if reading == ("export",) else hostile.chance.choice(((), ("--json",)))
    return [("check",), (*reading, *shape), hostile.chance.choice(_WRITING), ("stats",)]


def _outside(home: Path) -> dict[str, int]:
    return {
        str(path): path.stat().st_mtime_ns
        for path in home.iterdir()
        if path.name != "store" and not path.name.startswith(".store.")
    }


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _numbers(batch: int) -> range:
    return range(batch, CASES, BATCHES)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A store with the records before anything is spoilt."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    Store.create(folder, None, "sound")
    store = Store.open(folder)
    order = ("actors", "sources", "claims", "events", "notes", "identities", "views")
    changes = [Change(t, i, None, r) for t in order for i, r in RECORDS[t].items()]
    store.apply(changes, "the first records")
    last = store.log()[0].transaction.id
    store.close()
    return folder, last


def test_what_is_spoilt_was_sound(program, sound):
    shutil.copytree(sound[0], program.store)
    code, out, _ = program("check", "--json")
    assert [one["code"] for one in json.loads(out)["problems"]] == ["document-missing"]
    assert code == 1
    assert META["schema"] == 1


@pytest.mark.parametrize("stated", ["..", "a/../../b", "2012-13", 7, ["2016"]])
def test_a_date_of_the_store_that_is_none_counts_as_not_set(program, sound, stated):
    shutil.copytree(sound[0], program.store)
    path = program.store / "store.json"
    document = json.loads(path.read_bytes())
    document["_meta"]["1"]["as_of"] = stated
    path.write_text(json.dumps(document), encoding="utf-8")
    assert _held(program, ("show", "north", "--json"), stated) == 0
    assert _held(program, ("timeline", "militia"), stated) == 0


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_hostile_snapshot_ends_in_one_line_or_is_read(program, batch):
    for number in _numbers(batch):
        hostile = Hostile(number)
        data = hostile.store_json()
        _fresh(program.store)
        (program.store / "store.json").write_bytes(data)
        before = _outside(program.home)
        for words in _calls(hostile):
            _held(program, words, ("store.json", number))
        assert _outside(program.home) == before, number


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_hostile_journal_line_ends_in_one_line_or_is_read(program, sound, batch):
    whole = (sound[0] / "journal/000001.jsonl").read_bytes()
    for number in _numbers(batch):
        hostile = Hostile(number + 1_000_000)
        line = hostile.journal_line(sound[1])
        shutil.rmtree(program.store, ignore_errors=True)
        shutil.copytree(sound[0], program.store)
        (program.store / "journal/000001.jsonl").write_bytes(whole + line)
        before = _outside(program.home)
        for words in _calls(hostile):
            _held(program, words, ("journal", number))
        assert _outside(program.home) == before, number


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_hostile_import_leaves_a_store_without_a_problem(program, sound, batch):
    for number in _numbers(batch):
        hostile = Hostile(number + 2_000_000)
        shutil.rmtree(program.store, ignore_errors=True)
        if hostile.chance.random() < 0.5:
            shutil.copytree(sound[0], program.store)
        else:
            Store.create(program.store, None, "empty")
        file = program.home / "import.json"
        file.write_bytes(hostile.import_file())
        before = _outside(program.home)
        case = ("import", number)
        words = ("import", str(file), *hostile.chance.choice(((), ("--dry-run",))))
        _held(program, (*words, *hostile.chance.choice(((), ("--json",)))), case)
        assert _held(program, ("stats",), case) == 0, case
        code, said, _ = program("check")
        assert code in (0, 1), case
        assert "bad-record" not in said, (case, said[:500])
        _held(program, hostile.chance.choice(_READING), case)
        assert _outside(program.home) == before, number
