"""Long work in a thread that lets the keys go first."""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from proxytui.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_TURN_SECONDS = 0.001
_BREATH_SECONDS = 0.004


def _take_turns() -> Callable[[], None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    return partial(sys.setswitchinterval, before)


_turns = Counted(_take_turns)


def gently() -> AbstractContextManager[None]:
    """Between two breaths a key waits no longer than for a turn of the threads."""
    return _turns


def breathe() -> None:
    """Leave the others some time."""
    time.sleep(_BREATH_SECONDS)
