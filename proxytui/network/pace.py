"""Long work in small pieces, so that a thread that does it lets others do theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = TypeVar("Item")
Breathe: TypeAlias = Callable[[], None]
"""What is called between two pieces."""

_PIECE = 400
"""Names of which a piece is made: some milliseconds, which nobody notices who waits for a key."""

CLAIMS = 16
"""Ties or claims of which a piece is made, where each is looked at closely."""


def no_pause() -> None:
    """For whoever has nothing else to do."""


def paced(items: Iterable[Item], breathe: Breathe, piece: int = _PIECE) -> Iterator[Item]:
    """The items, with a break after each piece of them; smaller ones where an item takes long."""
    for number, item in enumerate(items, 1):
        yield item
        if not number % piece:
            breathe()


def parts(items: Sequence[Item], breathe: Breathe) -> Iterator[Sequence[Item]]:
    """The items in pieces, with a break after each."""
    for start in range(0, len(items), _PIECE):
        yield items[start : start + _PIECE]
        breathe()
