"""Suggestions that were rejected, as the record of their source remembers them: a text each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.late_pattern import late_pattern
from proxytui.model.vocabulary import Check, tie_id
from proxytui.reading import quotes
from proxytui.reading.last_text import LastText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.reading.suggesting.suggestion import Suggestion

_WRITTEN = late_pattern(r"([0-9a-f]+) (\d+)-(\d+) (.+)", re.DOTALL)
_IN_PLACE = (Check.EXACT, Check.NORMALISED, Check.MOVED)


def rejection(suggestion: Suggestion, sha: str) -> str:
    """The text that a rejection is remembered by: `SHA START-END TYPE:SUBJECT:OBJECT`, with
    `disputes` behind it where the words deny the tie.

    `sha` names the version of the text, the numbers are code points of it; what else the words
    were taken to say, such as the means, doesn't count.
    """
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    denial = " disputes" if suggestion.stance == "disputes" else ""
    return f"{sha} {suggestion.start}-{suggestion.end} {tie}{denial}"


def carried_over(
    rejected: Iterable[str], text_of: Callable[[str], str | None], text: str, sha: str
) -> list[str]:
    """The rejections of older versions of a text for the version `sha`, of those whose words stand
    at one place of it; `text_of` gives an older version by its sha256."""
    kept_text = LastText(text_of)
    carried: dict[str, None] = {}
    for written in rejected:
        match = _WRITTEN.fullmatch(written)
        older = kept_text(match[1]) if match and match[1] != sha else None
        if match is None or older is None:
            continue
        start, end = int(match[2]), int(match[3])
        if not older[start:end].strip():
            continue
        there = quotes.check(quotes.anchor_at(older, start, end), text)
        if there.check in _IN_PLACE:
            carried[f"{sha} {there.start}-{there.end} {match[4]}"] = None
    return list(carried)
