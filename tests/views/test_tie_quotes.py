"""The citations of a tie stand under what its claims assert, for and against together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import small_store

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.views import tie_quotes
from proxytui.views.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from proxytui.views.lines import Line
    from proxytui.workspace import Workspace

BORLAND = "backs:borland:cedar"


def scene_of(workspace: Workspace) -> Scene:
    index, lens = workspace.index, Lens(dates.period(small_store.AS_OF), show_all=True)
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def text(lines: Iterable[Line]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def rows(workspace: Workspace, tie: str = BORLAND) -> list[str]:
    scene = scene_of(workspace)
    claims = ties.tie(scene.index, tie, scene.lens).claims
    return text(row.line for row in tie_quotes.rows(scene, tie_quotes.asserted(scene, claims), 500))


def page(workspace: Workspace, tie: str = BORLAND) -> list[str]:
    scene = scene_of(workspace)
    lines = tie_quotes.page(scene, ties.tie(scene.index, tie, scene.lens), "")
    return text((*line.lead, *line.body) for line in lines)


def change(workspace: Workspace, table: str, id_: str, **fields: Any) -> None:
    before = workspace.record(table, id_)
    assert before is not None
    workspace.apply([Change(table, id_, before, {**before, **fields})], "a test")


def test_the_denial_stands_under_the_claim_that_it_denies(workspace: Workspace) -> None:
    shown = rows(workspace)
    assert shown[:3] == [
        "The claim that Borland backs the Cedar Brigade: weapons, start given: 2019, said to go"
        " on.",
        "1 publisher says so · 1 disputes it · 1 only mentions it",
        "✓ “Borland arms the Cedar Brigade”",
    ]
    origins = [line.strip().split(" · ") for line in shown if line.startswith("  ")]
    assert [origin[0] for origin in origins if len(origin) > 1] == [
        "says so",
        "disputes",
        "mentions",
    ]
    assert [
        "disputes",
        "Borland, in “Statement of the government of Borland” (the Government of Borland,"
        " 20 Nov 2024)",
        "in source",
    ] in origins


def test_claims_that_assert_the_same_have_one_heading(workspace: Workspace) -> None:
    assert len([line for line in rows(workspace) if line.startswith("The claim")]) == 1
    citations = [{"source": "s-almanac", "credibility": "3"}]
    first = workspace.record("claims", "c-07")
    assert first is not None
    alike = {**first, "citations": citations, "rank": "deprecated", "reason": "older"}
    workspace.apply([Change("claims", "c-99", None, alike)], "a test")
    shown = rows(workspace)
    assert len([line for line in shown if line.startswith("The claim")]) == 1
    assert "1 of 2 claims: recorded as deprecated: “older”." in shown
    assert "  says so · an almanac (2 Dec 2024) · C3 · deprecated" in shown


def test_a_page_says_what_the_rows_say_and_names_the_claims(workspace: Workspace) -> None:
    for tie in workspace.index.tie_claims:
        lines = page(workspace, tie)
        for row in rows(workspace, tie):
            words = row.strip()
            if words and not words.startswith(("in “", "nearest is “")):
                assert any(words in line for line in lines), (words, lines)
        for claim in workspace.index.tie_claims[tie]:
            assert any(claim in line for line in lines)


def test_the_words_of_a_retracted_source_are_still_there_and_say_so(workspace: Workspace) -> None:
    change(workspace, "sources", "s-herald", status="retracted")
    shown = rows(workspace)
    assert "1 publisher disputes it · 2 sources since retracted" not in shown
    assert "1 publisher disputes it · 1 source since retracted" in shown
    origins = [line.strip() for line in shown if " · " in line and line.startswith("  ")]
    assert origins[0].startswith("disputes · Borland")
    assert origins[1].startswith("said so, since retracted · a customs officer")


def test_what_holds_at_the_date_stands_before_what_ended_and_the_newest_words_first(
    workspace: Workspace,
) -> None:
    index = workspace.index
    claim = dict(workspace.record("claims", index.tie_claims[BORLAND][0]) or {})
    old = {**claim, "since": "1990", "until": "1991", "flags": []}
    old["citations"] = [{"source": "s-ledger", "quote": {"exact": "an old row of a table"}}]
    source = {"title": "A ledger", "published": "2030-01-01"}
    workspace.apply(
        [Change("sources", "s-ledger", None, source), Change("claims", "c-old", None, old)], "test"
    )
    lines = rows(workspace)
    at = next(place for place, line in enumerate(lines) if "an old row of a table" in line)
    held = [place for place, line in enumerate(lines) if "says so" in line and place < at]
    assert held
