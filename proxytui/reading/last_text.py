"""The last kept text that was read, for quotes that are checked text by text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class LastText:
    """A kept text by its sha256, read by `text_of`; the last one is remembered."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._last: tuple[str, str | None] = ("", None)

    def __call__(self, sha: str) -> str | None:
        """The text; None where it is not here."""
        last = self._last
        if last[0] != sha:
            # Another thread may ask for another text meanwhile.
            self._last = last = (sha, self._text_of(sha))
        return last[1]
