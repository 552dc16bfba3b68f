"""The cursor in a text, and what is selected from it: words, sentences, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.units import Stretch

if TYPE_CHECKING:
    from proxytui.reading.units import Units


class TextCursor:
    """A cursor that rests on words; `picked` is what is selected, if anything is.

    While it is `marking`, everything between where that began and the cursor is selected.
    """

    def __init__(self, units: Units, place: int) -> None:
        self.units = units
        self.word = units.word(place)
        self._picked: Stretch | None = None
        self._anchor: Stretch | None = None

    @property
    def marking(self) -> bool:
        """Whether the selection goes with the cursor."""
        return self._anchor is not None

    @property
    def picked(self) -> Stretch | None:
        """What is selected; None for nothing."""
        if self._anchor is None:
            return self._picked
        return Stretch(
            min(self._anchor.start, self.word.start), max(self._anchor.end, self.word.end)
        )

    def go_to(self, place: int) -> None:
        """Rest on the word at a place; a selection that doesn't go with the cursor ends."""
        self.word = self.units.word(place)
        self._picked = None

    def step(self, words: int) -> None:
        """Go on by words, or back."""
        word = self.word
        for _ in range(abs(words)):
            word = self.units.next_word(word) if words > 0 else self.units.previous_word(word)
        self.go_to(word.start)

    def mark(self) -> None:
        """Begin to select what lies between here and where the cursor goes, or end that."""
        if self._anchor is None:
            self._anchor = self.word
        else:
            self._picked, self._anchor = self.picked, None

    def pick(self, stretch: Stretch) -> None:
        """Select a stretch, such as one marked with the mouse, in whole words."""
        first, last = self.units.word(stretch.start), self.units.word(max(0, stretch.end - 1))
        start = first.start if first.start < stretch.end else stretch.start
        end = last.end if stretch.start < last.end and last.start < stretch.end else stretch.end
        self._anchor = None
        self._picked = Stretch(start, max(end, first.end))

    def clear(self) -> bool:
        """Select nothing; False where nothing was selected."""
        had = self.picked is not None
        self._picked = self._anchor = None
        return had

    def grow(self, unit: str, step: int) -> None:
        """Select the unit at the cursor (word, sentence or paragraph); where just that is selected
        already, the next one too, or with a negative step the one before."""
        picked, self._anchor = self.picked, None
        if picked is None:
            self._picked = self._unit(unit, self.word.start, 0)
            return
        first = self._unit(unit, picked.start, 0)
        last = self._unit(unit, max(picked.start, picked.end - 1), 0)
        start, end = min(first.start, picked.start), max(last.end, picked.end)
        if (start, end) == picked:
            if step > 0:
                end = max(end, self._unit(unit, max(start, end - 1), 1).end)
            else:
                start = min(start, self._unit(unit, start, -1).start)
        self._picked = Stretch(start, end)

    def _unit(self, unit: str, place: int, step: int) -> Stretch:
        units = self.units
        if unit == "sentence":
            return units.sentence(place, step)
        if unit == "paragraph":
            return units.paragraph(place, step)
        word = units.word(place)
        if step:
            return units.next_word(word) if step > 0 else units.previous_word(word)
        return word
