"""The priority of keys over threads that compute for long."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.process_setting import SharedSetting

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


_TURN_SECONDS = 0.001


def _take_turns() -> Callable[[], None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    return partial(sys.setswitchinterval, before)


_turns = SharedSetting(_take_turns)


def keys_first() -> AbstractContextManager[None]:
    """A context that shortens the interpreter's switch interval to 1 ms, so that a key press is
    handled soon while a worker thread computes."""
    return _turns
