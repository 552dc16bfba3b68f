"""Colours and styles: own themes, and one table from roles to styles for any theme."""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from proxytui.tui.contrast import readable

DARK = Theme(
    name="proxytui-dark",
    primary="#63c5c0",
    secondary="#b48ead",
    warning="#dcb45c",
    error="#e5806f",
    success="#93c47d",
    accent="#7fb0d6",
    foreground="#d5dae3",
    background="#10141b",
    surface="#151b24",
    panel="#1c2430",
    dark=True,
    variables={
        "role-dim": "#7f8a9c",
        "role-rule": "#333f50",
        "role-cursor": "#2b3d55",
        "block-cursor-blurred-background": "#2b3d55",
        "role-idle": "#222b38",
        "border-blurred": "#2d3848",
        "scrollbar": "#2d3848",
        "scrollbar-background": "#10141b",
    },
)
LIGHT = Theme(
    name="proxytui-light",
    primary="#0b6b6b",
    secondary="#7a3d86",
    warning="#8a5a00",
    error="#a8321f",
    success="#2f6b25",
    accent="#1f5f94",
    foreground="#1d232c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    dark=False,
    variables={
        "role-dim": "#5d626c",
        "role-rule": "#c4c1b8",
        "role-cursor": "#cfe0ef",
        "block-cursor-blurred-background": "#cfe0ef",
        "role-idle": "#e4e2dc",
        "border-blurred": "#c9c6be",
        "scrollbar": "#c4c1b8",
        "scrollbar-background": "#fbfaf7",
    },
)
MONO = Theme(
    name="proxytui-mono",
    primary="#d0d0d0",
    secondary="#d0d0d0",
    warning="#d0d0d0",
    error="#d0d0d0",
    success="#d0d0d0",
    accent="#ffffff",
    foreground="#d0d0d0",
    background="#000000",
    surface="#000000",
    panel="#101010",
    dark=True,
    variables={
        "role-dim": "#8a8a8a",
        "role-rule": "#4a4a4a",
        "role-cursor": "#3a3a3a",
        "block-cursor-blurred-background": "#3a3a3a",
        "role-idle": "#1c1c1c",
        "border-blurred": "#4a4a4a",
    },
)
CONTRAST = Theme(
    name="proxytui-contrast",
    primary="#5fe8e0",
    secondary="#e3b0ff",
    warning="#ffd75f",
    error="#ff9c8a",
    success="#7ee87a",
    accent="#a8d4ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    dark=True,
    variables={
        "role-dim": "#c4c4c4",
        "role-rule": "#8a8a8a",
        "role-cursor": "#20457c",
        "block-cursor-blurred-background": "#20457c",
        "role-idle": "#333333",
        "border-blurred": "#8a8a8a",
        "scrollbar": "#8a8a8a",
        "scrollbar-background": "#000000",
    },
)
THEMES = (DARK, LIGHT, MONO, CONTRAST)
WORDS = {
    DARK.name: "dark",
    LIGHT.name: "light",
    MONO.name: "one colour",
    CONTRAST.name: "high contrast",
    "ansi-dark": "the terminal's own colours",
    "ansi-light": "the terminal's own colours",
}
"""What the themes are that are meant for this program, in a word."""

# role -> (colour variable, attributes). A hue has one meaning: success backing, error opposition,
# primary alliance, secondary all other types; warning what is contested or wanting; accent where
# the keys go. What is held is bright, what is possible dim.
_ROLES: dict[str, tuple[str, str]] = {
    "text": ("foreground", ""),
    "strong": ("foreground", "bold"),
    "dim": ("role-dim", ""),
    "rule": ("role-rule", ""),
    "heading": ("role-dim", "bold"),
    "title": ("accent", "bold"),
    "backs": ("success", ""),
    "backs-head": ("success", "bold"),
    "opposes": ("error", ""),
    "opposes-head": ("error", "bold"),
    "allied": ("primary", ""),
    "allied-head": ("primary", "bold"),
    "structure": ("secondary", ""),
    "structure-head": ("secondary", "bold"),
    "possible": ("role-dim", ""),
    "date": ("foreground", "bold"),
    "caution": ("warning", ""),
    "alert": ("warning", "bold"),
    "good": ("foreground", "bold"),
    "quote": ("foreground", ""),
    "found": ("foreground", "bold underline"),
    "link": ("accent", "underline"),
    "mention": ("accent", "underline"),
    "picked": ("foreground", "reverse"),
    "picked-found": ("foreground", "bold underline reverse"),
    "key": ("foreground", "bold"),
    "jump": ("accent", "bold reverse"),
    "note": ("foreground", ""),
}
_GROUNDS = ("background", "surface")
_ANSI = {
    "foreground": "default",
    "role-dim": "bright_black",
    "role-rule": "bright_black",
    "accent": "default",
    "success": "green",
    "error": "red",
    "primary": "cyan",
    "secondary": "magenta",
    "warning": "yellow",
}


def word_colours(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The colours `word-accent` and `word-muted`, in which words can be read on what they stand on,
    by the variables of a theme."""
    if theme.ansi:
        return {"word-accent": variables["accent"], "word-muted": variables["foreground-muted"]}
    under = Color.parse(variables["background"])
    grounds = [Color.parse(variables[name]).hex6 for name in _GROUNDS]
    muted = Color.parse(variables["foreground-muted"])
    return {
        "word-accent": readable(Color.parse(variables["accent"]).hex6, grounds),
        "word-muted": readable(under.blend(muted, muted.a).hex6, grounds),
    }


class ThemeStyles:
    """The styles of a theme by role; `cursor` is laid under the line at the cursor of the list that
    has the keys, `idle` under those of other lists."""

    def __init__(self, theme: Theme, variables: dict[str, str]) -> None:
        self.ansi = theme.ansi
        self.styles: dict[str, Style] = {}
        if theme.ansi:
            self.cursor = Style(reverse=True)
            self.idle = Style(underline=True)
            grounds: list[str] = []
        else:
            cursor = self._hex(variables, "role-cursor", "primary-muted")
            idle = self._hex(variables, "role-idle", "panel")
            self.cursor = Style(bgcolor=cursor, bold=True)
            self.idle = Style(bgcolor=idle)
            own = (self._hex(variables, name, "background") for name in _GROUNDS)
            grounds = [ground for ground in (*own, cursor, idle) if ground]
        for role, (variable, attributes) in _ROLES.items():
            if theme.ansi:
                colour = _ANSI[variable]
            else:
                colour = variables.get(variable) or variables["foreground"]
                if not colour.startswith("#"):
                    colour = variables["foreground"]
            colour = colour[:7] if colour.startswith("#") else colour
            if grounds and role != "rule":
                colour = readable(colour, grounds)
            # Reversed, words would have the terminal's own ground for their colour.
            ground = f" on {grounds[0]}" if grounds and "reverse" in attributes else ""
            self.styles[role] = Style.parse(f"{attributes} {colour}{ground}".strip())

    @staticmethod
    def _hex(variables: dict[str, str], preferred: str, fallback: str) -> str | None:
        for name in (preferred, fallback, "panel"):
            value = variables.get(name, "")
            if value.startswith("#"):
                return value[:7]
        return None

    def style(self, role: str) -> Style:
        """The style of a role; an unknown role is a mistake of ours and raises KeyError."""
        return self.styles[role]
