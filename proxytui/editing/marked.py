"""A text of records with its faults as comments, each above the line that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.notation.scanner import Fault

_MARK = "#! "


def marked(text: str, faults: Sequence[Fault]) -> str:
    """The text with a comment above each line that has a fault."""
    above: dict[int, list[str]] = {}
    for fault in faults:
        words = " ".join(fault.message.split())
        above.setdefault(fault.place.line, []).append(f"{_MARK}{fault.place.column}: {words}")
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        lines += [*above.get(number, ()), line]
    return "\n".join(lines)


def unmarked(text: str) -> str:
    """The text without such comments."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(_MARK))
