"""A citation and its source in words: who says it, where, and how it was checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import publishers
from proxytui.model.records import Citation
from proxytui.model.short_names import short_name
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    speaker_phrase,
)
from proxytui.wording.reporting import (
    citation_remarks,
    found_nothing,
)
from proxytui.wording.source import source_in_full, source_phrase

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Source


_OPEN_LICENCE = re.compile(r"(?i)\b(?:cc[ -]by|odbl|odc|licen[cs]e)")


def licence_words(source: Source | None) -> str:
    """`licence CC BY 4.0` for a source under an open licence, which asks to be named with what is
    taken from it; "" for any other."""
    licence = text.line(source.licence or "") if source is not None else ""
    return f"licence {licence}" if _OPEN_LICENCE.search(licence) else ""


def citation_words(
    citation: Citation, name: Namer, source: Lookup, *, in_full: bool = False
) -> str:
    """A citation in words: who says, disputes or mentions the claim, in which source and where.

    Without a full stop and a check mark. With `in_full` the source has its whole title.
    """
    cited = source(citation.source)
    origin = source_in_full(cited) if in_full else source_phrase(cited)
    who = speaker_phrase(citation.speaker, name)
    if found_nothing(citation):
        words = f"no evidence found by {who}, according to {origin}" if who else ""
        words = words or f"{origin} found no evidence"
    elif who:
        past_verb = {"supports": "said", "disputes": "denied"}.get(citation.stance, "mentioned")
        words = f"{past_verb} by {who}, according to {origin}"
    else:
        verbs = {"supports": ("says so", "said so"), "disputes": ("disputes it", "disputed it")}
        now, then = verbs.get(citation.stance, ("mentions it", "mentioned it"))
        words = f"{origin} {then if publishers.retracted(citation, source) else now}"
    return text.line(words + _place_and_remarks(citation) + _copied(citation, source))


def _copied(citation: Citation, source: Lookup) -> str:
    """That a source is a copy of what was retracted or corrected; its own status stands with it."""
    cited = source(citation.source)
    words = source_status_words(cited, source) if cited is not None else ""
    return f"; {words}" if " " in words else ""


def voice_words(citation: Citation, name: Namer, source: Lookup, *, in_full: bool = False) -> str:
    """Who speaks in a citation, in which source and where, apart from what that does for the claim:
    "a customs officer, in “Border towns” (The Herald, 2024), ¶3"."""
    cited = source(citation.source)
    origin = source_in_full(cited) if in_full else source_phrase(cited)
    who = speaker_phrase(citation.speaker, name)
    words = f"{who}, in {origin}" if who else origin
    return text.line(words + _place_and_remarks(citation) + _copied(citation, source))


def grade_of(citation: Citation, source: Lookup) -> str:
    """The grade of a citation: the letter of its source and the digit of what it says, "B2";
    empty where neither is graded."""
    cited = source(citation.source)
    letter = text.line((cited.reliability if cited is not None else None) or "")
    return f"{letter}{text.line(str(citation.credibility or ''))}"


def _place_and_remarks(citation: Citation) -> str:
    words = ""
    for place, shown in (("page", "p."), ("paragraph", "¶")):
        number = text.line(str(getattr(citation.locator, place, None) or ""))
        if number:
            words += f", {shown} {number}" if place == "page" else f", {shown}{number}"
    remarks = citation_remarks(citation)
    return f"{words}; {join_words(remarks)}" if remarks else words


def source_status_words(source: Source, sources: Lookup) -> str:
    """That a source is retracted or corrected, itself or as a copy: "retracted", "a copy of what is
    since retracted"; empty for one that stands."""
    status = publishers.source_status(Citation(source.id), sources)
    if status == "current" or source.status == status:
        return "" if status == "current" else status
    return f"a copy of what is since {status}"


def source_words(source: Source) -> str:
    """A source in a few words: "9/11 Report, 22 Jul 2004"."""
    parts = [short_name(source)]
    parts.append(date_words(source.published) if source.published else "no date given")
    if source.status in ("corrected", "retracted"):
        parts.append(source.status)
    return ", ".join(parts)
