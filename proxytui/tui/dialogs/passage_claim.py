"""The line of a claim of a passage, below the claims that its actors have already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.tui.dialogs.claim_line import ClaimLine, LineWords, first_lines
from proxytui.tui.key_labels import key_label
from proxytui.views.lines import Row, Span, cut, foreign, width
from proxytui.wording.phrases import plural, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from proxytui.editing.line import Preview
    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.passage import PassageLine
    from proxytui.notation.complete import Option
    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Line

TURNS = "ctrl+t"
_SHOWN, _SHOWN_LOW = 3, 1
"""Claims that are seen at once, and on a low screen; the cursor goes on to others."""
_LOW = 24
_LEFT_OUT = 60


class SameClaims(NamedTuple):
    """The calls that find the claims between a line's actors: their ids for a line, a claim in
    words, what the line would read as at one, the details that it would not have, and which of them
    the line is for unless another one is chosen, "" for a new claim."""

    of_line: Callable[[str], Sequence[str]]
    words: Callable[[str], str]
    preview: Callable[[str, TypedRecords], Preview]
    left_out: Callable[[str], Sequence[str]]
    meant: Callable[[Sequence[str]], str]


class PassageClaim(ClaimLine):
    """Dismissed with a line as `ClaimLine` is; `cited` is then the id of the claim that its
    citation is for, or "" for a new claim.

    With the cursor among the claims, enter cites; in the line it keeps a new claim. A key goes
    through the pairs of actors that `begun` has.
    """

    def __init__(
        self,
        options: Callable[[str], Sequence[Option]],
        preview: Callable[[TypedRecords], Preview],
        same: SameClaims,
        begun: PassageLine,
        palette: ThemeStyles,
        initial: TypedRecords,
        words: LineWords,
        *,
        again: bool = False,
        cursor: int | None = None,
    ) -> None:
        super().__init__(
            options, self._preview_here, palette, initial, words, again=again, cursor=cursor
        )
        self._new_preview = preview
        self._same = same
        self._begun = begun
        self._has_chosen = False
        self._claims: Sequence[str] = ()
        self._claims_of = ""
        self.cited = ""

    def _preview_here(self, typed: TypedRecords) -> Preview:
        if self.cited:
            return self._same.preview(self.cited, typed)
        return self._new_preview(typed)

    def above(self, cells: int) -> list[Row]:
        """What the line stands under, then the claims that could be cited in its place."""
        rows = super().above(cells)
        if not self.asks:
            self._look_up()
        if not self._claims or self.asks:
            return rows
        at = self._claims.index(self.cited) if self.cited else -1
        most = _SHOWN if self.size.height >= _LOW else _SHOWN_LOW
        first = max(0, min(at - most + 1 if at >= most else 0, len(self._claims) - most))
        head = "enter cites this claim with the passage; ↑ goes back to a new claim"
        if at < 0:
            count = len(self._claims)
            head = f"{plural(count, 'claim')} between them already; "
            head += f"↓ enter cites {'it' if count == 1 else 'one'} with this passage"
        lines: list[Line] = first_lines(head, cells, "heading", 2)
        for place, id_ in enumerate(self._claims[first : first + most], first):
            lines += self._claim(id_, cells, chosen=place == at)
        if self.cited and (left := self._same.left_out(self.field.value)):
            words = f"not taken into it: {shortened('; '.join(left), _LEFT_OUT)}"
            lines += first_lines(words, cells, "caution", 1)
        rows += [Row(f"same{place}", line, stop=False) for place, line in enumerate(lines)]
        return rows

    def _claim(self, id_: str, cells: int, *, chosen: bool) -> list[Line]:
        role = "strong" if chosen else "dim"
        first, *others = first_lines(self._same.words(id_), cells - 2, role, 2)
        mark = Span("▸ " if chosen else "· ", "key" if chosen else "dim")
        return [(mark, *first), *((Span("  "), *line) for line in others)]

    def _look_up(self) -> None:
        line = self.field.value
        if line != self._claims_of:
            self._claims_of, self._claims = line, self._same.of_line(line)
            if self.cited not in self._claims:
                self.cited = ""
            if not self._has_chosen:
                self.cited = self._same.meant(self._claims)

    def on_key(self, event: events.Key) -> None:
        """Go among the claims, or on to other actors, else complete, keep or leave."""
        if self.asks or event.key not in ("down", "up", TURNS):
            return
        event.stop()
        event.prevent_default()
        if event.key == TURNS:
            self._turn()
        else:
            self._move(1 if event.key == "down" else -1)

    def _turn(self) -> None:
        """Have the line begin with the next two actors of the passage."""
        turned = self._begun.turned(self.field.value)
        if turned is not None:
            self.field.value, self.field.cursor_position = turned
            self._offer(self.field.value)

    def _listed(self, cells: int) -> list[Row]:
        """What fits next, and the actors that a key puts in place of those of the line."""
        rows = super()._listed(cells)
        following = self._begun.next_pair(self.field.value)
        if following is None:
            return rows
        key = Span(f"{key_label(TURNS)}  ", "key")
        words = foreign(cut(following.words, max(0, cells - width((key,)))), "dim")
        return [*rows, Row("turned", (key, words), stop=False)]

    def _move(self, step: int) -> None:
        self._look_up()
        self._has_chosen = True
        at = self._claims.index(self.cited) if self.cited else -1
        at = max(-1, min(at + step, len(self._claims) - 1))
        self.cited = self._claims[at] if at >= 0 else ""
        self.draw_line()
