"""Roles of what is drawn: by the type of a claim, its line, and by how a tie stands."""

from __future__ import annotations

from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES

STATE_ROLES = {
    State.HELD: "text",
    State.POSSIBLY: "possible",
    State.UNSPOKEN: "dim",
    State.NOT: "dim",
}


def role_of(claim_type: str) -> str:
    """The colour of a claim type: backs, opposes, allied, or structure for the rest."""
    kind = CLAIM_TYPES.get(claim_type)
    return kind.colour if kind is not None else "structure"


def glyph_of(claim_type: str, is_held: bool) -> str:
    """The line drawn for a tie: each type its own, thinner where it is not held."""
    kind = CLAIM_TYPES.get(claim_type)
    if kind is None:
        return "─"
    return kind.line if is_held else kind.faint
