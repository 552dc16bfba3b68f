"""A page of the command line says of a tie, a quote and a path what the explorer's rows say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import small_store

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.model import dates
from proxytui.questions import history as histories
from proxytui.questions import paths
from proxytui.views import dossier, history, path, quotes, tie_line
from proxytui.views.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.views.lines import Row
    from proxytui.views.page_lines import PageLine
    from proxytui.workspace import Workspace


def scene_of(workspace: Workspace) -> Scene:
    index, lens = workspace.index, Lens(dates.period(small_store.AS_OF), show_all=True)
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def in_page(lines: Iterable[PageLine]) -> list[str]:
    return ["".join(span.text for span in (*line.lead, *line.body)) for line in lines]


def in_rows(rows: Iterable[Row]) -> str:
    words = " ".join("".join(span.text for span in row.line) for row in rows)
    return " ".join(words.split())


def test_a_quote_has_the_same_mark_words_check_and_origin(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    for tie_id in workspace.index.tie_claims:
        tie = ties.tie(workspace.index, tie_id, scene.lens)
        lines = in_page(quotes.page(scene, tie))
        shown = quotes.shown_first(scene, tie)
        assert len(lines) == len(shown)
        for line, cited in zip(lines, shown, strict=True):
            rows = in_rows(quotes.quote_rows(scene, cited, 500))
            for part in line.strip().split(" · "):
                assert part in rows


def test_the_facts_of_a_tie_stand_on_its_line_and_in_its_hop(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    routes = paths.shortest(workspace.index, "ardania", "guard", None, k=3)
    assert routes
    lines = "\n".join(in_page(path.page(scene, ("ardania", "guard"), "", routes, None)))
    rows = in_rows(path.rows(scene, routes, None, 500))
    for hop in (hop for route in routes for hop in route.hops):
        for fact in tie_line.facts(hop.tie, None):
            assert fact.text in lines
            assert fact.text in rows


def test_a_history_has_the_same_words_in_the_same_order(workspace: Workspace) -> None:
    scene = scene_of(workspace)
    rows = in_rows(
        history.rows(scene, histories.history_items(workspace.index, "cedar", None), 500)
    )
    entries = histories.entries(workspace.index, "cedar", None)
    lines = in_page(history.page(entries))
    assert len(lines) == len(entries) > 3
    places = [rows.index(" ".join(entry.words.split())) for entry in entries]
    assert places == sorted(places)


def test_a_dossier_names_every_tie_once_by_its_other_end(workspace: Workspace) -> None:
    scene, index = scene_of(workspace), workspace.index
    shown = ties.ties(index, "cedar", scene.lens)
    contents = dossier.Contents(index.actors["cedar"], shown, (), ())
    lines = in_page(dossier.page(scene, contents, "", 80))
    for tie in shown:
        name = scene.name(tie.other("cedar"))
        assert any(name in line for line in lines)
    headings = [line for line in lines if line.endswith(")") and " (" in line and line[0] != " "]
    assert sum(int(line.rpartition("(")[2][:-1]) for line in headings if line[-2].isdigit()) == len(
        shown
    )
