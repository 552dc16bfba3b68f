"""Suggestions that were rejected, as the record of their source remembers them: a text each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from proxytui.reading.suggesting.suggestion import Suggestion


def rejection(suggestion: Suggestion, sha: str) -> str:
    """The text that a rejection is remembered by: `SHA START-END TYPE:SUBJECT:OBJECT`, with
    `disputes` behind it where the words deny the tie.

    `sha` names the version of the text, the numbers are code points of it; what else the words
    were taken to say, such as the means, doesn't count.
    """
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    denial = " disputes" if suggestion.stance == "disputes" else ""
    return f"{sha} {suggestion.start}-{suggestion.end} {tie}{denial}"
