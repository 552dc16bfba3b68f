"""A driver that reads whatever a terminal sends, and an app that ends without a traceback."""

from __future__ import annotations

import os
import re
import selectors
import signal
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.driver import Driver
    from textual.message import Message

Result = TypeVar("Result")

_MISREAD = (
    "The terminal sent bytes that are no UTF-8; each is shown as \ufffd. Set it to UTF-8, or mend"
    " what was pasted."
)
_READ_BYTES = 4096
_LOOK_SECONDS = 0.1
_STRING_SECONDS = 0.1
"""All of a reply comes at once; what comes later was typed."""
_PASTE_SECONDS = 3.0
"""A paste that says nothing for so long was never closed; until then all keys belong to it."""
_REPORT_SECONDS = 30.0
_LONGEST = 32
"""Characters of a sequence that Textual reads; a longer one it takes for so many keys."""
_WIDEST, _TALLEST = 2_000, 1_000
_FARTHEST = 100_000
"""Cells of a screen, and pixels of a pointer's place, that a terminal may tell of."""

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
_BROKEN = late_pattern("[\udc80-\udcff]")
"""A byte that is no UTF-8, as Python escapes it."""

# A reply to a question: OSC and a number, DCS and what it is of, APC and a letter. Alone, or before
# anything else, the first two characters are a key pressed with alt.
_STRING = r"\x1b(?:\](?=\d)|P(?=[\d;<=>?!$+|])|_(?=[A-Za-z]))"
_INSIDE = r"[^\x00-\x1f\x7f\x9c]*"
_CLOSED = r"(?:\x07|\x9c|\x1b\\)"
_PARTS = late_pattern(
    rf"(?P<string>{_STRING}{_INSIDE}(?P<closed>{_CLOSED})?)"
    # Behind `M` alone stand three characters of an old kind of report, behind `[` a function key.
    r"|(?P<sequence>\x1b\[(?![M\[])[0-?]*[ -/]*[@-~])"
    r"|\x1b|[^\x1b]+",
    re.S,
)
_REST = late_pattern(rf"{_INSIDE}(?P<closed>{_CLOSED})?")


@lru_cache(maxsize=4096)
def understood(sequence: str) -> bool:
    """Whether Textual's parser makes possible events of a whole control sequence, rather than an
    error, or keys that nobody pressed."""
    if len(sequence) > _LONGEST:
        return False
    parser = XTermParser()
    try:
        if not all(_possible(message) for message in parser.feed(sequence)):
            return False
        # It waits for the end of a sequence that it doesn't know, and takes that for keys then.
        return not list(parser.feed(""))
    except Exception:
        return False


def _possible(message: Message) -> bool:
    if isinstance(message, events.Resize):
        return 0 < message.size.width <= _WIDEST and 0 < message.size.height <= _TALLEST
    if isinstance(message, events.MouseEvent):
        return abs(message.x) <= _FARTHEST and abs(message.y) <= _FARTHEST
    if isinstance(message, events.Key):
        character = message.character or ""
        return not any("\ud800" <= letter <= "\udfff" for letter in character)
    return True


class Incoming:
    """Turns the bytes of a terminal into the messages that Textual's parser makes of them.

    Bytes that are no UTF-8 come as U+FFFD; `broken` counts them. Replies to questions that nobody
    asked, and sequences that can't be read, are left out.
    """

    def __init__(self) -> None:
        self.broken = 0
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._parser = XTermParser()
        self._in_string = False
        self._pasting = False
        self._heard = time.monotonic()

    def take(self, data: bytes, *, final: bool = False) -> Iterator[Message]:
        """The messages that these bytes complete."""
        text, broken = _BROKEN.subn("\N{REPLACEMENT CHARACTER}", self._decode(data, final))
        self.broken += broken
        silence = time.monotonic() - self._heard
        self._heard = time.monotonic()
        if self._in_string and silence < _STRING_SECONDS and (rest := _REST.match(text)):
            text = text[rest.end() :]
            self._in_string = not text and rest["closed"] is None
        else:
            self._in_string = False
        for part in _PARTS.finditer(text):
            if part["string"]:
                self._in_string = part["closed"] is None and part.end() == len(text)
            elif part["sequence"] is None or understood(part["sequence"]):
                self._pasting = part.group() == PASTE or (self._pasting and part.group() != PASTED)
                yield from self._feed(part.group())

    def tick(self) -> Iterator[Message]:
        """The messages that are complete because nothing followed; to be called now and then."""
        if self._pasting and time.monotonic() - self._heard > _PASTE_SECONDS:
            self._pasting = False
            yield from self._feed(PASTED)
        try:
            yield from self._parser.tick()
        except Exception:
            self._parser = XTermParser()

    def close(self) -> None:
        """End the parser."""
        with suppress(Exception):
            list(self._parser.feed(""))

    def _feed(self, text: str) -> Iterator[Message]:
        # One at a time: after an error a new parser goes on with the next one.
        for character in text:
            try:
                yield from list(self._parser.feed(character))
            except Exception:
                self._parser = XTermParser()


class TerminalDriver(LinuxDriver):
    """Textual's driver, but for its reading: nothing that a terminal sends ends the program."""

    def _sigcont_application(self, *_: object) -> None:
        # Others than a shell send it too: `timeout` and systemd do so right behind SIGTERM. To
        # start again what was not suspended has two threads read, and the end waits for one of
        # them for ever.
        if self._must_signal_resume:
            super()._sigcont_application()

    def _run_input_thread(self) -> None:
        app = cast("TerminalApp[object]", self._app)
        try:
            self.run_input_thread()
        except BaseException as error:
            app.call_later(app.input_failed, error)

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        app = cast("TerminalApp[object]", self._app)
        incoming, reported, reported_at = Incoming(), 0, float("-inf")
        ending = False
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not ending:
                ending = self.exit_event.is_set()
                if selector.select(_LOOK_SECONDS):
                    data = self._read()
                    if not data:
                        app.call_later(app.hung_up)
                        break
                    self._hand_on(incoming.take(data, final=ending))
                self._hand_on(incoming.tick())
                now = time.monotonic()
                if incoming.broken > reported and now - reported_at > _REPORT_SECONDS:
                    reported, reported_at = incoming.broken, now
                    app.call_later(app.misread)
        incoming.close()

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError:
            return b""

    def _hand_on(self, messages: Iterator[Message]) -> None:
        for message in messages:
            self.process_message(message)


class TerminalApp(App[Result]):
    """An app that nothing from its terminal ends, and that leaves no traceback on it.

    Whoever runs it raises `crash` afterwards.
    """

    crash: Exception | None = None

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; in place of one that would end at bytes it can't read, our own."""
        driver = super().get_driver_class()
        return TerminalDriver if driver is LinuxDriver else driver

    async def on_event(self, event: events.Event) -> None:
        """Leave out clicks beside the screen: they would take the keys from the field that has
        them."""
        beside = isinstance(event, events.MouseDown) and not self.screen.region.contains(
            int(event.x), int(event.y)
        )
        if not beside:
            await super().on_event(event)

    def misread(self) -> None:
        """Warn of bytes that are no text."""
        self.notify(_MISREAD, severity="warning", markup=False)

    def hung_up(self) -> None:
        """End, as the terminal is gone."""
        self.end_by(signal.SIGHUP)

    def end_by(self, number: int) -> None:
        """End for a signal of the system."""
        self.exit(None, 128 + number)

    def input_failed(self, error: BaseException) -> None:
        """End with an error, as keys are read no more."""
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    def crashed(self, error: Exception) -> None:
        """Remember the first failure that ends the program."""
        self.crash = error

    def _handle_exception(self, error: Exception) -> None:
        if self.crash is None:
            self.crashed(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of the user's records; the command line
        # writes it to a crash file instead.
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End without printing, as Textual would print the values of records."""
        failures = (error for error in renderables if isinstance(error, Exception))
        failure = next(failures, None)
        if self.crash is None:
            self.crashed(failure or RuntimeError("Textual could not go on"))
        self._close_messages_no_wait()
