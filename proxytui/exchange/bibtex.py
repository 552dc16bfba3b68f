"""The chosen sources as BibTeX, for LaTeX and reference managers; keys are the ids of sources.

`date` has the date as it is recorded, which BibLaTeX reads, uncertain ones and intervals too;
`year` and `month` stand beside it where it names just one. Names of authors are kept whole between
braces, as nobody says which of them are persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.source_kinds import LOSSES, authors, days, kind_of, note, sources

__all__ = ["LOSSES", "write"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Source

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    }
)
_IN_ADDRESSES = str.maketrans(
    {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(selection: Selection) -> Iterator[str]:
    """An entry for each source, by their ids."""
    for source in sources(selection):
        fields = "".join(f",\n  {name} = {value}" for name, value in _fields(source))
        yield f"@{kind_of(source).bibtex}{{{source.id}{fields}\n}}\n\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_escaped(source.title)}}}}}"
    if words := text.line(source.short or ""):
        yield "shorttitle", f"{{{{{_escaped(words)}}}}}"
    if names := authors(source):
        yield "author", f"{{{' and '.join(f'{{{_escaped(name)}}}' for name in names)}}}"
    if source.publisher:
        yield kind_of(source).within, f"{{{{{_escaped(source.publisher)}}}}}"
    if source.published:
        yield "date", f"{{{text.line(source.published).translate(_IN_ADDRESSES)}}}"
        known = days(source.published) or ()
        if len(known) == 1:
            yield "year", f"{{{known[0][0]:04}}}"
            if len(known[0]) > 1:
                yield "month", _MONTHS[known[0][1] - 1]
    if source.url:
        yield "url", f"{{{text.line(source.url).translate(_IN_ADDRESSES)}}}"
    if source.accessed:
        day = text.line(source.accessed).partition("T")[0]
        yield "urldate", f"{{{day.translate(_IN_ADDRESSES)}}}"
    if source.lang:
        yield "langid", f"{{{_escaped(source.lang)}}}"
    if source.kind:
        yield "howpublished", f"{{{_escaped(source.kind)}}}"
    if words := note(source):
        yield "note", f"{{{_escaped(words)}}}"


def _escaped(words: str) -> str:
    return text.line(words).translate(_ESCAPES)
