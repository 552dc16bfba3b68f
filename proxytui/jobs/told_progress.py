"""How far long work has come that begins far below whoever can show it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from proxytui.jobs.pacing import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.jobs.pacing import Progress

Item = TypeVar("Item")

_TOLD = 1024
"""Items between two words on how far the work has come."""

_SHOWN: ContextVar[Progress] = ContextVar("shown", default=unseen)


@contextmanager
def shown_by(progress: Progress) -> Iterator[None]:
    """Have what is told inside shown by `progress`, which may raise to stop the work."""
    token = _SHOWN.set(progress)
    try:
        yield
    finally:
        _SHOWN.reset(token)


def tell(words: str) -> None:
    """Tell how far work has come, in words such as `reading the store for the first time: 40 %`."""
    _SHOWN.get()(words)


def counted(items: Iterable[Item], total: int, done: str) -> Iterator[Item]:
    """The items as they pass, with how far that has come: `claims read: 20,480 of 1,000,000`."""
    for number, item in enumerate(items):
        if number and not number % _TOLD:
            tell(f"{done}: {number:,} of {total:,}")
        yield item
