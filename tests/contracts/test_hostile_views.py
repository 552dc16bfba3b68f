"""Foreign text in every view: the functions that turn values into lines draw it harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import corpus
import pytest

from proxytui.asof import counts, ties
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.graph.merged_records import graph_of
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.model.records import Decision
from proxytui.questions import gaps, paths, publishers, tensions, yearly
from proxytui.questions.candidates import Candidate, Reason
from proxytui.questions.history import history_items, tie_history_items
from proxytui.reading import quotes as reading
from proxytui.tui import frame
from proxytui.tui.explorer.tie_tree import TieTree
from proxytui.tui.theme import DARK, ThemeStyles
from proxytui.tui.widgets.rows import paint
from proxytui.views import (
    actor_list,
    actor_overview,
    choices,
    document,
    event_source,
    history,
    identities,
    json_outline,
    notes,
    overview,
    quotes,
    years_bar,
)
from proxytui.views import compare as present_compare
from proxytui.views import gap as present_gap
from proxytui.views import path as present_path
from proxytui.views import tension as present_tension
from proxytui.views import tie_tree as present_ties
from proxytui.views import timeline as charts
from proxytui.views.actor_groups import ActorList
from proxytui.views.lines import Line, Row
from proxytui.views.scene import Scene
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CELLS = 48
every_text = pytest.mark.parametrize("text", corpus.NAMES.values(), ids=corpus.NAMES)


def _scene(text: str) -> Scene:
    index = Index.build(corpus.records(text))
    assert index.set_aside == []
    lens = Lens(dates.period("2024-12-02"), show_all=True)
    check = lambda citation: reading.check(citation.quote, None)  # noqa: E731
    return Scene(index, lens, index.namer(lens.as_of), check)


def _tree(scene: Scene) -> list[Row]:
    tree = TieTree()
    tree.load(scene, "north", True, False)
    made = tree.rows(set(), set(), "", _CELLS)
    return tree.rows(set(), {row.key for row in made}, "", _CELLS)


def _ties(scene: Scene) -> list[Row]:
    index = scene.index
    return [
        row
        for tie in index.tie_claims
        for row in overview.tie(scene, ties.tie(index, tie, scene.lens), _CELLS)
    ]


def _cited(scene: Scene) -> list[quotes.Cited]:
    index = scene.index
    return quotes.of_claims(index.claims.values()) + quotes.of_events(index.events.values())


def _frame(scene: Scene) -> list[Row]:
    names = tuple(name.text for name in scene.index.actors["north"].names)
    crumbs = frame.Crumbs(names[0], names, "2 Dec 2024", "why")
    lines = [frame.header(crumbs, 120), *_year_lines(scene)]
    return [Row("", line) for line in lines]


def _year_lines(scene: Scene) -> list[Line]:
    counts = _years(scene)
    return [
        line
        for tall in (True, False)
        for line in years_bar.rows(counts, (2024, 2024), (), 120, tall=tall)
    ]


def _years(scene: Scene) -> yearly.YearCounts:
    return yearly.years(scene.index, "north")


def _lines(lines: Iterable[Line]) -> list[Row]:
    return [Row("", line) for line in lines]


def _charts(scene: Scene) -> list[Row]:
    made = []
    for target in (Target("actor", "north"), Target("tie", "backs:north:south")):
        groups = charts.groups(scene, target)
        axis = charts.whole(scene, groups, _CELLS)
        chart = charts.Chart(scene, charts.ChartQuestion(groups, target.id))
        rows = chart.rows(axis, _CELLS)
        made += [*rows, *_lines(line for row in rows for line in chart.words(row.key, _CELLS, 9))]
    return made


def _split(scene: Scene) -> list[Row]:
    """What claims go to, and each claim with where it goes."""
    names = tuple(identities.named(scene, actor) for actor in ("north", "south"))
    going = identities.Going("c-1", 2, True, names)
    claims = scene.index.claims.values()
    shared = [row for one in claims for row in identities.shared_out(scene, one, going, _CELLS)]
    return [*identities.places(names), *shared]


def _identities(scene: Scene) -> list[Row]:
    """Pairs with all that may speak for them, a decision, and an actor of two records."""
    name = scene.index.actors["north"].names[0].text
    reasons = [
        Reason(code, (name, name, name))
        for code in ("identifier", "name", "like", "word", "other-identifier", "kinds", "tied")
    ]
    reasons.append(Reason("neighbours", ("north", "south"), 2))
    pair = Candidate("north", "south", tuple(reasons), 1)
    decision = Decision("i-1", "north", "south", "different", name, name)
    drawn = [Row("", identities.line(scene, one, _CELLS)) for one in (pair, decision)]
    drawn += [row for one in (pair, decision) for row in identities.in_full(scene, one, _CELLS)]
    raw = corpus.records(name)
    same = {"i-1": {"a": "north", "b": "south", "judgement": "same", "reason": name}}
    merged = graph_of({**raw, "identities": same})
    shown = Scene(merged, scene.lens, merged.namer(scene.lens.as_of), scene.check)
    return [*drawn, *actor_overview.actor(shown, merged.actors["north"], _CELLS)]


VIEWS: dict[str, Callable[[Scene], Iterable[Row]]] = {
    "timeline": _charts,
    "actors": lambda s: actor_list.rows(
        s,
        ActorList(s.index, s.name, s.lens.as_of),
        counts.counts(s.index, s.lens),
        set(),
        set(),
        None,
        "north",
        _CELLS,
    ),
    "ties": _tree,
    "groups": lambda s: [
        Row("", present_ties.group_line(group, False, _CELLS))
        for group in present_ties.groups(s, "north", False, True)
    ],
    "overview of an actor": lambda s: [
        row for one in s.index.actors.values() for row in actor_overview.actor(s, one, _CELLS)
    ],
    "overview of a tie": _ties,
    "quotes": lambda s: quotes.rows(s, _cited(s), _CELLS, about=True),
    "notes": lambda s: notes.rows(s, "north", _CELLS),
    "notes of a tie": lambda s: notes.rows(s, "backs:north:south", _CELLS),
    "event": lambda s: event_source.event(s, s.index.events["e-1"], _CELLS),
    "source": lambda s: event_source.source(s, s.index.sources["s-1"], _CELLS),
    "history": lambda s: history.rows(s, history_items(s.index, "north", None), _CELLS),
    "history of a tie": lambda s: history.rows(
        s, tie_history_items(s.index, "backs:north:south"), _CELLS
    ),
    "text of a source": lambda s: document.rows(s.index.notes["n-1"].text, ((2, 40),), _CELLS),
    "frame": _frame,
    "paths": lambda s: present_path.rows(
        s, paths.shortest(s.index, "north", "south", None, k=4), None, _CELLS
    ),
    "tensions": lambda s: _lines(
        present_tension.line(s, one, _CELLS)
        for one in [
            tensions.Finding(
                "unbalanced",
                ("north", "south"),
                ("backs:north:south",),
                State.HELD,
                tensions.LazyWording(s.index, s.lens.as_of),
            )
        ]
    ),
    "gaps": lambda s: _lines(
        present_gap.line(s, one, _CELLS)
        for one in gaps.gaps(s.index, s.lens.as_of, lambda c: s.check(c).check)
    ),
    "gaps in full": lambda s: [
        row
        for one in gaps.gaps(s.index, s.lens.as_of, lambda c: s.check(c).check)
        for row in present_gap.full(s, one, _CELLS)
    ],
    "who is who": _identities,
    "a split": _split,
    "side by side": lambda s: list(
        present_compare.rows(
            (s, s), present_compare.pairs((s, s), ("north", "south")), ("a", "b"), "", _CELLS
        )
    ),
    "actors to choose from": lambda s: choices.rows(s, (), s.index.actors, "", "", _CELLS),
    "publishers to choose from": lambda s: choices.publishers(
        publishers.citations_of(s.index), "", _CELLS
    ),
    "outline": lambda s: json_outline.rows(
        {"notes": [{"text": note.text} for note in s.index.notes.values()]}, _CELLS
    ),
}
# A column of these is too narrow for what makes a text known, or shows none of it.
_NEED_NOT_SHOW = {"groups"}


@every_text
def test_every_view_draws_it_harmless(text: str) -> None:
    scene = _scene(text[:20_000])
    palette = ThemeStyles(DARK, {"foreground": "#ffffff"})
    for view, draw in VIEWS.items():
        rows = list(draw(scene))
        assert rows, view
        seen = ""
        for row in rows:
            shown = "".join(span.text for span in row.line)
            assert "\n" not in shown, view
            assert corpus.forbidden(shown) == "", view
            strip = paint(row.line, palette, None, _CELLS)
            assert strip.cell_length == _CELLS, view
            assert corpus.forbidden(strip.text) == "", view
            seen += shown
        assert corpus.SEEN in seen or view in _NEED_NOT_SHOW, f"{view} shows nothing of it"
