"""Differences between two dates, states of the store or publishers, change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views import findings, tie_line
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import PageLine
from proxytui.views.roles import STATE_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.questions.difference import TieChange
    from proxytui.views.scene import Scene


def page(
    scene: Scene,
    ends: tuple[str, str],
    by: str,
    headings: Mapping[str, str],
    changes: Sequence[TieChange],
) -> Iterator[PageLine]:
    """The two ends that are compared, and by what, then the changes by kind, each with the quotes
    to show of its tie as it stands at the date of the change."""

    def lines(change: TieChange) -> Iterator[PageLine]:
        sign = tie_line.glyph(change.tie, STATE_ROLES[change.tie.state])
        at_change = scene.at(change.period)
        return findings.page_lines(at_change, change.words, [change.tie], sign)

    yield PageLine(
        (foreign(f"from {ends[0]} to {ends[1]}", "strong"), Span(by and f", {by}", "dim"))
    )
    yield from findings.page(headings, changes, lambda change: change.kind, lines)
