"""The line on top of the explorer: the store, the way to what is selected, and the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.tui import frame
from proxytui.views import breadcrumb

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line

_ALL = ("all of the store",)


def line(desk: Desk, cells: int) -> Line:
    """The header in so many cells."""
    session, workspace = desk.session, desk.workspace
    is_default = session.period == session.default
    reason = workspace.default_reason if is_default else breadcrumb.store_date(desk.keymap.label)
    centre = session.centre
    way = _ALL if desk.is_on_store else breadcrumb.crumbs(desk.scene, centre, desk.target)
    shown = dates.words(session.period.text)
    crumbs = frame.Crumbs(workspace.name, way, shown, reason, workspace.unreached)
    return frame.header(crumbs, cells)
