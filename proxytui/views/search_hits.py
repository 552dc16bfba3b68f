"""What a search found, group by group: a heading, a row a hit, what was found marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.collation import sort_key
from proxytui.model.vocabulary import KINDS, tie_id
from proxytui.search.engine import LISTED, TITLES
from proxytui.search.matching import excerpt
from proxytui.search.query import FIELDS
from proxytui.views.lines import BLANK, Line, Row, Span, clip, cut, fit, rule, spread, width
from proxytui.wording.phrases import date_words, shown, source_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.search.engine import Hit
    from proxytui.search.query import Query
    from proxytui.views.scene import Scene

ALIKE = "alike"
MORE = "more:"
"""The key of the row behind which the rest of a group is, before the group's name."""

_INVITATION = "Type a name in any script or spelling, or words from anywhere."
UNKNOWN = -1
"""The number of hits of a group while it is being looked for."""


_QUOTED = ("quote", "text")
_IN_COLUMN = ("quote", "text", "note")


class HitGroup(NamedTuple):
    """Hits of a kind, best first, and how many there are, if more than these."""

    kind: str
    hits: Sequence[Hit]
    total: int = 0


def grouped(actors: Sequence[Hit], others: Sequence[HitGroup], whole: bool) -> list[HitGroup]:
    """Groups in the order in which they stand: names, what holds the words, names that only sound
    alike; these once all is known, or they would be first for a moment."""
    from proxytui.search.names import USEFUL  # not needed before the first paint

    near = [hit for hit in actors if hit.score >= USEFUL or hit.score == LISTED]
    alike = [hit for hit in actors if hit not in near] if whole else []
    made = [HitGroup("actor", near), *others, HitGroup(ALIKE, alike)]
    return [group for group in made if group.hits]


def guide(cells: int) -> list[Row]:
    """What may be asked, for an empty query."""
    made = [Row("", (Span(cut(_INVITATION, cells)),), stop=False), BLANK]
    for written, means in FIELDS:
        line = (Span(fit(written, min(41, cells)), "key"), Span(cut(means, cells - 41), "dim"))
        made.append(Row("", line, stop=False))
    return made


def rows(
    scene: Scene, query: Query, groups: Sequence[HitGroup], cells: int, limits: Mapping[str, int]
) -> list[Row]:
    """The groups, of each at most so many hits as its limit, or one more."""
    made = [Row("", (Span(cut(p, cells), "possible"),), stop=False) for p in query.problems]
    for group in groups:
        if made:
            made.append(BLANK)
        total = max(group.total, len(group.hits))
        title = TITLES.get(group.kind, "Names that sound like it")
        count = "…" if group.total == UNKNOWN else str(total)
        made.append(Row("", rule(title, count, cells), stop=False))
        most = limits[group.kind]
        hits = group.hits if len(group.hits) <= most + 1 else group.hits[:most]
        made += [Row(_key(hit), _line(scene, query, hit, cells)) for hit in hits]
        if len(hits) < len(group.hits):
            words = f"… {total - len(hits)} more; enter shows them"
            made.append(Row(f"{MORE}{group.kind}", (Span(cut(words, cells), "dim"),)))
        elif total > len(hits):
            words = f"… {total - len(hits)} more; another word tells them apart"
            made.append(Row("", (Span(cut(words, cells), "dim"),), stop=False))
    return made


def _key(hit: Hit) -> str:
    return f"{hit.kind}:{hit.table}/{hit.id}:{hit.place}"


def _line(scene: Scene, query: Query, hit: Hit, cells: int) -> Line:
    about = texts.line(_about(scene, hit))
    if hit.kind == "actor":
        tail = (Span(cut(about, cells // 3), "dim"),)
        label = scene.name(hit.id)
        left: Line = tuple(_marked(label, query, hit, cells * 2 // 5, "strong"))
        if sort_key(hit.text) != sort_key(label):
            left += (Span("  ", "dim"), *_marked(hit.text, query, hit, cells // 2, "dim"))
        return spread(left, tail, cells)
    # What they belong to stands in a column, or behind them where that is short.
    column = max(8, cells * 2 // 5)
    tail = (Span(fit(about, column) if hit.kind in _IN_COLUMN else cut(about, column), "dim"),)
    room = cells - 3 - width(tail)
    words = _marked(hit.text, query, hit, room, "quote" if hit.kind == "quote" else "text")
    if hit.kind in _QUOTED:
        words = [Span("“", "dim"), *words, Span("”", "dim")]
    return spread(clip(tuple(words), cells - width(tail) - 2), tail, cells)


def _marked(text: str, query: Query, hit: Hit, room: int, role: str) -> list[Span]:
    """The text around what was found, that marked."""
    piece = excerpt(text, query.needles(hit.kind), max(8, room - 4))
    spans: list[Span] = []
    at = 0
    for start, end in piece.marks:
        spans += [Span(piece.text[at:start], role), Span(piece.text[start:end], "found")]
        at = end
    spans.append(Span(piece.text[at:], role))
    return [span for span in spans if span.text]


def _about(scene: Scene, hit: Hit) -> str:
    """What a hit belongs to, in few words."""
    index = scene.index
    if hit.kind == "actor":
        kind = index.actors[hit.id].kind
        return KINDS[kind].label if kind in KINDS else kind
    if hit.kind == "note":
        return ", ".join(_called(scene, id_) for id_ in index.notes[hit.id].about)
    if hit.kind == "event":
        date = index.events[hit.id].date
        return date_words(date) if date else ""
    if hit.kind == "source":
        published = index.sources[hit.id].published
        return date_words(published) if published else ""
    if hit.kind == "text":
        return source_title(index.sources[hit.id])
    return _called(scene, hit.id)


def _called(scene: Scene, id_: str) -> str:
    """A record or tie that something is about, in few words."""
    index = scene.index
    if id_ in index.actors:
        return shown(scene.name(id_))
    if id_ in index.events:
        return index.events[id_].title
    if id_ in index.sources:
        return source_title(index.sources[id_])
    if id_ in index.claims:
        claim = index.claims[id_]
        id_ = tie_id(claim.type, claim.subject, claim.object)
    if id_ in index.tie_claims:
        return wording.tie_title(ties.tie(index, id_, scene.lens), scene.name)
    return id_
