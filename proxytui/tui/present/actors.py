"""The actors by kind, with how many they are said to back and to be backed by at the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.model.vocabulary import KINDS
from proxytui.tui.present.lines import Line, Row, Span, fit, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from proxytui.network.lens import Counts
    from proxytui.tui.present.scene import Scene

_NO_COUNTS = (0, 0, 0, 0)
_FIGURE = 4
EMPTY = (
    "No actors yet. Records come in with the commands import and source add; proxytui --demo shows"
    " the bundled set. ? shows the keys."
)


def by_kind(scene: Scene, wanted: Set[str] | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """(kind, [(label, id)] by label) in the order of the vocabulary; `wanted` None is everyone."""
    groups: dict[str, list[tuple[str, str]]] = {code: [] for code in KINDS}
    for actor in scene.index.actors.values():
        if wanted is None or actor.id in wanted:
            groups.setdefault(actor.kind, []).append((scene.name(actor.id), actor.id))
    return [
        (kind, sorted(found, key=lambda pair: (texts.fold(pair[0]).lstrip("“\"'"), pair[1])))
        for kind, found in groups.items()
        if found
    ]


def rows(
    scene: Scene,
    counts: Mapping[str, Counts],
    folded: Set[str],
    wanted: Set[str] | None,
    centre: str,
    cells: int,
) -> list[Row]:
    """The rows of the pane. Keys: `kind:CODE` and `actor:ID`."""
    made: list[Row] = []
    for kind, found in by_kind(scene, wanted):
        key = f"kind:{kind}"
        closed = key in folded and wanted is None
        head = KINDS[kind].plural if kind in KINDS else kind
        left = (Span("▸ " if closed else "▾ ", "dim"), Span(head, "heading"))
        made.append(Row(key, spread(left, (Span(str(len(found)), "dim"),), cells)))
        if closed:
            continue
        made += [
            Row(f"actor:{id_}", _actor(label, counts.get(id_, _NO_COUNTS), id_ == centre, cells))
            for label, id_ in found
        ]
    if not made:
        words = "No name like that." if wanted is not None else EMPTY
        made = [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
    return made


def _actor(label: str, counts: Sequence[int], centre: bool, cells: int) -> Line:
    out, into, out_possible, into_possible = counts
    room = cells - 2 * (_FIGURE + 2) - 1
    return (
        Span("• " if centre else "  ", "title"),
        Span(fit(label, room), "title" if centre else "text"),
        *_figure(out, out_possible, "▸"),
        *_figure(into, into_possible, "◂"),
    )


def _figure(held: int, possibly: int, arrow: str) -> Line:
    """Ties held; where none is, those that are possible, with a question mark."""
    if held:
        return (Span(fit(str(held), _FIGURE, right=True), "strong"), Span(arrow, "dim"))
    if possibly:
        return (Span(fit(f"{possibly}?", _FIGURE, right=True), "possible"), Span(arrow, "dim"))
    return (Span(fit("–", _FIGURE, right=True) + " ", "dim"),)
