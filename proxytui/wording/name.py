"""The name by which an actor is called at a date, and its other names in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates
from proxytui.model.dates import Period, State
from proxytui.wording.phrases import (
    bare_date,
)

if TYPE_CHECKING:
    from proxytui.model.records import Actor, Name

# At another date the same few hundred dated names are compared again.
_bounds = lru_cache(2**12)(dates.bounds)


def label(actor: Actor, period: Period | None) -> str:
    """The actor's name at a date: held then, else possibly, else the latest before, else the first.

    An actor known only by a description stands in quotation marks.
    """
    names = [name for name in actor.names if name.type == "name"] or list(actor.names)
    best = names[0].text if names else actor.id
    if period is not None and len(names) > 1:
        ranked = [(_name_rank(name, period), -n, name.text) for n, name in enumerate(names)]
        rank, _, chosen = max(ranked)
        best = chosen if rank > (0, 0) else best
    shown_name = text.line(best) or text.line(actor.id)
    if not actor.described:
        return shown_name
    return f"“{shown_name.strip('“”').strip() or text.line(actor.id)}”"


def varies(actor: Actor) -> bool:
    """Whether the actor may be called otherwise at another date."""
    names = [name for name in actor.names if name.type == "name"] or actor.names
    return len(names) > 1 and any(name.since or name.until for name in names)


def _name_rank(name: Name, period: Period) -> tuple[int, int]:
    """The rank of a name at a period, the higher the better: held, possibly, then names that ended
    before, the latest first."""
    try:
        bounds = _bounds(name.since, name.until, None)
    except dates.DateError:
        return (0, 0)
    state = dates.state(bounds, period)
    if state is not State.NOT:
        return (1 + state.rank, 0)
    return (1, bounds.latest_end) if bounds.latest_end < period.first else (0, 0)


def name_words(name: Name) -> str:
    """A name with its type and the dates given for it: "Nusra Front (end given: 2016)"."""
    notes = [] if name.type == "name" else [{"weak": "weak alias"}.get(name.type, name.type)]
    for end, date in (("start", name.since), ("end", name.until)):
        if date and dates.is_open(date):
            notes.append("said to go on")
        elif date:
            notes.append(f"{end} given: {bare_date(date)}")
    notes = [note for note in map(text.line, notes) if note]
    shown = text.line(name.text) or "a name that cannot be shown"
    return f"{shown} ({', '.join(notes)})" if notes else shown
