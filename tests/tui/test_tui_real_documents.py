"""Documents of other people in the reading room: they open, are marked, scroll, and verify."""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bidi.algorithm import get_display
from room_driver import finish, marked, new_claims, picked, reading

from proxytui.model.changes import Change
from proxytui.model.vocabulary import Check
from proxytui.reading import files
from tests.small_pdf import lettered_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.workspace import Workspace

_FOLDERS = (Path("/usr/share/doc"), Path(sys.prefix))
_KINDS = {".pdf": 6, ".html": 6}
"""Documents of a kind, each of another package."""
_LEAST_BYTES = 8_000
_LARGEST_BYTES = 3_000_000

ARABIC = (
    "قالت القيادة إن أردانيا تدعم لواء الأرز منذ سنوات",
    "ولم تعلن أردانيا شيئا عن ذلك حتى الآن",
    "عادت المدينة التي سقطت عام 2012 إلى الحكومة",
)
HEBREW = (
    "לפי הדובר ארדניה תומכת בארגון הארז מזה שנים",
    "הארגון קיבל 40 טילים מן המדינה השכנה לפני שנים",
    "איש לא אישר את הדברים אתמול",
)


def _found() -> Iterator[Path]:
    for kind, most in _KINDS.items():
        packages: dict[Path, Path] = {}
        for folder in _FOLDERS:
            for file in sorted(folder.rglob(f"*{kind}*")) if folder.is_dir() else ():
                name = file.name.removesuffix(".gz")
                if name.endswith(kind) and file.is_file():
                    size = file.stat().st_size
                    if _LEAST_BYTES < size < _LARGEST_BYTES:
                        packages.setdefault(file.parent, file)
        yield from list(packages.values())[:most]


def _data(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def _names(text: str) -> list[str]:
    """The two words that stand most often inside sentences with a capital."""
    words = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?= [a-z])", text)
    return [word for word, _ in Counter(words).most_common(2)]


def _with_actors(workspace: Workspace, *names: str) -> None:
    for place, name in enumerate(names):
        record = {"kind": "organisation", "names": [{"text": name}]}
        workspace.apply([Change("actors", f"a{place}", None, record)], "an actor")


async def _is_read(workspace: Workspace, source: str, *, size: tuple[int, int] = (80, 24)) -> str:
    """Go through the text of a source by keys, and record a sentence of it; returns its words."""
    async with reading(workspace, source, size) as (it, reader):
        assert reader.room is not None
        text = reader.room.text
        await it.press("n")
        word = reader.room.cursor.word
        assert "".join(marked(reader, "picked") + marked(reader, "mention"))
        assert reader.room.mentions.at(word.start) is not None
        seen = set()
        for keys in (["ctrl+d"], ["pagedown"], ["j", "j"], ["ctrl+u"], ["G"], ["k"]):
            await it.press(*keys)
            assert picked(reader)
            top = reader.view.scroll_offset.y
            at = reader.view.wrapped.line_at(reader.room.cursor.word.start)
            assert top <= at < top + reader.view.size.height
            seen.add(reader.room.cursor.word.start)
        assert len(seen) > 1
        await it.press("g", "g", "n", "s", "c")
        field = it.app.screen.field
        quote = field.value[field.value.index('"') :]
        field.value = f"[a0] backs [a1]; {quote}"
        await it.press("enter")
        await finish(it, workspace, source)
        (claim,) = new_claims(workspace, source)
        (citation,) = claim.citations
        assert workspace.check_quote(citation).check is Check.EXACT
        assert citation.quote is not None
        assert citation.locator is not None
        assert (citation.locator.page is not None) is ("\f" in text)
        assert any(row.line[0].text.startswith("✓") for row in reader.view.rows if row.line)
        return citation.quote.exact


@pytest.mark.parametrize("file", list(_found()), ids=lambda file: f"{file.parent.name}-{file.name}")
async def test_a_document_of_an_installed_package_opens_is_marked_scrolls_and_verifies(
    empty: Workspace, file: Path
) -> None:
    read = files.read_bytes(_data(file), file.name.removesuffix(".gz"))
    names = _names(read.extracted.text)
    if len(names) < 2:
        pytest.skip("the document names nothing with a capital")
    _with_actors(empty, *names)
    source, _ = empty.add_source(read, {})
    assert await _is_read(empty, source)
    assert empty.report(only_quotes=True).quotes[Check.EXACT.value] == 1


def visual(words: str) -> list[tuple[str, int]]:
    """The letters where a reader sees them, and in this order in the file."""
    return [(char, column) for column, char in enumerate(str(get_display(words, base_dir="R")))]


def logical(words: str) -> list[tuple[str, int]]:
    """The letters where a reader sees them, in the file in the order in which they are read."""
    shown = str(get_display(words, base_dir="R"))
    letters: dict[str, list[int]] = {}
    for column in range(len(shown) - 1, -1, -1):
        letters.setdefault(shown[column], []).append(column)
    return [(char, letters[char].pop(0)) for char in words if letters.get(char)]


def turned(words: str) -> list[tuple[str, int]]:
    """The letters from the left in the order in which they are read, as faulty files have them."""
    return [(char, column) for column, char in enumerate(words)]


@pytest.mark.parametrize("drawn", [visual, logical, turned], ids=lambda drawn: drawn.__name__)
@pytest.mark.parametrize(
    ("lines", "names"),
    [(ARABIC, ("أردانيا", "لواء الأرز")), (HEBREW, ("ארדניה", "ארגון הארז"))],
    ids=["arabic", "hebrew"],
)
async def test_a_right_to_left_pdf_opens_is_marked_scrolls_and_verifies(
    empty: Workspace,
    lines: tuple[str, ...],
    names: tuple[str, str],
    drawn: Callable[[str], list[tuple[str, int]]],
) -> None:
    read = files.read_bytes(lettered_pdf([drawn(line) for line in lines]), "a.pdf")
    assert read.extracted.text.split("\n")[: len(lines)] == list(lines)
    _with_actors(empty, *names)
    source, _ = empty.add_source(read, {})
    async with reading(empty, source, (80, 24)) as (it, reader):
        assert reader.room is not None
        text = reader.room.text
        assert {text[slice(*m[:2])] for m in reader.room.mentions.between(0, len(text))} >= {
            names[0]
        }
        await it.press("G", "g", "g", "n", "s", "c")
        field = it.app.screen.field
        field.value = f"[a0] backs [a1]; {field.value[field.value.index(chr(34)) :]}"
        await it.press("enter")
        await finish(it, empty, source)
        (citation,) = new_claims(empty, source)[0].citations
        assert empty.check_quote(citation).check is Check.EXACT
