"""Finding: search as you type, over names at once and over all words a moment later."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from proxytui.lazy import LazyModule
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.detail import MORE as DETAIL_MORE
from proxytui.tui.explorer.search_reading import SearchReading
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views import quotes
from proxytui.views.lines import Row, paragraph
from proxytui.views.scene import pinnable
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.timer import Timer

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.search import engine
    from proxytui.search import query as queries
    from proxytui.search.engine import Candidates, Hit, Search
    from proxytui.search.query import Query
    from proxytui.tui.desk import Desk
    from proxytui.tui.widgets.rows import Rows
    from proxytui.views import search_hits as present
    from proxytui.views.search_hits import HitGroup
else:
    engine = LazyModule("proxytui.search.engine")
    queries = LazyModule("proxytui.search.query")
    present = LazyModule("proxytui.views.search_hits")

_NO_HIT = "Nothing comes close to these words. Fewer letters find more."
_PAUSE_SECONDS = 0.06
"""A quick typist's next key comes before; nothing is looked up then."""
_SLICE_SECONDS = 0.004
_SHOWN_SECONDS = 0.5
_AT_ONCE_SECONDS = 0.15
"""Who has pressed enter waits for that long without the keys."""
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
    """The search: its pane, its hits, and the ways to what was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handlers = {"search": self.search}
        self._asked: Query | None = None
        self._actors: Sequence[Hit] = ()
        self._others: Sequence[HitGroup] = ()
        self._wide = ""
        self._first = ""
        self._whole = True
        self._later = False
        self._nameless = False
        self._has_more = False
        self._reading = SearchReading(desk, partial(self.say, severity="error"))
        self._entered = False
        self._current: Search | None = None
        self._pause: Timer | None = None
        self._candidates = BackgroundWork["Candidates | None"](desk, "look-up")
        index = desk.workspace.index
        self._question = BackgroundQuestion["list[Hit]"](desk, index, notes=True)

    @property
    def pane(self) -> Rows:
        """Where the hits stand."""
        return self.desk.rows["hits"]

    @property
    def complete(self) -> bool:
        """Whether all hits of what was typed are there."""
        return self._whole

    @property
    def _query(self) -> Query:
        """The query that was asked last; before the first one, that without words."""
        if self._asked is None:
            self._asked = queries.read("")
        return self._asked

    def search(self, initial: str = "", wide: str = "") -> None:
        """Ask for words; `wide` is the group that is shown whole."""
        self._reading.begin()
        self._wide = wide
        self.pane.border_title = "search"
        self.pane.display = True
        search = self._take(queries.read(initial))
        self._ask(initial)
        self.draw(at="")
        self._look_up(search)

    def _ask(self, initial: str) -> None:
        self.desk.ask(
            PromptQuestion("search:", self._answered, self._changed, self._leave, self.pane.move),
            initial,
        )

    # While somebody types

    def _changed(self, text: str) -> None:
        if text == self._query.text:
            return
        self._wide = ""
        self._entered = False
        search = self._take(queries.read(text))
        self.draw(at="")
        self._look_up(search)

    def _look_up(self, search: Search) -> None:
        """Look the words up, once the next key of a quick typist would have come."""
        self._stop()
        if not self._whole:
            self._current = search
            begin = partial(self._begin, search, _SLICE_SECONDS)
            self._pause = self.desk.set_timer(_PAUSE_SECONDS, begin)

    def _stop(self) -> None:
        """Leave what is being looked up."""
        self._current = None
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self._candidates.stop()
        self._question.stop()

    def _take(self, query: Query) -> Search:
        """What can be said about a query at once: names, and what of the hits before still fits."""
        search = engine.Search(self.workspace.index, query)
        self._asked = query
        self._nameless = search.asks_for("actor") and self._unbuilt and not search.lists_actors
        self._later = search.lists_actors or self._nameless
        # To look at all actors, or at thousands of claims, takes longer than a key may.
        self._actors = [] if self._later else search.actors(self.workspace.names)
        self._others = [
            present.HitGroup(group.kind, left, present.UNKNOWN)
            for group in self._others
            if (left := [h for h in group.hits[: _SHOWN + 1] if h in self._again(search, h)])
        ]
        self._has_more = self._has_words(search)
        self._whole = query.empty or not self._has_more
        if self._whole:
            self._others = ()
        return search

    @property
    def _unbuilt(self) -> bool:
        """Whether names of a large store are still being read in the background."""
        return not self.workspace.names.built and len(self.workspace.index.actors) > _AT_ONCE

    def _again(self, search: Search, hit: Hit) -> list[Hit]:
        if hit.kind == "text":
            return [hit]
        value = getattr(self.workspace.index, hit.table).get(hit.id)
        return search.of(hit.table, value) if value is not None else []

    def _has_words(self, search: Search) -> bool:
        """Whether there is more to look for than names."""
        query = search.query
        if self._later:
            return True
        words = [t.needle.words.strip() for t in query.terms if not t.negated]
        long = any(len(word) >= _SHORTEST or not word.isascii() for word in words)
        return search.asks_for(*engine.KINDS[1:]) and (long or bool(query.conditions) or not words)

    def _begin(self, search: Search, at_once: float, word: str = "") -> None:
        """Look the words up, or through all records where nothing else answers; `word` makes the
        next key wait for it a moment."""
        words, texts = self.workspace.fulltext, self.workspace.text_of
        if not words.ready:
            self._scan(search, at_once)
            return
        find = partial(words.find, cancelled=lambda: search is not self._current)

        def look_up(_: Checkpoint) -> Candidates | None:
            return search.look_up(find, texts, _LEADS)

        def looked_up(candidates: Candidates | None) -> None:
            if candidates is None:
                self._scan(search, at_once)
            else:
                follow = partial(self._follow, search, candidates)
                self._then_actors(search, at_once, follow)

        self._candidates.ask(look_up, looked_up, self._failed, word)

    def _follow(self, search: Search, candidates: Candidates) -> None:
        self._complete(search.follow(candidates), candidates.totals)

    def _scan(self, search: Search, at_once: float) -> None:
        """Look through all records and texts; now and then what was found so far is shown."""
        texts = self.workspace.text_of
        so_far: list[Hit] = []
        shown = time.monotonic()

        def scan(checkpoint: Checkpoint) -> list[Hit]:
            so_far.clear()
            for hits in search.scan(texts):
                so_far.extend(hits)
                checkpoint()
            return so_far

        def show() -> None:
            nonlocal shown
            now = time.monotonic()
            if now - shown > _SHOWN_SECONDS:
                shown = now
                self._so_far(search, so_far)

        def scanned(hits: list[Hit]) -> None:
            self._then_actors(search, at_once, partial(self._complete, hits, {}))

        self._question.ask(scan, scanned, self._failed, at_once, show)

    def _then_actors(
        self, search: Search, at_once: float, then: Callable[[], None], tries: int = 0
    ) -> None:
        """Go on once the actors are known that could not be told at once."""
        if not self._later:
            then()
            return
        awaited = self._reading.reads_names or (tries < _LOOKS and not self._entered)
        if self._unbuilt and awaited:
            wait = partial(self._then_actors, search, at_once, then, tries + 1)
            self._pause = self.desk.set_timer(_PAUSE_SECONDS, wait)
            return

        def read(checkpoint: Checkpoint) -> list[Hit]:
            names = self.workspace.names
            build = names.prepare() if not names.built else None
            if build is not None:
                build(checkpoint)()
            actors: list[Hit] = []
            for hits in search.each_actor(names):
                actors += hits
                checkpoint()
            return actors

        def known(actors: list[Hit]) -> None:
            self._actors = actors
            self._later = self._nameless = False
            then()

        self._question.ask(read, known, self._failed, at_once)

    def _failed(self, error: ProxyTUIError) -> None:
        """Say why the words could not be looked up; what is known by then is all."""
        self.say(str(error), severity="error")
        self._later = self._nameless = False
        self._complete((), {})

    def _so_far(self, search: Search, found: Sequence[Hit]) -> None:
        """Show what is known by now of a long reading."""
        if self._nameless and not self._unbuilt:
            self._later = self._nameless = False
            self._actors = search.actors(self.workspace.names)
        self._others = [
            present.HitGroup(kind, hits, present.UNKNOWN)
            for kind, hits in engine.best(found, _MOST).items()
        ]
        self._draw_found()

    def _complete(self, found: Sequence[Hit], totals: Mapping[str, int]) -> None:
        """All hits of the query are known."""
        counts = Counter(hit.kind for hit in found)
        self._others = [
            present.HitGroup(kind, hits, max(totals.get(kind, 0), counts[kind]))
            for kind, hits in engine.best(found, _MOST).items()
        ]
        self._whole = True
        self._draw_found()
        self._go_on()

    def _draw_found(self) -> None:
        """Whoever moved stays where they are; at the top, the top is what is best now."""
        self.draw(at="" if self.pane.key == self._first else None)

    def draw(self, at: str | None = None) -> None:
        """The hits as far as they are known; the cursor stays, or goes to the top for ""."""
        cells = max(20, self.pane.cells)
        query = self._query
        if query.empty and not query.problems:
            made = present.guide(cells)
        else:
            # What stands first comes first: else enter would lead to what stood there meanwhile.
            others = () if self._nameless else self._others
            groups = present.grouped(self._actors, others, self._whole)
            each = self.pane.size.height // max(1, len(groups)) - _FEWEST
            most = max(_FEWEST, min(_SHOWN, each))
            # Names are there first, and stay as many when the others come.
            limits = {group.kind: most if len(groups) > 1 else _MOST for group in groups}
            limits["actor"] = _SHOWN if self._has_more else _MOST
            limits[self._wide] = _MOST
            made = present.rows(self.desk.scene, query, groups, cells, limits)
            if not groups:
                words = _NO_HIT if self._whole else "Looking through all words …"
                words = "Reading the names …" if self._nameless else words
                made += [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
        self.pane.show(made, at)
        if at == "":
            self._first = self.pane.key
        hint = "" if self._whole else "looking through all words …"
        self.pane.border_subtitle = Content(hint)

    # To what was found

    def _leave(self) -> None:
        self._stop()
        self._entered = False
        self.pane.display = False

    def _answered(self, text: str) -> None:
        """Go to the hit under the cursor; a fast typist's enter comes before all are known."""
        at = self.pane.key
        if text != self._query.text:
            self._changed(text)
        self.pane.go_to(at)
        if self._whole or self.pane.key:
            self._open_hit()
            return
        # The line stays open until there is somewhere to go.
        self._entered = True
        self._hurry(engine.Search(self.workspace.index, self._query))
        if self._entered:
            self._ask(text)

    def _hurry(self, search: Search) -> None:
        """Look up at once what stands first: names, where they are asked for, else the words."""
        self._stop()
        self._current = search
        begin = partial(self._begin, search, _AT_ONCE_SECONDS, "searching")

        def named() -> None:
            self.draw(at="")
            if self._actors:
                # They stand first; nobody need wait for what would stand below.
                self._go_on()
            else:
                begin()

        if self._later:
            self._then_actors(search, _AT_ONCE_SECONDS, named)
        else:
            begin()

    def _go_on(self) -> None:
        """Go to the first hit, where enter was pressed before there was one."""
        if not self._entered:
            return
        self._entered = False
        if self.desk.prompt.question is not None:
            self.desk.answer()
        else:
            self._open_hit()

    def _open_hit(self) -> None:
        """Go to the hit under the cursor, if there is one."""
        text, key = self._query.text, self.pane.key
        self._leave()
        if key.startswith(present.MORE):
            self.search(text, key.removeprefix(present.MORE))
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
            target = next(filter(None, (pinnable(index, one) for one in about)), None)
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
        """The row of that key in the detail pane, however far down it is."""
        rows, detail = self.desk.rows["detail"], self.desk.detail_pane
        while not rows.go_to(key) and rows.rows and rows.rows[-1].key == DETAIL_MORE:
            detail.more()
            self.desk.draw_detail()

    def _open_text(self, source_id: str, place: int) -> None:
        """The kept text of a source, at the words found."""
        from proxytui.tui.asked import TextPlace  # not needed before the first paint

        terms = self._query.needles("text")

        def places() -> list[TextPlace]:
            source = self.workspace.index.sources.get(source_id)
            return [TextPlace(source, None, place, terms)] if source is not None else []

        self.desk.detail_keys.open_text(places, "The text is not here any more.")
