"""The filter on ties in the explorer: its form, the line that says so, and what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tui_driver import Driver, exploring, text_of

from proxytui.model import filters
from proxytui.model.changes import Change
from proxytui.tui import saved_state
from proxytui.tui.views.filter_form import FilterForm
from proxytui.views.actor_order import DESCRIBED, TIELESS

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def _bar(it: Driver) -> str:
    bar = it.explorer.bars["filter-bar"]
    return "".join(span.text for line in bar.lines for span in line) if bar.display else ""


async def _choose(it: Driver, *keys: str) -> None:
    """Open the form, choose these, and take them."""
    await it.press("f")
    form = it.app.screen
    assert isinstance(form, FilterForm)
    for key in keys:
        assert form.rows.go_to(key), key
        await it.press("space")
    await it.press("enter")


async def test_the_form_chooses_and_the_panes_follow(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        everything = it.lines("ties")
        await _choose(it, "types:backs", "support:W")
        assert it.top == "Explorer"
        assert it.session.filter == filters.read("type:backs support:W")
        assert "only backing, weapons" in _bar(it)
        assert "of its ties hidden" in _bar(it)
        assert "Cedar Brigade" in it.text("ties")
        assert "said to" not in it.text("ties")
        assert len(it.lines("ties")) < len(everything)
        await it.press("F")
        assert it.lines("ties") == everything
        assert _bar(it) == ""
        await it.press("F")
        assert "only backing, weapons" in _bar(it)


async def test_the_line_counts_what_is_hidden_at_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        shown = sum(len(group.branches) for group in it.explorer.ties.groups.values())
        await _choose(it, "publishers:2")
        left = sum(len(group.branches) for group in it.explorer.ties.groups.values())
        assert 0 < left < shown
        assert f"{shown - left} of its ties hidden" in _bar(it)


async def test_the_counts_beside_actors_follow_the_filter(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = next(line for line in it.lines("actors") if "Ardania" in line)
        await _choose(it, "types:opposes")
        after = next(line for line in it.lines("actors") if "Ardania" in line)
        assert before.split()[:2] == ["•", "Ardania"]
        assert len(before.split()) == 4
        assert after.split() == ["•", "Ardania"], "it neither backs nor is backed in these"


async def test_esc_leaves_the_filter_as_it_was(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await _choose(it, "types:backs")
        await it.press("f")
        await it.press("x", "esc")
        assert it.session.filter == filters.read("type:backs")
        await it.press("f", "x", "enter")
        assert it.session.filter is None
        assert _bar(it) == ""


async def test_each_choice_says_how_many_ties_it_leaves(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f")
        form = it.app.screen
        assert isinstance(form, FilterForm)
        number = sum(len(group.branches) for group in it.explorer.ties.groups.values())
        assert f"{number} of {number} here" in form.heading
        form.rows.go_to("types:backs")
        row = next(row for row in form.rows.rows if row.key == "types:backs")
        here = int("".join(span.text for span in row.line).split()[-2])
        await it.press("space")
        assert f"{here} of {number} here" in form.heading
        assert "only backing" in form.heading
        assert "type:backs" in str(form.rows.border_subtitle)


async def test_the_form_takes_a_line_as_on_the_command_line(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f", "e")
        await it.answer("support:Q")
        assert "doesn't know “Q”" in it.said[-1]
        await it.press("e")
        await it.answer("support:W in:XA")
        await it.press("enter")
        assert it.session.filter == filters.read("support:W in:XA")


async def test_choices_can_be_found_by_their_words(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f", "/")
        await it.answer("weapons")
        form = it.app.screen
        assert isinstance(form, FilterForm)
        assert [row.key for row in form.rows.rows if row.stop] == ["support:W"]
        await it.press("esc")
        assert it.top == "FilterForm"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_wrong_key_in_the_form_does_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f", "t", "o", '"', "b", "m", "d")
        assert it.top == "FilterForm"
        await it.press("q")
        assert it.session.filter is None


async def test_switching_without_a_filter_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("F")
        assert "There is no filter; f makes one." in it.said[-1]


async def test_an_empty_store_has_a_form_too(empty: Workspace) -> None:
    async with exploring(empty, centre="") as it:
        await it.press("f")
        assert it.top == "FilterForm"
        await it.press("space", "enter")
        assert it.session.filter is not None
        assert "filter:" in _bar(it)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_the_form_and_the_line_fit(workspace: Workspace, size: tuple[int, int]) -> None:
    async with exploring(workspace, size=size) as it:
        await _choose(it, "types:backs", "support:W", "publishers:2", "states:held", "kinds:state")
        assert all(cell_len(line) <= size[0] for line in it.screen.split("\n"))
        assert "filter: only backing" in it.screen
        await it.press("f")
        assert all(cell_len(line) <= size[0] for line in it.screen.split("\n"))


async def test_the_filter_comes_back_at_the_next_start(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await _choose(it, "support:W")
        it.app.keep_state()
    async with exploring(workspace) as it:
        assert "only weapons" in _bar(it)
    kept = saved_state.load(workspace.place)
    kept.filter = "support:Q broken"
    saved_state.save(workspace.place, kept)
    async with exploring(workspace) as it:
        assert it.session.filter is None


async def test_another_windows_change_is_counted_in_the_open_form(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f")
        form = it.app.screen
        assert isinstance(form, FilterForm)
        before = form.heading
        cited = [{"source": "s-herald"}]
        made = {"type": "opposes", "subject": "ardania", "object": "hermit", "citations": cited}
        workspace.apply([Change("claims", "c-new", None, made)], "one more")
        form.store_changed()
        await it.settled()
        assert form.heading != before
        assert text_of(form.rows)


# In the views over the explorer


@pytest.mark.parametrize("keys", ["V t", "= 2 0 1 0 enter", "V l"])
async def test_views_say_the_filter_they_are_seen_through(workspace: Workspace, keys: str) -> None:
    async with exploring(workspace) as it:
        it.explorer.tie_filter.apply(filters.read("type:opposes"))
        await it.press(*keys.split())
        assert it.top != "Explorer"
        assert "only opposition" in it.header
        await it.press("F")
        assert "only opposition" not in it.header


async def test_a_difference_shows_only_what_passes_and_follows_the_filter(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("=")
        await it.answer("2008")
        before = it.screen
        assert it.top == "DifferenceView"
        assert "Cedar" in before
        await _choose(it, "types:recognises")
        assert it.top == "DifferenceView"
        assert "Cedar" not in it.screen
        assert "only recognition" in it.header
        await it.press("F")
        assert "Cedar" in it.screen


async def test_gaps_are_those_of_the_whole_store(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        it.explorer.tie_filter.apply(filters.read("type:opposes"))
        await it.press("V", "g")
        assert it.top == "GapsView"
        assert "only opposition" not in it.header


# What else follows


async def test_the_actors_are_those_of_the_kind_and_country(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        it.explorer.tie_filter.apply(filters.read("kind:armed-group"))
        assert "Cedar Brigade" in it.text("actors")
        assert "Borland" not in it.text("actors")
        everyone = len(it.explorer.workspace.index.actors)
        it.session.opened.add(DESCRIBED)
        it.explorer.draw_actors()
        keys = [row.key for row in it.rows("actors").rows]
        left_out = everyone - sum(k[:6] == "actor:" for k in keys[: keys.index(TIELESS)])
        line = it.lines("actors")[keys.index(TIELESS)]
        assert line.split() == ["▸", "left", "out", "by", "the", "filter", str(left_out)]
        assert it.title("actors") == f"1 Actors · {everyone - left_out} of {everyone}"
        it.explorer.tie_filter.apply(filters.read("in:ZW"))
        assert it.lines("actors")[1].endswith(str(everyone))


async def test_history_and_quotes_of_an_actor_are_of_what_passes(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", next(iter(it.explorer.ties.groups)))
        await it.press("6")
        everything = it.lines("detail")
        it.explorer.tie_filter.apply(filters.read("type:allied-with"))
        assert len(it.lines("detail")) < len(everything)
        assert "treaty" in it.text("detail")
        await it.press("5")
        assert "allied" in it.text("detail")
        assert "leads" not in it.text("detail")


async def test_a_tree_that_is_filtered_empty_says_how_to_get_it_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        it.explorer.tie_filter.apply(filters.read("publishers:99"))
        assert "The filter lets no tie through here." in it.text("ties")
        assert "none of its ties" not in _bar(it)


async def test_stepping_by_change_tells_only_what_passes(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2000") as it:
        it.explorer.tie_filter.apply(filters.read("type:allied-with"))
        await it.press(".")
        assert it.said
        assert "backs" not in it.said[-1]
