"""Private notes from the command line: told where listed, taken along only when asked."""

from __future__ import annotations

import json

import command_line
import pytest
from test_server_commands import FORMATS
from test_server_private import EARLIER, kept, other
from test_server_roles import login, told

from proxytui.errors import InvalidRecord
from proxytui.model.changes import Change
from proxytui.model.private_notes import PREFIX
from proxytui.store.ids import random_id
from proxytui.store.server import setup
from proxytui.store.store import Store

SECRET = "geheim"


@pytest.fixture
def anna(folder):
    return login(folder, "writer")


@pytest.fixture
def run(anna, tmp_path):
    """Call the program as anna, or on another store."""

    def call(*words, store=anna):
        env = {"HOME": str(tmp_path), "PROXYTUI_STORE": str(store)}
        return command_line.in_process(words, folder=tmp_path, env=env)

    return call


@pytest.fixture
def secret(run):
    """The id of a private note."""
    added = run("note", "add", "north", SECRET, "--private", "--tag", "mine")
    assert (added.code, added.err) == (0, "proxytui: a private note on north\n")
    return added.out.strip()


LISTED = (
    ("note", "list"),
    ("note", "list", "north"),
    ("note", "list", "--tag", "mine"),
    ("show", "north"),
    ("search", SECRET),
)


@pytest.mark.parametrize("words", LISTED)
def test_a_private_note_is_called_so_where_it_is_listed(run, secret, words):
    out = run(*words).out
    assert SECRET in out
    assert "private" in out.replace(secret, "")


def test_nobody_else_is_told_anything_of_it(run, folder, secret):
    bert = other(folder)
    for words in (*LISTED, ("log",), ("stats",), ("check",), ("export",), ("stats", "--json")):
        mine, theirs = run(*words), run(*words, store=bert)
        assert SECRET not in theirs.out + theirs.err.replace(f"“{SECRET}”", "")
        assert "private" not in theirs.out + theirs.err, words
        if words[0] == "stats":
            assert mine.out != theirs.out


def test_json_says_of_a_note_and_of_a_step_that_they_are_private(run, secret):
    run("note", "add", "north", "for all")
    notes = json.loads(run("note", "list", "--json").out)["notes"]
    assert {note["text"]: note.get("private") for note in notes} == {SECRET: True, "for all": None}
    shown = json.loads(run("show", "north", "--json").out)["notes"]
    assert [note.get("private") for note in shown].count(True) == 1
    steps = json.loads(run("log", "--json").out)["transactions"]
    assert [step.get("private") for step in steps] == [None, True, None]
    assert "add a private note" in run("log").out


def test_undo_and_redo_go_through_private_and_shared_steps_in_their_order(run, secret):
    run("note", "add", "north", "for all")
    run("note", "edit", secret, "changed")
    assert "undo: edit a private note" in run("undo").err
    assert "undo: add a note" in run("undo").err
    assert "undo: add a private note" in run("undo").err
    assert SECRET not in run("show", "north").out
    assert "redo: add a private note" in run("redo").err
    assert SECRET in run("show", "north").out


def test_a_private_note_is_edited_removed_and_shared(run, folder, secret):
    assert run("note", "edit", secret, "other words").code == 0
    shared = run("note", "edit", secret, "--share")
    assert (shared.code, shared.out.startswith("n-")) == (0, True)
    assert "other words" in run("show", "north", store=other(folder)).out
    assert SECRET not in run("log", "--json", store=other(folder, "carl")).out
    assert "undo: share a private note" in run("undo").err
    assert "other words" not in run("show", "north", store=folder).out
    assert "private" in run("note", "list").out.replace(secret, "")
    assert run("note", "remove", secret).code == 0
    assert "other words" not in run("show", "north").out


def test_a_shared_note_is_told_to_be_no_private_one(run):
    id_ = run("note", "add", "north", "for all").out.strip()
    refused = run("note", "edit", id_, "--share")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "is not private" in refused.err
    assert run("note", "edit", id_, "words", "--share").code == 2


def test_an_own_note_becomes_private_and_the_answer_says_what_stays(run, folder, tmp_path):
    id_ = run("note", "add", "north", "too plain").out.strip()
    made = run("note", "edit", id_, "--private")
    assert (made.code, made.out.startswith("private-"), made.err.count("\n")) == (0, True, 1)
    assert "stays in the store's past" in made.err
    bert = other(folder)
    assert "too plain" not in run("show", "north", store=bert).out
    assert "too plain" in run("show", "north").out
    assert run("backup", "copy", store=bert).code == 0
    assert "too plain" in "".join(file.read_text() for file in tmp_path.glob("copy/journal/*"))
    assert "private" not in run("log", store=bert).out
    assert run("undo").code == 0
    assert "too plain" in run("show", "north", store=bert).out


def test_a_note_of_others_and_a_private_one_do_not_become_private(run, folder, secret):
    id_ = run("note", "add", "north", "of bert", store=other(folder)).out.strip()
    for note, why in ((id_, "was written by"), (secret, "is private already")):
        refused = run("note", "edit", note, "--private")
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert why in refused.err
    assert run("note", "edit", secret, "--private", "--share").code == 2


def test_in_a_folder_no_note_becomes_private(run, tmp_path):
    run("note", "add", "north", "words")
    run("backup", "copy")
    (note,) = json.loads(run("note", "list", "--json").out)["notes"]
    refused = run("note", "edit", note["id"], "--private", store=tmp_path / "copy")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "a store in a folder is private already" in refused.err


def test_a_removed_private_note_comes_back_also_where_what_it_was_about_is_gone(run, folder):
    bert = other(folder)
    run("add", "actor Yonder", store=bert)
    id_ = run("note", "add", "Yonder", SECRET, "--private").out.strip()
    run("note", "remove", id_)
    assert "undo: add actor Yonder" in run("undo", store=bert).err
    again = run("undo")
    assert (again.code, again.err) == (0, "proxytui: undo: remove a private note\n")
    assert id_ in run("note", "list").out
    assert id_ in run("check").out
    assert run("undo").code == 0  # it blocks nothing before it


def test_a_window_redoes_a_private_note_whose_subject_somebody_removed(anna, folder, make):
    mine, theirs = Store.open(anna, "window-a"), Store.open(other(folder), "window-b")
    theirs.apply([Change("actors", "yonder", None, make.actor("Yonder"))], "add an actor")
    mine.poll()
    note = make.note(SECRET, "yonder")
    mine.apply([Change("notes", random_id(PREFIX), None, note)], "add a private note")
    mine.undo()
    theirs.undo()
    mine.poll()
    assert mine.redo().label == "redo: add a private note"
    assert [row["text"] for row in mine.records("notes").values()] == [SECRET]
    with pytest.raises(InvalidRecord):
        mine.apply([Change("notes", random_id(PREFIX), None, note)], "a new one is held to more")
    mine.close()
    theirs.close()


def test_what_all_read_is_not_about_a_private_note(run, secret):
    refused = run("note", "add", "north", "see it", "--about", secret)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "make it private too" in refused.err
    assert run("note", "add", "north", "see it", "--about", secret, "--private").code == 0


def test_in_a_folder_a_private_note_is_refused_in_one_line(run, tmp_path):
    run("backup", "copy")
    refused = run("note", "add", "north", SECRET, "--private", store=tmp_path / "copy")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "proxytui: a store in a folder is private already; leave out --private\n"
    )


@pytest.mark.parametrize("name", [*FORMATS, "markdown-notes"])
def test_no_export_has_a_private_note_unless_it_is_asked_for(run, secret, tmp_path, name):
    run("note", "add", "north", "for all")
    for flags in (("--notes",), ("--notes", "--private")):
        target = tmp_path / f"{name}{len(flags)}"
        ended = run("export", "--format", name, "-o", str(target), *flags)
        assert ended.code == 0, ended.err
        files = target.rglob("*") if target.is_dir() else [target]
        data = b"".join(file.read_bytes() for file in files if file.is_file())
        if "--private" in flags:
            assert "1 private note in it" in ended.err
        else:
            assert SECRET.encode() not in data
            assert secret.encode() not in data
            assert "1 private note left out; --private takes them along" in ended.err


def test_a_selection_has_no_private_note_either(run, secret):
    assert SECRET not in run("export", "north", "--notes").out
    assert SECRET in run("export", "north", "--private").out


def test_a_backup_has_private_notes_only_where_asked_and_says_so(run, secret, tmp_path):
    run("note", "add", "north", "for all")
    without = run("backup", "without")
    assert "1 private note left out; --private takes them along" in without.err
    copy = "".join(f.read_text() for f in (tmp_path / "without").rglob("*.json*"))
    assert SECRET not in copy
    assert secret not in copy
    assert "for all" in copy
    whole = run("backup", "whole", "--private")
    assert "1 private note in it" in whole.err
    assert SECRET in run("show", "north", store=tmp_path / "whole").out
    assert run("check", store=tmp_path / "whole").code == 0
    assert run("undo", store=tmp_path / "whole").code == 0
    assert "undo: add a private note" in run("undo", store=tmp_path / "whole").err


def test_a_backup_of_today_on_this_machine_has_none(run, secret, tmp_path):
    folder = run("backup").out.strip()
    assert secret not in "".join(f.read_text() for f in (tmp_path / folder).rglob("*.json*"))


def test_a_restore_leaves_private_notes_alone_and_brings_back_those_that_are_asked_for(
    run, secret, anna
):
    run("backup", "without")
    run("backup", "whole", "--private")
    run("note", "add", "north", "for all")
    assert run("restore", "without").code == 0
    store = Store.open(anna)
    assert kept(store) == [SECRET]
    run("note", "remove", secret)
    assert run("restore", "whole").code == 0
    store.poll()
    assert kept(store) == [SECRET]
    store.close()


def test_a_merge_takes_no_private_note_either_way(run, anna, secret, tmp_path):
    run("backup", "without")
    run("note", "add", "south", "for all")
    run("note", "add", "south", f"{SECRET} 2", "--private")
    merged = run("merge", anna, store=tmp_path / "without")
    assert merged.code == 0
    assert merged.err.endswith("; 2 private notes stayed in the other copy\n")
    assert SECRET not in run("note", "list", store=tmp_path / "without").out
    run("note", "add", "north", "at home", store=tmp_path / "without")
    merged = run("merge", "without")
    assert merged.code == 0
    assert "private" not in merged.err
    out = run("note", "list").out
    assert all(words in out for words in (SECRET, f"{SECRET} 2", "for all", "at home"))
    run("backup", "whole", "--private")
    run("note", "add", "north", "more at home", store=tmp_path / "whole")
    merged = run("merge", "whole", "--json")
    assert (merged.code, merged.document["private_stayed"]) == (0, 0)
    assert run("note", "list").out.count(SECRET) == 2
    assert "more at home" in run("note", "list").out
    assert run("remove", secret).code == 0
    assert run("merge", "whole", "--json").document["private_stayed"] == 1


def test_private_notes_in_a_file_are_those_of_whoever_imports_it(run, folder, secret, tmp_path):
    bert = other(folder)
    assert run("export", "--private", "-o", "whole.json").code == 0
    assert run("import", "whole.json", store=bert).code == 0
    assert run("note", "edit", secret, "of bert", store=bert).code == 0
    assert "of bert" in run("note", "list", store=bert).out
    assert "of bert" not in run("note", "list").out
    assert SECRET in run("note", "list").out


def test_a_dead_link_in_a_private_note_is_named_to_its_author_alone(run, folder, secret):
    run("note", "edit", secret, "see [[Nowhere at all]]")
    assert "Nowhere at all" in run("check").out
    assert "Nowhere at all" not in run("check", store=other(folder)).out


def test_a_store_of_an_earlier_version_is_upgraded_by_init(run, folder, tmp_path):
    for statement in EARLIER:
        assert told(folder, statement) == ""
    refused = run("note", "add", "north", SECRET, "--private")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "server init" in refused.err
    assert run("note", "add", "north", "for all").code == 0
    upgraded = run("server", "init", folder)
    assert "keeps private notes from now on" in upgraded.err
    assert run("note", "add", "north", SECRET, "--private").code == 0


@pytest.mark.parametrize(
    "statement",
    [
        "alter table {schema}.private_notes disable row level security",
        "alter table {schema}.private_notes no force row level security",
        "create policy all_of_them on {schema}.private_journal using (true)",
        "alter policy own on {schema}.private_journal using (true)",
        "drop policy own on {schema}.private_journal",
    ],
)
def test_a_check_names_row_security_that_is_not_what_it_was_made(folder, anna, statement):
    assert setup.check(anna) == ()
    assert told(folder, statement) == ""
    (unsafe,) = setup.check(anna)
    assert "private notes can be read by others" in unsafe.what


def test_a_check_names_a_login_that_passes_by_row_security(folder, anna):
    name = anna.partition("//")[2].partition("@")[0]
    assert told(folder, f"alter role {name} bypassrls") == ""
    (unsafe,) = setup.check(anna)
    assert "passes by row security" in unsafe.what


def test_a_private_note_outlives_what_it_is_about_and_a_check_names_it(run, folder, tmp_path):
    id_ = run("note", "add", "west", SECRET, "--private").out.strip()
    assert run("remove", "west", store=other(folder)).code == 0
    assert SECRET in run("note", "list").out
    assert id_ in run("check").out
    assert run("note", "edit", id_, "changed").code == 0
    assert run("backup", "whole", "--private").code == 0
    assert "changed" in run("note", "list", store=tmp_path / "whole").out
    assert run("note", "remove", id_).code == 0
    assert run("undo").err == "proxytui: undo: remove a private note\n"
