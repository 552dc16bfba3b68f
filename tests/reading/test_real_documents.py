"""Documents as they are found: their texts are read, and what is cut from them verifies."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import files, quotes
from proxytui.reading.breaks import is_break

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_FOLDERS = (DATA / "documents", DATA / "factbook", Path("/usr/share/doc"), Path(sys.prefix))
_SUFFIXES = {".pdf", ".html", ".txt", ".md", ".xml", ".json"}
_EACH = 10
"""Documents of a kind from a folder, so that it takes seconds."""
_QUOTES = 25


def _documents() -> list[Path]:
    listed: list[Path] = []
    for folder in _FOLDERS:
        counts: dict[str, int] = {}
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            kind = file.suffix.lower()
            own = DATA in file.parents
            wanted = kind in _SUFFIXES if own else kind in (".pdf", ".html")
            if not wanted or not file.is_file() or (not own and file.stat().st_size < 8_000):
                continue
            counts[kind] = counts.get(kind, 0) + 1
            if own or counts[kind] <= _EACH:
                listed.append(file)
    return listed


@pytest.mark.parametrize("file", _documents(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_document_is_read_and_what_is_cut_from_it_verifies(file: Path) -> None:
    text = files.read(file).extracted.text
    chance = random.Random(file.name)
    for _ in range(_QUOTES):
        start = chance.randrange(len(text))
        while not is_break(text, start):
            start += 1
        end = min(len(text), start + chance.randrange(10, 200))
        while not is_break(text, end):
            end += 1
        exact = text[start:end]
        in_rule = "--" in (text[start - 1 : start + 1], text[end - 1 : end + 1])
        if any(map(str.isalnum, exact)) and not in_rule:
            for words in (exact, " ".join(exact.split())):
                assert quotes.check(Quote(words), text).check is not Check.ABSENT, words
