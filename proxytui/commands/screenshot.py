"""The command for a picture of a view; the command line has what draws it."""

from __future__ import annotations

from proxytui.commands.arguments import AS_OF
from proxytui.commands.command import Argument, Command, Shape, Values

COMMANDS = (
    Command(
        "screenshot",
        "a picture of a view, as SVG",
        (
            Argument(
                "NAME",
                "the actor in the middle; before --keys, if both are given",
                values=Values.ACTORS,
            ),
            Argument(
                "--output",
                "the file to write",
                Shape.REQUIRED,
                metavar="FILE.svg",
                short="-o",
                values=Values.FILES,
            ),
            Argument("--view", "the view", metavar="V", default="explorer"),
            Argument("--size", "columns and rows", metavar="WxH", default="120x40"),
            Argument("--theme", "the theme", metavar="T"),
            Argument("--keys", "keys to press first", Shape.WORDS, "KEY"),
            AS_OF,
        ),
        None,
    ),
)
