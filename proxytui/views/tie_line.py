"""A tie on one line: the line drawn for it, its ends, and the facts that say how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.model.dates import State
from proxytui.views.lines import Line, Span, cut, foreign, spread, width
from proxytui.views.page_lines import dotted
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.wording import contested, tie_summary

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene
    from proxytui.wording.contested import Contested

_NAME, _LEAST_NAME = 5, 3
"""With fewer cells than the first a name gives way no more, unless what is contested needs them; it
keeps the second."""
_DOT = " · "
_FACT_ROLES = {
    "status": "caution",
    "disputed": "caution",
    "sources": "alert",
    "publishers": "dim",
}


def glyph(tie: Tie, doubtful: str = "dim") -> Span:
    """The line drawn for a tie: in the colour of its type, `doubtful` where it is not held."""
    is_held = tie.state is State.HELD
    return Span(glyph_of(tie.type, is_held), role_of(tie.type) if is_held else doubtful)


def facts(tie: Tie, period: Period | None, *, without: Collection[str] = ()) -> list[Span]:
    """Office, state, status, means, changed sources and publishers of a tie but for those left out;
    without a period, of all time."""
    roles = {**_FACT_ROLES, "state": STATE_ROLES[tie.state]}
    return [
        foreign(fact.words, roles.get(fact.about, "text"))
        for fact in tie_summary.facts(tie, period)
        if fact.about not in without
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
    of another date than the view's. What is contested is the last to give way."""
    sign, role = glyph(tie), STATE_ROLES[tie.state]
    start = (Span(indent), sign._replace(text=sign.text + " "))
    state = f"{tie.state.words}{when and f' as of {when}'}"
    room = cells - width(start) - 1
    words = _title(scene, tie, room - cell_len(state))
    if words:
        return spread((*start, foreign(words)), (Span(state, role),), cells)
    # The line drawn for the tie says of which type it is, and whether it is held.
    remarks = contested.remarks_in_title(tie)
    for held, least in ((state, _NAME), (tie.state.words, _NAME), ("", _LEAST_NAME)):
        left = room - 2 * least - 3 - (cell_len(held) + len(_DOT) if held else 0)
        kept = contested_spans(remarks, max(0, left))
        if left >= 0 and says_all(kept, remarks):
            break
    if held:
        kept = (*kept, Span(f"{_DOT}{held}" if kept else held, role))
    names = _short_title(scene, tie, room - width(kept))
    return spread((*start, foreign(names)), kept, cells)


def contested_spans(remarks: Sequence[Contested], cells: int) -> Line:
    """What is contested, a dot between each two, in the longest whole words that find room."""
    words = contested.fitting(remarks, cells, cell_len, len(_DOT))
    spans = [
        Span(text, "alert" if remark.grave else "caution")
        for text, remark in zip(words, remarks, strict=False)
    ]
    return tuple(
        span._replace(text=f"{_DOT}{span.text}") if place else span
        for place, span in enumerate(spans)
    )


def says_all(kept: Line, remarks: Sequence[Contested]) -> bool:
    """Whether all that is contested found room."""
    return len(kept) == len(remarks) and not any(contested.LEFT_OUT in span.text for span in kept)


def title(scene: Scene, tie: Tie, cells: int) -> str:
    """A tie as a heading; where it is too wide, its names give way, and then the words for its
    type to the line drawn for that, before those for what is contested."""
    words = _title(scene, tie, cells)
    if words:
        return words
    remarks = contested.remarks_in_title(tie)
    kept = ", ".join(contested.fitting(remarks, cells - 2 * _LEAST_NAME - 6, cell_len, 2))
    room = cells - (cell_len(kept) + 3 if kept else 0)
    names = _short_title(scene, tie, room, glyph(tie).text)
    return f"{names} ({kept})" if kept else names


def _title(scene: Scene, tie: Tie, cells: int) -> str:
    """A tie as a heading; where it is too wide, both names give way and not the second alone. Empty
    where nothing of them would be left."""
    title = wording.tie_title(tie, scene.name)
    if cell_len(title) <= cells:
        return title
    left = cells - cell_len(wording.tie_title(tie, lambda _: "x")) + 2
    names = _names(scene, tie, left, _NAME)
    return wording.tie_title(tie, lambda actor: names[actor]) if names else ""


def _short_title(scene: Scene, tie: Tie, cells: int, between: str = "›") -> str:
    """`Iran › Hezbollah`, both names cut as need be."""
    names = _names(scene, tie, cells - 2 - cell_len(between), 0)
    return f"{names[tie.subject]} {between} {names[tie.object]}"


def _names(scene: Scene, tie: Tie, cells: int, least: int) -> dict[str, str]:
    """The names of both ends in so many cells together, half of them for each where both are
    longer; none where that leaves fewer than the least."""
    ends = {actor: foreign(scene.name(actor)).text for actor in (tie.subject, tie.object)}
    sizes = {actor: cell_len(name) for actor, name in ends.items()}
    short = min(sizes, key=lambda actor: sizes[actor])
    given = min(sizes[short], cells // 2)
    if given < min(least, sizes[short]):
        return {}
    return {
        actor: cut(name, given if actor == short else cells - given) for actor, name in ends.items()
    }


def filter_name(scene: Scene, tie: Tie) -> str:
    """The words that a tie is filtered by: its ends, and how they stand to each other."""
    return f"{scene.name(tie.subject)} › {wording.relation(tie)} › {scene.name(tie.object)}"
