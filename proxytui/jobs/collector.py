"""The garbage collector, switched off while many records are read."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from proxytui.jobs.process_setting import SharedSetting

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def _switch_off() -> Callable[[], None]:
    collecting = gc.isenabled()
    gc.disable()

    def restore() -> None:
        if collecting:
            gc.enable()

    return restore


_collector_off = SharedSetting(_switch_off)


def without_collector() -> AbstractContextManager[None]:
    """A context without the garbage collector, for reading many records: it would walk all that is
    read again and again, two thirds of the time that reading takes."""
    return _collector_off
