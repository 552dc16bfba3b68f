"""Jump mode: rows, spots and form fields in view get letters, and typing those goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.tui.dialogs.jump import JumpPicture, labels

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace


def label_of(it: Driver, words: str) -> str:
    """The label that stands on the first line with these words."""
    picture = it.app.screen.query_one(JumpPicture)
    lines = [strip.text for strip in picture._lines]
    places = [
        (label, target)
        for label, target in picture._labelled.items()
        if words in lines[target.y][target.x : target.x + 44]
    ]
    assert places, words
    return places[0][0]


@pytest.mark.parametrize("count", [0, 1, 26, 27, 51, 52, 60, 130, 400, 676])
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    made = labels(count)
    assert len(made) == count
    assert len(set(made)) == count
    assert not any(a != b and b.startswith(a) for a in made for b in made)
    assert made == sorted(made, key=len)


async def test_a_letter_puts_the_cursor_on_its_row(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press(";")
        assert it.top == "JumpScreen"
        label = label_of(it, "Borland")
        await it.press(*label)
        assert it.top == "Explorer"
        assert it.rows("actors").key == "actor:borland"
        assert "Borland" in it.header


async def test_a_row_of_another_pane_takes_the_keys_there(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        assert it.explorer.pane == "actors"
        await it.press(";")
        await it.press(*label_of(it, "━ Cedar Brigade"))
        await it.settled()
        assert it.explorer.pane == "ties"
        assert it.rows("ties").has_focus
        assert "Cedar" in it.at("ties")


async def test_labels_stand_on_the_screen_and_nothing_else_moves(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = it.screen.split("\n")
        await it.press(";")
        after = it.screen.split("\n")
        assert after[0] == before[0]
        differing = sum(a != b for a, b in zip(before, after, strict=True))
        assert differing > 5
        changed = [
            sum(x != y for x, y in zip(a.ljust(200), b.ljust(200), strict=True))
            for a, b in zip(before[:-1], after[:-1], strict=True)
        ]
        assert max(changed) <= 6, "three lists beside each other, two letters each"


async def test_any_other_key_leaves_all_as_it_was(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = it.rows("actors").key
        for key in ("esc", "f5", "7"):
            await it.press(";", key)
            assert it.top == "Explorer"
        assert it.rows("actors").key == before


async def test_the_spots_of_a_map_have_letters_too(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "v", ";")
        await it.press(*label_of(it, "Cedar Brigade"))
        await it.settled()
        assert it.explorer.neighbourhood.neighbour("ties").other == "cedar"


async def test_a_view_over_the_explorer_has_it_too(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "g")
        await it.settled()
        last = [row.key for row in it.app.screen.rows.rows if row.stop][2]
        await it.press(";")
        await it.press("d")
        assert it.app.screen.rows.key == last
