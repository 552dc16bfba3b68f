"""A command line as it is typed in the explorer: its words, what may follow, what it asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.table import COMMANDS
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.commands.parse import ParsedCall

# An apostrophe stands in names and notes; only double quotes hold words together.
_WORD = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<bare>\S+)')
_ONLY_OUTSIDE = {
    "--store": "this window has its store open already",
    "--demo": "this window has its store open already",
    "--version": "it answers outside the explorer",
    "--json": "JSON is for other programs; it is printed outside the explorer",
}
_HELP = ("-h", "--help")
ACTORS, PUBLISHERS = "actors", "publishers"


class Candidate(NamedTuple):
    """What may be meant: the whole line with it, how it is shown, and what it is."""

    line: str
    shown: str
    note: str


def split(line: str) -> list[str]:
    """The words of a line; those between double quotes are one."""
    found = _WORD.finditer(line)
    return [one["bare"] if one["quoted"] is None else one["quoted"] for one in found]


def quoted(word: str) -> str:
    """A word as `split` finds it again."""
    plain = word.replace('"', "")
    return f'"{plain}"' if " " in plain or not plain else plain


def read(line: str) -> ParsedCall:
    """What a line asks for. Words beyond the last argument belong to it: a name or a note needs no
    quotes at the end of a line. Raises UsageError."""
    from proxytui.commands import parse  # argparse, not needed before the first line

    words = split(line)
    for word in words:
        outside = _ONLY_OUTSIDE.get(word.partition("=")[0])
        if outside:
            raise UsageError(f"{word} can't be given here", outside)
    command, rest = _command(words)
    if set(words) & set(_HELP):
        said = f"{command.usage}: {command.help}" if command else "tab completes a command"
        raise UsageError(said, "? shows the keys")
    if command is None:
        return parse.read(words)
    try:
        return parse.read([*command.name.split(), *_gathered(command, rest)])
    except UsageError as error:
        # There is no `--help` to be seen here, but room for what it begins with.
        hint = command.usage if error.hint.endswith("--help`") else error.hint
        raise UsageError(error.title, hint) from None


def _command(words: Sequence[str]) -> tuple[Command | None, list[str]]:
    """The command that the words begin with, and the rest of them."""
    for length in (2, 1):
        command = COMMANDS.get(" ".join(words[:length])) if len(words) >= length else None
        if command is not None:
            return command, list(words[length:])
    return None, list(words)


def _gathered(command: Command, rest: Sequence[str]) -> list[str]:
    """The words behind a command, those too many in one with the last argument."""
    placed = [one for one in command.arguments if not one.named]
    options: list[str] = []
    free: list[str] = []
    left = 0
    for word in rest:
        option = _option(command, word)
        if left and option is None:
            options.append(word)
            left -= 1
        elif option is not None and len(free) <= len(placed):
            options.append(word)
            left = 0 if "=" in word else _values(option)
        else:
            free.append(word)
    if placed and len(free) > len(placed):
        free[len(placed) - 1 :] = [" ".join(free[len(placed) - 1 :])]
    # argparse takes what follows for no option, whatever it begins with.
    return [*options, "--", *free] if free else options


def _option(command: Command, word: str) -> Argument | None:
    name = word.partition("=")[0]
    named = (one for one in command.arguments if one.named)
    return next((one for one in named if name in (one.name, one.short)), None)


def _values(option: Argument) -> int:
    return {Shape.FLAG: 0, Shape.PAIR: 2}.get(option.shape, 1)


def asked(line: str) -> Command | None:
    """The command that a line begins with, if it is whole."""
    return _command(split(line))[0]


def complete(line: str, known: Callable[[str, str], Sequence[tuple[str, str]]]) -> list[Candidate]:
    """What may stand where the line ends. `known` gives actors or publishers by what is typed, each
    with a word about it."""
    typed = line.lstrip()
    command, rest = _command(split(typed))
    ended = typed.endswith(" ")
    if command is None or (not rest and not ended):
        begun = " ".join(split(typed)) + (" " if ended and typed.strip() else "")
        named = [one for one in COMMANDS.values() if one.name.startswith(begun)]
        return [Candidate(f"{one.name} ", one.name, one.help) for one in named]
    current = "" if ended or not rest else rest[-1]
    before = rest if ended or not rest else rest[:-1]
    start = typed if ended else typed[: _last(typed)]
    if current.startswith("-"):
        options = (one for one in command.arguments if one.named)
        return [
            Candidate(f"{start}{one.name} ", f"{one.name} {one.metavar}".strip(), one.help)
            for one in options
            if one.name.startswith(current)
            and (one.shape is Shape.REPEATED or one.name not in rest)
        ]
    argument = _awaited(command, before)
    if argument is None:
        return []
    if argument.choices:
        found = [(one, argument.help) for one in argument.choices if one.startswith(current)]
    else:
        what = _kind(argument)
        found = list(known(what, current)) if what else []
    return [Candidate(f"{start}{quoted(one)} ", one, note) for one, note in found]


def _last(line: str) -> int:
    """Where the last word of a line begins."""
    return max((one.start() for one in _WORD.finditer(line)), default=0)


def _awaited(command: Command, before: Sequence[str]) -> Argument | None:
    """The argument that the next word belongs to; the last one where all are given."""
    placed = [one for one in command.arguments if not one.named]
    left, open_option, free = 0, None, 0
    for word in before:
        option = _option(command, word)
        if option is not None:
            left, open_option = (0 if "=" in word else _values(option)), option
        elif left:
            left -= 1
        else:
            free += 1
    if left:
        return open_option
    return placed[min(free, len(placed) - 1)] if placed and free < len(placed) else None


def _kind(argument: Argument) -> str:
    if argument.key in ("name", "a", "b"):
        return ACTORS
    return PUBLISHERS if argument.key in ("without", "publisher") else ""
