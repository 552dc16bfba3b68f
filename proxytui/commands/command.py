"""The row of a command: its name, its arguments, its help, and the function that runs it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.commands.call import Answer, Call


class Shape(Enum):
    """The form of an argument in a call: OPTIONAL is once or not at all, REPEATED each time behind
    its name; WORDS, or a PAIR of them, stand behind one name, and WORDS by their place too."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    REPEATED = "repeated"
    WORDS = "words"
    PAIR = "pair"
    NUMBER = "number"
    FLAG = "flag"


class Values(Enum):
    """The values among which an argument's lie, so that they can be completed; FREE is any text."""

    FREE = "free"
    ACTORS = "actors"
    PUBLISHERS = "publishers"
    VIEWS = "views"
    NOTES = "notes"
    SOURCES = "sources"
    TAGS = "tags"
    FILES = "files"


class Argument(NamedTuple):
    """An argument: `NAME` by its place, `--as-of` by its name with a value called `metavar`.

    A number goes from 0 to `most`.
    """

    name: str
    help: str
    shape: Shape = Shape.OPTIONAL
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: str | int | None = None
    short: str = ""
    most: int = 1_000_000
    values: Values = Values.FREE

    @property
    def key(self) -> str:
        """The name by which a Call has its value: `as_of`."""
        return self.name.lstrip("-").replace("-", "_").lower()

    @property
    def named(self) -> bool:
        """Whether it is an option, known by its name rather than by its place."""
        return self.name.startswith("-")


class Command(NamedTuple):
    """A command; `json` says whether it has a JSON shape, `run` is None where only the command line
    can do it."""

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[[Call], Answer] | None
    json: bool = False

    @property
    def usage(self) -> str:
        """The words to type, options in brackets."""
        words = [self.name, *(_usage(argument) for argument in self.arguments)]
        return " ".join([*words, "[--json]"] if self.json else words)


def _usage(argument: Argument) -> str:
    words = f"{argument.short or argument.name} {argument.metavar}".strip()
    if argument.shape is Shape.REQUIRED:
        return words
    if argument.shape is Shape.WORDS:
        return f"[{words}…]"
    return f"[{words}]…" if argument.shape is Shape.REPEATED else f"[{words}]"


class ExitCode(NamedTuple):
    """A number that a process ends with, and what it means."""

    code: int
    meaning: str


EXIT_CODES: tuple[ExitCode, ...] = (
    ExitCode(0, "done; an empty list is no failure"),
    ExitCode(1, "the answer is no, or problems were found"),
    ExitCode(2, "an argument is wrong, or a name is unknown or ambiguous"),
    ExitCode(3, "the store can't be opened or written"),
    ExitCode(70, "the program failed; the line names a file with the details"),
    ExitCode(130, "interrupted"),
    ExitCode(141, "the output was closed before its end"),
    ExitCode(143, "terminated"),
)
