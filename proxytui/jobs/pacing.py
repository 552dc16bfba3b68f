"""Long work in small pieces, so that a thread that does it lets others do theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = TypeVar("Item")
Checkpoint: TypeAlias = Callable[[], None]
"""What is called between two pieces."""

Place: TypeAlias = tuple[int, *tuple[object, ...]]
"""Where something stands in an order; it begins with a number of few."""

_PIECE = 400
"""Names of which a piece is made: some milliseconds, which nobody notices who waits for a key."""

CLAIMS = 16
"""Ties or claims of which a piece is made, where each is looked at closely."""


def never() -> None:
    """For whoever has nothing else to do."""


def with_checkpoints(
    items: Iterable[Item], checkpoint: Checkpoint, piece: int = _PIECE
) -> Iterator[Item]:
    """The items, with a break after each piece of them; smaller ones where an item takes long."""
    for number, item in enumerate(items, 1):
        yield item
        if not number % piece:
            checkpoint()


def batches(items: Sequence[Item], checkpoint: Checkpoint) -> Iterator[Sequence[Item]]:
    """The items in pieces, with a break after each."""
    for start in range(0, len(items), _PIECE):
        yield items[start : start + _PIECE]
        checkpoint()


def in_order(
    items: Iterable[Item], place: Callable[[Item], Place], checkpoint: Checkpoint
) -> list[Item]:
    """The items sorted by their places, one number at a time: one sort of all would hold others up
    for long."""
    kinds: dict[int, list[tuple[Place, int, Item]]] = {}
    for number, item in enumerate(with_checkpoints(items, checkpoint, CLAIMS)):
        at = place(item)
        kinds.setdefault(at[0], []).append((at, number, item))
    made: list[Item] = []
    for kind in sorted(kinds):
        kinds[kind].sort(key=_placed)
        made += [item for _, _, item in kinds[kind]]
        checkpoint()
    return made


def _placed(one: tuple[Place, int, object]) -> tuple[Place, int]:
    return one[0], one[1]
