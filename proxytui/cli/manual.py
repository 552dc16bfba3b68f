"""The manual of the command line, rendered from the table of commands.

`python -m proxytui.cli.manual docs/commands.md` writes it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from proxytui.commands.command import EXIT_CODES, Argument, Command, Shape
from proxytui.commands.table import COMMANDS

_HEAD = """\
# Commands

<!-- Made from the table of commands by `python -m proxytui.cli.manual docs/commands.md`. -->

`proxytui [--store DIR | --demo] [COMMAND …]`

Without a command the explorer opens. `--store DIR` names the store's folder, `PROXYTUI_STORE` sets
the default; without either it is your own store, which `locate` names. Where there is none, the
explorer opens with a start screen, `add`, `import` and `source add` make an empty one, and other
commands end with 3. `--demo` looks at the bundled data set; what you change there is not kept.
`--version` shows the version, `--help` the commands, and behind a command its arguments.

`--json` prints one JSON document to standard output and nothing else. A writing command prints the
id of what it made, one a line. Messages and errors go to standard error, an error on one line.
"""


def render() -> str:
    """The whole manual in Markdown."""
    parts = [_HEAD, "| command | does |\n| --- | --- |"]
    parts[-1] += "".join(
        f"\n| [`{_escaped(command.usage)}`](#{_anchor(command)}) | {_escaped(command.help)} |"
        for command in COMMANDS.values()
    )
    parts += [_section(command) for command in COMMANDS.values()]
    codes = "".join(f"\n| {end.code} | {_escaped(end.meaning)} |" for end in EXIT_CODES)
    parts.append(f"## Exit codes\n\n| code | means |\n| --- | --- |{codes}")
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _anchor(command: Command) -> str:
    return command.name.replace(" ", "-")


def _section(command: Command) -> str:
    parts = [f"## {command.name}", f"{command.help[0].upper()}{command.help[1:]}."]
    if command.arguments:
        rows = "".join(
            f"\n| `{_shown(argument)}` | {_escaped(explained(argument))} |"
            for argument in command.arguments
        )
        parts.append(f"| argument | means |\n| --- | --- |{rows}")
    return "\n\n".join(parts)


def _shown(argument: Argument) -> str:
    names = f"{argument.short}, {argument.name}" if argument.short else argument.name
    return _escaped(f"{names} {argument.metavar}".strip())


def explained(argument: Argument) -> str:
    """What an argument means, with its choices and its default, in back quotes."""
    words = argument.help
    if argument.choices:
        words += f": {', '.join(f'`{choice}`' for choice in argument.choices)}"
    if argument.default is not None:
        words += f" (default `{argument.default}`)"
    if argument.shape is Shape.REQUIRED and argument.named:
        words += "; needed"
    return words


def _escaped(words: str) -> str:
    return words.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(), encoding="utf-8")
