"""A page of the manual as lines for so many cells, with where its headings and links stand."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.markdown import CodeBlock, Heading, Markdown
from rich.padding import Padding
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from proxytui.views import document
from proxytui.views.lines import Line, Row, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import ConsoleOptions, OverflowMethod, RenderResult
    from rich.segment import Segment

_ROLES = {
    "h1": "title",
    "h2": "title",
    "h3": "strong",
    "h4": "strong",
    "strong": "strong",
    "em": "strong",
    "code": "key",
    "code_block": "quote",
    "link_url": "link",
    "item.bullet": "dim",
    "item.number": "dim",
    "table.header": "heading",
    "table.border": "rule",
    "hr": "rule",
}
_THEME = Theme({f"markdown.{name}": Style(meta={"role": role}) for name, role in _ROLES.items()})
_INDENT = 2
_FRAME = frozenset("│┌┐└┘─")
_COMMENT = re.compile(r"^<!--.*?-->\n?", re.M | re.S)
_PAGE_LINK = re.compile(r"\]\(([^)\s:#]+\.md)\)")
_HEADING = re.compile(r"^(?P<level>#{1,2}) (?P<title>.+)$", re.M)
_TITLE = re.compile(r"^# (?P<title>.+)\n*")
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)


class ManualPage(NamedTuple):
    """A page as it is drawn: a row with links is a stop and has their addresses, by its key.
    `anchors` are the places of headings, by the names that links have for them."""

    rows: list[Row]
    links: dict[str, tuple[str, ...]]
    anchors: dict[str, int]


class Chapter(NamedTuple):
    """A heading of a page: its level is 1 for that of the page, 2 for one of its parts."""

    title: str
    level: int
    anchor: str


class _PlainHeading(Heading):
    """A heading at the margin, which can be found again by its anchor."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = self.text.copy()
        text.stylize(Style(meta={"anchor": anchor(text.plain)}))
        yield text


class _PlainCode(CodeBlock):
    """What is typed or shown, set in; a drawing that would only just fit stands at the margin, and
    is cut where it doesn't fit: folded, it would be no drawing."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = str(self.text).rstrip().split("\n")
        just_fits = options.max_width - _INDENT < max(map(len, lines)) <= options.max_width
        style = Style(meta={"role": "quote"})
        drawn = any(_FRAME & set(line) for line in lines)
        overflow: OverflowMethod = "ellipsis" if drawn else "fold"
        for line in lines:
            text = Text(line, style=style, overflow=overflow, no_wrap=drawn)
            yield text if just_fits else Padding(text, (0, 0, 0, _INDENT))


class _Page(Markdown):
    elements = {
        **Markdown.elements,
        "heading_open": _PlainHeading,
        "fence": _PlainCode,
        "code_block": _PlainCode,
    }


def anchor(title: str) -> str:
    """The name that a link has for a heading."""
    folded = unicodedata.normalize("NFKC", title).strip().lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", folded))


def pages(text: str) -> list[str]:
    """The other pages that a page has links to, in their order."""
    return list(dict.fromkeys(_PAGE_LINK.findall(text)))


def chapters(text: str) -> list[Chapter]:
    """The headings of a page and of its parts."""
    found = _HEADING.finditer(_FENCE.sub("", text))
    titles = ((heading["title"].replace("`", ""), heading["level"]) for heading in found)
    return [Chapter(title, len(level), anchor(title)) for title, level in titles]


def page(text: str, cells: int) -> ManualPage:
    """A page in Markdown, drawn for so many cells, without its title, which stands on the frame."""
    console = Console(
        width=cells,
        force_terminal=True,
        color_system="truecolor",
        theme=_THEME,
        legacy_windows=False,
    )
    text = _COMMENT.sub("", text).lstrip()
    title = _TITLE.match(text)
    drawn = console.render_lines(_Page(text[title.end() :] if title else text), pad=False)
    rows: list[Row] = []
    links: dict[str, tuple[str, ...]] = {}
    anchors = {anchor(title["title"].replace("`", "")): 0} if title else {}
    for number, segments in enumerate(drawn):
        for name in _metas(segments, "anchor"):
            anchors.setdefault(name, number)
        targets = [segment.style.link for segment in segments if segment.style]
        addresses = tuple(dict.fromkeys(link for link in targets if link))
        key = f"line-{number}"
        if addresses:
            links[key] = addresses
        rows.append(Row(key, _line(segments), stop=bool(addresses)))
    return ManualPage(rows, links, anchors)


def find(rows: Sequence[Row], typed: str) -> list[tuple[int, int]]:
    """The places where words stand in rows, over the ends of lines too, as code points of all rows
    with one between two of them."""
    return document.find("\n".join(map(_words, rows)), typed)


def marked(rows: Sequence[Row], mark: tuple[int, int]) -> tuple[list[Row], int]:
    """The rows with one of these places marked in them, and the number of the first such row."""
    drawn: list[Row] = []
    first, end = 0, -1
    for number, row in enumerate(rows):
        start = end + 1
        end = start + len(_words(row))
        if mark[0] < end and start < mark[1]:
            first = first or number
            inside = (max(0, mark[0] - start), mark[1] - start)
            row = Row(row.key, _with_mark(row.line, *inside), stop=row.stop)
        drawn.append(row)
    return drawn, first


def _words(row: Row) -> str:
    return "".join(span.text for span in row.line)


def _with_mark(line: Line, start: int, end: int) -> Line:
    spans: list[Span] = []
    place = 0
    for span in line:
        cuts = sorted(
            {min(max(0, cut - place), len(span.text)) for cut in (0, start, end, 1 << 30)}
        )
        for left, right in pairwise(cuts):
            inside = start <= place + left < end
            spans.append(Span(span.text[left:right], "found" if inside else span.role))
        place += len(span.text)
    return tuple(spans)


def _metas(segments: list[Segment], name: str) -> Iterator[str]:
    for segment in segments:
        if segment.style is not None and name in segment.style.meta:
            yield segment.style.meta[name]


def _line(segments: list[Segment]) -> Line:
    return tuple(
        Span(segment.text, next(_metas([segment], "role"), "text"))
        for segment in segments
        if segment.text
    )
