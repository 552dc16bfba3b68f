"""An actor's name in a column: its acronym where the name doesn't fit and that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import text as texts
from proxytui.views.lines import fit

if TYPE_CHECKING:
    from proxytui.views.scene import Scene


_LEGIBLE = 1
"""A name that is so many cells too long still says more when it is cut than its acronym does."""


def fitting(scene: Scene, actor: str, label: str, cells: int) -> str:
    """The label in exactly so many cells, as an acronym of the actor that fits where it doesn't fit
    itself."""
    return fit(shortened(scene, actor, label, cells), cells)


def shortened(scene: Scene, actor: str, label: str, cells: int) -> str:
    """The label, or an acronym of the actor that fits where that is much too long; not cut."""
    record = scene.index.actors.get(actor) if cell_len(label) > cells + _LEGIBLE else None
    if record is None or record.described:
        return label
    acronyms = [texts.line(name.text) for name in record.names if name.type == "acronym"]
    initials = "".join(word[0] for word in label.split() if word[0].isupper())
    # Of several the one of these very words: the others are of its names in other languages.
    acronyms.sort(key=lambda name: name != initials)
    return next((name for name in acronyms if 0 < cell_len(name) <= cells), label)
