"""A text as the reading room knows it: its units, the cursor, who is named, what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.reading.new_names import capitalised, is_name, names_onward
from proxytui.reading.recorded_quotes import QuotePlaces, RecordedQuotes
from proxytui.reading.text_marks import TextMentions, unrecorded
from proxytui.reading.units import Stretch, Units
from proxytui.tui.reading.cursor import TextCursor
from proxytui.views.document import Mark
from proxytui.views.reading_room import Here, margin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.views.lines import Line

THROUGH = ("names", "recorded quotes", "sentences not recorded", "new names")
"""What `n` and `N` may go through, in the words of the line on top."""


class RoomText:
    """A text with its cursor, and what is to be marked in it.

    `found` is the stretch that it was opened for, or the hit of a search.
    """

    def __init__(self, text: str, paragraphs: Sequence[Stretch], place: int) -> None:
        self.text = text
        self.units = Units(text, paragraphs)
        self.mentions = TextMentions(self.units)
        self.cursor = TextCursor(self.units, place)
        self.places = QuotePlaces(text)
        self.recorded = RecordedQuotes()
        self.found: tuple[int, int] | None = None
        self.through = THROUGH[0]

    def decorate(self, start: int, end: int) -> tuple[Line, Sequence[Mark]]:
        """The margin of a line of the text, and what is marked in it."""
        marks = [Mark(m.start, m.end, "mention") for m in self.mentions.between(start, end)]
        picked, found = self.cursor.picked or self.cursor.word, self.found
        if found is not None:
            marks.append(Mark(*found, "found"))
        marks.append(Mark(*picked, "picked"))
        if found is not None:
            both = max(found[0], picked.start), min(found[1], picked.end)
            marks += [Mark(*both, "picked-found")] if both[0] < both[1] else []
        return margin(self.recorded.between(start, end), start), marks

    def here(self) -> Here:
        """What there is at the cursor."""
        word = self.cursor.word
        mention = self.mentions.at(word.start)
        unknown = "" if mention is not None else self.unknown_name()
        recorded = tuple(self.recorded.between(word.start, max(word.end, word.start + 1)))
        return Here(mention.actors if mention is not None else (), recorded, unknown)

    def unknown_name(self) -> str:
        """The selection, else the capitalised words at the cursor; "" where a known name stands
        there, or none, and for a selected sentence."""
        picked = self.cursor.picked
        if picked is not None and not is_name(self.units, picked):
            return ""
        if picked is None:
            picked = capitalised(self.units, self.cursor.word.start)
            if picked is None or self.mentions.between(*picked):
                return ""
        return texts.line(self.text[slice(*picked)])

    def passage(self) -> Stretch:
        """The selection, else the sentence at the cursor."""
        return self.cursor.picked or self.units.sentence(self.cursor.word.start)

    def named(self, stretch: Stretch, without: Stretch | None = None) -> list[tuple[str, str]]:
        """The actors that a stretch names, each once, by id and words; without an id where the
        name may be of several. Those in the stretch `without` don't count."""
        named: dict[str, str] = {}
        several: dict[str, str] = {}
        order: list[tuple[str, str]] = []
        for mention in self.mentions.between(*stretch):
            if without is not None and without.start <= mention.start < without.end:
                continue
            words = texts.line(self.text[mention.start : mention.end])
            known = named if len(mention.actors) == 1 else several
            key = mention.actors[0] if len(mention.actors) == 1 else words
            if key not in known:
                known[key] = words
                order.append((key if known is named else "", words))
        return order

    def next_place(self, step: int) -> Stretch | None:
        """The next of what is gone through, behind the cursor or before it; None at the end."""
        return next(self._onward(self.cursor.word.start, step), None)

    def _onward(self, place: int, step: int) -> Iterator[Stretch]:
        if self.through == THROUGH[0]:
            return self.mentions.onward(place, step)
        if self.through == THROUGH[1]:
            return (
                Stretch(self.units.word(start).start, end)
                for start, end in self.recorded.onward(place, step)
            )
        if self.through == THROUGH[3]:
            return names_onward(self.units, self.mentions, place, step)
        start = place
        if step < 0:
            start = min(place, self.units.sentence(place).start)
        return unrecorded(self.units, self.mentions, self._is_recorded, start, step)

    def _is_recorded(self, sentence: Stretch) -> bool:
        return bool(self.recorded.between(*sentence))
