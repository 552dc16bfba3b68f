"""The command line on a store on a server, and its ways into a folder and back."""

from __future__ import annotations

import itertools

import command_line
import pytest

from proxytui import paths
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


FORMATS = ("json", "markdown", "csv", "ftm", "stix", "graphml")


def exported(run, tmp_path, store):
    """What a store exports in several formats, by the file's name."""
    target = tmp_path / f"out-{next(_numbers)}"
    target.mkdir()
    for name in FORMATS:
        ended = run("export", "--format", name, "-o", str(target / name), store=store)
        assert ended.code == 0, ended.err
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }


_numbers = itertools.count()


def test_what_a_server_exports_is_byte_for_byte_what_its_folder_does(empty, run, tmp_path):
    own, there = tmp_path / "own", f"{empty}_whole"
    Workspace.create(own, paths.bundled_data())
    run("note", "add", "Hezbollah", "one more step", store=own)
    assert run("server", "init", there, "--from", "own").code == 0
    begun = exported(run, tmp_path, own)
    assert len(begun) >= len(FORMATS)
    assert exported(run, tmp_path, there) == begun
    assert run("backup", "copy", store=there).code == 0
    assert exported(run, tmp_path, tmp_path / "copy") == begun
    run("note", "add", "Hezbollah", "in the copy", store=tmp_path / "copy")
    run("note", "add", "Syria", "on the server", store=there)
    assert run("merge", "copy", store=there).code == 0
    assert run("merge", there, store=tmp_path / "copy").code == 0
    assert run("merge", there, store=own).code == 0
    merged = exported(run, tmp_path, there)
    assert merged != begun
    assert exported(run, tmp_path, tmp_path / "copy") == merged
    assert exported(run, tmp_path, own) == merged
    assert "0 conflicts" in run("merge", "own", store=there).err


def test_a_folder_and_a_server_merge_both_ways_with_their_texts(run, folder, tmp_path):
    assert run("backup", "laptop").code == 0
    laptop = tmp_path / "laptop"
    (tmp_path / "words.txt").write_text("North was seen.")
    run("source", "add", "words.txt")
    run("note", "add", "south", "at home", store=laptop)
    assert "conflicts" in run("merge", folder, store=laptop).err
    assert "North was seen." in run("search", "seen", store=laptop).out
    assert run("merge", str(laptop)).code == 0
    assert run("export").raw == run("export", store=laptop).raw
    assert run("undo").code == 0
    assert "at home" not in run("show", "south").out


def test_what_can_not_be_merged_is_told_in_one_line(run, folder):
    refused = run("merge", folder.replace("127.0.0.1", "nowhere.invalid"))
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert "no host has that name" in refused.err
    refused = run("merge", "postgresql://me:geheim@127.0.0.1/desk")
    assert "pgpass" in refused.err
    assert "geheim" not in refused.err


def test_a_restore_makes_a_backup_of_the_server_first_and_names_it(run, tmp_path):
    assert run("backup", "copy").code == 0
    run("note", "add", "north", "later")
    ended = run("restore", "copy")
    assert ended.code == 0
    assert "later" not in run("show", "north").out
    kept = ended.err.strip().rpartition(" ")[2]
    assert "later" in run("show", "north", store=kept).out
    assert kept.startswith(run("locate", "--json").document["backups"])
    assert run("undo").code == 0
    assert "later" in run("show", "north").out


def test_the_newest_backup_of_a_server_on_this_machine_is_restored(run):
    assert "no whole backup" in run("restore", "--newest").err
    assert run("backup").code == 0
    run("note", "add", "north", "later")
    assert run("restore", "--newest").code == 0
    assert "later" not in run("show", "north").out


def test_an_import_into_a_server_makes_a_backup_first(run, tmp_path):
    assert run("backup", "copy").code == 0
    run("add", "actor  East, an armed group", store=tmp_path / "copy")
    (tmp_path / "more.json").write_bytes(run("export", store=tmp_path / "copy").raw)
    assert run("import", "more.json").code == 0
    assert "East" in run("search", "East").out


def test_locate_names_the_address_the_cache_and_the_backups(run, folder, tmp_path):
    located = run("locate", "--json").document
    assert located["store"] == folder
    assert located["cache"].startswith(str(tmp_path))
    assert located["backups"].startswith(str(tmp_path))


def test_what_needs_a_folder_says_so(run):
    for words in (("compact",), ("repair",)):
        ended = run(*words)
        assert ended.code == 1
        assert "is for a store in a folder" in ended.err
        assert ended.err.count("\n") == 1


def test_without_a_connection_commands_read_what_is_known_and_write_nothing(own_server, tmp_path):
    address = f"{own_server.address}#commands"

    def call(*words, store=address):
        env = {"HOME": str(tmp_path), "PROXYTUI_STORE": str(store)}
        return command_line.in_process(words, folder=tmp_path, env=env)

    assert call("server", "init", address).code == 0
    assert call("add", "actor north  North, an armed group").code == 0
    assert call("backup", "copy").code == 0
    copy = tmp_path / "copy"
    own_server.stop()
    try:
        for words in (
            ("show", "North"), ("search", "North"), ("export",), ("check",), ("log",),
            ("log", "--json"), ("diff", "--recorded", "start", "now"),
        ):  # fmt: skip
            read = call(*words)
            assert (read.code, read.err.count("no connection, as of")) == (0, 1), words
        for words in (
            ("note", "add", "North", "seen"),
            ("undo",),
            ("merge", "copy"),
            ("server", "check", address),
        ):
            refused = call(*words)
            assert (refused.code, refused.out) == (3, ""), words
            assert "no server listens there" in refused.err, words
        for words, store in (
            (("backup", "other"), address),
            (("restore", "copy"), address),
            (("merge", address), copy),
        ):
            refused = call(*words, store=store)
            assert (refused.code, refused.out) == (3, ""), words
            assert "no connection, as of" in refused.err.splitlines()[-1], words
    finally:
        own_server.start()
    assert call("note", "add", "North", "seen").code == 0
    assert "0 conflicts" in call("merge", address, store=copy).err
