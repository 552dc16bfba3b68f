"""Long work in a thread that lets the keys go first."""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

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


class Breath:
    """Leaves the others some time whenever it is called in a worker's thread; raises
    WorkerCancelled once nobody wants the worker's work any more."""

    def __init__(self) -> None:
        self._worker = get_current_worker()

    def __call__(self) -> None:
        time.sleep(_BREATH_SECONDS)
        if self._worker.is_cancelled:
            raise WorkerCancelled
