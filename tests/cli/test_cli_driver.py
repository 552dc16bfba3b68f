"""The merge driver in a repository: it runs nothing that lies there, and loses neither side."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")

WHO = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
OLD_DRIVER = shlex.join([sys.executable, "-m", "proxytui", "merge-driver"]) + " %O %A %B"


class Repository:
    """A store in a repository, with a branch `other` that added a note."""

    def __init__(self, program) -> None:
        self.program = program
        self.store = program.home = program.store
        self.driver = ""

    def git(self, *words: str, code: int = 0, **env: str) -> str:
        done = subprocess.run(
            ["git", *WHO, *words],
            cwd=self.store,
            env={**self.program.env, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def begin(self) -> None:
        self.git("init", "--quiet", "--initial-branch", "main")
        assert self.program("merge", "--install-driver").code == 0
        self.driver = self.git("config", "merge.proxytui.driver").strip()
        (self.store / ".gitignore").write_text(
            "journal/\nbackups/\n.lock\n.windows/\n.words/\nran\n"
        )
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "first")

    def part(self) -> None:
        """Two branches, each with a note of its own; `main` is checked out."""
        self.git("checkout", "--quiet", "-b", "other")
        self.noted("their words")
        self.git("checkout", "--quiet", "main")
        self.noted("our words")

    def noted(self, text: str) -> None:
        assert self.program("note", "add", "north", text).code == 0
        self.git("commit", "--quiet", "-am", text)

    def words(self) -> str:
        return (self.store / "store.json").read_text(encoding="utf-8", errors="replace")

    def unmerged(self) -> bool:
        return "UU store.json" in self.git("status", "--short")


@pytest.fixture
def repository(program) -> Repository:
    made = Repository(program)
    made.begin()
    return made


HOSTILE = "import pathlib; pathlib.Path('ran').touch(); raise ImportError('mine')\n"


@pytest.mark.parametrize(
    "name",
    [
        "json.py",
        "calendar.py",
        "types.py",
        "sitecustomize.py",
        "msgspec/__init__.py",
        "proxytui/__init__.py",
        "proxytui/__main__.py",
        "own.pth",
    ],
)
@pytest.mark.parametrize("path", ["", ".", ":"])
def test_a_merge_runs_nothing_that_lies_in_the_repository(repository, name, path):
    repository.part()
    file = repository.store / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(HOSTILE)
    repository.git("merge", "--quiet", "-m", "both", "other", PYTHONPATH=path)
    assert not (repository.store / "ran").exists()
    texts = {note["text"] for note in json.loads(repository.words())["notes"].values()}
    assert {"our words", "their words"} <= texts


def test_started_as_a_module_the_program_takes_none_from_the_working_folder(program):
    (program.home / "json.py").write_text(HOSTILE)
    (program.home / "calendar.py").write_text(HOSTILE)
    assert program("export", "-o", "out.json").code == 0
    assert not (program.home / "ran").exists()


@pytest.mark.parametrize(
    "program_line",
    ["/nowhere/python -m proxytui", "sh -c 'kill -9 $$'", "false", "true", "echo oddly"],
)
def test_a_driver_that_does_not_do_its_work_leaves_both_sides_and_stops_git(
    repository, program_line
):
    repository.part()
    started = repository.driver.partition("merge-driver")[0].partition("$(")[2].strip()
    assert started.startswith(sys.executable)
    line = repository.driver.replace(started, program_line)
    repository.git("config", "merge.proxytui.driver", line)
    repository.git("merge", "--quiet", "-m", "both", "other", code=1)
    assert repository.unmerged()
    assert "our words" in repository.words()
    assert "their words" in repository.words()


def spoilt(data: bytes, how: str) -> bytes:
    if how == "cut":
        return data[: data.index(b"their words") + 40]
    if how == "null":
        return data.replace(b'"their', b'\0"their')
    return data.replace(b'"schema"', b'"shema"')


@pytest.mark.parametrize("how", ["cut", "null", "no schema"])
@pytest.mark.parametrize("old", [False, True], ids=["driver", "driver of an earlier version"])
def test_of_a_damaged_version_neither_side_is_lost(repository, how, old):
    repository.git("checkout", "--quiet", "-b", "other")
    assert repository.program("note", "add", "north", "their words").code == 0
    file = repository.store / "store.json"
    file.write_bytes(spoilt(file.read_bytes(), how))
    repository.git("commit", "--quiet", "-am", "theirs, spoilt")
    repository.git("checkout", "--quiet", "main")
    repository.noted("our words")
    if old:
        repository.git("config", "merge.proxytui.driver", OLD_DRIVER)
    repository.git("merge", "--quiet", "-m", "both", "other", code=1)
    assert repository.unmerged()
    assert "our words" in repository.words()
    assert "their words" in repository.words()


def test_a_driver_of_an_earlier_version_is_named_when_it_runs_and_by_check(repository):
    repository.part()
    assert repository.program("check", "--json").document["problems"][-1]["code"] != "merge-driver"
    repository.git("config", "merge.proxytui.driver", OLD_DRIVER)
    said = repository.git("merge", "--quiet", "-m", "both", "other")
    assert "merge --install-driver" in said
    problems = repository.program("check", "--json").document["problems"]
    named = [one["message"] for one in problems if one["code"] == "merge-driver"]
    assert len(named) == 1
    assert "merge --install-driver" in named[0]
    assert repository.program("merge", "--install-driver").code == 0
    problems = repository.program("check", "--json").document["problems"]
    assert "merge-driver" not in {one["code"] for one in problems}


def test_a_percent_sign_in_the_path_of_python_reaches_git_as_one(program, monkeypatch):
    from proxytui.commands import merge_driver

    monkeypatch.setattr(merge_driver, "_program", lambda: ["/opt/100%/python"])
    assert "/opt/100%%/python" in merge_driver._command()
