"""Foreign text on the command line: what comes out is harmless, and JSON says the same."""

from __future__ import annotations

import json
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import corpus
import pytest
from command_line import in_process, process

from proxytui.cli.main import run
from proxytui.commands.table import COMMANDS
from proxytui.model.changes import Change
from proxytui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

# What each reading command is called with; `test_every_reading_command_is_tried` holds the list.
READING: dict[str, tuple[str, ...]] = {
    "show": ("z00-north", "--all"),
    "tree": ("z05-north", "--all"),
    "path": ("z05-north", "z06-north"),
    "map": ("z05-north", "--hops", "3"),
    "timeline": ("z06-north",),
    "diff": ("1900", "2030"),
    "tensions": (),
    "gaps": (),
    "search": (corpus.SEEN,),
    "footnote": ("z05-c-1",),
    "who": (),
    "note list": (),
    "view list": (),
    "source list": (),
    "source verify": (),
    "suggest": ("hostile.txt", "--engine", "rules"),
    "check": (),
    "log": (),
    "stats": (),
    "locate": (),
    "repair": (),
}
# These change something, or write a file; they have tests of their own.
_ELSEWHERE = {
    "note add", "note edit", "note remove", "source add", "source attach", "import", "export",
    "undo", "redo", "compact", "screenshot", "merge", "view save", "view rename", "view remove",
    "add", "edit", "cite", "remove", "same", "different", "unsure", "split",
}  # fmt: skip
_RAW_IN_JSON = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]"
)


@pytest.fixture(autouse=True)
def _output_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    # A failing call closes its output for good, which is the test's own where it runs in here.
    monkeypatch.setattr("proxytui.cli.main._mute", lambda: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the whole corpus."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    Store.create(folder, None, "hostile \x1b]0;owned\x07 store")
    store = Store.open(folder)
    tables = corpus.zoo()
    made = [Change(t, id_, None, one) for t, rows in tables.items() for id_, one in rows.items()]
    made.sort(key=lambda change: change.table != "sources")
    store.apply(made, "the corpus \x1b]52;c;b3duZWQ=\x07")
    store.close()
    names = list(corpus.NAMES.values())
    pairs = (f"{first}-backed {second}." for first, second in pairwise(names))
    words = "\n\n".join(pairs).replace("\0", "").encode("utf-8", "replace").decode()
    (folder.parent / "hostile.txt").write_text(words, "utf-8")
    return folder


def _harmless(out: bytes) -> str:
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", out)
    shown = out.decode("utf-8")
    assert corpus.FORBIDDEN.search(shown) is None
    return shown


def _json(out: bytes) -> Any:
    text = out.decode("utf-8")
    assert not _RAW_IN_JSON.search(text)
    return json.loads(text)


def _called(how: Callable[..., Ended], folder: Path, *argv: str) -> Ended:
    env = {"HOME": str(folder.parent), "PATH": os.environ["PATH"], "COLUMNS": "100"}
    return how(["--store", str(folder), *argv], folder=folder.parent, env=env)


def test_every_reading_command_is_tried() -> None:
    assert set(READING) | _ELSEWHERE >= {name for name in COMMANDS if COMMANDS[name].json}
    assert set(READING) <= set(COMMANDS)


@pytest.mark.parametrize("command", READING)
def test_a_command_prints_nothing_that_acts(command: str, folder: Path) -> None:
    done = _called(process, folder, *command.split(), *READING[command])
    assert done.code in (0, 1), done.complaints
    shown = _harmless(done.raw)
    assert (shown + _harmless(done.complaints)).strip()
    assert not [mark for mark in corpus.LEFTOVERS if mark in shown]


@pytest.mark.parametrize("command", READING)
def test_a_command_prints_json_with_nothing_raw_in_it(command: str, folder: Path) -> None:
    done = _called(in_process, folder, *command.split(), *READING[command], "--json")
    assert done.code in (0, 1), done.complaints
    assert _json(done.raw)
    _harmless(done.complaints)


@pytest.mark.parametrize("number", range(0, len(corpus.NAMES), 3))
def test_a_dossier_shows_hostile_text_harmless_and_gives_it_whole_as_json(
    number: int, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    actor = f"z{number:02}-told"
    given = list(corpus.NAMES.values())[number][:300]
    assert run(["--store", str(folder), "show", actor, "--all"]) == 0
    shown = capfdbinary.readouterr()
    assert corpus.SEEN in _harmless(shown.out)
    _harmless(shown.err)
    assert run(["--store", str(folder), "show", actor, "--all", "--json"]) == 0
    found = _json(capfdbinary.readouterr().out)
    assert found["actor"]["names"][0]["text"] == given


def test_an_export_holds_it_and_comes_back_the_same(folder: Path, tmp_path: Path) -> None:
    first = _called(process, folder, "export")
    assert first.code == 0, first.complaints
    assert _json(first.raw)["actors"]
    file = tmp_path / "export.json"
    file.write_bytes(first.raw)
    Store.create(tmp_path / "other", None)
    done = _called(process, tmp_path / "other", "import", str(file))
    assert done.code == 0, done.complaints
    _harmless(done.raw + done.complaints)
    assert _called(process, tmp_path / "other", "export").raw == first.raw


# No system call hands on a nul, and of the surrogates only those that stand for a byte.
_ARGUMENTS = {what: text for what, text in corpus.NAMES.items() if "\0" not in text}
_ARGUMENTS["no UTF-8"] = corpus.SURROGATES["from a file name"]


@pytest.mark.parametrize("text", _ARGUMENTS.values(), ids=_ARGUMENTS)
def test_a_hostile_argument_is_answered_in_one_harmless_line(
    text: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Store.create(tmp_path / "store", None)
    before = sorted(path for path in tmp_path.rglob("*"))
    place = ["--store", str(tmp_path / "store")]
    for argv in (
        [*place, "show", text],
        [*place, "tree", text, "--json"],
        [*place, text],
        [*place, "show", "x", "--as-of", text],
        [*place, "show", "x", "--" + text],
        [*place, "show", "x", "--filter", f"in:{text}"],
        [*place, "tensions", "--view", text],
        [*place, "view", "remove", text],
        [*place, "note", "remove", text],
        [*place, "source", "attach", text, text],
        [*place, "import", text[:200]],
        ["--store", str(tmp_path / "none") + text[:200], "stats"],
    ):
        code = run(argv)
        said = capfdbinary.readouterr()
        assert code in (1, 2, 3), argv[-2:]
        assert said.out == b""
        assert _harmless(said.err).count("\n") == 1
        assert said.err.startswith(b"proxytui: ")
        assert len(said.err) < 10_000
    assert sorted(path for path in tmp_path.rglob("*")) == before, "something was written"


@pytest.mark.parametrize("text", corpus.SURROGATES.values(), ids=corpus.SURROGATES)
def test_a_note_that_is_no_text_is_refused_and_nothing_is_stored(
    text: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = ["--store", str(tmp_path / "store")]
    Store.create(tmp_path / "store", None)
    store = Store.open(tmp_path / "store")
    store.apply(
        [Change("actors", "north", None, {"kind": "state", "names": [{"text": "North"}]})], "one"
    )
    store.close()
    assert run([*place, "note", "add", "north", text]) in (1, 2)
    said = capfdbinary.readouterr()
    assert _harmless(said.err).count("\n") == 1
    assert run([*place, "note", "list", "--json"]) == 0
    assert _json(capfdbinary.readouterr().out) == {"notes": []}
