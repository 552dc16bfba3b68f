"""The suggestion of a claim: who, what, whom, in whose words, and which words led to it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Clue(NamedTuple):
    """Words of the text that led to a suggestion, by their range, and what they were taken for."""

    start: int
    end: int
    part: str


class Suggestion(msgspec.Struct, frozen=True):
    """The claim that a sentence of a text seems to make; ranges are code points of the text.

    `assertion` is asserted, past, planned or ended, `stance` supports or disputes; `speaker` is an
    actor's id, or words where no known actor speaks, or None where the text itself does. It is
    `inferred` if an end is named in the sentence before, and here by "it" or "the group". What is
    `past` was so, and whether it still is, is not said.
    """

    type: str
    subject: str
    object: str
    start: int
    end: int
    terms: tuple[str, ...] = ()
    stance: str = "supports"
    assertion: str = "asserted"
    hedged: bool = False
    unsupported: bool = False
    elements: bool = False
    inferred: bool = False
    speaker_actor: str | None = None
    speaker_text: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    attested: str | None = None
    since_raw: str | None = None
    until_raw: str | None = None
    basis: str = "throughout"
    clues: tuple[Clue, ...] = ()
    engine: str = "rules"

    @property
    def speaker(self) -> str | None:
        """Who says it inside the text: an actor's id, else words; None for the text itself."""
        return self.speaker_actor or self.speaker_text

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that a claim with this reading carries."""
        flags = {
            "alleged": self.hedged,
            "elements": self.elements,
            "inferred": self.inferred,
            "planned": self.assertion == "planned",
            "unsupported": self.unsupported,
        }
        return tuple(flag for flag, holds in flags.items() if holds)

    def in_words(self, text: str) -> str:
        """The words of the text that led to it, in their order, each with its part."""
        clues = sorted(set(self.clues))
        return "; ".join(f"{c.part}: {' '.join(text[c.start : c.end].split())}" for c in clues)
