"""The store that the explorer goes on with, as its start screen and its command line name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import NoStore

if TYPE_CHECKING:
    from proxytui.errors import StoreError
    from proxytui.place import Address


class Opening(NamedTuple):
    """A store to be opened: its address, None for the demo, and what is to be said with it.

    With `tour` the tour begins in it; `then` is what is open again after that, None for nothing.
    """

    address: Address | None
    words: str = ""
    tour: bool = False
    then: Opening | None = None


def refusal(error: StoreError, address: Address | None) -> str:
    """What the start screen says of a store that can't be opened: where it is, and nothing of the
    options of a command line that nobody typed."""
    words = error.title if isinstance(error, NoStore) else str(error)
    return words if address is None or str(address) in words else f"{address}: {words}"
