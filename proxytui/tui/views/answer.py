"""The view of a command's answer as text, for commands that have no view of their own."""

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

    def __init__(self, desk: Desk, line: str, title: str, document: Json) -> None:
        super().__init__(desk)
        self._typed = line
        self._title = title
        self._document = document

    @property
    def follows_filter(self) -> bool:
        """Commands have a filter of their own."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The line that was typed."""
        return (f":{self._typed}",)

    @property
    def heading(self) -> str:
        """The help of the command: what it does."""
        return self._title

    @property
    def inactive_actions(self) -> frozenset[str]:
        """Actions on a record, for no row is about one."""
        return super().inactive_actions | {"centre", "words", "source"}

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """The outline."""
        return json_outline.rows(self._document, cells)

    def target(self, key: str) -> Target:
        """No row leads anywhere."""
        return NOTHING
