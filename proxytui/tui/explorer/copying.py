"""Copying: names, ids, quotes, footnotes, records as text, and what a pane shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.model import dates
from proxytui.tui.dialogs.copy_menu import offer
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views import quotes
from proxytui.views.copies import TEXT_CELLS, Copy, cited_copies, source_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.target import Target


class Copying(Controller):
    """The menu of what can be copied; `export_ticked` asks for a file for what is ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.export_ticked: Callable[[], None] | None = None
        self._writing = BackgroundQuestion[str](desk, desk.workspace.index)
        self.handlers = {"copy": self.copy}

    def copy(self) -> None:
        """Open a menu of the texts that can be copied here."""
        offer(self.desk, self._copies(), self.desk.palette)

    def _copies(self) -> Iterator[Copy]:
        """What can be copied of the record under the cursor, and of the panes."""
        desk = self.desk
        yield from self.of_ticks() or self.of_record(desk.action_target, desk.rows["detail"].key)
        if desk.pane == "actors":
            yield Copy("a", "list of actors with their counts", self._actors)
        if desk.pane == "ties":
            words = "map as text" if self.session.mapped else "tree as text"
            yield Copy("t", words, lambda: self._drawing(self._ties()))
        if desk.rows["detail"].rows:
            yield Copy("d", "detail as text", lambda: self._drawing(self._detail()))

    def of_record(self, target: Target, row: str) -> Iterator[Copy]:
        """What can be copied of a record, and of the citation in a row with this key, if any."""
        scene = self.desk.scene
        if target.kind == "actor" and target.id:
            yield Copy("n", "name", lambda: scene.name(target.id))
        if target.id:
            yield Copy("i", "id", lambda: target.id)
        if target.kind == "tie" and target.id in scene.index.tie_claims:
            tie, period = ties.tie(scene.index, target.id, scene.lens), scene.lens.as_of
            yield Copy(
                "w",
                "what is said of the tie",
                lambda: wording.tie_words(tie, period, scene.name, scene.source),
            )
        cited = quotes.find(scene, row)
        if cited is not None:
            yield from cited_copies(scene, cited)
        elif target.kind == "source" and target.id in scene.index.sources:
            yield from source_copies(scene.index.sources[target.id])
        if target.id:
            label = _RECORDS.get(target.kind, "record as text")
            yield Copy(_TEXT, label, partial(self._copy_records, [target.id], label))

    def of_ticks(self) -> list[Copy]:
        """What can be copied of each of the ticked rows, all of them at once; none without any."""
        pairs = self.desk.ticks.pairs
        if not pairs:
            return []
        each = [{c.key: c for c in self.of_record(target, row)} for row, target in pairs]
        shared = [key for key in each[0] if key != _TEXT and all(key in copies for copies in each)]
        copies = [
            Copy(key, f"{each[0][key].label} of each of {len(each)}", partial(_joined, each, key))
            for key in shared
        ]
        label = "records as text"
        ids = [target.id for target in self.desk.ticks.targets]
        return [
            *copies,
            Copy(_TEXT, label, partial(self._copy_records, ids, label)),
            Copy(_FILE, "records, to a file …", self._to_file),
        ]

    def _to_file(self) -> str:
        """Have a file named for the ticked records, in the line of the command that writes it."""
        if self.export_ticked is not None:
            self.export_ticked()
        return ""

    def _copy_records(self, ids: Sequence[str], label: str) -> str:
        """Copy records as the notation has them, in turn with the keys: an actor may have
        thousands."""
        from proxytui.commands.edit import named, text_of

        keys = list(dict.fromkeys(key for id_ in ids for key in named(self.workspace, id_)))

        def copied(text: str) -> None:
            self.desk.host.copy(text.rstrip("\n"), label)

        self._writing.ask(partial(text_of, self.workspace, keys), copied)
        return ""

    def _actors(self) -> str:
        """The list of actors as it is shown, with the numbers of those that each backs and is
        backed by."""
        when = dates.words(self.session.period.text)
        rows = self.desk.rows["actors"].rows
        return "\n".join((f"actors · backs · backed by · as of {when}", *map(_line, rows)))

    def _ties(self) -> Sequence[Row]:
        """The tree in full, or the map as it is drawn."""
        desk, session = self.desk, self.session
        if session.mapped:
            return desk.rows["ties"].rows
        words = desk.filters["ties"]
        folded, unfolded = session.folded_groups, session.unfolded
        return desk.ties.rows(folded, unfolded, words, TEXT_CELLS, as_text=True)

    def _detail(self) -> Sequence[Row]:
        """The detail in full, or a drawing in it as it is drawn."""
        desk = self.desk
        if self.session.tab in _DRAWN_TABS:
            return desk.rows["detail"].rows
        return desk.detail_pane.rows(desk.target, TEXT_CELLS, desk.filters["detail"])

    def _drawing(self, rows: Sequence[Row]) -> str:
        """The lines of a pane, under the centre and the date."""
        scene = self.desk.scene
        centre = texts.line(scene.name(self.session.centre))
        heading = f"{centre} · as of {dates.words(scene.lens.as_of.text)}"
        return "\n".join((heading, *map(_line, rows)))


_DRAWN_TABS = ("map", "timeline")
_RECORDS = {"tie": "claims as text", "actor": "record as text, with its claims"}


_TEXT, _FILE = "r", "x"


def _joined(each: Sequence[Mapping[str, Copy]], key: str) -> str:
    return "\n".join(copies[key].text() for copies in each)


def _line(row: Row) -> str:
    return "".join(span.text for span in row.line).rstrip()
