"""The kept texts of the sources: which file each is, and how a text is taken from it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dataset import factbook
from proxytui.reading import quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "texts"
_ORIGINALS = (".xml", ".csv")


class KeptText(NamedTuple):
    """A kept text of a source, with the file it was taken from where that is kept too."""

    text: str
    original: bytes | None = None

    @property
    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of `documents/` by their names."""
        for data in (self.text.encode(), self.original):
            if data is not None:
                yield sha256(data), data


def sha256(data: bytes) -> str:
    """The name of a file of `documents/`."""
    return hashlib.sha256(data).hexdigest()


def read(source: str) -> KeptText | None:
    """The kept text of a source; None where it has none.

    `ID.json` is an entry of the Factbook, of which the text alone is kept; `ID.xml` and `ID.csv`
    are originals beside their texts.
    """
    entry = FOLDER / f"{source}.json"
    if entry.exists():
        return KeptText(factbook.text(entry.read_bytes()))
    files = {file.suffix: file for file in sorted(FOLDER.glob(f"{source}.*"))}
    original = next((files.pop(suffix) for suffix in _ORIGINALS if suffix in files), None)
    for file in files.values():
        return KeptText(quotes.kept(file.read_bytes()), original.read_bytes() if original else None)
    return None
