"""What can be copied of a citation or a source: its words, and footnotes in each style."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.wording import footnote
from proxytui.wording.footnote import Style
from proxytui.wording.phrases import RECORD_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.model.records import Source
    from proxytui.views.lines import Line
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene

TEXT_CELLS = 200
"""The cells of a line in a copy, whatever the width of the pane."""


def without_columns(line: Line) -> Line:
    """A line with no more than two blanks where its words stand in columns."""
    return tuple(
        span._replace(text="  ") if place and len(span.text) > 2 and span.text.isspace() else span
        for place, span in enumerate(line)
    )


class Copy(NamedTuple):
    """A text that can be copied: its letter in the menu, its label, and what makes it; that gives
    no text where it sees to the copying itself."""

    key: str
    label: str
    text: Callable[[], str]


def cited_copies(scene: Scene, cited: Cited) -> Iterator[Copy]:
    """What can be copied of a citation: its words, and footnotes."""
    quote = cited.citation.quote
    if quote is not None:
        yield Copy("q", "quote", lambda: f"“{texts.line(quote.exact)}”")
    what = RECORD_WORDS[cited.table]
    yield Copy("I", f"id of the {what}", lambda: cited.record.id)
    yield Copy("f", "footnote", partial(_footnote, scene, cited, Style.PLAIN))
    yield Copy("c", "footnote, Chicago style", partial(_footnote, scene, cited, Style.CHICAGO))
    yield Copy("m", "footnote, as Markdown", partial(_markdown, scene, cited, Style.PLAIN))
    yield Copy(
        "M", "footnote, Chicago style, as Markdown", partial(_markdown, scene, cited, Style.CHICAGO)
    )


def source_copies(source: Source) -> Iterator[Copy]:
    """What can be copied of a source: references to it."""
    yield Copy("f", "footnote", lambda: footnote.reference(source))
    yield Copy("c", "footnote, Chicago style", lambda: footnote.reference(source, Style.CHICAGO))


def cited_words(scene: Scene, cited: Cited) -> footnote.CitedWords:
    """A citation as a footnote needs it: with its record, its source and its check."""
    citation = cited.citation
    checked = scene.check(citation) if citation.quote is not None else None
    check = checked.check if checked is not None else None
    return footnote.CitedWords(citation, cited.record, scene.source(citation.source), check)


def _footnote(scene: Scene, cited: Cited, style: Style) -> str:
    """The quote with its source in full, and apart from it the date of the explorer."""
    return footnote.footnote(cited_words(scene, cited), scene.name, scene.lens.as_of, style)


def _markdown(scene: Scene, cited: Cited, style: Style) -> str:
    label = f"{cited.record.id}-{cited.place + 1}"
    note = cited_words(scene, cited)
    return footnote.markdown_footnote(note, scene.name, scene.lens.as_of, label, style)
