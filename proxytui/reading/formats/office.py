"""Documents of word processors (DOCX, ODT): their paragraphs, by the standard library."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple
from xml.parsers import expat

from proxytui.errors import ProxyTUIError
from proxytui.reading.formats.extracted import Extracted, settled

_MOST_BYTES = 64 * 1024 * 1024
_BROKEN = "save it as text, or as PDF"


class _Kind(NamedTuple):
    """The parts of a kind of document: where its words and its own data lie, and its elements."""

    format: str
    body: str
    data: str
    paragraphs: frozenset[str]
    runs: frozenset[str]
    skipped: frozenset[str]
    signs: dict[str, str]


_KINDS = (
    _Kind(
        "DOCX",
        "word/document.xml",
        "docProps/core.xml",
        frozenset(("p",)),
        frozenset(("t",)),
        frozenset(("del", "moveFrom", "Fallback")),
        {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"},
    ),
    _Kind(
        "ODT",
        "content.xml",
        "meta.xml",
        frozenset(("p", "h")),
        frozenset(("p", "h")),
        frozenset(("tracked-changes", "annotation", "automatic-styles")),
        {"tab": "\t", "line-break": "\n", "s": " "},
    ),
)


def read(data: bytes) -> Extracted | None:
    """The words of a document; None where the archive is none. Raises ProxyTUIError where it is
    broken or locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            for kind in _KINDS:
                if kind.body in names:
                    return _read(archive, names, kind)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise ProxyTUIError(f"the document can't be opened: {error}", _BROKEN) from None
    except expat.ExpatError as error:
        raise ProxyTUIError(f"the document is broken: {error}", _BROKEN) from None
    return None


def _read(archive: zipfile.ZipFile, names: set[str], kind: _Kind) -> Extracted:
    paragraphs = _paragraphs(_part(archive, kind.body), kind)
    stated = _stated(_part(archive, kind.data)) if kind.data in names else {}
    return Extracted(
        settled("\n\n".join(words for words in paragraphs if words.strip())).strip() + "\n",
        kind.format,
        title=stated.get("title", ""),
        author=stated.get("creator", ""),
        lang=stated.get("language", ""),
        extractor=f"expat {'.'.join(map(str, expat.version_info))}",
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ProxyTUIError("the document is too large to keep as a text", _BROKEN)
    return archive.read(name)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def declaration(*_: object) -> None:
        raise ProxyTUIError("the document defines texts of its own", _BROKEN)

    parser.EntityDeclHandler = declaration
    return parser


def _paragraphs(data: bytes, kind: _Kind) -> list[str]:
    """The paragraphs in order; one inside another one (in a text box) stands before it."""
    paragraphs: list[str] = []
    around: list[list[str]] = []
    open_names: list[str] = []
    skipped = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal skipped
        local = name.rpartition(" ")[2]
        open_names.append(local)
        skipped += local in kind.skipped
        if local in kind.paragraphs:
            around.append([])
        elif around and not skipped:
            around[-1].append(kind.signs.get(local, ""))

    def end(name: str) -> None:
        nonlocal skipped
        local = name.rpartition(" ")[2]
        open_names.pop()
        if local in kind.paragraphs and around:
            words = "".join(around.pop())
            if not skipped:
                paragraphs.append(words)
        skipped -= local in kind.skipped

    def words(data: str) -> None:
        if around and not skipped and (kind.format == "ODT" or open_names[-1] in kind.runs):
            around[-1].append(data)

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parser.Parse(data, True)
    return paragraphs


def _stated(data: bytes) -> dict[str, str]:
    """What the document says of itself, by the local names of its elements."""
    stated: dict[str, str] = {}
    open_names: list[str] = []

    def words(data: str) -> None:
        if open_names and data.strip():
            stated.setdefault(open_names[-1], data.strip())

    parser = _parser()
    parser.StartElementHandler = lambda name, _: open_names.append(name.rpartition(" ")[2])
    parser.EndElementHandler = lambda _: open_names.pop()
    parser.CharacterDataHandler = words
    parser.Parse(data, True)
    return stated
