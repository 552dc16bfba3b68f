"""The README's first ten claims, typed into an empty store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tui_driver import exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
LINES = [
    line
    for block in re.findall(r"^```claims\n(.*?)^```", README, re.M | re.S)
    for line in block.splitlines()
]


async def test_the_lines_of_the_readme_are_kept_as_they_are_typed(empty: Workspace) -> None:
    async with exploring(empty) as it:
        for line in LINES:
            await it.press("a", *line, "enter")
            assert it.top == "Explorer", line
    assert len(empty.index.claims) == 10
    assert {claim.type for claim in empty.index.claims.values()} == {
        "backs",
        "leads",
        "opposes",
        "part-of",
    }
