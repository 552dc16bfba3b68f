"""The words of a call read into a command and its arguments, by the table of commands."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from proxytui import __version__
from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.table import COMMANDS
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.commands.call import ArgumentValue

_ACTIONS = {Shape.REPEATED: "append", Shape.WORDS: "extend"}
_COUNTS: dict[Shape, str | int] = {Shape.WORDS: "+", Shape.PAIR: 2}
_ABOUT = (
    "Who is said to back whom, since when, and in whose words. Without a command: the explorer."
)


class ParsedCall(NamedTuple):
    """A call that was read: its command, None for the explorer, with its arguments by name."""

    command: Command | None
    arguments: dict[str, ArgumentValue]
    store: str | None
    demo: bool
    json: bool
    plain: bool = False


_PLAINER = (
    (r"^the following arguments are required: (.*)", r"missing: \1"),
    (r"^unrecognized arguments: (.*)", r"nothing here is called \1"),
    (r"^argument (.*): expected one argument$", r"\1 needs a word behind it"),
    (r"^argument (.*): expected at least one argument$", r"\1 needs a word behind it"),
)
"""What argparse says, and how it reads plainer."""


class _Parser(argparse.ArgumentParser):
    """argparse that raises its errors as one line."""

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _PLAINER:
            message = re.sub(theirs, ours, message)
        raise UsageError(message, f"see `{self.prog} --help`")


def read(argv: Sequence[str]) -> ParsedCall:
    """Read a call's words; raises UsageError, and SystemExit after printing help or version."""
    cut = _options(argv)
    place = _root_parser().parse_args(list(argv[:cut]))
    words = list(argv[cut:])
    if not words:
        return _parsed(None, place)
    command, rest = _command(words)
    return _parsed(command, _command_parser(command).parse_args(rest, place))


def _options(argv: Sequence[str]) -> int:
    """The number of words before the command."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] == "--store" else 1
    return min(at, len(argv))


def _parsed(command: Command | None, namespace: argparse.Namespace) -> ParsedCall:
    values = vars(namespace)
    if values["store"] is not None and values["demo"]:
        raise UsageError("--store and --demo exclude each other", "leave one of them out")
    arguments: dict[str, ArgumentValue] = {}
    for argument in command.arguments if command else ():
        value = values.get(argument.key)
        arguments[argument.key] = tuple(value) if isinstance(value, list) else value
    return ParsedCall(
        command,
        arguments,
        values["store"],
        values["demo"],
        values.get("json", False),
        values["plain"],
    )


def _command(words: list[str]) -> tuple[Command, list[str]]:
    """The command that the words begin with, and the rest of them."""
    for length in (2, 1):
        name = " ".join(words[:length])
        if len(words) >= length and name in COMMANDS:
            return COMMANDS[name], words[length:]
    first = words[0]
    group = [name for name in COMMANDS if name.startswith(f"{first} ")]
    if group and set(words[1:2]) & {"-h", "--help"}:
        print("\n".join(f"proxytui {COMMANDS[n].usage}\n    {COMMANDS[n].help}" for n in group))
        raise SystemExit(0)
    if group:
        raise UsageError(
            f"'{first}' needs one more word", f"use {', '.join(n.split()[1] for n in group)}"
        )
    import difflib  # only a wrong word pays for it

    names = list(dict.fromkeys(name.split()[0] for name in COMMANDS))
    close = difflib.get_close_matches(first, names, 1)
    hint = f"did you mean '{close[0]}'?" if close else "see `proxytui --help`"
    raise UsageError(f"there is no command '{first}'", hint)


def _add_store_options(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """The options of every command; given again behind it, they replace those before it."""
    plain = argparse.SUPPRESS if again else False
    parser.add_argument(
        "--plain", action="store_true", default=plain, help="in words alone, a line each, undrawn"
    )
    store = argparse.SUPPRESS if again else None
    parser.add_argument("--store", metavar="DIR", default=store, help="the store's folder")
    demo = argparse.SUPPRESS if again else False
    parser.add_argument(
        "--demo", action="store_true", default=demo, help="the bundled data set; nothing is kept"
    )


def _root_parser() -> argparse.ArgumentParser:
    listed = [f"  {name:<15} {command.help}" for name, command in COMMANDS.items()]
    parser = _Parser(
        prog="proxytui",
        usage="proxytui [--store DIR | --demo] [--plain] [COMMAND …]",
        description=_ABOUT,
        epilog="\n".join(["commands:", *listed, "", "proxytui COMMAND --help tells more."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_store_options(parser)
    version = f"proxytui {__version__}"
    parser.add_argument("--version", action="version", version=version, help="show the version")
    return parser


def _command_parser(command: Command) -> argparse.ArgumentParser:
    description = command.help[0].upper() + command.help[1:] + "."
    parser = _Parser(prog=f"proxytui {command.name}", description=description, allow_abbrev=False)
    for argument in command.arguments:
        _add_argument(parser, argument)
    if command.json:
        parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_store_options(parser, again=True)
    return parser


def _add_argument(parser: argparse.ArgumentParser, argument: Argument) -> None:
    shape, text = argument.shape, argument.help.replace("%", "%%")
    if not argument.named:
        nargs = None if shape is Shape.REQUIRED else "*" if shape is Shape.WORDS else "?"
        parser.add_argument(argument.key, metavar=argument.name, nargs=nargs, help=text)
        return
    names = [argument.short, argument.name] if argument.short else [argument.name]
    if shape is Shape.FLAG:
        parser.add_argument(*names, dest=argument.key, action="store_true", help=text)
        return
    if argument.default is not None:
        text += f" (default: {argument.default})"
    parser.add_argument(
        *names,
        dest=argument.key,
        metavar=tuple(argument.metavar.split()) if shape is Shape.PAIR else argument.metavar,
        help=text + (f": {', '.join(argument.choices)}" if argument.choices else ""),
        choices=argument.choices or None,
        default=argument.default,
        required=shape is Shape.REQUIRED,
        type=_number(argument.most) if shape is Shape.NUMBER else str,
        action=_ACTIONS.get(shape, "store"),
        nargs=_COUNTS.get(shape),
    )


def _number(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = -1
        if not 0 <= value <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is no whole number from 0 to {most}")
        return value

    return number
