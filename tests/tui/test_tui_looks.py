"""How the screen is laid out: what stands where, and nothing crowded, broken or said twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.widgets._toast import Toast
from tui_driver import Driver, exploring, text_of

from proxytui import paths
from proxytui.store.folder.repair import Survey
from proxytui.tui import frame
from proxytui.tui.repair_app import SOUND, RepairApp, RepairOption
from proxytui.tui.theme import THEMES, ThemeStyles
from proxytui.tui.themed_app import ThemedApp
from proxytui.tui.widgets.paint import paint
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Span, width
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)


@pytest.fixture
def bundled() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True, origin="window-test")
    yield opened
    opened.close()


def painted(it: Driver, pane: str) -> list[str]:
    """The lines of a pane between its borders, the scrollbar with them."""
    region = it.rows(pane).region
    lines = it.screen.split("\n")[region.y + 1 : region.bottom - 1]
    return [line[region.x + 1 : region.right - 1].ljust(region.width - 2) for line in lines]


@SIZES
async def test_a_blank_stands_between_lines_and_their_scrollbar(
    bundled: Workspace, size: tuple[int, int]
) -> None:
    async with exploring(bundled, size=size, centre="iran") as it:
        await it.press("2")
        rows = it.rows("ties")
        assert rows.show_vertical_scrollbar
        lines = painted(it, "ties")
        assert all(line[-2] == " " for line in lines)
        assert any(line[-3] != " " for line in lines), "the numbers reach as far as they may"
        assert rows.cells == rows.region.width - 5


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_in_a_narrow_pane_a_history_has_its_words_below_their_dates(
    bundled: Workspace, size: tuple[int, int]
) -> None:
    async with exploring(bundled, size=size, centre="hezbollah") as it:
        await it.press("3", "5")
        first, second, *_ = text_of(it.rows("detail"))
        assert first == "┌ by 1990"
        assert second.startswith("  According to ")
        assert cell_len(second) > it.rows("detail").cells * 2 // 3


async def test_in_a_wide_pane_a_history_has_its_words_beside_their_dates(
    bundled: Workspace,
) -> None:
    async with exploring(bundled, size=(200, 60), centre="hezbollah") as it:
        await it.press("3", "5")
        assert text_of(it.rows("detail"))[0].startswith("by 1990      ┌ According to ")


async def test_an_error_that_is_on_the_screen_is_not_said_again(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for words in ("The disk is full.", "The disk is full.", "Another thing."):
            it.app.say(words, "error")
            await it.settled()
        shown = [toast._notification.message for toast in it.app.screen.query(Toast)]
        assert shown[-2:] == ["The disk is full.", "Another thing."]
        assert len(set(shown)) == len(shown)


async def test_a_tag_in_the_words_of_a_note_is_not_listed_beside_them(
    workspace: Workspace,
) -> None:
    workspace.add_note(("ardania",), "Who signed? #money", ("open",))
    async with exploring(workspace, size=(160, 40)) as it:
        await it.press("V", "n")
        line = text_of(it.app.screen.query_one("#view", Rows))[0]
        assert line.count("#money") == 1
        assert "#open" in line


@pytest.mark.parametrize(("keys", "words"), [(("V", "n"), "No notes yet"), ("b", "No view is")])
async def test_where_nothing_is_listed_no_key_for_it_is_hinted_at(
    empty: Workspace, keys: tuple[str, ...], words: str
) -> None:
    async with exploring(empty, centre="") as it:
        await it.press(*keys)
        assert words in it.screen
        for word in ("edit", "rename", "remove", "follow", "its quotes", "source"):
            assert f" {word} " not in it.hints, it.hints


@pytest.mark.parametrize("cells", range(8, 60))
def test_hints_stand_whole_or_not_at_all(cells: int) -> None:
    shown = [frame.Hint("enter", "answers"), frame.Hint("esc", "leaves"), frame.Hint("?", "keys")]
    kept = frame.fitting(shown, cells)
    assert kept[-1] == shown[-1]
    assert len(kept) == 1 or width(frame.hint_line(kept)) <= cells
    assert kept[:-1] == shown[: len(kept) - 1]


def test_the_cursor_of_a_terminals_own_colours_is_of_one_piece() -> None:
    app = ThemedApp[None]()
    app.theme = "ansi-dark"
    palette = ThemeStyles(app.current_theme, app.get_css_variables())
    line = (Span("━ ", "backs"), Span("Syria "), Span("alleged", "caution"), Span(" 3", "dim"))
    plain, under = (paint(line, palette, style, 30) for style in (None, palette.cursor))
    assert len({segment.style.color for segment in plain}) > 2
    assert {(s.style.color, s.style.reverse) for s in under} == {(None, True)}


async def test_every_theme_of_the_program_is_named_by_what_it_is(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f2")
        lines = text_of(it.app.screen.query_one(Rows))
        told = {line.split()[0]: line.split()[1:] for line in lines}
        assert all(told[theme.name] for theme in THEMES)
        assert told["proxytui-contrast"] == ["high", "contrast"]


async def test_the_demo_keeps_nothing_of_a_table_that_is_imported(
    bundled: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "support.csv"
    file.write_text("patron,client,from\nArdania,Cedar Front,1998\n", encoding="utf-8")
    before = sorted(paths.bundled_data().rglob("*"))
    async with exploring(bundled, centre="iran") as it:
        await it.press("O")
        await it.answer(str(file))
        for top in ("MapColumns", "ShowPlan"):
            for _ in range(500):
                if it.top == top:
                    break
                await it.settled()
                await asyncio.sleep(0.01)
            assert it.top == top
            await it.press("enter")
        await it.settled()
        assert any(name.startswith("cedar-front") for name in bundled.index.actor_ids())
    assert sorted(paths.bundled_data().rglob("*")) == before


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_a_damaged_store_is_named_with_its_fault_whatever_the_width(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = tmp_path / ("a-long-name-" * 8)
    survey = Survey(("actors/a: line 4 of store.json is no JSON",), (), None, None)
    options = [RepairOption(SOUND, "Go on with what is sound", "168 actors")]
    app = RepairApp(folder, survey, options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        strips = [strip.text for strip in app.screen._compositor.render_strips()]
        assert strips[0].rstrip().endswith("is damaged")
        ways = next(y for y, strip in enumerate(strips) if "Go on with" in strip)
        assert ways < 8, "close below the damage"
        assert "enter chooses" in strips[-1]


@pytest.mark.parametrize("letters", range(92, 104))
async def test_a_message_of_any_length_stands_whole_above_the_hints(
    workspace: Workspace, letters: int
) -> None:
    async with exploring(workspace, size=(100, 24)) as it:
        it.app.say(("word " * 30)[:letters], "error")
        await it.settled()
        toast = it.app.screen.query_one(Toast)
        assert toast.region.bottom == 23
        assert toast.region.height == toast.size.height
