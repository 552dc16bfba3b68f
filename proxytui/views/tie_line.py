"""A tie on one line: the line drawn for it, its ends, and the facts that say how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.model.dates import State
from proxytui.views.lines import Line, Span, cut, foreign, spread
from proxytui.views.page_lines import dotted
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.wording import tie_summary

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene

_NAME = 5
"""With fewer cells than this a name says nothing."""
_FACT_ROLES = {
    "status": "possible",
    "disputed": "possible",
    "sources": "alert",
    "publishers": "dim",
}


def glyph(tie: Tie, doubtful: str = "dim") -> Span:
    """The line drawn for a tie: in the colour of its type, `doubtful` where it is not held."""
    is_held = tie.state is State.HELD
    return Span(glyph_of(tie.type, is_held), role_of(tie.type) if is_held else doubtful)


def facts(tie: Tie, period: Period | None, *, state: bool = True) -> list[Span]:
    """Office, state if it is asked for, status, means, changed sources and publishers of a tie;
    without a period, of all time."""
    roles = {**_FACT_ROLES, "state": STATE_ROLES[tie.state]}
    return [
        foreign(fact.words, roles.get(fact.about, "text"))
        for fact in tie_summary.facts(tie, period)
        if state or fact.about != "state"
    ]


def summary(scene: Scene, tie: Tie, actor: str, before: str = "") -> Line:
    """`Iran · held as of 2024 · weapons (2) · 2 publishers · via Quds Force`: a tie by the actor at
    its other end. `before` says how the two stand, where the heading above doesn't."""
    name, *more = dotted(
        [
            foreign(scene.name(actor), "strong"),
            *facts(tie, scene.lens.as_of),
            foreign(f"via {scene.name(tie.via)}" if tie.via is not None else "", "dim"),
        ]
    )
    return (*((Span(f"{before} "),) if before else ()), name, *more)


def titled(scene: Scene, tie: Tie, cells: int, indent: str = "  ", when: str = "") -> Line:
    """`━ Iran › reported to back › Hezbollah    possibly`; `when` is added where the state is that
    of another date than the view's."""
    state = Span(f"{tie.state.words}{when and f' as of {when}'}", STATE_ROLES[tie.state])
    room = cells - len(indent) - 2 - cell_len(state.text) - 1
    sign = glyph(tie)
    line = (
        Span(indent),
        sign._replace(text=sign.text + " "),
        foreign(_title(scene, tie, room)),
    )
    return spread(line, (state,), cells)


def _title(scene: Scene, tie: Tie, cells: int) -> str:
    """A tie as a heading; where it is too wide, both names give way and not the second alone."""
    title = wording.tie_title(tie, scene.name)
    if cell_len(title) <= cells:
        return title
    ends = {actor: foreign(scene.name(actor)).text for actor in (tie.subject, tie.object)}
    left = cells - cell_len(wording.tie_title(tie, lambda _: "x")) + 2
    sizes = {actor: cell_len(name) for actor, name in ends.items()}
    short = min(sizes, key=lambda actor: sizes[actor])
    least = min(sizes[short], left // 2)
    if least < min(_NAME, sizes[short]):
        return title
    room = {actor: least if actor == short else left - least for actor in ends}
    return wording.tie_title(tie, lambda actor: cut(ends[actor], room[actor]))


def filter_name(scene: Scene, tie: Tie) -> str:
    """The words that a tie is filtered by: its ends, and how they stand to each other."""
    return f"{scene.name(tie.subject)} › {wording.relation(tie)} › {scene.name(tie.object)}"
