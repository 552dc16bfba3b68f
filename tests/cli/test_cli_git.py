"""A store under git: its versions are merged by the program, and an open window sees it."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from proxytui.store.store import Store

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


@pytest.fixture
def git(program):
    """Git in the store's folder, with the program as merge driver and the first commit made."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")

    def run(*words, code=0):
        done = subprocess.run(
            ["git", *who, *words],
            cwd=program.store,
            env=program.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    run("init", "--quiet", "--initial-branch", "main")
    program.home = program.store
    installed = program("merge", "--install-driver")
    assert installed.code == 0, installed.err
    again = program("merge", "--install-driver", "--json")
    assert again.document == {"repository": str(program.store)}
    attributes = (program.store / ".gitattributes").read_text()
    assert attributes == "store.json merge=proxytui\n"
    run("add", ".")
    run("commit", "--quiet", "-m", "first")
    return run


def edited(program, git, old, new):
    """A branch on which somebody edited store.json; main is checked out again."""
    git("checkout", "--quiet", "-b", "other")
    path = program.store / "store.json"
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    git("commit", "--quiet", "-am", "theirs")
    git("checkout", "--quiet", "main")


def test_a_merge_by_git_comes_into_an_open_window_as_edits(program, git):
    edited(program, git, "Active in the hills.", "Active on the coast.")
    assert program("note", "add", "north", "ours").code == 0
    git("commit", "--quiet", "-am", "ours")
    window = Store.open(program.store, "window-1")
    git("merge", "--quiet", "-m", "both", "other")
    seen = [change for step in window.poll() for change in step.changes]
    assert [change.id for change in seen] == ["militia"]
    assert window.get("actors", "militia")["summary"] == "Active on the coast."
    assert any(note["text"] == "ours" for note in window.records("notes").values())
    window.close()
    assert program("note", "add", "north", "later").code == 0
    labels = [one["label"] for one in program("log", "--json").document["transactions"]]
    assert "brought by git into store.json" in labels
    assert not any("by hand" in label for label in labels)
    shown = program("show", "militia", "--json").document
    assert shown["actor"]["summary"] == "Active on the coast."
    assert program("repair").code == 0


def test_a_conflict_stops_git_with_both_values_in_a_sound_store(program, git):
    edited(program, git, "Ask about the", "Their words about the")
    assert program("note", "edit", "n-1", "Our words").code == 0
    git("commit", "--quiet", "-am", "ours")
    git("merge", "--quiet", "-m", "both", "other", code=1)
    notes = json.loads((program.store / "store.json").read_text())["notes"]
    texts = sorted(note["text"].split()[0] for note in notes.values())
    assert texts == ["Our", "Their"]
    assert len(program("note", "list", "--json").document["notes"]) == 2
    git("commit", "--quiet", "-am", "both stay")
    assert program("note", "add", "north", "goes on").code == 0


def test_outside_a_repository_it_says_so(program):
    ended = program("merge", "--install-driver")
    assert ended.code == 1
    assert "repository" in ended.err


def test_what_a_merge_by_git_brings_is_not_called_an_edit_by_hand(program, git):
    edited(program, git, "Active in the hills.", "Active on the coast.")
    assert program("note", "add", "north", "ours").code == 0
    git("commit", "--quiet", "-am", "ours")
    git("merge", "--quiet", "-m", "both", "other")
    shown = program("show", "militia")
    assert "actors/militia came in by git" in shown.complaints.decode()
    assert "by hand" not in shown.complaints.decode()
    assert program("note", "add", "north", "later").code == 0
    assert "came in" not in program("show", "militia").complaints.decode()
    assert program("undo").code == 0
    assert program("undo").code == 0
    assert program("show", "militia", "--json").document["actor"]["summary"] == (
        "Active in the hills."
    )


def test_an_edit_by_hand_after_a_merge_is_not_put_down_to_git(program, git):
    edited(program, git, "Active in the hills.", "Active on the coast.")
    assert program("note", "add", "north", "ours").code == 0
    git("commit", "--quiet", "-am", "ours")
    git("merge", "--quiet", "-m", "both", "other")
    path = program.store / "store.json"
    path.write_text(path.read_text().replace("A report on", "Another report on"))
    path.write_text(path.read_text().replace("Ask about the", "Ask again about the"))
    said = program("show", "militia").complaints.decode()
    assert "notes/n-1 was edited by hand in store.json" in said
    assert "came in by git" not in said


def test_a_merge_by_git_comes_into_an_open_window_with_a_word(program, git):
    edited(program, git, "Active in the hills.", "Active on the coast.")
    assert program("note", "add", "north", "ours").code == 0
    git("commit", "--quiet", "-am", "ours")
    window = Store.open(program.store, "window-1")
    git("merge", "--quiet", "-m", "both", "other")
    assert [step.label for step in window.poll()] == ["brought by git into store.json"]
    assert "actors/militia came in by git" in window.warnings
    window.close()


def test_git_leaves_out_what_belongs_to_this_machine(program, git):
    assert program("note", "add", "north", "ours").code == 0
    assert program("backup").code == 0
    assert program("search", "ours").code == 0
    assert program("compact").code == 0
    listed = git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert [line[3:] for line in listed] == ["store.json"]


def test_lines_that_are_there_stay_and_are_not_written_twice(program):
    subprocess.run(["git", "init", "-q", str(program.home)], env=program.env, check=True)
    stores = [program.home / name for name in ("one", "two words")]
    for store in stores:
        shutil.copytree(program.store, store)
    (stores[0] / ".gitignore").write_bytes(b"# mine\njournal\n*.tmp")
    ended = program("merge", "--install-driver")
    assert ended.code == 0, ended.complaints
    assert "one/.gitignore" in ended.complaints.decode()
    assert (stores[0] / ".gitignore").read_text() == (
        "# mine\njournal\n*.tmp\n/backups/\n/.lock\n/.windows/\n/.words/\n"
    )
    assert (stores[1] / ".gitignore").read_text().startswith("/journal/\n")
    assert not (program.home / ".gitignore").exists()
    assert "gitignore" not in program("merge", "--install-driver").complaints.decode()


def test_a_journal_that_git_has_already_is_named(program):
    subprocess.run(["git", "init", "-q", str(program.store)], env=program.env, check=True)
    subprocess.run(["git", "-C", str(program.store), "add", "."], env=program.env, check=True)
    program.home = program.store
    said = program("merge", "--install-driver").complaints.decode()
    assert "git has journal, backups, .lock already; git rm -r --cached takes it out" in said
