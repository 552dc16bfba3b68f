"""Signs that a terminal's encoding lacks, by ASCII signs that say the same."""

from __future__ import annotations

_SIGNS = {
    "·": "-", "•": "*", "◆": "*", "…": "...", "–": "-", "—": "--",
    "“": '"', "”": '"', "‘": "'", "’": "'", "ʿ": "'",
    "›": ">", "▸": ">", "→": "->", "◂": "<", "▾": "v", "▲": "^", "↺": "@",
    "✓": "+", "✗": "x", "≥": ">=", "≤": "<=", "≈": "~", "≠": "!=", "§": "par. ", "¶": "par. ",
    "━": "=", "═": "=", "─": "-", "╌": "-", "┄": "-", "┅": "-", "│": "|", "╵": "|", "╳": "x",
    "└": "`", "├": "|", "┤": "|", "┌": ".", "┐": ".", "┘": "'",
    "█": "#", "▓": "#", "▒": ":", "░": ".",
    "▁": "_", "▂": "_", "▃": "_", "▄": "=", "▅": "=", "▆": "#", "▇": "#",
}  # fmt: skip


def spell(error: UnicodeError) -> tuple[str, int]:
    """Spell what can't be encoded, as `codecs.register_error` asks: the words, and where to go on.
    A letter becomes a question mark: a name is never spelt in other letters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end]
    return "".join(_SIGNS.get(sign, "?") for sign in unknown), error.end
