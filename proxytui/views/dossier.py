"""The dossier of an actor on a page: names, ties with their first words, events, notes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views import identities, notes, quotes, tie_line
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import (
    GAP,
    PageLine,
    column,
    dated,
    dotted,
    labelled,
    plain,
    section,
    widest,
)
from proxytui.views.roles import STATE_ROLES
from proxytui.wording import actor_record, tie_summary
from proxytui.wording.phrases import plural, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.records import Actor, Event, Note
    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene

_DATE_CELLS = 22
NOTHING_HELD = "no tie shows as of this date; --all shows the others"


class Contents(NamedTuple):
    """The records in a dossier; `hidden` is the number of ties that a filter keeps out."""

    actor: Actor
    ties: Sequence[Tie]
    events: Sequence[Event]
    notes: Sequence[Note]
    hidden: int = 0


def page(scene: Scene, contents: Contents, reason: str, cells: int) -> Iterator[PageLine]:
    """The dossier at the scene's date, with the reason for the date, on a page of so many cells."""
    actor = contents.actor
    label = wording.label(actor, scene.lens.as_of)
    yield PageLine(dotted([foreign(label, "strong"), foreign(actor.id, "dim")]))
    yield from _recorded(scene, actor)
    yield dated(scene.lens.as_of, reason)
    yield from _ties(scene, contents, cells)
    if contents.events:
        yield from section("events", len(contents.events))
        yield from _events(scene, contents.events)
    if contents.notes:
        yield from section("notes", len(contents.notes))
        for note in contents.notes:
            yield from notes.page_lines(note, indent="  ")


def _recorded(scene: Scene, actor: Actor) -> Iterator[PageLine]:
    """The record of an actor itself: kind, countries, life, names, identifiers, tags, summary."""
    life = [f"recorded as {end}" for end in actor_record.life(actor)]
    yield PageLine(dotted(map(foreign, [*actor_record.kind_and_countries(actor), *life])))
    for sentence in identities.stands_for(scene, actor.id):
        yield plain(sentence, "structure")
    if actor.described:
        yield plain("known only by a source's description")
    names = actor_record.names(actor)
    if len(names) > 1:
        yield PageLine(dotted(map(foreign, names)), (Span("names: ", "dim"),))
    codes = [f"{scheme}:{code}" for scheme, ids in actor.identifiers.items() for code in ids]
    for heading, words in (
        ("identifiers", ", ".join(codes)),
        ("tags", ", ".join(actor.tags)),
        ("summary", actor.summary),
    ):
        if words:
            yield labelled(heading, words)


def _ties(scene: Scene, contents: Contents, cells: int) -> Iterator[PageLine]:
    """The ties under their headings, each with the words to show of it."""
    actor = contents.actor.id
    for heading, group in groupby(_ranked(contents.ties, actor), lambda tie: _heading(tie, actor)):
        listed = list(group)
        yield from section(heading, len(listed))
        for tie in listed:
            # Under a heading of its type a tie says no more of that; elsewhere what it would be.
            apart = tie_summary.apart(tie)
            before = tie_summary.lead(tie, *_direction(tie, actor)) if apart else ""
            sign = tie_line.glyph(tie, STATE_ROLES[tie.state])
            body = tie_line.summary(scene, tie, tie.other(tie.via or actor), before)
            yield PageLine(body, (Span("  "), sign, Span(" ")))
            yield from quotes.page_in_full(scene, tie, cells)
    if contents.hidden:
        yield GAP
        yield plain(f"the filter hides {plural(contents.hidden, 'tie')}", "dim")
    elif not contents.ties:
        yield GAP
        recorded = scene.index.ties_of(actor)
        yield plain(NOTHING_HELD if recorded else "no ties are recorded", "dim")


def _ranked(ties: Sequence[Tie], actor: str) -> list[Tie]:
    """The ties by heading, within each in the order they came; those that nobody reports last."""
    order = {code: place for place, code in enumerate(CLAIM_TYPES)}

    def rank(tie: Tie) -> tuple[int, int, bool]:
        type_, inverse = _direction(tie, actor)
        return tie_summary.apart_rank(tie), order.get(type_, len(order)), inverse

    return sorted(ties, key=rank)


def _heading(tie: Tie, actor: str) -> str:
    """The words over a tie: how it is reported, or that it isn't."""
    return tie_summary.apart(tie) or wording.heading(*_direction(tie, actor))


def _direction(tie: Tie, actor: str) -> tuple[str, bool]:
    """A tie's type, and whether it is seen from its object."""
    kind = CLAIM_TYPES.get(tie.type)
    return tie.type, tie.object == (tie.via or actor) and not (kind and kind.symmetric)


def _events(scene: Scene, events: Sequence[Event]) -> Iterator[PageLine]:
    dates = [short_date(event.date) for event in events]
    cells = widest(dates, _DATE_CELLS)
    for event, date in zip(events, dates, strict=True):
        lead = (Span("  "), *column(date, cells, "dim"), Span("  "))
        words = foreign(wording.event_words(event, scene.name, scene.source))
        yield PageLine((words,), lead)
