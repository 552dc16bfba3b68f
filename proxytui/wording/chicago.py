"""Sources in the notes style of the Chicago Manual, eighteenth edition.

Author, “Title,” Publisher, date, place, address. A book or report has its title bare and behind it
publisher and year in parentheses. Names stand as they are recorded, so do the capitals of titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.collation import identity
from proxytui.late_pattern import late_pattern
from proxytui.wording.phrases import date_words
from proxytui.wording.quotation_marks import inner_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.model.records import Locator, Source

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = late_pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DECADE = late_pattern(r"([0-9]{3})X([~?%]?)")
_STANDALONE = frozenset({"book", "report", "thesis"})
"""Kinds of sources that stand by themselves, and in no newspaper, journal or site."""
_NAMED = 2
"""Authors that a note names; of more the first, and others."""


def reference(source: Source | None, locator: Locator | None, escape: Callable[[str], str]) -> str:
    """A source and a place in it as a note has them, without a full stop; foreign parts go through
    `escape`."""
    if source is None:
        return "a source that is missing here"
    author, publisher = _authors(source.author or ""), text.line(source.publisher or "")
    if author and identity(publisher) == identity(author):
        publisher = ""
    title, imprint = _title(source, escape), (escape(publisher), escape(_date(source)))
    if _is_standalone(source):
        title, imprint = f"{title} ({', '.join(filter(None, imprint))})", ("", "")
    words = f"{escape(author)}, {title}" if author else title
    return _joined(words, [*imprint, *_place(locator, escape), *_found(source, escape)])


def chicago_date(date: str) -> str:
    """An EDTF date as American English has it: "December 2, 2024", "ca. March 2011", "1980s"."""
    if match := _DATE.fullmatch(date):
        year, month, day, doubt = match.groups()
        if month and not 1 <= int(month) <= len(_MONTHS):
            return date_words(date)
        words = year
        if month:
            words = f"{_MONTHS[int(month) - 1]} {f'{int(day)}, ' if day else ''}{year}"
        return _doubted(words, doubt)
    if match := _DECADE.fullmatch(date):
        return _doubted(f"{match[1]}0s", match[2])
    first, slash, last = date.partition("/")
    if slash and _DATE.fullmatch(first) and _DATE.fullmatch(last):
        return f"between {chicago_date(first)} and {chicago_date(last)}"
    return date_words(date)


def _doubted(words: str, doubt: str) -> str:
    circa = "ca. " if doubt in ("~", "%") and doubt else ""
    return f"{circa}{words}{'?' if doubt in ('?', '%') and doubt else ''}"


def _date(source: Source) -> str:
    """The date of a source in words, of one that stands by itself the year; "n.d." without one."""
    if not source.published:
        return "n.d."
    match = _DATE.fullmatch(source.published)
    if match and _is_standalone(source):
        return chicago_date(match[1] + match[4])
    return chicago_date(source.published)


def _authors(recorded: str) -> str:
    """Authors parted by semicolons, as a note names them; others as they are recorded."""
    names = [name for part in recorded.split(";") if (name := text.line(part).strip())]
    if len(names) > _NAMED:
        return f"{names[0]} et al."
    return " and ".join(names)


def _is_standalone(source: Source) -> bool:
    title = text.line(source.title)
    return text.line(source.kind or "").casefold() in _STANDALONE and not _described(title)


def _described(title: str) -> str:
    """The words of a title in brackets, by which somebody described a source without one."""
    return title[1:-1].strip() if title.startswith("[") and title.endswith("]") else ""


def _title(source: Source, escape: Callable[[str], str]) -> str:
    """A title in quotation marks, those in it single; bare where it stands by itself, or describes
    a source that has none."""
    title = text.line(source.title)
    if described := _described(title):
        return escape(described)
    if not title or _is_standalone(source):
        return escape(title) or "untitled"
    return f"“{escape(inner_marks(title))}”"


def _joined(words: str, parts: Iterable[str]) -> str:
    """Words with parts behind them, before each a comma, which a closing quotation mark follows."""
    for part in filter(None, parts):
        # A mark that closes a quotation in the title, which an apostrophe looks like, takes it in.
        closing = "’”" if words.endswith("’”") and "‘" in words else "”"
        if words.endswith(closing):
            words = f"{words.removesuffix(closing)},{closing} {part}"
        else:
            words = f"{words}, {part}"
    return words


def _place(locator: Locator | None, escape: Callable[[str], str]) -> list[str]:
    page = text.line(str(getattr(locator, "page", None) or ""))
    paragraph = text.line(str(getattr(locator, "paragraph", None) or ""))
    parts = [escape(page)] if page else []
    return [*parts, f"para. {escape(paragraph)}"] if paragraph else parts


def _found(source: Source, escape: Callable[[str], str]) -> list[str]:
    """Where a source is found; the day on which it was read only where it has no date."""
    parts = []
    if source.accessed and not source.published:
        parts.append(f"accessed {chicago_date(source.accessed.partition('T')[0])}")
    url, archived = text.line(source.url or ""), text.line(source.archive_url or "")
    parts += [escape(url)] if url else []
    return [*parts, f"archived at {escape(archived)}"] if archived else parts
