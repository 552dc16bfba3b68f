"""The as-of date: going to one, stepping by change and by year, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


async def test_the_default_date_says_where_it_comes_from(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        assert "as of 2 Dec 2024 · the store's date" in it.header


@pytest.mark.parametrize(
    ("typed", "shown"), [("2009", "2009"), ("2009-06", "Jun 2009"), ("2009-06-15", "15 Jun 2009")]
)
async def test_a_date_is_gone_to_by_typing_it(workspace: Workspace, typed: str, shown: str) -> None:
    async with exploring(workspace) as it:
        await it.press("t")
        await it.answer(typed)
        assert f"as of {shown} · T store's date" in it.header
        assert "東方連合" in it.text("ties").split("said to oppose")[0]
        await it.go("actors", "actor:cedar")
        assert "Cedar Front" in it.at("actors")


@pytest.mark.parametrize("typed", ["2009-13", "2009-02-30", "yesterday", "198X", "2012/2015"])
async def test_a_date_that_is_none_is_explained_and_changes_nothing(
    workspace: Workspace, typed: str
) -> None:
    async with exploring(workspace) as it:
        await it.press("t")
        await it.answer(typed)
        assert typed in it.said[-1]
        assert "as of 2 Dec 2024" in it.header


async def test_an_empty_date_and_esc_change_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("t", "enter", "t", "1", "9", "esc")
        assert "as of 2 Dec 2024" in it.header
        assert not it.said


async def test_a_year_back_and_on(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("<")
        assert "as of 2 Dec 2023" in it.header
        await it.press("<", ">", ">")
        assert "as of 2 Dec 2024" in it.header


async def test_the_calendar_has_an_end_and_says_so(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="0001") as it:
        await it.press("<")
        assert "calendar" in it.said[-1]
        assert it.session.period.text == "0001"


async def test_newest_comes_back_to_the_stores_date(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2009") as it:
        await it.press("T")
        assert "as of 2 Dec 2024 · the store's date" in it.header


async def test_the_next_change_says_in_words_what_changed(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        assert "東方連合" not in it.text("ties")
        await it.press(".")
        assert "as of 2021" in it.header
        assert "東方連合" in it.text("ties")
        assert it.said == [
            "Said to have begun: The Herald (2 Dec 2024) reports that Ardania is allied with"
            " 東方連合: defence pledge. Start given: 2021."
        ]


async def test_previous_change_goes_back_to_the_change_before(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press(".")
        there, rows, said = it.session.period.text, it.lines("ties"), it.said[-1]
        await it.press(",")
        assert int(it.session.period.text) < 2020
        await it.press(".")
        assert it.session.period.text == there
        assert it.lines("ties") == rows
        assert it.said[-1] == said


@pytest.mark.parametrize("centre", ["ardania", "borland", "cedar", "nur"])
@pytest.mark.parametrize("as_of", ["2024", "2024-12-02"])
async def test_no_step_is_without_words(workspace: Workspace, centre: str, as_of: str) -> None:
    async with exploring(workspace, centre=centre, as_of=as_of) as it:
        for key in [","] * 3 + ["."] * 2:
            await it.press(key)
            # What was said before makes room for what is said now.
            assert len(it.said) == 1
            assert len(it.said[-1].split()) > 4


async def test_steps_end_and_say_so(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press(",")
        assert it.said[-1] == "No earlier change is recorded."
        await it.press(".")
        assert it.said[-1] == "No later change is recorded."


async def test_steps_reach_every_change_once(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="1900", centre="guard") as it:
        seen = [it.session.period.text]
        for _ in range(40):
            await it.press(".")
            if it.said[-1] == "No later change is recorded.":
                break
            seen.append(it.session.period.text)
        assert len(seen) == len(set(seen))
        assert seen == sorted(seen)
        assert "2016" in seen
        assert "2020" in seen


async def test_the_mark_stands_under_the_year_that_is_shown(workspace: Workspace) -> None:
    async with exploring(workspace) as it:

        def mark() -> int:
            line = "".join(span.text for span in it.explorer.bars["years"].lines[2])
            return min(line.index(c) for c in "▲◂▸" if c in line)

        newest = mark()
        await it.press("<")
        assert mark() < newest
        await it.press("t")
        await it.answer("1900")
        assert "◂1900" in it.screen.split("\n")[-2]


async def test_names_are_those_of_the_date(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        assert "Cedar Brigade" in it.text("actors")
        await it.press("t")
        await it.answer("2013")
        await it.go("actors", "actor:cedar")
        assert "Cedar Front" in it.at("actors")
        assert "Cedar Brigade" not in it.text("actors")
