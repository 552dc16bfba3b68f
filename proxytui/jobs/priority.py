"""Threads that work for long and let the keys go first."""

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
    """Between two breaths a key waits no longer than for a turn of the threads."""
    return _turns
