"""Footnotes: a source with all that finds it again, and the words cited from it, to be printed.

Nothing in them is shortened, and the date of the view stands apart from the date of the text.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.late_pattern import late_pattern
from proxytui.model.records import Claim
from proxytui.model.vocabulary import Check
from proxytui.wording import chicago
from proxytui.wording.chicago import chicago_date
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    quoted,
    speaker_phrase,
    statement,
    term,
    upper_first,
)
from proxytui.wording.quotation_marks import inner_marks
from proxytui.wording.reporting import citation_remarks, found_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Event, Locator, Source

_CHECKED: dict[Check, str] = {
    Check.EXACT: "The words stand in the copy that is kept.",
    Check.NORMALISED: "The words stand in the copy that is kept, typography and spaces apart.",
    Check.AMBIGUOUS: "The words stand at several places in the copy that is kept.",
    Check.MOVED: "The words stand in the copy that is kept, elsewhere than recorded.",
    Check.ABSENT: "The words are not in the copy that is kept.",
    Check.NO_COPY: "The words are not checked: no copy of the text is kept.",
}
_MARKDOWN = late_pattern(r"([\\`*_\[\]<>|~&#$])")
_LINE_START = late_pattern(r"^(\d+)([.)])|^([-+=:])")
_ADDRESS = late_pattern(r"(?i)(?:https?|ftp)://[^\s<>]+")
_NO_LABEL = late_pattern(r"[^\w.-]+")


class CitedWords(NamedTuple):
    """A citation, the claim or event that it is cited for, its source as far as that is there, and
    the check of its words, None where it has none."""

    citation: Citation
    record: Claim | Event
    source: Source | None
    check: Check | None


class Style(Enum):
    """A style of footnotes."""

    PLAIN = "plain"
    CHICAGO = "chicago"


def footnote(
    cited: CitedWords, name: Namer, as_of: Period | None, style: Style = Style.PLAIN
) -> str:
    """A footnote: the words, their source, who says them, how they are cited, their check, and the
    date of the view:

    `“…” – Publisher, “Title”, date, p. 3, <address>, accessed …. Viewed as of 2 Dec 2024.`
    """
    return " ".join((*_quote(cited, _plain_text), note(cited, name, as_of, _plain_text, style)))


def markdown_footnote(
    cited: CitedWords,
    name: Namer,
    as_of: Period | None,
    label: str,
    style: Style = Style.PLAIN,
) -> str:
    """A footnote as Markdown: the words with a mark, and below them the note, called `label`."""
    mark = _mark(label)
    below = f"{mark}: {note(cited, name, as_of, escape_markdown, style)}"
    words = " ".join(part.removesuffix(" –") for part in _quote(cited, escape_markdown))
    return f"{words}{mark}\n\n{below}" if words else below


def _mark(label: str) -> str:
    """The mark of a footnote in Markdown."""
    return f"[^{_NO_LABEL.sub('-', text.line(label)).strip('-') or 'source'}]"


def reference(source: Source | None, style: Style = Style.PLAIN) -> str:
    """A source in full, as a footnote has it: author, title, publisher, date of the text or `n.d.`,
    address, and the day on which it was read or kept; no full stop."""
    return _full(source, _plain_text, style)


def markdown_reference(source: Source | None, label: str, style: Style = Style.PLAIN) -> str:
    """A source in full as a footnote of Markdown, called `label`."""
    return f"{_mark(label)}: {_full(source, escape_markdown, style).removesuffix('.')}."


def _full(source: Source | None, escape: Callable[[str], str], style: Style) -> str:
    words = _origin(source, None, escape, style)
    return words if style is Style.PLAIN else upper_first(words)


def _plain_text(words: str) -> str:
    return text.line(words)


def escape_markdown(words: str) -> str:
    """Words escaped so that Markdown shows them as they are."""
    escaped = _MARKDOWN.sub(r"\\\1", text.line(words))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _quote(cited: CitedWords, escape: Callable[[str], str]) -> list[str]:
    quote = cited.citation.quote
    if quote is None or not text.line(quote.exact):
        return []
    translated = quoted(quote.translation or "")
    parts = [f"“{escape(quote.exact)}”"]
    parts += [f"(translated: {escape(translated)})"] if translated else []
    return [*parts[:-1], f"{parts[-1]} –"]


def note(
    cited: CitedWords,
    name: Namer,
    as_of: Period | None,
    escape: Callable[[str], str],
    style: Style = Style.CHICAGO,
) -> str:
    """A footnote without the words: their source, who says them, how they are cited, their check,
    and the date of the view, None for none; foreign words in it go through `escape`."""
    origin = _origin(cited.source, cited.citation.locator, escape, style)
    speaker = speaker_phrase(cited.citation.speaker, name)
    if style is Style.CHICAGO:
        if speaker:
            # "Quoted in" would say that the words are the speaker's own, and not the source's.
            origin, speaker = f"{escape(speaker)}, cited in {origin}", ""
        origin = upper_first(origin)
    sentences = [origin if origin.endswith(".") else f"{origin}."]
    sentences += map(escape, _stance(cited, name, speaker))
    if cited.check is not None:
        sentences.append(_CHECKED[cited.check])
    if as_of is not None:
        words = chicago_date if style is Style.CHICAGO else date_words
        sentences.append(f"Viewed as of {words(as_of.text)}.")
    return " ".join(sentences)


def _stance(cited: CitedWords, name: Namer, speaker: str) -> list[str]:
    """Sentences on who says the words in the source, and on a citation that doesn't support."""
    citation = cited.citation
    parts = [f"said there by {speaker}"] if speaker else []
    if found_nothing(citation):
        parts.append(
            f"cited as having found no evidence that {_cited_statement(cited.record, name)}"
        )
    elif citation.stance == "disputes":
        parts.append(f"cited as disputing that {_cited_statement(cited.record, name)}")
    elif citation.stance != "supports":
        parts.append(
            f"cited as neither supporting nor disputing that {_cited_statement(cited.record, name)}"
        )
    joined = "; ".join(parts)
    sentences = [f"{upper_first(joined)}."] if joined else []
    remarks = citation_remarks(citation)
    return [*sentences, f"Recorded with it: {join_words(remarks)}."] if remarks else sentences


def _cited_statement(record: Claim | Event, name: Namer) -> str:
    if not isinstance(record, Claim):
        return f"this happened: {text.line(record.title) or 'an event without a title'}"
    words = statement(
        record.type,
        name(record.subject),
        name(record.object),
        office=quoted(record.role or ""),
        elements="elements" in record.flags,
    )
    means = ", ".join(term(record.type, code) for code in record.terms)
    return f"{words}: {means}" if means else words


def _origin(
    source: Source | None, locator: Locator | None, escape: Callable[[str], str], style: Style
) -> str:
    """A source and a place in it, by a style."""
    if style is Style.PLAIN:
        return _reference(source, locator, escape)
    words = chicago.reference(source, locator, escape)
    if source is None or source.status == "current":
        return words
    return f"{words} ({escape(source.status)} since)"


def _reference(source: Source | None, locator: Locator | None, escape: Callable[[str], str]) -> str:
    if source is None:
        return "a source that is missing here"
    author, publisher = text.line(source.author or ""), text.line(source.publisher or "")
    first = author or publisher
    parts = [escape(first)] if first else []
    parts.append(_title(source, escape))
    if publisher and publisher != first:
        parts.append(escape(publisher))
    parts += [_date(source, escape), *_place(locator, escape)]
    for lead, address in (("", source.url), ("archived at ", source.archive_url)):
        if address and text.line(address):
            parts.append(lead + _address(text.line(address), escape))
    parts += _access_words(source)
    if source.status in ("corrected", "retracted"):
        parts.append(f"since {source.status}")
    return ", ".join(parts)


def _title(source: Source, escape: Callable[[str], str]) -> str:
    """The title in quotation marks; a description by whoever recorded it stays in brackets."""
    title = text.line(source.title)
    if title.startswith("[") and title.endswith("]"):
        return escape(title)
    return f"“{escape(inner_marks(title))}”" if title else "without a title"


def _date(source: Source, escape: Callable[[str], str]) -> str:
    if source.published:
        return escape(date_words(source.published))
    raw = quoted(source.published_raw or "")
    return f"n.d. (recorded as {escape(raw)})" if raw else "n.d."


def _place(locator: Locator | None, escape: Callable[[str], str]) -> list[str]:
    page = text.line(str(getattr(locator, "page", None) or ""))
    paragraph = text.line(str(getattr(locator, "paragraph", None) or ""))
    parts = [f"p. {escape(page)}"] if page else []
    return [*parts, f"¶ {escape(paragraph)}"] if paragraph else parts


def _address(address: str, escape: Callable[[str], str]) -> str:
    return f"<{address}>" if _ADDRESS.fullmatch(address) else escape(address)


def _access_words(source: Source) -> list[str]:
    """The day on which a source was read or, where that isn't recorded, a copy of it was kept."""
    if source.accessed:
        return [f"accessed {date_words(_day(source.accessed))}"]
    if source.documents and source.documents[-1].added:
        return [f"copy kept {date_words(_day(source.documents[-1].added))}"]
    return []


def _day(when: str) -> str:
    """The date part of an ISO timestamp; a date stays as it is."""
    return when.partition("T")[0]
