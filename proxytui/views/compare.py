"""Two actors side by side in lines: a row a partner, what only one of them has said in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ranking
from proxytui.collation import Typed
from proxytui.jobs.pacing import never
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views.lines import Line, Listing, Row, Span, cut, fit, foreign
from proxytui.views.roles import glyph_of, role_of
from proxytui.wording import tie_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.ranking import Ranked
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.views.scene import Scene

BESIDE = 84
"""With fewer cells than this the two stand one below the other."""
_ONLY = "only here"
_NONE = "–"
_STATES = {State.POSSIBLY: "possible", State.UNSPOKEN: "dim", State.NOT: "dim"}


class PartnerRow(NamedTuple):
    """A partner in one way, `inverse` where it is the subject, and its tie to each of the two."""

    type: str
    inverse: bool
    other: str
    left: Ranked | None
    right: Ranked | None

    @property
    def key(self) -> str:
        """`pair:TYPE:out:ACTOR`."""
        return f"pair:{self.type}:{'in' if self.inverse else 'out'}:{self.other}"


def pairs(
    scenes: tuple[Scene, Scene], actors: tuple[str, str], checkpoint: Checkpoint = never
) -> tuple[PartnerRow, ...]:
    """All partners of either by type and direction, those of both first, as they rank on the left.

    The tie between the two themselves stands on both sides, each seen from its own end.
    `checkpoint` is called where the work can be interrupted.
    """
    found = [
        ranking.ranking(scene.index, scene.lens, actor, checkpoint=checkpoint)
        for scene, actor in zip(scenes, actors, strict=True)
    ]
    made: list[PartnerRow] = []
    for type_ in CLAIM_TYPES:
        for inverse in (False, True):
            one, other = (
                {ranked.other: ranked for ranked in side.get((type_, inverse), ())}
                for side in found
            )
            both = [
                PartnerRow(type_, inverse, who, one[who], other[who]) for who in one if who in other
            ]
            left = [
                PartnerRow(type_, inverse, who, one[who], None) for who in one if who not in other
            ]
            right = [
                PartnerRow(type_, inverse, who, None, other[who]) for who in other if who not in one
            ]
            made += both + left + right
    return tuple(made)


def rows(
    scenes: tuple[Scene, Scene],
    found: Sequence[PartnerRow],
    titles: tuple[str, str],
    wanted: str,
    cells: int,
) -> Sequence[Row]:
    """The titles, then under each type and direction its partners; of a filter those with its
    words in the name or the heading. Keys: `way:TYPE:out`, and those of the pairs."""
    needle = Typed(wanted)
    named = scenes[1].name
    lines: dict[str, tuple[str, PartnerRow | None]] = {}
    beside = cells >= BESIDE
    if beside:
        lines["titles"] = ("", None)
    for pair in found:
        head = wording.heading(pair.type, pair.inverse)
        if not needle.within(f"{head} {named(pair.other)}"):
            continue
        way = f"way:{pair.type}:{pair.inverse}"
        if way not in lines:
            lines[way] = (head, None)
        lines[pair.key] = ("", pair)
        if not beside:
            lines[f"left {pair.key}"] = lines[f"right {pair.key}"] = ("", pair)
    if not any(pair for _, pair in lines.values()):
        words = "No tie is recorded of either at this date." if not wanted else "No tie like that."
        return [Row("", (Span(words, "dim"),), stop=False)]
    keys = list(lines)
    widths = _widths(cells)

    def drawn(place: int) -> Line:
        key = keys[place]
        head, pair = lines[key]
        if key == "titles":
            return _titles(titles, widths)
        if pair is None:
            return (Span(head, f"{role_of(key.split(':')[1])}-head"),)
        if beside:
            return _beside(scenes, pair, widths)
        if key == pair.key:
            return (Span("  "), foreign(named(pair.other), "strong"))
        side = int(key.startswith("right "))
        size = min(cells // 3, max(cell_len(texts.line(one)) for one in titles))
        label = fit(texts.line(titles[side]), size)
        room = cells - size - 6
        return (Span(f"    {label}  ", "dim"), *_said(scenes[side], pair, side, room))

    made = Listing(keys, drawn)
    if beside:
        return made
    # One below the other the cursor rests on the partner; the two lines below belong to it.
    return [Row(row.key, row.line, stop=" " not in row.key.split(":")[0]) for row in made]


def _widths(cells: int) -> tuple[int, int, int]:
    name = max(20, min(40, cells * 3 // 10))
    side = (cells - name - 4) // 2
    return name, side, side


def _titles(titles: tuple[str, str], widths: tuple[int, int, int]) -> Line:
    left, right = (
        fit(foreign(one).text, cells) for one, cells in zip(titles, widths[1:], strict=True)
    )
    return (Span(" " * (widths[0] + 2)), Span(f"{left}  {right}", "strong"))


def _beside(scenes: tuple[Scene, Scene], pair: PartnerRow, widths: tuple[int, int, int]) -> Line:
    name = fit(foreign(scenes[1].name(pair.other)).text, widths[0] - 2)
    left = _said(scenes[0], pair, 0, widths[1])
    gap = widths[1] - sum(cell_len(span.text) for span in left) + 2
    return (
        Span("  "),
        Span(name),
        Span("  "),
        *left,
        Span(" " * gap),
        *_said(scenes[1], pair, 1, widths[2]),
    )


def _said(scene: Scene, pair: PartnerRow, side: int, cells: int) -> Line:
    """How the tie stands on one side; that it is only there, or that there is none."""
    ranked = (pair.left, pair.right)[side]
    if ranked is None:
        return (Span(_NONE, "dim"),)
    tie = ranking.tie(scene.index, scene.lens, ranked)
    held = tie.state is State.HELD
    spans = [Span(f"{glyph_of(tie.type, held)} ", role_of(tie.type) if held else "dim")]
    parts = [(tie.state.words, _STATES.get(tie.state, "good"))]
    if (pair.left, pair.right)[1 - side] is None:
        parts.insert(0, (_ONLY, "date"))
    parts += [
        (fact.words, "possible" if fact.about in ("status", "disputed") else "text")
        for fact in tie_summary.facts(tie, scene.lens.as_of)
        if fact.about in ("status", "means", "disputed", "office")
    ]
    publishers = tie_summary.facts(tie, scene.lens.as_of)[-1]
    parts.append((publishers.words, "dim"))
    left = cells - 2
    for place, (words, role) in enumerate(parts):
        words = (" · " if place else "") + texts.line(words)
        if left < min(8, cell_len(words)):
            break
        spans.append(Span(cut(words, left), role))
        left -= cell_len(spans[-1].text)
    return tuple(spans)
