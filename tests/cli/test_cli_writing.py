"""Notes, sources, undo and redo from the command line."""

from __future__ import annotations

import hashlib
import sys

import pexpect
import pytest


def texts(program, *about: str) -> list[str]:
    return [note["text"] for note in program("note", "list", *about, "--json").document["notes"]]


def test_a_note_may_be_about_an_actor_a_tie_or_any_record(program):
    for name, about in (
        ("Nordland", "north"),
        ("backs:north:militia", "backs:north:militia"),
        ("c-1", "c-1"),
        ("e-1", "e-1"),
        ("s-paper", "s-paper"),
    ):
        made = program("note", "add", name, f"on {name}")
        assert made.code == 0, made.err
        assert made.lines[0].startswith("n-")
        assert about in made.err
        assert f"on {name}" in texts(program, name)


def test_a_piped_note_is_kept_as_it_is(program):
    text = "First  line\n\n\tsecond – “quoted” حزب"
    program.process("note", "add", "south", stdin=f"{text}\n".encode())
    assert texts(program, "south") == [text]


def test_a_note_without_text_stores_nothing(program):
    ended = program.process("note", "add", "south", stdin=b" \n")
    assert ended.code == 1
    assert texts(program, "south") == []
    assert program.process("note", "add", "south", stdin=b"\xff\xfe\x00").code == 2


def test_a_note_can_be_edited_removed_and_brought_back(program):
    assert program.process("note", "edit", "n-1", stdin=b"Another text").lines == ["n-1"]
    assert texts(program) == ["Another text"]
    assert program("note", "remove", "n-1").code == 0
    assert texts(program) == []
    assert program("undo").code == 0
    assert texts(program) == ["Another text"]


def edited(program, editor: str, *words: str) -> tuple[int, str]:
    script = program.home / "editor.py"
    script.write_text(editor, encoding="utf-8")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "proxytui", *words],
        env={
            **program.env,
            "TERM": "dumb",
            "EDITOR": "false",
            "VISUAL": f"{sys.executable} {script}",
        },
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus or 0), str(child.before)


def test_on_a_terminal_the_editor_is_given_the_text_as_it_is(program):
    editor = (
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "assert file.stat().st_mode & 0o077 == 0 or file.parent.stat().st_mode & 0o077 == 0\n"
        "file.write_text(file.read_text() + 'and more')\n"
    )
    code, shown = edited(program, editor, "note", "edit", "n-1")
    assert code == 0, shown
    assert texts(program) == ["Ask about the [[north]].\nSecond line.\nand more"]


def test_an_editor_that_fails_stores_nothing(program):
    code, shown = edited(program, "raise SystemExit(3)", "note", "add", "south")
    assert code == 1
    assert "nothing was stored" in shown
    assert texts(program, "south") == []


def test_undo_and_redo_name_what_they_do_and_last_over_calls(program):
    program("note", "add", "south", "one")
    undone = program("undo")
    assert undone.code == 0
    assert "add a note" in undone.err
    assert undone.lines[0].startswith("t-")
    assert texts(program, "south") == []
    assert "add a note" in program("redo").err
    assert texts(program, "south") == ["one"]
    assert program("redo").code == 1


def test_undoing_everything_leaves_nothing_to_undo(program):
    assert program("undo").code == 0
    ended = program("undo")
    assert (ended.code, ended.out) == (1, "")
    assert "nothing to undo" in ended.err
    assert program("stats", "--json").document["actors"] == 0


def test_a_source_is_kept_and_what_it_quotes_is_verified(program):
    file = program.home / "wire.txt"
    file.write_bytes(b"\xef\xbb\xbfThere were arms for the militia.\r\nNo more.\r\n")
    attached = program("source", "attach", "s-agency", str(file))
    kept = hashlib.sha256(b"There were arms for the militia.\nNo more.\n").hexdigest()
    assert attached.lines == [kept]
    assert "1 of 2 quotes" in attached.err
    listed = {one["id"]: one for one in program("source", "list", "--json").document["sources"]}
    assert listed["s-agency"]["quotes"] == {"exact": 1, "absent": 1}
    again = program("source", "attach", "s-agency", str(file))
    assert again.lines == [kept]
    assert len(program("log", "--json").document["transactions"]) == 2


def test_a_source_is_added_with_what_is_known_of_it(program):
    file = program.home / "wire.txt"
    file.write_text("Words.", encoding="utf-8")
    words = ("--title", "A wire", "--publisher", "The Agency", "--published", "2024-12~")
    made = program("source", "add", str(file), *words).lines[0]
    assert made.startswith("s-")
    listed = {one["id"]: one for one in program("source", "list", "--json").document["sources"]}
    assert listed[made]["title"] == "A wire"
    assert listed[made]["published"] == "2024-12~"
    assert len(listed[made]["documents"]) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "cut inside a letter"),
        (b"a\x00b", "null bytes"),
        (b"caf\xe9", "not in UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3", "the PDF is broken"),
        (b"\n%PDF-1.7 all in plain letters", "the PDF is broken"),
        (b"PK\x03\x04\x14", "the document can't be opened"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"", "no words"),
        (b"\xef\xbb\xbf", "no words"),
        (b" \n\t\r\n", "no words"),
        (b"\xe2\x80\x8b\xe2\x80\x8f -- ...\n", "no words"),
    ],
)
def test_what_is_no_text_or_has_no_words_is_not_kept(program, data, said):
    file = program.home / "picture.bin"
    file.write_bytes(data)
    for words in (("source", "add", str(file)), ("source", "attach", "s-agency", str(file))):
        ended = program(*words)
        assert ended.code == 1
        assert said in ended.err
        assert ended.err.count("\n") == 1
    assert "documents" not in program("source", "list", "--json").document["sources"][0]
    new = program.home / "new"
    assert program("--store", str(new), "source", "add", str(file)).code == 1
    assert not new.exists()
    assert ended.err.count("\n") == 1
    assert len(program("source", "list", "--json").document["sources"]) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_text_in_another_unicode_encoding_is_kept_as_the_same_text(program, encoding):
    file = program.home / "wire.txt"
    file.write_bytes("There were arms for the militia. حزب é\n".encode(encoding))
    ended = program("source", "attach", "s-agency", str(file))
    assert ended.lines == [
        hashlib.sha256("There were arms for the militia. حزب é\n".encode()).hexdigest()
    ]
    assert "1 of 2 quotes" in ended.err


def test_the_same_text_twice_is_one_source(program):
    file = program.home / "wire.txt"
    file.write_text("Words of a wire.\n", encoding="utf-8")
    first = program("source", "add", str(file), "--title", "A wire")
    (program.home / "again.txt").write_bytes(b"\xef\xbb\xbfWords of a wire.\r\n")
    again = program("source", "add", str(program.home / "again.txt"))
    assert (again.code, again.lines) == (0, first.lines)
    assert f"kept already as {first.lines[0]}" in again.err
    named = program("source", "add", str(file), "--title", "A wire", "--lang", "en")
    assert (named.code, named.lines) == (1, first.lines)
    assert "--lang" in named.err
    assert "--title" not in named.err
    assert len(program("source", "list", "--json").document["sources"]) == 3
    attached = program("source", "attach", "s-agency", str(file))
    assert f"{first.lines[0]} has the same text" in attached.err
    assert "attached already" in program("source", "attach", "s-agency", str(file)).err


def test_a_text_that_was_lost_comes_back_by_adding_it_again(program):
    file = program.home / "wire.txt"
    file.write_text("Words of a wire.\n", encoding="utf-8")
    program("source", "add", str(file))
    sha = hashlib.sha256(b"Words of a wire.\n").hexdigest()
    (program.store / "documents" / sha).unlink()
    assert "kept already" in program("source", "add", str(file)).err
    assert (program.store / "documents" / sha).exists()


def test_a_wrong_date_of_a_source_is_refused_whole(program):
    file = program.home / "wire.txt"
    file.write_text("Words.", encoding="utf-8")
    ended = program("source", "add", str(file), "--published", "yesterday")
    assert ended.code == 2
    assert "published" in ended.err
    assert len(program("source", "list", "--json").document["sources"]) == 2


def test_compacting_changes_nothing_that_can_be_seen(program):
    before = program("export").raw
    program("note", "add", "south", "one")
    program("undo")
    assert program("compact").code == 0
    assert program("export").raw == before
    assert program("redo").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("note", "add", "iran", "gone at once"),
        ("view", "save", "gone", "--filter", "state:held"),
        ("source", "add", "report.txt"),
    ],
    ids=" ".join,
)
def test_a_demo_says_that_it_keeps_nothing(program, words: tuple[str, ...]):
    (program.home / "report.txt").write_text("Words.", encoding="utf-8")
    ended = program("--demo", *words)
    assert ended.code == 0, ended.err
    assert "this is the demo: nothing is kept" in ended.err
    assert "nothing is kept" not in program("--demo", "note", "list").err
    assert "nothing is kept" not in program("note", "add", "north", "kept").err


def test_the_notes_of_others_say_by_whom_they_are(program):
    hers = program("note", "add", "north", "hers", USER="maria").lines[0]
    mine = program("note", "add", "north", "mine", USER="joan").lines[0]
    listed = program("note", "list", "north", "--json", USER="joan").document["notes"]
    assert {note["id"]: note.get("by") for note in listed} == {hers: "maria", mine: None}
    shown = program("note", "list", "north", USER="joan").out
    assert shown.count("by maria") == 1
    assert "by joan" not in shown


@pytest.mark.parametrize("marks", ['""', "“”", "``"])
def test_a_text_with_a_semicolon_stands_in_quotation_marks_or_backticks(program, marks) -> None:
    author = f"{marks[0]}Doe, Jane; Roe, Richard{marks[1]}"
    added = program("add", f"source s-two Two Authors; author {author}; publisher The Paper")
    assert added.code == 0, added.err
    source = next(s for s in program("export").document["sources"] if s["id"] == "s-two")
    assert source["author"] == "Doe, Jane; Roe, Richard"
    assert source["publisher"] == "The Paper"


def test_a_text_whose_own_marks_are_quotation_marks_comes_back_with_them(program) -> None:
    program("add", "source s-two Two; author `“Anonymous”`")
    program("add", 'source s-three Three; author "A Desk" of the Paper')
    sources = {source["id"]: source for source in program("export").document["sources"]}
    assert sources["s-two"]["author"] == "“Anonymous”"
    assert sources["s-three"]["author"] == '"A Desk" of the Paper'
    assert "author `“Anonymous”`" in program("export", "--format", "claims").out
