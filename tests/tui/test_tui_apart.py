"""What is not reported at the date stands apart in the tree of ties, folded and last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.model.filters import read

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

UNDATED = "group:backs:out:unspoken"
TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


async def test_what_nobody_speaks_of_then_is_folded_below_all_that_is_reported(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        keys = list(it.explorer.ties.groups)
        apart = [it.explorer.ties.groups[key].apart for key in keys]
        assert apart == sorted(apart, key=bool)
        line = next(line for line in it.lines("ties") if "not spoken of then: backs" in line)
        assert line.startswith("▸")
        assert line.endswith("1")
        assert not any("حركة النور" in line for line in it.lines("ties"))
        await it.unfold(UNDATED)
        assert any("حركة النور" in line and "no date" in line for line in it.lines("ties"))
        await it.go("ties", UNDATED)
        await it.press("h")
        assert it.at("ties").startswith("▸ not spoken of then")


async def test_folding_all_leaves_what_stands_apart_folded(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "Z", "Z")
        assert it.explorer.session.folded_groups == set()
        assert any(line.startswith("▸ not spoken of then") for line in it.lines("ties"))


async def test_a_row_says_why_a_tie_is_not_simply_held_and_keeps_its_means(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="guard", size=(120, 40)) as it:
        await it.type("t")
        await it.answer("2027")
        row = next(line for line in it.lines("ties") if "Cedar" in line)
        assert "since 2018" in row
        assert " L " in row
        assert "possibly" not in row


async def test_means_are_words_where_there_is_room_for_all_of_them(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        await it.go("ties", TO_CEDAR)
        assert "weapons" in it.at("ties")
        assert "training" in it.at("ties")
        assert "…" not in it.at("ties")


async def test_a_filter_for_means_puts_these_first(workspace: Workspace) -> None:
    async with exploring(workspace, size=(140, 40)) as it:
        await it.go("ties", TO_CEDAR)
        before = it.at("ties")
        it.explorer.tie_filter.apply(read("support:T"))
        await it.go("ties", TO_CEDAR)
        after = it.at("ties")
        assert " W F T " in before or " W T F " in before
        assert " T W F " in after


async def test_rows_on_the_screen_are_drawn_also_while_others_are_asked_for(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        rows = it.rows("ties").rows
        it.explorer.ties.load(it.explorer.scene, "ardania", roll_up=False, turned=False)
        assert any("Cedar Brigade" in "".join(s.text for s in row.line) for row in rows)
        gone = [
            Change("claims", claim, workspace.raw()["claims"][claim], None)
            for claim in workspace.index.tie_claims["backs:ardania:cedar"]
        ]
        workspace.index.apply(gone)
        fresh = [rows[place] for place in range(len(rows))]
        assert all(row.key for row in fresh)
