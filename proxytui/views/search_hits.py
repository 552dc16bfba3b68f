"""Search hits group by group: a heading, and a line a hit in which the words found are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.asof import ties
from proxytui.collation import sort_key
from proxytui.model.private_notes import is_private
from proxytui.model.vocabulary import tie_id
from proxytui.search.engine import LISTED, TITLES, source_status
from proxytui.search.matching import excerpt
from proxytui.search.query import FIELDS
from proxytui.views import tie_line
from proxytui.views.lines import BLANK, Line, Row, Span, clip, cut, fit, rule, spread, width
from proxytui.views.page_lines import GAP, PageLine, column, heading, widest
from proxytui.wording.actor_record import kind_label
from proxytui.wording.phrases import date_words, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.search.engine import Hit
    from proxytui.search.matching import Excerpt
    from proxytui.search.query import Query
    from proxytui.views.scene import Scene

ALIKE = "alike"
MORE = "more:"
"""The key of a row that stands for the rest of a group, before the group's name."""

UNKNOWN = -1
"""The number of hits of a group while it is being looked for."""
_INVITATION = "Type a name in any script or spelling, or words from anywhere."
_ID_CELLS = 36
_WIDEST, _WIDEST_NAME = 120, 84
"""In wider rows what a hit belongs to, or the kind of an actor, would stand far from it."""
_QUOTED = ("quote", "text")
_IN_COLUMN = ("quote", "text", "note")


class HitGroup(NamedTuple):
    """Hits of a kind, best first, and their number where there are more than these."""

    kind: str
    hits: Sequence[Hit]
    total: int = 0


class PageHit(NamedTuple):
    """A hit on a page: its kind, the id of the record it stands in, an excerpt of the text, and the
    status of its source where that is not current."""

    kind: str
    id: str
    excerpt: Excerpt
    status: str = ""


def grouped(actors: Sequence[Hit], others: Sequence[HitGroup], whole: bool) -> list[HitGroup]:
    """Groups in the order in which they stand: names, records with the words, names that only sound
    alike. These come once the search is `whole`: before that they would be first for a moment."""
    from proxytui.search.names import USEFUL  # not needed before the first paint

    near = [hit for hit in actors if hit.score >= USEFUL or hit.score == LISTED]
    alike = [hit for hit in actors if hit not in near] if whole else []
    groups = [HitGroup("actor", near), *others, HitGroup(ALIKE, alike)]
    return [group for group in groups if group.hits]


def guide(cells: int) -> list[Row]:
    """The forms that a query may have, for an empty one."""
    rows = [Row("", (Span(cut(_INVITATION, cells)),), stop=False), BLANK]
    for written, means in FIELDS:
        line = (Span(fit(written, min(41, cells)), "key"), Span(cut(means, cells - 41), "dim"))
        rows.append(Row("", line, stop=False))
    return rows


def rows(
    scene: Scene, query: Query, groups: Sequence[HitGroup], cells: int, limits: Mapping[str, int]
) -> list[Row]:
    """The groups, of each at most so many hits as its limit, or one more."""
    cells = min(cells, _WIDEST)
    rows = [
        Row("", (Span(cut(problem, cells), "caution"),), stop=False) for problem in query.problems
    ]
    for group in groups:
        if rows:
            rows.append(BLANK)
        total = max(group.total, len(group.hits))
        title = TITLES.get(group.kind, "Names that sound like it")
        count = "…" if group.total == UNKNOWN else str(total)
        rows.append(Row("", rule(title, count, cells), stop=False))
        most = limits[group.kind]
        hits = group.hits if len(group.hits) <= most + 1 else group.hits[:most]
        rows += [Row(_key(hit), _line(scene, query, hit, cells)) for hit in hits]
        if len(hits) < len(group.hits):
            words = f"… {total - len(hits)} more; enter shows them"
            rows.append(Row(f"{MORE}{group.kind}", (Span(cut(words, cells), "dim"),)))
        elif total > len(hits):
            words = f"… {total - len(hits)} more; another word tells them apart"
            rows.append(Row("", (Span(cut(words, cells), "dim"),), stop=False))
    return rows


def _key(hit: Hit) -> str:
    return f"{hit.kind}:{hit.table}/{hit.id}:{hit.place}"


def _line(scene: Scene, query: Query, hit: Hit, cells: int) -> Line:
    status = source_status(scene.index, hit)
    column = max(len(status), cells * 2 // 5)
    before = "" if status == "current" else f"{status} · "
    about = before + texts.line(_about(scene, hit, column - len(before)))
    if status != "current":
        about = about.removesuffix(" · ")
    if hit.kind == "actor":
        tail = (Span(cut(about, cells // 3), "dim"),)
        label = scene.name(hit.id)
        left: Line = tuple(_around(label, query, hit, cells * 2 // 5, "strong"))
        if sort_key(hit.text) != sort_key(label):
            left += (Span("  ", "dim"), *_around(hit.text, query, hit, cells // 2, "dim"))
        wide = min(cells, _WIDEST_NAME)
        return spread(clip(left, wide - width(tail) - 2), tail, wide)
    # What they belong to stands in a column, or behind them where that is short.
    shown_about = fit(about, column) if hit.kind in _IN_COLUMN else cut(about, column)
    tail = (Span(shown_about, "dim" if status == "current" else "alert"),)
    room = cells - 3 - width(tail)
    words = _around(hit.text, query, hit, room, "quote" if hit.kind == "quote" else "text")
    return spread(clip(tuple(_quoted(hit.kind, words)), cells - width(tail) - 2), tail, cells)


def _around(text: str, query: Query, hit: Hit, room: int, role: str) -> list[Span]:
    """The text around the words that were looked for, these marked, in at most so many cells."""
    return _marked(excerpt(text, query.needles(hit.kind), max(8, room - 4)), role)


def _marked(piece: Excerpt, role: str) -> list[Span]:
    """An excerpt with the words that were looked for marked."""
    spans: list[Span] = []
    at = 0
    for start, end in piece.marks:
        spans += [Span(piece.text[at:start], role), Span(piece.text[start:end], "found")]
        at = end
    spans.append(Span(piece.text[at:], role))
    return [span for span in spans if span.text]


def _quoted(kind: str, words: list[Span]) -> list[Span]:
    """Words of a source in quotation marks; those of others as they are."""
    return [Span("“", "dim"), *words, Span("”", "dim")] if kind in _QUOTED else words


def _about(scene: Scene, hit: Hit, cells: int) -> str:
    """The record that a hit belongs to, in few words, those for a tie in so many cells."""
    index = scene.index
    if hit.kind == "actor":
        return kind_label(index.actors[hit.id].kind)
    if hit.kind == "note":
        about = ", ".join(_called(scene, id_, cells) for id_ in index.notes[hit.id].about)
        return f"private · {about}" if is_private(hit.id) else about
    if hit.kind == "event":
        date = index.events[hit.id].date
        return date_words(date) if date else ""
    if hit.kind == "source":
        published = index.sources[hit.id].published
        return date_words(published) if published else ""
    if hit.kind == "text":
        return index.source_names.name(hit.id)
    return _called(scene, hit.id, cells)


def _called(scene: Scene, id_: str, cells: int) -> str:
    """A record or tie that something is about, in few words."""
    index = scene.index
    if id_ in index.actors:
        return shown(scene.name(id_))
    if id_ in index.events:
        return index.events[id_].title
    if id_ in index.sources:
        return index.source_names.name(id_)
    if id_ in index.claims:
        claim = index.claims[id_]
        id_ = tie_id(claim.type, claim.subject, claim.object)
    if id_ in index.tie_claims:
        return tie_line.title(scene, ties.tie(index, id_, scene.lens), cells)
    return id_


def page(hits: Sequence[PageHit]) -> Iterator[PageLine]:
    """The hits kind by kind, each kind where its best hit would stand."""
    cells = widest((hit.id for hit in hits), _ID_CELLS)
    for number, kind in enumerate(dict.fromkeys(hit.kind for hit in hits)):
        listed = [hit for hit in hits if hit.kind == kind]
        if number:
            yield GAP
        yield heading(TITLES[kind], len(listed))
        for hit in listed:
            words = _quoted(kind, _marked(hit.excerpt, "text"))
            lead = (Span("  "), *column(hit.id, cells, "dim"), Span("  "))
            if hit.kind == "note" and is_private(hit.id):
                words.append(Span(" · private", "key"))
            if hit.status:
                words.append(Span(f" · {hit.status}", "alert"))
            yield PageLine(tuple(words), lead)
