"""The two-sided map: its cursor, its hops, what it folds, and what changed between two dates."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring

from proxytui.asof.ranking import ranking
from proxytui.model import filters
from proxytui.model.changes import Change
from proxytui.tui.views.backbone import BackboneView
from proxytui.views.drawing_rows import DrawnRows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


def under(it: Driver, pane: str = "ties") -> str:
    """The tie under the cursor of a map."""
    return it.explorer.neighbourhood.target(pane).id


async def mapped(it: Driver, *keys: str) -> None:
    await it.press("2", "v", *keys)


async def test_v_turns_the_tree_into_a_map_and_back(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40)) as it:
        tree = it.lines("ties")
        await mapped(it)
        assert it.title("ties") == "2 Map of Ardania"
        assert "said to be allied with" in it.text("ties")
        assert isinstance(it.rows("ties").rows, DrawnRows)
        await it.press("v")
        assert it.lines("ties") == tree


async def test_the_cursor_stays_on_its_tie_when_the_view_turns(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40)) as it:
        await it.press("2", "j")
        tie = it.explorer.selected("ties").id
        assert tie.startswith("backs:")
        await it.press("v")
        assert under(it) == tie
        await it.press("v")
        assert it.explorer.selected("ties").id == tie


async def test_j_and_k_stay_on_a_side_and_h_and_l_change_it(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "z")
        first = under(it)
        assert first.endswith(":cedar"), "the left side comes first"
        await it.press("j")
        assert under(it).endswith(":cedar")
        assert under(it) != first
        await it.press("k")
        assert under(it) == first
        await it.press("l")
        assert under(it).startswith("backs:cedar:")
        await it.press("h")
        assert under(it) == first


async def test_only_the_actor_under_the_cursor_is_marked(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "z")
        rows = it.rows("ties")
        line = rows.render_line(rows.cursor - rows.scroll_offset.y)
        colour = rows.palette.cursor.bgcolor if rows.palette else None
        marked = "".join(s.text for s in line if s.style and s.style.bgcolor == colour)
        assert "Ardania" in marked
        assert "Guard" not in marked
        assert marked == marked.strip()


async def test_enter_moves_the_centre_and_back_returns(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it)
        await it.press("enter")
        assert it.session.centre == "ardania"
        assert it.title("ties") == "2 Map of Ardania"
        await it.press("[")
        assert it.session.centre == "cedar"
        assert it.title("ties") == "2 Map of Cedar Brigade"


async def test_its_words_are_those_of_the_tie_under_the_cursor(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it)
        await it.press('"')
        assert it.explorer.target.id == "backs:ardania:cedar"
        assert it.session.tab == "quotes"
        assert "rifles" in it.words("detail")


async def test_hops_go_from_one_to_three(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40)) as it:
        await mapped(it)
        assert "gunmen" not in it.text("ties").lower()
        await it.press("+")
        assert it.title("ties") == "2 Map of Ardania · 2 hops"
        two = len(it.rows("ties").rows)
        await it.press("+", "+")
        assert it.session.hops == 3
        assert it.said[-1].startswith("A map goes")
        await it.press("_", "_")
        assert it.session.hops == 1
        assert len(it.rows("ties").rows) <= two


async def test_a_narrow_pane_has_the_sides_one_below_the_other(workspace: Workspace) -> None:
    async with exploring(workspace, (80, 24), centre="cedar") as it:
        await mapped(it)
        assert "Cedar Brigade" in it.lines("ties")
        await it.press("l")
        assert under(it).startswith("backs:cedar:")
        await it.resize(160, 40)
        await it.press("z")
        assert any("┌" in line for line in it.lines("ties"))
        assert under(it).startswith("backs:cedar:"), "a resize keeps what is selected"


@pytest.fixture
def bundled() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


async def test_what_does_not_fit_is_counted_and_enter_unfolds_it(bundled: Workspace) -> None:
    async with exploring(bundled, (80, 24), centre="iran") as it:
        await mapped(it)
        rows = it.rows("ties")
        before = len(rows.rows)
        more = next(row.key for row in rows.rows if row.key.startswith("more:"))
        await it.go("ties", more)
        assert it.at("ties").endswith("more")
        folded = int(it.at("ties").split()[-2])
        await it.press("enter")
        assert len(rows.rows) == before + folded - 1
        assert under(it), "the cursor is on the first that was folded"
        await it.press("Z")
        assert len(rows.rows) == before


async def test_changes_since_another_date_are_marked(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "z", "c")
        await it.answer("2005")
        assert "changes since 2005" in it.title("ties")
        assert any("new" in line and "Ardania" in line for line in it.lines("ties"))
        await it.press("c")
        await it.answer("soon")
        assert "changes since 2005" in it.title("ties")
        await it.press("esc")
        assert "changes" not in it.title("ties")
        assert it.explorer.zoomed


async def test_the_date_keys_redraw_the_map(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "t")
        await it.answer("1990")
        assert it.text("ties").count("no such tie shows") == 2
        await it.press("T")
        assert "no such tie shows" not in it.text("ties")


async def test_the_map_tab_shows_the_far_end_of_a_tie(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await it.go("ties", "group:backs:in|backs:ardania:cedar@")
        await it.press("8")
        assert "Ardania" in it.lines("detail")
        await it.press("3", "j")
        tie = it.explorer.action_target
        assert tie.kind == "tie"
        await it.press('"')
        assert it.explorer.target == tie
        assert it.session.tab == "quotes"


async def test_enter_on_the_map_tab_moves_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40)) as it:
        await it.press("8", "3")
        place = it.explorer.neighbourhood.neighbour("detail")
        assert place is not None
        await it.press("enter")
        assert it.session.centre == place.other


async def test_left_of_the_map_tab_is_the_tab_before(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await it.press("8", "3", "l")
        assert it.session.tab == "map"
        await it.press("h")
        assert it.session.tab == "map"
        await it.press("h")
        assert it.session.tab == "notes"


async def test_a_filter_keeps_those_that_it_names(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "/")
        await it.answer("ardania")
        assert "Ardania" in it.text("ties")
        assert "Borland" not in it.text("ties")
        await it.press("esc")
        assert "Borland" in it.text("ties")


async def test_x_turns_the_sides_round(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "z", "x")
        line = next(line for line in it.lines("ties") if "reported to be backed by" in line)
        assert line.index("reported to be backed by") > line.index("│")


async def test_the_mouse_selects_and_opens_an_actor(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "z")
        board = it.rows("ties").rows
        assert isinstance(board, DrawnRows)
        spot = board.spots[-1]
        at = (spot.start + 6, spot.row + it.rows("ties").gutter.top)
        at = (at[0] + it.rows("ties").gutter.left, at[1])
        await it.pilot.click(it.rows("ties"), offset=at)
        await it.settled()
        assert it.rows("ties").key == spot.key
        other = it.explorer.neighbourhood.neighbour("ties")
        await it.pilot.click(it.rows("ties"), offset=at, times=2)
        await it.settled()
        assert other is not None
        assert it.session.centre == other.other


async def test_an_actor_without_ties_and_an_empty_store_say_so(
    workspace: Workspace, empty: Workspace
) -> None:
    index = workspace.index
    async with exploring(workspace, (160, 40)) as it:
        lens = it.session.lens
        alone = next(one for one in index.actors if not ranking(index, lens, one))
        it.explorer.navigation.go(alone)
        await mapped(it, "j", "k", "h", "l", "+", "_", "Z", "enter", '"')
        assert it.text("ties").count("no such tie shows") == 2
    async with exploring(empty, (120, 40), centre="") as it:
        await mapped(it, "j", "l", "enter", "+", "8", "3", "j", "enter")
        assert "No claims yet." in it.text("ties")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_no_line_is_wider_than_its_pane(workspace: Workspace, size: tuple[int, int]) -> None:
    async with exploring(workspace, size, centre="committee") as it:
        for keys in (("2", "v"), ("+",), ("z",), ("z", "8", "3")):
            await it.press(*keys)
            for line in it.screen.split("\n"):
                assert len(line) <= size[0] + 4


async def test_a_change_of_the_store_redraws_the_map(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "i")
        await it.answer("a note on the tie")
        assert it.session.mapped
        notes = workspace.index.notes.values()
        assert [one.about for one in notes if one.text == "a note on the tie"] == [
            ("backs:ardania:cedar",)
        ]


# The overview


async def test_the_overview_has_a_cursor_that_goes_up_down_and_sideways(
    bundled: Workspace,
) -> None:
    async with exploring(bundled, (140, 50), centre="iran") as it:
        await it.press("2", "V", "o")
        assert it.top == "BackboneView"
        view = it.app.screen
        assert isinstance(view, BackboneView)
        assert view.rows.key == "iran"
        assert "▼" in it.screen
        await it.press("j")
        below = view.rows.key
        assert below != "iran"
        await it.press("l")
        beside = view.rows.key
        assert beside != below
        await it.press("h")
        assert view.rows.key == below
        await it.press("/")
        await it.answer("Hamas")
        assert view.rows.key == "hamas"
        await it.press("esc", "enter")
        assert it.top == "Explorer"
        assert it.session.centre == "hamas"


async def test_the_overview_follows_the_date_and_leads_to_words(bundled: Workspace) -> None:
    async with exploring(bundled, (140, 50), centre="iran") as it:
        await it.press("V", "o")
        before = it.screen
        await it.press("t")
        await it.answer("1985")
        assert it.screen != before
        await it.press("T", '"')
        assert it.session.tab == "quotes"
        assert it.session.centre == "iran"


async def test_an_overview_of_nobody_and_of_somebody_alone(
    workspace: Workspace, empty: Workspace
) -> None:
    async with exploring(empty) as it:
        await it.press("V", "o", "j", "l", "enter")
        assert "There is nobody to draw" in it.screen
    async with exploring(workspace, centre="okoye") as it:
        await it.press("V", "o", "j", "l")
        view = it.app.screen
        assert isinstance(view, BackboneView)
        assert next(one.actors for one in view.store.drawn) == ("okoye",)
        assert len(view.store.drawn) > 1


SIDES = ("army", "egypt", "iran"), ("rsf", "emirates")


@pytest.mark.parametrize("centre", ["army", "rsf"])
async def test_the_overview_shows_both_sides_and_the_cursor_goes_to_both(
    empty: Workspace, centre: str
) -> None:
    cited = [{"source": "s"}]
    actors = {
        one: {"kind": "state", "names": [{"text": one.title()}]} for side in SIDES for one in side
    }
    actors["lone"] = {"kind": "state", "names": [{"text": "Lone"}]}
    rows = {
        "sources": {"s": {"title": "S"}},
        "actors": actors,
        "claims": {
            f"c-{backer}": {
                "type": "backs", "subject": backer, "object": side[0], "citations": cited,
                "since": "2024", "until": "..",
            }
            for side in SIDES
            for backer in side[1:]
        },
    }  # fmt: skip
    changes = [
        Change(table, id_, None, row) for table, found in rows.items() for id_, row in found.items()
    ]
    empty.apply(changes, "a war")
    async with exploring(empty, (100, 30), centre=centre) as it:
        await it.press("V", "o")
        view = it.app.screen
        assert isinstance(view, BackboneView)
        for one in chain.from_iterable(SIDES):
            assert one.title() in it.screen
        assert "1 actor without a reported tie of backing then" in it.screen
        assert view.rows.key == centre
        reached = {view.rows.key}
        for key in "lllljhhhhjlllllkhhhkllll":
            await it.press(key)
            reached.add(view.rows.key)
        assert reached >= set(chain.from_iterable(SIDES))


async def test_the_command_line_opens_maps(bundled: Workspace) -> None:
    async with exploring(bundled, (140, 50), centre="iran") as it:
        await it.press("colon")
        await it.answer("map Hamas --hops 2")
        assert it.title("ties") == "2 Map of Hamas · 2 hops"
        await it.press("colon")
        await it.answer("map Iran")
        assert it.title("ties") == "2 Map of Iran"
        await it.press("colon")
        await it.answer("map --overview")
        assert it.top == "BackboneView"


async def test_the_map_comes_back_at_the_next_start(workspace: Workspace) -> None:
    async with exploring(workspace, (160, 40), centre="cedar") as it:
        await mapped(it, "+")
        it.app.keep_state()
    async with exploring(workspace, (160, 40), centre="") as it:
        assert it.title("ties") == "2 Map of Cedar Brigade · 2 hops"


async def test_the_means_that_a_filter_asks_for_come_first_in_the_map(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, (200, 40), centre="ardania") as it:
        await mapped(it, "z")
        assert "Cedar Brigade" in it.text("ties")
        means = {}
        for asked in ("support:F", "support:W", "support:T"):
            it.explorer.tie_filter.apply(filters.read(asked))
            (line,) = [one for one in it.lines("ties") if "Cedar Brigade" in one]
            means[asked] = [word for word in ("weapons", "funding", "training") if word in line]
            first = min(means[asked], key=line.index)
            assert {"F": "funding", "W": "weapons", "T": "training"}[asked[-1]] == first
