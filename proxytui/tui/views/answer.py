"""What a command answers that has no view of its own, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.views.base import View
from proxytui.views import json_outline
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene


class AnswerView(View):
    """The document that the command line prints with `--json`, as an outline."""

    kind = "answer"

    def __init__(self, desk: Desk, asked: str, title: str, document: Json) -> None:
        super().__init__(desk, id="answer")
        self._asked = asked
        self._title = title
        self._document = document

    @property
    def follows_filter(self) -> bool:
        """A command says itself what it filters."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The line that was typed."""
        return (f":{self._asked}",)

    @property
    def heading(self) -> str:
        """What the command does."""
        return self._title

    @property
    def inactive_actions(self) -> frozenset[str]:
        """No row of it is about a record."""
        return super().inactive_actions | {"centre", "words", "source"}

    def made(self, scene: Scene, cells: int) -> list[Row]:
        """The outline."""
        return json_outline.rows(self._document, cells)

    def target(self, key: str) -> Target:
        """It leads nowhere."""
        return NOTHING
