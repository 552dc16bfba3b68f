"""Pictures are the same on a slow machine as on a fast one."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from proxytui.tui.jobs import background_question
from proxytui.tui.screenshot import picture
from proxytui.tui.svg import offline
from proxytui.workspace import Workspace

TOOLS = Path(__file__).resolve().parents[2] / "tools"
KEYS = ["Z", "j", "j", "l", "j"]
# Nothing is worked out at once.
SLOW = (None, 0.0, None, 0.0)


@pytest.mark.parametrize("view", ["gaps", "tensions"])
def test_keys_of_a_picture_are_pressed_in_the_answer_however_late_it_comes(
    monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    def drawn() -> str:
        size = (110, 30)
        workspace = Workspace.open(demo=True)
        try:
            return picture(
                workspace, name="iran", view=view, size=size, theme=None, keys=KEYS, as_of=None
            )
        finally:
            workspace.close()

    at_once = drawn()
    monkeypatch.setattr(background_question.BackgroundQuestion.ask, "__defaults__", SLOW)
    monkeypatch.setattr(background_question, "_PAUSE_SECONDS", 0.1)
    assert drawn() == at_once


def test_a_picture_has_one_ground_for_neighbours_of_a_colour_and_each_cell_its_own() -> None:
    def ground(fill: str, x: float, y: str, width: float) -> str:
        return (
            f'<rect fill="{fill}" x="{x:g}" y="{y}" width="{width:g}" height="24.65"'
            ' shape-rendering="crispEdges"/>'
        )

    drawn = "".join(
        ground(fill, x * 12.2, y, 12.2)
        for y in ("1.5", "25.9")
        for x, fill in enumerate(("#000000", "#000000", "#111111", "#000000"))
    )
    wanted = "".join(
        ground(*piece)
        for y in ("1.5", "25.9")
        for piece in (
            ("#000000", 0, y, 24.4),
            ("#111111", 24.4, y, 12.2),
            ("#000000", 36.6, y, 12.2),
        )
    )
    assert offline(f"<g>{drawn}<text>a</text></g>") == f"<g>{wanted}<text>a</text></g>"


def test_windows_and_errors_can_be_drawn_like_views(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TOOLS)
    states = importlib.import_module("picture_states")
    for name, words in (("start-missing", "There is no store"), ("damaged", "is damaged")):
        svg = states.draw(states.STATES[name], (80, 24), "proxytui-light")
        assert words in svg.replace("&#160;", " ")
