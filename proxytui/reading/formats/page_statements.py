"""What an HTML page states of itself, and all its words: read by the standard library alone.

Only what the page's head states counts: titles, authors and dates that are guessed from what stands
near the words would be taken for facts.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head"))
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h1|h2|h3|h4|h5|h6|header|hr|li|main|nav|ol|p|pre|section|summary|table"
    r"|tbody|tfoot|thead|tr|ul"
)
_CELLS = frozenset(("td", "th"))
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")

_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "author": ("citation_author", "dc.creator", "dcterms.creator", "author"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"),
    "published": (
        "citation_publication_date",
        "article:published_time",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "datepublished",
    ),
    "url": ("og:url",),
    "lang": ("content-language", "dc.language", "dcterms.language"),
}
"""The names under which pages state a field, the surest first."""


class Page(NamedTuple):
    """A page's words, a blank line between blocks, and what it states, by the field of a source."""

    text: str
    stated: dict[str, str]


def read(markup: str) -> Page:
    """All words of a page, menus included, and what it states of itself."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return Page(reader.words(), reader.stated())


class _Reader(HTMLParser):
    """Collects the words outside of scripts, and what the head states."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._skipped: list[str] = []
        self._head: list[str] | None = None
        self._title: list[str] | None = None
        self._linked: list[str] | None = None
        self._meta: dict[str, str] = {}
        self._json: dict[str, str] = {}
        self._preformatted = 0
        self._lang = self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._lang = values.get("lang") or values.get("xml:lang", "")
        elif tag == "meta":
            name = values.get("name") or values.get("property") or values.get("itemprop")
            name = (name or values.get("http-equiv") or "").lower()
            if name and values.get("content", "").strip():
                self._meta.setdefault(name, values["content"].strip())
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self._address = values.get("href", "")
        elif tag == "title" and self._title is None:
            self._title = self._head = []
        elif tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self._linked = []
        if tag in ("body", "article", "main", "p", "h1"):
            self._skipped = [name for name in self._skipped if name != "head"]
        if tag in _SKIPPED:
            self._skipped.append(tag)
        self._preformatted += tag == "pre"
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag == "title":
            self._head = None
        if tag == "script" and self._linked is not None:
            self._read_linked("".join(self._linked))
            self._linked = None
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        if not _VOID.fullmatch(tag):
            self._part(tag)

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._head is not None:
            self._head.append(data)
        elif self._linked is not None:
            self._linked.append(data)
        elif not self._skipped:
            self._parts.append(data if self._preformatted else re.sub(r"[ \t\n\r\f]+", " ", data))

    def _part(self, tag: str) -> None:
        if self._skipped:
            return
        if _BLOCKS.fullmatch(tag):
            self._parts.append("\n\n")
        elif tag in _CELLS:
            self._parts.append(" ")
        elif tag == "br":
            self._parts.append("\n")

    def _read_linked(self, written: str) -> None:
        try:
            data = json.loads(written)
        except ValueError:
            return
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else [graph]:
            if not isinstance(item, dict) or "datePublished" not in item:
                continue
            self._json.setdefault("published", _name(item["datePublished"]))
            self._json.setdefault("title", _name(item.get("headline")))
            self._json.setdefault("author", _name(item.get("author")))
            self._json.setdefault("publisher", _name(item.get("publisher")))

    def words(self) -> str:
        """The words, a blank line between blocks."""
        text = re.sub(r"[^\S\n\u00a0\u2000-\u200d\u202f\u3000]+\n", "\n", "".join(self._parts))
        text = re.sub(r"\n[ \t]+(?=\S)", "\n", text)
        return re.sub(r"\n\s*\n", "\n\n", re.sub(r"[ \t]{2,}", " ", text)).strip()

    def stated(self) -> dict[str, str]:
        """What the page states, by field; a field that it doesn't state is left out."""
        fields = {
            field: next((self._meta[name] for name in names if name in self._meta), "")
            for field, names in _META.items()
        }
        for field, value in self._json.items():
            fields[field] = fields[field] or value
        fields["title"] = fields["title"] or "".join(self._title or ())
        fields["lang"] = self._lang or fields["lang"]
        fields["url"] = self._address or fields["url"]
        if not fields["url"].startswith(("http://", "https://")):
            fields["url"] = ""
        if fields["author"].startswith(("http://", "https://")):
            fields["author"] = ""
        shown = {field: " ".join(value.split()) for field, value in fields.items()}
        return {field: value for field, value in shown.items() if value}


def _name(value: object) -> str:
    """What linked data calls something: a text, the name of a thing, the names of several."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name)
    return value if isinstance(value, str) else ""
