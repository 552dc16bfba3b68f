"""The first tab of the detail pane for an actor: what is reported of it at the date, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.ranking import ranking
from proxytui.model import publishers, told_dates
from proxytui.model.dates import State
from proxytui.model.vocabulary import BACKING
from proxytui.views import identities, quotes, recorded_by
from proxytui.views.lines import BLANK, Row, Span, fit, paragraph, rule
from proxytui.views.overview import first_quotes, noted, still
from proxytui.wording import actor_record
from proxytui.wording.backing import Backing, backing_sentences
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.asof.ranking import Ranked
    from proxytui.model.records import Actor, Event
    from proxytui.views.scene import Scene

_NAMED, _EVENTS, _QUOTES = 3, 3, 3
"""How many backed or backing actors are named, and how many events and quotes stand here."""
_MOST_COUNTED = 300
"""The publishers of so many ties can be counted before the next key."""
_DATE = 12


def actor(scene: Scene, actor: Actor, cells: int) -> list[Row]:
    """An actor's kind, whom it is reported to back and to be backed by, the newest events, notes,
    first quotes, and its names."""
    facts = actor_record.kind_and_countries(actor) + actor_record.life(actor)
    rows = still(paragraph(" · ".join(facts), cells, "dim"))
    for words in identities.stands_for(scene, actor.id):
        rows += still(paragraph(words, cells, "structure"))
    if actor.described:
        words = "Known only by a source's description; not matched with any other actor."
        rows += still(paragraph(words, cells, "dim"))
    if actor.summary:
        rows += still(paragraph(actor.summary, cells))
    if actor.tags:
        rows += still(paragraph(f"Tags: {', '.join(actor.tags)}", cells, "dim"))
    rows += recorded_by.rows(scene, "actors", (actor.id,), cells)
    rows += [BLANK, *still(paragraph(_backing(scene, actor.id), cells))]
    rows += _newest_events(scene, actor.id, cells)
    rows += noted(scene, actor.id, cells)
    claims = scene.claims_of(actor.id)
    count = sum(len(claim.citations) for claim in claims)
    rows += first_quotes(scene, quotes.first(scene, claims, _QUOTES), count, cells)
    return [*rows, BLANK, *_names(actor, cells)]


def _backing(scene: Scene, actor: str) -> str:
    ranked = ranking(scene.index, scene.lens, actor)
    ways = [
        [tie for code in BACKING for tie in ranked.get((code, inverse), ()) if tie.reported]
        for inverse in (False, True)
    ]
    out, into = (_counted(scene, ties) for ties in ways)
    return backing_sentences(scene.name(actor), scene.lens.as_of, out, into)


def _counted(scene: Scene, ties: list[Ranked]) -> Backing:
    held = sum(tie.state is State.HELD for tie in ties)
    first = sorted(ties, key=lambda tie: tie.state is not State.HELD)[:_NAMED]
    names = tuple(scene.name(tie.other) for tie in first)
    return Backing(held, len(ties) - held, names, _publishers(scene, ties))


def _publishers(scene: Scene, ties: list[Ranked]) -> int:
    """How many publishers support the claims of ties; 0 where these are too many to count."""
    if len(ties) > _MOST_COUNTED:
        return 0
    return scene.index.memo.of(_TiePublishers).of(scene, tuple(tie.tie for tie in ties))


class _TiePublishers(dict[tuple[str, ...], int]):
    """The numbers counted last: at most dates the ties of an actor are those of the date before."""

    _MOST = 64

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, scene: Scene, ties: tuple[str, ...]) -> int:
        """How many publishers support the claims of ties."""
        index = scene.index
        if self._version != index.version or len(self) >= self._MOST:
            self.clear()
            self._version = index.version
        count = self.get(ties)
        if count is None:
            claims = [index.claims[claim] for tie in ties for claim in index.tie_claims[tie]]
            count = self[ties] = publishers.independent(claims, scene.source)
        return count


def _newest_events(scene: Scene, actor: str, cells: int) -> list[Row]:
    """The last events up to the date in which the actor takes part; keys as in a history."""
    events = [scene.index.events[event] for event in scene.index.events_of(actor)]
    dated = sorted(_dated(events, scene.lens.as_of.last), reverse=True)[:_EVENTS]
    if not dated:
        return []
    rows = [BLANK, *still([rule("newest events", str(len(events)), cells)])]
    shown = [scene.index.events[id_] for _, id_ in dated]
    dates = [short_date(event.date, _DATE) for event in shown]
    column = max(map(len, dates)) + 2
    for place, (event, date) in enumerate(zip(shown, dates, strict=True)):
        lines = paragraph(event.title, cells - column)
        head = Span(fit(date, column), "dim")
        rows.append(Row(f"entry:events/{event.id}:{place}", (head, *lines[0])))
        rows += [Row("", (Span(" " * column), *line), stop=False) for line in lines[1:]]
    return rows


def _dated(events: Iterable[Event], until: int) -> Iterable[tuple[int, str]]:
    for event in events:
        date = told_dates.read(event.date)
        if date is not None and date.first <= until:
            yield date.first, event.id


def _names(actor: Actor, cells: int) -> list[Row]:
    rows = still([rule("names", str(len(actor.names)), cells)])
    for words in actor_record.names(actor):
        rows += still(paragraph(words, cells))
    return rows
