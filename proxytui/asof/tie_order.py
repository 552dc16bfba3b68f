"""The order of ties under an actor: reported ones, near ones, those that stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.dates import State
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from proxytui.model.tie import Tie


def is_reported(state: State, support: Standing) -> bool:
    """Whether a publisher reports a tie or claim of about that time, held or possibly."""
    return support is Standing.SUPPORTED and (state is State.HELD or state is State.POSSIBLY)


def stands_apart(tie: Tie) -> bool:
    """Whether a tie may be so at the date, and nobody reports it of about that time."""
    return tie.state is not State.NOT and not is_reported(tie.state, tie.standing)


AWAY = 7
"""The place of a tie that doesn't show."""


def order(state: State, near: bool, support: Standing) -> int:
    """The place of a tie under an actor: 0 held, 1 possibly, 2 near; then, in groups of their own,
    3 not spoken of then, 4 only in retracted sources, 5 only mentioned, 6 denied; `AWAY` for
    *not*."""
    if state is State.NOT:
        return 2 if near else AWAY
    if support is Standing.SUPPORTED:
        return 0 if state is State.HELD else 1 if state is State.POSSIBLY else 3
    return _UNSUPPORTED[support]


_UNSUPPORTED = {Standing.RETRACTED: 4, Standing.MENTIONED: 5, Standing.DENIED: 6}
