"""The store that the explorer goes on with, as its start screen and its command line name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.place import Address


class Opening(NamedTuple):
    """A store to be opened: its address, None for the demo, and what is to be said with it.

    With `tour` the tour begins in it; `then` is what is open again after that, None for nothing.
    """

    address: Address | None
    words: str = ""
    tour: bool = False
    then: Opening | None = None
