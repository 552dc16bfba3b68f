"""Saved views: found by their names, made of a lens, and read back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.collation import identity, sort_key
from proxytui.errors import UnknownName, UsageError
from proxytui.model import dates, filters

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json, View

_CANDIDATES = 5
_FLAGS = ("roll_up", "turned")
_WORDS = ("pane", "tab")


class Saved(NamedTuple):
    """What a view brings back. `as_of` None is the store's own date, "" of the rest whatever is
    there now."""

    as_of: Period | None = None
    filter: Filter | None = None
    show_all: bool = False
    centre: str = ""
    roll_up: bool | None = None
    turned: bool | None = None
    pane: str = ""
    tab: str = ""

    @property
    def bookmark(self) -> bool:
        """Whether it is no more than an actor at a date."""
        return bool(self.centre) and self.filter is None and not self.pane


def record(name: str, saved: Saved) -> Json:
    """The record of the table `views`, without what it doesn't say."""
    lens: Json = {}
    if saved.as_of is not None:
        lens["as_of"] = saved.as_of.text
    if saved.filter is not None:
        lens["filter"] = filters.written(saved.filter)
    if saved.show_all:
        lens["show_all"] = True
    layout = {key: getattr(saved, key) for key in _FLAGS if getattr(saved, key) is not None}
    layout |= {key: getattr(saved, key) for key in _WORDS if getattr(saved, key)}
    made: Json = {"name": name, "lens": lens, "centre": saved.centre, "layout": layout}
    return {field: value for field, value in made.items() if value}


def opened(view: View) -> Saved:
    """What a view's record holds; raises UsageError for a date or a filter that can't be read.

    What else stands there and is not understood, from a newer version or by hand, is passed over.
    """
    as_of, wanted = view.lens.get("as_of"), view.lens.get("filter")
    try:
        period = dates.period(text.line(as_of)) if isinstance(as_of, str) else None
        wanted_ties = filters.read(wanted) if isinstance(wanted, str) else None
    except (dates.DateError, UsageError) as error:
        raise UsageError(f"the view “{_shown(view.name)}” can't be read: {error}") from None
    layout = view.layout
    roll_up, turned = (one if isinstance(one := layout.get(key), bool) else None for key in _FLAGS)
    pane, tab = (one if isinstance(one := layout.get(key), str) else "" for key in _WORDS)
    show_all, centre = view.lens.get("show_all") is True, view.centre or ""
    return Saved(period, wanted_ties, show_all, centre, roll_up, turned, pane, tab)


def listed(index: Index) -> tuple[View, ...]:
    """All views by their names."""
    return tuple(sorted(index.iter_views(), key=lambda view: (sort_key(view.name), view.id)))


def named(index: Index, name: str) -> View | None:
    """The view with just this name, letters and accents aside."""
    wanted = text.fold(name)
    return next((view for view in listed(index) if text.fold(view.name) == wanted), None)


def find(index: Index, wanted: str) -> View:
    """The view that a name or an id means, or the start of a name that no other has.

    Raises UnknownName with the names that come close.
    """
    found = index.views.get(wanted.strip()) or named(index, wanted)
    if found is not None:
        return found
    views, key = listed(index), identity(wanted)
    close = [view for view in views if key and identity(view.name) == key]
    close = close or [view for view in views if key and identity(view.name).startswith(key)]
    if len(close) == 1:
        return close[0]
    shown = (close or views)[:_CANDIDATES]
    title = f"no view is named “{_shown(wanted)}”"
    if close:
        title = f"{len(close)} views begin with “{_shown(wanted)}”"
    names = "; ".join(_shown(view.name) for view in shown)
    hint = f"give the name of one of: {names}" if shown else "`view save NAME` makes one"
    raise UnknownName(title, hint, tuple((view.id, view.name) for view in shown))


def _shown(name: str) -> str:
    return text.line(name)[:60]
