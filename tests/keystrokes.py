"""Presses keys in an explorer that a test has open, and waits for what they do, not for a time."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from proxytui.tui.keyed_app import KeyedApp

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

# A question that a test keeps open on purpose is left open after so long.
_QUESTION_SECONDS = 1.0
_PATIENCE_SECONDS = 20.0


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by Textual's names or as characters; all that they change is on the screen then.

    Textual's own `Pilot.press` sleeps until the process has nothing to do, 60 ms and more a key.
    """
    app = pilot.app
    assert isinstance(app, KeyedApp)
    for key in keys:
        app.post_message(_event(key, app))
        await _received(app)
        await _acted(app)
        await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Until widgets have no message left, open questions are answered, and all is painted."""
    try:
        async with asyncio.timeout(_QUESTION_SECONDS):
            while any(w.group == "question" and not w.is_finished for w in pilot.app.workers):
                await asyncio.sleep(0.002)
    except TimeoutError:
        pass
    # A click waits for nothing that it began to read.
    await pilot.app.threads.a_moment()  # type: ignore[attr-defined]
    await pilot.pause(0)
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while pilot.app.is_running and _busy(pilot.app):
            await pilot.pause(0)


def _busy(app: App[None]) -> bool:
    """Whether something is left to lay out or to paint, or a widget has a message left."""
    screen = app.screen
    return bool(
        screen._layout_required
        or screen._repaint_required
        or screen._dirty_widgets
        or screen._callbacks
        or any(p._message_queue.qsize() for p in (app, *screen.walk_children(with_self=True)))
    )


def _event(key: str, app: KeyedApp[object]) -> Key:
    """What Textual makes of the bytes that a terminal sends for this key."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        known = _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
        character = unicodedata.lookup(known.replace("_", " "))
    except KeyError:
        character = name if len(name) == 1 else None
    event = Key(name, character)
    event.set_sender(app)
    return event


async def _acted(app: KeyedApp[object]) -> None:
    """Until the key has acted, or has ended the app: nobody answers the keyboard then."""
    acted = asyncio.create_task(app.keyboard.acted())
    while app.is_running and not acted.done():
        await asyncio.wait([acted], timeout=0.05)
    acted.cancel()


async def _received(app: KeyedApp[object]) -> None:
    """Until the app has taken all messages that wait for it, or has crashed."""
    received = asyncio.Event()
    if app.call_later(received.set):
        waits = [asyncio.create_task(e.wait()) for e in (received, app._exception_event)]
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
