"""Pictures are the same on a slow machine as on a fast one."""

from __future__ import annotations

import pytest

from proxytui.tui.jobs import background_question
from proxytui.tui.screenshot import picture
from proxytui.workspace import Workspace

KEYS = ["Z", "j", "j", "l", "j"]
# Nothing is worked out at once.
SLOW = (None, 0.0, None)


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
