"""Deciding on the suggestions for a text: one at a time, with its words in view above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

from proxytui import text as texts
from proxytui.editing import same_claims, suggested_claims
from proxytui.editing.same_claims import Ends
from proxytui.reading import locators
from proxytui.reading.suggesting.decisions import Decisions, Verdict
from proxytui.reading.units import Stretch
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.open_manual import open_manual
from proxytui.tui.reading.decision_writes import DecisionWrites
from proxytui.tui.reading.suggestion_reading import SuggestionReading
from proxytui.tui.reading.text_view import MARGIN, TextView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views import decision
from proxytui.views.decision import Decided, EndKeys, Suggested
from proxytui.views.document import Mark, WrappedText
from proxytui.views.lines import Row, Span, paragraph, spread
from proxytui.views.reading_room import margin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from proxytui.editing.suggested_claims import ProposedClaim, SourceText
    from proxytui.errors import ProxyTUIError
    from proxytui.tui.desk import Desk
    from proxytui.tui.reading.room_text import RoomText
    from proxytui.tui.reading.suggestion_reading import OpenSuggestions
    from proxytui.views.lines import Line

_WIDEST = 100
_BESIDE_FROM = 110
"""Columns from which the suggestion stands beside the text."""
_AROUND = 8_000
"""Code points before and behind a passage that can be scrolled to."""
_HINTS = (
    ("accept-suggestion", "accept"),
    ("reject-suggestion", "reject"),
    ("later-suggestion", "later"),
    ("turn-suggestion", "turn round"),
    ("edit-suggestion", "edit"),
    ("take-back-decision", "take back"),
    ("close", "end"),
    ("help", "keys"),
)


class Deciding(KeyedScreen):
    """The suggestions for a text, worked out first and then fixed; what is decided on one is
    written before the next is shown."""

    def __init__(
        self, desk: Desk, room: RoomText, text: SourceText, left_at: Callable[[int], None]
    ) -> None:
        """`left_at` is called with the place of the words that were decided on last."""
        super().__init__(desk.keymap)
        self.palette = desk.palette
        self.decisions = Decisions(())
        self._desk = desk
        self._room = room
        self._text = text
        self._left_at = left_at
        self._reading = SuggestionReading(self, desk.workspace.index, text)
        self._open: OpenSuggestions | None = None
        self._writes = DecisionWrites(desk, text)
        self._trouble = ""
        self.handlers = {
            "accept-suggestion": self.accept,
            "reject-suggestion": self.reject,
            "later-suggestion": self.later,
            "turn-suggestion": self.turn,
            "edit-suggestion": self.edit,
            "take-back-decision": self.take_back,
            "down": lambda: self._scroll(1),
            "up": lambda: self._scroll(-1),
            "half-down": lambda: self._scroll(self.view.size.height // 2),
            "half-up": lambda: self._scroll(-(self.view.size.height // 2)),
            "page-down": lambda: self._scroll(self.view.size.height - 1),
            "page-up": lambda: self._scroll(1 - self.view.size.height),
            "top": lambda: self._scroll(-len(self.view.rows)),
            "bottom": lambda: self._scroll(len(self.view.rows)),
            "close": self.close,
            "leave": self.close,
            "help": lambda: self.host.show_keys(self.contexts),
            "manual": lambda: open_manual(desk.host),
            "palette": lambda: self.app.action_command_palette(),
            "quit": lambda: desk.host.leaving.at_once(),
            "suspend": lambda: self.app.action_suspend_process(),
        }

    def compose(self) -> ComposeResult:
        """Title, the text, what is suggested of it, hints, and the line that asks."""
        yield Bar(id="header")
        with Container(id="decision"):
            yield TextView(self._decorate, id="document")
            yield Rows(id="suggestion")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours, and begin to read the text."""
        self.view = self.query_one(TextView)
        self.panel = self.query_one("#suggestion", Rows)
        self.panel.can_focus = False
        self.paint_with(self.palette)
        self._lay_out()
        self.take_focus()
        self._reading.start(self._room.mentions, self._take, self._failed)

    def on_unmount(self) -> None:
        """Leave what is still being read."""
        self._reading.stop()

    def on_resize(self) -> None:
        """Show the suggestion beside the text where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.set_class(self.size.width >= _BESIDE_FROM, "wide")

    @property
    def working(self) -> bool:
        """Whether the text is still being read, or a decision being written."""
        return self._reading.working or self._writes.busy

    @property
    def contexts(self) -> frozenset[str]:
        """The context of deciding."""
        return frozenset({"deciding"})

    @property
    def inactive_actions(self) -> frozenset[str]:
        """What needs a suggestion, where there is none, or a decision."""
        needing = {"accept", "reject", "turn", "edit"} if self.decisions.current is None else set()
        without = {f"{verb}-suggestion" for verb in needing}
        if not self.decisions.left:
            without.add("later-suggestion")
        return frozenset(without if self.decisions.last else {*without, "take-back-decision"})

    def take_focus(self) -> None:
        """The text."""
        self.set_focus(self.view)

    def store_changed(self) -> None:
        """Draw what is recorded of the two actors as it is now, and since when there is no
        connection to the store."""
        self._draw_header()
        self._draw_panel()

    def _take(self, opened: OpenSuggestions) -> None:
        self._open = opened
        self.decisions = Decisions(opened.suggestions)
        if opened.failure:
            told = f"Read by rules alone, which see less: {opened.failure}."
            self.notify(told, severity="warning", markup=False)
        self.draw()

    def _failed(self, error: ProxyTUIError) -> None:
        self._trouble = str(error)
        self.draw()

    # Deciding

    def accept(self) -> None:
        """Record the claim, and go on."""
        proposed = self._proposed()
        original = self.decisions.original
        if proposed is not None and original is not None and self._may_write(proposed):
            done = partial(self._decide, Verdict.ACCEPTED)
            self._writes.accept(proposed, original, done)

    def reject(self) -> None:
        """Have the source remember that this is none of its claims, and go on."""
        original = self.decisions.original
        if original is not None and not self._writes.busy:
            self._writes.reject(original, partial(self._decide, Verdict.REJECTED))

    def later(self) -> None:
        """Go on without a decision; behind the last suggestion, go through those left."""
        if self._writes.busy:
            return
        if self.decisions.current is not None:
            self._decide(Verdict.LATER)
        elif self.decisions.again():
            self.draw()

    def turn(self) -> None:
        """Have subject and object change places."""
        current = self.decisions.current
        if current is None or self._writes.busy:
            return
        if suggested_claims.has_direction(current):
            self.decisions.turn()
            self.draw()
        else:
            self.host.say("This type of tie has no direction.")

    def edit(self) -> None:
        """Open the line of the claim; once that is kept, go on."""
        proposed, original = self._proposed(), self.decisions.original
        if proposed is not None and original is not None and self._may_write(proposed):
            self._writes.edit(proposed, original, partial(self._decide, Verdict.EDITED))

    def take_back(self) -> None:
        """Take the last decision back, in the store too."""
        last = self.decisions.last
        if last is None or self._writes.busy:
            return
        if last.verdict is Verdict.LATER:
            self._taken_back()
        else:
            self._writes.undo(self._taken_back)

    def _taken_back(self) -> None:
        self.decisions.take_back()
        self.draw()

    def _decide(self, verdict: Verdict) -> None:
        self.decisions.decide(verdict)
        self.draw()

    def _may_write(self, proposed: ProposedClaim) -> bool:
        """Whether nothing is being written, and the claim can still be recorded of this text."""
        if self._writes.busy:
            return False
        refusal = self._writes.refusal(proposed)
        if refusal:
            self.host.say(refusal, "warning")
        return not refusal

    def _proposed(self) -> ProposedClaim | None:
        suggestion = self.decisions.current
        if suggestion is None:
            return None
        return suggested_claims.in_words(
            self._desk.workspace.index,
            suggestion,
            self._text,
            self._desk.scene.lens.as_of,
            locators.locator(self._room.units, suggestion.start),
        )

    # Drawing

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        self.draw()

    def on_bar_resized(self) -> None:
        """Draw title and hints for the width."""
        self._draw_header()
        self.draw_hints()

    def draw(self) -> None:
        """Draw the suggestion to decide on, and its words in the text."""
        if not self.is_attached:
            return  # it was left before the disk had what was decided last
        self._draw_header()
        self._draw_text()
        self._draw_panel()
        self.draw_hints()

    def draw_hints(self) -> None:
        """Draw the keys that have something to act on."""
        if self.prompt.question is None:
            inactive = self.inactive_actions
            self.show_hints(self.worded_hints(h for h in _HINTS if h[0] not in inactive))
        else:
            super().draw_hints()

    def _draw_header(self) -> None:
        sign = self._desk.workspace.unreached
        marked = (Span(f"{sign}  ", "alert"),) if sign else ()
        title = Span(texts.line(self._text.source.title), "strong")
        left = (Span("suggestions  ", "dim"), *marked, title)
        bar = self.query_one("#header", Bar)
        bar.show([spread(left, self._where(), bar.size.width)])

    def _where(self) -> Line:
        """What read the text, and which of how many suggestions this is."""
        if self._open is None:
            return ()
        by = Span(f"by {self._open.reader}  ", "dim")
        decisions = self.decisions
        if decisions.current is None:
            return (by,)
        return (by, Span(f"{decisions.place + 1} of {len(decisions)}", "date"))

    def _draw_text(self) -> None:
        """Show what stands around the words of the suggestion; without one what was read last."""
        cells = min(_WIDEST, self.view.cells - MARGIN)
        start, end = self._passage
        pieces = self._pieces(start, end)
        if cells > 0 and pieces:
            self.view.show_text(WrappedText(self._room.text, cells, pieces=pieces))
            self.view.whole_into_view(start, end, self._core)

    @property
    def _passage(self) -> Stretch:
        """The words of the suggestion, else of the last one, else where the cursor was."""
        decisions = self.decisions
        shown = decisions.current or decisions.at(decisions.place - 1)
        if shown is None:
            return Stretch(*self._room.cursor.word)
        return Stretch(shown.start, shown.end)

    @property
    def _core(self) -> Stretch | None:
        """From the first to the last of the words that led to the suggestion."""
        suggestion = self.decisions.current
        if suggestion is None or not suggestion.clues:
            return None
        starts, ends = zip(*((clue.start, clue.end) for clue in suggestion.clues), strict=True)
        return Stretch(min(starts), max(ends))

    def _pieces(self, start: int, end: int) -> list[Stretch]:
        """The paragraphs around a passage."""
        units = self._room.units
        if not units.paragraphs:
            return []
        first = units.paragraph_number(max(0, start - _AROUND))
        last = units.paragraph_number(min(len(self._room.text), end + _AROUND))
        return list(units.paragraphs[first : last + 1])

    def _draw_panel(self) -> None:
        cells = self.panel.cells
        if not cells:
            return
        self.panel.show(self._rows(cells), at="")
        begun = self.decisions.last is not None and self.decisions.current is not None
        decided = self._decided.words_within(cells - 2) if begun else ""
        self.panel.border_subtitle = Content(decided)

    @property
    def _decided(self) -> Decided:
        decisions = self.decisions
        return Decided(decisions.accepted, decisions.rejected, decisions.repeated, decisions.left)

    def _rows(self, cells: int) -> list[Row]:
        label = self.keymap.label
        named = ("later-suggestion", "take-back-decision", "close", "new-names")
        keys = EndKeys(*map(label, named))
        proposed = self._proposed()
        if self._open is None:
            words = self._trouble or "Working out what the text seems to claim …"
            lines = paragraph(f"{texts.line(words)} {keys.close} leaves.", cells, "dim")
            return [Row("", line, stop=False) for line in lines]
        if proposed is None:
            if not len(self.decisions):
                return decision.nothing(self._open.recorded, self._open.rejected, keys, cells)
            return decision.end(self._decided, keys, cells)
        (citation,) = proposed.claim.citations
        place = locators.words(citation.locator) if citation.locator is not None else ""
        suggested = Suggested(
            proposed.claim, proposed.sentence, proposed.quote, place, proposed.why
        )
        ends = Ends(proposed.claim.subject, proposed.claim.object, proposed.claim.type)
        recorded = same_claims.standing_between(self._desk.workspace.index, ends)
        height = self.panel.size.height
        return decision.rows(self._desk.scene, suggested, recorded, cells, height)

    def _decorate(self, start: int, end: int) -> tuple[Line, Sequence[Mark]]:
        """What is recorded of a line, and in it the passage with the words that led to it."""
        suggestion = self.decisions.current
        marks = []
        if suggestion is not None:
            marks.append(Mark(suggestion.start, suggestion.end, "found"))
            marks += [Mark(clue.start, clue.end, "picked-found") for clue in suggestion.clues]
        return margin(self._room.recorded.between(start, end), start), marks

    def close(self) -> None:
        """Back to the text, at the words that were decided on last."""
        place = self._passage.start
        self.dismiss()
        self._left_at(place)

    def _scroll(self, lines: int) -> None:
        self.view.scroll_relative(y=lines, animate=False)
