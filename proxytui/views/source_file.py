"""Files that become sources, in words: what was read of one, what it shares with another."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.wording.phrases import plural, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.questions.quotes_of_source import Rechecked
    from proxytui.reading.files import ReadFile
    from proxytui.reading.shared_passages import SharedText

_SHOWN = {
    "title": "title",
    "author": "author",
    "publisher": "publisher",
    "published": "published",
    "lang": "language",
    "url": "address",
}


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


def sha(file: ReadFile) -> str:
    """The name of a file's text where it is kept."""
    return hashlib.sha256(file.text).hexdigest()


def sentences(
    file: ReadFile,
    given: Mapping[str, str],
    copies: Sequence[SharedText],
    rechecked: Rechecked | None,
) -> list[str]:
    """What was read of a file, a line each: its content, what it states and what it doesn't, what
    is not sure, and how the quotes of its source fare in it."""
    extracted = file.extracted
    parts = [extracted.format, plural(extracted.words, "word")]
    if extracted.pages:
        parts.append(plural(extracted.pages, "page"))
    lines = [", ".join(parts)]
    if rechecked is None:
        fields = {**extracted.stated, **given}
        known = {label: fields[name] for name, label in _SHOWN.items() if name in fields}
        lines += [f"{label}: {text.line(words)}" for label, words in known.items()]
        if missing := [label for label in _SHOWN.values() if label not in known]:
            lines.append(f"not stated: {', '.join(missing)}")
    elif rechecked.total:
        absent = len(rechecked.absent)
        lines.append(f"{absent} of {plural(rechecked.total, 'quote')} are absent in this version")
        lines += ["they stay with the version they were taken from"] if absent else []
    lines += extracted.unsure
    lines += [likeness(shared) for shared in copies[:3]]
    return lines
