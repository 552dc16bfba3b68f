"""What stands beside a text that is read: what is recorded of a passage, and who is named there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.model.vocabulary import CHECK_MARKS
from proxytui.views import actor_overview
from proxytui.views.lines import BLANK, Line, Row, Span, paragraph, rule
from proxytui.views.quotes import MARK_ROLES
from proxytui.wording import assertion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.reading.recorded_quotes import RecordedQuote
    from proxytui.views.scene import Scene

_MOST_COUNTED = 9


class Here(NamedTuple):
    """What there is at the cursor of a text: the actors that a name there may be, quotes that are
    recorded, and words that may be a name which nobody has."""

    actors: tuple[str, ...] = ()
    recorded: tuple[RecordedQuote, ...] = ()
    unknown: str = ""


class RoomKeys(NamedTuple):
    """The keys that are named beside the text."""

    name: str
    claim: str
    sentence: str


def margin(recorded: Sequence[RecordedQuote], start: int) -> Line:
    """The margin of a line that begins at a place: the check of the first quote that begins in the
    line, with their number; a bar where one goes on."""
    begun = [quote for quote in recorded if quote.start >= start]
    if not begun:
        return (Span("│", "dim"),) if recorded else ()
    first = begun[0]
    role = MARK_ROLES[first.check]
    if any(quote.of.citation.stance == "disputes" for quote in begun):
        role = "caution"
    count = str(min(len(begun), _MOST_COUNTED)) if len(begun) > 1 else ""
    return (Span(CHECK_MARKS[first.check].glyph + count, role),)


def rows(scene: Scene, here: Here, keys: RoomKeys, cells: int) -> list[Row]:
    """What is recorded at the cursor, then the actors that are named there."""
    listed: list[Row] = []
    if here.recorded:
        listed += _still([rule("recorded here", str(len(here.recorded)), cells)])
        for quote in here.recorded:
            listed += _recorded(scene, quote, cells)
    for actor_id in here.actors:
        actor = scene.index.actors.get(actor_id)
        if actor is None:
            continue
        listed += [BLANK] if listed else []
        listed += _still(paragraph(scene.name(actor_id), cells, "strong"))
        listed += [
            Row("", row.line, stop=False) for row in actor_overview.actor(scene, actor, cells)
        ]
    if here.unknown and not here.actors:
        listed += [BLANK] if listed else []
        listed += _still(paragraph(f"“{here.unknown}”", cells, "strong"))
        words = f"No actor has this name. {keys.name} adds it: a new actor, or a name of one."
        listed += _still(paragraph(words, cells, "dim"))
    if not listed:
        words = "Nothing is recorded here."
        words += f" {keys.sentence} selects the sentence, {keys.claim} records a claim of it."
        listed += _still(paragraph(words, cells, "dim"))
    return listed


def _recorded(scene: Scene, quote: RecordedQuote, cells: int) -> list[Row]:
    """What a quote is recorded for, after its check."""
    table, id_ = quote.of.table, quote.of.record
    if table == "claims" and id_ in scene.index.claims:
        words = assertion.assertion_words(scene.index.claims[id_], scene.name, scene.source)
        if quote.of.citation.stance == "disputes":
            words = f"disputes: {words}"
    elif table == "events" and id_ in scene.index.events:
        words = texts.line(scene.index.events[id_].title)
    else:
        words = scene.name(id_)
    first, *more = paragraph(words, cells - 2)
    glyph = Span(f"{CHECK_MARKS[quote.check].glyph} ", MARK_ROLES[quote.check])
    lines = [(glyph, *first), *((Span("  "), *line) for line in more)]
    return _still(lines)


def _still(lines: Sequence[Line]) -> list[Row]:
    return [Row("", line, stop=False) for line in lines]
