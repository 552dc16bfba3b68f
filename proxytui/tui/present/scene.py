"""What every view is drawn from: index, lens, names at the date, and the check of a quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.values import Citation, QuoteCheck, Source
    from proxytui.network.index import Index
    from proxytui.network.lens import Lens

_ROLES = {"backs": "backs", "opposes": "opposes", "allied-with": "allied"}


@dataclass(frozen=True)
class Scene:
    """Everything a view may read. `name` gives an actor's label at the lens's date."""

    index: Index
    lens: Lens
    name: Callable[[str], str]
    check: Callable[[Citation], QuoteCheck]

    def source(self, id_: str) -> Source | None:
        """A source by its id."""
        return self.index.sources.get(id_)


def role_of(claim_type: str) -> str:
    """The colour of a claim type: backs, opposes, allied, or structure for the rest."""
    return _ROLES.get(claim_type, "structure")


def glyph_of(claim_type: str, held: bool) -> str:
    """The line drawn for a tie: each type its own, thinner where it is not held."""
    kind = CLAIM_TYPES.get(claim_type)
    if kind is None:
        return "─"
    return kind.line if held else kind.faint
