"""Claims that are there already, in the words under which they are offered to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.wording import assertion
from proxytui.wording.phrases import join_words, plural, quoted, statement, upper_first

if TYPE_CHECKING:
    from proxytui.model.records import Claim
    from proxytui.views.scene import Scene

_NAMED = 2
"""Publishers that are named; of more there is the number."""


def words(scene: Scene, claim: Claim) -> str:
    """`North backs River Guard · start given: 2010 · weapons · The Herald and The Gazette`."""
    content = statement(
        claim.type,
        scene.name(claim.subject),
        scene.name(claim.object),
        office=quoted(claim.role or ""),
        elements="elements" in claim.flags,
    )
    scope = assertion.scope_label(claim, scene.name, scene.source)
    return " · ".join(
        (upper_first(content), scope, *assertion.claim_standing(claim), _origin(scene, claim))
    )


def _origin(scene: Scene, claim: Claim) -> str:
    """Who published what the claim rests on, each once."""
    names: dict[str, None] = {}
    for citation in claim.citations:
        source = scene.source(citation.source)
        if source is not None:
            names[texts.line(source.publisher or "") or texts.line(source.title)] = None
    first = list(names)[:_NAMED]
    more = [plural(len(names) - _NAMED, "other")] if len(names) > _NAMED else []
    return join_words([*first, *more]) or "no source is recorded"
