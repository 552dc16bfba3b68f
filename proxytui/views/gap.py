"""Weak spots in lines: the record that each is about, what is missing or odd, and the quotes."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.model.vocabulary import tie_id
from proxytui.views import quotes, tie_line
from proxytui.views.findings import in_full, prose, ties_of
from proxytui.views.lines import BLANK, Line, Row, Span, foreign
from proxytui.views.page_lines import PageLine, dotted, plain, section
from proxytui.views.scene import record_title
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.questions.gaps import Gap
    from proxytui.views.scene import Scene

_INDENT = ""


def target(scene: Scene, gap: Gap) -> Target:
    """The target of a weak spot: the tie of a claim, else the record; NOTHING once it is gone."""
    table, _, id_ = gap.record.partition("/")
    index = scene.index
    if table == "ties":
        return Target("tie", id_) if id_ in index.tie_claims else NOTHING
    if table == "claims":
        claim = index.claims.get(id_)
        if claim is None:
            return NOTHING
        tie = tie_id(claim.type, claim.subject, claim.object)
        return Target("tie", tie) if tie in index.tie_claims else NOTHING
    if table == "events":
        return Target("event", id_) if id_ in index.events else NOTHING
    return Target("actor", id_) if id_ in index.actors else NOTHING


def title(scene: Scene, gap: Gap) -> str:
    """The record that a weak spot is about, by names."""
    about = target(scene, gap)
    if about.kind == "tie":
        type_, subject, object_ = scene.index.ends[about.id]
        heading = wording.heading(type_, inverse=False)
        return f"{scene.name(subject)} › {heading} › {scene.name(object_)}"
    return record_title(scene, about) if about != NOTHING else gap.record


def line(scene: Scene, gap: Gap, cells: int) -> Line:
    """`━ Iran › reported to back › Hezbollah    possibly`."""
    about = target(scene, gap)
    if about.kind == "tie":
        return tie_line.titled(scene, ties_of(scene, [about.id])[0], cells, _INDENT)
    return (Span("· ", "dim"), foreign(title(scene, gap)))


def full(scene: Scene, gap: Gap, cells: int) -> list[Row]:
    """A weak spot in words, its record, and the quotes of that; one of a quote shows that alone."""
    table, _, id_ = gap.record.partition("/")
    record = Row("", (Span("record ", "dim"), foreign(id_, "dim")), stop=False)
    rows = [*prose(gap.words, cells), record]
    index = scene.index
    if table == "claims" and id_ in index.claims:
        cited = quotes.of_claims([index.claims[id_]])
    elif table == "events" and id_ in index.events:
        cited = quotes.of_events([index.events[id_]])
    else:
        ties = ties_of(scene, [id_]) if table == "ties" else []
        return [*in_full(scene, gap.words, ties, cells), BLANK, record]
    if gap.code.startswith("quote-"):
        cited = [citation for citation in cited if citation.place == gap.place]
    return [*rows, BLANK, *quotes.rows(scene, cited, cells, about=False)]


def page(
    headings: Mapping[str, str], counts: Mapping[str, int], gaps: Iterable[Gap]
) -> Iterator[PageLine]:
    """The weak spots by code, each with the record it is about; `gaps` come in the order of their
    codes, and need not be all that are counted."""
    for code, listed in groupby(gaps, attrgetter("code")):
        yield from section(headings[code], counts[code])
        shown = 0
        for gap in listed:
            shown += 1
            words = dotted([foreign(gap.words), foreign(gap.record, "dim")])
            yield PageLine(words, (Span("  "),))
        if more := counts[code] - shown:
            yield plain(f"{more:,} more; without --first all are shown", "dim", "  ")
