"""The result of checking a quote against its kept text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from proxytui.model.vocabulary import Check


class Sentence(msgspec.Struct, frozen=True):
    """The words of a quote as they stand in the text, and the rest of their sentence around them,
    with the blanks between."""

    before: str
    words: str
    after: str

    @property
    def whole(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.words}{self.after}".strip()


class QuoteCheck(msgspec.Struct, frozen=True):
    """A quote's check; `start` and `end` are the code points found in the kept text, or -1.

    The sentence is None where the words are not here, or at several places. `nearest` says of words
    that are absent which passage is most like them, where, and how it differs; "" for none.
    """

    check: Check
    start: int = -1
    end: int = -1
    sentence: Sentence | None = None
    nearest: str = ""
