"""The session as it is kept for the next start, and as it is restored then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.model import filters
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.explorer.session import Session
from proxytui.tui.saved_state import SavedState
from proxytui.views.actor_order import ORDERS

if TYPE_CHECKING:
    from proxytui.model.dates import Period


def restored(state: SavedState, centre: str, period: Period, default: Period) -> Session:
    """The session of a kept state; what this version doesn't know of it is left out."""
    try:
        ties = filters.read(state.filter)
    except ProxyTUIError:
        ties = None
    return Session(
        centre,
        period,
        default,
        show_all=state.show_all,
        roll_up=state.roll_up,
        turned=state.turned,
        mapped=state.mapped,
        hops=min(max(state.hops, 1), 3),
        filter=ties,
        marks=dict(state.marks),
        order=state.order if state.order in ORDERS else "weight",
        folded_kinds=set(state.folded_kinds),
        opened=set(state.opened),
        folded_groups=set(state.folded_groups),
        unfolded=set(state.unfolded),
        tab=state.tab if state.tab in TABS else "overview",
    )


def kept(session: Session, theme: str, pane: str) -> SavedState:
    """The state of a session, with the theme and the pane that has the keys."""
    return SavedState(
        centre=session.centre,
        as_of="" if session.period == session.default else session.period.text,
        tab=session.tab,
        theme=theme,
        pane=pane,
        show_all=session.show_all,
        roll_up=session.roll_up,
        turned=session.turned,
        mapped=session.mapped,
        hops=session.hops,
        filter=filters.written(session.filter),
        marks=session.marks,
        order=session.order,
        folded_kinds=sorted(session.folded_kinds),
        opened=sorted(session.opened),
        folded_groups=sorted(session.folded_groups),
        unfolded=sorted(session.unfolded),
    )
