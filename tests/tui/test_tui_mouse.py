"""The mouse works everywhere, any width works, and any number of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from tui_driver import exploring

from proxytui.tui.theme import DARK, ThemeStyles
from proxytui.tui.widgets import rows as rows_module
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.rows import Rows
from proxytui.views.actor_order import APART
from proxytui.views.lines import Row, Span, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_driver import Driver

    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


async def test_a_click_selects_and_focuses(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.click("ties", TO_CEDAR)
        assert it.explorer.pane == "ties"
        assert it.rows("ties").key == TO_CEDAR
        assert it.session.centre == "ardania"
        assert "› Cedar Brigade" in it.header
        await it.click("actors", "actor:nur")
        assert it.explorer.pane == "actors"
        assert "Nur Movement" in it.text("detail")


async def test_a_double_click_opens(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.click("actors", "actor:borland", times=2)
        assert it.session.centre == "borland"


async def test_a_double_click_on_a_heading_folds_it(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = len(it.lines("ties"))
        await it.click("ties", "group:backs:out", times=2)
        assert len(it.lines("ties")) < before


async def test_a_double_click_on_a_quote_opens_its_source(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"')
        await it.click("detail", "quote:claims/c-01:1", times=2)
        assert it.top == "Reader"


async def test_a_click_below_the_last_row_changes_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = it.rows("actors").key
        await it.pilot.click(it.rows("actors"), offset=(6, 34))
        assert it.rows("actors").key == before


async def test_the_wheel_scrolls_and_leaves_the_cursor(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 18)) as it:
        rows = it.rows("actors")
        key = rows.key
        it.session.opened.update(APART)
        it.explorer.draw_actors()
        await it.settled()
        await it.wheel("actors", 3)
        assert rows.scroll_offset.y > 0
        assert rows.key == key
        await it.wheel("actors", -3)
        assert rows.scroll_offset.y == 0


@pytest.mark.parametrize("tab", ["History", "Quotes", "Notes", "Overview"])
async def test_a_click_on_a_tab_opens_it(workspace: Workspace, tab: str) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        pane = it.rows("detail")
        top = it.screen.split("\n")[pane.region.y]
        x = top.index(tab) - pane.region.x
        for offset in (x, x + len(tab) - 1):
            await it.press("5" if tab == "Overview" else "4")
            await it.pilot.click(pane, offset=(offset, 0))
            await it.settled()
            assert it.session.tab == tab.lower()


# Any width


@pytest.mark.parametrize("pane", ["actors", "ties", "detail"])
async def test_resizing_keeps_the_cursors_row_in_view(workspace: Workspace, pane: str) -> None:
    async with exploring(workspace) as it:
        await it.press({"actors": "1", "ties": "2", "detail": "3"}[pane], "6", "G")
        key = it.rows(pane).key
        for size in ((200, 60), (40, 10), (109, 24), (60, 12), (59, 12), (80, 9), (120, 40)):
            await it.resize(*size)
            assert it.rows(pane).display
            assert it.rows(pane).key == key
            assert it.in_view(pane), size


@pytest.mark.parametrize("columns", [40, 52, 59, 60, 72, 80, 100, 109, 110, 125, 200])
async def test_at_every_width_no_line_is_longer_than_its_pane(
    workspace: Workspace, columns: int
) -> None:
    async with exploring(workspace, size=(columns, 24)) as it:
        await it.press("A", "r")
        for key in ("4", "5", "6", "7"):
            await it.press(key)
            for pane in ("actors", "ties", "detail"):
                rows = it.rows(pane)
                for row in rows.rows if rows.display else ():
                    assert width(row.line) <= rows.cells, (pane, row)
        assert all(cell_len(line) <= columns for line in it.screen.split("\n"))


@pytest.mark.parametrize(
    ("columns", "shown"),
    [(200, 3), (110, 3), (109, 2), (80, 2), (70, 2), (69, 1), (40, 1)],
)
async def test_as_many_panes_are_shown_as_fit(
    workspace: Workspace, columns: int, shown: int
) -> None:
    async with exploring(workspace, size=(columns, 24)) as it:
        for key in ("1", "2", "3"):
            await it.press(key)
            displayed = [p for p in ("actors", "ties", "detail") if it.rows(p).display]
            assert len(displayed) == shown
            assert it.explorer.pane in displayed


async def test_columns_stand_straight_in_every_script(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        ends = {width(row.line) for row in it.rows("actors").rows if row.key.startswith("actor:")}
        assert len(ends) == 1


# Any number of rows


class Long(App[None]):
    """A list alone on the screen."""

    CSS = "Rows { height: 1fr; }"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._all = rows

    def compose(self) -> ComposeResult:
        yield Rows(id="long")

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.palette = ThemeStyles(DARK, self.get_css_variables() | DARK.variables)
        rows.show(self._all)
        rows.focus()


async def test_of_very_many_rows_only_those_in_view_are_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [Row(f"row:{n}", (Span(f"row {n}"),)) for n in range(100_000)]
    painted: list[str] = []
    paint = rows_module.paint

    def counted(line: tuple[Span, ...], *others: object) -> object:
        painted.append(line[0].text if line else "")
        return paint(line, *others)

    monkeypatch.setattr(rows_module, "paint", counted)
    app = Long(made)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        rows = app.query_one(Rows)
        for step in (lambda: rows.to_end(last=True), lambda: rows.go_to("row:50000")):
            painted.clear()
            step()
            await pilot.pause()
            assert 0 < len(painted) <= 5 * rows.size.height
        assert "row 50000" in painted
        painted.clear()
        rows.move(1)
        await pilot.pause()
        assert len(painted) <= 5 * rows.size.height
        assert rows.key == "row:50001"
        assert rows.virtual_size.height == 100_000


async def test_no_widget_is_mounted_for_a_row(workspace: Workspace) -> None:
    async with exploring(workspace) as it:

        def mounted() -> int:
            return len([w for w in it.explorer.walk_children() if "oast" not in type(w).__name__])

        before = mounted()
        await it.press("A", "r", "2", "j", "l", "l", "3", "6")
        assert mounted() == before


async def test_the_cursor_skips_rows_that_are_no_stops() -> None:
    made = [Row("a", (Span("a"),)), Row("", (Span("-"),), stop=False), Row("b", (Span("b"),))]
    app = Long(made)
    async with app.run_test(size=(60, 20)):
        rows = app.query_one(Rows)
        rows.move(1)
        assert rows.key == "b"
        rows.move(1)
        assert rows.key == "b"
        rows.move(-1)
        assert rows.key == "a"


async def test_the_cursor_stays_on_its_key_when_rows_change() -> None:
    made = [Row(str(n), (Span(str(n)),)) for n in range(10)]
    app = Long(made)
    async with app.run_test(size=(60, 20)):
        rows = app.query_one(Rows)
        rows.go_to("7")
        rows.show(made[3:])
        assert rows.key == "7"
        rows.show(made[:3])
        assert rows.key == "2"
        rows.show([])
        assert rows.key == ""


async def test_a_long_text_without_stops_can_be_scrolled() -> None:
    made = [Row("", (Span(str(n)),), stop=False) for n in range(100)]
    app = Long(made)
    async with app.run_test(size=(60, 20)) as pilot:
        rows = app.query_one(Rows)
        rows.move(1)
        rows.move(1)
        await pilot.pause()
        assert rows.scroll_offset.y == 2
        rows.leap(10)
        await pilot.pause()
        assert rows.scroll_offset.y == 12


async def click_word(it: Driver, bar: str, word: str) -> None:
    """Click in the middle of a word of a bar."""
    widget = it.app.screen.query_one(f"#{bar}", Bar)
    lines = ["".join(span.text for span in line) for line in widget.lines]
    y = next(place for place, line in enumerate(lines) if word in line)
    x = cell_len(lines[y][: lines[y].index(word)]) + cell_len(word) // 2
    await it.pilot.click(widget, offset=(x + widget.gutter.left, y + widget.gutter.top))
    await it.settled()


async def test_a_hint_that_is_clicked_does_what_its_key_does(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await click_word(it, "hints", "search")
        assert it.explorer.prompt.question is not None
        await it.press("esc")
        await click_word(it, "hints", "keys")
        assert it.top == "KeysHelp"
        await it.press("esc", "V", "t")
        await click_word(it, "hints", "keys")
        assert it.top == "KeysHelp"


async def test_a_hint_behind_a_count_is_hit_too(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("alt+7")
        await click_word(it, "hints", "search")
        assert it.explorer.prompt.question is not None


async def test_a_click_beside_the_hints_does_nothing(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 60)) as it:
        await it.pilot.click("#hints", offset=(198, 0))
        await it.settled()
        assert it.top == "Explorer"
        assert it.explorer.prompt.question is None


async def test_the_date_in_the_header_asks_for_another(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await click_word(it, "header", "as of ")
        assert "as of" in it.explorer.prompt.question.label
        await it.press("esc")
        await click_word(it, "header", "ProxyTUI")
        assert it.explorer.prompt.question is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_a_year_of_the_bar_that_is_clicked_becomes_the_date(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with exploring(workspace, size=size) as it:
        bar = it.explorer.bars["years"]
        drawn = "".join(span.text for span in bar.lines[0])
        left = drawn.index("┤") + 1 if "┤" in drawn else 6
        years = []
        for x in range(left, left + 30, 6):
            await it.pilot.click(bar, offset=(x + bar.gutter.left, 0))
            await it.settled()
            years.append(int(it.session.period.text))
        assert years == sorted(set(years)), "further to the right are later years"
        await it.pilot.click(bar, offset=(1, 0))
        await it.settled()
        assert int(it.session.period.text) == years[-1], "its label is no year"


async def test_the_marked_year_is_hit_where_brackets_stand_around_it(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 24)) as it:
        await it.press("t")
        await it.answer("2015")
        bar = it.explorer.bars["years"]
        drawn = "".join(span.text for span in bar.lines[0])
        await it.pilot.click(bar, offset=(cell_len(drawn[: drawn.index("[") + 1]) + 1, 0))
        await it.settled()
        first = int(it.session.period.text)
        assert first <= 2015
        await it.pilot.click(bar, offset=(cell_len(drawn[: drawn.index("]") + 1]) + 1, 0))
        await it.settled()
        assert int(it.session.period.text) > first


async def test_a_click_on_the_title_of_a_tab_opens_it(workspace: Workspace) -> None:
    for size in ((60, 20), (80, 24), (120, 40), (200, 60)):
        async with exploring(workspace, size=size) as it:
            await it.press("3")
            title = it.explorer.detail_pane.title(it.explorer.target).plain
            x = title.index("Quot") + 3
            await it.pilot.click(it.rows("detail"), offset=(x, 0))
            await it.settled()
            assert it.session.tab == "quotes", size
