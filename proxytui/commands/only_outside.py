"""The commands that only the command line can answer: they have no place in the explorer."""

from __future__ import annotations

from proxytui.commands.command import Argument, Command, Shape

COMMANDS = (
    Command(
        "serve",
        "the explorer in a browser of this computer, until ctrl+c",
        (
            Argument(
                "--port",
                "the port; 0 takes any that is free",
                Shape.NUMBER,
                "P",
                default=0,
                most=65_535,
            ),
        ),
        None,
    ),
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
