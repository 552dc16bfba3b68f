"""What a key changes is painted once, and no more of it is laid out anew than moved."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from textual._compositor import LayoutUpdate
from textual.widgets._toast import Toast
from tui_driver import exploring

from proxytui.tui import keyboard
from proxytui.views.lines import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui_driver import Driver

    from proxytui.workspace import Workspace


@contextmanager
def counted(it: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How often the screen is painted, and laid out, meanwhile."""
    made = {"paints": 0, "layouts": 0}
    display, reflow = it.app._display, it.explorer._compositor.reflow

    def painted(screen: object, update: object) -> None:
        made["paints"] += update is not None
        display(screen, update)  # type: ignore[arg-type]

    def laid_out(*given: object) -> object:
        made["layouts"] += 1
        return reflow(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(it.app, "_display", painted)
        patch.setattr(it.explorer._compositor, "reflow", laid_out)
        yield made


@pytest.mark.parametrize("key", ["j", "5", "l", "x", "<"])
async def test_all_that_a_key_changes_is_painted_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        before = it.screen
        with counted(it, monkeypatch) as made:
            await it.press(key)
            await it.pilot.pause(0.1)
        assert it.screen != before
        assert made["paints"] == 1


@pytest.mark.parametrize("keys", [("V", "t"), ("V", "g"), ("f",)])
async def test_a_screen_that_a_key_opens_is_painted_whole_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*keys, "esc", "1", *keys[:-1])
        whole, display = [], it.app._display

        def painted(screen: object, update: object) -> None:
            if isinstance(update, LayoutUpdate):
                whole.append(screen)
            display(screen, update)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(it.app, "_display", painted)
            await it.press(keys[-1])
            await it.pilot.pause(0.1)
        opened = it.app.screen
        assert opened is not it.explorer
        assert whole == [opened]
        # Its widgets are looked up in the stylesheet once; another look finds nothing else.
        nodes = [opened, *opened.query("*")]
        before = [dict(node.styles.base._rules) for node in nodes]
        opened.update_node_styles(animate=False)
        assert [dict(node.styles.base._rules) for node in nodes] == before


async def test_what_changes_under_a_view_that_covers_all_paints_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "t")
        await it.pilot.pause(0.1)
        with counted(it, monkeypatch) as made:
            it.explorer.bars["header"].show([(Span("changed"),)])
            it.explorer.refresh()
            await it.pilot.pause(0.1)
        assert made["paints"] == 0
        await it.press("esc")
        assert "changed" in it.screen


async def test_a_list_of_another_length_lays_nothing_out_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        lengths = {len(it.rows("detail").rows)}
        with counted(it, monkeypatch) as made:
            for key in ("j", "j", "k", "5", "6", "4"):
                await it.press(key)
                lengths.add(len(it.rows("detail").rows))
        assert len(lengths) > 2
        # At most where a scrollbar comes or goes.
        assert made["layouts"] <= 2


@pytest.mark.parametrize("pane", ["1", "2"])
async def test_a_letter_typed_is_painted_once_and_lays_nothing_out_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    async with exploring(workspace) as it:
        await it.press(pane, "/")
        for key in ("c", "e", "backspace", "a"):
            with counted(it, monkeypatch) as made:
                await it.press(key)
                await it.pilot.pause(0.1)
            assert made == {"paints": 1, "layouts": 0}, key


async def test_a_message_that_is_shorter_than_the_last_takes_up_less_once_the_keys_rest(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        it.app.say("First.\nSecond.\nThird.")
        await it.settled()
        toast = it.app.screen.query_one(Toast)
        high = toast.size.height
        with counted(it, monkeypatch) as made:
            it.app.say("Fourth.")
            await it.pilot.pause(0.05)
        assert "Fourth." in it.screen
        assert "Third." not in it.screen
        assert made["layouts"] == 0
        assert toast.size.height == high
        for _ in range(100):
            await it.pilot.pause(0.05)
            if toast.size.height < high:
                break
        assert toast.size.height == high - 2
        it.app.say("Fifth.\nSixth.")
        await it.settled()
        assert toast.size.height == high - 1
        assert "Sixth." in it.screen


async def test_a_long_answer_scrolls_in_its_field(workspace: Workspace) -> None:
    async with exploring(workspace, size=(60, 20)) as it:
        await it.press("1", "/")
        await it.type("abcdefghij" * 6 + "xyz")
        asked = next(line for line in it.screen.split("\n") if "filter actors" in line)
        assert "xyz" in asked
        assert "abcdefghij" * 6 not in asked
        await it.press("home")
        assert "xyz" not in it.screen.split("\n")[-2] + it.screen.split("\n")[-3]


async def test_a_list_that_grows_again_scrolls_to_what_is_selected(workspace: Workspace) -> None:
    async with exploring(workspace, size=(120, 16)) as it:
        await it.press("1")
        await it.go("actors", "actor:hermit")
        last = it.at("actors")
        it.session.opened.clear()
        await it.press("/")
        await it.type(last.split()[0])
        await it.press("enter")
        assert [row.key for row in it.rows("actors").rows] == ["apart:without", "actor:hermit"]
        await it.press("esc")
        assert it.at("actors").split()[0] == last.split()[0]
        assert it.in_view("actors")


async def test_the_header_names_the_hit_that_a_filter_selects(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("1", "g", "g", "/")
        named = set()
        for letter in "ardania":
            await it.press(letter)
            key = it.rows("actors").key
            named.add(key)
            assert it.explorer.scene.name(key.removeprefix("actor:")) in it.header
        assert len(named) > 1


async def test_pumps_that_wait_for_a_message_are_known_to_be_idle(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.pilot.pause(0.1)
        pumps = (it.app, *it.app.screen_stack, *it.explorer.rows.values())
        assert all(keyboard._is_idle(pump) for pump in pumps)
        it.explorer.call_later(lambda: None)
        assert not keyboard._is_idle(it.explorer)
