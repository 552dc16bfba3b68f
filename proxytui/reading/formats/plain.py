"""Text and Markdown: kept as they are, for every sign in them may be quoted."""

from __future__ import annotations

import re

from proxytui.reading.formats.extracted import Extracted, stated_date

_HEADING = re.compile(r"^#[ \t]+(\S.*?)[ \t#]*$", re.M)
_FRONT = re.compile(r"---\n(.*?\n)(?:---|\.\.\.)(?:\n|\Z)", re.S)
_FIELD = re.compile(
    r"^(title|author|publisher|date|pubDate|lang|url)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.M
)


def read(text: str) -> Extracted:
    """A plain text, which says nothing of itself."""
    return Extracted(text, "text")


def read_markdown(text: str) -> Extracted:
    """A text in Markdown, with what its front matter says, and its first heading as its title."""
    front = _FRONT.match(text)
    stated = {
        field: value.strip("\"'") for field, value in _FIELD.findall(front[1] if front else "")
    }
    heading = _HEADING.search(text, front.end() if front else 0)
    date = stated.get("date") or stated.get("pubDate", "")
    return Extracted(
        text,
        "Markdown",
        title=stated.get("title") or (heading[1] if heading else ""),
        author=stated.get("author", ""),
        publisher=stated.get("publisher", ""),
        published=stated_date(date),
        published_raw=date,
        lang=stated.get("lang", ""),
        url=stated.get("url", ""),
    )
