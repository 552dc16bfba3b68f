"""HTML pages: the article without menus by trafilatura, or all words of the page."""

from __future__ import annotations

import re
from importlib.metadata import version

from proxytui.errors import ProxyTUIError
from proxytui.reading.formats import page_statements, xml_text
from proxytui.reading.formats.extracted import Extracted, settled, stated_date

_FEW = 0.25
"""The share of a page's words below which the article may have been missed."""

_PREFORMATTED = re.compile(r"(?i)(</?pre\b[^<>]*>)")
_TAG_OR_LINE_END = re.compile(r"<[^<>]*>|\n")


def read(markup: str, *, whole: bool = False, url: str = "") -> Extracted:
    """The article of a page, or with `whole` all of its words; raises ProxyTUIError where
    trafilatura is needed and not installed."""
    page = page_statements.read(markup)
    unsure: tuple[str, ...] = ()
    if whole:
        text, extractor = page.text, "all words"
    else:
        text = _article(markup)
        extractor = f"trafilatura {version('trafilatura')}"
        few, all_ = len(text.split()), len(page.text.split())
        if few < _FEW * all_:
            unsure = (
                f"{few} words were taken for the article, of {all_} on the page; "
                "`--whole` keeps all of them",
            )
    date = page.stated.get("published", "")
    return Extracted(
        settled(text).strip() + "\n",
        "HTML",
        title=page.stated.get("title", ""),
        author=page.stated.get("author", ""),
        publisher=page.stated.get("publisher", ""),
        published=stated_date(date),
        published_raw=date,
        lang=page.stated.get("lang", ""),
        url=page.stated.get("url", "") or url,
        extractor=extractor,
        unsure=unsure,
    )


def _with_breaks(markup: str) -> str:
    """A page with a break for each line of what is set in lines, such as a list of figures or code:
    trafilatura takes it for a quote, in which lines would run on."""
    parts = _PREFORMATTED.split(markup)
    for place in range(2, len(parts), 2):
        if not parts[place - 1].startswith("</"):
            lines = parts[place].removeprefix("\n")
            parts[place] = _TAG_OR_LINE_END.sub(_broken, lines)
    return "".join(parts)


def _broken(part: re.Match[str]) -> str:
    return "<br>" if part[0] == "\n" else part[0]


def _article(markup: str) -> str:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise ProxyTUIError(
            "to find the article of a page needs trafilatura",
            "install proxytui[reading], or keep all words of the page with --whole",
        ) from None
    from lxml import etree

    # Its titles, authors and dates are guessed where a page states none, so none are asked for.
    document = bare_extraction(_with_breaks(markup), include_comments=False, with_metadata=False)
    body = getattr(document, "body", None)
    # Its own text draws tables with signs that are not the page's.
    return xml_text.words(etree.tostring(body)) if body is not None else ""
