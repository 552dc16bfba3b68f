"""A view of findings: under headings with counts, beside them the words of the one selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.containers import Container
from textual.content import Content

from proxytui import text as texts
from proxytui.asof import ties
from proxytui.collation import Typed, readings
from proxytui.tui.jobs.background_question import AT_ONCE_SECONDS, BackgroundQuestion
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.jobs.question_progress import QuestionProgress
from proxytui.tui.views.base import NO_HIT, View
from proxytui.tui.views.folding_list import FoldingGroup, FoldingList
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views import findings, overview, quotes, tie_line
from proxytui.views.copies import TEXT_CELLS, without_columns
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Listing, Row, Span
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.asked import Folds
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line
    from proxytui.views.scene import Scene

Item = TypeVar("Item")

# So many findings are worded to be filtered by what they say, and stepped through by their changes.
_WORDED = 2_000
_STEPPED = 5_000
_BESIDE = 110
_AT_ONCE_SECONDS = 0.05
_MOST_AT_ONCE = 5_000
"""Claims of a store in which findings may be there at once; from larger ones nobody waits for what
takes seconds."""


class FindingsView(View, Generic[Item]):
    """A subclass says what is found, and how one finding looks, is called, and is worded.

    What takes long is worked out in slices, while keys go on working; esc leaves it.
    """

    def __init__(self, desk: Desk, folds: Folds) -> None:
        super().__init__(desk)
        self.list = FoldingList[Item](folds, self.about)
        self._question_key: tuple[object, ...] = ()
        index = desk.workspace.index
        self._search = BackgroundQuestion["Sequence[FoldingGroup[Item]]"](self, index)
        self._progress = QuestionProgress(super().draw)
        self._filter = BackgroundQuestion[set[str]](self, index)
        self._work = BackgroundWork["Callable[[], None]"](self, "states")
        self._filter_texts: dict[str, str] = {}
        self._worded: tuple[str, int] = ("", 0)
        self._trouble = ""
        self.handlers = {
            **self.handlers,
            "down": lambda: self.focused_list.move(1),
            "up": lambda: self.focused_list.move(-1),
            "top": lambda: self.focused_list.to_end(last=False),
            "bottom": lambda: self.focused_list.to_end(last=True),
            "half-down": lambda: self.focused_list.leap(max(1, self.focused_list.size.height // 2)),
            "half-up": lambda: self.focused_list.leap(-max(1, self.focused_list.size.height // 2)),
            "page-down": lambda: self.focused_list.leap(max(1, self.focused_list.size.height - 1)),
            "page-up": lambda: self.focused_list.leap(-max(1, self.focused_list.size.height - 1)),
            "unfold": self.unfold,
            "fold": self.fold,
            "toggle": self.toggle,
            "fold-all": self.fold_all,
            "next-pane": self.next_pane,
        }

    # What a subclass says

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Item]]:
        """All findings; `checkpoint` is called where that can be interrupted."""
        raise TypeError(f"{type(self).__name__} finds nothing")

    def preparation(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """The work that comes before `find`, in a thread, without the explorer's index; what it
        returns is called in the explorer's thread. None for most views."""
        return None

    def depends_on(self) -> tuple[object, ...]:
        """All that the findings depend on beside store, date and filter."""
        return ()

    def line(self, item: Item, cells: int) -> Line:
        """The line of a finding."""
        raise TypeError(f"{type(self).__name__} draws nothing")

    def filter_name(self, item: Item) -> str:
        """The names by which a finding is filtered where there are too many to be worded."""
        raise TypeError(f"{type(self).__name__} calls nothing by name")

    def words(self, item: Item) -> str:
        """The sentences about a finding."""
        raise TypeError(f"{type(self).__name__} says nothing")

    def about(self, item: Item) -> tuple[Target, ...]:
        """The records that a finding is about."""
        raise TypeError(f"{type(self).__name__} is about nothing")

    def scene_of(self, item: Item) -> Scene:
        """The scene that a finding is drawn from; that of another date where it is of one."""
        return self.desk.scene

    @property
    def empty_words(self) -> str:
        """The sentence in an empty list."""
        return "Nothing is found."

    @property
    def count_words(self) -> str:
        """The number of findings, in words."""
        return f"{len(self.list.findings)} in all"

    # How it is laid out

    def compose(self) -> ComposeResult:
        """Header, list, words of the finding under the cursor, hints, and the line that asks."""
        # Known before the first layout, it isn't made twice.
        self._lay_out(self.app.size.width)
        yield Bar(id="header")
        with Container(id="findings"):
            yield Rows(id="view")
            yield Rows(id="said")
        yield from self.below()
        yield Bar(id="hints")
        yield Prompt()

    def below(self) -> ComposeResult:
        """The widgets under the list."""
        yield from ()

    def draw_below(self) -> None:
        """Draw the widgets under the list."""

    def on_mount(self) -> None:
        """Keep the list of words at hand."""
        self.words_list = self.query_one("#said", Rows)
        self.words_list.border_title = "What is said"
        super().on_mount()

    def on_unmount(self) -> None:
        """Leave what is still being worked out."""
        self._search.stop()
        self._filter.stop()
        self._work.stop()
        self.list.fill(())

    @property
    def focused_list(self) -> Rows:
        """The list that has the keys."""
        return self.words_list if self.words_list.has_focus else self.rows

    def next_pane(self) -> None:
        """Go from the list to the words beside it, and back."""
        self.set_focus(self.rows if self.words_list.has_focus else self.words_list)

    def on_resize(self) -> None:
        """Lay the words out for the new width."""
        self._lay_out(self.size.width)

    def _lay_out(self, cells: int) -> None:
        """Lay the words out beside the list where there is room, else below it."""
        self.set_class(cells >= _BESIDE, "beside")

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        if message.rows is self.words_list:
            message.stop()
            self.draw_words()
        else:
            super().on_rows_resized(message)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the words of the finding under the cursor."""
        message.stop()
        if message.rows is self.rows:
            self.list.folds.at = message.key
            self.draw_words()
            self.draw_hints_of_row()

    # Working it out

    @property
    def working(self) -> bool:
        """Whether the findings, or which of them pass the filter, are still being worked out."""
        return self._search.working or self._filter.working or self._work.working

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the question is another one, and draw what is known."""
        index = self.desk.workspace.index
        tie_filter = self.session.filter if self.follows_filter else None
        key = (index.version, self.session.period, tie_filter, *self.depends_on())
        # A thread that begins anew with every change of a busy store would never end.
        busy = self._work.working and key[1:] == self._question_key[1:]
        if key != self._question_key and not busy:
            first, self._question_key = not self._question_key, key
            work = self.preparation()
            if work is None:
                few = len(index.claims) <= _MOST_AT_ONCE
                at_once = AT_ONCE_SECONDS if few else 0
                find, between = self._progress.watched(self._find), self._progress.show
                self._search.ask(find, self._take, self._failed, at_once, between)
            else:
                self._search.stop()
                self._work.ask(work, self._prepared, self._failed, "working", _AT_ONCE_SECONDS)
            at = (self.list.folds.at or None) if first else at
        super().draw(at)
        self._subtitle()
        self.draw_words()
        self.draw_below()

    def _find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Item]]:
        index = self.desk.workspace.index
        # Actor by actor: joining the ties of all of them at once would hold keys up.
        index.join_ties(checkpoint)
        return self.find(checkpoint)

    def _prepared(self, take: Callable[[], None]) -> None:
        take()
        self._search.ask(self.find, self._take_prepared, self._failed)

    def _take_prepared(self, groups: Sequence[FoldingGroup[Item]]) -> None:
        """Take the findings, and prepare once more where records changed meanwhile."""
        self._take(groups)
        if self._question_key[0] != self.desk.workspace.index.version:
            self.draw()

    def _failed(self, error: ProxyTUIError) -> None:
        self._take((), str(error))

    def _take(self, groups: Sequence[FoldingGroup[Item]], trouble: str = "") -> None:
        self._trouble = trouble
        at = self.list.folds.at
        self.list.fill(groups)
        self._filter_texts, self._worded = {}, ("", 0)
        self._apply_filter()
        keys = self.list.rows()[0]
        # A finding tells more than the heading it stands under.
        first = keys[1] if len(keys) > 1 and not keys[1].startswith("head:") else None
        super().draw(at or first)
        self._subtitle()
        self.draw_words()
        self.draw_below()

    # The filter

    def _filtered(self, text: str) -> None:
        self.filter_text = text
        self._apply_filter()
        self.draw()

    def _apply_filter(self) -> None:
        """Find the findings that have the words of the filter; many are gone through in slices."""
        if self.filter_text:
            typed = Typed(self.filter_text)
            self._filter.ask(
                lambda checkpoint: set(self._passing(typed, checkpoint)),
                self._filtered_ids,
                lambda error: self._filtered_ids(set(), str(error)),
            )
        else:
            self._filter.stop()
            self.list.passing = None

    def _filtered_ids(self, passing: set[str], trouble: str = "") -> None:
        self._trouble = trouble
        self.list.passing = passing
        self.draw()

    def _passing(self, typed: Typed, checkpoint: Checkpoint) -> Iterator[str]:
        worded = len(self.list.findings) <= _WORDED
        for key, item in self.list.findings.items():
            text = self._filter_texts.get(key)
            if text is None:
                name = self.filter_name(item)
                text = readings(f"{name} {self.words(item)}" if worded else name)
                self._filter_texts[key] = text
            if typed.among(text):
                yield key
            checkpoint()

    # The rows

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The headings, and under them the findings that are not folded; each row is drawn when it
        is looked at."""
        keys, heads = self.list.rows()
        if keys:
            return Listing(keys, lambda place: self._drawn(keys[place], heads, cells))
        words = self._trouble or (self._progress.words if self.working else self.empty_words)
        if self.filter_text and self.list.findings and not self.working and not self._trouble:
            words = with_keys(NO_HIT, self.keymap.label)
        return findings.prose(words, cells, "dim")

    def text_rows(self) -> Sequence[Row]:
        """The list in full, without columns."""
        return [
            Row(row.key, without_columns(row.line), row.stop)
            for row in self.shown(self.desk.scene, TEXT_CELLS)
        ]

    def _drawn(self, key: str, heads: dict[str, tuple[str, int]], cells: int) -> Line:
        folded = self.list.folded(key)
        if key in heads:
            heading, count = heads[key]
            return findings.heading_line(heading, count, folded, cells)
        child = self.list.child(key)
        if child is not None:
            scene = self.scene_of(self.list.findings[child[0]])
            ties = findings.ties_of(scene, (child[1].id,))
            removed = (Span("      no longer recorded", "dim"),)
            return tie_line.titled(scene, ties[0], cells, "      ") if ties else removed
        mark = ("▸ " if folded else "▾ ") if self.list.unfolds(key) else "  "
        return (Span("  " + mark, "dim"), *self.line(self.list.findings[key], cells - 4))

    def _subtitle(self) -> None:
        count = len(self.list.findings)
        words = self.count_words if count else ""
        if self.working:
            words = with_keys("working it out … {close} leaves", self.keymap.label)
        elif self.filter_text:
            hits, key = len(self.list.passing or ()), self.keymap.label("close")
            words = f"/{self.filter_text}  {hits} of {count} · {key} clears"
        self.rows.border_subtitle = Content(texts.closed(texts.line(words)))

    # The words of the finding that is selected

    @property
    def row_in_use(self) -> str:
        """The key of the row that keys act on, in the list or among the words."""
        return self.focused_list.key

    def draw_words(self) -> None:
        """Show the words of the finding under the cursor, and the quotes they rest on."""
        cells, key = self.words_list.cells, self.rows.key
        if cells:
            other = (key, cells) != self._worded  # than is shown
            self._worded = (key, cells)
            self.words_list.show(self._in_full(key, cells), "" if other else None)

    def _in_full(self, key: str, cells: int) -> list[Row]:
        child = self.list.child(key)
        if child is not None:
            scene, id_ = self.scene_of(self.list.findings[child[0]]), child[1].id
            if id_ in scene.index.tie_claims:
                return overview.tie(scene, ties.tie(scene.index, id_, scene.lens), cells)
            return findings.prose("This tie is no longer recorded.", cells, "dim")
        if key in self.list.findings:
            return self.in_full(self.list.findings[key], cells)
        for group in self.list.groups:
            if key == f"head:{group.code}":
                return [
                    *findings.prose(group.heading, cells, "strong"),
                    *findings.prose(f"{len(group.items)} in all", cells, "dim"),
                ]
        return []

    def in_full(self, item: Item, cells: int) -> list[Row]:
        """The rows of all that is said of a finding."""
        scene = self.scene_of(item)
        ties = findings.ties_of(
            scene, (about.id for about in self.about(item) if about.kind == "tie")
        )
        return findings.in_full(scene, self.words(item), ties, cells)

    def target(self, key: str) -> Target:
        """The record that a row is about; NOTHING where there are several."""
        targets = self.targets(key)
        return targets[0] if len(targets) == 1 else NOTHING

    def targets(self, key: str) -> tuple[Target, ...]:
        """All records that a row is about."""
        return self.list.targets(key)

    def visible_ties(self) -> tuple[str, ...]:
        """The ties whose changes `,` and `.` step to: those of all findings, or, where these are
        many, of the finding under the cursor."""
        keys = self.list.findings if len(self.list.findings) <= _STEPPED else (self.rows.key,)
        targets = (target for key in keys for target in self.targets(key))
        return tuple(dict.fromkeys(target.id for target in targets if target.kind == "tie"))

    # What keys do

    def unfold(self) -> None:
        """Unfold the row; from an unfolded row go to the first one under it."""
        if self.list.fold(self.rows.key, folded=False):
            self.draw()
        elif self.list.unfolds(self.rows.key):
            self.rows.move(1)

    def fold(self) -> None:
        """Fold the row; where there is nothing to fold, go to the row it belongs under."""
        if self.list.fold(self.rows.key, folded=True):
            self.draw()
        else:
            self.rows.go_to(self.list.above(self.rows.key))

    def toggle(self) -> None:
        """Fold an unfolded row, unfold a folded one."""
        key = self.rows.key
        if self.list.fold(key, folded=not self.list.folded(key)):
            self.draw()

    def fold_all(self) -> None:
        """Fold all kinds; where all are folded, unfold them."""
        self.list.fold_all()
        self.draw()

    def enter(self) -> None:
        """Unfold a row of several records; else open the record in the explorer, a quote in its
        source."""
        if self._open_quote():
            return
        if self.list.unfolds(self.rows.key):
            self.toggle()
        else:
            super().enter()

    def source(self) -> None:
        """Open the kept text at the quote under the cursor, else at the first one."""
        if not self._open_quote():
            super().source()

    def _open_quote(self) -> bool:
        """Open the quote under the cursor, where the words have the keys; False without one."""
        if not self.words_list.has_focus:
            return False
        cited = quotes.find(self.desk.scene, self.words_list.key)
        if cited is not None:
            self.desk.detail_keys.read_cited(cited)
        return cited is not None
