"""The text of an entry of The World Factbook: headings and values, one a line, without markup."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BREAK = re.compile(r"<br\s*/?>|</p>|</li>|</div>", re.I)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")


def text(data: bytes) -> str:
    """The kept text of an entry, which is JSON: sections, fields, and values with HTML."""
    sections = json.loads(data)
    lines: list[str] = []
    for section, fields in sections.items():
        lines += ["", section.upper()]
        for field, values in fields.items():
            lines += [field.strip(), *_lines(values)]
    return "\n".join(lines[1:]) + "\n"


def _lines(values: Mapping[str, object], label: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            inner = key.strip()
            yield from _lines(value, f"{label}: {inner}" if label else inner)
            continue
        found = [line for line in map(_plain, _BREAK.split(str(value))) if line]
        if found and label:
            found[0] = f"{label}: {found[0]}"
        yield from found


def _plain(marked: str) -> str:
    return _BLANKS.sub(" ", html.unescape(_TAG.sub("", marked))).strip()
