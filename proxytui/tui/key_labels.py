"""Keys as people write them, and as Textual names them: `[` and `left_square_bracket`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LABELS = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "minus": "-",
    "slash": "/",
    "backslash": "\\",
    "vertical_line": "|",
    "colon": ":",
    "semicolon": ";",
    "equals_sign": "=",
    "plus": "+",
    "asterisk": "*",
    "number_sign": "#",
    "underscore": "_",
    "quotation_mark": '"',
    "apostrophe": "'",
    "grave_accent": "`",
    "circumflex_accent": "^",
    "tilde": "~",
    "at": "@",
    "ampersand": "&",
    "dollar_sign": "$",
    "percent_sign": "%",
    "exclamation_mark": "!",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "delete": "del",
    "insert": "ins",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
_NAMES = {label: name for name, label in _LABELS.items()}
_OTHERS = frozenset({"tab", "space", "enter", "backspace", "home", "end"})
_MODIFIERS = ("ctrl+", "alt+", "shift+", "super+")


# The hints ask for those of fifty actions at every key.
@lru_cache(maxsize=512)
def key_label(key: str) -> str:
    """A key as people write it: `[` for `left_square_bracket`, `alt+←` for `alt+left`."""
    return " ".join(_with_modifiers(part, _LABELS) for part in key.split(" "))


def key_name(written: str) -> str:
    """The name of a key that people wrote as its name or its sign; two have a blank between."""
    return " ".join(_with_modifiers(part, _NAMES) for part in written.split())


def _with_modifiers(part: str, words: dict[str, str]) -> str:
    front = _modifiers(part)
    rest = part[len(front) :]
    return f"{front}{words.get(rest, rest)}"


def _modifiers(part: str) -> str:
    """The `ctrl+`, `alt+` and the like before a key."""
    place = 0
    while (front := next((m for m in _MODIFIERS if part.startswith(m, place)), "")) and len(
        part
    ) > place + len(front):
        place += len(front)
    return part[:place]


def is_key(name: str) -> bool:
    """Whether a name is that of a key, with modifiers or without."""
    rest = name[len(_modifiers(name)) :]
    if rest in _LABELS or rest in _OTHERS or (len(rest) == 1 and rest.isalnum()):
        return True
    try:
        unicodedata.lookup(rest.replace("_", " "))
    except KeyError:
        return False
    return True
