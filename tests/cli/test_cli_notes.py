"""Notes on the command line: on several things, with tags, and begun from a template."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def _notes(program, *words: str) -> list[dict[str, object]]:
    return program("note", "list", *words, "--json").document["notes"]


def test_a_note_may_be_about_several_things_and_have_tags(program) -> None:
    made = program("note", "add", "north", "two things", "--about", "south", "--tag", "#open")
    assert made.code == 0
    assert "noted on north, south" in made.err
    (note,) = [note for note in _notes(program) if note["id"] == made.out.strip()]
    assert note["about"] == ["north", "south"]
    assert note["tags"] == ["open"]
    assert [note["id"] for note in _notes(program, "south")] == [made.out.strip()]


def test_a_subject_that_is_not_known_stores_nothing(program) -> None:
    before = _notes(program)
    assert program("note", "add", "north", "text", "--about", "no such one").code == 2
    assert _notes(program) == before


def test_a_note_gets_more_subjects_and_tags_without_another_text(program) -> None:
    before = program("export").raw
    assert program("note", "edit", "n-1", "--about", "south", "--tag", "open").code == 0
    (note,) = _notes(program, "south")
    assert "south" in note["about"]
    assert note["tags"] == ["open"]
    again = program("note", "edit", "n-1", "--about", "south", "--tag", "open")
    assert "stays as it is" in again.err
    assert program("undo").code == 0
    assert program("export").raw == before


def test_text_and_subject_are_changed_in_one_step(program) -> None:
    before = program("export").raw
    assert program("note", "edit", "n-1", "another text", "--about", "south").code == 0
    assert _notes(program, "south")[0]["text"] == "another text"
    assert program("undo").code == 0
    assert program("export").raw == before


def test_notes_are_listed_by_tag_those_in_the_text_too(program) -> None:
    program("note", "add", "north", "first", "--tag", "Money")
    program("note", "add", "south", "second, on #money")
    program("note", "add", "south", "third #moneybags")
    tagged = {note["text"] for note in _notes(program, "--tag", "#money")}
    assert tagged == {"first", "second, on #money"}
    assert "#Money" in program("note", "list", "--tag", "money").out
    assert [note["text"] for note in _notes(program, "south", "--tag", "money")] == [
        "second, on #money"
    ]


@pytest.fixture
def templates(program) -> Path:
    config = Path(program.env.get("XDG_CONFIG_HOME", program.home / ".config"))
    folder = config / "proxytui" / "templates"
    folder.mkdir(parents=True)
    (folder / "interview.md").write_text("# {{name}}\n\n{{date}} {{other}}\n", encoding="utf-8")
    return folder


def test_a_template_begins_the_text_in_the_editor(program, templates: Path) -> None:
    import pexpect

    editor = program.home / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'a').write(' and more')\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "proxytui", "note", "add", "south", "--template", "interview"],
        env={**program.env, "TERM": "dumb", "VISUAL": str(editor)},
        encoding="utf-8",
        timeout=60,
        cwd=str(program.home),
    )
    child.expect(pexpect.EOF)
    (note,) = _notes(program, "south")
    assert str(note["text"]).startswith("# South\n\n20")
    assert str(note["text"]).endswith("{{other}}\n and more")


def test_a_template_that_is_left_as_it_was_makes_no_note(program, templates: Path) -> None:
    (templates / "plain.md").write_text("asked:\n", encoding="utf-8")
    ended = program("note", "add", "south", "--template", "plain", stdin=b"asked:\n")
    assert ended.code == 1
    assert "nothing was stored" in ended.err
    assert _notes(program, "south") == []


def test_an_unknown_template_is_named_with_those_that_are_there(program, templates: Path) -> None:
    ended = program("note", "add", "south", "--template", "visit")
    assert ended.code == 2
    assert "there is no template visit" in ended.err
    assert "interview" in ended.err


def test_without_templates_it_says_where_they_go(program) -> None:
    ended = program("note", "add", "south", "--template", "visit")
    assert ended.code == 2
    assert "templates" in ended.err


def test_a_template_and_a_text_do_not_go_together(program, templates: Path) -> None:
    ended = program("note", "add", "south", "text", "--template", "interview")
    assert ended.code == 2
    assert _notes(program, "south") == []


def test_a_template_that_is_no_text_is_named(program, templates: Path) -> None:
    (templates / "odd.md").write_bytes(b"\xff\xfe\x00")
    ended = program("note", "add", "south", "--template", "odd")
    assert ended.code == 2
    assert "odd.md" in ended.err
