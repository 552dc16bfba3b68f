"""The journal of a store on a page: its transactions, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.packed_changes import count_records
from proxytui.model.private_notes import only_private
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import PageLine, dotted
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.changes import Transaction


def page(steps: Iterable[tuple[Transaction, bool]]) -> Iterator[PageLine]:
    """A line a transaction: time, id, label, number of records, author; struck where undone."""
    for transaction, undone in steps:
        records = count_records(transaction.changes)
        facts = [
            foreign(transaction.time, "dim"),
            foreign(transaction.id, "dim"),
            foreign(transaction.label, "struck" if undone else "text"),
            Span(plural(records, "record"), "dim"),
            foreign(transaction.by, "dim"),
            Span("private" if only_private(transaction) else "", "key"),
            Span("undone" if undone else "", "possible"),
        ]
        yield PageLine(dotted(facts))
