"""A view of findings: under headings with counts, beside them the words of the one selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.containers import Container
from textual.content import Content

from proxytui import text as texts
from proxytui.asof import ties
from proxytui.collation import Typed, readings
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.views.base import View
from proxytui.tui.views.folding_list import FoldingGroup, FoldingList
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views import findings, overview, quotes, tie_line
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


class FindingsView(View, Generic[Item]):
    """A subclass says what is found, and how one finding looks, is called, and is worded.

    What takes long is worked out in slices, while keys go on working; esc leaves it.
    """

    def __init__(self, desk: Desk, folds: Folds, *, id: str) -> None:  # noqa: A002
        super().__init__(desk, id=id)
        self.list = FoldingList[Item](folds, self.about)
        self._asked: tuple[object, ...] = ()
        index = desk.workspace.index
        self._question = BackgroundQuestion["Sequence[FoldingGroup[Item]]"](self, index)
        self._sieve = BackgroundQuestion[set[str]](self, index)
        self._work = BackgroundWork["Sequence[FoldingGroup[Item]]"](self, "findings")
        self._called: dict[str, str] = {}
        self._told: tuple[str, int] = ("", 0)
        self._trouble = ""
        self.handlers = {
            **self.handlers,
            "down": lambda: self.held.move(1),
            "up": lambda: self.held.move(-1),
            "top": lambda: self.held.to_end(last=False),
            "bottom": lambda: self.held.to_end(last=True),
            "half-down": lambda: self.held.leap(max(1, self.held.size.height // 2)),
            "half-up": lambda: self.held.leap(-max(1, self.held.size.height // 2)),
            "page-down": lambda: self.held.leap(max(1, self.held.size.height - 1)),
            "page-up": lambda: self.held.leap(-max(1, self.held.size.height - 1)),
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

    def find_beside(self) -> Callable[[Checkpoint], Sequence[FoldingGroup[Item]]] | None:
        """What finds them in a thread, without the explorer's index; None where `find` does."""
        return None

    def asked(self) -> tuple[object, ...]:
        """What the findings depend on, beside the store and the date."""
        return ()

    def line(self, item: Item, cells: int) -> Line:
        """A finding on one line."""
        raise TypeError(f"{type(self).__name__} draws nothing")

    def called(self, item: Item) -> str:
        """What a finding is filtered by where there are too many to be worded."""
        raise TypeError(f"{type(self).__name__} calls nothing by name")

    def words(self, item: Item) -> str:
        """What is said of a finding."""
        raise TypeError(f"{type(self).__name__} says nothing")

    def about(self, item: Item) -> tuple[Target, ...]:
        """The records that a finding is about."""
        raise TypeError(f"{type(self).__name__} is about nothing")

    def seen(self, item: Item) -> Scene:
        """What a finding is drawn from; another date's where it is one of another date."""
        return self.desk.scene

    @property
    def nothing(self) -> str:
        """What stands there where nothing is found."""
        return "Nothing is found."

    @property
    def counted(self) -> str:
        """How many there are."""
        return f"{len(self.list.found)} in all"

    # How it is laid out

    def compose(self) -> ComposeResult:
        """Header, list, what is said of the one selected, hints, and the line that asks."""
        yield Bar(id="header")
        with Container(id="findings"):
            yield Rows(id="view")
            yield Rows(id="said")
        yield from self.below()
        yield Bar(id="hints")
        yield Prompt()

    def below(self) -> ComposeResult:
        """What stands under the list."""
        yield from ()

    def on_mount(self) -> None:
        """Begin to work it out."""
        self.said = self.query_one("#said", Rows)
        self.said.border_title = "What is said"
        super().on_mount()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._question.stop()
        self._sieve.stop()
        self._work.stop()
        self.list.fill(())

    @property
    def held(self) -> Rows:
        """The list that has the keys."""
        return self.said if self.said.has_focus else self.rows

    def next_pane(self) -> None:
        """From the list to what is said, and back."""
        self.set_focus(self.rows if self.said.has_focus else self.said)

    def on_resize(self) -> None:
        """Beside each other where there is room, else one below the other."""
        self.set_class(self.size.width >= _BESIDE, "beside")

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        if message.rows is self.said:
            message.stop()
            self.tell()
        else:
            super().on_rows_resized(message)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Say what the one under the cursor is about."""
        message.stop()
        if message.rows is self.rows:
            self.list.folds.at = message.key
            self.tell()

    # Working it out

    @property
    def working(self) -> bool:
        """Whether what is asked, or which of it passes the filter, is still being worked out."""
        return self._question.working or self._sieve.working or self._work.working

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the question is another one, and draw what is known."""
        index = self.desk.workspace.index
        wanted = self.session.filter if self.follows_filter else None
        asked = (index.version, self.session.period, wanted, *self.asked())
        # A thread that begins anew with every change of a busy store would never end.
        busy = self._work.working and asked[1:] == self._asked[1:]
        if asked != self._asked and not busy:
            first, self._asked = not self._asked, asked
            work = self.find_beside()
            if work is None:
                self._question.ask(self._find, self._take, self._failed)
            else:
                self._work.ask(work, self._take_later, self._failed, "working", _AT_ONCE_SECONDS)
            at = (self.list.folds.at or None) if first else at
        super().draw(at)
        self._subtitle()
        self.tell()

    def _find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Item]]:
        index = self.desk.workspace.index
        # Laid one by one, ties of actors that nobody asked for hold no key up.
        index.join_ties(checkpoint)
        return self.find(checkpoint)

    def _take_later(self, groups: Sequence[FoldingGroup[Item]]) -> None:
        """Take what a thread found, and have it look again where records changed meanwhile."""
        self._take(groups)
        if self._asked[0] != self.desk.workspace.index.version:
            self.draw()

    def _failed(self, error: ProxyTUIError) -> None:
        self._take((), str(error))

    def _take(self, groups: Sequence[FoldingGroup[Item]], trouble: str = "") -> None:
        self._trouble = trouble
        at = self.list.folds.at
        self.list.fill(groups)
        self._called, self._told = {}, ("", 0)
        self._sift()
        keys = self.list.rows()[0]
        # A finding tells more than the heading it stands under.
        first = keys[1] if len(keys) > 1 and not keys[1].startswith("head:") else None
        super().draw(at or first)
        self._subtitle()
        self.tell()

    # The filter

    def _filtered(self, wanted: str) -> None:
        self.wanted = wanted
        self._sift()
        self.draw()

    def _sift(self) -> None:
        """Find those that have the words of the filter; where there are many, in slices too."""
        if self.wanted:
            wanted = Typed(self.wanted)
            self._sieve.ask(
                lambda checkpoint: set(self._answering(wanted, checkpoint)),
                self._filtered_ids,
                lambda error: self._filtered_ids(set(), str(error)),
            )
        else:
            self._sieve.stop()
            self.list.passing = None

    def _filtered_ids(self, passing: set[str], trouble: str = "") -> None:
        self._trouble = trouble
        self.list.passing = passing
        self.draw()

    def _answering(self, wanted: Typed, checkpoint: Checkpoint) -> Iterator[str]:
        worded = len(self.list.found) <= _WORDED
        for key, item in self.list.found.items():
            said = self._called.get(key)
            if said is None:
                said = self.called(item)
                said = readings(f"{said} {self.words(item)}" if worded else said)
                self._called[key] = said
            if wanted.among(said):
                yield key
            checkpoint()

    # The rows

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The headings, under them what is not folded, each drawn when it is looked at."""
        keys, heads = self.list.rows()
        if keys:
            return Listing(keys, lambda place: self._drawn(keys[place], heads, cells))
        words = self._trouble or ("" if self.working else self.nothing)
        if self.wanted and self.list.found and not self.working and not self._trouble:
            words = "Nothing here has these words; esc clears the filter."
        return findings.prose(words, cells, "dim")

    def _drawn(self, key: str, heads: dict[str, tuple[str, int]], cells: int) -> Line:
        folded = self.list.folded(key)
        if key in heads:
            heading, count = heads[key]
            return findings.heading_line(heading, count, folded, cells)
        child = self.list.child(key)
        if child is not None:
            scene = self.seen(self.list.found[child[0]])
            ties = findings.ties_of(scene, (child[1].id,))
            gone = (Span("      no longer recorded", "dim"),)
            return tie_line.titled(scene, ties[0], cells, "      ") if ties else gone
        mark = ("▸ " if folded else "▾ ") if self.list.unfolds(key) else "  "
        return (Span("  " + mark, "dim"), *self.line(self.list.found[key], cells - 4))

    def _subtitle(self) -> None:
        count = len(self.list.found)
        words = self.counted if count else ""
        if self.working:
            words = "working it out … esc leaves"
        elif self.wanted:
            words = f"/{self.wanted}  {len(self.list.passing or ())} of {count} · esc clears"
        self.rows.border_subtitle = Content(texts.closed(texts.line(words)))

    # What is said of the one selected

    def tell(self) -> None:
        """The words of what is under the cursor, and the quotes they rest on."""
        cells, key = self.said.cells, self.rows.key
        if cells:
            other = (key, cells) != self._told
            self._told = (key, cells)
            self.said.show(self._in_full(key, cells), "" if other else None)

    def _in_full(self, key: str, cells: int) -> list[Row]:
        child = self.list.child(key)
        if child is not None:
            scene, id_ = self.seen(self.list.found[child[0]]), child[1].id
            if id_ in scene.index.tie_claims:
                return overview.tie(scene, ties.tie(scene.index, id_, scene.lens), cells)
            return findings.prose("This tie is no longer recorded.", cells, "dim")
        if key in self.list.found:
            return self.in_full(self.list.found[key], cells)
        for group in self.list.groups:
            if key == f"head:{group.code}":
                return [
                    *findings.prose(group.heading, cells, "strong"),
                    *findings.prose(f"{len(group.items)} in all", cells, "dim"),
                ]
        return []

    def in_full(self, item: Item, cells: int) -> list[Row]:
        """All that is said of one finding."""
        scene = self.seen(item)
        ties = findings.ties_of(scene, (one.id for one in self.about(item) if one.kind == "tie"))
        return findings.in_full(scene, self.words(item), ties, cells)

    def target(self, key: str) -> Target:
        """The one record that a row is about."""
        found = self.targets(key)
        return found[0] if len(found) == 1 else NOTHING

    def targets(self, key: str) -> tuple[Target, ...]:
        """All records that a row is about."""
        return self.list.targets(key)

    def visible_ties(self) -> tuple[str, ...]:
        """The ties whose changes are stepped to: those of all findings, of one where many are."""
        keys = self.list.found if len(self.list.found) <= _STEPPED else (self.rows.key,)
        found = (one for key in keys for one in self.targets(key) if one.kind == "tie")
        return tuple(dict.fromkeys(one.id for one in found))

    # What keys do

    def unfold(self) -> None:
        """Unfold the row; what is unfolded already leads to what is under it."""
        if self.list.fold(self.rows.key, folded=False):
            self.draw()
        elif self.list.unfolds(self.rows.key):
            self.rows.move(1)

    def fold(self) -> None:
        """Fold the row; where there is nothing to fold, to the row it belongs under."""
        if self.list.fold(self.rows.key, folded=True):
            self.draw()
        else:
            self.rows.go_to(self.list.above(self.rows.key))

    def toggle(self) -> None:
        """Fold what is unfolded, unfold what is folded."""
        key = self.rows.key
        if self.list.fold(key, folded=not self.list.folded(key)):
            self.draw()

    def fold_all(self) -> None:
        """Fold all kinds; where all are folded, unfold them."""
        self.list.fold_all()
        self.draw()

    def enter(self) -> None:
        """Unfold what is several; else open it in the explorer, a quote in its source."""
        if self._at_quote():
            return
        if self.list.unfolds(self.rows.key):
            self.toggle()
        else:
            super().enter()

    def source(self) -> None:
        """The kept text at the quote under the cursor, else at the first one."""
        if not self._at_quote():
            super().source()

    def _at_quote(self) -> bool:
        """Open the quote under the cursor, where what is said has the keys."""
        found = quotes.find(self.desk.scene, self.said.key) if self.said.has_focus else None
        if found is not None:
            self.desk.detail_keys.read_cited(found)
        return found is not None
