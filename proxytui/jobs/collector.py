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


_MANY = 50_000
"""Objects that the collector walks in some 10 ms."""
_SOME = 3


def keep_lasting() -> None:
    """Take out of the collector's reach what was made while it was switched off, where that is
    much: answers that are kept, through which a key would wait at its next walk."""
    if gc.get_count()[0] > _MANY:
        gc.freeze()


def collect_now() -> None:
    """Make a full walk, which takes up to 0.2 s with a large store, where enough was made since the
    last one; what outlives it is not walked again. To be called while nobody waits for a key."""
    if gc.get_count()[2] >= _SOME:
        gc.collect()
        gc.freeze()


_collector_off = SharedSetting(_switch_off)


def without_collector() -> AbstractContextManager[None]:
    """A context without the garbage collector, for reading many records: it would walk all that is
    read again and again, two thirds of the time that reading takes."""
    return _collector_off
