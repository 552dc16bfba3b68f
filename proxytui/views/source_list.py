"""All sources as a list, a line each: title, publisher, date, texts, quotes, what rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.collation import sort_key
from proxytui.model.vocabulary import Check
from proxytui.questions import quotes_of_source
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Line, Listing, Row, Span, fit, foreign, paragraph, spread
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.collation import Typed
    from proxytui.graph.source_names import SourceNames
    from proxytui.model.records import Source
    from proxytui.views.scene import Scene

_DATE = 11
_QUOTES, _RECORDS, _TEXTS = 18, 13, 9
_WIDE = 100
"""From so many cells on, there are columns for the publisher and for the kept texts."""
_NARROW = 70
"""Below so many cells there is no column for the date."""
_EMPTY = "No sources yet. {add-document} makes a file one: a text, a page, a PDF."
_NONE = "No source has these words; {close} clears the filter."


def listed(sources: Iterable[Source], names: SourceNames, needle: Typed | None) -> list[Source]:
    """The sources by name, those with the words alone."""
    chosen = (source for source in sources if needle is None or _has(source, needle))
    return sorted(chosen, key=lambda source: (sort_key(names.name(source.id)), source.id))


def _has(source: Source, needle: Typed) -> bool:
    fields = (source.title, source.short, source.author, source.publisher, source.id)
    return any(needle.within(field) for field in fields if field)


def rows(scene: Scene, sources: Sequence[Source], cells: int, *, filtered: bool) -> Sequence[Row]:
    """The sources. Keys: `source:` and their ids."""
    if not sources:
        words = with_keys(_NONE if filtered else _EMPTY, scene.key)
        return [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]
    keys = [f"source:{source.id}" for source in sources]
    return Listing(keys, lambda at: _line(scene, sources[at], cells))


def _line(scene: Scene, source: Source, cells: int) -> Line:
    name = texts.line(scene.index.source_names.name(source.id))
    left: Line = (foreign(name, "strong"),)
    if cells >= _NARROW:
        left = (Span(fit(texts.line(source.published or ""), _DATE), "date"), *left)
    if source.status != "current":
        left = (*left, Span(f"  {source.status}", "alert"))
    if source.publisher and cells >= _WIDE and source.publisher != name:
        left = (*left, Span("  "), foreign(source.publisher, "dim"))
    return spread(left, _counts(scene, source, wide=cells >= _WIDE), cells)


def _counts(scene: Scene, source: Source, *, wide: bool) -> Line:
    """`3 of 14 quotes absent  2 texts  9 records`, in columns."""
    checks = [
        scene.check(citation)
        for _, citation in quotes_of_source.cited(scene.index, source.id)
        if citation.quote is not None
    ]
    absent = sum(1 for check in checks if check is not None and check.check is Check.ABSENT)
    quotes = plural(len(checks), "quote") if checks else ""
    if absent:
        quotes = f"{absent} of {len(checks)} absent"
    records = len(scene.index.citing(source.id))
    kept = plural(len(source.documents), "text") if source.documents else "no text"
    return (
        Span(fit(quotes, _QUOTES, right=True), "alert" if absent else "text"),
        Span(fit(plural(records, "record") if records else "", _RECORDS, right=True), "dim"),
        *([Span(fit(kept, _TEXTS, right=True), "dim")] if wide else []),
    )
