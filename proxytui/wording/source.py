"""Sources within sentences: by their short names, in full, and by who published them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.collation import identity
from proxytui.late_pattern import late_pattern
from proxytui.model.short_names import short_name
from proxytui.wording.phrases import bare_date, join_words, lower_first, named, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Source

MISSING = "a source that is missing here"

# A file with its ending, an address, a path, or values of a table that begin with a date: English
# gives a description an article, and these none.
_NAME = late_pattern(
    r".*\w\.[A-Za-z][A-Za-z0-9]{0,7}|[A-Za-z][A-Za-z0-9+.-]*://.*|(?i:www\.|doi:|urn:).*"
    r"|[^\s/]+\.[A-Za-z]{2,}/\S*|\S*[/\\@_]\S*|\d{4}-\d\d\b.*"
)


def has_own_name(source: Source | None) -> bool:
    """Whether somebody recorded what a source is called in a few words."""
    return bool(source and text.line(source.short or ""))


def source_phrase(source: Source | None) -> str:
    """A source within a sentence: by its recorded short name, "9/11 Report", else by the title as
    far as it has room, with publisher and date: "the news analysis (about 2 Dec 2024)"."""
    if source is None:
        return MISSING
    if not has_own_name(source):
        return _in_words(*_title_and_origin(source, short_name(source)))
    return _in_words(short_name(source), _remarks(source))


def source_in_full(source: Source | None) -> str:
    """A source within a sentence with its whole title, its publisher and its date, behind the short
    name that was recorded of it; without a publisher with its author."""
    if source is None:
        return MISSING
    title, origin = _title_and_origin(source, text.line(source.title))
    author = text.line(source.author or "")
    if author and text.line(source.title) and not text.line(source.publisher or ""):
        origin = [f"by {author}", *origin]
    return (
        _in_words(short_name(source), [title, *origin])
        if has_own_name(source)
        else _in_words(title, origin)
    )


def _in_words(phrase: str, remarks: Sequence[str]) -> str:
    return f"{phrase} ({', '.join(remarks)})" if remarks else phrase


def _title_and_origin(source: Source, title: str) -> tuple[str, list[str]]:
    """A title of a source as a phrase, and its publisher, its date and what became of it.

    A description by the recorder, in brackets, stands without quotation marks; the name of a file
    or an address in its place is quoted as a title is.
    """
    whole = text.line(source.title)
    publisher, author = text.line(source.publisher or ""), text.line(source.author or "")
    publisher = named(publisher) if publisher else ""
    is_description = whole.startswith("[") and whole.endswith("]")
    title = title.strip("[]").strip() if is_description else title
    if not whole:
        phrase = publisher or (f"a source by {author}" if author else "a source without a title")
        publisher = ""
    elif is_description and title and not _NAME.fullmatch(whole.strip("[] ")):
        article = title.startswith(("A ", "An ", "The "))
        title = lower_first(title) if article or title[1:2].islower() else title
        phrase = title if title.startswith(("the ", "a ", "an ")) else f"the {title}"
    else:
        phrase = quoted(title)
    date = bare_date(source.published) if source.published else ""
    return phrase, [words for words in (publisher, date) if words] + _remarks(source)


def _remarks(source: Source) -> list[str]:
    return [source.status] if source.status in ("corrected", "retracted") else []


def publisher_phrase(citations: Sequence[Citation], source: Lookup) -> tuple[str, bool]:
    """The publishers of a group of citations within a sentence, and whether they are a plural; a
    source alone is named by its recorded short name."""
    ids = list(dict.fromkeys(c.source for c in citations))
    cited_sources = [source(id_) for id_ in ids]
    names: dict[str, str] = {}
    for cited in cited_sources:
        publisher = text.line(cited.publisher or "") if cited else ""
        if not publisher or (len(ids) == 1 and has_own_name(cited)):
            phrase = source_phrase(cited)
        elif len(ids) == 1 and cited and cited.published:
            remarks = [bare_date(cited.published), *_remarks(cited)]
            phrase = f"{named(publisher)} ({', '.join(remarks)})"
        else:
            phrase = named(publisher)
        names.setdefault(identity(phrase), phrase)
    if len(names) > 3:
        return f"{len(names)} sources that count as one", True
    return join_words(list(names.values())), len(names) > 1


def publisher_names(citations: Iterable[Citation], source: Lookup) -> list[str]:
    """The publishers of citations as labels; one of which a single source is cited by that
    source's recorded short name, a source without a publisher by its own."""
    by_publisher: dict[str, dict[str, Source | None]] = {}
    for citation in citations:
        cited = source(citation.source)
        publisher = identity(cited.publisher or "") if cited else ""
        key = publisher or f"\0{citation.source}"
        by_publisher.setdefault(key, {})[citation.source] = cited
    return [_label(list(sources.values())) for sources in by_publisher.values()]


def _label(sources: Sequence[Source | None]) -> str:
    first = sources[0]
    if first is None:
        return MISSING
    publisher = text.line(first.publisher or "")
    alone = len(sources) == 1 and has_own_name(first)
    return publisher if publisher and not alone else short_name(first)
