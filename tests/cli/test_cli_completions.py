"""What a shell is told that may stand where a line ends."""

from __future__ import annotations

import json

import pytest

from proxytui.cli import completions
from proxytui.commands.table import COMMANDS


def _fitting(program, line: str, shell: str = "bash") -> list[str]:
    words = [line] if shell == "bash" else line.split(" ")[1:]
    ended = program("completions", shell, "--", *words)
    assert ended.code == 0
    assert ended.err == ""
    return ended.lines


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_the_program_itself(program, shell):
    ended = program("completions", shell)
    assert ended.code == 0
    assert f"proxytui completions {shell} -- " in ended.out


def test_commands_are_completed_word_by_word(program):
    assert _fitting(program, "proxytui sho") == ["show"]
    assert _fitting(program, "proxytui note ") == ["add", "list", "edit", "remove"]
    firsts = {name.split()[0] for name in COMMANDS}
    offered = {line.split("\t")[0] for line in _fitting(program, "proxytui ", "fish")}
    assert firsts <= offered


def test_an_actor_is_completed_by_any_of_its_names_in_any_case(program):
    assert _fitting(program, "proxytui show peop") == [r"People\'s\ Militia"]
    states = _fitting(program, "proxytui path south NORT", "zsh")
    assert [line.split("	")[0] for line in states] == ["North", "northern-backed fighters"]
    assert _fitting(program, "proxytui show nordl", "fish") == ["Nordland\tNorth"]
    assert _fitting(program, "proxytui export north sou") == ["South"]


def test_in_bash_letters_stay_as_typed_while_several_names_fit(program):
    assert _fitting(program, "proxytui show nOrt") == ["nOrth", r"nOrthern-backed\ fighters"]


def test_what_is_typed_inside_quotes_stays_inside_them(program):
    assert _fitting(program, 'proxytui show "northern-') == ["northern-backed fighters"]
    assert _fitting(program, r"proxytui show northern-backed\ f") == [r"northern-backed\ fighters"]


def test_a_name_that_would_run_in_the_shell_is_escaped_or_not_offered(program):
    record = {"id": "trap", "kind": "person", "names": [{"text": 'Trap $(touch owned) `id` "x"'}]}
    (program.home / "trap.json").write_text(json.dumps({"proxytui": 1, "actors": [record]}))
    assert program("import", "trap.json").code == 0
    outside = _fitting(program, "proxytui show trap")
    assert outside == [r"Trap\ \$\(touch\ owned\)\ \`id\`\ \"x\""]
    assert _fitting(program, 'proxytui show "trap') == []
    assert _fitting(program, "proxytui show 'trap") == []


def test_no_control_sign_of_a_name_reaches_the_shell(program):
    for shell in ("bash", "zsh", "fish"):
        lines = _fitting(program, "proxytui show evil", shell)
        assert len(lines) == 1
        assert "\x1b" not in lines[0]


def test_options_choices_files_views_notes_and_sources_are_completed(program):
    assert "--roll-up" in _fitting(program, "proxytui show north --r")
    assert "--as-of" not in _fitting(program, "proxytui show --as-of 2012 --")
    assert "graphml" in _fitting(program, "proxytui export --format gr")
    assert _fitting(program, "proxytui import ") == ["/files"]
    assert _fitting(program, "proxytui --store ") == ["/files"]
    assert program("view save", "Arms", "--filter", "support:W").code == 0
    assert _fitting(program, "proxytui view remove a") == ["Arms"]
    assert _fitting(program, "proxytui show north --view A") == ["Arms"]
    sources = {line.split("\t")[0] for line in _fitting(program, "proxytui source attach ", "fish")}
    assert {"s-paper", "s-agency"} <= sources
    note = program("note add", "north", "Look again").lines[0]
    assert f"{note}\tLook again" in _fitting(program, "proxytui note remove ", "fish")


def test_the_store_that_the_line_names_gives_the_names(program):
    assert _fitting(program, "proxytui --demo show Hezbollah\\ A") != []
    assert _fitting(program, "proxytui show Hezbollah\\ A") == []
    assert _fitting(program, "proxytui --store none/there show no") == []
    assert not (program.home / "none").exists()


@pytest.mark.parametrize(
    ("line", "words", "quote"),
    [
        ("proxytui show ", ["proxytui", "show", ""], ""),
        ("proxytui  show a\\ b", ["proxytui", "show", "a b"], ""),
        ('proxytui show "a b', ["proxytui", "show", "a b"], '"'),
        ("proxytui show 'a' b", ["proxytui", "show", "a", "b"], ""),
        ("proxytui show it\\'s", ["proxytui", "show", "it's"], ""),
    ],
)
def test_a_line_of_bash_is_parted_as_bash_parts_it(line, words, quote):
    assert completions.split(line) == (words, quote)
