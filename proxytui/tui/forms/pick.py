"""Records to choose from by their names as one types, for a field that names one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.collation import Typed
from proxytui.model.fields import ANY
from proxytui.tui.dialogs.type_to_find import PickByTyping
from proxytui.views import choices
from proxytui.views.lines import Row, Span, fit, foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from proxytui.tui.desk import Desk

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
    lists = {"actors": _actors, "sources": _sources, "claims": _claims, ANY: _any}
    listed = partial(lists[question.table], desk, question)
    hints = {
        "actors": "a name, in any script or spelling",
        "sources": "words of its title or publisher, or its id",
        "claims": "words of it",
    }

    def chosen(key: str | None) -> None:
        if key:
            answered(key.partition(":")[2])

    hint = hints.get(question.table, "a name or a title")
    desk.app.push_screen(PickByTyping(question.title, listed, desk.palette, hint), chosen)


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
        return rows or choices.nothing("Nothing is called so.")

    def chosen(code: str | None) -> None:
        if code:
            answered(code)

    desk.app.push_screen(PickByTyping(title, listed, desk.palette), chosen)


def _actors(desk: Desk, question: RecordQuestion, typed: str, cells: int) -> list[Row]:
    hits = desk.workspace.names.search(typed, _NAMES) if typed.strip() else ()
    known = (*question.near, desk.session.centre, *desk.ties.branches.actors)
    return choices.rows(desk.scene, hits, known, typed, "", cells)


def _sources(desk: Desk, question: RecordQuestion, typed: str, cells: int) -> list[Row]:
    needle = Typed(typed)
    rows: list[Row] = []
    for source in desk.workspace.index.iter_sources():
        if needle.within(f"{source.title} {source.publisher or ''} {source.id}"):
            notes = [source.publisher or "", source.published or "", source.id]
            beside = " · ".join(texts.line(note) for note in notes if note)
            title = Span(fit(texts.line(source.title), cells * 3 // 5) + " ", "strong")
            rows.append(Row(f"source:{source.id}", (title, foreign(beside, "dim"))))
            if len(rows) >= _MOST:
                break
    return rows or choices.nothing("No source has these words in its title, publisher or id.")


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


def _any(desk: Desk, question: RecordQuestion, typed: str, cells: int) -> list[Row]:
    """Actors, events and sources."""
    rows = [row for row in _actors(desk, question, typed, cells) if row.stop]
    if typed.strip():
        needle = Typed(typed)
        for event in desk.workspace.index.iter_events():
            if needle.within(event.title) and len(rows) < _MOST:
                rows.append(
                    Row(f"event:{event.id}", (foreign(event.title), Span("  event", "dim")))
                )
        rows += [row for row in _sources(desk, question, typed, cells) if row.stop]
    return rows[:_MOST] or choices.nothing("Nothing is called so.")
