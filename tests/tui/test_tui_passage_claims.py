"""Claims that a passage's actors have already: offered in the line, cited with the passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from room_driver import LETTER, added, finish, new_claims, reading

from proxytui.model.vocabulary import Check

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace

_SHORT = "Still in 2024, Ardania arms the Cedar Brigade.\n"


async def test_a_claim_between_the_two_actors_is_offered_before_a_verb_is_typed(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        assert "between them already; ↓ enter cites" in it.screen
        assert "Ardania backs the Cedar Brigade · start given: 2012" in it.screen
        assert "The Herald" in it.screen


async def test_one_key_more_cites_the_claim_that_is_there_with_the_passage(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    before, claims = workspace.raw(), set(workspace.index.claims)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c", "down")
        assert "enter cites this claim" in it.screen
        await it.press("enter")
        await finish(it, workspace, source)
        assert set(workspace.index.claims) == claims
        (claim,) = new_claims(workspace, source)
        assert (claim.type, claim.subject, claim.object) == ("backs", "ardania", "cedar")
        citation = claim.citations[-1]
        assert (citation.source, citation.stance) == (source, "supports")
        assert workspace.check_quote(citation).check is Check.EXACT
        assert citation.locator is not None
        assert citation.locator.paragraph == "1"
        assert it.said[-1].startswith("Cited")
        await it.press("u")
        await finish(it, workspace, source, 0)
        assert workspace.raw() == before


async def test_a_disputing_passage_is_cited_against_the_claim_that_is_chosen(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "C", "down", "enter")
        await finish(it, workspace, source)
        assert new_claims(workspace, source)[0].citations[-1].stance == "disputes"


async def test_a_passage_that_disputes_finds_the_claim_of_the_tie_by_itself(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    before = set(workspace.index.claims)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "C")
        assert "▸" not in it.screen
        await it.type("backs")
        assert "enter cites this claim" in it.screen
        await it.press("enter")
        await finish(it, workspace, source)
        (claim,) = new_claims(workspace, source)
        assert claim.id in before
        assert (claim.type, claim.subject, claim.object) == ("backs", "ardania", "cedar")
        assert claim.citations[-1].stance == "disputes"


async def test_what_disputes_a_tie_that_nothing_says_is_a_claim_of_its_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    before = set(workspace.index.claims)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "C", "ctrl+t")
        await it.type("backs")
        assert "enter cites this claim" not in it.screen
        await it.press("enter")
        await finish(it, workspace, source)
        (claim,) = new_claims(workspace, source)
        assert claim.id not in before
        assert (claim.type, claim.subject, claim.object) == ("backs", "cedar", "ardania")
        assert [citation.stance for citation in claim.citations] == ["disputes"]


async def test_a_key_puts_other_actors_of_the_passage_into_the_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    words = "Ardania, the Cedar Brigade and Borland met.\n"
    source = added(workspace, tmp_path, words)
    begun = []
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        assert "ctrl+t  Cedar Front … Ardania" in it.screen
        for _ in range(6):
            begun.append(" ".join(it.app.screen.field.value.partition(";")[0].split()))
            await it.press("ctrl+t")
        await it.type("opposes")
        await it.press("ctrl+t", "enter")
        await finish(it, workspace, source)
        (claim,) = new_claims(workspace, source)
        assert (claim.type, claim.subject, claim.object) == ("opposes", "cedar", "ardania")
    assert begun == [
        "Ardania Cedar Front",
        "Cedar Front Ardania",
        "Cedar Front Borland",
        "Borland Cedar Front",
        "Ardania Borland",
        "Borland Ardania",
    ]


async def test_with_one_actor_in_a_passage_there_is_nothing_to_turn(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, "Ardania was silent.\n")
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        line = it.app.screen.field.value
        await it.press("ctrl+t")
        assert it.app.screen.field.value == line
        assert "ctrl+t" not in it.screen


async def test_the_guessed_speaker_goes_with_the_citation(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, LETTER)
    async with reading(workspace, source) as (it, _):
        await it.press("tab", "tab", "n", "c")
        await it.press("ctrl+g", "down", "enter")
        await finish(it, workspace, source)
        speaker = new_claims(workspace, source)[0].citations[-1].speaker
        assert speaker is not None
        assert speaker.actor == "voss"


async def test_up_goes_back_to_a_new_claim(workspace: Workspace, tmp_path: Path) -> None:
    source = added(workspace, tmp_path, _SHORT)
    claims = set(workspace.index.claims)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        await it.type("opposes")
        await it.press("down", "up", "enter")
        await finish(it, workspace, source)
        assert len(set(workspace.index.claims) - claims) == 1
        assert it.said[-1].startswith("Kept")


async def test_claims_of_the_typed_kind_come_first_and_follow_the_typed_actors(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        field = it.app.screen.field
        field.value = f'Cedar Brigade backs [guard]; "{_SHORT.strip()}" {source} ¶1'
        await it.settled()
        assert "· The Cedar Brigade backs" in it.screen
        assert "· Ardania backs" not in it.screen
        field.value = f'Borland leads Mara Okoye; "{_SHORT.strip()}" {source} ¶1'
        await it.settled()
        assert "between them already" not in it.screen


async def test_details_that_a_citation_has_none_of_are_said_to_be_left_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, _SHORT)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        field = it.app.screen.field
        field.value = field.value.replace("; attested", "; since 2013; attested")
        await it.settled()
        await it.press("down")
        assert "not taken into it: since 2013" in it.screen


async def test_the_same_words_are_not_cited_twice(workspace: Workspace, tmp_path: Path) -> None:
    source = added(workspace, tmp_path, _SHORT)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c", "down", "enter")
        await finish(it, workspace, source)
        await it.press("s", "c", "down", "enter")
        await until(it, lambda: "this is cited already" in it.screen)
        await it.press("esc")
        (claim,) = new_claims(workspace, source)
        assert [citation.source for citation in claim.citations].count(source) == 1


async def test_a_state_in_a_list_of_names_says_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "Ardania arms the Cedar Brigade, Borland, and the Islamic State of the hills.\n"
    source = added(workspace, tmp_path, text)
    async with reading(workspace, source) as (it, _):
        await it.press("s", "c")
        assert "a guess" not in it.screen
        assert "between them already" in it.screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_passage_stays_in_view_above_its_line(
    workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    lines = "Nobody said anything more about it on that day.\n\n"
    source = added(workspace, tmp_path, f"{lines * 20}{_SHORT}\n{lines * 20}")
    async with reading(workspace, source, size) as (it, _):
        await it.press("n", "k", "n", "s", "c")
        assert "Cedar Front; attested" in it.screen
        seen = it.screen.partition("between them already")[0]
        assert "Ardania arms the Cedar Brigade" in " ".join(seen.split())
