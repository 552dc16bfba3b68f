"""Files that become sources, in words: what was read of one, what it shares with another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.wording.phrases import plural, quoted

if TYPE_CHECKING:
    from proxytui.reading.files import ReadFile
    from proxytui.reading.shared_passages import SharedText


def file_name(file: ReadFile) -> str:
    """The name of a file without its folders."""
    return text.line(Path(file.name).name)


def content(file: ReadFile) -> str:
    """`PDF, 10174 words, 29 pages, “Its title”`."""
    extracted = file.extracted
    parts = [extracted.format, plural(extracted.words, "word")]
    if extracted.pages:
        parts.append(plural(extracted.pages, "page"))
    if title := quoted(extracted.title):
        parts.append(title)
    return ", ".join(parts)


def likeness(shared: SharedText) -> str:
    """`62 % of its passages stand in s-old too`."""
    return f"{round(100 * shared.share)} % of its passages stand in {shared.source} too"
