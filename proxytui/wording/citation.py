"""A citation and its source in words: who says it, where, and how it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    source_phrase,
    source_title,
    speaker_phrase,
)
from proxytui.wording.reporting import (
    doubts,
    found_nothing,
)

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Source


def citation_words(citation: Citation, name: Namer, source: Lookup) -> str:
    """Who says, disputes or mentions it, in which source and where; no full stop, no check mark."""
    found = source(citation.source)
    where = source_phrase(found)
    who = speaker_phrase(citation.speaker, name)
    if found_nothing(citation):
        said = f"no evidence found by {who}, according to {where}" if who else ""
        said = said or f"{where} found no evidence"
    elif who:
        done = {"supports": "said", "disputes": "denied"}.get(citation.stance, "mentioned")
        said = f"{done} by {who}, according to {where}"
    else:
        verb = {"supports": "says so", "disputes": "disputes it"}
        said = f"{where} {verb.get(citation.stance, 'mentions it')}"
    for place, shown in (("page", "p."), ("paragraph", "¶")):
        number = text.line(str(getattr(citation.locator, place, None) or ""))
        if number:
            said += f", {shown} {number}" if place == "page" else f", {shown}{number}"
    recorded = doubts(citation)
    if recorded:
        said += f"; {join_words(recorded)}"
    return text.line(said)


def source_words(source: Source) -> str:
    """A source in a few words: "news analysis, about 2 Dec 2024"."""
    said = [source_title(source)]
    said.append(date_words(source.published) if source.published else "no date given")
    if source.status in ("corrected", "retracted"):
        said.append(source.status)
    return ", ".join(said)
