"""An event in words: what is reported of it, when, and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import publishers
from proxytui.model.records import Claim, Event
from proxytui.wording.changed_sources import changed_source_sentences
from proxytui.wording.claim import date_note, flag_sentences
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    named,
    quoted,
    sentence,
    span_date_words,
)
from proxytui.wording.reporting import (
    has_flag,
    objections,
    sources,
    unsupported,
)

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup


def event_words(event: Event, name: Namer, source: Lookup) -> str:
    """An event on one line: who says that it happened, what, when, where, and who took part."""
    title = text.line(event.title) or "an event without a title"
    as_claim = Claim(event.id, "", "", "", event.citations, flags=event.flags)
    supporting = publishers.supporting((as_claim,), source)
    before = f"Recorded as {event.status}: " if event.status in ("refuted", "retracted") else ""
    if supporting:
        doubt = ""
        if "planned" in event.flags:
            doubt = "it is intended that this happens"
        elif has_flag(as_claim, "alleged", source):
            doubt = "it is alleged that this happened"
        to = "according to " if before else "According to "
        who = sources(supporting, name, source)
        who = f"{who} {doubt}" if doubt else who.removesuffix(",")
        sentences = [f"{before}{to}{who}: {title}"]
    else:
        content = f"this happened: {title}"
        sentences = [
            before + words for words in unsupported((as_claim,), lambda _: content, name, source)
        ]
    sentences += changed_source_sentences((as_claim,), source, said=not supporting)
    sentences.append(_event_date(event, source))
    if text.line(event.place or ""):
        sentences.append(f"Place given: {text.line(event.place or '')}")
    parts = []
    for part in event.participants:
        role = text.line(part.role or "")
        parts.append(named(name(part.actor)) + (f" ({role})" if role else ""))
    if parts:
        sentences.append(f"Said to take part: {join_words(parts)}")
    sentences += flag_sentences(as_claim, source)
    if event.status == "disputed":
        sentences.append("Recorded as disputed")
    if supporting:
        sentences += objections((as_claim,), lambda _: "", name, source)
    return " ".join(sentence(words) for words in sentences)


def _event_date(event: Event, source: Lookup) -> str:
    raw = event.date_raw or ""
    if not event.date:
        words = quoted(raw)
        return f"Date given only as {words}" if words else "No date given"
    when = span_date_words(event.date) if event.lasts else date_words(event.date)
    return f"Date given: {when}{date_note(event.date, raw, event, source)}"
