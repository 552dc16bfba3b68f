"""The page that `man proxytui` shows, in roff, rendered from the table of commands."""

from __future__ import annotations

import re

from proxytui import __version__
from proxytui.cli.manual import explained
from proxytui.commands.command import EXIT_CODES, Argument, Command, Shape
from proxytui.commands.table import COMMANDS

_SPELLED = {
    "\\": "\\e",
    "-": "\\-",  # a bare one may be shown as a hyphen, which no shell knows
    "'": "\\(aq",
    "`": "\\(ga",
    "^": "\\(ha",
    "~": "\\(ti",
    "“": "\\(lq",
    "”": "\\(rq",
    "…": "...",
    "¶": "\\(ps",
}
_CODE = re.compile(r"`([^`]+)`")

_HEAD = (
    '.\\" Made by make docs from the table of commands.',
    f'.TH PROXYTUI 1 "" "ProxyTUI {__version__}"',
    ".if !c \\(ps .char \\(ps par.",  # on terminals that have ASCII only
    ".nh",
    ".ad l",
)
_SYNOPSIS = (
    "*proxytui* [*--store* _DIR_ | *--demo*]",
    "*proxytui* [*--store* _DIR_ | *--demo*] _COMMAND_ [_ARGUMENT_…] [*--json*]",
    "*proxytui* [_COMMAND_] *--help*",
    "*proxytui* *--version*",
)
_DESCRIPTION = (
    "ProxyTUI shows who is said to back whom in a conflict: with what, since when, who says so, and"
    " in which words. It is also a notebook. All of it is in one folder, the store, and nothing is"
    " sent anywhere.",
    "Without a command the explorer opens, in which `?` shows the keys and `F1` the manual. Where"
    " there is no store it asks how to begin.",
    "An argument NAME is an id, any name of an actor, or a close spelling of one. A date P is a"
    " year, a month or a day: `2010`, `2010-06`, `2010-06-15`.",
    "A command that answers prints lines for people, and with `--json` one JSON document. A command"
    " that writes prints the ids of what it made, one a line. Messages and errors go to standard"
    " error, an error on one line. Every change can be taken back by `proxytui undo`.",
)
_OPTIONS = (
    ("*--store* _DIR_", "the folder of the store"),
    ("*--demo*", "look at the bundled data set; what is changed then is not kept"),
    ("*--json*", "print one JSON document and nothing else, with the commands that list it"),
    ("*--help*", "the commands; after a command, its arguments"),
    ("*--version*", "the version"),
)
_ENVIRONMENT = (
    ("PROXYTUI_STORE", "the folder of the store, where `--store` is not given"),
    (
        "VISUAL, EDITOR",
        "the editor in which longer texts are written, as a command line; the first that is set",
    ),
    ("COLUMNS", "the width of what is drawn into a pipe, 80 where it is not set"),
    ("NO_COLOR", "no colours, where it is set to anything"),
    (
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
        "the folders in which those of the program lie; on macOS they lie under `~/Library`",
    ),
)
_FILES = (
    ("~/.local/share/proxytui/own/", "your store, where no other is named"),
    ("DIR/store.json", "the records of a store, one a line"),
    ("DIR/journal/", "every change, for `undo` and `log`"),
    ("DIR/documents/", "the kept texts of sources"),
    ("DIR/backups/", "copies that were read again and found sound"),
    ("~/.config/proxytui/config.toml", "settings, such as keys of your own"),
    ("~/.config/proxytui/templates/", "templates for notes"),
    ("~/.local/state/proxytui/", "what the explorer restores; details of failures; drafts"),
)
_EXAMPLES = (
    ("proxytui --demo", "look around in the bundled data set"),
    ("proxytui --demo show Hezbollah --as-of 2012", "what was said to hold in 2012"),
    ("proxytui new sudan --as-of 2024-01", "an empty store in the folder sudan"),
    (
        "proxytui --store sudan export --format html RSF -o rsf.html",
        "a document for somebody without the program",
    ),
)


def render() -> str:
    """The whole page."""
    codes = ((str(end.code), end.meaning) for end in EXIT_CODES)
    sections = {
        "NAME": "proxytui \\- explore and note who is said to back whom",
        "SYNOPSIS": "\n.br\n".join(map(_marked, _SYNOPSIS)),
        "DESCRIPTION": "\n.PP\n".join(map(_prose, _DESCRIPTION)),
        "OPTIONS": "\n".join(_item(_marked(name), _prose(words)) for name, words in _OPTIONS),
        "COMMANDS": "\n".join(map(_command, COMMANDS.values())),
        "EXIT STATUS": "\n".join(_item(_bold(code), _prose(words)) for code, words in codes),
        "ENVIRONMENT": "\n".join(_item(_bold(name), _prose(words)) for name, words in _ENVIRONMENT),
        "FILES": "\n".join(
            [
                _prose("As they lie on Linux; `proxytui locate` names those in use."),
                *(_item(_italic(name), _prose(words)) for name, words in _FILES),
            ]
        ),
        "EXAMPLES": "\n".join(_item(_bold(call), _prose(words)) for call, words in _EXAMPLES),
        "SEE ALSO": _prose(
            "The manual: `F1` in the explorer, or the folder `docs` of the program."
        ),
    }
    parts = [*_HEAD, *(f".SH {title}\n{body}" for title, body in sections.items())]
    return "\n".join(parts) + "\n"


def _command(command: Command) -> str:
    usage = " ".join([_bold(command.name), *map(_usage, command.arguments)])
    if command.json:
        usage += f" [{_bold('--json')}]"
    words = f"{command.help[0].upper()}{command.help[1:]}."
    items = [_item(_label(argument), _prose(explained(argument))) for argument in command.arguments]
    return "\n".join([f".SS {usage}", _prose(words), *items])


def _usage(argument: Argument) -> str:
    words = " ".join(filter(None, [_option(argument.short or argument.name), _value(argument)]))
    if argument.shape is Shape.REQUIRED:
        return words
    if argument.shape is Shape.WORDS:
        return f"[{words}...]"
    return f"[{words}]..." if argument.shape is Shape.REPEATED else f"[{words}]"


def _label(argument: Argument) -> str:
    names = [argument.short, argument.name] if argument.short else [argument.name]
    return " ".join(filter(None, [", ".join(map(_option, names)), _value(argument)]))


def _option(name: str) -> str:
    return _bold(name) if name.startswith("-") else _italic(name)


def _value(argument: Argument) -> str:
    return _italic(argument.metavar) if argument.metavar else ""


def _item(label: str, words: str) -> str:
    return f".TP\n{label}\n{words}"


def _prose(words: str) -> str:
    """A paragraph; what stands between back quotes is bold."""
    pieces = _CODE.split(words)
    shown = [_bold(piece) if at % 2 else _spelled(piece) for at, piece in enumerate(pieces)]
    return _at_margin("".join(shown))


def _marked(words: str) -> str:
    """A line in which `*…*` is bold and `_…_` is slanted."""
    bold = re.sub(r"\*([^*]+)\*", lambda word: _bold(word[1]), words.replace("…", "..."))
    return re.sub(r"(?<![A-Z])_([A-Z]+)_", lambda word: _italic(word[1]), bold)


def _bold(words: str) -> str:
    return f"\\fB{_spelled(words)}\\fP"


def _italic(words: str) -> str:
    return f"\\fI{_spelled(words)}\\fP"


def _spelled(words: str) -> str:
    """The words as roff writes them: its own signs escaped, others than ASCII by number."""
    return "".join(
        _SPELLED.get(sign) or (sign if sign < "\x7f" else f"\\[u{ord(sign):04X}]") for sign in words
    )


def _at_margin(line: str) -> str:
    """A line that is no request, whatever it begins with."""
    return f"\\&{line}" if line.startswith((".", "'")) else line
