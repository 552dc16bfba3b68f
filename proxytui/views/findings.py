"""Findings under headings: one line each in a list, and in full with the quotes they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from proxytui.asof import ties
from proxytui.views import quotes, tie_line
from proxytui.views.key_words import with_keys
from proxytui.views.lines import BLANK, Line, Row, Span, cut, foreign, paragraph, rule
from proxytui.views.page_lines import PageLine, section
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene

Found = TypeVar("Found")

_QUOTES = 3
"""The number of quotes of each tie that are shown beside a finding; all are one key away."""


# In a list that folds, and beside it


def heading_line(words: str, count: int, folded: bool, cells: int) -> Line:
    """`▾ said to back both sides of an opposition  12`."""
    mark = Span("▸ " if folded else "▾ ", "dim")
    shown = cut(words, cells - 4 - len(str(count)))
    return (mark, Span(shown, "heading"), Span(f"  {count}", "dim"))


def in_full(scene: Scene, words: str, ties: Sequence[Tie], cells: int) -> list[Row]:
    """A finding in words, and the first quotes of each tie that it rests on."""
    rows = prose(words, cells)
    for tie in ties:
        rows += [BLANK, *_quotes(scene, tie, cells)]
    return rows


def prose(words: str, cells: int, role: str = "text") -> list[Row]:
    """Words that the cursor passes over."""
    return [Row("", line, stop=False) for line in paragraph(words, cells, role)]


def _quotes(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    count = sum(len(claim.citations) for claim in tie.claims)
    note = plural(count, "quote") if count else "no quote"
    title = tie_line.title(scene, tie, cells - len(note) - 3)
    rows = [Row("", rule(title, note, cells), stop=False)]
    rows += quotes.rows(scene, quotes.first_of_tie(scene, tie, _QUOTES), cells, about=False)
    if count > _QUOTES:
        words = f"  {count - _QUOTES} more: {with_keys('{words} leads to all', scene.key)}"
        rows.append(Row("", (Span(words, "dim"),), stop=False))
    return rows


def ties_of(scene: Scene, tie_ids: Iterable[str]) -> list[Tie]:
    """The ties with these ids, as of the date; those that are no longer recorded are left out."""
    index = scene.index
    return [ties.tie(index, tie_id, scene.lens) for tie_id in tie_ids if tie_id in index.tie_claims]


# On a page


def page(
    headings: Mapping[str, str],
    findings: Sequence[Found],
    code: Callable[[Found], str],
    lines: Callable[[Found], Iterable[PageLine]],
) -> Iterator[PageLine]:
    """Findings under the headings of their codes; headings without a finding are left out."""
    for key, heading in headings.items():
        listed = [finding for finding in findings if code(finding) == key]
        if listed:
            yield from section(heading, len(listed))
            for finding in listed:
                yield from lines(finding)


def page_lines(
    scene: Scene, words: str, ties: Iterable[Tie], sign: Span | None = None
) -> Iterator[PageLine]:
    """A finding in words behind a sign, and below it the quote to show of each of its ties."""
    lead = (Span("  "), sign, Span(" ")) if sign else (Span("  "),)
    yield PageLine((foreign(words),), lead)
    for tie in ties:
        yield from quotes.page(scene, tie)
