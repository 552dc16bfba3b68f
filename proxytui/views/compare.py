"""Two actors side by side in lines: a row a partner; a tie of only one of them says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ranking
from proxytui.collation import Typed
from proxytui.jobs.pacing import never
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views import tie_line
from proxytui.views.lines import Line, Listing, Row, Span, cut, fit, foreign, width
from proxytui.views.page_lines import dotted
from proxytui.views.roles import STATE_ROLES, role_of
from proxytui.wording import contested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.ranking import Ranked
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.views.scene import Scene

BESIDE = 84
"""With fewer cells than this the two stand one below the other."""
_ONLY = "only here"
_NONE = "–"
_CONTESTED = ("state", "status", "disputed", "sources", "publishers")


class PartnerRow(NamedTuple):
    """A partner by one type of tie, `inverse` where it is the subject, and its tie to each of the
    two actors; None where it has none."""

    type: str
    inverse: bool
    other: str
    left: Ranked | None
    right: Ranked | None

    @property
    def key(self) -> str:
        """The key of the row: `pair:TYPE:out:ACTOR`."""
        return f"pair:{self.type}:{'in' if self.inverse else 'out'}:{self.other}"


def pairs(
    scenes: tuple[Scene, Scene], actors: tuple[str, str], checkpoint: Checkpoint = never
) -> tuple[PartnerRow, ...]:
    """The partners of either actor by type and direction, those of both first, as they rank on the
    left.

    The tie between the two themselves stands on both sides, each seen from its own end.
    """
    rankings = [
        ranking.ranking(scene.index, scene.lens, actor, checkpoint=checkpoint)
        for scene, actor in zip(scenes, actors, strict=True)
    ]
    rows: list[PartnerRow] = []
    for type_ in CLAIM_TYPES:
        for inverse in (False, True):
            left_ties, right_ties = (
                {ranked.other: ranked for ranked in side.get((type_, inverse), ())}
                for side in rankings
            )
            both = [
                PartnerRow(type_, inverse, partner, left_ties[partner], right_ties[partner])
                for partner in left_ties
                if partner in right_ties
            ]
            left = [
                PartnerRow(type_, inverse, partner, left_ties[partner], None)
                for partner in left_ties
                if partner not in right_ties
            ]
            right = [
                PartnerRow(type_, inverse, partner, None, right_ties[partner])
                for partner in right_ties
                if partner not in left_ties
            ]
            rows += both + left + right
    return tuple(rows)


def rows(
    scenes: tuple[Scene, Scene],
    pairs: Sequence[PartnerRow],
    titles: tuple[str, str],
    text: str,
    cells: int,
) -> Sequence[Row]:
    """The titles, then the partners under each type and direction; with a filter's text those with
    its words in the name or the heading. Keys: `way:TYPE:out`, and those of the pairs."""
    needle = Typed(text)
    name = scenes[1].name
    lines: dict[str, tuple[str, PartnerRow | None]] = {}
    beside = cells >= BESIDE
    if beside:
        lines["titles"] = ("", None)
    for pair in pairs:
        head = wording.heading(pair.type, pair.inverse)
        if not needle.within(f"{head} {name(pair.other)}"):
            continue
        way = f"way:{pair.type}:{pair.inverse}"
        if way not in lines:
            lines[way] = (head, None)
        lines[pair.key] = ("", pair)
        if not beside:
            lines[f"left {pair.key}"] = lines[f"right {pair.key}"] = ("", pair)
    if not any(pair for _, pair in lines.values()):
        words = (
            "No tie is recorded of either at this date."
            if not text
            else "No tie here has these words."
        )
        return [Row("", (Span(words, "dim"),), stop=False)]
    keys = list(lines)
    widths = _widths(cells)

    def line(place: int) -> Line:
        key = keys[place]
        head, pair = lines[key]
        if key == "titles":
            return _titles(titles, widths)
        if pair is None:
            return (Span(head, f"{role_of(key.split(':')[1])}-head"),)
        if beside:
            return _beside(scenes, pair, widths)
        if key == pair.key:
            return (Span("  "), foreign(name(pair.other), "strong"))
        side = int(key.startswith("right "))
        size = min(cells // 3, max(cell_len(texts.line(title)) for title in titles))
        label = fit(texts.line(titles[side]), size)
        room = cells - size - 6
        return (Span(f"    {label}  ", "dim"), *_tie(scenes[side], pair, side, room))

    listing = Listing(keys, line)
    if beside:
        return listing
    # One below the other the cursor rests on the partner; the two lines below belong to it.
    return [Row(row.key, row.line, stop=" " not in row.key.split(":")[0]) for row in listing]


def _widths(cells: int) -> tuple[int, int, int]:
    name = max(20, min(40, cells * 3 // 10))
    side = (cells - name - 4) // 2
    return name, side, side


def _titles(titles: tuple[str, str], widths: tuple[int, int, int]) -> Line:
    left, right = (
        fit(foreign(title).text, cells) for title, cells in zip(titles, widths[1:], strict=True)
    )
    return (Span(" " * (widths[0] + 2)), Span(f"{left}  {right}", "strong"))


def _beside(scenes: tuple[Scene, Scene], pair: PartnerRow, widths: tuple[int, int, int]) -> Line:
    name = fit(foreign(scenes[1].name(pair.other)).text, widths[0] - 2)
    left = _tie(scenes[0], pair, 0, widths[1])
    gap = widths[1] - sum(cell_len(span.text) for span in left) + 2
    return (
        Span("  "),
        Span(name),
        Span("  "),
        *left,
        Span(" " * gap),
        *_tie(scenes[1], pair, 1, widths[2]),
    )


def _tie(scene: Scene, pair: PartnerRow, side: int, cells: int) -> Line:
    """The tie on one side and how it stands; that it is only there, or that there is none."""
    ranked = (pair.left, pair.right)[side]
    if ranked is None:
        return (Span(_NONE, "dim"),)
    tie = ranking.tie(scene.index, scene.lens, ranked)
    sign = tie_line.glyph(tie)
    spans = [sign._replace(text=f"{sign.text} ")]
    parts = [Span(tie.state.words, STATE_ROLES[tie.state])]
    if (pair.left, pair.right)[1 - side] is None:
        parts.insert(0, Span(_ONLY, "date"))
    left = cells - 2
    facts = tie_line.facts(tie, scene.lens.as_of, without=("state",))
    remarks = contested.remarks_in_title(tie) + contested.of_means(tie)
    if remarks and width(dotted([*parts, *facts])) > left:
        facts = tie_line.facts(tie, scene.lens.as_of, without=_CONTESTED)
        # The line drawn for the tie says whether it is held.
        before = width(dotted(parts)) + 3
        kept = tie_line.contested_spans(remarks, left - before)
        if tie_line.says_all(kept, remarks):
            spans += [*dotted(parts), Span(" · ")]
            left, parts = left - before, []
        else:
            kept = tie_line.contested_spans(remarks, left)
        spans += kept
        left -= width(kept)
    parts += facts
    for part in parts:
        words = (" · " if len(spans) > 1 else "") + part.text
        if left < min(8, cell_len(words)):
            break
        spans.append(Span(cut(words, left), part.role))
        left -= cell_len(spans[-1].text)
    return tuple(spans)
