"""Keys as people write them: `[` for `left_square_bracket`."""

from __future__ import annotations

_LABELS = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "minus": "-",
    "slash": "/",
    "colon": ":",
    "equals_sign": "=",
    "plus": "+",
    "number_sign": "#",
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
    return " ".join(_LABELS.get(part, part) for part in key.split(" "))
