"""A suggestion as the claim that would be recorded of it, with the words it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from proxytui.model.records import Citation, Claim, Speaker
from proxytui.reading import quotes

if TYPE_CHECKING:
    from proxytui.model.records import Attested, Locator
    from proxytui.reading.suggesting.suggestion import Suggestion

_PLAIN_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_OF_CITATION = ("alleged", "unsupported")


def proposed_claim(
    suggestion: Suggestion,
    text: str,
    source: str,
    sha: str | None,
    published: str | None = None,
    locator: Locator | None = None,
) -> Claim:
    """The claim without an id that a suggestion from the text of a source would become.

    `sha` names the version of the text, `locator` the place of the words in it. Of what is no
    longer so, and ends on no day that the words give, the end is not later than the source was
    published.
    """
    flags = suggestion.flags
    quote = quotes.anchor_at(text, suggestion.start, suggestion.end)
    speaker = Speaker(suggestion.speaker_actor, suggestion.speaker_text)
    citation = Citation(
        source,
        msgspec.structs.replace(quote, text=sha),
        speaker if suggestion.speaker else None,
        locator,
        stance=suggestion.stance,
        flags=tuple(flag for flag in flags if flag in _OF_CITATION),
    )
    day = published if published and _PLAIN_DAY.fullmatch(published) else None
    until = suggestion.until
    if suggestion.assertion == "ended" and until is None and day:
        until = f"../{day}"
    return Claim(
        "",
        suggestion.type,
        suggestion.subject,
        suggestion.object,
        (citation,),
        terms=suggestion.terms,
        role=suggestion.role,
        since=suggestion.since,
        since_raw=suggestion.since_raw,
        until=until,
        until_raw=suggestion.until_raw,
        basis=suggestion.basis,
        attested=_attested(suggestion, published),
        flags=tuple(flag for flag in flags if flag not in _OF_CITATION),
    )


def _attested(suggestion: Suggestion, published: str | None) -> Attested | None:
    """The day that the words speak of, else that of the source, for what it says is so: a text of
    2024 on what was done "until 1990", or was done some day, attests nothing in 2024."""
    if suggestion.stance == "disputes" or suggestion.assertion not in ("asserted", "past"):
        return None
    is_current = suggestion.assertion == "asserted" and suggestion.until is None
    spoken = suggestion.attested or (published if is_current else None)
    return (spoken, spoken) if spoken else None
