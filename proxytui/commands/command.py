"""What a command is: its name, its arguments, its help, and what runs it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.commands.call import Answer, Call


class Shape(Enum):
    """How an argument is given: once, if at all; REPEATED with its name; WORDS, or a PAIR of them,
    behind one name."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    REPEATED = "repeated"
    WORDS = "words"
    PAIR = "pair"
    NUMBER = "number"
    FLAG = "flag"


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

    @property
    def key(self) -> str:
        """What a Call knows it by: `as_of`."""
        return self.name.lstrip("-").replace("-", "_").lower()

    @property
    def named(self) -> bool:
        """Whether it is given by name rather than by place."""
        return self.name.startswith("-")


class Command(NamedTuple):
    """A command. `json`: it has a JSON shape. `run` is None for what only the command line does."""

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[[Call], Answer] | None
    json: bool = False

    @property
    def usage(self) -> str:
        """The words to type, options in brackets."""
        said = [self.name, *(_usage(argument) for argument in self.arguments)]
        return " ".join([*said, "[--json]"] if self.json else said)


def _usage(argument: Argument) -> str:
    shown = f"{argument.short or argument.name} {argument.metavar}".strip()
    if argument.shape is Shape.REQUIRED:
        return shown
    if argument.shape is Shape.WORDS:
        return f"[{shown}…]"
    return f"[{shown}]…" if argument.shape is Shape.REPEATED else f"[{shown}]"


class ExitCode(NamedTuple):
    """What a process ends with, and what that means."""

    code: int
    meaning: str


EXIT_CODES: tuple[ExitCode, ...] = (
    ExitCode(0, "done; an empty list is no failure"),
    ExitCode(1, "the answer is no, or problems were found"),
    ExitCode(2, "the call's words are off, or a name is unknown or ambiguous"),
    ExitCode(3, "the store can't be opened or written"),
    ExitCode(70, "the program failed; the line names a file with the details"),
    ExitCode(130, "interrupted"),
    ExitCode(141, "whoever read the output closed it"),
    ExitCode(143, "terminated"),
)
