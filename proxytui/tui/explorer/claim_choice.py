"""A choice between the claims of a tie, for keys that mean one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.wording import assertion
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.model.records import Claim
    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene

_LABEL, _QUOTE = 160, 34
"""Cells at most of what tells claims apart, and of their first words."""


def choose_claim(
    desk: Desk, title: str, claims: Sequence[Claim], go: Callable[[Claim], None]
) -> None:
    """Go on with the claim where there is only one, else with that which is chosen."""
    if len(claims) == 1:
        go(claims[0])
        return
    scene = desk.scene
    choices = [_choice(scene, claim) for claim in claims]
    by_id = {claim.id: claim for claim in claims}

    def chosen(id_: str | None) -> None:
        if id_:
            go(by_id[id_])

    desk.app.push_screen(SelectOne(title, choices, desk.palette), chosen)


def _choice(scene: Scene, claim: Claim) -> Choice:
    """What tells a claim from others of its tie: dates, means and flags; its rank and status, how
    many say so, and its first words."""
    notes = [*assertion.claim_standing(claim), assertion.support_words((claim,), scene.source)]
    first = claim.citations[0] if claim.citations else None
    if first is not None and first.quote is not None:
        # A quote may have any length; what is cut off is not looked at.
        notes.append(f"“{shortened(texts.line(first.quote.exact[:200]), _QUOTE)}”")
    label = shortened(assertion.scope_label(claim, scene.name, scene.source), _LABEL)
    return Choice(claim.id, label, " · ".join(notes))
