"""The links of a Markdown text, as Obsidian takes them: each with the line on which it stands.

Links in code, in comments and in what this program wrote are none; nor are embedded files and links
to a heading of the same text. A word in front of a link names a relation only as a field,
`backs:: [[Hamas]]`: words of a sentence may just as well deny it.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from proxytui.exchange.markdown_text import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIKI = re.compile(r"(?<!!)\[\[([^\[\]\n]{1,400})\]\]")
_MARKDOWN = re.compile(
    r"(?<![!\[\]])\[[^\[\]\n]{0,400}\]\(<?([^()<>\s]{1,400}\.md)(?:#[^()<>\s]*)?>?\)"
)
_FIELD = re.compile(
    r"\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*)*[*_]{0,2}([^\W\d_][\w /-]{0,60}?)[*_]{0,2}\s*::"
)
_INLINE = re.compile(r"[\[(]([^\W\d_][\w /-]{0,60}?)\s*::\s*")
_BACKTICKS = re.compile("`+")
_FENCE = re.compile(r" {0,3}(?:>\s?)*(`{3,}|~{3,})")
_OPENERS = {"%%": "%%", "<!--": "-->"}
_LIST = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_EXTENSION = re.compile(r"\.(?!md\Z)[A-Za-z][A-Za-z0-9]{1,4}\Z")


class Link(NamedTuple):
    """A link to a note by its name or path; `relation` is the field in front of it, "" without one;
    `line` is the number and `words` the text of the line on which it stands."""

    target: str
    relation: str
    line: int
    words: str


def links(text: str, first: int = 1) -> Iterator[Link]:
    """The links of a text whose first line has this number."""
    for number, line, shown in _plain(text, first):
        field = _FIELD.match(shown)
        inline = {match.end(): match[1] for match in _INLINE.finditer(shown)}
        for place, target in _targets(shown):
            relation = inline.get(place) or (field[1] if field else "")
            yield Link(target, relation.strip(), number, line)


def in_property(words: str) -> Iterator[str]:
    """The targets of the links in a property."""
    return (target for _, target in _targets(words))


def _targets(shown: str) -> Iterator[tuple[int, str]]:
    places = [
        (m.start(), m[1].replace("\\|", "|").partition("|")[0]) for m in _WIKI.finditer(shown)
    ]
    places += [(m.start(), unquote(m[1])) for m in _MARKDOWN.finditer(shown)]
    for place, words in sorted(places):
        target = re.split(r"[#^]", words, maxsplit=1)[0].strip().removesuffix(".md")
        if target and not _EXTENSION.search(target) and "://" not in target:
            yield place, target


def _plain(text: str, first: int) -> Iterator[tuple[int, str, str]]:
    """The lines with their numbers, each as it stands and without code and comments."""
    fence, closing, own = "", "", False
    is_blank, is_listed, in_code = True, False, False
    for number, line in enumerate(text.split("\n"), first):
        if line.strip() in (BEGIN, END):
            own = line.strip() == BEGIN
            continue
        if own:
            continue
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip("`~ \t\r"):
                fence = ""
            continue
        if mark and not closing:
            fence = mark[1]
            continue
        is_indented = line.startswith(("    ", "\t"))
        in_code = is_indented and (in_code or (is_blank and not is_listed))
        is_blank = not line.strip()
        if not is_blank and not is_indented:
            is_listed = bool(_LIST.match(line))
        if in_code:
            continue
        shown, closing = _uncommented(line, closing)
        yield number, line, shown


def _uncommented(line: str, closing: str) -> tuple[str, str]:
    """A line without code and comments, and what ends the comment that goes on behind it."""
    shown, at = _uncoded(line), 0
    kept: list[str] = []
    places = dict.fromkeys(_OPENERS, 0)
    while True:
        if closing:
            end = shown.find(closing, at)
            if end < 0:
                return "".join(kept), closing
            at = end + len(closing)
        for mark, place in places.items():
            if place < at or not at:
                next_ = shown.find(mark, at)
                places[mark] = next_ if next_ >= 0 else len(shown)
        mark = min(places, key=places.__getitem__)
        kept.append(shown[at : places[mark]])
        if places[mark] == len(shown):
            return "".join(kept), ""
        at, closing = places[mark] + len(mark), _OPENERS[mark]


def _uncoded(line: str) -> str:
    """A line without what stands between two runs of as many backticks."""
    runs = [match.span() for match in _BACKTICKS.finditer(line)]
    others: defaultdict[int, deque[int]] = defaultdict(deque)
    for start, end in runs:
        others[end - start].append(start)
    kept: list[str] = []
    at = 0
    for start, end in runs:
        alike = others[end - start]
        while alike and alike[0] <= start:
            alike.popleft()
        if start >= at and alike:
            kept.append(line[at:start])
            at = alike[0] + end - start
    return " ".join((*kept, line[at:]))
