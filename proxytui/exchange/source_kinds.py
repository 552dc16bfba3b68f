"""Sources as reference managers know them: their kinds, their authors, their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.model import dates
from proxytui.model.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Source

LOSSES: dict[str, str] = {
    **{f"{table}.{field.name}": DROPPED for table, fields in FIELDS.items() for field in fields},
    **{
        f"sources.{field}": KEPT
        for field in ("title", "short", "author", "publisher", "url", "lang")
    },
    **{f"sources.{field}": COARSENED for field in ("kind", "published", "accessed")},
    **{f"sources.{field}": KEPT for field in ("licence", "archive_url", "publisher_parent")},
    "sources.published_raw": KEPT,
    "sources.status": KEPT,
    "sources.reason": KEPT,
}
"""What becomes of each field, for a reference manager: a note has what it has no field for."""


class SourceKind(NamedTuple):
    """A kind of source: the entry of BibTeX, the type of CSL; `within` is the field of BibTeX for
    what it was published in or by."""

    bibtex: str
    csl: str
    within: str = "publisher"


_OTHER = SourceKind("misc", "document")
_ARTICLE = SourceKind("article", "article-newspaper", "journal")
_REPORT = SourceKind("techreport", "report", "institution")
_WORDS = (
    (("journal",), SourceKind("article", "article-journal", "journal")),
    (("news", "article", "analysis", "interview"), _ARTICLE),
    (("report", "paper", "assessment"), _REPORT),
    (("book", "monograph"), SourceKind("book", "book")),
    (("thesis", "dissertation"), SourceKind("phdthesis", "thesis", "school")),
    (("data set", "dataset", "graph"), SourceKind("misc", "dataset")),
    (("law", "act", "statute"), SourceKind("misc", "legislation")),
    (("treaty", "agreement"), SourceKind("misc", "treaty")),
    (("speech", "statement"), SourceKind("misc", "speech")),
    (("post", "web page", "website"), SourceKind("misc", "webpage")),
    (("reference work", "encyclopaedia", "encyclopedia"), SourceKind("misc", "entry")),
)


def sources(selection: Selection) -> Iterator[Source]:
    """The chosen sources by their ids."""
    for id_ in sorted(selection.tables.get("sources", {})):
        source = selection.graph.sources.get(id_)
        if source is not None:
            yield source


def kind_of(source: Source) -> SourceKind:
    """The kind of a source by the words for it; an unknown one is just a document."""
    words = f" {text.line(source.kind or '').casefold()} "
    return next((kind for names, kind in _WORDS if any(f" {n} " in words for n in names)), _OTHER)


def authors(source: Source) -> list[str]:
    """Authors, who are parted by semicolons; each is a name as it is recorded."""
    return [name for part in (source.author or "").split(";") if (name := text.line(part))]


def days(date: str | None) -> Sequence[tuple[int, ...]] | None:
    """A date as the year, month and day that it gives: one of a single date, two of an interval;
    None for one that is open, or doesn't give its digits."""
    words = (date or "").partition("T")[0].rstrip("~?%")
    try:
        dates.parse(words)
        ends = [tuple(map(int, end.rstrip("~?%").split("-"))) for end in words.split("/")]
    except ValueError:  # of dates, and of digits that aren't given
        return None
    return ends


def is_doubtful(date: str | None) -> bool:
    """Whether a date is marked as approximate or uncertain."""
    return any(mark in (date or "") for mark in "~?%")


def note(source: Source) -> str:
    """What a reference manager has no field for, in words."""
    status = f"{source.status}: {source.reason}" if source.reason else source.status
    parts = (
        ("Date as the source gives it", source.published_raw),
        ("Published under", source.publisher_parent),
        ("Licence", source.licence),
        ("Archived at", source.archive_url),
        ("Status", status if source.status != "current" or source.reason else None),
    )
    return ". ".join(f"{name}: {text.line(words).rstrip('.')}" for name, words in parts if words)
