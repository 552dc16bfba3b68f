"""The commands that only the command line can answer: they have no place in the explorer."""

from __future__ import annotations

from proxytui.commands.command import Argument, Command, Shape

COMMANDS = (
    Command(
        "completions",
        "a script by which your shell completes commands, options and names",
        (
            Argument("SHELL", "bash, zsh or fish", Shape.REQUIRED, choices=("bash", "zsh", "fish")),
            Argument("WORD", "behind --: say what fits in place of the last of them", Shape.WORDS),
        ),
        None,
    ),
)
