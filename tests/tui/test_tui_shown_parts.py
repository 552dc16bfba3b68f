"""Of a changed screen only the cells are written that differ from what the terminal shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from tui_driver import exploring

from proxytui.tui.shown_parts import Part, PartsUpdate, ShownParts, WholeUpdate

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

_BOLD, _DIM = Style.parse("bold"), Style.parse("dim")


def _strip(*words: str, style: Style = _DIM) -> Strip:
    return Strip([Segment(word, style) for word in words])


def _written(shown: ShownParts, **parts: Strip) -> list[tuple[int, str]]:
    """Where and what is written on line 0 for parts, which are named `at_` and their place."""
    line = {
        int(name.removeprefix("at_")): Part(list(strip), strip.cell_length)
        for name, strip in parts.items()
    }
    pieces = PartsUpdate({0: line}, shown).pieces()
    return [(piece.x, "".join(segment.text for segment in piece.segments)) for piece in pieces]


def test_only_the_cells_that_differ_are_written() -> None:
    shown = ShownParts()
    assert _written(shown, at_2=_strip("│", "Iran", "│")) == [(2, "│Iran│")]
    assert _written(shown, at_2=_strip("│", "Iran", "│")) == []
    assert _written(shown, at_2=_strip("│", "Iraq", "│")) == [(3, "Iraq")]
    assert _written(shown, at_2=_strip("│", "Iraq", "┃")) == [(7, "┃")]
    assert _written(shown, at_2=_strip("┃", "Iraq", "│")) == [(2, "┃"), (7, "│")]
    assert _written(shown, at_2=_strip("┃", "Ir", "an", "│")) == [(3, "Iran")]
    assert _written(shown, at_2=_strip("┃", "Iran", "│", style=_BOLD)) == [(2, "┃Iran│")]


@pytest.mark.parametrize("words", ["حزب الله", "家族", "👩‍👩‍👧‍👦", "e\u0301te\u0301"])
def test_words_whose_cells_terminals_count_differently_are_written_with_all_behind_them(
    words: str,
) -> None:
    shown = ShownParts()
    first, behind = Strip([Segment("│"), Segment(words)]), _strip("behind")
    width = first.cell_length
    parts = {"at_0": first, f"at_{width}": behind}
    _written(shown, **parts)
    assert _written(shown, **parts) == []
    plain = {"at_0": _strip("│", "x" * (width - 1)), f"at_{width}": behind}
    assert _written(shown, **plain) == [(0, "│" + "x" * (width - 1)), (width, "behind")]
    assert _written(shown, **parts) == [(0, f"│{words}"), (width, "behind")]


def test_parts_of_another_layout_are_written_whole() -> None:
    shown = ShownParts()
    _written(shown, at_0=_strip("abc"), at_3=_strip("def"))
    assert _written(shown, at_0=_strip("abcd")) == [(0, "abcd")]
    # The part at 3 was written over.
    assert _written(shown, at_3=_strip("def")) == [(3, "def")]
    assert _written(shown, at_0=_strip("abc")) == [(0, "abc")]


def test_what_was_painted_over_is_written_again() -> None:
    shown = ShownParts()
    strip = _strip("abc")
    WholeUpdate([{0: strip}], Region(0, 0, 3, 1), shown).show()
    assert _written(shown, at_0=strip) == []
    shown.forget()
    assert _written(shown, at_0=strip) == [(0, "abc")]


async def test_a_screen_that_was_under_another_is_written_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        parts = it.explorer._parts
        updates: list[object] = []
        monkeypatch.setattr(it.app, "_display", lambda screen, update: updates.append(update))
        await it.press("2", "j")
        changes = [update for update in updates if isinstance(update, PartsUpdate)]
        assert [piece for update in changes for piece in update.pieces()]
        await it.press("?")
        assert it.top != "Explorer"
        updates.clear()
        await it.press("escape")
        assert any(isinstance(update, WholeUpdate) for update in updates)
        assert not parts._shown._lines
