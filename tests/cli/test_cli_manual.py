"""The manual is made from the table of commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from manual_pages import TEXT

from proxytui.cli import manual
from proxytui.commands.command import EXIT_CODES
from proxytui.commands.table import COMMANDS

FILE = Path(__file__).parents[2] / "docs" / "commands.md"
_EXAMPLE = re.compile(r"^```console\n\$ proxytui (?P<words>.*)\n(?P<shown>(?:.*\n)*?)```$", re.M)
EXAMPLES = {found["words"]: found["shown"] for found in _EXAMPLE.finditer(TEXT)}


def test_the_manual_is_up_to_date():
    again = "python -m proxytui.cli.manual docs/commands.md"
    assert FILE.read_text(encoding="utf-8") == manual.render(), f"run: {again}"


def test_the_manual_has_every_command_argument_and_exit_code():
    text = manual.render()
    for command in COMMANDS.values():
        assert f"\n## {command.name}\n" in text
        for argument in command.arguments:
            assert f"{argument.name}" in text
            assert argument.help.replace("|", "\\|") in text
    for one in EXIT_CODES:
        assert f"| {one.code} | {one.meaning} |" in text


@pytest.mark.parametrize("words", EXAMPLES)
def test_an_example_of_the_manual_shows_what_the_program_prints(program, words):
    """A line `…` stands for any number of lines."""
    printed = program(*shlex.split(words)).out
    pieces = EXAMPLES[words].split("…\n")
    at = 0
    for number, piece in enumerate(pieces):
        found = printed.find(piece, at)
        assert found >= 0, f"not printed:\n{piece}"
        assert number or found == 0, "an example begins where the output does"
        at = found + len(piece)
