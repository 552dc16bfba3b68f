"""A record in one line: completed as it is typed, and read back as the sentence it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from proxytui.editing.new_sources import SourceQuestions, TypedRecords
from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.prompt import CleanInput
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, cut, foreign, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from proxytui.editing.line import Preview
    from proxytui.notation.complete import Option
    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Line

_MOST = 6
_HINT = "tab completes · enter keeps · esc leaves, and the line is here the next time"
TAKES_GUESS = "ctrl+g"
_LEFT = "as it was left; ctrl+u empties the line"


class LineWords(NamedTuple):
    """The words around a line: its mark, an example, and what it will stand under, if anything.

    `guess` says what is only guessed, and `guessed` is what a key adds to the line for it.
    """

    mark: str
    example: str
    above: str = ""
    guess: str = ""
    guessed: str = ""


RECORD = LineWords(
    "+ ", 'such as: North backs River Guard: weapons since 2010 "words of the source" memo-1 ¶4'
)


class ClaimLine(Window[TypedRecords]):
    """Dismissed with a line that has no fault, and what was answered about its new sources; None
    where it is left: `left` is then what was typed.

    With `again` it begins with a line that was left before.
    """

    manual_places = frozenset({"line"})

    def __init__(
        self,
        options: Callable[[str], Sequence[Option]],
        preview: Callable[[TypedRecords], Preview],
        palette: ThemeStyles,
        initial: TypedRecords | None = None,
        words: LineWords = RECORD,
        *,
        again: bool = False,
        cursor: int | None = None,
    ) -> None:
        """The cursor begins at a place of the line, else at its end."""
        super().__init__()
        self.left: TypedRecords | None = None
        self._again = again
        self._words = words
        self._options = options
        self._preview = preview
        self._palette = palette
        self._initial = initial or TypedRecords("")
        self._questions: SourceQuestions | None = None
        self._line = ""
        self._trouble = ""
        self._offered: Sequence[Option] = ()
        self._tried = -1
        self._typed = self._behind = ""
        self._cursor = cursor
        self._refused = False

    def compose(self) -> ComposeResult:
        """What fits next, the sentence, and the field under them."""
        with Vertical(id="command"):
            yield Rows(id="meant")
            with Horizontal(id="command-line"):
                yield Static(self._words.mark, id="command-label", markup=False)
                yield CleanInput(
                    self._initial.line, id="command-field", select_on_focus=False, compact=True
                )

    @property
    def draft(self) -> str:
        """The line, which would be missed, and what is being answered about it."""
        value = self.field.value
        return value if self._questions is None else f"{self._line}\n{value}".rstrip()

    @property
    def asks(self) -> bool:
        """Whether new sources are asked about, not the line."""
        return self._questions is not None

    @property
    def field(self) -> Input:
        """The text field."""
        return self.query_one(CleanInput)

    def on_mount(self) -> None:
        """Colours, and the keys to the field."""
        self.query_one(Rows).palette = self._palette
        if self._cursor is not None:
            self.field.cursor_position = self._cursor
            # It was scrolled to its end, where the cursor stood at first.
            self.call_after_refresh(lambda: self.field.scroll_to(x=0, animate=False))
        self._offer(self._initial.line)
        self.set_focus(self.field)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        self.draw_line()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What fits now; while tab goes through it, it stays."""
        event.stop()
        if self._questions is not None:
            return
        if self._tried < 0 or event.value != self._filled(self._tried):
            self._offer(event.value)

    def _offer(self, typed: str) -> None:
        at = self.field.cursor_position if typed == self.field.value else len(typed)
        self._typed, self._behind = typed[:at], typed[at:]
        self._tried, self._refused = -1, False
        self._offered = self._options(self._typed)[:_MOST]
        self.draw_line()

    def _filled(self, place: int) -> str:
        option = self._offered[place]
        return self._typed[: option.start] + option.text + self._behind

    def draw_line(self) -> None:
        """Draw what stands over the field."""
        rows = self.query_one(Rows)
        cells = rows.cells
        if not cells:
            return
        said = self._asked if self._questions is not None else self._said
        listed = [] if self._questions is not None else self._listed(cells)
        shown = [*self.above(cells), *said(cells), *listed]
        rows.styles.height = len(shown)
        rows.show(shown, at="")

    def above(self, cells: int) -> list[Row]:
        """What the line will stand under, in at most two lines."""
        words = self._words.above
        lines = first_lines(words, cells, "strong", 2) if words else []
        return [Row(f"above{place}", line, stop=False) for place, line in enumerate(lines)]

    def _said(self, cells: int) -> list[Row]:
        """The sentence that the line reads as, its days, and what it lacks, or its fault."""
        line = self.field.value
        preview = self._preview(self._whole(line))
        parts: list[tuple[str, str]] = []
        # What may still become a sound line is not held against whoever types it.
        if preview.fault and (self._refused or not self._offered):
            parts.append((f"at {preview.column}: {preview.fault}", "alert"))
        if preview.sentence:
            parts.append((preview.sentence, "text"))
        if preview.days:
            parts.append((preview.days, "date"))
        if preview.missing:
            parts.append((f"without {' and '.join(preview.missing)}", "caution"))
        if preview.lacking:
            words = f"new: {', '.join(preview.lacking)}; enter asks for title, publisher and date"
            parts.append((words, "dim"))
        if self._words.guess and self._words.guessed not in line:
            parts.append((self._words.guess, "caution"))
        if self._again and line == self._initial.line:
            parts.append((_LEFT, "dim"))
        if not parts:
            parts.append((_HINT if line.strip() else self._words.example, "dim"))
        return _rows(parts, cells)

    def _asked(self, cells: int) -> list[Row]:
        """The line, and what may be answered about its new source, or what is wrong with that."""
        questions = self._questions
        parts = [(self._line, "dim")]
        if questions is not None:
            parts.append((self._trouble or questions.hint, "alert" if self._trouble else "text"))
        return _rows(parts, cells)

    def _listed(self, cells: int) -> list[Row]:
        spans = [Span("tab  ", "dim")]
        for place, option in enumerate(self._offered):
            role = "strong" if place == self._tried else "key"
            spans += [Span(foreign(option.text).text, role), Span("  ")]
        return [Row("options", tuple(spans), stop=False)] if self._offered else []

    def on_key(self, event: events.Key) -> None:
        """Complete, keep, or leave."""
        key = event.key
        if key in ("escape", "enter", "tab", "shift+tab", TAKES_GUESS):
            event.stop()
            event.prevent_default()
        if key == "escape" and self._questions is not None:
            self._back_to_line()
        elif key == "escape":
            line = self.field.value.strip()
            self.left = self._whole(line) if line else None
            self.dismiss(None)
        elif key == "enter" and self._questions is not None:
            self._answer(self._questions)
        elif key == "enter":
            self._keep()
        elif self._questions is not None:
            return
        elif key in ("tab", "shift+tab"):
            self._tab(1 if key == "tab" else -1)
        elif key == TAKES_GUESS and self._words.guessed not in self.field.value:
            at = self.field.cursor_position
            self.field.value = self.field.value.rstrip() + self._words.guessed
            self.field.cursor_position = at

    def _keep(self) -> None:
        line = self.field.value.strip()
        whole = self._whole(line)
        preview = self._preview(whole)
        if preview.fault or "a source" in preview.missing:
            self._tried, self._refused = -1, True
            self.draw_line()
        elif preview.lacking:
            self._line, self._trouble = line, ""
            self._questions = SourceQuestions(preview.lacking)
            self._ask(self._questions.label, "")
        else:
            self.dismiss(whole)

    def _whole(self, line: str) -> TypedRecords:
        """A line with the answers that were given about its new sources before, while it cites
        them as new ones."""
        known = self._initial
        cited = all(f"+{name}" in line for name in known.names)
        return TypedRecords(line, known.sources if cited else "")

    # Questions about new sources

    def _ask(self, label: str, value: str) -> None:
        self.query_one("#command-label", Static).update(Content(f"{label} "))
        self.field.value = value
        self.field.cursor_position = len(value)
        self.draw_line()

    def _answer(self, questions: SourceQuestions) -> None:
        self._trouble = questions.answer(self.field.value)
        if self._trouble:
            self.draw_line()
        elif questions.done:
            self.dismiss(TypedRecords(self._line, questions.text))
        else:
            self._ask(questions.label, "")

    def _back_to_line(self) -> None:
        """Leave the questions; the line is as it was."""
        self._questions = None
        self._ask(self._words.mark.strip(), self._line)
        self._offer(self._line)

    def _tab(self, step: int) -> None:
        # A fast typist's tab comes before the field says what changed.
        field = self.field
        if self._tried < 0 and field.value[: field.cursor_position] != self._typed:
            self._offer(field.value)
        if not self._offered:
            self._on(step)
            return
        self._tried = (self._tried + step) % len(self._offered)
        value = self._filled(self._tried)
        alone = len(self._offered) == 1
        field.value = value
        field.cursor_position = len(value) - len(self._behind)
        if alone:
            self._offer(value)
        else:
            self.draw_line()

    def _on(self, step: int) -> None:
        """Go on to the end of the part of the line that is begun, or to that of the next one."""
        field = self.field
        part = field.value.find(";", field.cursor_position + 1) if step > 0 else -1
        if self._behind:
            field.cursor_position = part if part >= 0 else len(field.value)


def _rows(parts: Sequence[tuple[str, str]], cells: int) -> list[Row]:
    """Some words, each in its role, over at most three lines each."""
    return [
        Row(f"said{number}.{place}", spans, stop=False)
        for number, (words, role) in enumerate(parts)
        for place, spans in enumerate(first_lines(words, cells, role, 3))
    ]


def first_lines(words: str, cells: int, role: str, most: int) -> list[Line]:
    """Words over at most so many lines; where there would be more, the last ends with `…`."""
    lines = paragraph(foreign(words).text, cells, role)
    if len(lines) <= most:
        return lines
    last = " ".join("".join(span.text for span in line) for line in lines[most - 1 : most + 1])
    return [*lines[: most - 1], (foreign(cut(last, cells), role),)]
