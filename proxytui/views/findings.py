"""Findings under headings: one line each in a list, and in full what the one selected rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from proxytui import wording
from proxytui.asof import ties
from proxytui.model.dates import State
from proxytui.views import quotes
from proxytui.views.lines import BLANK, Line, Row, Span, cut, foreign, paragraph, rule, spread
from proxytui.views.roles import glyph_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene

STATE_ROLES = {
    State.HELD: "good",
    State.POSSIBLY: "possible",
    State.UNSPOKEN: "dim",
    State.NOT: "dim",
}
_NAME = 5
"""With fewer cells than this a name says nothing."""
_QUOTES = 3
"""Of each tie so many quotes are shown beside a finding; all are one key away."""


def heading_line(words: str, count: int, folded: bool, cells: int) -> Line:
    """`▾ said to back both sides of an opposition  12`."""
    mark = Span("▸ " if folded else "▾ ", "dim")
    shown = cut(words, cells - 4 - len(str(count)))
    return (mark, Span(shown, "heading"), Span(f"  {count}", "dim"))


def tie_line(scene: Scene, tie: Tie, cells: int, indent: str = "  ", when: str = "") -> Line:
    """`━ Iran › reported to back › Hezbollah    possibly`; `when` is said where the tie's state is
    that of another date than the view's."""
    held = tie.state is State.HELD
    state = Span(f"{tie.state.words}{when and f' as of {when}'}", STATE_ROLES[tie.state])
    room = cells - len(indent) - 2 - cell_len(state.text) - 1
    line = (
        Span(indent),
        Span(glyph_of(tie.type, held) + " ", role_of(tie.type) if held else "dim"),
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


def in_full(scene: Scene, words: str, ties: Sequence[Tie], cells: int) -> list[Row]:
    """What is said, and the first quotes of each tie that it rests on."""
    made = prose(words, cells)
    for tie in ties:
        made += [BLANK, *_quotes(scene, tie, cells)]
    return made


def prose(words: str, cells: int, role: str = "text") -> list[Row]:
    """Words that the cursor passes over."""
    return [Row("", line, stop=False) for line in paragraph(words, cells, role)]


def _quotes(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    count = sum(len(claim.citations) for claim in tie.claims)
    title = wording.tie_title(tie, scene.name)
    note = f"{count}“" if count else "no quote"
    made = [Row("", rule(cut(title, cells - 8), note, cells), stop=False)]
    made += quotes.rows(scene, quotes.first_of_tie(scene, tie, _QUOTES), cells, about=False)
    if count > _QUOTES:
        made.append(
            Row("", (Span(f'  {count - _QUOTES} more: " leads to all', "dim"),), stop=False)
        )
    return made


def ties_of(scene: Scene, tie_ids: Iterable[str]) -> list[Tie]:
    """Those of the ties that are still recorded, as of the date."""
    index = scene.index
    return [ties.tie(index, one, scene.lens) for one in tie_ids if one in index.tie_claims]


def tie_name(scene: Scene, tie: Tie) -> str:
    """What a tie is filtered by: its ends, and the words for its type."""
    return f"{scene.name(tie.subject)} › {wording.relation(tie)} › {scene.name(tie.object)}"
