"""Looking closer: tabs, filters, quotes, sources, and how the tree is turned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.keyed_screen import NO_HITS
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.lines import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.tui.asked import TextPlace
    from proxytui.tui.desk import Desk
    from proxytui.tui.reading.opening import TextOpening
    from proxytui.views import quotes
    from proxytui.views.quotes import Cited
    from proxytui.views.target import Target
else:
    quotes = LazyModule("proxytui.views.quotes")


class DetailKeys(Controller):
    """The group Look of the table of actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opening: TextOpening | None = None
        self.handlers = {
            **{f"tab-{i + 1}": partial(self.tab, name) for i, name in enumerate(TABS)},
            "filter": self.filter,
            "next-hit": partial(self.to_hit, 1),
            "previous-hit": partial(self.to_hit, -1),
            "words": self.words,
            "source": self.source,
            "turn": self.turn,
            "show-all": self.show_all,
            "fold-all": self.fold_all,
            "zoom": self.zoom,
        }

    def tab(self, name: str) -> None:
        """Open another tab of the detail pane, at its top."""
        self.session.tab = name
        self.desk.draw_detail(at="")
        self.desk.rows["detail"].to_end(last=False)
        self.desk.draw_frame()

    # Filter

    def filter(self) -> None:
        """Filter the pane as you type; enter keeps the filter, esc clears it."""
        pane = self.desk.pane
        before = self.desk.filters[pane]
        self.desk.ask(
            PromptQuestion(
                f"/ filter {pane}:",
                answered=partial(self._filtered, pane),
                changed=partial(self._filtered, pane),
                left=partial(self._filtered, pane, ""),
                moved=self.rows.move,
            ),
            before,
        )

    def to_hit(self, step: int) -> None:
        """Go to another of the rows that the filter of this pane left."""
        if self.desk.filters[self.desk.pane]:
            self.rows.move(step)
        else:
            self.say(NO_HITS.format(self.key("filter")))

    def _filtered(self, pane: str, filter_text: str) -> None:
        desk = self.desk
        desk.filters[pane] = filter_text
        if pane == "actors":
            rows = desk.rows[pane]
            before = rows.key
            desk.draw_actors()
            keys = rows.rows.keys if isinstance(rows.rows, Listing) else ()
            first = next((key for key in keys if key.startswith("actor:")), "")
            # The selected actor stays so while it is a hit; else the first hit is selected.
            stays = before.startswith("actor:") and rows.key == before
            if filter_text and first and not stays:
                rows.go_to(first)
        elif pane == "ties":
            desk.draw_ties()
        desk.draw_detail()
        desk.draw_frame()

    # Quotes and sources

    def words(self) -> None:
        """Show the words that the selected record rests on."""
        desk = self.desk
        target = desk.action_target
        if self._is_on_nothing():
            return
        self.session.tab = "quotes"
        if desk.pane == "detail" and target != desk.target:
            self.session.visit(self.session.centre, target)
        if desk.pane != "detail":
            desk.focus_pane("detail")
            if target.kind in ("event", "source"):
                self.session.pinned = target
        desk.draw_detail(at="")
        desk.rows["detail"].to_end(last=False)
        desk.draw_frame()

    def _is_on_nothing(self) -> bool:
        """Whether no record is selected, as on the store as a whole; then say so."""
        if self.desk.is_on_store_alone:
            self.say("Nothing is selected that has quotes; go to an actor or a tie.")
        return self.desk.is_on_store_alone

    def _places(self, target: Target) -> list[TextPlace]:
        """All places in texts that a target rests on; of a source the beginning of its text."""
        from proxytui.tui.asked import TextPlace  # not needed before the first paint

        scene = self.desk.scene
        sources = scene.index.sources
        if target.kind == "source":
            source = sources.get(target.id)
            return [TextPlace(source)] if source is not None else []
        return [
            TextPlace(sources[cited.citation.source], cited.citation, key=cited.key)
            for cited in self._quoted(target)
            if cited.citation.source in sources
        ]

    def _quoted(self, target: Target) -> list[Cited]:
        """The citations of a target that have words."""
        scene = self.desk.scene
        if target.kind == "event" and target.id in scene.index.events:
            cited = quotes.of_events([scene.index.events[target.id]])
        else:
            cited = quotes.of_claims(self.desk.detail_pane.claims(scene, target))
        return [one for one in cited if one.citation.quote is not None]

    def source(self) -> None:
        """The kept text of the source, at the quote under the cursor, else the first one."""
        if self._is_on_nothing():
            return
        cited = quotes.find(self.desk.scene, self.desk.rows["detail"].key)
        if self.desk.pane == "detail" and cited is not None:
            self.read_cited(cited)
        else:
            self.read(self.desk.action_target)

    def read(self, target: Target) -> None:
        """Open the kept text at the first quote of a target; of a source its newest text, at the
        top."""
        if target.kind == "source":
            source = target.id
        else:
            quoted = self._quoted(target)
            if not quoted:
                self.say("Nothing selected has words in a source.")
                return
            source = quoted[0].citation.source
        self.open_text(partial(self._places, target), _no_text(source))

    def read_cited(self, cited: Cited) -> None:
        """The kept text at one quote."""
        from proxytui.tui.asked import TextPlace  # not needed before the first paint

        citation = cited.citation

        def places() -> list[TextPlace]:
            source = self.workspace.index.sources.get(citation.source)
            return [TextPlace(source, citation, key=cited.key)] if source is not None else []

        self.open_text(places, _no_text(citation.source))

    def open_text(self, places: Callable[[], Sequence[TextPlace]], missing: str) -> None:
        """The first text that is kept of these places; `missing` is said where none is."""
        if self._opening is None:
            from proxytui.tui.reading.opening import TextOpening  # not before the first paint

            self._opening = TextOpening(self.desk)
        self._opening.open(places, missing)

    # The tree

    def turn(self) -> None:
        """Show the other direction of ties first."""
        self.session.turned = not self.session.turned
        self.desk.reload_ties()
        self.desk.draw_ties(at=next(iter(self.desk.ties.groups), ""))
        self.desk.rows["ties"].to_end(last=False)
        self.desk.draw_detail()
        first = "those who back it" if self.session.turned else "those it backs"
        self.say_of_ties(f"Ties of {self.centre_name}: {first} come first.")

    def show_all(self) -> None:
        """Show ties that are not held at this date too, or hide them."""
        self.session.show_all = not self.session.show_all
        on = "What is not held at this date is shown too."
        self.desk.reload_ties()
        self.desk.draw()
        self.say(on if self.session.show_all else "What is not held is hidden.")

    def fold_all(self) -> None:
        """Fold everything in the pane; where all is folded, unfold its first level."""
        desk = self.desk
        if desk.neighbourhood.fold_all():
            return
        if desk.pane == "actors":
            rows = self.rows.rows
            keys = rows.keys if isinstance(rows, Listing) else [row.key for row in rows]
            kinds = {key for key in keys if key.startswith("kind:")}
            folded = self.session.folded_kinds
            folded.symmetric_difference_update(
                folded & kinds if kinds <= folded else kinds - folded
            )
            self.session.opened.clear()
            desk.draw_actors()
        else:
            groups = {key for key, group in desk.ties.groups.items() if not group.apart}
            folded = self.session.folded_groups
            self.session.unfolded.clear()
            folded.symmetric_difference_update(
                folded & groups if groups <= folded else groups - folded
            )
            desk.draw_ties()

    def zoom(self) -> None:
        """Show one pane over the whole screen, or all again; open a timeline as its own view."""
        if self.desk.pane == "detail" and self.session.tab == "timeline":
            self.desk.open_views.timeline()
            return
        self.desk.zoomed = not self.desk.zoomed
        self.desk.lay_out()


def _no_text(source: str) -> str:
    return f"No text of this source is kept here; proxytui source attach {source} FILE"
