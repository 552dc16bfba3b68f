"""What an action is: its keys, its words, where it is valid, and which hint it gets."""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """An action of the explorer.

    `keys` are Textual's key names; two names with a blank between are pressed one after the
    other. `where` names the contexts in which it is valid: "any" (the explorer), "actors",
    "ties", "detail", "notes" (the Notes tab), "reader" (a source's text), "view" (a view of its own
    over the explorer), and what a view is called, for what only that one knows. `footer` is its
    rank among the hints at the bottom, 0 for none; `view` its letter in the menu of views, for
    what opens one.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str
    where: tuple[str, ...] = ("any",)
    footer: int = 0
    view: str = ""


EVERYWHERE = ("any", "reader", "view", "form")
"""Where moving and leaving are valid."""
LISTED = ("any", "view")
"""The explorer, and the views over it."""
MOVE, LOOK, TIME, WRITE, PROGRAM = "Move", "Look", "Time", "Write", "Program"

_SHOWN = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "minus": "-",
    "slash": "/",
    "colon": ":",
    "equals_sign": "=",
    "plus": "+",
    "underscore": "_",
    "quotation_mark": '"',
    "apostrophe": "'",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "f1": "F1",
    "f2": "F2",
    "f12": "F12",
}


def key_label(key: str) -> str:
    """A key as people write it: `[` for `left_square_bracket`."""
    return " ".join(_SHOWN.get(part, part) for part in key.split(" "))
