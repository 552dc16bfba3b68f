"""Long work in a thread that lets the keys go first."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN_SECONDS = 0.001
_BREATH_SECONDS = 0.004


@contextmanager
def gently() -> Iterator[None]:
    """Between two breaths a key waits no longer than for a turn of the threads."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def breathe() -> None:
    """Leave the others some time."""
    time.sleep(_BREATH_SECONDS)
