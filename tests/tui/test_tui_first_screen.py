"""The first screen: the store in short, and actors by what they weigh at the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.tui.explorer import actors
from proxytui.views.actor_list import ALL

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace


def _keys(it: Driver) -> list[str]:
    return [row.key for row in it.rows("actors").rows]


async def test_it_opens_on_the_store_in_short_until_an_actor_was_chosen(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="") as it:
        assert it.rows("actors").key == ALL
        assert "all of the store" in it.header
        assert "among 15 actors" in it.words("detail")
        assert "reported backing" in it.text("detail")
        await it.press("j")
        assert "reports that the Cedar Brigade backs 1 actor" in it.words("detail")
        await it.press("k")
        assert "among 15 actors" in it.words("detail")


async def test_with_an_actor_chosen_it_opens_on_that(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        assert it.rows("actors").key == "actor:borland"
        assert "report that Borland" in it.words("detail")


@pytest.mark.parametrize("keys", [("tab",), ("2",), ("tab", "tab"), ("2", "shift+tab", "tab")])
async def test_another_pane_keeps_the_summary_until_the_cursor_moves_there(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    async with exploring(workspace, centre="") as it:
        await it.press(*keys)
        assert "among 15 actors" in it.words("detail")
        assert "all of the store" in it.header
        await it.press("2", "j")
        assert "among 15 actors" not in it.words("detail")
        assert it.explorer.target.kind == "tie"
        await it.press("k")
        assert "among 15 actors" not in it.words("detail")


async def test_a_search_leaves_the_summary_for_what_it_finds(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        centre = it.session.centre
        await it.press("tab")
        await it.search(it.explorer.scene.name(centre))
        await it.press("enter")
        assert it.session.centre == centre
        assert "among 15 actors" not in it.words("detail")


async def test_the_row_of_all_the_store_hints_at_no_key_for_one_record(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="", size=(160, 40)) as it:
        assert not {"edit", "source"} & set(it.hints.split())
        await it.press("i")
        assert it.explorer.scene.name(it.session.centre) in it.screen.splitlines()[-1]
        await it.press("esc", "j")
        assert {"note", "edit", "source"} <= set(it.hints.split())


async def test_a_line_of_the_summary_leads_to_its_tie(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        await it.press("enter")
        assert it.explorer.pane == "detail"
        tie = next(row.key for row in it.rows("detail").rows if row.key.startswith("tie:"))
        await it.go("detail", tie)
        await it.press("enter")
        assert it.explorer.target.id == tie.removeprefix("tie:")
        await it.press("[", "1", "g", "g")
        assert "among 15 actors" in it.words("detail")


async def test_a_line_of_the_summary_leads_to_a_view_a_source_and_a_filter(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="", size=(120, 60)) as it:
        await it.press("enter")
        await it.go("detail", "view:gaps")
        await it.press("enter")
        assert it.top == "GapsView"
        await it.press("q")
        source = next(row.key for row in it.rows("detail").rows if row.key.startswith("source:"))
        await it.go("detail", source)
        await it.press("enter")
        assert it.explorer.target.kind == "source"


async def test_the_summary_is_filtered_like_any_pane(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        await it.press("enter", "/")
        await it.type("borland")
        lines = [line for line in it.lines("detail") if line]
        assert lines
        assert all("Borland" in line for line in lines if "›" in line)
        assert "newest words" not in it.text("detail")


async def test_keys_act_on_the_line_of_the_summary(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        await it.press("enter")
        tie = next(row.key for row in it.rows("detail").rows if row.key.startswith("tie:"))
        await it.go("detail", tie)
        assert it.explorer.action_target.id == tie.removeprefix("tie:")


async def test_the_summary_is_of_the_date_of_the_view(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        before = it.words("detail")
        await it.press("<")
        assert "As of 2 Dec 2023" in it.words("detail")
        await it.press("T")
        assert it.words("detail") == before


async def test_actors_with_the_most_ties_stand_first_and_those_without_any_apart(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        keys = _keys(it)
        assert keys[:2] == [ALL, "actor:cedar"]
        assert keys.index("actor:ardania") < keys.index("actor:renewal")
        assert "actor:hermit" not in keys
        assert "actor:gunmen" not in keys
        await it.go("actors", "apart:without")
        await it.press("space")
        assert _keys(it).index("apart:without") < _keys(it).index("actor:hermit")
        await it.go("actors", "actor:hermit")
        await it.press("h")
        assert it.rows("actors").key == "apart:without"


async def test_the_order_of_actors_changes_with_a_key_and_comes_round(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        weighed = _keys(it)
        await it.press("X")
        assert it.title("actors") == "1 Actors · by name"
        listed = [key for key in _keys(it) if key.startswith("actor:")]
        assert listed[:3] == ["actor:ardania", "actor:assembly", "actor:borland"]
        await it.press("X")
        assert "newest word" in str(it.rows("actors").border_title)
        await it.press("X")
        assert "kind:state" in _keys(it)
        await it.press("X")
        assert _keys(it) == weighed


async def test_the_centre_stays_in_sight_in_a_folded_group(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        keys = _keys(it)
        assert keys[keys.index("apart:without") + 1 :] == ["actor:hermit"]
        assert it.rows("actors").key == "actor:hermit"


async def test_a_change_of_a_tie_moves_its_actors_in_the_list(workspace: Workspace) -> None:
    claim = {
        "type": "backs", "subject": "hermit", "object": "borland",
        "attested": ["2024-12-02", "2024-12-02"],
        "citations": [{"source": "s-herald"}],
    }  # fmt: skip
    async with exploring(workspace) as it:
        assert "actor:hermit" not in _keys(it)
        workspace.apply([Change("claims", "c-new", None, claim)], "one more")
        it.explorer.store_changed()
        keys = _keys(it)
        assert keys.index("actor:ardania") < keys.index("actor:hermit")
        assert "apart:without" not in keys, "nobody else is without a tie"


async def test_a_large_store_keeps_its_order_until_the_actors_are_weighed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "_AT_ONCE", 0)
    async with exploring(workspace) as it:
        await it.settled()
        weighed = _keys(it)
        assert weighed[1] == "actor:cedar"
        assert "apart:without" in weighed
        await it.press("X")
        assert it.title("actors") == "1 Actors · by name"
        await it.settled()
        assert _keys(it) != weighed


async def test_one_pane_at_a_time_where_two_would_be_too_narrow(workspace: Workspace) -> None:
    async with exploring(workspace, size=(60, 20)) as it:
        shown = [name for name in ("actors", "ties", "detail") if it.rows(name).cells]
        assert shown == ["actors"]
        await it.press("tab", "tab")
        assert "quotes" in it.text("detail")


async def test_keys_of_a_record_act_on_no_actor_that_is_not_shown(workspace: Workspace) -> None:
    async with exploring(workspace, centre="") as it:
        assert it.rows("actors").key == ALL
        before = len(list(workspace.index.iter_actors()))
        for key in ("d", "e"):
            await it.press(key)
            assert it.app.screen is it.app.explorer
            assert it.app.explorer.prompt.question is None
            assert "othing" in it.said[-1], key
        assert len(list(workspace.index.iter_actors())) == before
