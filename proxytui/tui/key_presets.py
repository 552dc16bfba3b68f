"""Sets of keys by the habits of other programs, each as what it changes in the default keys."""

from __future__ import annotations

from typing import NamedTuple

DEFAULT = "default"


class KeyPreset(NamedTuple):
    """A set of keys: what it is like, and the keys of the actions in which it differs, by id."""

    like: str
    keys: dict[str, tuple[str, ...]] = {}


PRESETS: dict[str, KeyPreset] = {
    DEFAULT: KeyPreset("letters beside the arrow keys; digits go to panes and tabs"),
    "vim": KeyPreset(
        "the keys of vim; digits are counts, and behind g they go to panes and tabs",
        {
            **{f"pane-{number}": (f"g {number}",) for number in range(1, 4)},
            **{f"tab-{number}": (f"g {number + 3}",) for number in range(1, 7)},
            "next-pane": ("tab", "ctrl+w w"),
            "previous-pane": ("shift+tab", "ctrl+w p"),
            "next-tab": ("g t", "ctrl+pagedown"),
            "previous-tab": ("g T", "ctrl+pageup"),
            "unfold": ("l", "right", "z o"),
            "fold": ("h", "left", "z c"),
            "toggle": ("space", "z a"),
            "toggle-row": ("z a",),
            "fold-all": ("z M",),
            "zoom": ("ctrl+w o", "z z"),
            "back": ("ctrl+o", "left_square_bracket", "alt+left", "backspace"),
            "last-centre": ("ctrl+w ctrl+w", "minus"),
            "stores": ("f3",),
            "remove-note": ("d d",),
            "remove-record": ("d d",),
            "quit": ("ctrl+q", "Z Q"),
            "leave": ("q", "Z Z"),
        },
    ),
    "lazygit": KeyPreset(
        "left and right go to panes, [ and ] to tabs, < and > to the ends, z undoes",
        {
            "previous-pane": ("h", "left", "shift+tab"),
            "next-pane": ("l", "right", "tab"),
            "fold": ("shift+left", "ctrl+left"),
            "unfold": ("shift+right", "ctrl+right"),
            "previous-tab": ("left_square_bracket",),
            "next-tab": ("right_square_bracket",),
            "back": ("backspace", "alt+left"),
            "forward": ("alt+right",),
            "top": ("less_than_sign", "home"),
            "bottom": ("greater_than_sign", "end"),
            "page-up": ("comma", "pageup"),
            "page-down": ("full_stop", "pagedown"),
            "previous-year": ("left_parenthesis",),
            "next-year": ("right_parenthesis",),
            "previous-change": ("ctrl+up",),
            "next-change": ("ctrl+down",),
            "undo": ("z",),
            "redo": ("Z",),
            "zoom": ("f11",),
            "fold-all": ("W",),
            "toggle-row": (),
            "suspend": ("ctrl+z",),
        },
    ),
    "arrows": KeyPreset(
        "no letters to move; keys as in a text processor, such as F3, ctrl+z and del",
        {
            "down": ("down",),
            "up": ("up",),
            "unfold": ("right",),
            "fold": ("left",),
            "top": ("home",),
            "bottom": ("end",),
            "half-down": ("ctrl+down",),
            "half-up": ("ctrl+up",),
            "page-down": ("pagedown",),
            "page-up": ("pageup",),
            "earlier": ("left",),
            "later": ("right",),
            "filter": ("ctrl+f", "slash"),
            "next-hit": ("f3", "n"),
            "previous-hit": ("f4", "N"),
            "undo": ("ctrl+z", "u"),
            "redo": ("ctrl+y", "ctrl+r"),
            "suspend": (),
            "remove-note": ("delete", "d"),
            "remove-record": ("delete", "d"),
            "add": ("insert", "a"),
        },
    ),
}
"""By name, in the order in which pages list them."""
