"""XML such as TEI: its words in order, a blank line between paragraphs."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from proxytui.errors import ProxyTUIError
from proxytui.reading.formats.extracted import Extracted, settled, stated_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADERS = frozenset(("teiHeader", "metadata", "fileDesc"))
_BLOCKS = re.compile(
    r"ab|body|back|byline|closer|dateline|div|front|head|item|l|lg|list|note|opener|p|para"
    r"|quote|row|sect|section|sp|table|text|title"
)
_BREAKS = frozenset(("lb", "br"))
_DEEPEST = 200
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


class _Element:
    """An element: its name without namespace, and what stands in it, in order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[str | _Element] = []

    @property
    def has_words(self) -> bool:
        """Whether words stand in it beside other elements."""
        return any(isinstance(part, str) and part.strip() for part in self.parts)

    def words(self) -> str:
        """All its words, on one line."""
        parts = (part if isinstance(part, str) else part.words() for part in self.parts)
        return " ".join("".join(parts).split())


class _Parsed(NamedTuple):
    root: _Element
    lang: str
    version: str


def read(data: bytes, encoding: str = "") -> Extracted:
    """The words of an XML file, without its header; raises ProxyTUIError where it is not well
    formed, or defines texts of its own that could grow without end."""
    root, lang, version = _parse(data, encoding)
    header = next(_named(root, "teiHeader"), root)
    title = next(_named(header, "title"), None) if header is not root else None
    author = next(_named(header, "author"), None)
    publisher = next(_named(header, "publisher"), None)
    date = (
        next((stated.words() for stated in _named(header, "date")), "")
        if header is not root
        else ""
    )
    return Extracted(
        settled(_text(root)).strip() + "\n",
        "XML",
        title=title.words() if title else "",
        author=author.words() if author and header is not root else "",
        publisher=publisher.words() if publisher and header is not root else "",
        published=stated_date(date),
        published_raw=date,
        lang=lang,
        extractor=version,
    )


def words(data: bytes) -> str:
    """The words of well-formed XML, a blank line between paragraphs."""
    return _text(_parse(data, "").root)


def _text(root: _Element) -> str:
    parts: list[str] = []
    _write(root, parts, apart=True)
    text = re.sub(r" *\n *", "\n", re.sub(r"[ \t]{2,}", " ", "".join(parts)))
    return re.sub(r"\n\n+", "\n\n", text).strip()


def _parse(data: bytes, encoding: str) -> _Parsed:
    open_elements = [_Element("")]
    langs: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        element = _Element(name.rpartition(" ")[2])
        if attributes.get(_XML_LANG) and (len(open_elements) == 1 or element.name == "text"):
            langs.append(attributes[_XML_LANG])
        if len(open_elements) > _DEEPEST:
            raise ProxyTUIError("the XML is nested too deeply", "save it as text or HTML")
        open_elements[-1].parts.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def words(data: str) -> None:
        parts = open_elements[-1].parts
        if parts and isinstance(parts[-1], str):
            parts[-1] += data
        else:
            parts.append(data)

    def entity(name: str, is_parameter: bool) -> None:
        if not is_parameter:
            words(html5.get(f"{name};", f"&{name};"))

    def declaration(*_: object) -> None:
        raise ProxyTUIError(
            "the XML defines texts of its own, which can grow without end", "save it without them"
        )

    parser = expat.ParserCreate(encoding or None, namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.SkippedEntityHandler = words, entity
    parser.EntityDeclHandler = declaration
    parser.UseForeignDTD(True)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ProxyTUIError(f"the XML is broken: {error}", "save it as text or HTML") from None
    return _Parsed(open_elements[0], langs[-1] if langs else "", f"expat {_version()}")


def _version() -> str:
    return ".".join(map(str, expat.version_info))


def _named(element: _Element, name: str) -> Iterator[_Element]:
    for part in element.parts:
        if isinstance(part, _Element):
            if part.name == name:
                yield part
            yield from _named(part, name)


def _write(element: _Element, parts: list[str], *, apart: bool) -> None:
    """Append the words of an element; `apart` where its parts are paragraphs of their own."""
    for part in element.parts:
        if isinstance(part, str):
            parts.append(re.sub(r"\s+", " ", part) if part.strip() or not apart else "")
        elif part.name in _BREAKS:
            parts.append("\n")
        elif part.name not in _HEADERS:
            block = apart or _BLOCKS.fullmatch(part.name) is not None
            between = "\n\n" if block else " " if part.name == "cell" else ""
            parts.append(between)
            _write(part, parts, apart=not part.has_words and block and part.name != "row")
            parts.append(between)
