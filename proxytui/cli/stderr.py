"""Messages on standard error, one line each."""

from __future__ import annotations

import sys
from contextlib import suppress

from proxytui import text

_LONGEST = 2000


def say(message: str) -> None:
    """Print a message on one line, safe for any terminal."""
    shown = text.line(message)
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(f"proxytui: {shown}", file=sys.stderr, flush=True)
