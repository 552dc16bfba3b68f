"""A session as it is kept for the next start of the explorer, and begun again from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.model import dates, filters
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.explorer.session import Session
from proxytui.tui.saved_state import SavedState

if TYPE_CHECKING:
    from proxytui.model.dates import Period


def begin(kept: SavedState, centre: str, as_of: str, default: Period) -> Session:
    """The session that was kept, at a centre and date; what can't be read any more is left out."""
    try:
        period = dates.period(as_of) if as_of else default
    except dates.DateError:
        period = default
    try:
        ties = filters.read(kept.filter)
    except ProxyTUIError:
        ties = None
    return Session(
        centre,
        period,
        default,
        show_all=kept.show_all,
        roll_up=kept.roll_up,
        turned=kept.turned,
        mapped=kept.mapped,
        hops=min(max(kept.hops, 1), 3),
        filter=ties,
        marks=dict(kept.marks),
        folded_kinds=set(kept.folded_kinds),
        folded_groups=set(kept.folded_groups),
        unfolded=set(kept.unfolded),
        tab=kept.tab if kept.tab in TABS else "overview",
    )


def kept_of(session: Session, theme: str, pane: str) -> SavedState:
    """What is kept of a session; at the store's own date it has none."""
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
        folded_kinds=sorted(session.folded_kinds),
        folded_groups=sorted(session.folded_groups),
        unfolded=sorted(session.unfolded),
    )
