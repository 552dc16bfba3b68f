"""The manual is made from the table of commands."""

from __future__ import annotations

from pathlib import Path

from proxytui.cli import manual
from proxytui.commands import COMMANDS, EXIT_CODES

FILE = Path(__file__).parents[2] / "docs" / "commands.md"


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
