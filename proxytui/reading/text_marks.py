"""What a text has that is known: the mentions of actors, and the sentences that nothing is of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from proxytui.reading.units import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.reading.mentions import KnownNames, Mention
    from proxytui.reading.units import Units

_PART = 3_000
"""Code points that are looked through at once: about a millisecond."""


class TextMentions:
    """The mentions in a text, looked for part by part, where somebody looks; a part ends with a
    paragraph. Before `known` is there nothing is mentioned."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._known: KnownNames | None = None
        self._starts: list[int] = []
        end = 0
        for paragraph in units.paragraphs:
            if not self._starts or paragraph.start - self._starts[-1] >= _PART:
                self._starts.append(paragraph.start)
            end = paragraph.end
        self._ends = [*self._starts[1:], end]
        self._parts: dict[int, list[Mention]] = {}

    def know(self, known: KnownNames) -> None:
        """Take names, or changed ones."""
        self._known = known
        self._parts.clear()

    def part(self, number: int) -> list[Mention]:
        """The mentions of a part, in order."""
        if self._known is None:
            return []
        mentions = self._parts.get(number)
        if mentions is None:
            start, end = self._starts[number], self._ends[number]
            mentions = self._parts[number] = self._known.mentions(self._units.text, start, end)
        return mentions

    @property
    def is_known(self) -> bool:
        """Whether names are there to be looked for."""
        return self._known is not None

    def all(self, checkpoint: Checkpoint) -> Iterator[Mention]:
        """The mentions of the whole text, in order."""
        for number in range(len(self._starts)):
            yield from self.part(number)
            checkpoint()

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that touch a stretch of the text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [
            mention
            for number in range(first, last)
            for mention in self.part(number)
            if mention.start < end and mention.end > start
        ]

    def at(self, place: int) -> Mention | None:
        """The mention at a place; None where there is none."""
        return next(iter(self.between(place, place + 1)), None)

    def onward(self, place: int, step: int) -> Iterator[Stretch]:
        """The mentions behind a place, or with a negative step before it, the nearest first."""
        number = max(0, bisect_right(self._starts, place) - 1)
        while 0 <= number < len(self._starts):
            for mention in self.part(number)[::step]:
                if mention.start > place if step > 0 else mention.start < place:
                    yield Stretch(mention.start, mention.end)
            number += step


def unrecorded(
    units: Units,
    mentions: TextMentions,
    recorded: Callable[[Stretch], bool],
    place: int,
    step: int,
) -> Iterator[Stretch]:
    """The sentences behind a place, or before it, that name two actors and of which nothing is
    `recorded`, the nearest first."""
    if not units.paragraphs:
        return
    number = units.paragraph_number(place)
    while 0 <= number < len(units.paragraphs):
        if _several(mentions.between(*units.paragraphs[number])):
            for sentence in units.sentences_of(number)[::step]:
                further = sentence.start > place if step > 0 else sentence.start < place
                if further and _several(mentions.between(*sentence)) and not recorded(sentence):
                    yield sentence
        number += step


def _several(mentions: Sequence[Mention]) -> bool:
    return len({mention.actors for mention in mentions}) > 1
