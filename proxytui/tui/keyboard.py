"""Keys one at a time: each goes to the screen that the key before it left on top."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from proxytui.tui.closing_screen import Taken

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.app import App
    from textual.events import Key, Paste
    from textual.message_pump import MessagePump

# Only a widget that hangs keeps the next key waiting for so long.
_PATIENCE_SECONDS = 5.0


class Keyboard:
    """Holds what is typed until the key before it has acted.

    Textual hands a key at once to what has the focus. Where keys come faster than a screen opens
    or closes, it gives them to the wrong one, and those that wait at a closing screen are lost.
    """

    def __init__(
        self,
        app: App[Any],
        act: Callable[[Key | Paste], Awaitable[None]],
        rest: Callable[[], Awaitable[None]],
    ) -> None:
        """`act` acts on a key; `rest` gives work that a key began a moment to come to its end."""
        self._app = app
        self._act = act
        self._rest = rest
        self._typed: deque[Key | Paste] = deque()
        self._handing_on: asyncio.Task[None] | None = None
        self._last = time.monotonic()

    @property
    def pause(self) -> float:
        """Seconds since the last key acted; 0 while one does."""
        return 0.0 if self._handing_on is not None else time.monotonic() - self._last

    def take(self, event: Key | Paste) -> None:
        """Act on a key once all before it have acted."""
        self._typed.append(event)
        if self._handing_on is None:
            self._handing_on = asyncio.create_task(self._hand_on(), name="keyboard")

    async def acted(self) -> None:
        """Wait until all keys that were typed have acted."""
        while self._handing_on is not None:
            await self._handing_on

    async def _hand_on(self) -> None:
        app = self._app
        try:
            while self._typed and app.is_running:
                event = self._typed.popleft()
                target = app.focused or app.screen
                pumps = target.ancestors_with_self
                # All that a key changes is painted at once: a cursor, what follows it and the
                # line on top, one after the other, are three paints of most of the screen.
                with app.batch_update():
                    await self._act(event)
                    await self._settled(pumps)
                    # What the screen sent to its widgets comes back to it the same way.
                    await self._settled(pumps)
                app.screen.check_idle()
                await self._rest()
        except Exception as error:
            app._handle_exception(error)
        finally:
            self._typed.clear()
            self._handing_on = None
            self._last = time.monotonic()

    async def _settled(self, pumps: Iterable[MessagePump]) -> None:
        """Wait until all that the key passed are done with it, and what it opened is mounted."""
        top = None
        while top is not self._app.screen:
            top = self._app.screen
            for pump in (*pumps, *reversed(self._app.screen_stack), self._app):
                await _drained(pump)
            pumps = ()


async def _drained(pump: MessagePump) -> None:
    """Wait until a pump has taken all messages that wait for it now; not where it is closing."""
    if _is_idle(pump):
        return
    done = asyncio.Event()
    # What `call_later` posts is a partial, whose parameters are counted anew for each message.
    if pump.post_message(Taken(callback=done.set)):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _PATIENCE_SECONDS)


def _is_idle(pump: MessagePump) -> bool:
    """Whether a pump waits for its next message. To ask it by a message has it do all that it does
    when it falls idle: for the pumps of one key as much as to paint some lines."""
    queue: Any = pump._message_queue
    return queue.empty() and any(not waiter.done() for waiter in queue.ready_event._waiters)
