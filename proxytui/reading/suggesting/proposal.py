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
        until=until,
        attested=_attested(suggestion, published),
        flags=tuple(flag for flag in flags if flag not in _OF_CITATION),
    )


def _attested(suggestion: Suggestion, published: str | None) -> Attested | None:
    """The day that the words speak of, else that of the source, for what it says is so."""
    if suggestion.stance == "disputes" or suggestion.assertion != "asserted":
        return None
    spoken = suggestion.attested or published
    return (spoken, spoken) if spoken else None
