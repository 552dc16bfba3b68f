"""Texts written in the user's editor: stored, or kept in a file that is named; never altered."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest


class Editing:
    """The program in a terminal, with an editor that is a program of the test's own."""

    def __init__(self, program) -> None:
        self.program = program

    def editor(self, code: str, name: str = "an editor") -> str:
        """An editor that runs this Python code, `file` being the path it was given."""
        script = self.program.home / name
        script.write_text(
            f"#!{sys.executable}\nimport os, pathlib, sys, time\n"
            f"file = pathlib.Path(sys.argv[-1])\n{code}\n"
        )
        script.chmod(0o755)
        return str(script)

    def spawn(self, *words: str, visual: str, **env: str) -> pexpect.spawn:
        return pexpect.spawn(
            sys.executable,
            ["-m", "proxytui", *(words or ("note", "add", "south"))],
            env={**self.program.env, "TERM": "dumb", "VISUAL": visual, **env},
            encoding="utf-8",
            timeout=60,
            cwd=str(self.program.home),
            dimensions=(24, 500),
        )

    def __call__(self, *words: str, visual: str, **env: str) -> tuple[int, str]:
        child = self.spawn(*words, visual=visual, **env)
        child.expect(pexpect.EOF)
        child.close()
        return int(child.exitstatus or 0), str(child.before)

    def run(self, code: str, *words: str) -> tuple[int, str]:
        return self(*words, visual=f"'{self.editor(code)}'")

    @property
    def texts(self) -> list[str]:
        listed = self.program("note", "list", "south", "--json").document
        return [note["text"] for note in listed["notes"]]

    @property
    def drafts(self) -> list[Path]:
        return sorted(self.program.home.rglob("proxytui-note-*"))

    def kept(self, told: str) -> bytes:
        """What the file holds that a message names: for its owner only."""
        named = re.search(r"\S*proxytui-note-\S+\.md", told)
        assert named is not None, told
        file = Path(named.group())
        assert [file] == self.drafts
        assert file.stat().st_mode & 0o077 == 0
        assert file.parent.stat().st_mode & 0o077 == 0
        assert self.program.home / "state" in file.parents
        return file.read_bytes()


@pytest.fixture
def editing(program) -> Editing:
    return Editing(program)


def test_what_was_stored_leaves_no_file(editing):
    code, told = editing.run("file.write_text('words\\n\\nmore – حزب')")
    assert code == 0, told
    assert editing.texts == ["words\n\nmore – حزب"]
    assert editing.drafts == []


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", "\ufeff"), ("utf-32", "")],
)
def test_any_unicode_encoding_is_read(editing, encoding, mark):
    data = f"{mark}café\r\ntwo".encode(encoding)
    code, told = editing.run(f"file.write_bytes({data!r})")
    assert code == 0, told
    assert editing.texts == ["café\ntwo"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"caf\xe9 ecrit\n", "no UTF-8"),
        (b"\xff\xfeh\x00i", "no UTF-8"),
        (b"one\x00two", "null bytes"),
        ("привет".encode("koi8-r"), "no UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_kept_as_they_are(editing, data, reason):
    code, told = editing.run(f"file.write_bytes({data!r})")
    assert code == 1
    assert reason in told
    assert editing.kept(told) == data
    assert editing.texts == []


def test_an_editor_that_fails_keeps_what_was_saved(editing):
    code, told = editing.run("file.write_text('an hour of words'); sys.exit(3)")
    assert code == 1
    assert "ended with 3" in told
    assert editing.kept(told) == b"an hour of words"
    assert editing.texts == []


def test_an_editor_that_is_killed_keeps_what_was_saved(editing):
    code, told = editing.run("file.write_text('an hour'); os.kill(os.getpid(), 9)")
    assert code == 1
    assert "signal 9" in told
    assert editing.kept(told) == b"an hour"


def test_an_editor_that_fails_with_nothing_saved_leaves_nothing(editing):
    code, told = editing.run("sys.exit(1)")
    assert code == 1
    assert "nothing was stored" in told
    assert editing.drafts == []


def test_what_a_killed_editor_saved_beside_is_spoken_of(editing):
    swap = "file.with_name('.' + file.name + '.swp').write_text('x'); os.kill(os.getpid(), 9)"
    _, told = editing.run(swap)
    assert "beside" in told
    assert len(editing.drafts) == 1


def test_an_editor_that_returns_at_once_is_recognised_and_what_it_saves_is_named(editing):
    steps = ("os.setsid()", "time.sleep(0.5)", "file.write_text('saved later')", "os._exit(0)")
    code, told = editing.run("\n    ".join(("if os.fork() == 0:", *steps)))
    assert code == 1
    assert "came back at once" in told
    assert "--wait" in told
    until = time.monotonic() + 20
    while editing.kept(told) != b"saved later" and time.monotonic() < until:
        time.sleep(0.05)
    assert editing.kept(told) == b"saved later"


@pytest.mark.parametrize(("name", "option"), [("code", "--wait"), ("gvim", "-f"), ("subl", "-w")])
def test_of_editors_that_are_known_to_fork_the_option_is_named(editing, name, option):
    editor = editing.editor("time.sleep(2.2)", name)
    code, told = editing(visual=editor)
    assert code == 1
    assert f"VISUAL='{name} " in told
    assert "note has no text" in editing(visual=f"{editor} {option}")[1]


def test_an_edit_that_changes_nothing_leaves_the_note(editing):
    code, told = editing.run("time.sleep(2.2)", "note", "edit", "n-1")
    assert code == 0
    assert "stays as it is" in told
    assert editing.drafts == []


def test_an_empty_save_stores_nothing_and_is_no_loss(editing):
    code, told = editing.run("file.write_text(' \\n')")
    assert code == 1
    assert "no text" in told
    assert editing.drafts == []
    code, _ = editing.run("file.write_text('')", "note", "edit", "n-1")
    assert code == 1
    notes = editing.program("note", "list", "--json").document["notes"]
    assert notes[0]["text"].startswith("Ask about")


def test_an_editor_that_takes_the_file_away_says_so(editing):
    code, told = editing.run("file.unlink()")
    assert code == 1
    assert "left no file" in told


def test_options_and_blanks_in_the_name_of_the_editor(editing):
    editor = editing.editor("file.write_text(' '.join(sys.argv[1:-1]))")
    code, told = editing(visual=f"'{editor}' --wait 'a b'")
    assert code == 0, told
    assert editing.texts == ["--wait a b"]


@pytest.mark.parametrize("visual", ["/nowhere/editor", "no-such-editor --wait", "."])
def test_an_editor_that_is_not_there_is_named(editing, visual):
    code, told = editing(visual=visual)
    assert code == 2
    assert "can't start the editor" in told
    assert editing.drafts == []


def test_a_blank_variable_is_as_good_as_none_and_a_broken_one_is_named(editing):
    editor = editing.editor("file.write_text('by the other')")
    code, told = editing(visual="  ", EDITOR=f"'{editor}'")
    assert code == 0, told
    assert editing.texts == ["by the other"]
    code, told = editing(visual="", EDITOR="")
    assert (code, "no text was given" in told) == (2, True)
    code, told = editing(visual="'half a quote")
    assert (code, "$VISUAL" in told) == (2, True)


def test_a_store_that_refuses_the_note_leaves_it_in_a_file(editing):
    spoil = "store = pathlib.Path(os.environ['PROXYTUI_STORE'])\n"
    spoil += "(store / 'store.json').write_text('spoilt while the note was written')\n"
    code, told = editing.run(spoil + "file.write_text('an hour of words')")
    assert code == 3
    assert editing.kept(told) == b"an hour of words"


def test_interrupting_is_the_editors_own_affair(editing):
    editor = editing.editor(
        "import signal\n"
        "signal.signal(signal.SIGINT, lambda *_: file.write_text('went on'))\n"
        "print('ready', flush=True)\n"
        "while not file.read_text():\n    time.sleep(0.05)"
    )
    child = editing.spawn(visual=f"'{editor}'")
    child.expect("ready")
    os.killpg(os.getpgid(child.pid), signal.SIGINT)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    assert editing.texts == ["went on"]


def test_a_state_folder_that_cannot_be_written_is_no_hindrance(editing):
    (editing.program.home / "state").write_text("in the way")
    editor = editing.editor("file.write_text('words')")
    code, told = editing(visual=f"'{editor}'", TMPDIR=str(editing.program.home))
    assert code == 0, told
    assert editing.texts == ["words"]


@pytest.mark.parametrize("data", ["\ufeffcafé".encode(), "café".encode("utf-16")])
def test_a_piped_text_is_read_in_any_unicode(program, data):
    assert program("note", "add", "south", stdin=data).code == 0
    notes = program("note", "list", "south", "--json").document["notes"]
    assert [note["text"] for note in notes] == ["café"]


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfe\x00", b"a\x00b"])
def test_a_piped_text_that_is_none_is_refused(program, data):
    ended = program("note", "add", "south", stdin=data)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "nothing was stored" in ended.err


# Records as text


FAULTY = """
text = file.read_text()
if "#! " in text:
    lines = [line for line in text.split("\\n") if not line.startswith("#! ")]
    file.write_text("\\n".join(lines).replace("publised", "published"))
else:
    file.write_text(text + "  publised 2024\\n")
"""


def test_a_text_of_records_comes_back_with_its_faults_until_it_has_none(editing):
    editing.program("add", "source s-1 A title")
    code, told = editing.run(FAULTY, "edit", "s-1")
    assert code == 0, told
    stored = editing.program("export").document["sources"]
    assert next(source for source in stored if source["id"] == "s-1")["published"] == "2024"
    assert editing.drafts == []


def test_a_text_of_records_that_is_left_with_its_faults_is_kept_and_named(editing):
    code, told = editing.run('file.write_text("backs nobody")', "add")
    assert code == 2, told
    [draft] = editing.drafts
    assert str(draft) in told
    assert draft.read_text() == "backs nobody"


# What the columns of a table are


TABLE = "Who,Whom,How\nNorthland,Rebels,arms\n"
MENDED = """
text = file.read_text()
if text.startswith("#! in the mapping"):
    text = text.replace('subjekt = "Who"', 'subject = "Who"')
else:
    given = 'subjekt = "Who"\\nobject = "Whom"\\nterms = "How"'
    text = f'[columns]\\n{given}\\n[constants]\\ntype = "backs"\\n'
file.write_text(text)
"""


def test_a_table_that_says_too_little_opens_a_mapping_that_comes_back_until_it_has_no_fault(
    editing,
):
    table = editing.program.home / "ties.csv"
    table.write_text(TABLE, "utf-8")
    code, told = editing.run(MENDED, "import", str(table))
    assert code == 0, told
    assert "the columns are taken as you said" in told
    stored = editing.program("export").document["claims"]
    quotes = [claim["citations"][0].get("quote", {}).get("exact") for claim in stored]
    assert "Who: Northland; Whom: Rebels; How: arms" in quotes
    again = editing.program("import", str(table))
    assert "by the mapping ties of an earlier import" in again.err
    assert editing.drafts == []


def test_what_the_editor_opens_is_a_suggestion_with_the_columns_of_the_file(editing):
    table = editing.program.home / "ties.csv"
    table.write_text(TABLE, "utf-8")
    seen = editing.program.home / "seen"
    code, told = editing.run(
        f"pathlib.Path({str(seen)!r}).write_text(file.read_text())", "import", str(table)
    )
    assert (code, "with nothing written" in told) == (1, True)
    assert seen.read_text("utf-8").startswith("# What the columns of ties.csv mean.")
    assert '# Needed under [columns]: subject = "…"' in seen.read_text("utf-8")


def test_a_mapping_that_is_left_with_its_fault_imports_nothing_and_is_kept(editing):
    table = editing.program.home / "ties.csv"
    table.write_text(TABLE, "utf-8")
    before = editing.program("export").raw
    code, told = editing.run('file.write_text("[columns]\\nsubjekt = 1\\n")', "import", str(table))
    assert code == 2
    assert "no field of ties; use subject" in told
    assert editing.program("export").raw == before
    [draft] = editing.drafts
    assert str(draft) in told
    assert "subjekt" in draft.read_text()
