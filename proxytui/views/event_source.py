"""An event or a source in the detail pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.views import notes, quotes, recorded_by
from proxytui.views.lines import BLANK, Row, Span, paragraph, rule
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from proxytui.model.records import Event, Source
    from proxytui.views.scene import Scene


def _text(words: str, cells: int, role: str = "text") -> list[Row]:
    return [Row("", line, stop=False) for line in paragraph(words, cells, role)]


def event(scene: Scene, event: Event, cells: int) -> list[Row]:
    """An event as it is reported, the actors said to have taken part, its quotes and notes."""
    rows = _text(event.title, cells, "strong")
    kind = event.kind or "event"
    facts = [f"{kind} (as reported)", short_date(event.date) if event.date else "no date given"]
    facts += [event.place] if event.place else []
    rows += _text(" · ".join(facts), cells, "dim")
    if event.date_raw:
        rows += _text(f"the source's words for the date: “{event.date_raw}”", cells, "dim")
    rows += recorded_by.rows(scene, "events", (event.id,), cells)
    rows += [BLANK, *_text(wording.event_words(event, scene.name, scene.source), cells)]
    if event.summary:
        rows += [BLANK, *_text(event.summary, cells)]
    if event.participants:
        head = rule("reported to take part", str(len(event.participants)), cells)
        rows += [BLANK, Row("", head, stop=False)]
        for part in event.participants:
            role = Span(f"  {part.role or 'role not given'}", "dim")
            rows.append(Row(f"actor:{part.actor}", (Span(scene.name(part.actor)), role)))
    cited = quotes.of_events([event])
    if cited:
        rows += [BLANK, Row("", rule("quotes", str(len(cited)), cells), stop=False)]
        rows += quotes.rows(scene, cited, cells, about=False)
    return rows + _notes(scene, event.id, cells)


def source(scene: Scene, source: Source, cells: int) -> list[Row]:
    """The fields of a source, the records that rest on it, and its notes."""
    rows = _text(source.title, cells, "strong")
    if status := wording.source_status_words(source, scene.source):
        rows += _text(status, cells, "alert")
    facts = [
        ("called here", scene.index.source_names.name(source.id)),
        ("author", source.author or "not stated"),
        ("publisher", source.publisher or "not stated"),
        ("body above it", source.publisher_parent or ""),
        ("published", short_date(source.published) if source.published else "not stated"),
        ("in its words", source.published_raw or ""),
        ("accessed", source.accessed or ""),
        ("licence", source.licence or "not stated"),
        ("address", source.url or ""),
        ("archived at", source.archive_url or ""),
        ("status", "" if source.status == "current" else source.status),
        ("reason", source.reason or ""),
        ("copy of", source.copy_of or ""),
        ("reliability", source.reliability or "not graded"),
        ("text kept here", "yes" if source.documents else "no"),
    ]
    for label, value in facts:
        if value:
            rows += _text(f"{label}: {value}", cells, "dim")
    rows += recorded_by.rows(scene, "sources", (source.id,), cells)
    citing = scene.index.citing(source.id)
    rows += [BLANK, Row("", rule("rests on it", str(len(citing)), cells), stop=False)]
    for table, id_ in citing:
        if table == "claims":
            claim = scene.index.claims[id_]
            words = wording.claim_words(claim, scene.name, scene.source)
        elif table == "events":
            words = scene.index.events[id_].title
        else:
            words = scene.name(id_)
        rows += _text(words, cells)
    return rows + _notes(scene, source.id, cells)


def _notes(scene: Scene, record: str, cells: int) -> list[Row]:
    """The notes on a record under a heading; nothing without any."""
    rows = notes.short(scene, record, cells)
    return [BLANK, Row("", rule("notes", "", cells), stop=False), *rows] if rows else []
