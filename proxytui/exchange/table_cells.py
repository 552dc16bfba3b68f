"""Cells that a spreadsheet would take for a formula: marked when written, taken back when read."""

from __future__ import annotations

import re

# An apostrophe says "a text" to a spreadsheet; one that stood there before gets another.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
# Other programs say it so, lest a number loses its zeros.
_TEXT = re.compile('="((?:[^"]|"")*)"')
_MARKED = re.compile("'+[=+\\-@\t\r]")


def escaped(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell as it was before `escaped`; of a formula that is only a text, the text."""
    if text := _TEXT.fullmatch(cell):
        return text[1].replace('""', '"')
    return cell[1:] if _MARKED.match(cell) else cell
