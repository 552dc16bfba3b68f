"""HTML pages: the article without menus by trafilatura, or all words of the page."""

from __future__ import annotations

from importlib.metadata import version

from proxytui.errors import ProxyTUIError
from proxytui.reading.formats import page_statements, xml_text
from proxytui.reading.formats.extracted import Extracted, settled, stated_date

_FEW = 0.25
"""The share of a page's words below which the article may have been missed."""


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
    document = bare_extraction(markup, include_comments=False, with_metadata=False)
    body = getattr(document, "body", None)
    # Its own text draws tables with signs that are not the page's.
    return xml_text.words(etree.tostring(body)) if body is not None else ""
