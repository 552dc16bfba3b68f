"""A window of choices: what tells them apart is whole at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring, text_of

from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import App

    from proxytui.workspace import Workspace

LONG = "start given: 1996 · weapons, funding, in a conflict with Israel · meant in each coded year"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def lines(workspace: Workspace, size: tuple[int, int], *choices: Choice) -> list[str]:
    """What the list shows, a string a line."""
    async with exploring(workspace, size=size) as it:
        app: App[object] = it.app
        app.push_screen(SelectOne("Which?", choices, it.app.palette))
        await it.settled()
        return text_of(app.screen.query_one(Rows))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("note", ["", "1 publisher says so", "words " * 30])
async def test_no_word_of_a_label_or_a_note_is_cut(
    workspace: Workspace, size: tuple[int, int], note: str
) -> None:
    shown = await lines(workspace, size, Choice("a", LONG, note), Choice("b", "neither", note))
    words = sorted(word for line in shown for word in line.split())
    assert words == sorted(f"{LONG} {note} neither {note}".split())


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_long_label_stands_above_its_note_in_a_narrow_window(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    shown = await lines(workspace, size, Choice("a", LONG, "note"), Choice("b", "neither", "note"))
    assert shown[-2:] == ["neither", "  note"]


async def test_a_long_label_is_wrapped_beside_its_note_in_a_wide_window(
    workspace: Workspace,
) -> None:
    shown = await lines(workspace, (120, 40), Choice("a", LONG, "note " * 12))
    assert shown[0].startswith("start given: 1996")
    assert "note" in shown[0]
    assert len(shown) == 2
