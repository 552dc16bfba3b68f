"""Sources on a page, each with its publisher, licence, texts and the checks of its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.model.vocabulary import Check
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import PageLine, dotted
from proxytui.wording.phrases import plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.model.records import Source


def page(sources: Iterable[tuple[Source, Mapping[str, int]]]) -> Iterator[PageLine]:
    """Two lines a source; the numbers are those of its quotes by their check."""
    for source, quotes in sources:
        words = foreign(wording.source_words(source))
        yield PageLine(dotted([foreign(source.id, "strong"), words]))
        facts = (
            source.title,
            source.publisher or "no publisher recorded",
            source.licence or "",
            plural(len(source.documents), "text") if source.documents else "no text",
            check_words(quotes),
            f"{source.status}, because {quoted(source.reason)}" if source.reason else "",
        )
        yield PageLine(dotted(map(foreign, facts)), (Span("    "),))


def check_words(quotes: Mapping[str, int]) -> str:
    """`3 quotes: 2 exact, 1 absent`."""
    counts = [f"{quotes[check.value]} {check.value}" for check in Check if quotes.get(check.value)]
    total = plural(sum(quotes.values()), "quote")
    return f"{total}: {', '.join(counts)}" if counts else "no quotes"
