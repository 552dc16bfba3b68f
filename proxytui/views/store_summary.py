"""A store in short, as the explorer opens on it: who says what of whom, what rests on little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.actor_name import shortened
from proxytui.views.lines import (
    BLANK,
    Line,
    Row,
    Span,
    cut,
    foreign,
    paragraph,
    rule,
    spread,
    width,
)
from proxytui.views.roles import role_of
from proxytui.views.tie_line import contested_spans, glyph
from proxytui.wording import contested
from proxytui.wording.phrases import counts_words, short_date
from proxytui.wording.store_summary import basis_words, summary_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.tie import Tie
    from proxytui.questions.store_summary import NewestSource, StoreSummary, ToldTie
    from proxytui.views.scene import Scene

_TALL = 40
"""In so many lines the sections have twice as many rows."""
_STRONGEST, _FEW = 6, 3
"""Rows of a section: the ties of most publishers, and of every other."""
VIEW, FILTER = "view:", "filter:"
"""The beginnings of the keys of rows that lead to a view, by its action, or to a filter."""
_YEARS = 9
_DATE = 12


def rows(scene: Scene, name: str, summary: StoreSummary, cells: int, height: int) -> list[Row]:
    """The summary of the store with a name, in a pane so high. Keys: `tie:ID`, `source:ID`,
    `view:ACTION` and `filter:TEXT`."""
    more = 2 if height >= _TALL else 1
    return list(_rows(scene, name, summary, cells, more)) if summary.actors else []


def _rows(scene: Scene, name: str, summary: StoreSummary, cells: int, more: int) -> Iterator[Row]:
    few = _FEW * more
    yield from _still(paragraph(name, cells, "strong"))
    told = summary_words(summary.actors, summary.held, summary.possible, scene.lens.as_of)
    basis = basis_words(summary.sources, summary.publishers, summary.first, summary.last)
    yield from _still(paragraph(f"{told} {basis}".rstrip(), cells))
    reported = summary.held + summary.possible
    if reported:
        yield from _head("reported backing", "publishers", cells)
        for strong in summary.strongest[: _STRONGEST * more]:
            yield Row(f"tie:{strong.tie.id}", _told(scene, strong, cells))
        numbers = counts_words(summary.held, summary.possible)
        yield _leading(VIEW + "overview", "all of them, in layers", numbers, cells)
        single = f"{summary.single} of {reported}"
        yield _leading(VIEW + "gaps", "on one publisher only", single, cells)
    if summary.disputes:
        yield from _head("disputed at this date", str(summary.disputes), cells)
        for tie in summary.disputed[:few]:
            yield Row(f"tie:{tie.id}", _contested(scene, tie, cells))
        if summary.disputes > few:
            yield _leading(FILTER + "status:disputed", "only what is disputed", "", cells)
    if summary.said_by:
        yield from _head("who says it", "claims", cells)
        for publisher, claims in summary.said_by[:few]:
            yield _leading(VIEW + "publishers", publisher, str(claims), cells, "text")
    if summary.newest:
        yield from _head("newest words", "claims", cells)
        for newest in summary.newest[:few]:
            yield Row(f"source:{newest.id}", _source(scene, newest, cells))
        yield _leading(VIEW + "timeline", "what was when, around the centre", "", cells)


def _still(lines: list[Line]) -> Iterator[Row]:
    return (Row("", line, stop=False) for line in lines)


def _head(title: str, note: str, cells: int) -> Iterator[Row]:
    yield BLANK
    yield Row("", rule(title, note, cells), stop=False)


def _leading(key: str, words: str, note: str, cells: int, role: str = "dim") -> Row:
    """A row that leads to a view."""
    mark = Span("  " if role == "text" else "▸ ", "dim")
    return Row(key, spread((mark, foreign(words, role)), (Span(note, "dim"),), cells))


def _told(scene: Scene, told: ToldTie, cells: int) -> Line:
    """`━ Iran › Hezbollah   1982–2024   6`."""
    years = f"{told.first}–{told.last}" if told.first != told.last else str(told.first or "")
    right = (Span(years.rjust(_YEARS), "dim"), Span(str(told.tie.publishers).rjust(4)))
    return spread(_ends(scene, told.tie, cells - width(right) - 1), right, cells)


def _contested(scene: Scene, tie: Tie, cells: int) -> Line:
    """`━ Syria › Hezbollah   disputed`."""
    right = contested_spans(contested.remarks(tie), cells // 2)
    return spread(_ends(scene, tie, cells - width(right) - 1), right, cells)


def _ends(scene: Scene, tie: Tie, cells: int) -> Line:
    """The line drawn for a tie and its two actors; each gives way by its acronym first."""
    sign = glyph(tie)
    room = cells - 2 - 3
    names = [foreign(scene.name(actor)).text for actor in (tie.subject, tie.object)]
    for place, actor in enumerate((tie.subject, tie.object)):
        if width(map(Span, names)) > room:
            names[place] = shortened(scene, actor, names[place], room // 2)
    over = width(map(Span, names)) - room
    if over > 0:
        longer = max((0, 1), key=lambda place: width((Span(names[place]),)))
        names[longer] = cut(names[longer], max(room // 2, width((Span(names[longer]),)) - over))
    return (
        sign._replace(text=f"{sign.text} "),
        Span(names[0]),
        Span(" › ", role_of(tie.type)),
        Span(cut(names[1], room - width((Span(names[0]),)))),
    )


def _source(scene: Scene, newest: NewestSource, cells: int) -> Line:
    """`5 Dec 2024  Factbook Lebanon   12`."""
    source = scene.index.sources[newest.id]
    when = short_date(source.published, _DATE)
    left = (Span(f"{when.ljust(_DATE)} ", "dim"), foreign(scene.index.source_names.name(newest.id)))
    return spread(left, (Span(f" {newest.claims}"),), cells)
