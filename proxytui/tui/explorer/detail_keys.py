"""Looking closer: tabs, filters, quotes, sources, and how the tree is turned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views import quotes
from proxytui.views.lines import Listing

if TYPE_CHECKING:
    from proxytui.model.records import Source
    from proxytui.tui.explorer.screen import Explorer
    from proxytui.views.quotes import Cited
    from proxytui.views.target import Target


class DetailKeys(Controller):
    """The group Look of the table of actions."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.handlers = {
            **{f"tab-{i + 1}": partial(self.tab, name) for i, name in enumerate(TABS)},
            "filter": self.filter,
            "next-hit": lambda: self.rows.move(1),
            "previous-hit": lambda: self.rows.move(-1),
            "words": self.words,
            "source": self.source,
            "turn": self.turn,
            "show-all": self.show_all,
            "fold-all": self.fold_all,
            "zoom": self.zoom,
        }

    def tab(self, name: str) -> None:
        """Another tab of the detail pane, from its top."""
        self.session.tab = name
        self.explorer.draw_detail(at="")
        self.explorer.rows["detail"].to_end(last=False)
        self.explorer.draw_frame()

    # Filter

    def filter(self) -> None:
        """Filter the pane as you type; enter keeps the filter, esc clears it."""
        pane = self.explorer.pane
        before = self.explorer.filters[pane]
        self.explorer.ask(
            PromptQuestion(
                f"/ filter {pane}:",
                answered=partial(self._filtered, pane),
                changed=partial(self._filtered, pane),
                left=partial(self._filtered, pane, ""),
                moved=self.rows.move,
            ),
            before,
        )

    def _filtered(self, pane: str, wanted: str) -> None:
        explorer = self.explorer
        explorer.filters[pane] = wanted
        if pane == "actors":
            rows = explorer.rows[pane]
            before = rows.key
            explorer.draw_actors()
            keys = rows.rows.keys if isinstance(rows.rows, Listing) else ()
            first = next((key for key in keys if key.startswith("actor:")), "")
            # What was selected stays so while it is a hit; else the first hit is.
            stays = before.startswith("actor:") and rows.key == before
            if wanted and first and not stays:
                rows.go_to(first)
        elif pane == "ties":
            explorer.draw_ties()
        explorer.draw_detail()
        explorer.draw_frame()

    # Quotes and sources

    def words(self) -> None:
        """The words that what is selected rests on."""
        explorer = self.explorer
        target = explorer.action_target
        self.session.tab = "quotes"
        if explorer.pane == "detail" and target != explorer.target:
            self.session.visit(self.session.centre, target)
        if explorer.pane != "detail":
            explorer.focus_pane("detail")
            if target.kind in ("event", "source"):
                self.session.pinned = target
        explorer.draw_detail(at="")
        explorer.rows["detail"].to_end(last=False)
        explorer.draw_frame()

    def _first(self, target: Target) -> Cited | None:
        """The first quote of a target, one whose text is kept before others."""
        scene = self.explorer.scene
        if target.kind == "event" and target.id in scene.index.events:
            cited = quotes.of_events([scene.index.events[target.id]])
        else:
            cited = quotes.of_claims(self.explorer.detail_pane.claims(scene, target))
        with_words = [one for one in cited if one.citation.quote is not None]
        kept = [one for one in with_words if self.workspace.text_for(one.citation)]
        return next(iter(kept or with_words), None)

    def source(self) -> None:
        """The kept text of the source, at the quote under the cursor, else the first one."""
        found = quotes.find(self.explorer.scene, self.explorer.rows["detail"].key)
        if self.explorer.pane == "detail" and found is not None:
            self.read_cited(found)
        else:
            self.read(self.explorer.action_target)

    def read(self, target: Target) -> None:
        """The kept text at the first quote of a target; of a source its newest from the top."""
        if target.kind == "source":
            self._read_source(target.id)
        else:
            self.read_cited(self._first(target))

    def _read_source(self, id_: str) -> None:
        source = self.workspace.index.sources.get(id_)
        documents = reversed(source.documents) if source is not None else ()
        kept = (self.workspace.text_of(document.text) for document in documents)
        text = next((one for one in kept if one is not None), None)
        if source is None or text is None:
            self._no_text(id_)
        else:
            self._open(source, text, None)

    def _no_text(self, id_: str) -> None:
        self.say(f"No text of this source is kept here; proxytui source attach {id_} FILE")

    def _open(self, source: Source, text: str, mark: tuple[int, int] | None) -> None:
        from proxytui.tui.reading.reader import Reader  # not needed before the first paint

        explorer = self.explorer
        explorer.app.push_screen(Reader(explorer.keymap, explorer.palette, source, text, mark))

    def read_cited(self, cited: Cited | None) -> None:
        """The kept text at one quote; says why where there is none."""
        if cited is None:
            self.say("Nothing selected has words in a source.")
            return
        source = self.workspace.index.sources.get(cited.citation.source)
        found = self.workspace.text_for(cited.citation)
        if source is None or found is None:
            self._no_text(cited.citation.source)
            return
        check = self.workspace.check_quote(cited.citation)
        self._open(source, found[0], (check.start, check.end) if check.start >= 0 else None)

    # The tree

    def turn(self) -> None:
        """The other direction first."""
        self.session.turned = not self.session.turned
        self.explorer.reload_ties()
        self.explorer.draw_ties(at=next(iter(self.explorer.ties.groups), ""))
        self.explorer.rows["ties"].to_end(last=False)
        self.explorer.draw_detail()

    def show_all(self) -> None:
        """What is not held at this date too, or not."""
        self.session.show_all = not self.session.show_all
        on = "What is not held at this date is shown too."
        self.explorer.reload_ties()
        self.explorer.draw()
        self.say(on if self.session.show_all else "What is not held is hidden.")

    def fold_all(self) -> None:
        """Fold everything in the pane; where all is folded, unfold its first level."""
        explorer = self.explorer
        if explorer.mapping.fold_all():
            return
        if explorer.pane == "actors":
            rows = self.rows.rows
            keys = rows.keys if isinstance(rows, Listing) else [row.key for row in rows]
            kinds = {key for key in keys if key.startswith("kind:")}
            folded = self.session.folded_kinds
            folded.symmetric_difference_update(
                folded & kinds if kinds <= folded else kinds - folded
            )
            explorer.draw_actors()
        else:
            groups = {key for key, group in explorer.ties.groups.items() if not group.apart}
            folded = self.session.folded_groups
            self.session.unfolded.clear()
            folded.symmetric_difference_update(
                folded & groups if groups <= folded else groups - folded
            )
            explorer.draw_ties()

    def zoom(self) -> None:
        """One pane over the whole screen, and back; a timeline as the view of its own."""
        if self.explorer.pane == "detail" and self.session.tab == "timeline":
            self.explorer.asking.timeline()
            return
        self.explorer.zoomed = not self.explorer.zoomed
        self.explorer.lay_out()
