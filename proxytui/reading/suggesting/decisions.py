"""Deciding on the suggestions for a text one by one: which is next, and what was decided."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.reading.suggesting.suggestion import Suggestion


class Verdict(Enum):
    """What is decided on a suggestion."""

    ACCEPTED = "accepted as it stood"
    EDITED = "accepted with changes"
    REJECTED = "rejected"
    LATER = "left for later"


class Decision(NamedTuple):
    """A verdict on the suggestion at a place of the list."""

    place: int
    verdict: Verdict


class Decisions:
    """The suggestions for a text in a list that is fixed, the one to decide on now, and the
    decisions so far, the last of which can be taken back.

    What says no more than a suggestion that was accepted is passed over, as long as that stands.
    """

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        self._suggestions = list(suggestions)
        self._original = tuple(self._suggestions)
        self._made: list[Decision] = []
        self.place = 0
        """The place of the suggestion to decide on; the number of all behind the last one."""

    def __len__(self) -> int:
        return len(self._suggestions)

    @property
    def current(self) -> Suggestion | None:
        """The suggestion to decide on, turned round if it was; None behind the last one."""
        return self.at(self.place)

    @property
    def original(self) -> Suggestion | None:
        """The same as the text was read."""
        return self._original[self.place] if self.place < len(self) else None

    @property
    def last(self) -> Decision | None:
        """The last decision; None before any."""
        return self._made[-1] if self._made else None

    @property
    def accepted(self) -> int:
        """How many were accepted, changed or not."""
        return self._count(Verdict.ACCEPTED, Verdict.EDITED)

    @property
    def rejected(self) -> int:
        """How many were rejected."""
        return self._count(Verdict.REJECTED)

    @property
    def repeated(self) -> int:
        """How many of the others say no more than one that was accepted."""
        return len(self._repeated() - self._decided())

    @property
    def left(self) -> int:
        """How many are still to be decided on."""
        return len(self) - self.accepted - self.rejected - self.repeated

    def at(self, place: int) -> Suggestion | None:
        """The suggestion at a place, turned round if it was; None outside the list."""
        return self._suggestions[place] if 0 <= place < len(self) else None

    def turn(self) -> None:
        """Have subject and object of the one to decide on change places."""
        current = self.current
        if current is not None:
            turned = msgspec.structs.replace(
                current, subject=current.object, object=current.subject
            )
            self._suggestions[self.place] = turned

    def decide(self, verdict: Verdict) -> None:
        """Decide on the current one, and go on to the next that is undecided."""
        if self.current is not None:
            self._made.append(Decision(self.place, verdict))
            self._go_on(self.place + 1)

    def take_back(self) -> Decision | None:
        """Make the last decision undone and its suggestion the current one; None without any."""
        if not self._made:
            return None
        decision = self._made.pop()
        self.place = decision.place
        return decision

    def again(self) -> bool:
        """Go to the first one that is undecided; False where none is."""
        self._go_on(0)
        return self.current is not None

    def _go_on(self, place: int) -> None:
        passed = self._decided() | self._repeated()
        while place < len(self) and place in passed:
            place += 1
        self.place = place

    def _decided(self) -> set[int]:
        return {made.place for made in self._made if made.verdict is not Verdict.LATER}

    def _count(self, *verdicts: Verdict) -> int:
        return sum(decision.verdict in verdicts for decision in self._made)

    def _repeated(self) -> set[int]:
        """The places of those that say no more than the accepted ones of their tie together."""
        said: dict[tuple[str, str], set[str]] = {}
        for made in self._made:
            if made.verdict is Verdict.ACCEPTED:
                accepted = self._suggestions[made.place]
                said.setdefault(_says(accepted), set()).update(accepted.terms)
        if not said:
            return set()
        return {
            place
            for place, suggestion in enumerate(self._suggestions)
            if (terms := said.get(_says(suggestion))) is not None
            and terms.issuperset(suggestion.terms)
        }


def _says(suggestion: Suggestion) -> tuple[str, str]:
    """The tie that a suggestion is of, and its stance towards it."""
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    return tie, suggestion.stance
