"""What the panes of an explorer say in a store without records: how the first ones are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.lines import BLANK, Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

Part = tuple[str, str]
"""A paragraph and its role; an example is written as a user types it."""

_EXAMPLE = "key"
_ACTORS: tuple[Part, ...] = (
    ("No actors yet.", "text"),
    ("a writes one in one line:", "dim"),
    ("actor North (state)", _EXAMPLE),
    ("A source and a claim too:", "dim"),
    ("source memo-1 A memorandum", _EXAMPLE),
    ("North backs +South: weapons from memo-1", _EXAMPLE),
    ("ctrl+o opens another store, a file of records, the demo, or the tour.", "dim"),
    ("? shows the keys.", "dim"),
)
_TIES: tuple[Part, ...] = (
    ("No claims yet.", "text"),
    ("a writes one in one line: who does what to whom, since when, in whose words.", "dim"),
    ('North backs South: weapons since 2010 "sent them rifles" memo-1', _EXAMPLE),
    ("+ before the name of an actor or a source makes it with the claim:", "dim"),
    ('+North backs +South "sent them rifles" +memo-1', _EXAMPLE),
)
_DETAIL: tuple[Part, ...] = (
    ("Every claim rests on a source.", "text"),
    ("a writes one in one line: a short name, the title, what you know.", "dim"),
    ("source memo-1 A memorandum; publisher Desk; published 2020-05", _EXAMPLE),
    (":source add keeps a text, so that the quotes from it are checked:", "dim"),
    (':source add memo.txt --title "A memorandum"', _EXAMPLE),
)


def actors(cells: int) -> list[Row]:
    """The pane of the actors; alone on a narrow screen, it shows a line for each kind."""
    return _rows(_ACTORS, cells)


def ties(cells: int) -> list[Row]:
    """The pane of the ties."""
    return _rows(_TIES, cells)


def detail(cells: int) -> list[Row]:
    """The detail pane."""
    return _rows(_DETAIL, cells)


def _rows(parts: Iterable[Part], cells: int) -> list[Row]:
    rows: list[Row] = []
    for words, role in parts:
        if rows and role != _EXAMPLE:
            rows.append(BLANK)
        indent = "  " if role == _EXAMPLE else ""
        rows += [Row("", line, stop=False) for line in paragraph(words, cells, role, indent)]
    return rows
