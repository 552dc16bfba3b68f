"""At another date a large store keeps its rows in place, and shows no number of the date before;
once the keys rest it looks as if it had just been opened there."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest
from terminal_cells import TerminalCells
from tui_driver import exploring

from proxytui.asof import reported_days
from proxytui.model import dates, filters
from proxytui.model.changes import Change
from proxytui.tui.explorer import actors

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

_STEPS = ("<", ">", ",", ".", "T", "change", "filter", "X", "sort")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A store that counts as a large one, in which the keys never rest."""
    monkeypatch.setattr(actors, "_AT_ONCE", 0)
    monkeypatch.setattr(actors, "_REST_SECONDS", 60.0)
    return monkeypatch


def _keys(it: Driver) -> list[str]:
    return [row.key for row in it.rows("actors").rows]


def _go(it: Driver, date: str) -> None:
    it.session.period = dates.period(date)
    it.explorer.date_changed()


async def test_a_step_keeps_the_rows_and_counts_them_at_the_date(
    workspace: Workspace, large: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        keys, lines = _keys(it), it.lines("actors")
        assert any(line.endswith("1") for line in lines if "without" in line)
        _go(it, "1950")
        await it.settled()
        assert _keys(it) == keys
        assert not any(char.isdigit() for line in it.lines("actors") for char in line), "no ties"
        _go(it, it.session.default.text)
        await it.settled()
        assert it.lines("actors") == lines


async def test_another_order_does_not_wait_for_the_keys_to_rest(
    workspace: Workspace, large: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        keys = _keys(it)
        await it.press("X")
        assert _keys(it) != keys


def _change(workspace: Workspace, chance: random.Random, number: int) -> None:
    subject, object_ = chance.sample(["ardania", "borland", "cedar", "hermit", "renewal"], 2)
    claim = {
        "type": chance.choice(["backs", "opposes"]), "subject": subject, "object": object_,
        "since": chance.choice(["1990", "2012", "2015/2019"]), "attested": ["2020", "2024-12-02"],
        "basis": chance.choice(["throughout", "within"]), "citations": [{"source": "s-herald"}],
    }  # fmt: skip
    workspace.apply([Change("claims", f"c-new-{number}", None, claim)], "one more")


async def _step(it: Driver, workspace: Workspace, chance: random.Random, number: int) -> str:
    step = chance.choice(_STEPS)
    if step == "change":
        _change(workspace, chance, number)
        it.explorer.store_changed()
    elif step == "filter":
        written = chance.choice(["type:backs", "type:opposes", ""])
        it.explorer.tie_filter.apply(filters.read(written) if written else None)
    elif step == "sort":
        reported_days.sort_all(workspace.index)
    else:
        await it.press(step)
    await it.settled()
    return step


@pytest.mark.parametrize("seed", range(4))
async def test_after_any_steps_a_quiet_screen_is_that_of_an_explorer_just_opened(
    workspace: Workspace, large: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        cells = TerminalCells(it, large)
        done: list[str] = []
        for number in range(24):
            done.append(await _step(it, workspace, chance, number))
            shown = it.lines("actors")
            # The same rows, each counted by a look at all of its ties.
            workspace.index.memo.clear()
            it.explorer.actor_pane._counts = None
            it.explorer.draw_actors()
            assert it.lines("actors") == shown, done
            if number % 8 == 7:
                await _rest(it, large)
                quiet, title = it.lines("actors"), it.title("actors")
                it.explorer.actor_pane = actors.Actors(it.explorer)
                it.explorer.draw_actors()
                await it.settled()
                assert (it.lines("actors"), it.title("actors")) == (quiet, title), done
                assert cells.painted == cells.anew(), done


async def _rest(it: Driver, large: pytest.MonkeyPatch) -> None:
    """Let the keys rest until the actors are weighed."""
    with large.context() as patch:
        patch.setattr(actors, "_REST_SECONDS", 0.01)
        it.explorer.actor_pane._asked = None
        it.explorer.draw_actors()
        async with asyncio.timeout(20):
            while not it.explorer.actor_pane.is_weighed:
                await asyncio.sleep(0.005)
    await it.settled()
