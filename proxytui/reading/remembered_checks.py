"""The checks of quotes that were made, and the kept text that was read last for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.last_text import LastText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation


_KEPT = 1 << 16
"""So many checks are remembered: a whole store's of this size, in at most 100 MB."""


class RememberedChecks:
    """Checks of citations' words, until `forget` is called because sources change, or they are too
    many."""

    def __init__(self) -> None:
        self._checks: dict[Citation, QuoteCheck] = {}
        self._last: LastText | None = None

    def known(self, citation: Citation) -> QuoteCheck | None:
        """The check of a citation's words; None where it is not remembered."""
        return self._checks.get(citation)

    def remember(self, checks: Mapping[Citation, QuoteCheck]) -> None:
        """Remember checks, those that were made in another thread too."""
        if len(self._checks) + len(checks) > _KEPT:
            self._checks.clear()
        self._checks.update(checks)

    def last_text(self, text_of: Callable[[str], str | None]) -> LastText:
        """Kept texts by their sha256 as `text_of` reads them, of which one is read for its many
        quotes only once."""
        if self._last is None:
            self._last = LastText(text_of)
        return self._last

    def forget(self) -> None:
        """Forget all: a source or its text is another one."""
        self._checks.clear()
        self._last = None
