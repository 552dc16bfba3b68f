"""Notes as a folder of Markdown files on the disk: written, edited elsewhere, brought in again."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(program) -> Path:
    """A folder into which all notes were written."""
    program("note", "add", "south", "Ask the clerk [[North]] pays #money", "--about", "north")
    assert program("export", "--format", "markdown-notes", "-o", "vault").code == 0
    return program.home / "vault"


def _imported(program, *more: str) -> dict[str, object]:
    return program("import", "vault", "--json", *more).document


def test_every_note_is_a_file_that_only_its_owner_can_read(program, folder: Path) -> None:
    notes = program("note", "list", "--json").document["notes"]
    files = sorted(folder.iterdir())
    assert len(files) == len(notes)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    text = (folder / "Ask the clerk North pays money.md").read_text(encoding="utf-8")
    assert 'about: ["[[south|South]]", "[[north|North]]"]' in text
    assert text.endswith("---\nAsk the clerk [[North]] pays #money\n")


def test_bringing_them_in_again_changes_nothing(program, folder: Path) -> None:
    before = program("export").raw
    ended = program("import", "vault")
    assert ended.code == 0
    assert program("export").raw == before


def test_into_a_store_without_notes_they_come_back_as_they_were(program, folder: Path) -> None:
    before = program("export").raw
    for note in program("note", "list", "--json").document["notes"]:
        program("note", "remove", note["id"])
    assert program("note", "list", "--json").document["notes"] == []
    assert program("import", "vault").code == 0
    assert program("export").raw == before


def test_an_edited_file_changes_its_note_in_one_step_that_is_undone(program, folder: Path) -> None:
    before = program("export").raw
    file = folder / "Ask the clerk North pays money.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nYes.\n", encoding="utf-8")
    report = _imported(program)
    assert report["format"] == "markdown-notes"
    assert report["changed"]["notes"] == 1
    assert report["added"]["notes"] == 0
    (note,) = program("note", "list", "--tag", "money", "--json").document["notes"]
    assert note["text"] == "Ask the clerk [[North]] pays #money\n\nYes."
    assert program("undo").code == 0
    assert program("export").raw == before


def test_a_dry_run_only_says_what_would_change(program, folder: Path) -> None:
    before = program("export").raw
    (folder / "new.md").write_text("Seen by [[Nordland]]'s clerk", encoding="utf-8")
    assert _imported(program, "--dry-run")["added"]["notes"] == 1
    assert program("export").raw == before


def test_a_note_written_there_comes_in_and_gets_its_id_with_the_next_export(
    program, folder: Path
) -> None:
    inner = folder / "2025"
    inner.mkdir()
    (inner / "new.md").write_text("Seen by [[Nordland]]'s clerk", encoding="utf-8")
    assert _imported(program)["added"]["notes"] == 1
    ended = program("export", "--format", "markdown-notes", "-o", "vault")
    assert "wrote 1 note into" in ended.err
    assert (inner / "new.md").read_text(encoding="utf-8").startswith('---\nid: "n-')
    assert program("import", "vault", "--json").document["changed"]["notes"] == 0


def test_what_names_nothing_is_set_aside_with_its_file(program, folder: Path) -> None:
    (folder / "lost.md").write_text("about nobody", encoding="utf-8")
    (folder / "close.md").write_text("[[Sout]] is a spelling that comes close", encoding="utf-8")
    ended = program("import", "vault", "--json")
    assert ended.code == 1
    aside = {item["row"]: item["reason"] for item in ended.document["set_aside"]}
    assert set(aside) == {"lost.md", "close.md"}
    assert "says nowhere what it is about" in aside["lost.md"]


def test_hidden_folders_other_files_and_links_out_of_the_folder_are_left_out(
    program, folder: Path
) -> None:
    before = program("export").raw
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "x.md").write_text("[[north]] hidden", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    outside = program.home / "outside.md"
    outside.write_text("[[north]] elsewhere", encoding="utf-8")
    os.symlink(outside, folder / "link.md")
    os.symlink(program.home, folder / "linked")
    assert program("import", "vault").code == 0
    assert program("export").raw == before
    program("note", "add", "north", "link")
    program("export", "--format", "markdown-notes", "-o", "vault")
    assert outside.read_text(encoding="utf-8") == "[[north]] elsewhere"
    assert (folder / "link.md").is_symlink()


def test_an_export_over_edited_files_leaves_them_and_says_so(program, folder: Path) -> None:
    file = folder / "Ask the clerk North pays money.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nYes.\n", encoding="utf-8")
    (note,) = program("note", "list", "--tag", "money", "--json").document["notes"]
    program("note", "edit", note["id"], "changed here")
    ended = program("export", "--format", "markdown-notes", "-o", "vault")
    assert ended.code == 1
    assert "import it first" in ended.err
    assert "Yes." in file.read_text(encoding="utf-8")
    assert _imported(program)["set_aside"][0]["row"] == file.name


def test_a_note_with_a_hostile_beginning_stays_in_the_folder(program) -> None:
    program("note", "add", "north", "../../../tmp/owned\n\nCON")
    program("note", "add", "north", "---\nid: n-1\n---\nnot an id")
    before = program("export").raw
    assert program("export", "--format", "markdown-notes", "-o", "vault").code == 0
    assert not [path for path in program.home.rglob("*owned*") if path.parent.name != "vault"]
    assert program("import", "vault").code == 0
    assert program("export").raw == before


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("export", "--format", "markdown-notes"), "name it with -o"),
        (("export", "--format", "markdown-notes", "-o", "given.txt"), "no folder"),
        (("import", "given.txt", "--format", "markdown-notes"), "no folder"),
    ],
)
def test_a_call_that_names_no_folder_is_refused(program, words: tuple[str, ...], hint) -> None:
    (program.home / "given.txt").write_text("x", encoding="utf-8")
    ended = program(*words)
    assert ended.code == 2
    assert hint in ended.err


def test_the_stores_own_folder_is_refused(program) -> None:
    for name in (str(program.store), str(program.store / "documents")):
        ended = program("export", "--format", "markdown-notes", "-o", name)
        assert ended.code == 2, ended.err
        assert "belongs to the store" in ended.err
