"""Records to choose from by their names as one types, for a field that names one."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.collation import Typed, readings
from proxytui.jobs.pacing import with_checkpoints
from proxytui.model.fields import ANY
from proxytui.model.short_names import CELLS
from proxytui.tui.dialogs.type_to_find import PickByTyping
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views import choices
from proxytui.views.lines import Row, Span, fit, foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk

_AT_ONCE_SECONDS = 0.02
_NAMES = 30
_MOST = 60
_WORDED = 400
"""Claims that are put into words for a list; more would keep the keys waiting."""


class RecordQuestion(NamedTuple):
    """What a field asks for: records of a table or of ANY; `near` are actors that are close."""

    title: str
    table: str
    near: tuple[str, ...] = ()


def pick(desk: Desk, question: RecordQuestion, answered: Callable[[str], None]) -> None:
    """Ask for a record; `answered` gets its id."""
    titles = _Titles(desk.workspace.index, events=question.table == ANY)
    lists: dict[str, Callable[[Desk, RecordQuestion, str, int], list[Row]]] = {
        "actors": _actors,
        "sources": partial(_sources, titles),
        "claims": _claims,
        ANY: partial(_any, titles),
    }
    listed = partial(lists[question.table], desk, question)
    hints = {
        "actors": "a name, in any script or spelling",
        "sources": "its short name, words of its title or publisher, or its id",
        "claims": "words of it",
    }

    def chosen(key: str | None) -> None:
        if key:
            answered(key.partition(":")[2])

    hint = hints.get(question.table, "a name or a title")
    picker = PickByTyping(question.title, listed, desk.palette, hint)
    if question.table in ("sources", ANY):
        preparing = BackgroundQuestion[None](desk, desk.workspace.index)
        preparing.ask(titles.prepare, lambda _: picker.store_changed(), at_once=_AT_ONCE_SECONDS)
    desk.app.push_screen(picker, chosen)


class _Titles:
    """Sources, and with `events` these before them, by the words to find them by, which are read
    once and not at each key."""

    def __init__(self, index: Index, *, events: bool) -> None:
        self._index, self._events = index, events
        self._read: list[tuple[str, str]] = []

    def prepare(self, checkpoint: Checkpoint) -> None:
        """Read them: 5,000 take some 20 ms."""
        short = self._index.source_names.name
        texts = chain(
            ((f"event:{e.id}", e.title) for e in self._index.iter_events() if self._events),
            (
                (f"source:{s.id}", f"{short(s.id)} {s.title} {s.publisher or ''} {s.id}")
                for s in self._index.iter_sources()
            ),
        )
        self._read = [(readings(text), key) for key, text in with_checkpoints(texts, checkpoint)]

    def holding(self, needle: Typed) -> Iterator[str]:
        """The keys of those that hold what is typed, in their order."""
        hits = {key for _, key in needle.having(self._read)} if needle else None
        return (key for _, key in self._read if hits is None or key in hits)


def pick_code(
    desk: Desk, title: str, options: Mapping[str, str], answered: Callable[[str], None]
) -> None:
    """Ask for one of very many options."""

    def listed(typed: str, cells: int) -> Sequence[Row]:
        needle = Typed(typed)
        rows = [
            Row(code, (Span(fit(code, 8), "strong"), Span(meaning, "dim")))
            for code, meaning in options.items()
            if needle.within(f"{code} {meaning}")
        ]
        # A code that is typed whole is meant before those that have its letters too.
        rows.sort(key=lambda row: row.key.casefold() != typed.strip().casefold())
        return rows or choices.nothing("Nothing has this name.")

    def chosen(code: str | None) -> None:
        if code:
            answered(code)

    desk.app.push_screen(PickByTyping(title, listed, desk.palette), chosen)


def _actors(desk: Desk, question: RecordQuestion, typed: str, cells: int) -> list[Row]:
    hits = desk.workspace.names.search(typed, _NAMES) if typed.strip() else ()
    known = (*question.near, desk.session.centre, *desk.ties.branches.actors)
    return choices.rows(desk.scene, hits, known, typed, "", cells)


def _sources(
    titles: _Titles, desk: Desk, question: RecordQuestion, typed: str, cells: int
) -> list[Row]:
    keys = (key for key in titles.holding(Typed(typed)) if key.startswith("source:"))
    rows = list(islice(_titled(desk, keys, cells), _MOST))
    return rows or choices.nothing("No source has these words in its name, title, publisher or id.")


def _titled(desk: Desk, keys: Iterable[str], cells: int) -> Iterator[Row]:
    """The rows of events and sources; of those that are gone meanwhile there are none."""
    index = desk.workspace.index
    for key in keys:
        kind, _, id_ = key.partition(":")
        if kind == "event" and (event := index.events.get(id_)) is not None:
            yield Row(key, (foreign(event.title), Span("  event", "dim")))
        elif kind == "source" and (source := index.sources.get(id_)) is not None:
            notes = [source.published or "", source.id, source.title, source.publisher or ""]
            beside = " · ".join(texts.line(note) for note in notes if note)
            name = Span(fit(index.source_names.name(id_), CELLS) + "  ", "strong")
            yield Row(key, (name, foreign(beside, "dim")))


def _claims(desk: Desk, question: RecordQuestion, typed: str, cells: int) -> list[Row]:
    """The claims of the actors that are near, as sentences."""
    scene, needle = desk.scene, Typed(typed)
    rows: list[Row] = []
    for number, id_ in enumerate(_claims_near(desk, question.near or (desk.session.centre,))):
        if number >= _WORDED or len(rows) >= _MOST:
            break
        words = wording.claim_words(scene.index.claims[id_], scene.name, scene.source)
        if needle.within(words):
            rows.append(Row(f"claim:{id_}", (foreign(words),)))
    return rows or choices.nothing("No claim between these actors has these words.")


def _claims_near(desk: Desk, actors: Sequence[str]) -> Iterator[str]:
    index = desk.workspace.index
    ties = dict.fromkeys(tie for actor in actors for tie in index.ties_of(actor))
    # Those between two of them first.
    for tie in sorted(ties, key=lambda tie: not set(index.ends[tie][1:]) <= set(actors)):
        yield from index.tie_claims[tie]


def _any(
    titles: _Titles, desk: Desk, question: RecordQuestion, typed: str, cells: int
) -> list[Row]:
    """Actors, and once something is typed events and sources."""
    needle = Typed(typed)
    rows = [row for row in _actors(desk, question, typed, cells) if row.stop]
    if needle:
        rows += islice(_titled(desk, titles.holding(needle), cells), _MOST)
    return rows[:_MOST] or choices.nothing("Nothing has this name.")
