"""Names of files for notes: safe on every system, one for each note, none out of their folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from proxytui import text as texts

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDING = ".md"
# What Windows refuses in names, and what ends the name in a link of Obsidian.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LINKING = re.compile(r"[#^\[\]]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.I)
_LONGEST, _LONGEST_BYTES = 60, 150


def safe(words: str) -> str:
    """A name made of any words, which may come out empty."""
    plain = _LINKING.sub("", normalize("NFC", texts.line(words)))
    name = " ".join(_REFUSED.sub(" ", plain).split())
    name = name[:_LONGEST]
    while len(name.encode()) > _LONGEST_BYTES:
        name = name[:-1]
    name = name.strip(" .")
    return f"note {name}" if _DEVICE.match(name) else name


class FileNames:
    """Names that are given once, whatever the case of their letters; some are `taken` before."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {_key(name) for name in taken}

    def fresh(self, words: str, id_: str) -> str:
        """A name for a note that begins with some words; where these are taken its id follows."""
        first = safe(words) or safe(id_) or "note"
        names = [first, f"{first} {safe(id_)}".strip()]
        number = 2
        while _key(f"{names[0]}{ENDING}") in self._taken:
            del names[0]
            if not names:
                names.append(f"{first} {safe(id_)} {number}")
                number += 1
        name = f"{names[0]}{ENDING}"
        self._taken.add(_key(name))
        return name


def _key(name: str) -> str:
    """The key that two names share which some systems take for one."""
    return normalize("NFC", normalize("NFC", name).casefold())
