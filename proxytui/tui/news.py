"""Messages to the user in toasts, of which the last takes the place of those before it."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.widgets._toast import Toast

if TYPE_CHECKING:
    from textual.notifications import Notification, SeverityLevel

    from proxytui.tui.host import ScreenHost
    from proxytui.tui.themed_app import Result

_REST_SECONDS = 0.5
"""After so long a toast that says less than before takes up less."""


def tell(app: ScreenHost[Result], message: str, severity: str = "information") -> None:
    """Show a message; a warning or an error stays for its time: it may name the file that has the
    user's words."""
    if severity not in ("warning", "error"):
        # Only the last message is news; a pile of them would hide the panes.
        before = app.news
        shown = list(app._notifications)
        # Over a warning that came after it the new message would look like an old one.
        if len(before) == 1 and shown[-1] is before[0] and _retold(app, before[0], message):
            return
        app.end_news(before)
        severity = "information"
    elif any(toast.message == message for toast in app._notifications):
        return  # it is on the screen
    app.notify(message, severity=cast("SeverityLevel", severity), markup=False)


def _retold(app: ScreenHost[Result], before: Notification, message: str) -> bool:
    """Tell a message in the toast that tells another one; False where that is not on the screen.

    To take a toast away and to mount another has the whole screen laid out twice.
    """
    toasts = (toast for toast in app.screen.query(Toast) if toast._notification is before)
    toast = next(toasts, None)
    if toast is None or not toast.is_attached or not toast.size:
        return False
    # Textual knows a message by its identity, which the toast is named after.
    toast._notification = replace(before, message=message, raised_at=time.time())
    app._notifications.add(toast._notification)
    for timer in list(toast._timers):
        timer.stop()
    toast.set_timer(toast._notification.timeout, toast._expire)
    toast.refresh()
    size = toast.size
    height = toast.get_content_height(size, app.size, size.width)
    if height > size.height:
        toast.refresh(layout=True)
    elif height < size.height:
        # A layout takes as long as all else of a key; while keys follow on each other there may be
        # a blank line.
        toast.set_timer(_REST_SECONDS, partial(toast.refresh, layout=True))
    return True
