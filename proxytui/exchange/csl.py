"""The chosen sources as CSL-JSON, for Zotero, pandoc and others; ids are those of sources.

A date that gives its digits is given in parts, an interval by its two ends, and one that is marked
as approximate or uncertain as circa; any other in words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.source_kinds import (
    LOSSES,
    authors,
    days,
    is_doubtful,
    kind_of,
    note,
    sources,
)
from proxytui.model import dates

__all__ = ["LOSSES", "write"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Json, Source

_IN_PAPERS = ("article-newspaper", "article-journal")


def write(selection: Selection) -> Iterator[str]:
    """A list with an item for each source, by their ids."""
    before = "[\n"
    for source in sources(selection):
        yield before + text.escape_json(json.dumps(_item(source), ensure_ascii=False))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _item(source: Source) -> Json:
    kind = kind_of(source)
    item: Json = {"id": source.id, "type": kind.csl, "title": text.line(source.title)}
    if names := authors(source):
        item["author"] = [{"literal": name} for name in names]
    for field, words in (
        ("container-title" if kind.csl in _IN_PAPERS else "publisher", source.publisher),
        ("title-short", source.short),
        ("genre", source.kind),
        ("language", source.lang),
        ("URL", source.url),
        ("note", note(source)),
    ):
        if words:
            item[field] = text.line(words)
    for field, date in (("issued", source.published), ("accessed", source.accessed)):
        if date:
            item[field] = _date(date)
    return item


def _date(date: str) -> Json:
    parts = days(date)
    if parts is None:
        try:
            return {"literal": dates.words(date)}
        except dates.DateError:
            return {"literal": text.line(date)}
    shown: Json = {"date-parts": [list(part) for part in parts]}
    return {**shown, "circa": True} if is_doubtful(date) else shown
