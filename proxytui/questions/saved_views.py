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
    """The content of a saved view. `as_of` None is the store's own date; of the other fields "" and
    None leave what is there now."""

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
        """Whether the view is no more than an actor at a date."""
        return bool(self.centre) and self.filter is None and not self.pane


def to_record(name: str, saved: Saved) -> Json:
    """The record of a view for the table `views`, without empty fields."""
    lens: Json = {}
    if saved.as_of is not None:
        lens["as_of"] = saved.as_of.text
    if saved.filter is not None:
        lens["filter"] = filters.written(saved.filter)
    if saved.show_all:
        lens["show_all"] = True
    layout = {key: getattr(saved, key) for key in _FLAGS if getattr(saved, key) is not None}
    layout |= {key: getattr(saved, key) for key in _WORDS if getattr(saved, key)}
    fields: Json = {"name": name, "lens": lens, "centre": saved.centre, "layout": layout}
    return {field: value for field, value in fields.items() if value}


def from_record(view: View) -> Saved:
    """The content of a view's record; raises UsageError for a date or a filter that can't be read.

    Anything else that is not understood, from a newer version or written by hand, is passed over.
    """
    as_of, filter_text = view.lens.get("as_of"), view.lens.get("filter")
    try:
        period = dates.period(text.line(as_of)) if isinstance(as_of, str) else None
        filter_ = filters.read(filter_text) if isinstance(filter_text, str) else None
    except (dates.DateError, UsageError) as error:
        raise UsageError(f"the view “{_short_name(view.name)}” can't be read: {error}") from None
    layout = view.layout
    roll_up, turned = (
        value if isinstance(value := layout.get(key), bool) else None for key in _FLAGS
    )
    pane, tab = (value if isinstance(value := layout.get(key), str) else "" for key in _WORDS)
    show_all, centre = view.lens.get("show_all") is True, view.centre or ""
    return Saved(period, filter_, show_all, centre, roll_up, turned, pane, tab)


def all_views(index: Index) -> tuple[View, ...]:
    """All views by their names."""
    return tuple(sorted(index.iter_views(), key=lambda view: (sort_key(view.name), view.id)))


def with_name(index: Index, name: str) -> View | None:
    """The view with exactly this name, case and accents apart."""
    folded_name = text.fold(name)
    return next((view for view in all_views(index) if text.fold(view.name) == folded_name), None)


def find(index: Index, query: str) -> View:
    """The view that a name or an id means, or the start of a name that no other has.

    Raises UnknownName with the names that come close.
    """
    view = index.views.get(query.strip()) or with_name(index, query)
    if view is not None:
        return view
    views, key = all_views(index), identity(query)
    close = [view for view in views if key and identity(view.name) == key]
    close = close or [view for view in views if key and identity(view.name).startswith(key)]
    if len(close) == 1:
        return close[0]
    shown = (close or views)[:_CANDIDATES]
    title = f"no view is named “{_short_name(query)}”"
    if close:
        title = f"{len(close)} views begin with “{_short_name(query)}”"
    names = "; ".join(_short_name(view.name) for view in shown)
    hint = f"give the name of one of: {names}" if shown else "`view save NAME` makes one"
    raise UnknownName(title, hint, tuple((view.id, view.name) for view in shown))


def _short_name(name: str) -> str:
    return text.line(name)[:60]
