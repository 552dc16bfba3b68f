"""Search as you type, over names at once and over all words a moment later."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from proxytui.jobs.priority import keys_first
from proxytui.search import query as queries
from proxytui.search.engine import KINDS, Search, best, stretch
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import MORE as DETAIL_MORE
from proxytui.tui.inquiry import BEGINNINGS, HOLD_SECONDS, WorkerCheckpoint
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views import quotes
from proxytui.views import search_hits as present
from proxytui.views.lines import Row, Span
from proxytui.views.scene import pinnable
from proxytui.views.search_hits import MORE, UNKNOWN, HitGroup
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from proxytui.search.engine import Hit
    from proxytui.search.query import Query
    from proxytui.tui.desk import Desk
    from proxytui.tui.widgets.rows import Rows

Argument = TypeVar("Argument")

_PAUSE_SECONDS = 0.06
"""A quick typist's next key comes before; nothing is looked up then."""
_SLICE_SECONDS = 0.004
_BREAK_SECONDS = 0.001
_REPORT_SECONDS = 0.5
_LOOKS = 500
_AT_ONCE = 2_000
"""Names of so many actors are read within a key."""
_SHORTEST = 2
"""Letters of a word from which on words are looked for: one letter stands nearly everywhere."""
_MOST = 50
_LEADS = 100
"""Places of a kind that are looked at: some milliseconds for all of them."""
_SHOWN = 5
_FEWEST = 3
"""Hits of a group beside others: as many as leave the next group in sight."""


class SearchPane(Controller):
    """The search: its pane, its hits, and the way from a hit to its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {"search": self.search}
        self._query = queries.read("")
        self._actors: Sequence[Hit] = ()
        self._others: Sequence[HitGroup] = ()
        self._expanded = ""
        self._first = ""
        self._is_complete = True
        self._later = False
        self._nameless = False
        self._has_more = False
        self._building = False

    @property
    def pane(self) -> Rows:
        """The list of the hits."""
        return self.desk.rows["hits"]

    @property
    def complete(self) -> bool:
        """Whether all hits of the query are there."""
        return self._is_complete

    def search(self, initial: str = "", expanded: str = "") -> None:
        """Ask for words; `expanded` is the group of hits that is shown in full."""
        self._build_word_index()
        self._expanded = expanded
        self.pane.border_title = "search"
        self.pane.display = True
        search = self._begin(queries.read(initial))
        self.desk.ask(
            PromptQuestion("search:", self._answered, self._changed, self._leave, self.pane.move),
            initial,
        )
        self.draw(at="")
        self._look_up(search)

    def _build_word_index(self) -> None:
        """Bring the file of words up to date with the records, while somebody types."""
        if self._building or self.workspace.fulltext.ready:
            return
        self._building = True
        build = self.workspace.gather()

        def work() -> None:
            try:
                with keys_first():
                    build(WorkerCheckpoint())
            finally:
                self._building = False

        self.desk.run_worker(work, group="words", thread=True)

    # While somebody types

    def _changed(self, text: str) -> None:
        if text == self._query.text:
            return
        self._expanded = ""
        search = self._begin(queries.read(text))
        self.draw(at="")
        self._look_up(search)

    def _look_up(self, search: Search) -> None:
        if self._is_complete:
            self.desk.workers.cancel_group(self.desk, "search")
        else:
            self.desk.run_worker(self._find_rest(search), group="search", exclusive=True)

    def _begin(self, query: Query) -> Search:
        """Begin a search with the hits that are there at once: names, and of the hits of the query
        before those that still fit."""
        search = Search(self.workspace.index, query)
        self._query = query
        self._nameless = search.asks_for("actor") and self._unbuilt and not search.lists_actors
        self._later = search.lists_actors or self._nameless
        # To look at all actors, or at thousands of claims, takes longer than a key may.
        self._actors = [] if self._later else search.actors(self.workspace.names)
        self._others = [
            HitGroup(group.kind, hits, UNKNOWN)
            for group in self._others
            if (hits := [hit for hit in group.hits[: _SHOWN + 1] if self._still_fits(search, hit)])
        ]
        self._has_more = self._has_words(search)
        self._is_complete = query.empty or not self._has_more
        if self._is_complete:
            self._others = ()
        return search

    @property
    def _unbuilt(self) -> bool:
        """Whether names of a large store are still being read in the background."""
        return not self.workspace.names.built and len(self.workspace.index.actors) > _AT_ONCE

    def _still_fits(self, search: Search, hit: Hit) -> bool:
        """Whether a hit of the query before fits this one; a text is taken to do so for now."""
        if hit.kind == "text":
            return True
        record = getattr(self.workspace.index, hit.table).get(hit.id)
        return record is not None and hit in search.of(hit.table, record)

    def _has_words(self, search: Search) -> bool:
        """Whether there is more to look for than names."""
        query = search.query
        if self._later:
            return True
        words = [term.needle.words.strip() for term in query.terms if not term.negated]
        long = any(len(word) >= _SHORTEST or not word.isascii() for word in words)
        return search.asks_for(*KINDS[1:]) and (long or bool(query.conditions) or not words)

    async def _find_rest(self, search: Search) -> None:
        """Look the words up in the file of words, or where that isn't ready read all records."""
        await asyncio.sleep(_PAUSE_SECONDS)
        words, texts = self.workspace.fulltext, self.workspace.text_of
        leads = None
        if words.ready:
            left = False
            find = partial(words.find, cancelled=lambda: left)
            try:
                leads = await asyncio.to_thread(search.look_up, find, texts, _LEADS)
            except asyncio.CancelledError:
                left = True
                raise
        hits = None
        if leads is None:
            hits = await self._collect(search.scan, texts, partial(self._show_partial, search))
        if self._later:
            for _ in range(_LOOKS):
                if not self._unbuilt:
                    break
                await asyncio.sleep(_PAUSE_SECONDS)
            self._actors = await self._collect(search.each_actor, self.workspace.names)
            self._nameless = False
        if leads is not None:
            self._finish(search.follow(leads), leads.totals)
        else:
            self._finish(hits or (), {})

    async def _collect(
        self,
        read: Callable[[Argument], Iterable[list[Hit]]],
        argument: Argument,
        report: Callable[[Sequence[Hit]], None] | None = None,
    ) -> list[Hit]:
        """All hits that `read` yields record by record, with breaks for the keys; now and then
        `report` is called with the hits up to there."""
        index, host = self.workspace.index, self.desk.host
        try:
            for beginning in count():
                if beginning >= BEGINNINGS:
                    host.hold_changes(self, HOLD_SECONDS)
                hits: list[Hit] = []
                reported = began = time.monotonic()
                changes = index.changes
                for record_hits in read(argument):
                    hits += record_hits
                    now = time.monotonic()
                    if now - began > _SLICE_SECONDS:
                        if report is not None and now - reported > _REPORT_SECONDS:
                            report(hits)
                            reported = now
                        await asyncio.sleep(_BREAK_SECONDS)
                        began = time.monotonic()
                        if changes != index.changes:
                            break  # Records came or went meanwhile: it begins anew.
                else:
                    break
        finally:
            host.hold_changes(self, 0)
        return hits

    def _show_partial(self, search: Search, hits: Sequence[Hit]) -> None:
        """Show the hits up to now of a search that goes on."""
        if self._nameless and not self._unbuilt:
            self._later = self._nameless = False
            self._actors = search.actors(self.workspace.names)
        self._others = [HitGroup(kind, group, UNKNOWN) for kind, group in best(hits, _MOST).items()]
        self._draw_hits()

    def _find_now(self, search: Search) -> None:
        """Find all hits at once, for a user who pressed enter."""
        words, texts = self.workspace.fulltext, self.workspace.text_of
        if self._later:
            self._actors = search.actors(self.workspace.names)
            self._nameless = False
            if self._actors:
                # They stand first; nobody need wait for what would stand below.
                self.draw(at="")
                return
        leads = search.look_up(words.find, texts, _LEADS) if words.ready else None
        if leads is not None:
            self._finish(search.follow(leads), leads.totals)
        else:
            self._finish([hit for hits in search.scan(texts) for hit in hits], {})

    def _finish(self, hits: Sequence[Hit], totals: Mapping[str, int]) -> None:
        """Show all hits of the query."""
        counts = Counter(hit.kind for hit in hits)
        self._others = [
            HitGroup(kind, group, max(totals.get(kind, 0), counts[kind]))
            for kind, group in best(hits, _MOST).items()
        ]
        self._is_complete = True
        self._draw_hits()

    def _draw_hits(self) -> None:
        """Draw the hits; a cursor that was moved stays, one on the first hit goes to the best."""
        self.draw(at="" if self.pane.key == self._first else None)

    def draw(self, at: str | None = None) -> None:
        """Draw the hits as far as they are known; the cursor stays, or goes to the top for ""."""
        cells = max(20, self.pane.cells)
        query = self._query
        if query.empty and not query.problems:
            rows = present.guide(cells)
        else:
            # What stands first comes first: else enter would lead to what stood there meanwhile.
            others = () if self._nameless else self._others
            groups = present.grouped(self._actors, others, self._is_complete)
            each = self.pane.size.height // max(1, len(groups)) - _FEWEST
            most = max(_FEWEST, min(_SHOWN, each))
            # Names are there first, and stay as many when the others come.
            limits = {group.kind: most if len(groups) > 1 else _MOST for group in groups}
            limits["actor"] = _SHOWN if self._has_more else _MOST
            limits[self._expanded] = _MOST
            rows = present.rows(self.desk.scene, query, groups, cells, limits)
            if not groups:
                words = "Looking through all words …"
                words = "Nothing comes close." if self._is_complete else words
                words = "Reading the names …" if self._nameless else words
                rows.append(Row("", (Span(words, "dim"),), stop=False))
        self.pane.show(rows, at)
        if at == "":
            self._first = self.pane.key
        hint = "" if self._is_complete else "looking through all words …"
        self.pane.border_subtitle = Content(hint)

    # From a hit to its record

    def _leave(self) -> None:
        self.desk.workers.cancel_group(self.desk, "search")
        self.pane.display = False

    def _answered(self, text: str) -> None:
        """Go to the hit under the cursor; a fast typist's enter comes before all are known."""
        at = self.pane.key
        if text != self._query.text:
            self._changed(text)
        if not self._is_complete and not self.pane.key:
            self._find_now(Search(self.workspace.index, self._query))
        self.pane.go_to(at)
        key = self.pane.key
        self._leave()
        if key.startswith(MORE):
            self.search(text, key.removeprefix(MORE))
        elif key:
            self._go(key)

    def _go(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        path, _, place = rest.rpartition(":")
        table, _, id_ = path.partition("/")
        lead_to = self.desk.navigation.lead_to
        index = self.workspace.index
        if id_ not in getattr(index, table):
            self.say("It is not here any more.")
        elif kind == "actor":
            self.desk.filters["actors"] = ""
            lead_to(Target("actor", id_), "overview")
            self.desk.draw_actors(at=f"actor:{id_}")
            self.desk.navigation.to_first_tie()
        elif kind == "text":
            self._open_text(id_, int(place))
        elif kind == "note":
            about = index.notes[id_].about
            target = next(filter(None, (pinnable(index, record) for record in about)), None)
            if target is not None:
                lead_to(target, "notes")
                self._rest_on(f"note:{id_}")
        elif table == "claims":
            lead_to(Target("tie", quotes.tie_of(index.claims[id_])), "quotes")
            self._rest_on(f"quote:{path}:{place}")
        elif kind == "quote" and table == "events":
            lead_to(Target("event", id_), "quotes")
            self._rest_on(f"quote:{path}:{place}")
        else:
            target = pinnable(index, id_)
            if target is not None:
                lead_to(target, "overview")

    def _rest_on(self, key: str) -> None:
        """Put the cursor of the detail pane on the row of that key, however far down it is."""
        rows, detail = self.desk.rows["detail"], self.desk.detail_pane
        while not rows.go_to(key) and rows.rows and rows.rows[-1].key == DETAIL_MORE:
            detail.more()
            self.desk.draw_detail()

    def _open_text(self, id_: str, place: int) -> None:
        """Open the kept text of a source, at the words of the query."""
        source = self.workspace.index.sources.get(id_)
        text = self.workspace.text_of(source.documents[-1].text) if source else None
        if source is None or text is None:
            self.say("The text is not here any more.")
            return
        from proxytui.tui.reading.reader import Reader  # not needed before the first paint

        desk = self.desk
        mark = stretch(text, place, self._query.needles("text"))
        desk.app.push_screen(Reader(desk.keymap, desk.palette, source, text, mark))
