"""What the program ends with, and that every error is one line that says what to do."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from proxytui.commands.command import EXIT_CODES
from proxytui.commands.table import COMMANDS

# For every command, calls and the codes they end with, on the small store.
CALLS: dict[str, list[tuple[tuple[str, ...], int]]] = {
    "tour": [((), 2), (("here",), 2)],
    "show": [
        (("North",), 0),
        (("ucdp:123",), 0),
        (("backs:north:militia",), 0),
        (("c-1",), 0),
        (("no such one",), 2),
    ],
    "tree": [(("north",), 0), (("north", "--type", "likes"), 2), (("north", "--depth", "201"), 2)],
    "path": [
        (("north", "south"), 0),
        (("north", "south", "--as-of", "2015", "--type", "leads"), 1),
        (("north", "border state"), 2),
        (("north", "Nordland"), 2),
        (("north", "south", "-k", "0"), 2),
        (("north",), 2),
    ],
    "map": [(("north",), 0), (("fighters",), 0), (("north", "--hops", "4"), 2)],
    "timeline": [(("militia",), 0), ((), 2)],
    "diff": [
        (("2010", "2012"), 0),
        (("2010",), 2),
        (("--recorded", "start", "now"), 0),
        (("--recorded", "1900", "now"), 1),
        (("--publisher", "The Paper", "nobody"), 2),
    ],
    "tensions": [((), 0), (("--as-of", "soon"), 2)],
    "gaps": [((), 0), (("--without", "The Paper"), 0), (("--without", "nobody"), 2)],
    "search": [(("militia",), 0), (("zzzzqqqq",), 1), (("x", "--in", "dreams"), 2)],
    "note add": [(("north", "text"), 0), (("north", " "), 1), (("no such one", "text"), 2)],
    "note list": [((), 0), (("south",), 0), (("no such one",), 2)],
    "note edit": [(("n-1", "other"), 0), (("n-none", "other"), 2)],
    "note remove": [(("n-1",), 0), (("n-none",), 2)],
    "source add": [(("given.txt",), 0), (("none.txt",), 2)],
    "source attach": [(("s-agency", "given.txt"), 0), (("s-none", "given.txt"), 2)],
    "source list": [((), 0)],
    "source verify": [((), 1)],
    "suggest": [
        (("given.txt", "--engine", "rules"), 0),
        (("s-paper", "--engine", "rules"), 0),
        (("s-agency",), 2),
        (("none.txt",), 2),
        (("given.txt", "--engine", "guess"), 2),
    ],
    "add": [
        (("North backs South from s-agency",), 0),
        (("North backs Nordland",), 2),
        (("North hugs South",), 2),
    ],
    "edit": [
        (("s-agency", "author=The Agency"), 0),
        (("s-agency", "dreams=big"), 2),
        (("no such one", "title=x"), 2),
    ],
    "cite": [
        (("c-1", "from s-agency"), 0),
        (("c-1", "from s-agency, said by South", "--disputes"), 0),
        (("c-1", '"no such words" s-paper'), 2),
        (("backs:north:militia", "from s-agency"), 2),
        (("c-none", "from s-agency"), 2),
        (("c-1",), 2),
    ],
    "footnote": [
        (("c-1",), 0),
        (("backs:north:militia", "--style", "plain", "--markdown"), 0),
        (("s-paper",), 0),
        (("c-none",), 2),
        (("c-1", "--style", "harvard"), 2),
    ],
    "remove": [(("n-1",), 0), (("s-agency",), 1), (("no such one",), 2), ((), 2)],
    "who": [((), 0), (("north", "--decided"), 0), (("no such one",), 2)],
    "same": [
        (("north", "south", "--reason", "one"), 0),
        (("north", "north"), 1),
        (("north", "militia", "--off"), 1),
        (("no such one", "south"), 2),
        (("north",), 2),
    ],
    "different": [(("north", "south"), 0), (("north", "south", "--off"), 0), (("north",), 2)],
    "unsure": [(("north", "south"), 0), (("north", "no such one"), 2)],
    "split": [
        (("north", "c-1", "--into", "North Two"), 0),
        (("north", "c-none", "--into", "North Two"), 2),
        (("north", "c-5", "--into", "North Two"), 1),
        (("north", "--into", "North Two"), 2),
        (("north", "c-2"), 2),
    ],
    "new": [(("fresh",), 0), (("fresh",), 1), ((), 2)],
    "check": [((), 1)],
    "export": [((), 0), (("--format", "runes"), 2), (("-o", "none/there.json"), 1)],
    "import": [(("good.json",), 0), (("given.txt",), 2), (("half.json",), 1)],
    "merge": [(("copy",), 0), (("none",), 2), ((), 2)],
    "merge-driver": [(("none", "none", "none"), 2), (("given.txt",) * 3, 3), ((), 2)],
    "view list": [((), 0), (("--store", "none"), 3)],
    "view save": [(("Kept",), 0), (("Kept", "--as-of", "soon"), 2), ((), 2)],
    "view rename": [(("none", "Kept"), 2), ((), 2)],
    "view remove": [(("none",), 2), ((), 2)],
    "undo": [((), 0)],
    "redo": [((), 1)],
    "log": [((), 0)],
    "backup": [((), 0), (("copy",), 0), (("copy",), 3), (("--demo",), 2)],
    "restore": [(("copy",), 0), (("--newest",), 0), (("none",), 2), ((), 2)],
    "repair": [((), 0), (("--accept",), 0), (("--store", "none"), 3)],
    "compact": [((), 0)],
    "stats": [((), 0), (("--store", "none"), 3), (("--store", "x", "--demo"), 2)],
    "locate": [((), 0), (("--store", "none"), 0)],
    "server init": [(("postgresql://127.0.0.1:1/db",), 3), (("none",), 3), ((), 2)],
    "server check": [(("postgresql://127.0.0.1:1/db",), 3), (("none",), 3), ((), 2)],
    "completions": [(("bash",), 0), (("csh",), 2), (("fish", "--", "sh"), 0), ((), 2)],
    "serve": [(("--port", "80"), 2), (("--port", "many"), 2)],
    "screenshot": [((), 2), (("-o", "x.svg", "--size", "big"), 2)],
}
# The program itself, with one command replaced.
HARNESS = """
import sys
from proxytui.commands import table
from proxytui.cli.main import run
def replaced(call):
    {body}
table.COMMANDS["stats"] = table.COMMANDS["stats"]._replace(run=replaced)
sys.exit(run(["stats"]))
"""


def test_every_command_has_help_and_a_test_of_its_exit_codes():
    assert set(CALLS) == set(COMMANDS)
    assert all(command.help for command in COMMANDS.values())
    assert all(argument.help for c in COMMANDS.values() for argument in c.arguments)


@pytest.mark.parametrize("name", CALLS)
def test_ends_with_the_code_of_the_contract(program, name):
    (program.home / "given.txt").write_text("a text", encoding="utf-8")
    (program.home / "good.json").write_bytes(program("export").raw)
    (program.home / "half.json").write_text('{"proxytui": 1, "actors": [{"id": "x"}]}', "utf-8")
    if name in ("restore", "merge"):
        for target in ((), ("copy",)):
            program("backup", *target)
    for number, (words, code) in enumerate(CALLS[name]):
        call = program if number else program.process
        ended = call(*name.split(), *words)
        assert ended.code == code, (words, ended.err)
        if code >= 2:
            assert re.fullmatch(r"proxytui: [^\n]+; [^\n]+\n", ended.err), ended.err
            assert ended.out == ""


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--help",),
        ("--version",),
        ("show", "militia"),
        ("show", "militia", "--json"),
        ("show", "\x1b[31mx\udcff\u202ey"),
        ("timeline", "evil"),
        ("log", "--store", "none"),
        ("export",),
        ("check",),
    ],
    ids=" ".join,
)
def test_a_call_in_this_process_ends_as_one_in_a_process_of_its_own_does(program, words):
    assert program(*words) == program.process(*words)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_names_all_its_arguments(program, name):
    ended = program(*name.split(), "--help")
    assert ended.code == 0
    for argument in COMMANDS[name].arguments:
        assert argument.name in ended.out


def test_the_help_lists_every_command(program):
    ended = program.process("--help")
    assert ended.code == 0
    assert all(f"  {name} " in ended.out for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shwo", "north"), "did you mean 'show'"),
        (("note",), "use add, list, edit, remove"),
        (("--colour",), "--colour"),
        (("show", "north", "--as-of", "20x"), "such as 2010"),
        (("show", "north", "--dep", "2"), "nothing here is called --dep 2"),
        (("show", "militai of the people"), "militia"),
        ((), "needs a terminal"),
    ],
)
def test_a_wrong_call_says_what_to_do_on_one_line(program, words, said):
    ended = program(*words)
    assert ended.code == 2
    assert re.fullmatch(r"proxytui: [^\n]+; [^\n]+\n", ended.err)
    assert said in ended.err


def test_an_error_shows_nothing_that_a_terminal_acts_on(program):
    for words in (
        ("show", "\x1b[31mx\u202ey"),
        ("\x1b[31mx",),
        ("show", "x", "--as-of", "\x1b]0;"),
    ):
        ended = program(*words)
        assert ended.code == 2
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ended.err)
        assert ended.err.count("\n") == 1


def test_a_name_of_many_lists_them_all(program):
    ended = program("show", "Border State")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "(north)" in ended.err
    assert "(south)" in ended.err


def test_the_version_is_answered_without_any_import_worth_naming(program):
    code = (
        "import sys; sys.argv = ['proxytui', '--version']\n"
        "from proxytui.__main__ import main\n"
        "code = main()\n"
        "heavy = {'argparse', 'msgspec', 'tinydb', 'rich', 'textual', 'pydantic', 'json'}\n"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    ended = program.python("-c", code)
    assert ended.lines[0].startswith("proxytui 0.")
    assert ended.lines[1] == "0 []"
    assert program("--store", "anywhere", "--version").lines == ended.lines[:1]


def test_a_crash_is_kept_in_a_file_of_its_own_and_named_on_one_line(program):
    ended = program.python("-c", HARNESS.format(body="raise KeyError('secret \\n detail')"))
    assert ended.code == 70
    assert ended.out == ""
    match = re.fullmatch(r"proxytui: [^\n]*KeyError[^\n]* (/[^\n]+)\n", ended.err)
    assert match
    assert "Traceback" not in ended.err
    assert match[1].startswith(str(program.home / "state"))
    assert stat.S_IMODE(os.stat(match[1]).st_mode) == 0o600
    kept = Path(match[1]).read_text(encoding="utf-8")
    assert "Traceback" in kept
    assert "secret" in kept


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_quietly(program, number, code):
    body = "import time; call.workspace; print('ready', flush=True); time.sleep(600)"
    process = subprocess.Popen(
        [sys.executable, "-c", HARNESS.format(body=body)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=program.env,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(number)
    _, err = process.communicate()
    assert (process.returncode, err) == (code, b"")
    assert program("stats").code == 0


def test_a_signal_throws_a_throw_away_copy_away(program):
    code = HARNESS.replace('["stats"]))', '["--demo", "stats"]))')
    body = (
        "import time; call.workspace.add_note(('iran',), 'gone soon');"
        " print(call.workspace.place.folder, flush=True); time.sleep(600)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code.format(body=body)], stdout=subprocess.PIPE, env=program.env
    )
    assert process.stdout is not None
    folder = process.stdout.readline().decode().strip()
    assert os.path.exists(folder)
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == 143
    assert not os.path.exists(folder)


@pytest.mark.parametrize(
    "words", [("show", "militia"), ("show", "militia", "--json"), ("export",), ("--help",)]
)
def test_a_closed_pipe_ends_it_quietly(program, words):
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [sys.executable, "-m", "proxytui", *words],
        stdout=write,
        stderr=subprocess.PIPE,
        env=program.env,
    )
    os.close(write)
    _, err = process.communicate()
    assert process.returncode == 141
    assert [line for line in err.splitlines() if b"note" not in line] == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("show", "militia"), ("log", "--json"), ("export",)])
def test_a_full_disk_behind_the_output_is_said_on_one_line(program, words):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "proxytui", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=program.env,
            check=False,
        )
    assert done.returncode == 1
    assert b"can't be written" in done.stderr
    assert len([line for line in done.stderr.splitlines() if b"note" not in line]) == 1


def test_a_store_that_is_no_store_exits_3(program, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "store.json").write_text("{", encoding="utf-8")
    ended = program("--store", str(tmp_path / "other"), "stats")
    assert ended.code == 3
    assert re.fullmatch(r"proxytui: [^\n]+; [^\n]+\n", ended.err)


def test_without_a_store_a_command_says_what_to_do_and_makes_none(program):
    del program.env["PROXYTUI_STORE"]
    ended = program.process("stats", "--json")
    assert (ended.code, ended.out) == (3, "")
    assert re.fullmatch(r"proxytui: [^\n]+; [^\n]+\n", ended.err)
    for way in ("`new`", "--store", "--demo"):
        assert way in ended.err
    assert list((program.home / "data").rglob("store.json")) == []


def test_the_first_record_makes_a_store_of_ones_own_and_says_where(program):
    del program.env["PROXYTUI_STORE"]
    first = program.process("add", "actor North (state)")
    assert str(program.home / "data") in first.err
    second = program.process("add", "actor South (state)")
    assert (second.code, second.err.count("made an empty store")) == (0, 0)
    assert program.process("stats", "--json").document["actors"] == 2


def test_a_new_store_starts_at_the_date_that_is_given(program, tmp_path):
    folder = str(tmp_path / "sudan")
    assert program("new", folder, "--as-of", "2025-04").code == 0
    assert program("--store", folder, "stats", "--json").document["actors"] == 0
    assert '"as_of":"2025-04"' in (tmp_path / "sudan" / "store.json").read_text().replace(" ", "")
    odd = program("new", str(tmp_path / "other"), "--as-of", "April")
    assert odd.code == 2
    assert not (tmp_path / "other").exists()


def test_demo_keeps_nothing(program):
    assert program.process("--demo", "note", "add", "iran", "gone").code == 0
    assert program("--demo", "note", "list", "--json").document == {"notes": []}
    assert program("note", "list", "--demo", "--json").document == {"notes": []}


def test_every_code_of_the_manual_is_one_of_the_contract():
    assert [one.code for one in EXIT_CODES] == [0, 1, 2, 3, 70, 130, 141, 143]
