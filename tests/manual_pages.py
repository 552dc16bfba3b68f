"""The chapters of the manual, for the tests that hold what they show."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "docs" / "manual"
CHAPTERS: dict[str, str] = {
    file.stem: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.md"))
}
TEXT = "\n".join(CHAPTERS.values())
"""All of them in a row."""
