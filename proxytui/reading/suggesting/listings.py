"""Parts that are listed behind a name and a colon: "Armed Forces: Army, Navy, Republican Guard"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.suggestion import Clue, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_COLON = re.compile(r"(?:\s*\([^()]{1,40}\))?\s*:\s")
_LISTED = re.compile(r"[^:.!?;]*")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|said|says)\b")
_PARTS = {
    "state-body": frozenset(("state-body", "armed-group")),
    "coalition": frozenset(("armed-group", "party", "organisation")),
    "organisation": frozenset(("organisation",)),
}


def listing_claims(
    text: str, start: int, end: int, names: Sequence[ActorName]
) -> Iterator[Suggestion]:
    """The claims of a list of parts in a sentence from `start` to `end` with these names."""
    for place, whole in enumerate(names):
        colon = _COLON.match(text, whole.end, end)
        kinds = _PARTS.get(whole.kind)
        if colon is None or kinds is None:
            continue
        listed = _LISTED.match(text, colon.end(), end)
        until = listed.end() if listed else end
        if _VERB.search(text, colon.end(), until):
            continue
        kind = "member-of" if whole.kind == "coalition" else "part-of"
        for part in names[place + 1 :]:
            if part.end <= until and part.kind in kinds and part.actor != whole.actor:
                clues = (
                    Clue(part.start, part.end, "subject"),
                    Clue(whole.start, whole.end, "object"),
                )
                yield Suggestion(kind, part.actor, whole.actor, start, end, clues=clues)
