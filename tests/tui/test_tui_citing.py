"""Contested ties: citing for and against a claim, and giving it another rank or status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.model.changes import Change
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.workspace import Workspace

BORLAND = "group:backs:out|backs:borland:cedar@"
ARDANIA = "group:backs:out|backs:ardania:cedar@"
TRUCKS = '"Trucks cross at night. Trucks" s-herald p. 3, said by "a customs officer"'


def records(workspace: Workspace) -> dict[str, dict[str, Json]]:
    return {table: dict(rows) for table, rows in workspace.raw().items()}


def claim(workspace: Workspace, id_: str) -> Json:
    record = workspace.record("claims", id_)
    assert record is not None
    return record


def above(it: Driver) -> str:
    """What stands over the line, as one text."""
    return " ".join(line.strip() for line in text_of(it.app.screen.query_one("#meant", Rows)))


async def quotes_of(it: Driver, tie: str) -> None:
    await it.go("ties", tie)
    await it.press('"')


async def test_a_supporting_citation_is_one_line_one_step_and_is_taken_back(
    workspace: Workspace,
) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("c", *TRUCKS)
        assert "The claim that Borland backs the Cedar Brigade" in above(it)
        assert "citing a customs officer, Borland backs the Cedar Brigade" in above(it)
        await it.press("enter")
        assert it.top == "Explorer"
        assert it.said[-1] == "Cited. u takes it back."
        assert it.at("detail").endswith("“Trucks cross at night. Trucks”")
        cited = claim(workspace, "c-07")["citations"][-1]
        assert "stance" not in cited
        assert cited["speaker"] == {"text": "a customs officer"}
        assert cited["locator"] == {"page": "3"}
        assert cited["quote"]["start"] > 0
        await it.press("u")
    assert records(workspace) == before


async def test_a_disputing_citation_makes_the_tie_disputed_at_once(workspace: Workspace) -> None:
    workspace.apply([Change("claims", "c-02", claim(workspace, "c-02"), None)], "one is left")
    before = records(workspace)
    async with exploring(workspace) as it:
        await quotes_of(it, ARDANIA)
        assert "disputed" not in it.text("detail")
        await it.press("C", *"from s-statement p. 1, said by Borland")
        assert "It is denied by Borland" in above(it)
        await it.press("enter")
        assert it.said[-1] == "Disputed. u takes it back."
        assert claim(workspace, "c-01")["citations"][-1] == {
            "source": "s-statement",
            "stance": "disputes",
            "speaker": {"actor": "borland"},
            "locator": {"page": "1"},
        }
        assert "1 disputes it" in it.words("detail")
        assert "disputed" in it.at("ties")
        await it.press("u")
        assert "disputed" not in it.at("ties")
    assert records(workspace) == before


async def test_of_several_claims_the_one_meant_is_asked(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", ARDANIA)
        await it.press("c")
        assert "Which claim is supported?" in it.screen
        assert "start given: 2012 · weapons, funding" in it.screen
        assert "start given: about 2018 · training" in it.screen
        await it.press("j", "enter")
        assert "training" in above(it)
        await it.press("esc")
        # Where a quote is selected, its claim is meant.
        await it.press('"', "C")
        assert "weapons, funding" in above(it)
        await it.press("esc")
    assert len(claim(workspace, "c-01")["citations"]) == 2


async def test_words_that_do_not_stand_in_the_kept_text_are_not_kept(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("c", *'"Trucks cross at noon and night" s-herald', "enter")
        assert "nearest is" in it.said[-1]
        assert it.top == "ClaimLine"
        assert it.app.screen.field.value.startswith('"Trucks cross at noon')
        await it.press("esc")
    assert records(workspace) == before


async def test_a_new_source_is_asked_for_and_kept_with_its_citation_in_one_step(
    workspace: Workspace,
) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("c", *'"two trucks a night" +wire-7', "enter")
        assert "title of wire-7:" in it.screen
        await it.press(*"Trucks", "enter", *"Lake Wire", "enter", "enter")
        assert it.top == "Explorer"
        assert workspace.raw()["sources"]["wire-7"] == {"title": "Trucks", "publisher": "Lake Wire"}
        assert claim(workspace, "c-07")["citations"][-1]["source"] == "wire-7"
        await it.press("u")
    assert records(workspace) == before


async def test_tab_completes_the_source_of_a_citation(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("C", *'"excellent" s-st', "tab")
        assert it.app.screen.field.value == '"excellent" s-statement'
        await it.press("esc")


async def test_nothing_but_a_citation_can_be_typed_there(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("c", *"since 2011 ", "enter")
        assert it.top == "ClaimLine"
        assert "only a citation can stand here" in above(it)
        await it.press("esc")


async def test_without_a_claim_the_keys_say_where_they_work(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for key, title in (("c", "cite"), ("C", "dispute"), ("D", "status")):
            await it.press(key)
            assert it.said[-1] == f"“{title}” works on ties and their quotes."
        await it.press("2", "g", "g")
        for key in "cCD":
            await it.press(key)
            assert it.said[-1].startswith("No claim is selected")


@pytest.mark.parametrize(
    ("key", "fields", "word"),
    [
        ("d", {"rank": "deprecated"}, "Deprecated"),
        ("f", {"status": "refuted"}, "Refuted"),
        ("r", {"status": "retracted"}, "Retracted"),
        ("s", {"status": "disputed"}, "Disputed"),
        ("p", {"rank": "preferred"}, "Preferred"),
    ],
)
async def test_a_claim_gets_a_rank_or_status_with_a_reason_and_back(
    workspace: Workspace, key: str, fields: dict[str, str], word: str
) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("D", key)
        await it.answer("The officer was not there.")
        assert it.said[-1] == f"{word}. u takes it back."
        reason = {"reason": "The officer was not there."}
        assert claim(workspace, "c-07") == before["claims"]["c-07"] | fields | reason
        assert "“The officer was not there.”" in it.words("detail")
        assert word.lower() in it.words("detail")
        await it.press("D", "n", "enter")
        assert claim(workspace, "c-07") == before["claims"]["c-07"]
        await it.press("u", "u")
    assert records(workspace) == before


async def test_esc_at_the_reason_leaves_the_claim_as_it_is(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await quotes_of(it, BORLAND)
        await it.press("D", "f", *"because", "esc")
        await it.press("D", "esc")
        await it.press("D", "n", "enter")
        assert it.said[-1] == "Nothing was changed."
    assert records(workspace) == before


@pytest.mark.parametrize(
    ("key", "status"), [("r", "retracted"), ("c", "corrected")], ids=lambda value: value
)
async def test_a_source_is_retracted_or_corrected_with_a_reason_and_back(
    workspace: Workspace, key: str, status: str
) -> None:
    before = records(workspace)
    async with exploring(workspace) as it:
        await it.search("source:herald")
        await it.press("enter")
        assert it.explorer.target == ("source", "s-herald")
        await it.press("D", key)
        await it.answer("Made up.")
        after = before["sources"]["s-herald"] | {"status": status, "reason": "Made up."}
        assert workspace.record("sources", "s-herald") == after
        assert f"status: {status}" in it.words("detail")
        assert "reason: Made up." in it.words("detail")
        await it.press("D", "n", "enter")
        assert workspace.record("sources", "s-herald") == before["sources"]["s-herald"]
        await it.press("u", "u")
    assert records(workspace) == before
