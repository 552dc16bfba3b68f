"""The command line on a store on a server, and its ways into a folder and back."""

from __future__ import annotations

import command_line
import pytest

from proxytui.workspace import Workspace


@pytest.fixture
def run(folder, tmp_path):
    """Call the program on the store, or on another one."""

    def call(*words, store=folder):
        env = {"HOME": str(tmp_path), "PROXYTUI_STORE": str(store)}
        return command_line.in_process(words, folder=tmp_path, env=env)

    return call


def test_a_note_is_written_read_undone_and_redone(run):
    assert run("note", "add", "north", "seen twice").code == 0
    assert "seen twice" in run("show", "north").out
    assert "add a note" in run("log").out
    assert run("undo").code == 0
    assert "seen twice" not in run("show", "north").out
    assert run("redo").code == 0
    assert "seen twice" in run("search", "twice").out


def test_a_backup_is_a_folder_with_every_step_and_merges_back(run, tmp_path):
    run("note", "add", "north", "seen twice")
    assert run("backup", "copy").code == 0
    copy = tmp_path / "copy"
    assert run("export", store=copy).raw == run("export").raw
    assert run("log", store=copy).out == run("log").out
    run("note", "add", "south", "seen at home", store=copy)
    assert run("merge", "copy").code == 0
    assert "seen at home" in run("show", "south").out
    assert run("export", store=copy).raw == run("export").raw


def test_a_folder_moves_to_a_server_with_its_records_steps_and_texts(empty, run, tmp_path):
    Workspace.create(tmp_path / "own", None, "own")
    run("add", "actor east  East, an armed group", store=tmp_path / "own")
    (tmp_path / "words.txt").write_text("East was seen.")
    assert run("source", "add", "words.txt", store=tmp_path / "own").code == 0
    run("note", "add", "East", "seen", store=tmp_path / "own")
    there = f"{empty}_moved"
    assert run("server", "init", there, "--from", "own").code == 0
    for words in (("export",), ("log",), ("stats",), ("show", "East")):
        assert run(*words, store=there).raw == run(*words, store=tmp_path / "own").raw
    assert "East was seen." in run("search", "seen", store=there).out
    assert run("undo", store=there).code == 0


def test_the_statements_for_whoever_runs_the_database_are_those_that_make_a_store(empty, run):
    import psycopg

    there = f"{empty}_sql"
    printed = run("server", "init", there, "--print-sql")
    with psycopg.connect(empty.partition("#")[0], autocommit=True) as connection:
        connection.execute(printed.out)
    assert run("note", "list", store=there).code == 0


def test_locate_names_the_address_and_the_cache(run, folder):
    located = run("locate").out
    assert folder in located
    assert "cache" in located


def test_what_needs_a_folder_says_so(run):
    for words in (("compact",), ("repair",)):
        ended = run(*words)
        assert ended.code == 1
        assert "is for a store in a folder" in ended.err
        assert ended.err.count("\n") == 1
