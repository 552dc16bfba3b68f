"""The order of events: by day, those without a date that can be read last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY

if TYPE_CHECKING:
    from proxytui.model.records import Event


def event_day(event: Event) -> tuple[int, str, str]:
    """The key by which events are sorted: the first day of an event, its title, its id."""
    try:
        span = dates.parse(event.date) if event.date else None
    except dates.DateError:
        span = None
    if span is None:
        return MAX_DAY, event.title, event.id
    return span.first if span.first > MIN_DAY else span.last, event.title, event.id
