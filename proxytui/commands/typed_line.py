"""A command line as it is typed in the explorer: its words, its completion, the call it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.commands.command import Argument, Command, Shape, Values
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


class Candidate(NamedTuple):
    """A completion: the whole line with it, its label, and a note on it."""

    line: str
    label: str
    note: str


def split(line: str) -> list[str]:
    """The words of a line; those between double quotes are one."""
    matches = _WORD.finditer(line)
    return [match["bare"] if match["quoted"] is None else match["quoted"] for match in matches]


def quoted(word: str) -> str:
    """A word in quotes where it needs them, so that `split` gives it back."""
    plain = word.replace('"', "")
    return f'"{plain}"' if " " in plain or not plain else plain


def read(line: str) -> ParsedCall:
    """The call that a line makes; raises UsageError.

    Words beyond the last argument belong to it: a name or a note needs no quotes at the end.
    """
    from proxytui.commands import parse  # argparse, not needed before the first line

    words = split(line)
    for word in words:
        reason = _ONLY_OUTSIDE.get(word.partition("=")[0])
        if reason:
            raise UsageError(f"{word} can't be given here", reason)
    command, rest = _command(words)
    if set(words) & set(_HELP):
        usage = f"{command.usage}: {command.help}" if command else "tab completes a command"
        raise UsageError(usage, "? shows the keys")
    if command is None:
        return parse.read(words)
    try:
        return parse.read([*command.name.split(), *_join_free_words(command, rest)])
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


def _join_free_words(command: Command, rest: Sequence[str]) -> list[str]:
    """The words behind a command; words beyond the last argument are joined with it."""
    placed = [argument for argument in command.arguments if not argument.named]
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
    options = (argument for argument in command.arguments if argument.named)
    return next((argument for argument in options if name in (argument.name, argument.short)), None)


def _values(option: Argument) -> int:
    return {Shape.FLAG: 0, Shape.PAIR: 2}.get(option.shape, 1)


def command_of(line: str) -> Command | None:
    """The command that a line begins with, if it is whole."""
    return _command(split(line))[0]


def complete(
    line: str, known: Callable[[Values, str], Sequence[tuple[str, str]]]
) -> list[Candidate]:
    """The completions where the line ends.

    `known` gives the values of a kind that fit what is typed, each with a word about it.
    """
    typed = line.lstrip()
    command, rest = _command(split(typed))
    ended = typed.endswith(" ")
    if command is None or (not rest and not ended):
        begun = " ".join(split(typed)) + (" " if ended and typed.strip() else "")
        commands = [other for other in COMMANDS.values() if other.name.startswith(begun)]
        return [Candidate(f"{other.name} ", other.name, other.help) for other in commands]
    current = "" if ended or not rest else rest[-1]
    before = rest if ended or not rest else rest[:-1]
    start = typed if ended else typed[: _last(typed)]
    if current.startswith("-"):
        options = (option for option in command.arguments if option.named)
        return [
            Candidate(
                f"{start}{option.name} ", f"{option.name} {option.metavar}".strip(), option.help
            )
            for option in options
            if option.name.startswith(current)
            and (option.shape is Shape.REPEATED or option.name not in rest)
        ]
    argument = awaited(command, before)
    if argument is None:
        return []
    if argument.choices:
        values = [(value, argument.help) for value in argument.choices if value.startswith(current)]
    else:
        values = list(known(argument.values, current))
    return [Candidate(f"{start}{quoted(value)} ", value, note) for value, note in values]


def _last(line: str) -> int:
    """The place in a line at which its last word begins."""
    return max((match.start() for match in _WORD.finditer(line)), default=0)


def awaited(command: Command, before: Sequence[str]) -> Argument | None:
    """The argument that the word behind those `before` belongs to; None where all are given."""
    places = [argument for argument in command.arguments if not argument.named]
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
    if free < len(places):
        return places[free]
    return places[-1] if places and places[-1].shape is Shape.WORDS else None
