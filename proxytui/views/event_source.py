"""An event, a source or a note in the detail pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.views import notes, quotes
from proxytui.views.lines import BLANK, Row, Span, paragraph, rule
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from proxytui.model.records import Event, Source
    from proxytui.views.scene import Scene


def _text(words: str, cells: int, role: str = "text") -> list[Row]:
    return [Row("", line, stop=False) for line in paragraph(words, cells, role)]


def event(scene: Scene, one: Event, cells: int) -> list[Row]:
    """What is reported to have happened, who is said to have taken part, the quotes."""
    made = _text(one.title, cells, "strong")
    kind = one.kind or "event"
    facts = [f"{kind} (as reported)", short_date(one.date) if one.date else "no date given"]
    facts += [one.place] if one.place else []
    made += _text(" · ".join(facts), cells, "dim")
    if one.date_raw:
        made += _text(f"the source's words for the date: “{one.date_raw}”", cells, "dim")
    made += [BLANK, *_text(wording.event_words(one, scene.name, scene.source), cells)]
    if one.summary:
        made += [BLANK, *_text(one.summary, cells)]
    if one.participants:
        head = rule("reported to take part", str(len(one.participants)), cells)
        made += [BLANK, Row("", head, stop=False)]
        for part in one.participants:
            role = Span(f"  {part.role or 'role not given'}", "dim")
            made.append(Row(f"actor:{part.actor}", (Span(scene.name(part.actor)), role)))
    cited = quotes.of_events([one])
    if cited:
        made += [BLANK, Row("", rule("quotes", str(len(cited)), cells), stop=False)]
        made += quotes.rows(scene, cited, cells, about=False)
    found = notes.short(scene, one.id, cells)
    if found:
        made += [BLANK, Row("", rule("notes", "", cells), stop=False), *found]
    return made


def source(scene: Scene, one: Source, cells: int) -> list[Row]:
    """What is known of a source, and what rests on it."""
    made = _text(one.title, cells, "strong")
    facts = [
        ("author", one.author or "not stated"),
        ("publisher", one.publisher or "not stated"),
        ("body above it", one.publisher_parent or ""),
        ("published", short_date(one.published) if one.published else "not stated"),
        ("in its words", one.published_raw or ""),
        ("accessed", one.accessed or ""),
        ("licence", one.licence or "not stated"),
        ("address", one.url or ""),
        ("archived at", one.archive_url or ""),
        ("status", "" if one.status == "current" else one.status),
        ("copy of", one.copy_of or ""),
        ("reliability", one.reliability or "not graded"),
        ("text kept here", "yes" if one.documents else "no"),
    ]
    for label, value in facts:
        if value:
            made += _text(f"{label}: {value}", cells, "dim")
    citing = scene.index.citing(one.id)
    made += [BLANK, Row("", rule("rests on it", str(len(citing)), cells), stop=False)]
    for table, id_ in citing:
        if table == "claims":
            claim = scene.index.claims[id_]
            words = wording.claim_words(claim, scene.name, scene.source)
        elif table == "events":
            words = scene.index.events[id_].title
        else:
            words = scene.name(id_)
        made += _text(words, cells)
    found = notes.short(scene, one.id, cells)
    if found:
        made += [BLANK, Row("", rule("notes", "", cells), stop=False), *found]
    return made
