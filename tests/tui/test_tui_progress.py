"""How far a long question has come stands in its view until there is an answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from meanwhile import until
from tui_driver import exploring

from proxytui.jobs import told_progress
from proxytui.questions import tensions

if TYPE_CHECKING:
    import pytest

    from proxytui.questions.signed_ties import SignedTies
    from proxytui.workspace import Workspace


async def test_a_view_tells_how_far_its_question_has_come(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, asked = threading.Event(), tensions.findings

    def slow(signed: SignedTies) -> tuple[tensions.Finding, ...]:
        told_progress.tell("claims read: 5 of 9")
        while not answer.is_set():
            signed.checkpoint()
        return asked(signed)

    monkeypatch.setattr(tensions, "findings", slow)
    async with exploring(many) as it:
        await it.press("V", "t")
        shown = it.app.screen
        await until(it, lambda: "claims read: 5 of 9" in it.screen)
        answer.set()
        await until(it, lambda: not shown.working)
        await it.settled()
        assert "claims read" not in it.screen
