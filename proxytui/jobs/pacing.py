"""Long work in small pieces with checkpoints, so that other threads get their turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = TypeVar("Item")
Checkpoint: TypeAlias = Callable[[], None]
"""Called between two pieces of work; may pause or stop it."""

Progress: TypeAlias = Callable[[str], None]
"""Called with how far long work has come, in words such as `page 40 of 300`."""

Place: TypeAlias = tuple[int, *tuple[object, ...]]
"""A sort key that begins with a number of which there are few."""

_PIECE = 400
"""Items between two checkpoints, where each is a name: a key waits for milliseconds only."""

CLAIMS = 16
"""Items between two checkpoints, where each is a tie or claim that is looked at closely."""


def never() -> None:
    """A checkpoint that does nothing, for work that nobody waits behind."""


def unseen(_: str) -> None:
    """Progress that nobody looks at."""


def with_checkpoints(
    items: Iterable[Item], checkpoint: Checkpoint, piece: int = _PIECE
) -> Iterator[Item]:
    """The items, with a checkpoint after each `piece` of them; a smaller piece where an item takes
    long."""
    for number, item in enumerate(items, 1):
        yield item
        if not number % piece:
            checkpoint()


def batches(items: Sequence[Item], checkpoint: Checkpoint) -> Iterator[Sequence[Item]]:
    """The items in batches, with a checkpoint after each."""
    for start in range(0, len(items), _PIECE):
        yield items[start : start + _PIECE]
        checkpoint()


def in_order(
    items: Iterable[Item], place: Callable[[Item], Place], checkpoint: Checkpoint
) -> list[Item]:
    """The items sorted by their places.

    Items with the same first number are sorted together, with a checkpoint after each number: one
    sort of all would hold others up for long.
    """
    kinds: dict[int, list[tuple[Place, int, Item]]] = {}
    for number, item in enumerate(with_checkpoints(items, checkpoint, CLAIMS)):
        key = place(item)
        kinds.setdefault(key[0], []).append((key, number, item))
    ordered: list[Item] = []
    for kind in sorted(kinds):
        kinds[kind].sort(key=_placed)
        ordered += [item for _, _, item in kinds[kind]]
        checkpoint()
    return ordered


def _placed(entry: tuple[Place, int, object]) -> tuple[Place, int]:
    return entry[0], entry[1]
