"""Problems of a store, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.lines import foreign
from proxytui.views.page_lines import PageLine, dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.questions.integrity import Problem


def page(problems: Iterable[Problem]) -> Iterator[PageLine]:
    """`claims/c-4 · quote-absent · the words do not stand in the kept text`."""
    for problem in problems:
        record, code = foreign(problem.record, "strong"), foreign(problem.code, "caution")
        yield PageLine(dotted([record, code, foreign(problem.message)]))
