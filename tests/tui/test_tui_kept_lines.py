"""What is kept of earlier paints never shows: a screen looks as if all of it were painted anew."""

from __future__ import annotations

import random
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pytest
from terminal_cells import TerminalCells
from tui_driver import exploring

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from tui_driver import Driver

    from proxytui.workspace import Workspace

_KEYS = (
    *("j", "k", "j", "k", "l", "h", "enter", "tab", "shift+tab", "1", "2", "3", "G", "gg"),
    *("ctrl+d", "ctrl+u", "<", ">", ",", ".", "T", "x", "r", "A", "v", "z", "Z", "[", "]", "-"),
    *("4", "5", "6", "7", "8", "9", "/a", "/ a", "escape", "sa", "?", "V", "f", "q", "escape"),
)
_SIZES = ((120, 40), (80, 24), (60, 20), (150, 30))
_WIDE = "👩‍👩‍👧‍👦 家族 🇸🇾 Ｆront e\u0301te\u0301 حزب الله"


def _with_wide_names(workspace: Workspace) -> None:
    """Give two actors with ties names of wide and joined letters."""
    for id_ in ("ardania", "borland"):
        before = workspace.record("actors", id_)
        assert before is not None
        after = {**before, "names": [{"text": f"{_WIDE} {id_}"}]}
        workspace.apply([Change("actors", id_, before, after)], "another name")


async def _same(it: Driver, cells: TerminalCells, done: list[str]) -> None:
    await it.settled()
    pairs = enumerate(zip(cells.painted, cells.anew(), strict=True))
    different = [
        (y, x, *both)
        for y, lines in pairs
        for x, both in enumerate(zip_longest(*lines))
        if both[0] != both[1]
    ]
    assert not different, done[-6:]


def _choose_theme(it: Driver, chance: random.Random) -> None:
    it.app.theme = chance.choice(["proxytui-light", "proxytui-mono", "nord", "proxytui-dark"])
    it.app._repaint()


@pytest.mark.parametrize("seed", range(6))
async def test_after_any_keys_the_screen_is_what_all_painted_anew_would_be(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    if seed % 2:
        _with_wide_names(workspace)
    async with exploring(workspace, _SIZES[seed % len(_SIZES)]) as it:
        cells = TerminalCells(it, monkeypatch)
        await it.settled()
        done: list[str] = []
        for number in range(40):
            keys = chance.choice(_KEYS)
            done.append(keys)
            await it.press(*([keys] if len(keys) > 3 else keys))
            if it.top != "Explorer" and chance.random() < 0.5:
                done.append("escape")
                await it.press("escape")
            if number in (12, 30):
                await it.resize(*chance.choice(_SIZES))
                done.append("resize")
            if number in (20, 36):
                _choose_theme(it, chance)
                done.append(it.app.theme)
            if not it.app.is_running:
                break
            # Through a window shows the explorer, which may be a paint behind.
            if not it.app._background_screens:
                await _same(it, cells, done)


@pytest.mark.parametrize("pane", ["actors", "ties", "detail"])
async def test_a_key_paints_only_the_lines_that_differ(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    async with exploring(workspace) as it:
        # What is looked up for a record once is known when the cursor comes to it again.
        await it.press({"actors": "1", "ties": "2", "detail": "3"}[pane], "g", "g", "j", "k")
        cells = TerminalCells(it, monkeypatch)
        await it.settled()
        before = [list(line) for line in cells.painted]
        cells.lines_painted.clear()
        await it.press("j")
        changed = {y for y, line in enumerate(cells.painted) if line != before[y]}
        assert changed
        # A cell of the scrollbar may look the same, but act otherwise when it is clicked.
        assert changed <= cells.lines_painted
        assert len(cells.lines_painted - changed) <= 2


async def test_another_year_paints_no_line_that_stays(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        cells = TerminalCells(it, monkeypatch)
        await it.settled()
        before = [list(line) for line in cells.painted]
        cells.lines_painted.clear()
        await it.press("<")
        changed = {y for y, line in enumerate(cells.painted) if line != before[y]}
        assert cells.lines_painted == changed
        assert len(changed) < len(before)


async def test_another_focus_lays_nothing_out_and_styles_each_pane_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        layouts: list[object] = []
        styled: list[str | None] = []
        apply = it.app.stylesheet.apply

        def note(node: DOMNode, *rest: Any, **options: Any) -> None:
            styled.append(node.id)
            apply(node, *rest, **options)

        compositor = it.explorer._compositor
        reflow = compositor.reflow
        monkeypatch.setattr(it.app.stylesheet, "apply", note)
        monkeypatch.setattr(
            compositor, "reflow", lambda *given: (layouts.append(given), reflow(*given))[1]
        )
        await it.press(*["tab"] * 6)
        panes = ("actors", "ties", "detail")
        # The one that had the focus at first was styled when it was mounted.
        assert {pane: styled.count(pane) for pane in panes} == {"actors": 2, "ties": 2, "detail": 2}
        styled.clear()
        layouts.clear()
        await it.press("tab", "tab", "tab")
        assert not styled
        assert not layouts


async def test_another_focus_writes_the_frames_and_the_lines_of_the_cursors_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j", "tab", "shift+tab")
        cells = TerminalCells(it, monkeypatch)
        await it.settled()
        it.app.refresh()
        await it.settled()
        panes = [it.rows("ties"), it.rows("detail")]
        whole = {
            pane.region.y + pane.gutter.top + pane.cursor - pane.scroll_offset.y for pane in panes
        } | {line for pane in panes for line in (pane.region.y, pane.region.bottom - 1)}
        edges = {edge for pane in panes for edge in (pane.region.x, pane.region.right - 1)}
        bars = {it.explorer.bars[name].region.y for name in ("header", "hints")}
        cells.written.clear()
        await it.press("tab")
        # Terminals differ in how wide these signs are.
        whole |= {y for y, line in enumerate(it.screen.split("\n")) if set(line) & set("東✓")}
        written = {(x, y) for x, y in cells.written if y not in whole | bars}
        assert {x for x, _ in written} == edges


@pytest.mark.parametrize("theme", ["proxytui-light", "ansi-light", "proxytui-mono"])
async def test_in_another_theme_the_pane_with_the_focus_has_its_colours(
    workspace: Workspace, theme: str
) -> None:
    async with exploring(workspace) as it:
        await it.press("tab", "tab", "tab", "tab")
        it.app.theme = theme
        await it.settled()
        await it.press("tab")
        kept = {name: dict(rows.styles.base._rules) for name, rows in it.explorer.rows.items()}
        await it.press("tab", "tab", "tab")
        for name, rows in it.explorer.rows.items():
            assert rows.styles.base._rules == kept[name]
            it.app.stylesheet.apply(rows)
            assert rows.styles.base._rules == kept[name]
